import { z } from "zod";
import { Id, Scalar, Texts, When, Words, Yes, line, plainLine, table } from "./common.ts";

/** Who may do it: one word, or a table of words with conditions. */
export const By = z.union([Words, z.array(line({ who: z.string() })).min(1)]);

const AskLine = line({ ask: z.string(), "may-skip": Yes.optional() });

export const Asks = z.union([z.string(), z.array(z.union([z.string(), AskLine])).min(1)]);

export const Steps = z.array(
  line({
    id: Id,
    title: Texts.optional(),
    type: z.literal("callback").optional().describe("Brings script, attempts and the fact `verdict`"),
    by: By.optional(),
    with: Words.optional(),
    needs: When.optional().describe("Answers that must be so before it can be done"),
    after: Words.optional().describe("Steps that must be done, or not apply"),
    ask: Asks.optional(),
    fill: Words.optional().describe("Forms"),
    evidence: Yes.optional(),
    sign: Yes.optional(),
    approve: Words.optional().describe("Who must say yes, in this order; `each role` = every holder"),
    names: z.string().optional().describe("The part whose holder this step names"),
    each: Words.optional().describe("One instance for each: department, person, complainant, accused"),
    "any-time": Yes.optional(),
    "any-order": Yes.optional(),
    repeat: Yes.optional(),
    "may-skip": Yes.optional(),
    "in-person": Yes.optional(),
    attempts: z.int().min(1).max(20).optional(),
  }),
);

/** The effects of `whenever` and `missed`. */
const effects = {
  tell: Words.optional(),
  escalate: z.string().optional().describe("`next rung` or a role"),
  raise: z.string().optional().describe("A level"),
  redo: z.string().optional().describe("A step, in the same round"),
  "next-round": z.string().optional().describe("The step at which the next round begins"),
  end: z.string().optional().describe("An outcome"),
};

export const Deadlines = z.array(
  line({
    id: Id,
    title: Texts.optional(),
    from: Words,
    until: Words,
    within: z.string().optional(),
    due: z.string().optional().describe("A time of the case"),
    by: z.string().optional(),
    firm: z.enum(["firm", "generally", "in principle"]).optional(),
    warn: Words.optional().describe("`80 %`, `1 week before`, `none`"),
    calendar: z.string().optional(),
    count: z.enum(["civil-code", "clock", "first-day-counts", "no-roll"]).optional(),
    missed: z.strictObject({ ...effects, open: Words.optional().describe("Steps or duties") }).optional(),
  }),
);

export const Approvals = z.array(
  line({
    of: z.string(),
    title: Texts.optional(),
    by: z.string().optional().describe("A role, a part, `next rung`, `nobody`"),
    with: Words.optional(),
    needs: Words.optional().describe("Steps that must be done, or `tell-customer`"),
    longest: z.string().optional(),
    once: Yes.optional(),
  }),
);

export const WheneverLines = z.array(line({ after: Words, ...effects }));

const Ends = z.record(Id, z.union([Texts, plainLine({ title: Texts })]));
export { Ends };

const band = {
  propose: Texts.optional(),
  amount: z.string().optional().describe("`300 CNY`, `200 to 500 CNY`, `not given`"),
};

export const Consequences = z.array(
  line({
    id: Id,
    about: Words,
    after: Words.optional(),
    missed: Words.optional(),
    first: table(line(band)).optional(),
    ...band,
    "once-per": z.enum(["case", "round", "deadline", "form", "day", "week", "month", "quarter", "year"]).optional(),
    decides: z.string(),
  }),
);

export const Duties = z.array(
  line({
    id: Id,
    title: Texts.optional(),
    every: z
      .string()
      .optional()
      .describe("once, day, working day, week, month, quarter, half-year, year, a date, a word, `not given`"),
    after: Words.optional(),
    due: z.string().optional().describe("`day 15`, `first working day`"),
    within: z.string().optional(),
    by: By.optional(),
    with: Words.optional(),
    "for-each": z.string().optional(),
    ask: Asks.optional(),
    fill: Words.optional(),
    report: Words.optional().describe("Measures"),
    to: Words.optional(),
    approve: Words.optional(),
    evidence: Yes.optional(),
  }),
);

export const Measures = z.array(
  line({
    id: Id,
    title: Texts.optional(),
    "number-of": z.string().optional(),
    "share-of": z.string().optional(),
    "on-time": Words.optional(),
    "sum-of": z.string().optional(),
    time: z.string().optional().describe("`received to resolve`"),
    times: Scalar.optional().describe("`60 %`"),
    which: When.optional(),
    by: Words.optional(),
    target: Scalar.optional(),
  }),
);

export const Guides = z.array(
  line({ at: Words, say: Texts.optional(), tick: z.array(Texts).min(1).optional(), by: z.string().optional() }),
);
