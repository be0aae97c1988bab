import type { Case } from "../desk/case.ts";
import type { Context } from "../desk/context.ts";
import { isGiven } from "../desk/facts.ts";
import type { ListSpec } from "../regulation/shape.ts";
import { countsFrom, entriesOf, sharedCounts, type Entry } from "./alike.ts";
import { folded, phoneDigits } from "./columns.ts";
import type { Tx } from "./database.ts";
import { toJson } from "./json.ts";

interface EntryRow {
  readonly case_id: string;
  readonly count: string;
  readonly ref: number;
  readonly key: string;
  readonly at: bigint;
  readonly different: string | null;
}

function entryOf(row: EntryRow): Entry {
  const { case_id: caseId, count, ref, key, at, different } = row;
  return { caseId, count, ref, key, at: Number(at), ...(different === null ? {} : { different }) };
}

type Key = Pick<Entry, "count" | "key">;

function keyText({ count, key }: Key): string {
  return `${count} ${key}`;
}

function distinctKeys(keys: readonly Key[]): readonly Key[] {
  return [...new Map(keys.map(({ count, key }) => [keyText({ count, key }), { count, key }])).values()];
}

/** One case at a time enters, leaves or reads a count with this key, until the end of the transaction. */
async function lockKeys(tx: Tx, desk: string, keys: readonly Key[]): Promise<void> {
  if (keys.length === 0) return;
  await tx.$executeRaw`
    INSERT INTO count_key (desk, count, key)
    SELECT ${desk}, count, key FROM jsonb_to_recordset(${toJson(keys)}::jsonb) AS wanted (count text, key text)
     ORDER BY count, key
    ON CONFLICT (desk, count, key) DO UPDATE SET desk = excluded.desk`;
}

async function entriesUnder(tx: Tx, desk: string, keys: readonly Key[]): Promise<readonly Entry[]> {
  if (keys.length === 0) return [];
  const rows = await tx.$queryRaw<EntryRow[]>`
    SELECT entry.case_id, entry.count, entry.ref, entry.key, entry.at, entry.different
      FROM count_entry entry
      JOIN jsonb_to_recordset(${toJson(keys)}::jsonb) AS wanted (count text, key text)
        ON entry.count = wanted.count AND entry.key = wanted.key
     WHERE entry.desk = ${desk}`;
  return rows.map(entryOf);
}

/** The values by which a list recognises a case. */
function candidatesFor(list: ListSpec, current: Case): readonly string[] {
  const value = current.facts[list.of] ?? (list.of === "customer" ? current.facts["complainant"] : undefined);
  const phone = list.of === "complainant" || list.of === "customer" ? current.facts["phone"] : undefined;
  return [
    ...(typeof value === "string" && isGiven(value) ? [folded(value)] : []),
    ...(typeof phone === "string" && isGiven(phone) ? [phoneDigits(phone)] : []),
  ];
}

async function listedOn(tx: Tx, current: Case, context: Context): Promise<readonly string[]> {
  const wanted = context.regulation.lists.flatMap((list) =>
    candidatesFor(list, current).map((value) => ({ list: list.id, value })),
  );
  if (wanted.length === 0) return [];
  const rows = await tx.$queryRaw<{ list: string }[]>`
    SELECT DISTINCT entry.list FROM list_entry entry
      JOIN jsonb_to_recordset(${toJson(wanted)}::jsonb) AS wanted (list text, value text)
        ON entry.list = wanted.list AND entry.value = wanted.value
     WHERE entry.desk = ${context.desk.id}`;
  const inFile = context.regulation.lists.filter((list) =>
    list.entries.some((entry) =>
      Object.values(entry).some((value) => candidatesFor(list, current).includes(folded(value))),
    ),
  );
  return [...new Set([...rows.map((row) => row.list), ...inFile.map((list) => list.id)])].toSorted();
}

type Known = Pick<Context, "counts" | "listed">;

/** What other cases and lists say of this one, without a lock: for reading. */
export async function knownOf(tx: Tx, id: string, current: Case, context: Context): Promise<Known> {
  const own = entriesOf(id, current, context);
  const others = (await entriesUnder(tx, context.desk.id, distinctKeys(own))).filter((entry) => entry.caseId !== id);
  return { counts: countsFrom(own, others, context), listed: await listedOn(tx, current, context) };
}

function sameKnown(a: Known, b: Known): boolean {
  return JSON.stringify([a.counts, a.listed]) === JSON.stringify([b.counts, b.listed]);
}

