import { dateOf, openingOf } from "../calendar/ask.ts";
import { callbackStep, isPlannedCall } from "./agenda.ts";
import type { Case } from "./case.ts";
import { clocksOf, earliestClock } from "./clocks.ts";
import { calendarOf } from "./limits.ts";
import { isCalledOut, isLined, isSaidBefore } from "./lined.ts";
import { afterDigest, quietUntil, runsInRealHours } from "./quiet.ts";
import type { Context } from "./context.ts";
import type { CaseEvent, ClockKey, EventOf } from "./events.ts";
import { isReminder, type Notice, type PingKind } from "./notices.ts";
import { followerOf, holdersOf, ownerOf } from "./people.ts";
import { departmentOf } from "./directory.ts";
import { departmentsOf } from "./known.ts";
import { DESK, mayRead, mayTakeOver } from "./rights.ts";
import { doersToCome, nextOpenStep, stepsOf, type StepView } from "./steps.ts";

interface Told {
  readonly before: Case;
  readonly after: Case;
  readonly context: Context;
}

interface Ping {
  readonly ping: PingKind;
  readonly people: readonly string[];
  readonly event: number;
  /** The run of a limit that it is about, or that leaves no time to wait for the morning. */
  readonly clock?: ClockKey;
  readonly request?: string;
}

