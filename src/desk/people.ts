import type { PartLine, Role } from "../regulation/shape.ts";
import type { Case } from "./case.ts";
import type { Context } from "./context.ts";
import { firstThatFits } from "./facts.ts";
import { accusedOf, departmentOf, involvedIn, unitOf } from "./directory.ts";
import { departmentsOf, factsOf } from "./known.ts";

/** Why somebody who holds a role was passed over. */
export interface Skipped {
  readonly person?: string;
  readonly role: string;
  readonly reason: "vacant" | "absent" | "recused";
}

/** Somebody is away, and another does what would be theirs. */
export interface StandIn {
  readonly person: string;
  readonly deputy: string;
}

/** Who answers to a role or part in this case, now. */
export interface Holders {
  /** The role or part that was asked for. */
  readonly who: string;
  /** The role behind it, where there is one. */
  readonly role?: string;
  /** Person ids, deputies in place of absent holders. Members of groups are included. */
  readonly people: readonly string[];
  readonly groups: readonly string[];
  readonly skipped: readonly Skipped[];
  /** Which of the people stand there for somebody else. */
  readonly standIns?: readonly StandIn[];
  /** Anybody at the desk may; nobody in particular is pinged. */
  readonly everyone?: true;
}

const BUILT_IN_PARTS = ["receiver", "owner", "follower", "coordinator"];

function distinct(ids: readonly string[]): string[] {
  return [...new Set(ids)];
}

/** Kept out of the case: by hand, or because the regulation recuses whoever is complained about. */
export function isRecused(current: Case, person: string, context: Context): boolean {
  if (current.recused.some((recusal) => recusal.person === person)) return true;
  return context.regulation.recusal.who === "accused" && accusedOf(current).includes(person);
}

export function isAbsent(person: string, context: Context): boolean {
  const { now, people } = context;
  return people.persons[person]?.absences.some((absence) => absence.from <= now && now < absence.to) ?? false;
}

function roleOf(id: string, context: Context): Role | undefined {
  return context.regulation.roles.find((role) => role.id === id);
}

interface Named {
  readonly people: readonly string[];
  readonly groups: readonly string[];
}

/** Who holds the role by the directory, before absence and recusal. */
function namedFor(role: Role, current: Case, context: Context): Named {
  const department = departmentOf(current);
  const area = current.facts["area"];
  const unit = unitOf(current, context);
  const holdings = context.people.holdings.filter((holding) => {
    if (holding.role !== role.id) return false;
    if (role.at === "department") return department !== undefined && holding.department === department;
    // An area manager is one of the area that the case belongs to; without one, all of them are.
    if (role.at === "area") return area === undefined || holding.unit === undefined || holding.unit === area;
    if (role.at === "unit") return unit === undefined ? holding.unit === undefined : holding.unit === unit;
    return true;
  });
  const groups = holdings.flatMap((holding) => holding.group ?? []);
  const members = groups.flatMap((group) => context.people.groups[group] ?? []);
  return {
    people: distinct([...holdings.flatMap((holding) => holding.person ?? []), ...members]),
    groups: distinct(groups),
  };
}

/** An absent holder's deputy, or whoever the role names for absence; undefined when nobody is there. */
function standIn(person: string, role: Role | undefined, current: Case, context: Context): string | undefined {
  const { now, people } = context;
  const absence = people.persons[person]?.absences.find((known) => known.from <= now && now < known.to);
  const named = (role?.absent ?? []).flatMap((id) => {
    const substitute = roleOf(id, context);
    return substitute === undefined ? [] : namedFor(substitute, current, context).people;
  });
  const candidates = [...(absence?.deputy === undefined ? [] : [absence.deputy]), ...named];
  return candidates.find(
    (id) => people.persons[id]?.active === true && !isAbsent(id, context) && !isRecused(current, id, context),
  );
}

type Present = Pick<Holders, "people" | "skipped" | "standIns">;

