import { NOT_GIVEN } from "../raw/common.ts";
import type { Report } from "../problem.ts";
import type { Regulation } from "../shape.ts";
import { isGuide } from "../describe.ts";
import { openQuestions } from "../first-hour.ts";
import { testsOf } from "./answers.ts";

/** What the file leaves to the company: `not given` values, duties that sleep, and cases that no line speaks of. */
export function checkQuestions(regulation: Regulation, editionLine: number, report: Report): void {
  const r = regulation;
  if (r.edition.inForce === NOT_GIVEN) report(editionLine, "in-force");
  const left = (line: number, key: string, name: string) => report(line, "not-given", { key, name });
  for (const word of r.words) if (word.means === NOT_GIVEN) left(word.line, "means", word.word);
  for (const role of r.roles) if (role.mayPromise === NOT_GIVEN) left(role.line, "may-promise", role.id);
  for (const count of r.counts) if (count.in === NOT_GIVEN) left(count.line, "in", count.id);
  for (const period of r.periods)
    if (period.for === undefined && period.until === undefined) left(period.line, "for", period.id);
  for (const reason of r.waiting) if (reason.longest === NOT_GIVEN) left(reason.line, "longest", reason.id);
  for (const line of r.keep) if (line.for === NOT_GIVEN) left(line.line, "for", line.what);
  for (const deadline of r.deadlines)
    if (deadline.limit.kind === "not given") left(deadline.line, "within", deadline.id);
  for (const consequence of r.consequences) {
    if (consequence.amount === NOT_GIVEN) left(consequence.line, "amount", consequence.id);
    for (const band of consequence.first) if (band.amount === NOT_GIVEN) left(band.line, "amount", consequence.id);
  }
  for (const duty of r.duties) {
    if (duty.every === NOT_GIVEN) report(duty.line, "asleep", { id: duty.id });
    if (duty.due === NOT_GIVEN) left(duty.line, "due", duty.id);
  }
  if (r.levels.length > 1 && r.levelRules.setBy === undefined) report(r.levels[0]?.line ?? 1, "who-sets-level");
  // Phrases and conduct only: people and limits are those of the desk that adds them.
  if (isGuide(r)) return;
  if (r.parts["owner"] === undefined) report(r.steps[0]?.line ?? 1, "nobody-owns");
  if (r.ladder.length === 0) report(r.roles[0]?.line ?? 1, "nobody-above");
  const call = r.steps.find((step) => step.type === "callback");
  const reads = [...r.whenever, ...r.steps, ...r.steps.map((step) => ({ when: step.needs }))]
    .flatMap(testsOf)
    .some((test) => test.fact === "verdict");
  if (call !== undefined && !reads) report(call.line, "open-verdict");
  for (const { code, line } of openQuestions(r)) report(line(r), code);
}
