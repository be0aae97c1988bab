import { nextTick } from "../desk/agenda.ts";
import type { Case } from "../desk/case.ts";
import type { Context } from "../desk/context.ts";
import { CONTACT_FIELDS, isGiven } from "../desk/facts.ts";
import { calendarMark, duesOf, type Dues } from "../desk/moved.ts";
import { nextStep } from "../desk/next.ts";
import { departmentOf } from "../desk/directory.ts";
import { rowOf } from "../desk/rows.ts";
import { phonesIn } from "../desk/phones.ts";
import type { CaseRow } from "../desk/service.ts";

/** What is kept beside a case's state so that lists, timers and searches find it. All of it follows from its events. */
export interface Columns {
  readonly id: string;
  readonly desk: string;
  readonly edition: string;
  readonly kind: string;
  readonly number: string | null;
  readonly version: number;
  readonly row: CaseRow;
  readonly department: string | null;
  readonly matter: string | null;
  readonly owner: string | null;
  readonly follower: string | null;
  readonly restricted: boolean;
  readonly overdue: boolean;
  readonly ended: string | null;
  readonly archived: boolean;
  readonly due: number;
  readonly receivedAt: number;
  readonly nextTick: number | null;
  readonly todo: readonly string[];
  readonly todoGroups: readonly string[];
  readonly approvers: readonly string[];
  readonly phones: readonly string[];
  readonly words: string;
  /** When its limits end, by the calendars of this mark. */
  readonly dues: Dues;
  readonly calendarMark: string;
}

/** Stands for "no limit" in the order of lists: after every instant. */
export const NEVER = 9_007_199_254_740_991;

/**
 * The digits of a telephone number as it is compared: separators gone, and China's country code, which people write
 * or leave out for the same telephone.
 */
export function phoneDigits(text: string): string {
  const digits = text.normalize("NFKC").replaceAll(/\D/g, "");
  return digits.replace(/^(?:00)?86(?=1\d{10}$)/, "");
}

/** How texts are compared in searches: full-width and half-width, upper and lower case are alike. */
export function folded(text: string): string {
  return text.normalize("NFKC").toLowerCase().replaceAll(/\s+/g, " ").trim();
}

function isContact(field: string): boolean {
  return CONTACT_FIELDS.some((contact) => contact === field);
}

/** What a search looks through: answers in words, titles of what was chosen, the matter; never how to reach somebody. */
function wordsOf(current: Case, context: Context): string {
  const { fields } = context.regulation;
  // By name: the database keeps the members of an object in an order of its own.
  const facts = Object.entries(current.facts).toSorted(([a], [b]) => (a < b ? -1 : 1));
  const parts = facts.flatMap(([id, value]) => {
    if (isContact(id) || !isGiven(value)) return [];
    const field = fields.find((known) => known.id === id);
    const chosen = (option: string) => Object.values(field?.options.find((known) => known.id === option)?.title ?? {});
    if (typeof value === "string") return field?.type === "person" ? [] : [value, ...chosen(value)];
    return Array.isArray(value) ? value.flatMap((each) => (typeof each === "string" ? chosen(each) : [])) : [];
  });
  const matter = context.desk.matters.find((known) => known.id === current.facts["category"]);
  const department = context.desk.departments.find((known) => known.id === current.facts["department"]);
  const titles = [matter, department].flatMap((known) => Object.values(known?.title ?? {}));
  return folded([current.number ?? "", ...parts, ...titles].join(" \n"));
}

/** Each number by itself, without an extension: by any of them the case is found. */
function phonesOf(current: Case): readonly string[] {
  const phone = current.facts["phone"];
  if (typeof phone !== "string") return [];
  const written = phonesIn(phone)?.map(({ digits }) => digits) ?? [phone];
  return [...new Set(written.map(phoneDigits).filter((digits) => digits !== ""))];
}

function approversOf(current: Case): readonly string[] {
  const open = current.requests.filter((request) => request.answer === undefined && request.takenBack !== true);
  return [...new Set(open.flatMap((request) => request.approvers))];
}

/** People whose turn it is: the doers of the next step, and those who were asked to decide. */
function todoOf(row: CaseRow, current: Case, context: Context): Pick<Columns, "todo" | "todoGroups"> {
  const next = nextStep(current, context);
  return { todo: [...new Set([...(next?.people ?? []), ...(row.deciders ?? [])])], todoGroups: next?.groups ?? [] };
}

/** Everything that is kept of a case for queries. */
export function columnsOf(id: string, current: Case, context: Context): Columns {
  const row = rowOf(id, current, context);
  return {
    id,
    desk: current.desk,
    edition: current.edition,
    kind: current.kind,
    number: current.number ?? null,
    version: current.version,
    row,
    // Where it is, not where it is proposed to go: the digest of the desk itself lists what lies there.
    department: departmentOf(current) ?? null,
    matter: row.matter ?? null,
    owner: row.owner ?? null,
    follower: row.follower ?? null,
    restricted: row.restricted,
    overdue: row.overdue,
    ended: row.ended ?? null,
    archived: current.archivedAt !== undefined,
    due: row.due ?? NEVER,
    receivedAt: row.receivedAt,
    nextTick: nextTick(current, context) ?? null,
    ...todoOf(row, current, context),
    approvers: approversOf(current),
    phones: phonesOf(current),
    words: wordsOf(current, context),
    dues: duesOf(current, context),
    calendarMark: calendarMark(context.calendars, context.now),
  };
}