function present(named: Named, role: Role, current: Case, context: Context): Present {
  const people: string[] = [];
  const standIns: StandIn[] = [];
  const skipped: Skipped[] = [];
  for (const person of named.people) {
    if (context.people.persons[person]?.active !== true) skipped.push({ person, role: role.id, reason: "vacant" });
    else if (isRecused(current, person, context)) skipped.push({ person, role: role.id, reason: "recused" });
    else if (isAbsent(person, context)) {
      const deputy = standIn(person, role, current, context);
      if (deputy === undefined) skipped.push({ person, role: role.id, reason: "absent" });
      else {
        people.push(deputy);
        standIns.push({ person, deputy });
      }
    } else people.push(person);
  }
  if (named.people.length === 0) skipped.push({ role: role.id, reason: "vacant" });
  return { people: distinct(people), skipped, ...(standIns.length === 0 ? {} : { standIns }) };
}

function holdersOfRole(role: Role, current: Case, context: Context): Holders {
  if (role.anyOf.length > 0) {
    const each = role.anyOf.flatMap((id) => {
      const member = roleOf(id, context);
      return member === undefined ? [] : [holdersOfRole(member, current, context)];
    });
    return {
      who: role.id,
      role: role.id,
      people: distinct(each.flatMap((holders) => holders.people)),
      groups: distinct(each.flatMap((holders) => holders.groups)),
      standIns: each.flatMap((holders) => holders.standIns ?? []),
      // One present holder is enough: only if all are missing does it matter who is.
      skipped: each.some((holders) => holders.people.length > 0) ? [] : each.flatMap((holders) => holders.skipped),
      ...(each.some((holders) => holders.everyone === true) ? { everyone: true as const } : {}),
    };
  }
  if (role.at === "everyone")
    return { who: role.id, role: role.id, people: [], groups: [], skipped: [], everyone: true };
  // Somebody outside acts through whoever follows the case: that person records what they did.
  if (role.at === "outside") return { ...holdersOf("follower", current, context, 1), who: role.id, role: role.id };
  const named = namedFor(role, current, context);
  return { who: role.id, role: role.id, groups: named.groups, ...present(named, role, current, context) };
}

function onePerson(who: string, person: string, current: Case, context: Context, role?: string): Holders {
  const base = role === undefined ? { who } : { who, role };
  const asRole = role ?? who;
  if (context.people.persons[person]?.active === false)
    return { ...base, people: [], groups: [], skipped: [{ person, role: asRole, reason: "vacant" }] };
  if (isRecused(current, person, context))
    return { ...base, people: [], groups: [], skipped: [{ person, role: asRole, reason: "recused" }] };
  if (isAbsent(person, context)) {
    const deputy = standIn(person, roleOf(asRole, context), current, context);
    if (deputy !== undefined)
      return { ...base, people: [deputy], groups: [], skipped: [], standIns: [{ person, deputy }] };
    return { ...base, people: [], groups: [], skipped: [{ person, role: asRole, reason: "absent" }] };
  }
  return { ...base, people: [person], groups: [], skipped: [] };
}

/** The line of the part's table that fits this case. */
export function partLine(part: string, current: Case, context: Context): PartLine | undefined {
  const lines = context.regulation.parts[part];
  // `named` counts once somebody has been named; till then the next line does.
  const open = lines?.filter((line) => line.who !== "named" || current.holders[part] !== undefined);
  return open === undefined ? undefined : firstThatFits(open, factsOf(current, context));
}

/** The role behind a part whose line names another part; the part itself where only a person can be named. */
export function roleBehind(who: string, current: Case, context: Context, depth = 0): string {
  const line = depth > 8 || roleOf(who, context) !== undefined ? undefined : partLine(who, current, context);
  if (line === undefined || line.who === "named" || line.who === who) return who;
  return roleBehind(line.who, current, context, depth + 1);
}

/** Parts that may never be the same person: whoever holds the one is passed over for the other. */
function apart(part: string, holders: Holders, current: Case, context: Context): Holders {
  const others = context.regulation.recusal.apart
    .filter((pair) => pair.includes(part))
    .flatMap((pair) => pair.filter((other) => other !== part));
  const taken = others.flatMap((other) => current.holders[other]?.person ?? []);
  const people = holders.people.filter((person) => !taken.includes(person));
  if (people.length === holders.people.length) return holders;
  const skipped = taken.map((person): Skipped => ({ person, role: holders.role ?? part, reason: "recused" }));
  return { ...holders, people, skipped: [...holders.skipped, ...skipped] };
}

