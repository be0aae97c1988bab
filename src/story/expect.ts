import { clocksOf, openClocks } from "../desk/clocks.ts";
import type { CaseEvent } from "../desk/events.ts";
import { applies, type FactValue } from "../desk/facts.ts";
import { guidesAt } from "../desk/guides.ts";
import { factsOf } from "../desk/known.ts";
import { nextStep } from "../desk/next.ts";
import { followerOf, ownerOf } from "../desk/people.ts";
import { actionsFor, mayRead } from "../desk/rights.ts";
import { formsAt, stepById } from "../desk/steps.ts";
import { among, clockText, each, isList, listed, named, same, these, type Answer, type Seen } from "./compare.ts";
import { INTAKE_STEP } from "../regulation/built-in.ts";
import { figuresAnswer } from "./figures.ts";
import type { RawChecks } from "./raw.ts";
import type { Expectation } from "./story.ts";

export interface Unmet {
  readonly line: number;
  readonly check: string;
  readonly wanted: string;
  readonly actual: string;
  readonly not: boolean;
}

function dated(
  wanted: readonly string[] | { readonly [deadline: string]: string },
  type: "missed" | "warned" | "chased",
  seen: Seen,
  not: boolean,
): Answer {
  const events = seen.events.flatMap((event) => (event.type === type ? [event] : []));
  if (isList(wanted))
    return these(
      wanted,
      events.map((event) => event.deadline),
      not,
    );
  return each(wanted, (deadline) => clockText(events.find((event) => event.deadline === deadline)?.at, seen));
}

function factText(value: FactValue | undefined, seen: Seen): string {
  if (value === undefined) return "none";
  if (typeof value === "number") return String(value);
  if (typeof value === "string") return listed(named([value], seen));
  if (Array.isArray(value))
    return listed(
      named(
        value.map((one) => (typeof one === "string" ? one : one.name)),
        seen,
      ),
    );
  return "amount" in value ? `${value.amount} ${value.currency}` : "";
}

function peopleIn(seen: Seen, pick: (event: CaseEvent) => readonly string[]): readonly string[] {
  return named(seen.events.flatMap(pick), seen);
}

function told(event: CaseEvent): readonly string[] {
  return event.type === "told" ? event.people : [];
}

function climbed(event: CaseEvent): readonly string[] {
  if (event.type === "missed") return event.rungPeople;
  return event.type === "rung-told" ? event.people : [];
}

function asked(event: CaseEvent): readonly string[] {
  return event.type === "requested" ? event.approvers : [];
}

/** Consequences proposed, perhaps with whoever decides. */
function proposals(
  wanted: readonly string[] | { readonly [consequence: string]: readonly string[] },
  seen: Seen,
  not: boolean,
): Answer {
  const events = seen.events.flatMap((event) => (event.type === "proposed" ? [event] : []));
  if (isList(wanted))
    return these(
      wanted,
      events.map((event) => event.consequence),
      not,
    );
  const deciders = (id: string) =>
    listed(
      named(
        events.filter((event) => event.consequence === id).flatMap((event) => event.deciders),
        seen,
      ),
    );
  return each(Object.fromEntries(Object.entries(wanted).map(([id, people]) => [id, listed(people)])), deciders);
}

/** The sum of the latest proposal of a consequence, by the band that fitted then. */
function sumOf(consequence: string, { standing: { current, context } }: Seen): string {
  const proposal = current.proposals.findLast((known) => known.consequence === consequence);
  const rule = context.regulation.consequences.find((known) => known.id === consequence);
  const amount = (proposal?.band === undefined ? rule : rule?.first[proposal.band])?.amount;
  if (proposal === undefined || amount === undefined) return "none";
  if (amount === "not given") return amount;
  return "from" in amount ? `${amount.from} to ${amount.to} ${amount.currency}` : `${amount.amount} ${amount.currency}`;
}

function opened(wanted: readonly string[] | { readonly [duty: string]: string }, seen: Seen, not: boolean): Answer {
  const events = seen.events.flatMap((event) => (event.type === "duty-opened" ? [event] : []));
  if (isList(wanted))
    return these(
      wanted,
      events.map((event) => event.duty),
      not,
    );
  return each(wanted, (duty) => {
    const event = events.find((known) => known.duty === duty);
    return event === undefined ? "not opened" : clockText(event.dueAt, seen);
  });
}

function pinged(seen: Seen, kind?: string): readonly string[] {
  const people = seen.notices.flatMap((notice) =>
    notice.kind === "ping" && (kind === undefined || notice.ping === kind) ? [notice.person] : [],
  );
  return named(people, seen);
}

function next(wanted: NonNullable<RawChecks["next"]>, seen: Seen): Answer {
  const { current, context } = seen.standing;
  const found = nextStep(current, context);
  const parts = {
    step: found?.step.id ?? "none",
    by: listed(named(found?.people ?? [], seen)),
    due: clockText(found?.clock?.due, seen),
    limit: found?.clock?.rule.id ?? "none",
  };
  const actual = `${parts.step} by ${parts.by}, due ${parts.due} (${parts.limit})`;
  if (typeof wanted === "string") return { holds: wanted === parts.step, actual };
  const holds =
    wanted.step === parts.step &&
    (wanted.by === undefined || listed(wanted.by) === parts.by) &&
    (wanted.due === undefined || wanted.due === parts.due) &&
    (wanted.limit === undefined || wanted.limit === parts.limit);
  return { holds, actual };
}

