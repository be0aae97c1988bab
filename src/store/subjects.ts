import type { Desk } from "../desk/desk.ts";
import { DUTY_PREFIX } from "../desk/duties.ts";
import type { Facts } from "../desk/facts.ts";
import type { Duty, Regulation } from "../regulation/shape.ts";
import type { Tx } from "./database.ts";

/** Somebody or something that a duty is owed to: an entry of a list, a complainant, a case, a department. */
export interface Subject {
  /** Names it for ever within its duty. */
  readonly id: string;
  readonly facts: Facts;
}

interface Wanted {
  readonly desk: Desk;
  readonly regulation: Regulation;
  readonly duty: Duty;
  /** Instants; `to` not included. */
  readonly period: { readonly from: number; readonly to: number };
  /** Of the occurrence: a sample drawn again for it is the same sample. */
  readonly key: string;
}

interface CaseFacts {
  readonly number: string | null;
  readonly facts: Facts;
}

async function casesIn(tx: Tx, { desk, period }: Wanted): Promise<readonly CaseFacts[]> {
  return tx.$queryRaw<CaseFacts[]>`
    SELECT number, state->'facts' AS facts FROM "case"
     WHERE desk = ${desk.id} AND NOT starts_with(kind, ${DUTY_PREFIX})
       AND received_at >= ${period.from} AND received_at < ${period.to} ORDER BY received_at, id`;
}

function complainant(facts: Facts): string | undefined {
  const known = [facts["phone"], facts["complainant"]].find(
    (value) => typeof value === "string" && value.trim() !== "",
  );
  return typeof known === "string" ? known : undefined;
}

async function complainants(tx: Tx, wanted: Wanted): Promise<readonly Subject[]> {
  const found = new Map<string, Subject>();
  for (const { facts } of await casesIn(tx, wanted)) {
    const id = complainant(facts);
    const { complainant: name, phone } = facts;
    if (id !== undefined && !found.has(id))
      found.set(id, {
        id: String(found.size + 1),
        facts: { ...(name === undefined ? {} : { complainant: name }), ...(phone === undefined ? {} : { phone }) },
      });
  }
  return [...found.values()];
}

/** The order that the occurrence's own key gives: nobody can know beforehand, and asking again gives the same. */
async function sample(tx: Tx, { desk, period, key }: Wanted, size: number): Promise<readonly Subject[]> {
  const rows = await tx.$queryRaw<{ number: string }[]>`
    SELECT number FROM "case"
     WHERE desk = ${desk.id} AND number IS NOT NULL AND NOT starts_with(kind, ${DUTY_PREFIX})
       AND received_at >= ${period.from} AND received_at < ${period.to}
     ORDER BY md5(${key} || id) LIMIT ${size}`;
  return rows.map(({ number }) => ({ id: number, facts: { "duty-of": number } }));
}

async function entries(tx: Tx, { desk, regulation, duty }: Wanted): Promise<readonly Subject[]> {
  const list = regulation.lists.find((known) => known.id === duty.forEach);
  if (list === undefined) return [];
  const kept = await tx.listEntry.findMany({ where: { desk: desk.id, list: list.id }, orderBy: { value: "asc" } });
  const inFile = list.entries.map((entry, index): Subject => ({
    id: Object.values(entry)[0] ?? String(index + 1),
    facts: entry,
  }));
  const fields = list.of === "customer" ? "complainant" : list.of;
  return [...inFile, ...kept.map(({ value }): Subject => ({ id: value, facts: { [fields]: value } }))];
}

/**
 * For whom a duty has to be done in a period, each an occurrence of its own. A duty for each of a list's entries knows
 * the entry's facts, so that its condition (`when: { tier: key }`) can read them.
 */
export async function subjectsOf(tx: Tx, wanted: Wanted): Promise<readonly Subject[]> {
  const { forEach } = wanted.duty;
  const size = /^sample of (\d+) cases$/.exec(forEach ?? "")?.[1];
  if (size !== undefined) return sample(tx, wanted, Number(size));
  if (forEach === "complainant of the month") return complainants(tx, wanted);
  if (forEach === "department") return wanted.desk.departments.map(({ id }) => ({ id, facts: { department: id } }));
  return entries(tx, wanted);
}
