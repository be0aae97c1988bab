import { z } from "zod";

/**
 * A story file as it is written: who is there, what happens when, and what must come of it. See docs/stories.md for
 * the words; the schema here is their only definition.
 */

/** `2026-11-24 09:12` or with seconds, as the desk's wall clock shows it. */
const TIME = /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}(:\d{2})?$/;

const Word = z.union([z.string(), z.number()]).transform(String);
const Time = z.string().regex(TIME, { error: "time" });
const Answer = z.union([z.string(), z.number(), z.array(Word)]);
const Answers = z.record(z.string(), Answer);

/** One or several words; a bare word is a list of one, `nobody` and `none` a list of none. */
const Words = z
  .union([Word.transform((word) => [word]), z.array(Word)])
  .transform((words) => words.filter((word) => word !== "none" && word !== "nobody"));

/** Deadlines, perhaps with the time that belongs to them. */
const Dated = z.union([Words, z.record(z.string(), z.union([Time, z.literal("none")]))]);

/** Consequences, perhaps with the people who decide about them. */
const Proposed = z.union([Words, z.record(z.string(), Words)]);

const Next = z.union([
  Word,
  z.strictObject({
    step: Word,
    by: Words.optional(),
    due: z.union([Time, z.literal("none")]).optional(),
    limit: Word.optional(),
  }),
]);

const CHECKS = {
  /** The code of the refusal, perhaps with the field that it belongs to: `answer-missing cause`. */
  refused: Word,
  /** The same request came a second time and changed nothing. */
  repeated: z.literal("yes"),
  level: Word,
  facts: z.record(z.string(), Word),
  next: Next,
  /** Limits that bind now, with their ends; `none` where one does not bind. */
  due: z.record(z.string(), z.union([Time, z.literal("none")])),
  /** running, paused, asked, met, missed, dropped, none. */
  limits: z.record(z.string(), Word),
  /** Found missed since the entry before: exactly these, with the time of finding where one is given. */
  missed: Dated,
  warned: Dated,
  chased: Dated,
  cleared: Words,
  /** Told by a rule of the regulation since the entry before. */
  told: Words,
  /** Told of a miss as the next in the ladder. */
  climbed: Words,
  /** Asked to agree to something. */
  asked: Words,
  /** Direct messages since the entry before, by kind. */
  pings: z.record(z.string(), Words),
  /** These hear nothing at all. */
  unheard: Words,
  /** Sanctions and rewards proposed since the entry before. */
  proposed: Proposed,
  /** The sums of what has been proposed: `200 CNY`, `200 to 500 CNY`, `not given`, `none`. */
  amounts: z.record(z.string(), Word),
  /** Those taken back since then. */
  withdrawn: Words,
  /** Duties that this case has opened since the entry before, with the time by which they are due. */
  duties: Dated,
  /** Lists on which this case has put its subject since the entry before. */
  listed: Words,
  /** What the measures say of this case alone: `50 %`, `26.5 hours`, or by group `{ internet: 1 }`. */
  figures: z.record(z.string(), z.union([Word, z.record(z.string(), Word)])),
  owner: Words,
  follower: Words,
  round: Word,
  ended: Word,
  overdue: z.enum(["yes", "no"]),
  waiting: z.enum(["yes", "no"]),
  restricted: z.enum(["yes", "no"]),
  number: Word,
  /** Clauses of the phrases and ticks that stand at a form now: exactly these, by step or phase. */
  guides: z.record(z.string(), Words),
  /** Forms of the regulation that are filled in at a step now: exactly these, by code or id. */
  forms: z.record(z.string(), Words),
  /** Fields that a step asks now: exactly these; `(field)` for one that may be left out. */
  asks: z.record(z.string(), Words),
  /** Answers that the regulation offers for a field: exactly these. */
  offers: z.record(z.string(), Words),
  /** Kinds of events, in this order among what happened. */
  happened: Words,
  may: z.record(z.string(), Words),
  reads: Words,
} as const;

export const RawChecks = z.strictObject(CHECKS).partial();
export const RawExpect = z.strictObject({ ...RawChecks.shape, not: RawChecks.optional() });

