import type { Facts } from "../desk/facts.ts";
import type { Alike, SimilarRow } from "../desk/service.ts";
import { Prisma } from "../../prisma/client/client.ts";
import { folded, phoneDigits } from "./columns.ts";
import { readableRows, type Candidate, type ReadingParts } from "./readable.ts";

const SIMILAR = 5;
const SIMILAR_FOR_MS = 60 * 24 * 3_600_000;

/** The strongest reason first: so they stand on the receipt. */
const REASONS: readonly Alike[] = ["phone", "person", "matter"];

export interface Likeness {
  readonly facts: Facts;
  readonly deskId: string;
  readonly reader: string;
}

function answer(facts: Facts, field: string): string {
  const value = facts[field];
  if (typeof value !== "string") return "";
  return field === "phone" ? phoneDigits(value) : folded(value);
}

/** Why a case may be the same matter: one telephone, one customer, or one matter at one place while it is open. */
function alikeBy({ row, state }: Candidate, facts: Facts): Alike | undefined {
  const same = (field: string) => answer(facts, field) !== "" && answer(facts, field) === answer(state.facts, field);
  if (same("phone")) return "phone";
  if (row.ended !== undefined) return undefined;
  if (same("complainant")) return "person";
  return same("category") && same("place") ? "matter" : undefined;
}

/** Earlier cases that may be the same matter, and why: the same telephone first, newest first. */
export async function similarTo(
  parts: ReadingParts,
  { facts, deskId, reader }: Likeness,
): Promise<readonly SimilarRow[]> {
  const [phone, person] = [answer(facts, "phone"), answer(facts, "complainant")];
  const matter = facts["category"];
  const since = parts.now() - SIMILAR_FOR_MS;
  const perhaps = [
    ...(phone === ""
      ? []
      : [Prisma.sql`(phones @> ARRAY[${phone}]::text[] AND (ended IS NULL OR received_at >= ${since}))`]),
    ...(person === "" ? [] : [Prisma.sql`(lower(state->'facts'->>'complainant') = ${person} AND ended IS NULL)`]),
    ...(typeof matter === "string" ? [Prisma.sql`(matter = ${matter} AND ended IS NULL)`] : []),
  ];
  if (perhaps.length === 0) return [];
  const rows = await readableRows(parts, Prisma.sql`desk = ${deskId} AND (${Prisma.join(perhaps, " OR ")})`, reader);
  return rows
    .flatMap((candidate) => {
      const alike = alikeBy(candidate, facts);
      return alike === undefined ? [] : [{ ...candidate.row, alike }];
    })
    .toSorted((a, b) => REASONS.indexOf(a.alike) - REASONS.indexOf(b.alike) || b.receivedAt - a.receivedAt)
    .slice(0, SIMILAR);
}
