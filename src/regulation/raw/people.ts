import { z } from "zod";
import { Id, NOT_GIVEN, Scalar, Texts, Words, Yes, line, plainLine, provenance, table } from "./common.ts";

export const Edition = plainLine({
  status: z.string().optional(),
  text: z.string().optional(),
  silent: Words.optional(),
  "in-force": Scalar.optional(),
  replaces: z.string().optional(),
  "approved-by": z.string().optional(),
});

const Hours = z.record(z.string(), z.union([z.string(), z.array(z.string())]));

const hours = z.union([z.literal("always"), Hours]);

export const Calendar = z
  .object({
    zone: z.string(),
    holidays: z.string(),
    hours,
    dates: z.record(z.string(), z.union([z.string(), z.array(z.string())])).optional(),
    shifts: z.record(z.string(), z.string()).optional(),
    unite: Words.optional(),
    ...provenance,
  })
  .catchall(hours);

export const NumberPattern = z.union([
  z.string(),
  plainLine({
    pattern: z.string(),
    restart: z.enum(["day", "month", "half-year", "year", "never"]).optional(),
    dated: z.enum(["received", "given"]).optional(),
    "given-at": z.string().optional(),
  }),
]);

export const Kinds = z.array(plainLine({ id: Id, title: Texts }));

export const About = z.array(plainLine({ say: Texts }));

export const WordList = z.record(z.string(), plainLine({ means: Scalar }));

export const Roles = z.record(
  Id,
  plainLine({
    at: z.enum(["company", "unit", "department", "body", "outside", "everyone", "area", "list"]).optional(),
    of: z.string().optional(),
    title: Texts,
    "any-of": Words.optional(),
    absent: Words.optional(),
    "may-promise": z.union([z.literal("any amount"), z.literal(NOT_GIVEN), z.string()]).optional(),
  }),
);

const PartLine = line({
  who: z.string(),
  with: Words.optional(),
  "in-person": Yes.optional(),
});

export const Parts = z.record(Id, z.union([z.string(), table(PartLine)]));

export const Ladder = z.union([z.array(z.string()).min(1), table(line({ rungs: Words }))]);

export const Recusal = plainLine({
  who: z.enum(["accused", "nobody"]),
  apart: z.array(z.array(z.string()).min(2)).optional(),
  "at-last": z.string().optional(),
});

export const Privacy = table(line({ readers: Words }));

export const Keep = table(line({ what: z.string(), for: z.string(), by: Words.optional() }));

export const Overdue = plainLine({ tell: Words });
