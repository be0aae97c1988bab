import { z } from "zod";
import { Id, Scalar, Texts, When, Words, Yes, line, plainLine, provenance, table } from "./common.ts";

export const FIELD_TYPES = [
  "text",
  "long-text",
  "yes-no",
  "choice",
  "choices",
  "number",
  "money",
  "date",
  "time",
  "person",
  "people",
  "file",
  "entry",
] as const;

export const Fields = z.array(
  plainLine({
    id: Id,
    type: z.enum(FIELD_TYPES),
    title: Texts.optional(),
    options: z.record(Id, z.union([Texts, plainLine({ title: Texts })])).optional(),
    of: z.string().optional(),
  }),
);

export const Forms = z.array(
  line({
    id: Id,
    title: Texts,
    code: z.string().optional(),
    list: Yes.optional(),
    fields: Words,
  }),
);

export const Lists = z.array(
  plainLine({
    id: Id,
    title: Texts,
    of: z.string(),
    candidates: table(line({})).optional(),
    admit: z.string().optional(),
    "kept-by": z.string().optional(),
    "give-to": Words.optional(),
    remove: z.string().optional(),
    fields: Words.optional(),
    tick: z.array(Texts).optional(),
    entries: z.array(z.record(z.string(), Scalar)).optional(),
  }),
);

export const Counts = z.array(
  plainLine({
    id: Id,
    of: z.string(),
    same: Words.optional(),
    different: z.string().optional(),
    in: z.string(),
    only: When.optional(),
    earlier: Yes.optional(),
  }),
);

export const Periods = z.array(
  plainLine({ id: Id, from: z.string(), for: z.string().optional(), until: z.string().optional() }),
);

export const Waiting = z.array(
  plainLine({
    id: Id,
    title: Texts.optional(),
    stops: Words,
    but: Words.optional(),
    longest: z.string().optional(),
  }),
);

export const Levels = z.array(line({ id: Id, title: Texts }));

export const LevelRules = plainLine({
  "set-by": z.string().optional(),
  confirm: z.string().optional(),
  "running-clocks": z.enum(["carry", "restart", "stricter"]).optional(),
});

export const Findings = z.array(
  z.strictObject({
    id: Id,
    title: Texts.optional(),
    first: z.array(line({ is: Scalar, say: Texts.optional() })).min(1),
    confirm: z.string().optional(),
    ...provenance,
  }),
);
