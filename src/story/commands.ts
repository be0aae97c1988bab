import type { Case } from "../desk/case.ts";
import type { Command } from "../desk/commands.ts";
import { DUTY_DUE, DUTY_PREFIX, occurrencesAt } from "../desk/duties.ts";
import { applies } from "../desk/facts.ts";
import type { Duty } from "../regulation/shape.ts";
import { textIn } from "../regulation/text.ts";
import type { ActName } from "./raw.ts";
import type { Standing } from "./runner.ts";
import type { Entry } from "./story.ts";

type Maker = (entry: Entry, current: Case, context: Standing["context"]) => Command;

/** The request that is meant: the open one, else the last of its kind, so that a second answer meets its refusal. */
function requestOf(of: string | undefined, current: Case): string {
  const alike = current.requests.filter((request) =>
    [request.of, request.detail.step, request.detail.finding].includes(of),
  );
  const open = alike.findLast((request) => request.answer === undefined && request.takenBack !== true);
  return (open ?? alike.at(-1))?.id ?? `no ${of ?? "request"}`;
}

/** The key with its value, or nothing: an absent key is not the same as an undefined one. */
function given<Key extends string, Value>(key: Key, value: Value | undefined): { readonly [K in Key]?: Value } {
  const pair: { [K in Key]?: Value } = {};
  if (value !== undefined) pair[key] = value;
  return pair;
}

function moneyIn(written: string | undefined): { readonly amount: number; readonly currency: string } | undefined {
  if (written === undefined) return undefined;
  const [amount = "", currency = ""] = written.split(" ");
  return { amount: Number(amount), currency };
}

const STEPS: { readonly [act in ActName]?: Maker } = {
  file: ({ raw, facts, files, times }) => ({
    type: "file",
    kind: raw.kind ?? "complaint",
    facts,
    files,
    ...given("receivedAt", times.received),
  }),
  do: ({ raw, facts, files, times }) => ({
    type: "do",
    step: raw.do ?? "",
    answers: facts,
    files,
    ...given("doneAt", times.done),
    ...given("lateReason", raw.late),
    ...given("note", raw.because),
    ...given("instance", raw.for),
  }),
  undo: ({ raw }) => ({ type: "undo", step: raw.undo ?? "", reason: raw.because ?? "" }),
  skip: ({ raw }) => ({ type: "skip", step: raw.skip ?? "", reason: raw.because ?? "" }),
  answer: ({ raw, facts }) => ({ type: "answer", facts, cleared: raw.clear ?? [], ...given("reason", raw.because) }),
  "set-level": ({ raw, facts }) => ({
    type: "set-level",
    facts,
    cleared: raw.clear ?? [],
    reason: raw.because ?? "",
    ...given("level", raw["set-level"] === "as answered" ? undefined : raw["set-level"]),
  }),
  find: ({ raw }) => {
    const [finding = "", value = ""] = Object.entries(raw.find ?? {})[0] ?? [];
    return { type: "find", finding, value, reason: raw.because ?? "" };
  },
  contact: ({ raw, times }) => ({
    type: "contact",
    how: raw.how ?? "phone",
    said: raw.contact ?? "",
    ...given("when", times.spoken),
    ...given("promisedUntil", times.promise),
  }),
  look: () => ({ type: "look" }),
  "not-reached": ({ raw, times, at }) => ({
    type: "not-reached",
    nextAt: times["not-reached"] ?? at,
    ...given("note", raw.because),
  }),
  "call-later": ({ raw, times, at }) => ({
    type: "postpone-call",
    nextAt: times["call-later"] ?? at,
    ...given("note", raw.because),
  }),
  note: ({ raw }) => ({ type: "note", text: raw.note ?? "" }),
};

const HANDS: { readonly [act in ActName]?: Maker } = {
  escalate: ({ raw }) => ({
    type: "escalate",
    to: raw.escalate ?? "next rung",
    reason: raw.because ?? "",
    needs: raw.needs ?? [],
  }),
  decide: ({ raw, times, people }) => ({
    type: "decide",
    choice: raw.decide ?? "carry-on",
    text: raw.because ?? "",
    ...given("department", raw.department),
    ...given("person", people.person),
    ...given("until", times.until),
    ...given("amount", moneyIn(raw.amount)),
  }),
  reassign: ({ raw, people }) => {
    const to = people.reassign === undefined ? { department: raw.reassign ?? "" } : { person: people.reassign };
    return { type: "reassign", reason: raw.because ?? "", ...to, ...given("person", people.person ?? people.reassign) };
  },
  "hand-over": ({ raw, people }) => ({
    type: "hand-over",
    department: raw["hand-over"] ?? "",
    reason: raw.because ?? "",
    ...given("person", people.person),
  }),
  "take-over": () => ({ type: "take-over" }),
  decline: ({ raw }) => ({ type: "decline-hand-over", reason: raw.decline ?? "" }),
  recuse: ({ raw, people }) => ({ type: "recuse", person: people.recuse ?? "", reason: raw.because ?? "" }),
};

