import { workingDaysBetween, workingTime } from "../calendar/ask.ts";
import { answerableFor } from "../desk/agenda.ts";
import type { Request } from "../desk/case.ts";
import { clocksOf, earliestClock, openClocks, type Clock } from "../desk/clocks.ts";
import { calendarOf } from "../desk/limits.ts";
import type { Holders } from "../desk/people.ts";
import type { CaseFile } from "../desk/service.ts";
import { doersToCome, nextOpenStep, stepsOf, type StepView } from "../desk/steps.ts";
import type { Language } from "../regulation/shape.ts";
import { spanText } from "./phrases.ts";
import { t } from "./words.ts";

/** Where the case stands between its milestones: it decides which acts a card offers. */
export type Phase = "desk" | "new" | "handling" | "after" | "callback" | "closing" | "ended";

/** What every surface asks about a case, worked out once. */
export interface CaseView {
  readonly file: CaseFile;
  readonly clocks: readonly Clock[];
  readonly steps: readonly StepView[];
  readonly next?: StepView;
  readonly doers?: Holders;
  /** Earliest clock of the next step. */
  readonly clock?: Clock;
  /** Earliest clock of the case that binds anybody. */
  readonly first?: Clock;
  /** Recorded miss that still stands, the earliest. */
  readonly late?: Clock;
  readonly phase: Phase;
}

/** Whoever waits for a yes to what was done still is at that step. */
function phaseOf(file: CaseFile, next: StepView | undefined, steps: readonly StepView[]): Phase {
  if (file.case.ended !== undefined) return "ended";
  const here = next ?? steps.find(({ state }) => state === "presented");
  const ids = steps.map(({ step }) => step.id);
  const at = here === undefined ? ids.length : ids.indexOf(here.step.id);
  const upTo = (milestone: string) => at <= ids.indexOf(milestone);
  if (upTo("dispatch")) return "desk";
  if (upTo("accept")) return "new";
  if (upTo("resolve")) return "handling";
  if (here?.step.type === "callback") return "callback";
  const call = steps.findIndex(({ step }) => step.type === "callback");
  const solves = ids.includes("resolve");
  // Where nothing follows the solution but the end, it can be taken back until then.
  const last = call >= 0 ? call : ids.indexOf("close") + (solves ? 1 : 0);
  if (at >= last) return "closing";
  return solves ? "after" : "handling";
}

export function viewOf(file: CaseFile): CaseView {
  const { case: current, context } = file;
  const clocks = clocksOf(current, context);
  const next = nextOpenStep(current, context);
  const steps = stepsOf(current, context);
  const clock = next === undefined ? undefined : earliestClock(clocks, next.step.id);
  const first = earliestClock(clocks);
  const late = openClocks(clocks)
    .filter((known) => known.state === "missed" && known.due !== undefined)
    .toSorted((a, b) => (a.due ?? 0) - (b.due ?? 0))[0];
  return {
    file,
    clocks,
    steps,
    phase: phaseOf(file, next, steps),
    ...(next === undefined ? {} : { next, doers: doersToCome(next, current, context) }),
    ...(clock === undefined ? {} : { clock }),
    ...(first === undefined ? {} : { first }),
    ...(late === undefined ? {} : { late }),
  };
}

/** Who has to do what the clock waits for. */
export function answerable(clock: Clock, { case: current, context }: CaseFile): readonly string[] {
  return answerableFor(clock, current, context);
}

/** A warning was given and the limit still lies ahead: the next step's own, else the one that runs for a later step. */
export function dueSoon(view: CaseView): Clock | undefined {
  const { file } = view;
  const clock = view.clock ?? view.first;
  const warned = clock !== undefined && (file.case.warned[clock.key]?.length ?? 0) > 0;
  return warned && (clock.due ?? 0) > file.context.now ? clock : undefined;
}

export function openRequests({ case: current }: CaseFile): readonly Request[] {
  return current.requests.filter((request) => request.answer === undefined && request.takenBack !== true);
}

/** What is left of a limit, in the limit's own unit. */
export function leftText(clock: Clock, { context }: CaseFile, language: Language): string | undefined {
  const { due, rule } = clock;
  if (due === undefined || due <= context.now) return undefined;
  const calendar = calendarOf(rule, context);
  const unit = rule.limit.kind === "length" ? rule.limit.length.unit : undefined;
  if (unit === "working days" || unit === "working hours") {
    const hours = workingTime(calendar, context.now, due) / 3_600_000;
    const days = unit === "working days" ? workingDaysBetween(calendar, context.now, due) : 0;
    if (days > 0) return t(language, "length.working-days", { count: days });
    return hours < 1
      ? t(language, "length.working-minutes", { count: Math.max(1, Math.round(hours * 60)) })
      : t(language, "length.working-hours", { count: Math.round(hours) });
  }
  return spanText(due - context.now, language);
}

/** How long the solution took, in working days or hours of the desk's calendar. */
export function solvedIn({ case: current, context }: CaseFile, language: Language): string | undefined {
  const resolved = current.doings.findLast((doing) => doing.step === "resolve" && doing.stands);
  const from = current.roundStarts[0];
  if (resolved === undefined || from === undefined) return undefined;
  const calendar = context.calendars.default;
  const days = workingDaysBetween(calendar, from, resolved.doneAt);
  if (days > 0) return t(language, "length.working-days", { count: days });
  const hours = workingTime(calendar, from, resolved.doneAt) / 3_600_000;
  return hours < 1
    ? t(language, "length.working-minutes", { count: Math.round(hours * 60) })
    : t(language, "length.working-hours", { count: Math.round(hours) });
}
