import { closeOfBusiness, isOpen, nextOpening, openingOf, workingDay } from "../calendar/ask.ts";
import { callbackStep } from "./agenda.ts";
import type { Case } from "./case.ts";
import { calendarOf } from "./limits.ts";
import type { Context } from "./context.ts";
import type { CaseEvent, ClockKey } from "./events.ts";
import type { Notice, PingKind } from "./notices.ts";
import { followerOf, holdersOf, ownerOf } from "./people.ts";
import { departmentOf } from "./directory.ts";
import { DESK, mayRead, mayTakeOver } from "./rights.ts";
import { doersOf, nextOpenStep } from "./steps.ts";

interface Told {
  readonly before: Case;
  readonly after: Case;
  readonly context: Context;
}

interface Ping {
  readonly ping: PingKind;
  readonly people: readonly string[];
  readonly event: number;
  readonly clock?: ClockKey;
  readonly request?: string;
  /** This clock runs day and night, and so do its pings. */
  readonly atAnyHour?: boolean;
}

/** Events that stand in the thread as a line. Looks, recusals and what only repeats another line do not. */
const LINED: ReadonlySet<CaseEvent["type"]> = new Set([
  "received",
  "told",
  "step-done",
  "step-redated",
  "step-skipped",
  "contacted",
  "level-set",
  "warned",
  "missed",
  "miss-cleared",
  "rung-told",
  "nobody-in-role",
  "requested",
  "request-answered",
  "request-taken-back",
  "waiting-began",
  "waiting-ended",
  "escalated",
  "decided",
  "extended",
  "reassigned",
  "hand-over-offered",
  "hand-over-taken",
  "hand-over-declined",
  "hand-over-lapsed",
  "call-tried",
  "call-postponed",
  "round-began",
  "ended",
  "reopened",
  "dates-moved",
  "linked",
  "step-approved",
  "listed",
  "unlisted",
  "duty-opened",
  "correction-planned",
  "correction-done",
  "correction-checked",
  "kind-changed",
]);

function isLined(event: CaseEvent): boolean {
  if (event.type === "noted") return event.message === undefined;
  if (event.type === "steps-reopened") return event.why === "undone" || event.why === "redo" || event.why === "refused";
  // The end says that it is closed; the step need not say it again.
  if (event.type === "step-done") return event.step !== "close";
  return LINED.has(event.type);
}

/** Two limits that end together are missed in one breath: the channel need not hear it twice. */
function isSaidBefore(event: CaseEvent, before: readonly CaseEvent[]): boolean {
  return (
    event.type === "missed" &&
    before.some((other) => other.type === "missed" && other.step === event.step && other.due === event.due)
  );
}

/** Three things are called out in the channel, because an edited card notifies nobody. */
function isCalledOut(event: CaseEvent, { before, context }: Told): boolean {
  switch (event.type) {
    case "level-set":
      return (
        before.level !== undefined &&
        event.level === context.regulation.levels[0]?.id &&
        before.level.id !== event.level
      );
    case "missed":
      return event.step === "resolve";
    case "round-began":
      return true;
    default:
      return false;
  }
}

const DAY_AND_NIGHT = ["seconds", "minutes", "hours", "days"];

function runsDayAndNight(deadline: string, context: Context): boolean {
  const limit = context.regulation.deadlines.find((rule) => rule.id === deadline)?.limit;
  return limit?.kind === "length" && DAY_AND_NIGHT.includes(limit.length.unit);
}

function isDayAndNight(event: CaseEvent, context: Context): boolean {
  return "deadline" in event && runsDayAndNight(event.deadline, context);
}

