import type { Absence, Holding, People, Person } from "../desk/desk.ts";
import type { DirectoryBook, RolePlace } from "../desk/service.ts";
import type { Language } from "../regulation/shape.ts";
import { inTransaction, type Database, type Tx } from "./database.ts";
import { sortableId } from "./ids.ts";
import type { Queue } from "./queue.ts";

/** Where a holding or a right comes from: the desk's file is applied again and again and replaces only its own. */
export type Source = "file" | "setup";

export interface DeskRoles {
  readonly holdings: readonly Holding[];
  readonly administrators: readonly string[];
}

/** Every change of people goes through here: its version is how copies of the app learn that theirs are old. */
async function directoryChanged(tx: Tx): Promise<void> {
  await tx.$executeRaw`UPDATE directory SET version = version + 1 WHERE id = 1`;
}

/** A change of who answers for what: open cases have to be looked at again (see rounds/upkeep.ts). */
async function holdersChanged(tx: Tx): Promise<void> {
  await tx.$executeRaw`UPDATE directory SET version = version + 1, holders = holders + 1 WHERE id = 1`;
}

function languageOf(text: string): Language {
  return text === "zh-CN" ? "zh-CN" : "en";
}

function absenceOf(row: { startsAt: bigint; endsAt: bigint; deputy: string | null }): Absence {
  return {
    from: Number(row.startsAt),
    to: Number(row.endsAt),
    ...(row.deputy === null ? {} : { deputy: row.deputy }),
  };
}

async function readPersons(tx: Tx): Promise<readonly Person[]> {
  const rows = await tx.person.findMany({ orderBy: { id: "asc" } });
  const absences = await tx.absence.findMany({ orderBy: { startsAt: "asc" } });
  const of = Map.groupBy(absences, (absence) => absence.person);
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    language: languageOf(row.language),
    zone: row.zone,
    active: row.active,
    absences: (of.get(row.id) ?? []).map(absenceOf),
  }));
}

function listsBy<Row>(rows: readonly Row[], key: (row: Row) => string, value: (row: Row) => string) {
  const grouped = Map.groupBy(rows, key);
  return Object.fromEntries([...grouped].map(([name, members]) => [name, members.map(value)]));
}

/** Who is who at a desk. `departments` with their channels: members of a channel belong to its department. */
export async function readPeople(
  tx: Tx,
  desk: {
    readonly id: string;
    readonly departments: readonly { readonly id: string; readonly channel: string }[];
    readonly channel?: string;
    readonly restrictedChannel?: string;
  },
  version: number,
): Promise<People> {
  const persons = await readPersons(tx);
  const holdings = await tx.holding.findMany({ where: { desk: desk.id }, orderBy: { id: "asc" } });
  const own = [desk.channel, desk.restrictedChannel].flatMap((channel) => channel ?? []);
  const channels = [...own, ...desk.departments.map((department) => department.channel)];
  const memberships = await tx.membership.findMany({
    where: { channel: { in: channels } },
    orderBy: { person: "asc" },
  });
  const groups = await tx.groupMember.findMany({ orderBy: { person: "asc" } });
  const administrators = await tx.administrator.findMany({ where: { desk: desk.id }, orderBy: { person: "asc" } });
  const inChannel = listsBy(
    memberships,
    (row) => row.channel,
    (row) => row.person,
  );
  return {
    version,
    persons: Object.fromEntries(persons.map((person) => [person.id, person])),
    holdings: inForce(holdings).map(({ role, department, unit, person, group }) => ({
      role,
      ...(department === null ? {} : { department }),
      ...(unit === null ? {} : { unit }),
      ...(person === null ? {} : { person }),
      ...(group === null ? {} : { group }),
    })),
    members: Object.fromEntries(desk.departments.map(({ id, channel }) => [id, inChannel[channel] ?? []])),
    groups: listsBy(
      groups,
      (row) => row.group,
      (row) => row.person,
    ),
    ...(desk.channel === undefined ? {} : { atDesk: inChannel[desk.channel] ?? [] }),
    ...(desk.restrictedChannel === undefined ? {} : { sealed: inChannel[desk.restrictedChannel] ?? [] }),
    administrators: administrators.map((row) => row.person),
  };
}

