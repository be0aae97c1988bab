import type { CaseFile } from "../desk/service.ts";
import { extensionRule, mayBeNotValid } from "../desk/rights.ts";
import { isDone } from "../desk/steps.ts";
import type { Language } from "../regulation/shape.ts";
import { isBody } from "../desk/rules/approvers.ts";
import { moneyText, textIn } from "../regulation/text.ts";
import { button, type ButtonSpec, type Choice } from "./blocks.ts";
import { buttonWords, stepTitle } from "./names.ts";
import { t, type Key } from "./words.ts";

/**
 * Something that one can press to do to a case: the word before the slash says what, the rest which (a step, a
 * request, a finding). The same words stand in buttons, menus and form names.
 */
export type Act =
  | "details"
  | `do/${string}`
  | `undo/${string}`
  | `skip/${string}`
  | `find/${string}`
  | `approve/${string}`
  | `refuse/${string}`
  | `approve-otherwise/${string}`
  | `take-back/${string}`
  | `explain-miss/${string}`
  | "escalate"
  | "decide"
  | "ask"
  | "wait"
  | "resume"
  | "hand-over"
  | "take-over"
  | "decline-hand-over"
  | "reassign"
  | "set-level"
  | "contact"
  | "postpone-call"
  | "not-valid"
  | "withdraw"
  | "merge"
  | "recuse"
  | "reopen"
  | "note"
  | "link"
  | "compensate"
  | "pay"
  | "plan-correction"
  | `do-correction/${string}`
  | `check-correction/${string}`
  | `decide-proposal/${string}`
  | `comment-proposal/${string}`
  | "change-kind"
  | "print"
  | "letter"
  | "report"
  | `list/${string}`
  | `unlist/${string}`
  | `more-calls/${string}`;

const NAMES = new Set([
  "details",
  "do",
  "undo",
  "skip",
  "find",
  "approve",
  "refuse",
  "approve-otherwise",
  "take-back",
  "explain-miss",
  "escalate",
  "decide",
  "ask",
  "wait",
  "resume",
  "hand-over",
  "take-over",
  "decline-hand-over",
  "reassign",
  "set-level",
  "contact",
  "postpone-call",
  "not-valid",
  "withdraw",
  "merge",
  "recuse",
  "reopen",
  "note",
  "link",
  "compensate",
  "pay",
  "plan-correction",
  "do-correction",
  "check-correction",
  "decide-proposal",
  "comment-proposal",
  "change-kind",
  "print",
  "letter",
  "report",
  "list",
  "unlist",
  "more-calls",
]);

export function isAct(text: string): text is Act {
  return NAMES.has(text.split("/", 1)[0] ?? "");
}

/** What comes after the slash. */
export function targetOf(act: Act): string {
  const slash = act.indexOf("/");
  return slash < 0 ? "" : act.slice(slash + 1);
}

export function nameOf(act: Act): string {
  return act.split("/", 1)[0] ?? act;
}

const PLAIN_WORDS: { readonly [act: string]: Key } = {
  details: "do.details",
  escalate: "do.escalate",
  decide: "do.decide",
  ask: "do.more-time",
  wait: "do.hold",
  resume: "do.resume",
  "hand-over": "do.hand-over",
  "take-over": "do.take-over",
  "decline-hand-over": "do.decline",
  reassign: "do.reassign",
  "set-level": "do.level",
  contact: "do.contact",
  "postpone-call": "do.postpone-call",
  "not-valid": "do.not-valid",
  withdraw: "do.withdraw",
  merge: "do.merge",
  recuse: "do.recuse",
  reopen: "do.reopen",
  note: "do.note",
  link: "do.link",
  approve: "do.approve",
  refuse: "do.refuse",
  "approve-otherwise": "do.approve-otherwise",
  "take-back": "do.take-back",
  "explain-miss": "do.explain-miss",
  "more-calls": "do.more-calls",
  compensate: "do.compensate",
  pay: "do.pay",
  "plan-correction": "do.plan-correction",
  "do-correction": "do.do-correction",
  "check-correction": "do.check-correction",
  "decide-proposal": "do.decide-proposal",
  "comment-proposal": "do.comment-proposal",
  "change-kind": "do.change-kind",
  print: "do.print",
  letter: "do.letter",
  report: "do.report",
};