/** Pings that one event calls for, whoever is among the people; the recused are taken out later. */
function pingsOf(event: CaseEvent, number: number, { after, context }: Told): readonly Ping[] {
  const follower = followerOf(after, context).people;
  const owner = ownerOf(after, context).people;
  switch (event.type) {
    case "warned":
      return [
        {
          ping: event.step === callbackStep(context) ? "callback" : "due-soon",
          people: event.people,
          event: number,
          clock: event.clock,
        },
      ];
    case "missed":
      return [
        { ping: "missed-owner", people: event.people, event: number, clock: event.clock },
        { ping: "missed-rung", people: event.rungPeople, event: number, clock: event.clock },
        {
          ping: "informed",
          people: follower.filter((person) => ![...event.people, ...event.rungPeople].includes(person)),
          event: number,
          clock: event.clock,
        },
      ];
    case "chased":
      return [{ ping: "still-late-owner", people: event.people, event: number, clock: event.clock }];
    case "rung-told":
      return [{ ping: "still-late-rung", people: event.people, event: number, clock: event.clock }];
    case "requested":
      return [{ ping: "approval", people: event.approvers, event: number, request: event.request }];
    case "request-reminded":
      return [{ ping: "approval-reminder", people: event.people, event: number, request: event.request }];
    case "request-answered": {
      const asker = after.requests.find((request) => request.id === event.request)?.by;
      return asker === undefined
        ? []
        : [{ ping: "approval-answered", people: [asker], event: number, request: event.request }];
    }
    case "escalated":
      return [{ ping: "decide", people: event.people, event: number }];
    case "decided":
      return [{ ping: "informed", people: owner, event: number }];
    case "told":
      return [{ ping: "informed", people: event.people, event: number }];
    case "hand-over-offered": {
      const takers = Object.keys(context.people.persons).filter((person) => mayTakeOver(after, person, context));
      return [{ ping: "hand-over", people: takers, event: number }];
    }
    case "hand-over-declined":
    case "hand-over-lapsed":
      return [{ ping: "informed", people: owner, event: number }];
    case "steps-reopened": {
      if (event.why === "reassigned" || event.why === "round") return [];
      return [{ ping: "sent-back", people: doersOfFirst(event.steps, after, context), event: number }];
    }
    case "round-began":
      return [{ ping: "sent-back", people: owner, event: number }];
    case "ended":
      return [{ ping: "informed", people: [...follower, ...(event.how === "closed" ? [] : owner)], event: number }];
    case "correction-planned":
      return [{ ping: "new-for-you", people: [event.owner], event: number }];
    case "proposed":
      return [{ ping: "approval", people: event.deciders, event: number }];
    default:
      return [];
  }
}

function doersOfFirst(steps: readonly string[], current: Case, context: Context): readonly string[] {
  const first = context.regulation.steps.find((step) => steps.includes(step.id));
  return first === undefined ? [] : doersOf(first, current, context).people;
}

/** Somebody else's turn has come: told by a direct message unless the card just did. */
function turnPing(events: readonly CaseEvent[], { before, after, context }: Told): Ping | undefined {
  const was = nextOpenStep(before, context);
  const now = nextOpenStep(after, context);
  const last = events.at(-1);
  if (now === undefined || last === undefined) return undefined;
  const moved = events.some((event) => event.type === "reassigned" || event.type === "hand-over-taken");
  if (was?.step.id === now.step.id && !moved && before.round === after.round) return undefined;
  if (
    events.some(
      (event) => event.type === "round-began" || (event.type === "steps-reopened" && event.why !== "reassigned"),
    )
  )
    return undefined;
  const actor = events[0]?.by;
  const inChannel = context.people.members[departmentOf(after) ?? ""] ?? [];
  const partners = now.step.with.flatMap((who) => holdersOf(who, after, context).people);
  const doers = [...doersOf(now.step, after, context).people, ...partners].filter((person) => person !== actor);
  if (now.step.type === "callback") return { ping: "callback", people: doers, event: after.version };
  // The card mentions whoever reads the channel; a direct message goes to those who do not.
  const seen = now.step.id === "accept" && !after.restricted ? inChannel : [];
  const atDesk = now.step.id === "dispatch" && !after.restricted;
  return {
    ping: "new-for-you",
    people: atDesk ? [] : doers.filter((person) => !seen.includes(person)),
    event: after.version,
  };
}

/**
 * Quiet hours: outside the day's business (lunch is not outside) a ping waits for the next opening, unless its clock
 * runs day and night. The minute after closing still belongs to the day, for limits that end with it.
 */
export function quietUntil(now: number, context: Context, calendar = context.calendars.default): number | undefined {
  if (isOpen(calendar, now)) return undefined;
  const opening = openingOf(calendar, now);
  if (
    workingDay(calendar, now) &&
    opening !== undefined &&
    now >= opening &&
    now <= closeOfBusiness(calendar, now) + 60_000
  )
    return undefined;
  return nextOpening(calendar, now);
}

/** Pings that a whole group can be given in the thread; those with a decision in them go to each person. */
const CALLED_AS_GROUP: ReadonlySet<PingKind> = new Set([
  "new-for-you",
  "due-soon",
  "missed-owner",
  "still-late-owner",
  "missed-rung",
  "still-late-rung",
]);

/** The user group through which alone this person holds a role here: one mention instead of thirty messages. */
function groupOf(person: string, current: Case, context: Context): string | undefined {
  const { holdings, groups } = context.people;
  const here = holdings.filter(
    (holding) => holding.department === undefined || holding.department === departmentOf(current),
  );
  if (here.some((holding) => holding.person === person)) return undefined;
  return here.find((holding) => holding.group !== undefined && groups[holding.group]?.includes(person) === true)?.group;
}

