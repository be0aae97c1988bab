import { caseNumber, HOUSE_PATTERN, writtenNumber } from "../desk/numbers.ts";
import { mayRead } from "../desk/rights.ts";
import type { DeskFile, DeskService, ListedRow, ListOf, Page, Workload } from "../desk/service.ts";
import { Prisma } from "../../prisma/client/client.ts";
import { folded, NEVER, phoneDigits } from "./columns.ts";
import { passageOf } from "./passage.ts";
import type { Frame } from "./frames.ts";
import { caseAtMessage } from "./posts.ts";
import {
  contextFor,
  fileOf,
  readableRows,
  readCasesIn,
  type Candidate,
  type Readable,
  type ReadingParts,
} from "./readable.ts";
import { similarTo } from "./similar.ts";
import { keepSource, sourceOf } from "./sources.ts";
import { readWorkload } from "./workload.ts";

export type Reading = Omit<DeskService, "submit" | "file" | "redrawAt" | "now">;

const PAGE = 15;

function keyOf({ row }: Candidate): string {
  return JSON.stringify([row.due ?? NEVER, row.number, row.id]);
}

/** Place of the first row behind the key: a case that has left the list meanwhile shifts nothing. */
function placeAfter(rows: readonly Candidate[], key: string | undefined): number {
  if (key === undefined || key === "") return 0;
  const [due, number, id]: [number, string, string] = JSON.parse(key);
  const place = rows.findIndex(({ row }) => {
    const own = row.due ?? NEVER;
    if (own !== due) return own > due;
    return row.number === number ? row.id > id : row.number > number;
  });
  return place === -1 ? rows.length : place;
}

function pageOf(
  rows: readonly Readable[],
  { after, size = PAGE }: { readonly after?: string; readonly size?: number },
  listed: (candidate: Readable) => ListedRow,
): Page<ListedRow> {
  const from = placeAfter(rows, after);
  const page = rows.slice(from, from + size);
  const last = page.at(-1);
  const before = rows[from - size - 1];
  return {
    rows: page.map(listed),
    total: rows.length,
    ...(last === undefined || from + size >= rows.length ? {} : { next: keyOf(last) }),
    // The page before the second one begins at the start, for which the empty key stands.
    ...(from === 0 ? {} : { previous: before === undefined ? "" : keyOf(before) }),
  };
}

/** Every word somewhere in the text or the number; a telephone number as a whole and exactly. */
function searchFor(words: string): Prisma.Sql {
  const digits = phoneDigits(words);
  const isPhone = digits.length >= 5 && /^[\d\s()+\-–.]+$/.test(words.normalize("NFKC").trim());
  const tokens = folded(words)
    .split(" ")
    .filter((token) => token !== "");
  if (tokens.length === 0) return Prisma.sql`false`;
  const all = Prisma.join(
    tokens.map((token) => Prisma.sql`position(${token} IN words) > 0`),
    " AND ",
  );
  return isPhone ? Prisma.sql`(phones @> ARRAY[${digits}]::text[] OR (${all}))` : Prisma.sql`(${all})`;
}

async function conditionFor(what: ListOf, reader: string, parts: ReadingParts): Promise<Prisma.Sql> {
  switch (what.of) {
    case "mine":
      return Prisma.sql`NOT archived AND (todo @> ARRAY[${reader}]::text[] OR approvers @> ARRAY[${reader}]::text[] OR (owner = ${reader} AND ended IS NULL))`;
    case "overdue":
      return Prisma.sql`overdue AND NOT archived`;
    case "open":
      return Prisma.sql`ended IS NULL AND NOT archived`;
    case "department":
      return Prisma.sql`desk = ${what.desk} AND department = ${what.department} AND ended IS NULL`;
    case "at-desk":
      return Prisma.sql`desk = ${what.desk} AND department IS NULL AND ended IS NULL`;
    case "find":
      return searchFor(what.words);
    case "number":
      return Prisma.sql`number IN (${Prisma.join(await numbersMeant(parts, what.number))})`;
  }
}

function deskFile(frame: Frame, now: number): DeskFile {
  const { desk, regulation, people } = frame;
  return { desk, regulation, people, context: contextFor(frame, now) };
}

/**
 * What may be typed for a number: the whole of it, in letters large or small, or the serial of one given in the
 * present period.
 */
async function numbersMeant(parts: ReadingParts, typed: string): Promise<readonly string[]> {
  const whole = typed.normalize("NFKC").trim();
  const isShort = /^\d{1,6}$/.test(whole);
  const frames = await parts.frames.all(parts.database.prisma);
  const meant = frames.flatMap(({ regulation, desk }) => {
    const spec = regulation.number ?? { pattern: HOUSE_PATTERN };
    const short = isShort ? [caseNumber(spec, { serial: Number(whole), at: parts.now(), zone: desk.zone })] : [];
    return [...short, writtenNumber(spec, whole) ?? whole];
  });
  return [...new Set([whole, ...meant])];
}

/** All that surfaces read. A case that the reader may not see is as if it were not there. */
export function createReading(parts: ReadingParts): Reading {
  const { database, frames, now } = parts;
  const { prisma } = database;
  return {
    async desks() {
      return (await frames.all(prisma)).map((frame) => deskFile(frame, now()));
    },
    async desk(id) {
      const frame = await frames.of(prisma, { desk: id });
      return frame && deskFile(frame, now());
    },
    async read(caseId, reader) {
      const file = await fileOf(parts, prisma, caseId);
      return file !== undefined && mayRead(file.case, reader, file.context) ? file : undefined;
    },
    readForDelivery: (caseId) => fileOf(parts, prisma, caseId),
    async byNumber(number, reader) {
      const rows = await readableRows(parts, await conditionFor({ of: "number", number }, reader, parts), reader);
      return rows.map((candidate) => candidate.row);
    },
    async list(what, reader, page = {}) {
      const rows = await readableRows(parts, await conditionFor(what, reader, parts), reader);
      return pageOf(rows, page, ({ row, state, context }) => {
        const passage = what.of === "find" ? passageOf(state, context, what.words) : undefined;
        return passage === undefined ? row : { ...row, passage };
      });
    },
    workload: (reader): Promise<Workload> => readWorkload(parts, reader),
    async digestRows(desk, department) {
      const place = department === undefined ? Prisma.sql`department IS NULL` : Prisma.sql`department = ${department}`;
      const rows = await prisma.$queryRaw<Pick<Candidate, "row">[]>`
        SELECT row FROM "case" WHERE desk = ${desk} AND ended IS NULL AND ${place} ORDER BY due, number`;
      return rows.map(({ row }) => row);
    },
    casesIn: (desk, span, reader) => readCasesIn(parts, { desk, span, reader }),
    similar: (facts, deskId, reader) => similarTo(parts, { facts, deskId, reader }),
    async memory(person) {
      const rows = await prisma.memory.findMany({ where: { person } });
      return Object.fromEntries(rows.map((row) => [row.key, row.value]));
    },
    async remember(person, memory) {
      for (const [key, value] of Object.entries(memory)) {
        const where = { person_key: { person, key } };
        await prisma.memory.upsert({ where, create: { person, key, value }, update: { value } });
      }
    },
    keepSource: (key, source) => keepSource(prisma, { key, source, now: now() }),
    source: (key) => sourceOf(prisma, key),
    caseAt: (channel, ts) => caseAtMessage(database, channel, ts),
  };
}
