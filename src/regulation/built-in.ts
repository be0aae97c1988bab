import type { Field, FieldType, Milestone, Text } from "./shape.ts";
import { MILESTONES } from "./shape.ts";

/** What the language knows without a file saying it: facts, steps, phases, and their titles in both languages. */

function text(en: string, zh: string): Text {
  return { en, "zh-CN": zh };
}

interface BuiltInField {
  readonly type: FieldType;
  readonly title: Text;
  readonly options?: { readonly [option: string]: Text };
}

const fields = {
  kind: { type: "choice", title: text("Kind", "类型") },
  line: { type: "choice", title: text("Business line", "业务类别") },
  source: {
    type: "choice",
    title: text("Came in by", "投诉渠道"),
    options: {
      phone: text("Phone", "电话"),
      visit: text("In person", "当面"),
      written: text("In writing", "书面"),
      message: text("Message", "消息"),
      authority: text("Through an authority", "主管部门转来"),
      other: text("Other", "其他"),
    },
  },
  category: { type: "choice", title: text("About", "事项") },
  received: { type: "time", title: text("Received at", "收到时间") },
  "received-by": { type: "person", title: text("Received by", "受理人") },
  complainant: { type: "text", title: text("Customer", "客户称呼") },
  phone: { type: "text", title: text("Phone", "电话") },
  organisation: { type: "text", title: text("Company", "单位") },
  accused: { type: "person", title: text("Person complained about", "被投诉人") },
  department: { type: "choice", title: text("Department", "承办部门") },
  "departments-involved": { type: "choices", title: text("Departments involved", "涉及部门") },
  place: { type: "text", title: text("Place", "地点") },
  "what-happened": { type: "long-text", title: text("What happened?", "事情经过") },
  "remedy-sought": { type: "text", title: text("What would put it right?", "客户希望怎样解决") },
  "asked-time": { type: "time", title: text("Customer wants it by", "客户要求时间") },
  "promised-time": { type: "time", title: text("Promised until", "承诺时间") },
  level: { type: "choice", title: text("Level", "级别") },
  valid: { type: "yes-no", title: text("Valid?", "是否成立") },
  outcome: {
    type: "choice",
    title: text("Outcome", "处理结论"),
    options: {
      upheld: text("Upheld", "属实"),
      partly: text("Partly upheld", "部分属实"),
      "not-upheld": text("Not upheld", "不属实"),
    },
  },
  verdict: {
    type: "choice",
    title: text("Result of the call", "回访结果"),
    options: {
      satisfied: text("Satisfied", "满意"),
      dissatisfied: text("Not satisfied", "不满意"),
      unreached: text("Not reached", "未接通"),
    },
  },
  "customer-told": { type: "yes-no", title: text("Customer told?", "已告知客户？") },
  round: { type: "number", title: text("Round", "轮次") },
  number: { type: "text", title: text("Number", "编号") },
  evidence: { type: "file", title: text("Evidence", "凭证") },
  "compensation-asked": { type: "money", title: text("Compensation asked", "客户索赔金额") },
  "compensation-offered": { type: "money", title: text("Compensation offered", "拟补偿金额") },
  "compensation-approved": { type: "money", title: text("Compensation approved", "获批补偿金额") },
  "compensation-form": {
    type: "choice",
    title: text("Form of compensation", "补偿形式"),
    options: {
      refund: text("Refund", "退款"),
      voucher: text("Voucher", "代金券"),
      repair: text("Repair", "维修"),
      gift: text("Gift", "礼品"),
    },
  },
  "compensation-paid": { type: "money", title: text("Compensation paid", "已付补偿金额") },
} as const satisfies { readonly [id: string]: BuiltInField };

export const BUILT_IN_FIELDS: { readonly [id: string]: BuiltInField } = fields;

/** Built-in facts that the app itself learns or computes; no step has to ask them. `valid` is not among them. */
export const KNOWN_WITHOUT_ASKING: ReadonlySet<string> = new Set(Object.keys(fields).filter((id) => id !== "valid"));

/** What the filing asks when a file has no `receive`. */
export const DEFAULT_INTAKE = ["what-happened", "category", "complainant", "phone", "source"] as const;
export const DEFAULT_INTAKE_OPTIONAL = [
  "remedy-sought",
  "organisation",
  "received",
  "place",
  "asked-time",
  "accused",
  "evidence",
] as const;

/** Facts of the moment that conditions may name beside fields, findings, counts and lists. */
export const STATE_FACTS = [
  "done",
  "waiting",
  "open",
  "next-step",
  "departments",
  "own-person",
  "escalated",
  "missed",
  "during-shift",
  "during",
  "listed",
] as const;

/** The filing itself: written as the first step, kept apart from the steps. */
export const INTAKE_STEP = "receive";

