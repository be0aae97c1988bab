import { isNode, LineCounter, parseDocument, type Document } from "yaml";
import { z } from "zod";
import type { Text } from "../regulation/shape.ts";

/**
 * The file that sets desks up: which regulation is in force where, and who is who. People are named by user id
 * (`U…`), e-mail address, `@handle`, or a user group (`S…` or `group:handle`); channels by id (`C…`) or `#name`.
 */

const Id = z
  .string()
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, { error: "must be small letters, digits and hyphens, e.g. engineering" });
const Words = z.string().trim().min(1);
const Channel = z.string().regex(/^(?:[CG][A-Z0-9]+|#\S+)$/, {
  error: 'must be a channel, such as "#engineering-desk" or C024BE91L',
});
const Somebody = z.string().regex(/^(?:[UW][A-Z0-9_]+|S[A-Z0-9]+|@\S+|group:\S+|[^\s@]+@[^\s@]+)$/, {
  error: 'must be somebody: "@handle", an e-mail address, a user id (U…), or a user group ("group:handle" or S…)',
});
const People = z.union([Somebody.transform((one) => [one]), z.array(Somebody)]);
const Time = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, { error: 'must be a time of day, such as "08:30"' });
const Zone = z.string().refine(isZone, { error: "must be a time zone, such as Asia/Shanghai or Europe/Berlin" });

const Department = z.strictObject({ id: Id, title: Words, channel: Channel, unit: Id.optional() });
const Role = z.union([People, z.record(Id, People)]);

const YesNo = z.enum(["yes", "no"], { error: "must be yes or no" }).transform((word) => word === "yes");
/** `conduct`: it is about how somebody behaved, and the form asks whom. */
const Matter = z.strictObject({ id: Id, title: Words, department: Id, conduct: YesNo.optional() });
const HolidayFile = z.strictObject({
  file: Words,
  /** Country of the calendars that it is for, where there are several. */
  for: Words.optional(),
  /** For iCal, which has no words for these two: only this list counts; nothing is missing between these dates. */
  replace: YesNo.optional(),
  complete: Words.optional(),
});
/** A file by its name alone, or with what there is to say about it. */
const HolidayFiles = z.array(z.preprocess((one) => (typeof one === "string" ? { file: one } : one), HolidayFile));

const DeskEntry = z.strictObject({
  id: Id,
  name: Words,
  /** Path of the regulation's file, from the folder of this one. */
  regulation: Words,
  language: z.enum(["en", "zh-CN"], { error: "must be en or zh-CN" }),
  zone: Zone,
  channel: Channel,
  "restricted-channel": Channel.optional(),
  digest: Time.default("08:30"),
  administrators: People,
  departments: z.array(Department).min(1),
  matters: z.array(Matter).default([]),
  roles: z.record(Id, Role),
  lists: z.record(Id, z.array(Words)).default({}),
  /** Files of phrases and points to keep in mind, from the folder of this one: `regulations/guides` holds some. */
  guides: z.array(Words).default([]),
  /** Files of holidays beside or in place of the country's own, from the folder of this one; YAML or iCal. */
  holidays: HolidayFiles.default([]),
});

const DeskFile = z.strictObject({ desks: z.array(DeskEntry).min(1) });
export type DeskEntry = z.infer<typeof DeskEntry>;
export type DeskFile = z.infer<typeof DeskFile>;

function isZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}

/** Something wrong in a file, with its line (from 1). */
export interface Trouble {
  readonly line: number;
  readonly message: string;
}

export type ReadFile =
  | { readonly file: DeskFile; readonly lineOf: (path: readonly PropertyKey[]) => number }
  | { readonly troubles: readonly Trouble[] };

function lineOf(document: Document, path: readonly PropertyKey[], lines: LineCounter): number {
  for (let length = path.length; length >= 0; length--) {
    const node = document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
  }
  return 1;
}