/** Until it is sent to a department, the receiver's own counts, else the one that was proposed (section 7, rule 17). */
function whereReceived(current: Case, context: Context): Case {
  if (departmentOf(current) !== undefined) return current;
  const own = context.people.holdings.find(
    (holding) => holding.person === current.receiver && holding.department !== undefined,
  );
  const department = own?.department ?? current.facts["proposed-department"];
  return department === undefined ? current : { ...current, facts: { ...current.facts, department } };
}

function holdersOfPart(part: string, current: Case, context: Context, depth: number): Holders {
  const line = partLine(part, current, context);
  const held = current.holders[part];
  if (held !== undefined) {
    const role = held.role ?? line?.who;
    const stillTheirs =
      held.role === undefined ||
      line === undefined ||
      line.who === held.role ||
      roleBehind(line.who, current, context) === roleBehind(held.role, current, context);
    if (stillTheirs) {
      const one = onePerson(part, held.person, current, context, role);
      if (one.people.length > 0) return one;
      // Left, absent without deputy or recused: the role as a whole answers again.
    }
  }
  if (line !== undefined && line.who !== "named" && line.who !== part) {
    const there = part === "receiver" ? whereReceived(current, context) : current;
    return apart(part, { ...holdersOf(line.who, there, context, depth + 1), who: part }, current, context);
  }
  if (part === "receiver") return onePerson(part, current.receiver, current, context);
  if (part === "follower" || part === "coordinator")
    return { ...holdersOf("receiver", current, context, depth + 1), who: part };
  if (part === "owner") {
    const first = ladderOf(current, context)[0];
    if (first !== undefined && first !== "owner")
      return { ...holdersOf(first, current, context, depth + 1), who: part };
  }
  return { who: part, people: [], groups: [], skipped: [{ role: part, reason: "vacant" }] };
}

/**
 * Who a role, a part, a choice of roles or `accused` means in this case now: deputies stand in for the absent, the
 * recused and the departed are passed over and named in `skipped`.
 */
export function holdersOf(who: string, current: Case, context: Context, depth = 0): Holders {
  const nobody: Holders = { who, people: [], groups: [], skipped: [{ role: who, reason: "vacant" }] };
  // Parts may point to parts; the loader refuses circles, this bound only guards a damaged edition.
  if (depth > 8) return nobody;
  if (who === "accused") return { who, people: accusedOf(current), groups: [], skipped: [] };
  if (who === "everybody-involved") return { who, people: involvedIn(current), groups: [], skipped: [] };
  if (who === "next rung") return { ...nextRungHolders(current, context), who };
  const role = roleOf(who, context);
  if (role !== undefined) return holdersOfRole(role, current, context);
  // A duty keeps whoever had the part in the case that opened it.
  const kept = current.facts[`part:${who}`];
  if (typeof kept === "string") return onePerson(who, kept, current, context);
  if (context.regulation.parts[who] !== undefined || BUILT_IN_PARTS.includes(who) || current.holders[who] !== undefined)
    return holdersOfPart(who, current, context, depth);
  const chosen = current.facts[who];
  return typeof chosen === "string" && chosen !== who ? holdersOf(chosen, current, context, depth + 1) : nobody;
}

/** The rungs that count for this case, lowest first: roles or parts. */
export function ladderOf(current: Case, context: Context): readonly string[] {
  return firstThatFits(context.regulation.ladder, factsOf(current, context))?.rungs ?? [];
}

/** The case as one department of several sees it: roles of a department are that department's. */
export function inDepartment(current: Case, department: string | undefined, context: Context): Case {
  if (department === undefined || department === departmentOf(current)) return current;
  if (!context.desk.departments.some(({ id }) => id === department)) return current;
  return { ...current, facts: { ...current.facts, department } };
}

