import { z } from "zod";
import { Id, NOT_GIVEN, Scalar, Texts, Words, Yes, line, plainLine, provenance, table } from "./common.ts";

export const Edition = plainLine({
  status: z.string().optional().describe("For example `trial`"),
  text: z.string().optional().describe("`complete`, or what is missing of the text"),
  silent: Words.optional().describe("Matters on which the text says nothing; rules on them must be `house`"),
  "in-force": Scalar.optional(),
  replaces: z.string().optional(),
  "approved-by": z.string().optional(),
});

const Hours = z.record(z.string(), z.union([z.string(), z.array(z.string())]));

const hours = z
  .union([z.literal("always"), Hours])
  .describe("`always`, or days with intervals: { mon-fri: [09:00-12:00, 13:30-18:00] }");

export const Calendar = z
  .object({
    zone: z.string().describe("IANA time zone"),
    holidays: z.string().describe("Country code of the public holidays, or `none`"),
    hours,
    dates: z
      .record(z.string(), z.union([z.string(), z.array(z.string())]))
      .optional()
      .describe("Dates with hours of their own; [] closes the day"),
    shifts: z.record(z.string(), z.string()).optional().describe("Named shifts: { night: 23:00-07:00 }"),
    unite: Words.optional().describe("Named calendars whose open hours are added"),
    ...provenance,
  })
  .catchall(Hours)
  .describe("Working time; further keys name further calendars by their hours");

export const NumberPattern = z.union([
  z.string(),
  plainLine({
    pattern: z.string(),
    restart: z.enum(["day", "month", "half-year", "year", "never"]).optional(),
    dated: z.enum(["received", "given"]).optional().describe("The day that the number shows"),
    "given-at": z.string().optional().describe("The step at which the number is given"),
  }),
]);

export const Kinds = z.array(plainLine({ id: Id, title: Texts }));

export const About = z.array(plainLine({ say: Texts }));

export const WordList = z.record(z.string(), plainLine({ means: Scalar.describe("A length, rhythm, number or sum") }));

export const Roles = z.record(
  Id,
  plainLine({
    at: z.enum(["company", "unit", "department", "body", "outside", "everyone", "area", "list"]).optional(),
    of: z.string().optional().describe("With `at: list`: the list"),
    title: Texts,
    "any-of": Words.optional().describe("A role that stands for several"),
    absent: Words.optional().describe("Who stands in, in this order"),
    "may-promise": z
      .union([z.literal("any amount"), z.literal(NOT_GIVEN), z.string()])
      .optional()
      .describe("Money that a holder may promise alone"),
  }),
);

const PartLine = line({
  who: z.string().describe("A role, another part, `named`, or a choice field whose options are roles"),
  with: Words.optional().describe("Who must take part"),
  "in-person": Yes.optional(),
});

export const Parts = z.record(Id, z.union([z.string(), table(PartLine)]));

export const Ladder = z.union([
  z.array(z.string()).min(1),
  table(line({ rungs: Words.describe("From the nearest up") })),
]);

export const Recusal = plainLine({
  who: z.enum(["accused", "nobody"]),
  apart: z.array(z.array(z.string()).min(2)).optional().describe("Parts never held by the same person"),
  "at-last": z.string().optional().describe("Who decides when everybody is recused"),
});

export const Privacy = table(line({ readers: Words }));

export const Keep = table(
  line({ what: z.string(), for: z.string().describe("A length, `ever` or `not given`"), by: Words.optional() }),
);

export const Overdue = plainLine({ tell: Words });