/** Puts these roles and rights in place of those of the same source. Says whether anything changed. */
export async function saveRoles(
  tx: Tx,
  desk: string,
  { roles, source }: { readonly roles: DeskRoles; readonly source: Source },
): Promise<boolean> {
  const before = await tx.holding.findMany({ where: { desk, source } });
  const rights = await tx.administrator.findMany({ where: { desk, source } });
  const wanted = roles.holdings.map((holding) => ({
    role: holding.role,
    department: holding.department ?? null,
    unit: holding.unit ?? null,
    person: holding.person ?? null,
    group: holding.group ?? null,
  }));
  const asText = (row: (typeof wanted)[number]) =>
    JSON.stringify([row.role, row.department, row.unit, row.person, row.group]);
  const same =
    sameSets(before.map(asText), wanted.map(asText)) &&
    sameSets(
      rights.map((row) => row.person),
      roles.administrators,
    );
  if (same) return false;
  await tx.holding.deleteMany({ where: { desk, source } });
  await tx.holding.createMany({ data: wanted.map((row) => ({ ...row, id: sortableId(), desk, source })) });
  await tx.administrator.deleteMany({ where: { desk, source } });
  await tx.administrator.createMany({
    data: roles.administrators.map((person) => ({ desk, person, source })),
    skipDuplicates: true,
  });
  await holdersChanged(tx);
  return true;
}

function sameSets(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && new Set([...a, ...b]).size === new Set(a).size;
}

/** Holders chosen in Slack, in place of those chosen there before. */
async function saveHolders(
  tx: Tx,
  desk: string,
  { place, people }: { readonly place: RolePlace; readonly people: readonly string[] },
): Promise<void> {
  const { role, department = null, unit = null } = place;
  const source: Source = "setup";
  const here = { desk, role, department, unit, source };
  await tx.holding.deleteMany({ where: here });
  await tx.holding.createMany({
    data: [...new Set(people)].map((person) => ({ ...here, id: sortableId(), person, group: null })),
  });
  await holdersChanged(tx);
}

interface Held {
  readonly desk: string;
  readonly role: string;
  readonly department: string | null;
  readonly unit: string | null;
}

/** Whom administrators have chosen in Slack stands in place of whom the file names for the same role and place. */
export function inForce<Row extends Held & { readonly source: string }>(rows: readonly Row[]): readonly Row[] {
  const at = ({ desk, role, department, unit }: Held) => JSON.stringify([desk, role, department, unit]);
  const chosen = new Set(rows.filter(({ source }) => source !== "file").map(at));
  return rows.filter((row) => row.source !== "file" || !chosen.has(at(row)));
}

/** Puts these absences in place of all that were known of a person. */
export async function saveAbsences(tx: Tx, person: string, absences: readonly Absence[]): Promise<void> {
  await tx.absence.deleteMany({ where: { person } });
  await tx.absence.createMany({
    data: absences.map((absence) => ({
      id: sortableId(),
      person,
      startsAt: BigInt(absence.from),
      endsAt: BigInt(absence.to),
      deputy: absence.deputy ?? null,
    })),
  });
  await holdersChanged(tx);
}

async function savePersons(tx: Tx, persons: readonly Omit<Person, "absences">[]): Promise<void> {
  const known = new Map(
    (await tx.person.findMany({ where: { id: { in: persons.map((person) => person.id) } } })).map((row) => [
      row.id,
      row,
    ]),
  );
  const changed = persons.filter((person) => {
    const row = known.get(person.id);
    return (
      row === undefined ||
      row.name !== person.name ||
      row.language !== person.language ||
      row.zone !== person.zone ||
      row.active !== person.active
    );
  });
  if (changed.length === 0) return;
  const left = changed.some((person) => known.get(person.id)?.active !== person.active);
  for (const { id, name, language, zone, active } of changed) {
    const data = { name, language, zone, active };
    await tx.person.upsert({ where: { id }, create: { id, ...data }, update: data });
  }
  await (left ? holdersChanged(tx) : directoryChanged(tx));
}

