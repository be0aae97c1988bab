import type { Lines } from "../document.ts";
import type { Names } from "../names.ts";
import type { Report } from "../problem.ts";
import type { Raw } from "../raw/raw.ts";
import type { Regulation } from "../shape.ts";
import { makeTrial } from "./answers.ts";
import { checkCalendars } from "./calendars.ts";
import { checkCircles } from "./circles.ts";
import { checkOrder } from "./order.ts";
import { checkPeople } from "./people.ts";
import { checkProvenance } from "./provenance.ts";
import { checkQuestions } from "./questions.ts";
import { checkSilence } from "./silent.ts";
import { checkPossible, checkTables } from "./tables.ts";
import { checkUnused } from "./unused.ts";

/** Everything that can be seen of a compiled file as a whole. Names have been checked while it was compiled. */
export function checkSense(
  regulation: Regulation,
  source: { raw: Raw; names: Names; lines: Lines },
  report: Report,
): void {
  const { raw, names, lines } = source;
  checkProvenance(regulation, report);
  checkSilence(regulation, raw.edition === undefined ? 1 : lines.of(raw.edition, "silent"), report);
  checkCalendars(regulation, lines.of(raw, "calendar"), report);
  checkPeople(regulation, report);
  checkCircles(regulation, report);
  checkOrder(regulation, report);
  checkQuestions(regulation, lines.of(raw, "edition"), report);
  checkUnused(regulation, report);
  const trial = makeTrial(regulation, names);
  checkTables(regulation, trial, report);
  checkPossible(regulation, trial, report);
}
