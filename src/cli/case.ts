import { limitWords } from "../calendar/explain.ts";
import { remaining } from "../calendar/measure.ts";
import type { Calendar, ExplainLine, Instant, Length } from "../calendar/types.ts";
import type { Case } from "../desk/case.ts";
import { clocksOf, type Clock, type ClockState } from "../desk/clocks.ts";
import type { Command } from "../desk/commands.ts";
import type { Calendars, Context } from "../desk/context.ts";
import { explainClock } from "../desk/explanation.ts";
import { applies } from "../desk/facts.ts";
import { factsOf } from "../desk/known.ts";
import { calendarOf, countedLimit } from "../desk/limits.ts";
import { occurrencesOf } from "../desk/occurrences.ts";
import { DESK } from "../desk/rights.ts";
import { stepApplies } from "../desk/steps.ts";
import { fieldById, stepTitle } from "../regulation/describe.ts";
import type { Deadline, Regulation, Text } from "../regulation/shape.ts";
import { rulesAlone, type Runner } from "../story/runner.ts";
import { idOf, OUTSIDER, stageFor } from "../story/stage.ts";
import type { Said } from "./facts.ts";
import { Stop } from "./regulation-file.ts";
import { WORDS, type Sentence } from "./words.ts";

/** `later`: an event that has not happened starts it. `not`: the regulation does not set it such a case. */
export type RowState = ClockState | "later" | "not";

/** One deadline of the regulation in such a case. */
export interface DeadlineRow {
  readonly deadline: Deadline;
  readonly calendar: Calendar;
  readonly state: RowState;
  readonly limit: Sentence;
  readonly clock?: Clock;
  /** How the date arose; empty where there is none. */
  readonly lines: readonly ExplainLine[];
  /** What is left of a limit that runs, in its own unit. */
  readonly left?: Length;
  /** What would start it, where nothing has. */
  readonly startsWhen: readonly Text[];
}

export interface SuchCase {
  readonly current: Case;
  readonly context: Context;
  readonly rows: readonly DeadlineRow[];
}

export interface CaseQuestion {
  readonly regulation: Regulation;
  readonly calendars: Calendars;
  readonly kind: string;
  readonly said: Said;
  readonly received: Instant;
  /** The moment at which the case is looked at. */
  readonly at: Instant;
}

/** Whoever takes complaints in at a desk: named by the intake or by one of the first steps, else anybody. */
function receiverOf({ intake, steps, roles }: Regulation): string {
  const first = steps.filter(({ id }) => ["receive", "record", "register", "dispatch"].includes(id));
  const named = [...intake.by, ...first.flatMap((step) => step.by)].map(({ who }) => who);
  const role = roles.find(({ id, at }) => at === "company" && [...named, "desk"].includes(id));
  return role === undefined ? idOf(OUTSIDER) : idOf(role.id);
}

async function give(runner: Runner, command: Command, by: string, at: Instant): Promise<void> {
  const { refused } = await runner.submit({ command, by, key: "" }, at);
  if (refused === undefined || refused.code === "level-unchanged") return;
  throw new Stop(WORDS.refusedCase, { what: [refused.code, refused.field ?? []].flat().join(" ") });
}

/** Lets the time pass as the app would: warnings are given, what is missed is missed, with all that follows. */
async function pass(runner: Runner, until: Instant): Promise<void> {
  for (let next = await runner.nextTick(); next !== undefined && next <= until; next = await runner.nextTick()) {
    await runner.tick(next);
  }
}

/**
 * A case with these facts, filed under the regulation by the rules that judge every case; after that nothing is done
 * about it, and time passes until it is looked at.
 *
 * @throws Stop where the rules refuse such a case
 */