/** Does one of them stand on this rung, in whichever of the departments that have a hand in the case? */
function standsOn(rung: string, people: readonly string[], current: Case, context: Context): boolean {
  const sights = [current, ...departmentsOf(current).map((department) => inDepartment(current, department, context))];
  return [...new Set(sights)].some((sight) =>
    holdersOf(rung, sight, context).people.some((person) => people.includes(person)),
  );
}

export interface Rung {
  readonly rung: string;
  readonly people: readonly string[];
  readonly groups: readonly string[];
  /** Rungs passed over on the way, with the reason. */
  readonly skipped: readonly Skipped[];
}

/**
 * The next rung above the highest one that any of `from` holds; on no rung, the first. Rungs that are vacant, absent,
 * recused or held only by people already told are passed over. Undefined when nobody is left: the administrators'
 * turn. Source: language.md section 7, rule 19.
 */
export function nextRung(
  current: Case,
  context: Context,
  from: { readonly people: readonly string[]; readonly told?: readonly string[] },
): Rung | undefined {
  const rungs = ladderOf(current, context).map((rung) => ({ rung, holders: holdersOf(rung, current, context) }));
  const highest = rungs.findLastIndex(({ rung }) => standsOn(rung, from.people, current, context));
  const known = [...from.people, ...(from.told ?? [])];
  const skipped: Skipped[] = [];
  for (const { rung, holders } of rungs.slice(highest + 1)) {
    // A case without a department has no rung there that somebody could be missing from.
    if (roleOf(rung, context)?.at === "department" && departmentOf(current) === undefined) continue;
    const people = holders.people.filter((person) => !known.includes(person));
    if (people.length > 0) return { rung, people, groups: holders.groups, skipped };
    skipped.push(...holders.skipped);
  }
  return undefined;
}

function nextRungHolders(current: Case, context: Context): Holders {
  const owner = holdersOf("owner", current, context);
  const rung = nextRung(current, context, { people: owner.people });
  return rung === undefined
    ? { who: "next rung", people: [], groups: [], skipped: [{ role: "next rung", reason: "vacant" }] }
    : { who: "next rung", role: rung.rung, people: rung.people, groups: rung.groups, skipped: rung.skipped };
}

/** Administrators, without those who left or are kept out of the case. */
export function administratorsOf(current: Case, context: Context): readonly string[] {
  return context.people.administrators.filter(
    (person) => context.people.persons[person]?.active !== false && !isRecused(current, person, context),
  );
}

/**
 * A role or part with nobody in it falls to the next rung above it, and last to the administrators; `skipped` says who
 * was passed over. A role of a department falls to nobody while the case has none.
 */
export function orNextRung(holders: Holders, current: Case, context: Context): Holders {
  const role = holders.role === undefined ? undefined : roleOf(holders.role, context);
  if (holders.people.length > 0 || holders.skipped.length === 0) return holders;
  if (role?.at === "department" && departmentOf(current) === undefined) return holders;
  const rungs = ladderOf(current, context);
  const own = rungs.findIndex((rung) => rung === holders.who || rung === holders.role);
  for (const rung of rungs.slice(own + 1)) {
    const above = holdersOf(rung, current, context);
    if (above.people.length > 0) return { ...above, who: holders.who, skipped: holders.skipped };
  }
  return { ...holders, people: administratorsOf(current, context) };
}

export function ownerOf(current: Case, context: Context): Holders {
  return orNextRung(holdersOf("owner", current, context), current, context);
}

export function followerOf(current: Case, context: Context): Holders {
  return orNextRung(holdersOf("follower", current, context), current, context);
}

/**
 * The desk: who may dispatch or close under this regulation, and the case's coordinator. These people watch over all
 * cases and carry out what belongs to no step.
 */
export function deskPeople(current: Case, context: Context): readonly string[] {
  const roles = context.regulation.steps
    .filter((step) => step.id === "dispatch" || step.id === "close")
    .flatMap((step) => step.by.map((by) => by.who))
    .filter((who) => roleOf(who, context) !== undefined);
  const people = [...roles, "coordinator"].flatMap((who) => holdersOf(who, current, context).people);
  return distinct(people);
}
