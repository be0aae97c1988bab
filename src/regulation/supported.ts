import { inOrder, problem, type Problem } from "./problem.ts";
import type { Conditional, FactTest, Provenance, Regulation } from "./shape.ts";

/**
 * The one table of what the language can say and the engine does not carry out yet. A regulation that uses such a
 * thing is refused with its line, instead of being carried out in part. Carrying something out means removing its row.
 */
interface Feature {
  readonly en: string;
  readonly zh: string;
  /** The lines of a regulation that use it. */
  readonly uses: (r: Regulation) => readonly Provenance[];
}

function conditions(r: Regulation): readonly FactTest[] {
  const lines: readonly Conditional[] = [
    ...r.levels,
    ...Object.values(r.parts).flat(),
    ...r.steps,
    ...r.steps.flatMap((step) => [...step.ask, ...step.by]),
    ...r.findings.flatMap((finding) => finding.first),
    ...r.deadlines,
    ...r.approvals,
    ...r.whenever,
    ...r.guides,
    ...r.duties,
  ];
  return lines.flatMap((line) => [...(line.when ?? []), ...(line.unless ?? [])].flat());
}

function tests(facts: readonly string[]): Feature["uses"] {
  return (r) => conditions(r).filter((test) => facts.includes(test.fact));
}

function types(names: readonly string[]): Feature["uses"] {
  return (r) => r.fields.filter((field) => !field.builtIn && names.includes(field.type));
}

