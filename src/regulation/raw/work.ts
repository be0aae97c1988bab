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
    type: z.literal("callback").optional(),
    by: By.optional(),
    with: Words.optional(),
    needs: When.optional(),
    after: Words.optional(),
    ask: Asks.optional(),
    fill: Words.optional(),
    evidence: Yes.optional(),
    sign: Yes.optional(),
    approve: Words.optional(),
    names: z.string().optional(),
    each: Words.optional(),
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
  escalate: z.string().optional(),
  raise: z.string().optional(),
  redo: z.string().optional(),
  "next-round": z.string().optional(),
  end: z.string().optional(),
};

export const Deadlines = z.array(
  line({
    id: Id,
    title: Texts.optional(),
    from: Words,
    until: Words,
    within: z.string().optional(),
    due: z.string().optional(),
    by: z.string().optional(),
    firm: z.enum(["firm", "generally", "in principle"]).optional(),
    warn: Words.optional(),
    calendar: z.string().optional(),
    count: z.enum(["civil-code", "clock", "first-day-counts", "no-roll", "receipt-moves-on", "midnight"]).optional(),
    missed: z.strictObject(effects).optional(),
  }),
);

export const Approvals = z.array(
  line({
    of: z.string(),
    title: Texts.optional(),
    by: z.string().optional(),
    with: Words.optional(),
    needs: Words.optional(),
    longest: z.string().optional(),
    once: Yes.optional(),
  }),
);

export const WheneverLines = z.array(line({ after: Words, ...effects }));

const Ends = z.record(Id, z.union([Texts, plainLine({ title: Texts })]));
export { Ends };

const band = {
  propose: Texts.optional(),
  amount: z.string().optional(),
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
    every: z.string().optional(),
    after: Words.optional(),
    due: z.string().optional(),
    within: z.string().optional(),
    by: By.optional(),
    with: Words.optional(),
    "for-each": z.string().optional(),
    ask: Asks.optional(),
    fill: Words.optional(),
    report: Words.optional(),
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
    time: z.string().optional(),
    times: Scalar.optional(),
    which: When.optional(),
    by: Words.optional(),
    target: Scalar.optional(),
  }),
);

export const Guides = z.array(
  line({ at: Words, say: Texts.optional(), tick: z.array(Texts).min(1).optional(), by: z.string().optional() }),
);