async function saveMembers(tx: Tx, channel: string, people: readonly string[]): Promise<void> {
  const before = await tx.membership.findMany({ where: { channel } });
  const wanted = [...new Set(people)];
  if (
    sameSets(
      before.map((row) => row.person),
      wanted,
    )
  )
    return;
  await tx.membership.deleteMany({ where: { channel, person: { notIn: wanted } } });
  await tx.membership.createMany({ data: wanted.map((person) => ({ channel, person })), skipDuplicates: true });
  await directoryChanged(tx);
}

async function saveGroup(tx: Tx, group: string, people: readonly string[]): Promise<void> {
  const before = await tx.groupMember.findMany({ where: { group } });
  const wanted = [...new Set(people)];
  if (
    sameSets(
      before.map((row) => row.person),
      wanted,
    )
  )
    return;
  await tx.groupMember.deleteMany({ where: { group, person: { notIn: wanted } } });
  await tx.groupMember.createMany({ data: wanted.map((person) => ({ group, person })), skipDuplicates: true });
  await holdersChanged(tx);
}

interface Membership {
  readonly channel: string;
  readonly person: string;
}

/** True when it was not so before. */
async function changeMember(tx: Tx, membership: Membership, present: boolean): Promise<boolean> {
  const { count } = present
    ? await tx.membership.createMany({ data: membership, skipDuplicates: true })
    : await tx.membership.deleteMany({ where: membership });
  if (count > 0) await directoryChanged(tx);
  return count > 0;
}

/**
 * Somebody who is complained about, or kept out, now sits where the case's card stands; or a stranger in the sealed
 * channel. Such cases are judged and drawn again at once, open or ended, and not when something next happens to them.
 */
async function lookAgain(tx: Tx, queue: Pick<Queue, "rejudge" | "deliver">, { channel, person }: Membership) {
  const theirs = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM "case"
     WHERE NOT archived AND NOT restricted
       AND (jsonb_path_exists(state, '$.facts.* ? (@ == $person)', jsonb_build_object('person', ${person}::text))
            OR jsonb_path_exists(state, '$.recused[*].person ? (@ == $person)', jsonb_build_object('person', ${person}::text)))
     ORDER BY id`;
  await queue.rejudge(
    tx,
    theirs.map(({ id }) => id),
  );
  const sealed = await tx.$queryRaw<{ id: string }[]>`
    SELECT c.id FROM "case" c JOIN desk d ON d.id = c.desk
     WHERE NOT c.archived AND c.restricted AND d.settings->>'restrictedChannel' = ${channel} ORDER BY c.id`;
  await queue.deliver(
    tx,
    sealed.map(({ id }) => ({ caseId: id, notice: { kind: "card" } })),
  );
}

/**
 * The directory as Slack feeds it. What changes nothing leaves its version alone.
 *
 * @param queue what looks again at cases when somebody comes into a channel; absent where only people are read
 */
export function directoryBook(database: Database, queue?: Pick<Queue, "rejudge" | "deliver">): DirectoryBook {
  return {
    persons: () => inTransaction(database, readPersons),
    savePersons: (persons) => inTransaction(database, (tx) => savePersons(tx, persons)),
    saveMembers: (channel, people) => inTransaction(database, (tx) => saveMembers(tx, channel, people)),
    changeMember: (channel, person, present) =>
      inTransaction(database, async (tx) => {
        const changed = await changeMember(tx, { channel, person }, present);
        if (changed && present && queue !== undefined) await lookAgain(tx, queue, { channel, person });
      }),
    saveGroup: (group, people) => inTransaction(database, (tx) => saveGroup(tx, group, people)),
    saveHolders: (desk, place, people) => inTransaction(database, (tx) => saveHolders(tx, desk, { place, people })),
    saveAbsences: (person, absences) => inTransaction(database, (tx) => saveAbsences(tx, person, absences)),
  };
}