const FEATURES: readonly Feature[] = [
  // ── The head ───────────────────────────────────────────────────────────────────────────────────────────────────
  { en: "`order: free`", zh: "`order: free`", uses: (r) => (r.freeOrder ? r.steps.slice(0, 1) : []) },
  { en: "several kinds of cases", zh: "多种类型的投诉单", uses: (r) => (r.kinds.length > 1 ? r.kinds.slice(1) : []) },
  {
    en: "a number given later than the filing",
    zh: "登记之后才给出的编号",
    uses: (r) => (r.number?.givenAt === undefined ? [] : [r.number]),
  },
  {
    en: "several calendars",
    zh: "多个日历",
    uses: (r) => r.deadlines.filter((deadline) => deadline.calendar !== undefined),
  },
  { en: "own ends", zh: "自定的结束方式", uses: (r) => r.whenever.filter((rule) => rule.effects.end !== undefined) },
  // ── People ─────────────────────────────────────────────────────────────────────────────────────────────────────
  {
    en: "roles of units, bodies, outsiders, areas and lists",
    zh: "按单位、会议、外部、区域或名单设置的职责",
    uses: (r) => r.roles.filter((role) => role.at !== "company" && role.at !== "department"),
  },
  {
    en: "roles that stand for several",
    zh: "包含多个职责的职责",
    uses: (r) => r.roles.filter((role) => role.anyOf.length > 0),
  },
  { en: "substitutes by role", zh: "按职责代理", uses: (r) => r.roles.filter((role) => role.absent.length > 0) },
  {
    en: "money that a role may promise",
    zh: "职责的承诺金额权限",
    uses: (r) => r.roles.filter((role) => role.mayPromise !== undefined),
  },
  {
    en: "parts of the file's own, and the part `department`",
    zh: "自定的本案角色及 `department`",
    uses: (r) =>
      Object.entries(r.parts).flatMap(([part, lines]) =>
        ["owner", "follower", "coordinator", "receiver"].includes(part) ? [] : lines,
      ),
  },
  {
    en: "owners by name",
    zh: "指名的承办人",
    uses: (r) =>
      Object.values(r.parts)
        .flat()
        .filter((line) => line.who === "named" || line.inPerson),
  },
  { en: "several ladders", zh: "多条上报链", uses: (r) => r.ladder.slice(1) },
  {
    en: "parts that are never the same person",
    zh: "不得由同一人担任的角色",
    uses: (r) => (r.recusal.apart.length > 0 || r.recusal.atLast !== undefined ? [r.recusal] : []),
  },
  { en: "readers of a case", zh: "限定的阅读人", uses: (r) => r.privacy },
  { en: "keeping and retention", zh: "保存期限", uses: (r) => r.keep },
  // ── Facts and judgements ───────────────────────────────────────────────────────────────────────────────────────
  {
    en: "fields of the type choices, number, money, people, entry",
    zh: "多选、数字、金额、多人、名单条目类字段",
    uses: types(["choices", "number", "money", "people", "entry"]),
  },
  { en: "lists", zh: "名单", uses: (r) => r.lists },
  { en: "counts", zh: "计数", uses: (r) => r.counts },
  { en: "periods", zh: "期间", uses: (r) => r.periods },
  {
    en: "registers and coded forms",
    zh: "台账及有编号的表单",
    uses: (r) => r.forms.filter((form) => form.list || form.when !== undefined),
  },
  { en: "levels chosen by hand", zh: "由人选定的级别", uses: (r) => r.levels.filter((level) => level.byHand === true) },
  {
    en: "findings left to a person",
    zh: "由人认定的事项",
    uses: (r) => r.findings.flatMap((finding) => finding.first.filter((line) => line.is === "by-hand")),
  },
  {
    en: "facts of the moment in conditions",
    zh: "条件中的即时事实",
    uses: tests(["waiting", "next-step", "departments", "own-person", "during-shift", "during", "listed", "open"]),
  },
  {
    en: "comparisons",
    zh: "大小比较",
    uses: (r) => conditions(r).filter((test) => test.test === "compare" && test.fact !== "round"),
  },
  {
    en: "conditions that a person answers (`not given`)",
    zh: "由人回答的条件（`not given`）",
    uses: (r) => conditions(r).filter((test) => test.test === "ask"),
  },
  // ── Work ───────────────────────────────────────────────────────────────────────────────────────────────────────
  {
    en: "steps for each department or person",
    zh: "按部门或人员逐一办理的环节",
    uses: (r) => r.steps.filter((step) => step.each !== undefined),
  },
  { en: "approvals of steps", zh: "环节的审批", uses: (r) => r.steps.filter((step) => step.approve.length > 0) },
  { en: "signing", zh: "签字", uses: (r) => r.steps.filter((step) => step.sign) },
  {
    en: "steps that name a person, or cannot be handed on",
    zh: "指定人员或不得转交的环节",
    uses: (r) => r.steps.filter((step) => step.names !== undefined || step.inPerson),
  },
  { en: "required evidence", zh: "必附凭证", uses: (r) => r.steps.filter((step) => step.evidence) },
  { en: "steps that can be repeated", zh: "可重复的环节", uses: (r) => r.steps.filter((step) => step.repeat) },
  {
    en: "who must take part in a step",
    zh: "须共同参加的环节",
    uses: (r) => r.steps.filter((step) => step.with.length > 0),
  },
  {
    en: "steps that wait for answers or for other steps",
    zh: "以回答或其他环节为前提的环节",
    uses: (r) => r.steps.filter((step) => step.needs.length > 0 || step.after.length > 0),
  },
  {
    en: "callbacks under another name",
    zh: "其他名称的回访",
    uses: (r) => r.steps.filter((step) => step.type === "callback" && step.id !== "callback"),
  },
  {
    en: "limits that start anew with each of several events",
    zh: "由多个事件重新起算的时限",
    uses: (r) => r.deadlines.filter((deadline) => deadline.from.length > 1),
  },
  {
    en: "limits of a shift",
    zh: "以班次为限的时限",
    uses: (r) =>
      r.deadlines.filter((deadline) => deadline.limit.kind === "moment" && deadline.limit.moment === "same shift"),
  },
  {
    en: "limits that start or end with an answer",
    zh: "以回答起止的时限",
    uses: (r) =>
      r.deadlines.filter((deadline) =>
        [...deadline.from, ...deadline.until].some((event) =>
          r.fields.some((field) => field.id === event && !["received", "level"].includes(event)),
        ),
      ),
  },
  {
    en: "other ways of counting and of warning",
    zh: "其他计日方式和提醒方式",
    uses: (r) =>
      r.deadlines.filter((deadline) => deadline.count !== undefined || deadline.warn.length > 0 || deadline.silent),
  },
  {
    en: "limits without a length",
    zh: "未规定时长的时限",
    uses: (r) => r.deadlines.filter((deadline) => deadline.limit.kind === "not given"),
  },
  {
    en: "effects of a miss other than `tell` and `raise`",
    zh: "超时后除告知和升级以外的后果",
    uses: (r) =>
      r.deadlines.filter(
        ({ missed }) =>
          missed.open.length > 0 ||
          missed.redo !== undefined ||
          missed.nextRound !== undefined ||
          missed.end !== undefined ||
          missed.escalate !== undefined,
      ),
  },
  {
    en: "approvals with a second person, a cap, or after other steps",
    zh: "须会同、有上限或须先办其他环节的审批",
    uses: (r) =>
      r.approvals.filter(
        (approval) =>
          approval.with.length > 0 || approval.needs.length > 0 || approval.longest !== undefined || approval.once,
      ),
  },
  {
    en: "approvals of this kind",
    zh: "此类审批",
    uses: (r) =>
      r.approvals.filter(
        (approval) =>
          !["extension", "lower-level", "not-valid", "close-unreached", "late-record"].includes(approval.of),
      ),
  },
  {
    en: "rules after several events together",
    zh: "多个事件都发生后的规则",
    uses: (r) => r.whenever.filter((rule) => rule.after.length > 1),
  },
  {
    en: "the effects `escalate`, `raise` and `redo`",
    zh: "`escalate`、`raise`、`redo` 效果",
    uses: (r) =>
      r.whenever.filter(
        ({ effects }) => effects.escalate !== undefined || effects.raise !== undefined || effects.redo !== undefined,
      ),
  },
  {
    en: "people who hear of every miss",
    zh: "每次超时均告知的人员",
    uses: (r) => (r.overdueTell.length > 0 ? [r.ladder[0] ?? r.recusal] : []),
  },
  {
    en: "clocks that restart, or the stricter of two, after a change of level",
    zh: "变更级别后重新起算或取较严者",
    uses: (r) => (r.levelRules.runningClocks === "carry" ? [] : [r.levelRules]),
  },
  // ── Beside the case ────────────────────────────────────────────────────────────────────────────────────────────
  { en: "consequences", zh: "处理建议", uses: (r) => r.consequences },
  {
    en: "duties that follow something, or run for each of several",
    zh: "随事件发生或逐条进行的例行事项",
    uses: (r) => r.duties.filter((duty) => duty.after.length > 0 || duty.forEach !== undefined),
  },
  {
    en: "duties in other rhythms than the month",
    zh: "非每月的例行事项",
    uses: (r) => r.duties.filter((duty) => duty.every !== undefined && duty.every !== "month"),
  },
  {
    en: "duties with helpers, addressees, forms, approvals or evidence",
    zh: "有协办、抄送、表单、审批或凭证的例行事项",
    uses: (r) =>
      r.duties.filter(
        (duty) =>
          duty.with.length > 0 ||
          duty.to.length > 0 ||
          duty.fill.length > 0 ||
          duty.approve.length > 0 ||
          duty.evidence,
      ),
  },
  {
    en: "sums, durations and targets in reports",
    zh: "报表中的合计、用时和目标",
    uses: (r) =>
      r.measures.filter(
        (measure) => measure.form.verb === "sum-of" || measure.form.verb === "time" || measure.target !== undefined,
      ),
  },
  { en: "points to tick", zh: "逐项勾选的要点", uses: (r) => r.guides.filter((guide) => guide.tick.length > 0) },
];

/** Each line of a regulation that the engine does not carry out yet. Empty = the desk can open. */
export function whatTheEngineCannotDo(regulation: Regulation): readonly Problem[] {
  const refused = FEATURES.flatMap(({ en, zh, uses }) =>
    uses(regulation).map((line) => problem(line.line, "not-yet", { en, zh })),
  );
  return inOrder(refused);
}