function toNotices(ping: Ping, told: Told, events: readonly CaseEvent[]): readonly Notice[] {
  const { after, context } = told;
  const event = events[ping.event - told.before.version - 1];
  const atAnyHour = event !== undefined && isDayAndNight(event, context);
  const rule =
    event !== undefined && "deadline" in event
      ? context.regulation.deadlines.find((known) => known.id === event.deadline)
      : undefined;
  const notBefore = atAnyHour
    ? undefined
    : quietUntil(context.now, context, rule === undefined ? undefined : calendarOf(rule, context));
  const { ping: kind, event: number, clock, request } = ping;
  const people = [...new Set(ping.people)]
    .filter((person) => person !== DESK && mayRead(after, person, context))
    .filter((person) => kind !== "informed" || event === undefined || event.by !== person);
  const groups =
    CALLED_AS_GROUP.has(kind) && !after.restricted
      ? [...new Set(people.flatMap((person) => groupOf(person, after, context) ?? []))]
      : [];
  const called = groups.map((group): Notice => ({ kind: "group-ping", group, event: number, ping: kind }));
  const direct = people
    .filter((person) => groups.length === 0 || groupOf(person, after, context) === undefined)
    .map((person): Notice => ({
      kind: "ping",
      ping: kind,
      person,
      event: number,
      ...(clock === undefined ? {} : { clock }),
      ...(request === undefined ? {} : { request }),
      ...(notBefore === undefined ? {} : { notBefore }),
    }));
  return [...called, ...direct];
}

/** One person hears of one step once per batch, however many limits ran out on it: the first ping stands for all. */
function bundled(notices: readonly Notice[], events: readonly CaseEvent[], from: number): readonly Notice[] {
  const seen = new Set<string>();
  return notices.filter((notice) => {
    if (notice.kind !== "ping") return true;
    const event = events[notice.event - from - 1];
    const about = event !== undefined && "step" in event && "clock" in event ? event.step : String(notice.event);
    const key = `${notice.person} ${notice.ping} ${about}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

/** The stronger word wins: who is told of a miss as the rung or owner is not also "informed" of it. */
function strongest(notices: readonly Notice[]): readonly Notice[] {
  const spokenTo = new Set(
    notices.flatMap((notice) =>
      notice.kind === "ping" && notice.ping !== "informed" ? [`${notice.person} ${notice.event}`] : [],
    ),
  );
  return notices.filter(
    (notice) =>
      notice.kind !== "ping" || notice.ping !== "informed" || !spokenTo.has(`${notice.person} ${notice.event}`),
  );
}

function administratorNotices(event: CaseEvent, number: number, { context }: Told): readonly Notice[] {
  if (event.type === "not-delivered") return [{ kind: "administrators", about: "not-delivered", event: number }];
  const theirs =
    event.type === "nobody-in-role" && event.went.every((person) => context.people.administrators.includes(person));
  return theirs ? [{ kind: "administrators", about: "nobody-in-role", event: number }] : [];
}

/**
 * Who hears what of new events. `events` are those between `before` and `after`, in order; the number of an event is
 * its place in the whole history, from 1. The recused and whoever may not read the case get nothing.
 */
export function noticesOf(
  before: Case,
  events: readonly CaseEvent[],
  after: Case,
  context: Context,
): readonly Notice[] {
  if (events.length === 0) return [];
  const told: Told = { before, after, context };
  const quiet = events.every(
    (event) =>
      event.type === "looked" ||
      event.type === "dates-kept" ||
      event.type === "note-changed" ||
      event.type === "noted" ||
      event.type === "not-delivered",
  );
  const notices: Notice[] = quiet ? [] : [{ kind: "card" }];
  const pings: Ping[] = [];
  for (const [index, event] of events.entries()) {
    const number = before.version + index + 1;
    if (isLined(event) && !isSaidBefore(event, events.slice(0, index)))
      notices.push({ kind: "line", event: number, broadcast: isCalledOut(event, told) });
    pings.push(...pingsOf(event, number, told));
    notices.push(...administratorNotices(event, number, told));
  }
  const turn = turnPing(events, told);
  if (turn !== undefined) pings.push(turn);
  const direct = strongest(
    bundled(
      pings.flatMap((ping) => toNotices(ping, told, events)),
      events,
      before.version,
    ),
  );
  return [...notices, ...direct, ...(quiet ? [] : [{ kind: "settle-pings" } as const])];
}
