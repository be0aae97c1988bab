import { z } from "zod";
import { Id, Texts } from "./common.ts";
import { Counts, Fields, Findings, Forms, LevelRules, Levels, Lists, Periods, Waiting } from "./facts.ts";
import {
  About,
  Calendar,
  Edition,
  Keep,
  Kinds,
  Ladder,
  NumberPattern,
  Overdue,
  Parts,
  Privacy,
  Recusal,
  Roles,
  WordList,
} from "./people.ts";
import { Approvals, Consequences, Deadlines, Duties, Ends, Guides, Measures, Steps, WheneverLines } from "./work.ts";

/** A regulation file as it is written, before short forms are spelt out. Its keys are the language. */
export const RawRegulation = z.strictObject({
  id: Id,
  title: Texts,
  languages: z.array(z.enum(["en", "zh-CN"])).min(1),
  edition: Edition.optional(),
  calendar: Calendar.optional(),
  number: NumberPattern.optional(),
  order: z.literal("free").optional(),
  kinds: Kinds.optional(),
  about: About.optional(),
  words: WordList.optional(),
  roles: Roles,
  parts: Parts.optional(),
  ladder: Ladder.optional(),
  recusal: Recusal.optional(),
  privacy: Privacy.optional(),
  keep: Keep.optional(),
  fields: Fields.optional(),
  forms: Forms.optional(),
  lists: Lists.optional(),
  counts: Counts.optional(),
  periods: Periods.optional(),
  waiting: Waiting.optional(),
  levels: Levels.optional(),
  "level-rules": LevelRules.optional(),
  findings: Findings.optional(),
  steps: Steps,
  deadlines: Deadlines.optional(),
  approvals: Approvals.optional(),
  whenever: WheneverLines.optional(),
  overdue: Overdue.optional(),
  ends: Ends.optional(),
  consequences: Consequences.optional(),
  duties: Duties.optional(),
  measures: Measures.optional(),
  guides: Guides.optional(),
});

export type Raw = z.infer<typeof RawRegulation>;

/** True for values of the right form. The values stay the same objects, so that their lines are still known. */
export function isRaw(value: unknown): value is Raw {
  return RawRegulation.safeParse(value).success;
}