function refusalText({ turn }: Seen): string {
  const { code, field } = turn?.refused ?? {};
  if (code === undefined) return "none";
  return field === undefined ? code : `${code} ${field}`;
}

/** The words come among the others in this order. */
function inOrder(wanted: readonly string[], actual: readonly string[]): boolean {
  let from = 0;
  return wanted.every((word) => {
    const found = actual.indexOf(word, from);
    from = found + 1;
    return found >= 0;
  });
}

function idIn(name: string, { standing }: Seen): string {
  return Object.values(standing.context.people.persons).find((person) => person.name === name)?.id ?? name;
}

function actionsOf(person: string, seen: Seen): readonly string[] {
  const { current, context } = seen.standing;
  return actionsFor(current, idIn(person, seen), context).map((action) =>
    action.step === undefined ? action.kind : `${action.kind} ${action.step}`,
  );
}

function yesNo(holds: boolean): string {
  return holds ? "yes" : "no";
}

/** Each named place has exactly these words. */
function placed(
  wanted: { readonly [place: string]: readonly string[] },
  words: (place: string) => readonly string[],
  not: boolean,
): Answer {
  const answers = Object.entries(wanted).map(([place, expected]) => ({ place, ...these(expected, words(place), not) }));
  const holds = not ? answers.some((answer) => answer.holds) : answers.every((answer) => answer.holds);
  return { holds, actual: answers.map(({ place, actual }) => `${place}: ${actual}`).join("; ") };
}

function guideClauses(place: string, { standing: { current, context } }: Seen): readonly string[] {
  return guidesAt(place, factsOf(current, context), context.regulation).flatMap((guide) => guide.basis);
}

function optionsOf(field: string, { standing }: Seen): readonly string[] {
  const options = standing.context.regulation.fields.find((known) => known.id === field)?.options ?? [];
  return options.map((option) => option.id);
}

function fieldsAsked(step: string, { standing: { current, context } }: Seen): readonly string[] {
  const facts = factsOf(current, context);
  const known = step === INTAKE_STEP ? context.regulation.intake : stepById(step, context);
  const fields = known === undefined ? [] : known.ask.filter((ask) => applies(ask, facts));
  return fields.map(({ field, optional }) => (optional ? `(${field})` : field));
}

function formsFilled(step: string, { standing: { current, context } }: Seen): readonly string[] {
  const known = step === INTAKE_STEP ? context.regulation.intake : stepById(step, context);
  return known === undefined ? [] : formsAt(known.fill, current, context).map((form) => form.code ?? form.id);
}

type Checker = (wanted: RawChecks, seen: Seen, not: boolean) => Answer | undefined;

function on<Name extends keyof RawChecks>(
  name: Name,
  check: (wanted: NonNullable<RawChecks[Name]>, seen: Seen, not: boolean) => Answer,
): Checker {
  return (checks, seen, not) => {
    const wanted = checks[name];
    return wanted === undefined ? undefined : check(wanted, seen, not);
  };
}