const stepTitles: { readonly [id: string]: Text } = {
  receive: text("Record", "登记"),
  dispatch: text("Send to a department", "转办"),
  accept: text("Accept", "签收"),
  "hand-over": text("Hand over", "移交"),
  assess: text("Set the level", "定级"),
  resolve: text("Solve it", "办结"),
  callback: text("Call the customer", "回访"),
  close: text("Close", "结案"),
  archive: text("Archive", "归档"),
  escalate: text("Escalate", "上报"),
  extend: text("More time", "延期"),
  wait: text("Put on hold", "暂停计时"),
  resume: text("Resume", "恢复计时"),
  withdraw: text("Withdrawn by the customer", "撤诉"),
  "not-valid": text("Not valid", "不成立"),
  merge: text("Duplicate", "重复件"),
  reopen: text("Reopen", "重新办理"),
  reassign: text("Reassign", "改派"),
  recuse: text("Keep a person out", "设定回避"),
  promise: text("Promise a time", "承诺时间"),
  pay: text("Pay compensation", "支付补偿"),
  note: text("Note", "备注"),
  "change-kind": text("Change the kind", "变更类型"),
};

/** Default titles of built-in steps. */
export const STEP_TITLES = stepTitles;

/** Steps that are possible at any time without standing in a file. */
export const ANY_TIME_STEPS: ReadonlySet<string> = new Set(
  Object.keys(stepTitles).filter(
    (id) => !["receive", "dispatch", "accept", "assess", "resolve", "callback", "close", "archive"].includes(id),
  ),
);

export function isMilestone(id: string): id is Milestone {
  return MILESTONES.some((milestone) => milestone === id);
}

/** Events that happen in every case, beside steps, duties and fields. */
export const BUILT_IN_EVENTS = ["first-received", "received", "level", "escalate", "close"] as const;

export const BUILT_IN_PARTS = ["receiver", "owner", "follower", "coordinator", "department"] as const;

/** Titles of parts and of people that are meant by the case. */
export const PERSON_TITLES: { readonly [id: string]: Text } = {
  receiver: text("Received by", "受理人"),
  owner: text("Owner", "承办人"),
  follower: text("Follow-up", "跟进人"),
  coordinator: text("Coordinator", "督办人"),
  department: text("Department", "承办部门"),
  accused: text("Person complained about", "被投诉人"),
  complainant: text("Customer", "客户"),
  "whoever-was-late": text("Whoever was late", "逾期人"),
  "everybody-involved": text("Everybody involved", "全体经办人"),
  "next rung": text("Next rung", "上一级"),
  nobody: text("Nobody", "无人"),
};

/** Whom a step names for a part that has no title of its own. */
export const NAMED_PERSON = text("Who is it to be?", "指定何人");

/** Who can be meant without holding a role: by the case, or by what they did in it. */
export const CASE_PEOPLE = ["accused", "complainant", "whoever-was-late", "everybody-involved"] as const;

/** Phases of a case at which guides may stand, beside steps. `intake-end` is the receipt after filing. */
export const PHASES = ["intake", "intake-end", "answer", "handling", "callback", "all"] as const;

/** What the app fills into phrases; `point` stays as a blank for the speaker. */
export const PLACEHOLDERS = [
  "number",
  "received",
  "first-due",
  "department",
  "complainant",
  "organisation",
  "category",
  "what-happened",
  "me",
  "point",
] as const;

/** Ends that every regulation has. */
export const ENDS: { readonly [id: string]: Text } = {
  closed: text("Closed", "已结案"),
  withdrawn: text("Withdrawn by the customer", "客户撤诉"),
  "not-valid": text("Not valid", "不成立"),
  merged: text("Merged", "已并案"),
  "closed-by-time": text("Closed by time", "逾期终止"),
  unreached: text("Closed without reaching the customer", "未接通结案"),
};

/** What a request can ask for that is no step, duty or end. */
export const REQUESTS = [
  "extension",
  "compensation",
  "not-valid",
  "lower-level",
  "close",
  "reopen",
  "decision",
  "late-record",
  "close-unreached",
  "waiting",
  "review",
] as const;

/** Texts of values that findings commonly have. */
export const VALUE_TITLES: { readonly [value: string]: Text } = {
  yes: text("Yes", "是"),
  no: text("No", "否"),
  "by-hand": text("Decided by a person", "由人认定"),
};

/** The kind of a case where a file has no `kinds`. */
export const DEFAULT_KIND = { id: "complaint", title: text("Complaint", "投诉") };

/** Words by which reports can be split beside fields, roles and parts. */
export const TIME_GROUPS = ["day", "week", "month", "quarter", "year"] as const;

/** The built-in fields that a file has not declared itself, with the options that the file gives them elsewhere. */
export function builtInFields(
  declared: ReadonlySet<string>,
  options: { readonly [field: string]: Field["options"] },
): Field[] {
  const nowhere = { line: 1, basis: [] };
  return Object.entries(BUILT_IN_FIELDS)
    .filter(([id]) => !declared.has(id))
    .map(([id, field]) => ({
      id,
      type: field.type,
      title: field.title,
      options:
        options[id] ??
        Object.entries(field.options ?? {}).map(([option, title]) => ({ id: option, title, ...nowhere })),
      builtIn: true,
      ...nowhere,
    }));
}