/** The verb on the button or in the menu. */
export function actWords(act: Act, { context }: CaseFile, language: Language): string {
  const target = targetOf(act);
  switch (nameOf(act)) {
    case "do":
      return buttonWords(target, context, language);
    case "undo":
      if (target === "resolve") return t(language, "do.undo-resolve");
      if ((context.regulation.steps.find(({ id }) => id === target)?.fill.length ?? 0) > 0)
        return t(language, "do.send-back");
      return t(language, "do.undo", { step: stepTitle(target, context, language) });
    case "skip":
      return t(language, "do.skip", { step: stepTitle(target, context, language) });
    case "find": {
      const finding = context.regulation.findings.find(({ id }) => id === target);
      return t(language, "do.find", { finding: textIn(finding?.title, language) });
    }
    case "list":
    case "unlist": {
      const list = context.regulation.lists.find(({ id }) => id === target);
      return t(language, nameOf(act) === "list" ? "do.list" : "do.unlist", { list: textIn(list?.title, language) });
    }
    default: {
      const key = PLAIN_WORDS[nameOf(act)];
      return key === undefined ? act : t(language, key);
    }
  }
}

/** Action id of every button that acts on a case; the case stands in its value. */
export const ACT_PREFIX = "act:";
/** Action id of menus whose options hold act and case. */
export const MENU_ACTION = "acts";

/** What is asked once more before one press promises money; a body's form asks enough by itself. */
export function confirmOf(act: Act, file: CaseFile, language: Language): ButtonSpec["confirm"] {
  const request = file.case.requests.find(({ id }) => nameOf(act) === "approve" && id === targetOf(act));
  const amount = request?.detail.amount;
  if (request === undefined || amount === undefined || isBody(request.role, file.context)) return undefined;
  return {
    title: t(language, "confirm.money", { amount: moneyText(amount, language) }),
    text: t(language, "confirm.money-means"),
    yes: t(language, "do.approve"),
    no: t(language, "modal.cancel"),
  };
}

export function actButton(
  act: Act,
  file: CaseFile,
  options: { language: Language; number: string; primary?: boolean; label?: string },
): ReturnType<typeof button> {
  const label = options.label ?? actWords(act, file, options.language);
  const confirm = confirmOf(act, file, options.language);
  const spec: ButtonSpec = {
    label,
    action: `${ACT_PREFIX}${act}`,
    value: file.id,
    spoken: t(options.language, "do.spoken", { act: label, number: options.number }),
    ...(options.primary === true ? { primary: true } : {}),
    ...(confirm === undefined ? {} : { confirm }),
  };
  return button(spec);
}

/** For menus: the option's value holds act and case, ids only. */
export function actChoice(act: Act, file: CaseFile, language: Language): Choice {
  return { value: `${act} ${file.id}`, label: actWords(act, file, language) };
}

/** The act and the case of a menu's option. */
export function readChoice(value: string): { act: Act; caseId: string } | undefined {
  const [act = "", caseId] = value.split(" ", 2);
  return caseId !== undefined && isAct(act) ? { act, caseId } : undefined;
}

/** Does the regulation know this way at all? Menus leave out what it does not know. */
export function known(act: Act, { case: current, context }: CaseFile): boolean {
  const { regulation } = context;
  switch (nameOf(act)) {
    case "ask":
      return extensionRule(current, context) !== undefined;
    case "wait":
      return regulation.waiting.length > 0;
    case "escalate":
      return regulation.ladder.length > 0;
    case "set-level":
      return regulation.levels.length > 1;
    case "hand-over":
      return context.desk.departments.length > 1;
    case "not-valid":
      return mayBeNotValid(current, context);
    case "compensate":
      return regulation.approvals.some((line) => line.of === "compensation" && line.by !== "nobody");
    case "undo":
      return isDone(current, "resolve") && isDone(current, targetOf(act));
    default:
      return true;
  }
}
