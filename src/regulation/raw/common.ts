import { z } from "zod";

/** The message of a failed pattern is the code of the sentence that is said (see messages.ts). */
export const Id = z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, { error: "bad-id" });

/** `"English | 中文"`, in the order of `languages`. */
export const Texts = z.string().min(1);

export const Scalar = z.union([z.string(), z.number()]);

/** One word or a list of words. */
export const Words = z.union([z.string(), z.array(z.string()).min(1)]);

export const Yes = z.enum(["yes", "no"]);

export const NOT_GIVEN = "not given";

export const provenance = {
  basis: z.union([Scalar, z.array(Scalar).min(1)]).optional(),
  reading: Texts.optional(),
  house: Texts.optional(),
};

/** Facts that must hold together: `{ level: major, source: [phone, visit] }`, with the provenance of this sign. */
export const Facts = z.record(z.string(), z.union([Scalar, z.array(Scalar).min(1)]));

/** A map means and, a list means or, a bare word is a yes/no fact that is yes. */
export const When = z.union([z.string(), Facts, z.array(z.union([z.string(), Facts])).min(1)]);

export const conditional = {
  when: When.optional(),
  unless: When.optional(),
};

/** A line of the file: its own keys, its condition and where it comes from. Unknown keys are refused. */
export function line<Keys extends z.ZodRawShape>(
  keys: Keys,
): z.ZodObject<Keys & typeof conditional & typeof provenance, z.core.$strict> {
  return z.strictObject({ ...keys, ...conditional, ...provenance });
}

/** A line that always holds. */
export function plainLine<Keys extends z.ZodRawShape>(
  keys: Keys,
): z.ZodObject<Keys & typeof provenance, z.core.$strict> {
  return z.strictObject({ ...keys, ...provenance });
}

/** A one-line table may be a single line. */
export function table<Line extends z.ZodType>(item: Line): z.ZodUnion<[Line, z.ZodArray<Line>]> {
  return z.union([item, z.array(item).min(1)]);
}