const DECISIONS: { readonly [act in ActName]?: Maker } = {
  ask: ({ raw, times }) => ({
    type: "ask",
    of: raw.ask ?? "",
    reason: raw.because ?? "",
    detail: {
      ...given("until", times.until),
      ...given("customerTold", raw.told === undefined ? undefined : raw.told === "yes"),
      ...given("amount", moneyIn(raw.amount)),
    },
  }),
  approve: ({ raw, times }, current) => ({
    type: "answer-request",
    request: requestOf(raw.approve, current),
    yes: true,
    ...given("reason", raw.because),
    ...given("until", times.until),
    ...given("amount", moneyIn(raw.amount)),
    ...given("present", raw.present),
  }),
  refuse: ({ raw }, current) => ({
    type: "answer-request",
    request: requestOf(raw.refuse, current),
    yes: false,
    reason: raw.because ?? "",
    ...given("present", raw.present),
  }),
  "take-back": ({ raw }, current) => ({ type: "take-back", request: requestOf(raw["take-back"], current) }),
  wait: ({ raw, times }) => ({
    type: "wait",
    reason: raw.wait ?? "",
    until: times.until ?? 0,
    ...given("text", raw.because),
  }),
  resume: () => ({ type: "resume" }),
  explain: ({ raw }, current) => {
    const miss = current.misses.findLast((known) => known.deadline === raw.explain);
    return { type: "explain-miss", clock: miss?.clock ?? `${raw.explain ?? ""}#0`, reason: raw.because ?? "" };
  },
  judge: ({ raw }, current) => {
    const proposal = current.proposals.findLast((known) => known.decision === undefined)?.id ?? "";
    const amount = moneyIn(raw.amount)?.amount;
    return {
      type: "decide-proposal",
      proposal,
      yes: raw.judge === "yes",
      text: raw.because ?? "",
      ...given("amount", amount),
    };
  },
};

function correctionOf(current: Case, isDone: boolean): string {
  return current.corrections.find((known) => (known.done !== undefined) === isDone)?.id ?? "none";
}

const BESIDE: { readonly [act in ActName]?: Maker } = {
  comment: ({ raw, by }, current) => {
    const proposal = current.proposals.findLast((known) => known.about.includes(by))?.id ?? "";
    return { type: "comment-proposal", proposal, text: raw.comment ?? "" };
  },
  pay: ({ raw }) => ({
    type: "pay",
    amount: moneyIn(raw.pay) ?? { amount: 0, currency: "" },
    ...given("note", raw.because),
  }),
  list: ({ raw }) => ({ type: "list", list: raw.list ?? "" }),
  unlist: ({ raw }) => ({ type: "unlist", list: raw.unlist ?? "", reason: raw.because ?? "" }),
  correct: ({ raw, people, times }) => ({
    type: "plan-correction",
    what: raw.correct ?? "",
    owner: people.person ?? "",
    due: times.until ?? 0,
  }),
  corrected: ({ raw }, current) => ({
    type: "do-correction",
    correction: correctionOf(current, false),
    text: raw.corrected ?? "",
  }),
  checked: ({ raw }, current) => ({
    type: "check-correction",
    correction: correctionOf(current, true),
    works: raw.checked === "yes",
    text: raw.because ?? "",
  }),
  "turn-into": ({ raw }) => ({ type: "change-kind", kind: raw["turn-into"] ?? "", reason: raw.because ?? "" }),
  /** As the rounds open it; a duty without an open occurrence has no kind of case. */
  duty: ({ raw, at, facts }, _, { regulation, calendars, desk }) => {
    // Where the story says to whom it is owed, only those to whom it applies.
    const isOwed = (duty: Duty) => Object.keys(facts).length === 0 || applies(duty, facts);
    const found = occurrencesAt(regulation, calendars.default, at).find(
      ({ duty }) => duty.id === raw.duty && isOwed(duty),
    );
    const title = textIn(found?.duty.title, desk.language);
    return {
      type: "file",
      kind: found === undefined ? "none" : `${DUTY_PREFIX}${found.duty.id}`,
      facts: {
        ...facts,
        "what-happened": title,
        ...(found?.dueAt === undefined ? {} : { [DUTY_DUE]: found.dueAt }),
        ...given("department", raw.department),
      },
      ...given("receivedAt", found?.opensAt),
      ...given("number", found?.key),
    };
  },
};

const ENDS: { readonly [act in ActName]?: Maker } = {
  withdraw: ({ raw }) => ({ type: "withdraw", reason: raw.withdraw ?? "", ...given("how", raw.how) }),
  "not-valid": ({ raw }) => ({
    type: "not-valid",
    ground: raw.ground ?? "",
    facts: raw["not-valid"] ?? "",
    customerTold: raw.told === "yes",
  }),
  merge: ({ raw }) => ({ type: "merge", into: raw.merge ?? "", reason: raw.because ?? "" }),
  reopen: ({ raw }) => ({ type: "reopen", reason: raw.reopen ?? "", sameOwner: raw.owner !== "other" }),
  link: ({ raw }) => ({
    type: "link",
    other: raw.link ?? "",
    how: raw.how === "duplicate" || raw.how === "repeat" ? raw.how : "related",
  }),
};

const MAKERS = { ...STEPS, ...HANDS, ...DECISIONS, ...BESIDE, ...ENDS };

/**
 * What an entry wants done, as the desk's command. The case as it stands is needed where a story says "the request"
 * and the desk wants to know which. Undefined for entries that only let time pass or change the people.
 */
export function commandOf(entry: Entry, { current, context }: Standing): Command | undefined {
  return entry.act === undefined ? undefined : MAKERS[entry.act]?.(entry, current, context);
}