const CHECKS: { readonly [Name in keyof RawChecks]-?: Checker } = {
  refused: on("refused", (wanted, seen) => {
    const actual = refusalText(seen);
    return { holds: wanted === actual || wanted === seen.turn?.refused?.code, actual };
  }),
  repeated: on("repeated", (wanted, { turn }) => same(wanted, yesNo(turn?.repeated === true))),
  level: on("level", (wanted, { standing }) => same(wanted, standing.current.level?.id ?? "none")),
  facts: on("facts", (wanted, seen) => {
    const facts = factsOf(seen.standing.current, seen.standing.context);
    return each(wanted, (field) => factText(facts[field], seen));
  }),
  next: on("next", next),
  due: on("due", (wanted, seen) => {
    const open = openClocks(clocksOf(seen.standing.current, seen.standing.context));
    return each(wanted, (deadline) => clockText(open.find((clock) => clock.rule.id === deadline)?.due, seen));
  }),
  limits: on("limits", (wanted, { standing }) => {
    const clocks = clocksOf(standing.current, standing.context);
    return each(wanted, (deadline) => clocks.find((clock) => clock.rule.id === deadline)?.state ?? "none");
  }),
  missed: on("missed", (wanted, seen, not) => dated(wanted, "missed", seen, not)),
  warned: on("warned", (wanted, seen, not) => dated(wanted, "warned", seen, not)),
  chased: on("chased", (wanted, seen, not) => dated(wanted, "chased", seen, not)),
  cleared: on("cleared", (wanted, { events }, not) =>
    these(
      wanted,
      events.flatMap((event) => (event.type === "miss-cleared" ? [event.deadline] : [])),
      not,
    ),
  ),
  told: on("told", (wanted, seen, not) => these(wanted, peopleIn(seen, told), not)),
  climbed: on("climbed", (wanted, seen, not) => these(wanted, peopleIn(seen, climbed), not)),
  asked: on("asked", (wanted, seen, not) => these(wanted, peopleIn(seen, asked), not)),
  pings: on("pings", (wanted, seen, not) => {
    const answers = Object.entries(wanted).map(([kind, people]) => ({
      kind,
      ...these(people, pinged(seen, kind), not),
    }));
    const holds = not ? answers.some((answer) => answer.holds) : answers.every((answer) => answer.holds);
    return { holds, actual: answers.map(({ kind, actual }) => `${kind}: ${actual}`).join("; ") };
  }),
  unheard: on("unheard", (wanted, seen) => {
    const heard = wanted.filter((person) => pinged(seen).includes(person));
    return { holds: heard.length === 0, actual: `${listed(heard)} heard` };
  }),
  proposed: on("proposed", proposals),
  amounts: on("amounts", (wanted, seen) => each(wanted, (consequence) => sumOf(consequence, seen))),
  withdrawn: on("withdrawn", (wanted, { events, standing }, not) =>
    these(
      wanted,
      events.flatMap((event) => {
        if (event.type !== "proposal-withdrawn") return [];
        return standing.current.proposals.find((known) => known.id === event.proposal)?.consequence ?? [];
      }),
      not,
    ),
  ),
  duties: on("duties", opened),
  listed: on("listed", (wanted, { events }, not) =>
    these(
      wanted,
      events.flatMap((event) => (event.type === "listed" ? [event.list] : [])),
      not,
    ),
  ),
  owner: on("owner", (wanted, seen, not) =>
    these(wanted, named(ownerOf(seen.standing.current, seen.standing.context).people, seen), not),
  ),
  follower: on("follower", (wanted, seen, not) =>
    these(wanted, named(followerOf(seen.standing.current, seen.standing.context).people, seen), not),
  ),
  round: on("round", (wanted, { standing }) => same(wanted, String(standing.current.round))),
  ended: on("ended", (wanted, { standing }) => same(wanted, standing.current.ended?.how ?? "no")),
  overdue: on("overdue", (wanted, { standing }) => {
    const open = openClocks(clocksOf(standing.current, standing.context));
    return same(wanted, yesNo(open.some((clock) => clock.state === "missed")));
  }),
  waiting: on("waiting", (wanted, { standing }) =>
    same(wanted, yesNo(standing.current.waits.some((wait) => wait.endedAt === undefined))),
  ),
  restricted: on("restricted", (wanted, { standing }) => same(wanted, yesNo(standing.current.restricted))),
  number: on("number", (wanted, { standing }) => same(wanted, standing.current.number ?? "none")),
  guides: on("guides", (wanted, seen, not) => placed(wanted, (place) => guideClauses(place, seen), not)),
  forms: on("forms", (wanted, seen, not) => placed(wanted, (step) => formsFilled(step, seen), not)),
  offers: on("offers", (wanted, seen, not) => placed(wanted, (field) => optionsOf(field, seen), not)),
  asks: on("asks", (wanted, seen, not) => placed(wanted, (step) => fieldsAsked(step, seen), not)),
  figures: on("figures", (wanted, { standing }, not) => figuresAnswer(wanted, standing, not)),
  happened: on("happened", (wanted, { events }, not) => {
    const types: readonly string[] = events.map((event) => event.type);
    const holds = not ? wanted.some((word) => types.includes(word)) : inOrder(wanted, types);
    return { holds, actual: types.length === 0 ? "none" : types.join(", ") };
  }),
  may: on("may", (wanted, seen, not) => {
    const answers = Object.entries(wanted).map(([person, actions]) => ({
      person,
      ...among(actions, actionsOf(person, seen), not),
    }));
    const holds = not ? answers.some((answer) => answer.holds) : answers.every((answer) => answer.holds);
    return { holds, actual: answers.map(({ person, actual }) => `${person}: ${actual}`).join("; ") };
  }),
  reads: on("reads", (wanted, seen, not) => {
    const { current, context } = seen.standing;
    const readers = wanted.filter((person) => mayRead(current, idIn(person, seen), context));
    return among(wanted, readers, not);
  }),
};

function asWritten(value: unknown): string {
  if (Array.isArray(value)) return listed(value.map(String));
  if (typeof value !== "object" || value === null) return String(value);
  return Object.entries(value)
    .map(([key, inner]) => `${key}: ${Array.isArray(inner) ? listed(inner.map(String)) : String(inner)}`)
    .join(", ");
}

/** What was expected and did not come, or came and was not expected. */
export function unmet(expectation: Expectation, seen: Seen): Unmet | undefined {
  const { line, check, wanted, not } = expectation;
  const found = CHECKS[check](wanted, seen, not);
  if (found === undefined || found.holds !== not) return undefined;
  return { line, check, wanted: asWritten(wanted[check]), actual: found.actual, not };
}