/** Pings that one event calls for, whoever is among the people; the recused are taken out later. */
function pingsOf(event: CaseEvent, number: number, told: Told): readonly Ping[] {
  const { after, context } = told;
  const follower = followerOf(after, context).people;
  const owner = ownerOf(after, context).people;
  switch (event.type) {
    case "warned":
      if (standsInDigest(event, told)) return [];
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
      return [{ ping: "decide", people: event.people, event: number, ...pressing(told) }];
    case "decided":
      return [{ ping: "informed", people: owner, event: number }];
    case "told":
      return [{ ping: "informed", people: event.people, event: number }];
    case "hand-over-offered": {
      const takers = Object.keys(context.people.persons).filter((person) => mayTakeOver(after, person, context));
      return [{ ping: "hand-over", people: takers, event: number, ...pressing(told) }];
    }
    case "hand-over-declined":
    case "hand-over-lapsed":
      return [{ ping: "informed", people: owner, event: number }];
    case "steps-reopened": {
      if (event.why === "reassigned" || event.why === "round") return [];
      return [
        { ping: "sent-back", people: doersOfFirst(event.steps, after, context), event: number, ...pressing(told) },
      ];
    }
    case "round-began":
      return [{ ping: "sent-back", people: owner, event: number, ...pressing(told) }];
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

/**
 * One warning of a limit rings; the one on the morning of the day on which it ends, where there is another, is what the
 * digest of that morning says.
 */
function standsInDigest({ clock: key, planned, due }: EventOf<"warned">, { before, context }: Told): boolean {
  const clock = clocksOf(before, context).find((known) => known.key === key);
  if (clock === undefined) return false;
  const calendar = calendarOf(clock.rule, context);
  const morning = planned === openingOf(calendar, planned) && dateOf(calendar, planned) === dateOf(calendar, due - 1);
  const given = before.warned[key]?.length ?? 0;
  return morning && (given > 0 || clock.warnAt.some((at) => at > planned));
}

/** The limit that somebody is called for, if it runs in real hours: of the step, or whatever runs first. */
function pressing({ after, context }: Told, step?: string): Pick<Ping, "clock"> {
  const clock = earliestClock(clocksOf(after, context), step);
  return clock !== undefined && runsInRealHours(clock.rule) ? { clock: clock.key } : {};
}

function doersOfFirst(steps: readonly string[], current: Case, context: Context): readonly string[] {
  const first = stepsOf(current, context).find(({ step }) => steps.includes(step.id));
  return first === undefined ? [] : doersToCome(first, current, context).people;
}

/** Who does the step with a turn of their own, and who takes part in it. */
function takingPart(view: StepView, current: Case, context: Context): readonly string[] {
  const partners = view.step.with.flatMap((who) => holdersOf(who, current, context).people);
  return [...doersToCome(view, current, context).people, ...partners];
}

const FIRST_STEPS: ReadonlySet<string> = new Set(["dispatch", "accept"]);

/**
 * Which of them the card's mention reaches: those in the channel in which it has just been posted. Where it stands
 * already it is only edited, and that notifies nobody.
 */
function calledByCard(people: readonly string[], { before, after, context }: Told): readonly string[] {
  const department = departmentOf(after);
  const had = departmentOf(before);
  // A department that took part beside another has a card already.
  const beside = had !== undefined && department !== undefined && departmentsOf(before).includes(department);
  const unmoved = before.version > 0 && (had === department || beside);
  // With a third department, the card may stand there from an earlier time.
  const returned = (after.answeredAt["department"]?.length ?? 0) > 2;
  if (after.restricted || unmoved || returned) return [];
  const readers = department === undefined ? (context.people.atDesk ?? people) : context.people.members[department];
  return people.filter((person) => readers?.includes(person));
}

/** Somebody else's turn has come: told by a direct message unless the card just did. */
function turnPing(events: readonly CaseEvent[], told: Told): Ping | undefined {
  const { before, after, context } = told;
  const was = nextOpenStep(before, context);
  const now = nextOpenStep(after, context);
  const last = events.at(-1);
  if (now === undefined || last === undefined) return undefined;
  const moved = events.some((event) => event.type === "reassigned" || event.type === "hand-over-taken");
  const goesOn = was?.step.id === now.step.id && !moved && before.round === after.round;
  // Whoever waits already for the same step has been told; who joins it has not.
  const asked = goesOn && now.step.each !== undefined ? takingPart(was, before, context) : [];
  if (goesOn && now.step.each === undefined) return undefined;
  if (
    events.some(
      (event) => event.type === "round-began" || (event.type === "steps-reopened" && event.why !== "reassigned"),
    )
  )
    return undefined;
  const actor = events[0]?.by;
  const doers = takingPart(now, after, context).filter((person) => person !== actor && !asked.includes(person));
  const about = { event: after.version, ...pressing(told, now.step.id) };
  if (now.step.type === "callback") return { ping: "callback", people: doers, ...about };
  const called = FIRST_STEPS.has(now.step.id) ? calledByCard(doers, told) : [];
  return { ping: "new-for-you", people: doers.filter((person) => !called.includes(person)), ...about };
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
  const { ping: kind, event: number, clock, request } = ping;
  const people = [...new Set(ping.people)]
    .filter((person) => person !== DESK && mayRead(after, person, context))
    .filter((person) => kind !== "informed" || event === undefined || event.by !== person);
  const groups =
    CALLED_AS_GROUP.has(kind) && !after.restricted
      ? [...new Set(people.flatMap((person) => groupOf(person, after, context) ?? []))]
      : [];
  const rule = context.regulation.deadlines.find((known) => known.id === clock?.split("#")[0]);
  const about = (zone: string) => {
    // Whoever chose the time of a call meant it.
    const awake = clock !== undefined && isPlannedCall(clock) ? undefined : quietUntil(zone, rule, context);
    const notBefore = awake !== undefined && isReminder(kind) ? afterDigest(awake, context) : awake;
    return {
      ping: kind,
      event: number,
      ...(clock === undefined ? {} : { clock }),
      ...(notBefore === undefined ? {} : { notBefore }),
    };
  };
  const called = groups.map((group): Notice => ({ kind: "group-ping", group, ...about(context.desk.zone) }));
  const direct = people
    .filter((person) => groups.length === 0 || groupOf(person, after, context) === undefined)
    .map((person): Notice => ({
      kind: "ping",
      person,
      ...about(context.people.persons[person]?.zone ?? context.desk.zone),
      ...(request === undefined ? {} : { request }),
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
      notices.push({ kind: "line", event: number, broadcast: isCalledOut(event, before, context) });
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
