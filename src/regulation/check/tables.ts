import type { Conditional, Regulation } from "../shape.ts";
import type { Report } from "../problem.ts";
import type { Code } from "../messages.ts";
import { fits, inWords, isUnconditional, testsOf, type Answers, type Trial } from "./answers.ts";

type Line = Conditional & { readonly line: number };

interface Table {
  readonly lines: readonly Line[];
  /** Said when no line fits; absent where that is no hole. */
  readonly hole?: Code;
  readonly name: string;
  readonly line: number;
}

/** The line that counts: the first that fits, else `otherwise`. */
function chosen(lines: readonly Line[], answers: Answers): Line | undefined {
  const usual = lines.filter((line) => line.byHand !== true && (line.otherwise !== true || line.when !== undefined));
  return usual.find((line) => fits(line, answers)) ?? lines.find((line) => line.otherwise === true);
}

function checkOrder(table: Table, report: Report): void {
  const otherwise = table.lines.filter((line) => line.otherwise === true);
  if (otherwise.length > 1) report(otherwise[1]?.line ?? table.line, "placed-otherwise", { other: otherwise[0]?.line });
  const first = table.lines.findIndex(isUnconditional);
  const after = first < 0 ? undefined : table.lines[first + 1];
  if (after !== undefined) report(after.line, "never-reached-after", { other: table.lines[first]?.line });
  else if (first >= 0 && otherwise.length > 0)
    report(otherwise[0]?.line ?? table.line, "never-reached-after", { other: table.lines[first]?.line });
}

/** Which answers fit no line. */
function findHoles(table: Table, trial: Trial, report: Report): void {
  if (table.hole === undefined) return;
  const ways = trial.waysFor(table.lines);
  if (ways === undefined) return report(table.line, "too-many-answers", { name: table.name });
  const all = [...ways];
  const holes = all.filter((answers) => chosen(table.lines, answers) === undefined);
  const [first] = holes;
  if (first === undefined) return;
  const example = first.size === 0 ? undefined : inWords(first);
  report(table.line, table.hole, { name: table.name, example, holes: holes.length, all: all.length });
}

/** Which lines fit no answers, not even while questions are still open. */
function findDeadLines(table: Table, trial: Trial, report: Report): void {
  const ways = trial.waysFor(table.lines, { early: true });
  if (ways === undefined) return;
  const reached = new Set<Line | undefined>();
  for (const answers of ways) reached.add(chosen(table.lines, answers));
  const before = table.lines.findIndex(isUnconditional);
  for (const [index, line] of table.lines.entries()) {
    if (reached.has(line) || line.byHand === true || line.otherwise === true || (before >= 0 && index > before))
      continue;
    report(line.line, "never-reached");
  }
}

function tablesOf(regulation: Regulation): Table[] {
  const { levels, findings, parts, ladder, approvals, consequences } = regulation;
  const byRequest = Object.groupBy(approvals, (approval) => approval.of);
  const tables: Table[] = [
    { lines: levels, hole: "no-level", name: "levels", line: levels[0]?.line ?? 1 },
    { lines: ladder, hole: "no-ladder", name: "ladder", line: ladder[0]?.line ?? 1 },
    ...findings.map((finding): Table => ({
      lines: finding.first,
      hole: "no-finding",
      name: finding.id,
      line: finding.line,
    })),
    // A line `named` waits for a step that names somebody; until then the next line counts.
    ...Object.entries(parts)
      .map(([name, all]) => [name, all.filter((line) => line.who !== "named")] as const)
      .map(([name, lines]): Table => ({
        lines,
        hole: "nobody-fits",
        name,
        line: lines[0]?.line ?? 1,
      })),
    ...Object.entries(byRequest).map(([name, lines = []]): Table => ({ lines, name, line: lines[0]?.line ?? 1 })),
    ...consequences.map((consequence): Table => ({
      lines: consequence.first,
      name: consequence.id,
      line: consequence.line,
    })),
  ];
  return tables.filter((table) => table.lines.length > 0);
}

/** Holes and dead lines of every table, and where `otherwise` stands: every way to answer is tried. */
export function checkTables(regulation: Regulation, trial: Trial, report: Report): void {
  for (const table of tablesOf(regulation)) {
    checkOrder(table, report);
    findHoles(table, trial, report);
    findDeadLines(table, trial, report);
  }
}

/** Lines outside tables whose conditions can never all hold, alone or with those of the steps that they hang on. */
export function checkPossible(regulation: Regulation, trial: Trial, report: Report): void {
  const { steps, deadlines, whenever, consequences, guides, duties, forms, intake } = regulation;
  const stepOf = (id: string) => steps.find((step) => step.id === id);
  function must(line: Line, others: readonly (Conditional | undefined)[] = []): void {
    const all = [line, ...others.filter((other) => other !== undefined)];
    if (!trial.possible([line])) report(line.line, "never-holds");
    else if (!trial.possible(all)) report(line.line, "never-holds-together");
  }
  for (const step of steps) must(step);
  const asking = [{ asks: intake.ask, step: undefined }, ...steps.map((step) => ({ asks: step.ask, step }))];
  for (const { asks, step } of asking) {
    for (const ask of asks) {
      const line = testsOf(ask)[0]?.line;
      if (line !== undefined) must({ ...ask, line }, [step]);
    }
  }
  for (const line of [...duties, ...forms]) must(line);
  for (const deadline of deadlines) {
    for (const ends of [deadline.from, deadline.until]) {
      const lines = ends.map(stepOf);
      const open = lines.some((step) => step === undefined);
      if (open) must(deadline);
      else if (!lines.some((step) => trial.possible([deadline, ...(step === undefined ? [] : [step])])))
        must(deadline, lines);
    }
  }
  for (const rule of [...whenever, ...consequences]) must(rule, rule.after.map(stepOf));
  for (const guide of guides) must(guide, guide.at.length === 1 ? [stepOf(guide.at[0] ?? "")] : []);
}