export async function suchCase(question: CaseQuestion): Promise<SuchCase> {
  const { regulation, calendars, kind, said, received, at } = question;
  const { department } = said.facts;
  const stage = stageFor(
    {
      story: regulation.id,
      clauses: [""],
      walk: [{}],
      ...(typeof department === "string" ? { departments: { [department]: [] } } : {}),
    },
    regulation,
  );
  const runner = rulesAlone({ ...stage, calendars });
  const facts = { "what-happened": "…", ...said.facts };
  await give(runner, { type: "file", kind, facts }, receiverOf(regulation), received);
  for (const [finding, value] of Object.entries(said.findings)) {
    await give(runner, { type: "find", finding, value, reason: "as asked for" }, DESK, received);
  }
  if (said.level !== undefined) await setLevel(runner, said.level, received);
  await pass(runner, at);
  const { current, context } = await runner.standing(at);
  const clocks = clocksOf(current, context);
  const rows = regulation.deadlines.map((deadline) => rowOf(deadline, clocks, current, context));
  return { current, context, rows };
}

async function setLevel(runner: Runner, level: string, at: Instant): Promise<void> {
  const before = (await runner.standing(at)).current.level?.id;
  await give(runner, { type: "set-level", level, reason: "as asked for" }, DESK, at);
  // A lighter level than the answers make it needs a yes, which nobody gives here.
  const { current } = await runner.standing(at);
  if (current.level?.id !== level) throw new Stop(WORDS.heavierLevel, { level, proposed: before ?? "" });
}

function rowOf(deadline: Deadline, clocks: readonly Clock[], current: Case, context: Context): DeadlineRow {
  const clock = clocks.find(({ rule }) => rule.id === deadline.id);
  const calendar = calendarOf(deadline, context);
  const base = { deadline, calendar, limit: limitSentence(deadline, calendar) };
  if (clock !== undefined) {
    const lines = explainClock(clock, current, context);
    return { ...base, ...leftOf(clock, current, context), state: clock.state, clock, lines, startsWhen: [] };
  }
  const started = deadline.from.some((event) => occurrencesOf(event, current, context).length > 0);
  const fits = applies(deadline, factsOf(current, context));
  const asked = deadline.until.some((event) => stepApplies(current, event, context));
  if (started || !fits || !asked) return { ...base, state: "not", lines: [], startsWhen: [] };
  return {
    ...base,
    state: "later",
    lines: [],
    startsWhen: deadline.from.map((event) => eventTitle(event, context.regulation)),
  };
}

function leftOf(clock: Clock, current: Case, context: Context): Pick<DeadlineRow, "left"> {
  const counted = countedLimit(clock.rule, clock.startedAt, current, context);
  if (counted === undefined || clock.due === undefined || clock.state !== "running") return {};
  const { limit, from, counting } = counted.request;
  if (typeof limit === "string" || "at" in limit) return {};
  const amount = remaining(calendarOf(counted.rule, context), {
    from,
    due: clock.due,
    at: context.now,
    unit: limit.unit,
    ...(counting === undefined ? {} : { counting }),
  });
  return { left: { amount, unit: limit.unit } };
}

function limitSentence({ limit }: Deadline, calendar: Calendar): Sentence {
  switch (limit.kind) {
    case "length":
      return limitWords(calendar, limit.length);
    case "moment":
      return limitWords(calendar, limit.moment);
    case "fact":
      return {
        en: WORDS.factLimit.en.replace("{fact}", limit.fact),
        "zh-CN": WORDS.factLimit["zh-CN"].replace("{fact}", limit.fact),
      };
    case "not given":
      return WORDS.noLimit;
  }
}

const EVENTS: { readonly [event: string]: Text } = {
  level: { en: "The level is set", "zh-CN": "确定级别" },
  escalate: { en: "It is escalated", "zh-CN": "上报" },
  received: { en: "Received", "zh-CN": "收到" },
  "first-received": { en: "Received", "zh-CN": "收到" },
};

function eventTitle(event: string, regulation: Regulation): Text {
  return EVENTS[event] ?? fieldById(regulation, event)?.title ?? stepTitle(regulation, event);
}
