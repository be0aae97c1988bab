import type { Tx } from "./database.ts";
import { folded, phoneDigits } from "./columns.ts";
import type { CaseEvent } from "../desk/events.ts";
import type { Source } from "./directory.ts";

interface Lists {
  /** By list, the values by which a case is recognised: names, telephone numbers, plates. */
  readonly lists: { readonly [list: string]: readonly string[] };
  readonly source: Source;
}

/** How a value is compared: a telephone number by its digits, everything else by its letters. */
export function listValue(text: string): string {
  const digits = phoneDigits(text);
  return digits.length >= 5 && /^[\d\s()+\-–.]+$/.test(text) ? digits : folded(text);
}

function inOneLine(entries: readonly { readonly list: string; readonly value: string }[]): string {
  return JSON.stringify([...new Set(entries.map(({ list, value }) => JSON.stringify([list, value])))].toSorted());
}

/** Puts these entries in place of those of the same source. Says whether anything changed. */
export async function saveListEntries(tx: Tx, desk: string, { lists, source }: Lists): Promise<boolean> {
  const before = await tx.listEntry.findMany({ where: { desk, source }, select: { list: true, value: true } });
  const wanted = Object.entries(lists).flatMap(([list, values]) =>
    values.map((value) => ({ list, value: listValue(value) })),
  );
  if (inOneLine(before) === inOneLine(wanted)) return false;
  await tx.listEntry.deleteMany({ where: { desk, source } });
  await tx.listEntry.createMany({
    data: wanted.map((entry) => ({ ...entry, desk, source, facts: {} })),
    skipDuplicates: true,
  });
  return true;
}

/** Entries that cases have put on lists: beside those of the desk's file, which keeps its own. */
const FROM_CASES = "case";

/** What cases put on lists and take off them, in the commit in which it happens. */
export async function followLists(tx: Tx, desk: string, events: readonly CaseEvent[]): Promise<void> {
  for (const event of events) {
    if (event.type !== "listed" && event.type !== "unlisted") continue;
    const key = { desk, list: event.list, value: listValue(event.subject) };
    if (event.type === "unlisted") await tx.listEntry.deleteMany({ where: key });
    else
      await tx.listEntry.upsert({
        where: { desk_list_value: key },
        create: { ...key, facts: { subject: event.subject }, source: FROM_CASES },
        update: {},
      });
  }
}