/** A rule that counts what it changes could swing for ever; after this many rounds the last answer stands. */
const ROUNDS = 5;

interface Judging<Decision> {
  readonly id: string;
  readonly before: Case;
  readonly context: Context;
  readonly decide: (context: Context) => Decision;
  /** The case as the decision leaves it; undefined when it leaves it as it was. */
  readonly after: (decision: Decision) => Case | undefined;
}

/**
 * Decides with counts and lists as they are once the command is carried out: what is answered in it may itself bring
 * the case into a count or onto a list. Under the locks of all counts concerned.
 */
export async function decideKnowing<Decision>(
  tx: Tx,
  judging: Judging<Decision>,
): Promise<{ readonly decision: Decision; readonly context: Context }> {
  const { id, before, decide, after } = judging;
  const { regulation, desk } = judging.context;
  const locked = new Map<string, Entry[]>();

  async function known(state: Case, context: Context): Promise<Known> {
    const own = entriesOf(id, state, context);
    const fresh = distinctKeys(own).filter((key) => !locked.has(keyText(key)));
    await lockKeys(tx, desk.id, fresh);
    for (const key of fresh) locked.set(keyText(key), []);
    for (const entry of await entriesUnder(tx, desk.id, fresh))
      if (entry.caseId !== id) locked.get(keyText(entry))?.push(entry);
    return {
      counts: countsFrom(own, [...locked.values()].flat(), context),
      listed: await listedOn(tx, state, context),
    };
  }

  let context = { ...judging.context, ...(await known(before, judging.context)) };
  for (let round = 1; ; round++) {
    const decision = decide(context);
    const state = after(decision);
    const alone = sharedCounts(context).length === 0 && regulation.lists.length === 0;
    if (state === undefined || alone || round === ROUNDS) return { decision, context };
    const now = await known(state, context);
    if (sameKnown(now, context)) return { decision, context };
    context = { ...context, ...now };
  }
}

function sameEntry(a: Entry, b: Entry): boolean {
  return a.count === b.count && a.ref === b.ref && a.key === b.key && a.at === b.at && a.different === b.different;
}

/**
 * Keeps where the case stands in counts, and says which other open cases have to be judged again because of it.
 * The keys were locked by `decideKnowing`.
 */
export async function saveEntries(tx: Tx, id: string, after: Case, context: Context): Promise<readonly string[]> {
  const { desk } = context;
  const counts = sharedCounts(context);
  if (counts.length === 0) return [];
  const rows = await tx.$queryRaw<
    EntryRow[]
  >`SELECT case_id, count, ref, key, at, different FROM count_entry WHERE case_id = ${id}`;
  const before = rows.map(entryOf);
  const now = entriesOf(id, after, context);
  const left = before.filter((entry) => !now.some((other) => sameEntry(entry, other)));
  const entered = now.filter((entry) => !before.some((other) => sameEntry(entry, other)));
  if (left.length === 0 && entered.length === 0) return [];
  await tx.$executeRaw`
    DELETE FROM count_entry WHERE case_id = ${id} AND (count, ref) IN
      (SELECT count, ref FROM jsonb_to_recordset(${toJson(left)}::jsonb) AS gone (count text, ref integer))`;
  await tx.$executeRaw`
    INSERT INTO count_entry (case_id, count, ref, desk, key, at, different)
    SELECT ${id}, count, ref, ${desk.id}, key, at, different
      FROM jsonb_to_recordset(${toJson(entered)}::jsonb) AS new (count text, ref integer, key text, at bigint, different text)`;
  const backward = new Set(counts.filter((count) => count.earlier).map((count) => count.id));
  const touched = distinctKeys([...left, ...entered].filter((entry) => !backward.has(entry.count)));
  return openCasesUnder(tx, { desk: desk.id, keys: touched, but: id });
}

async function openCasesUnder(
  tx: Tx,
  { desk, keys, but }: { readonly desk: string; readonly keys: readonly Key[]; readonly but: string },
): Promise<readonly string[]> {
  if (keys.length === 0) return [];
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT DISTINCT "case".id FROM count_entry entry
      JOIN jsonb_to_recordset(${toJson(keys)}::jsonb) AS wanted (count text, key text)
        ON entry.count = wanted.count AND entry.key = wanted.key
      JOIN "case" ON "case".id = entry.case_id
     WHERE entry.desk = ${desk} AND "case".ended IS NULL AND "case".id <> ${but}`;
  return rows.map((row) => row.id);
}