function said(issue: z.core.$ZodIssue): string {
  const where = issue.path.join(" › ");
  if (where === "" && issue.code === "invalid_type") return 'the file must begin with "desks:"';
  if (issue.code === "unrecognized_keys")
    return `${where === "" ? "" : `${where}: `}no such word: ${issue.keys.join(", ")}`;
  if (issue.input === undefined) return `${where} is missing`;
  return `${where} ${issue.message}`;
}

function depth(form: readonly z.core.$ZodIssue[]): number {
  return Math.max(0, ...form.map((inner) => inner.path.length));
}

/** Of several forms that a value could have had, what is said is what was wrong with the one that it came nearest to. */
function plainIssues(issue: z.core.$ZodIssue): readonly z.core.$ZodIssue[] {
  if (issue.code !== "invalid_union") return [issue];
  const forms = issue.errors.map((form) =>
    form.flatMap((inner) => plainIssues({ ...inner, path: [...issue.path, ...inner.path] })),
  );
  return forms.toSorted((a, b) => depth(b) - depth(a))[0] ?? [issue];
}

/** Reads a file of desks; what is wrong in it comes with line and sentence. Never throws, whatever the text. */
export function readDeskFile(text: string): ReadFile {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, version: "1.2", schema: "core", uniqueKeys: true });
  if (document.errors.length > 0) {
    return {
      troubles: document.errors.map((error) => ({
        line: lines.linePos(error.pos[0]).line,
        message: error.message.split("\n")[0] ?? error.message,
      })),
    };
  }
  const parsed = DeskFile.safeParse(document.toJS(), { reportInput: true });
  if (!parsed.success) {
    const issues = parsed.error.issues.flatMap(plainIssues);
    return { troubles: issues.map((issue) => ({ line: lineOf(document, issue.path, lines), message: said(issue) })) };
  }
  const troubles = inconsistencies(parsed.data).map(({ path, message }) => ({
    line: lineOf(document, path, lines),
    message,
  }));
  if (troubles.length > 0) return { troubles };
  return { file: parsed.data, lineOf: (path) => lineOf(document, path, lines) };
}

interface Found {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

function doubles(ids: readonly string[], path: readonly PropertyKey[]): readonly Found[] {
  return ids.flatMap((id, index) =>
    ids.indexOf(id) < index ? [{ path: [...path, index, "id"], message: `"${id}" stands here twice` }] : [],
  );
}

/** What the form of the file cannot say: names that point to nothing. */
function inconsistencies({ desks }: DeskFile): readonly Found[] {
  return [
    ...doubles(
      desks.map((desk) => desk.id),
      ["desks"],
    ),
    ...desks.flatMap((desk, index): readonly Found[] => {
      const path = ["desks", index];
      const known = desk.departments.map((department) => department.id);
      return [
        ...doubles(known, [...path, "departments"]),
        ...doubles(
          desk.matters.map((matter) => matter.id),
          [...path, "matters"],
        ),
        ...desk.matters.flatMap((matter, place) =>
          known.includes(matter.department)
            ? []
            : [
                {
                  path: [...path, "matters", place, "department"],
                  message: `there is no department "${matter.department}"`,
                },
              ],
        ),
        ...Object.entries(desk.roles).flatMap(([role, who]) =>
          (Array.isArray(who) ? [] : Object.keys(who))
            .filter(
              (department) => !known.includes(department) && !desk.departments.some(({ unit }) => unit === department),
            )
            .map((department) => ({
              path: [...path, "roles", role, department],
              message: `there is no department or unit "${department}"`,
            })),
        ),
      ];
    }),
  ];
}

/** `"English | 中文"`; a text in one language stands for both. */
export function textOf(words: string): Text {
  const [en, zh] = words.split(" | ").map((part) => part.trim());
  return zh === undefined ? { en: words, "zh-CN": words } : { en: en ?? zh, "zh-CN": zh };
}