/** What somebody does, each with the further keys that may stand beside it. */
export const ACTS = {
  file: ["kind", "received", "evidence"],
  do: ["answers", "done", "late", "because", "evidence", "for"],
  undo: ["because"],
  skip: ["because"],
  answer: ["clear", "because"],
  "set-level": ["answers", "clear", "because"],
  find: ["because"],
  escalate: ["because", "needs"],
  decide: ["because", "department", "person", "until", "amount"],
  reassign: ["because", "person"],
  "hand-over": ["because", "person"],
  "take-over": [],
  decline: [],
  ask: ["because", "until", "told", "amount"],
  approve: ["because", "until", "amount", "present"],
  refuse: ["because", "present"],
  "take-back": [],
  wait: ["because", "until"],
  resume: [],
  contact: ["how", "promise", "spoken"],
  look: [],
  "not-reached": ["because"],
  "call-later": ["because"],
  withdraw: ["how"],
  "not-valid": ["ground", "told"],
  merge: ["because"],
  reopen: ["owner"],
  recuse: ["because"],
  link: ["how"],
  note: [],
  explain: ["because"],
  judge: ["because", "amount"],
  comment: [],
  pay: ["because"],
  list: [],
  unlist: ["because"],
  correct: ["person", "until"],
  corrected: [],
  checked: ["because"],
  "turn-into": ["because"],
  /** The occurrence of a duty with a rhythm that is open at this moment; the story's case from then on. */
  duty: ["answers", "department"],
  /** The entry before is delivered once more. */
  again: [],
  /** Not the case but the people change. */
  away: ["until", "deputy"],
  leaves: [],
  /** Not the case but what is known of others: how many are alike, on which lists its subject stands. */
  alike: [],
  "on-list": [],
} as const satisfies { readonly [act: string]: readonly string[] };

export type ActName = keyof typeof ACTS;

export const RawEntry = z.strictObject({
  at: Time,
  by: Word.optional(),
  file: Answers.optional(),
  do: Word.optional(),
  undo: Word.optional(),
  skip: Word.optional(),
  answer: Answers.optional(),
  "set-level": Word.optional(),
  find: z.record(z.string(), Word).optional(),
  escalate: Word.optional(),
  decide: z.enum(["carry-on", "take-over", "give-to", "grant-time", "grant-money", "not-valid"]).optional(),
  reassign: Word.optional(),
  "hand-over": Word.optional(),
  "take-over": z.literal("yes").optional(),
  decline: Word.optional(),
  ask: Word.optional(),
  approve: Word.optional(),
  refuse: Word.optional(),
  "take-back": Word.optional(),
  wait: Word.optional(),
  resume: z.literal("yes").optional(),
  contact: Word.optional(),
  look: z.literal("yes").optional(),
  "not-reached": z.union([Time, z.literal("yes")]).optional(),
  "call-later": Time.optional(),
  withdraw: Word.optional(),
  "not-valid": Word.optional(),
  merge: Word.optional(),
  reopen: Word.optional(),
  recuse: Word.optional(),
  link: Word.optional(),
  note: Word.optional(),
  explain: Word.optional(),
  judge: z.enum(["yes", "no"]).optional(),
  comment: Word.optional(),
  pay: Word.optional(),
  list: Word.optional(),
  unlist: Word.optional(),
  correct: Word.optional(),
  corrected: Word.optional(),
  checked: z.enum(["yes", "no"]).optional(),
  "turn-into": Word.optional(),
  duty: Word.optional(),
  alike: z.record(z.string(), z.number()).optional(),
  "on-list": Words.optional(),
  again: z.literal("yes").optional(),
  away: Word.optional(),
  leaves: Word.optional(),
  kind: Word.optional(),
  received: Time.optional(),
  answers: Answers.optional(),
  clear: Words.optional(),
  done: Time.optional(),
  late: Word.optional(),
  because: Word.optional(),
  evidence: Words.optional(),
  for: Word.optional(),
  needs: Words.optional(),
  department: Word.optional(),
  person: Word.optional(),
  until: Time.optional(),
  told: z.enum(["yes", "no"]).optional(),
  amount: Word.optional(),
  present: Words.optional(),
  how: Word.optional(),
  promise: Time.optional(),
  spoken: Time.optional(),
  ground: Word.optional(),
  owner: z.enum(["same", "other"]).optional(),
  deputy: Word.optional(),
  expect: RawExpect.optional(),
});

const Anything = z.record(z.string(), z.unknown());

/** The frame of a story; its entries are checked one by one, after the rows have been put into them. */
export const RawStory = z.strictObject({
  story: z.string(),
  regulation: Word.optional(),
  clauses: z.array(Word).min(1),
  departments: z.record(z.string(), Words).optional(),
  people: z.record(z.string(), Words).optional(),
  facts: Answers.optional(),
  walk: z.array(Anything).min(1),
  rows: z.array(Anything).min(1).optional(),
});

export type RawChecks = z.output<typeof RawChecks>;
export type RawExpect = z.output<typeof RawExpect>;
export type RawEntry = z.output<typeof RawEntry>;
export type RawStory = z.output<typeof RawStory>;
