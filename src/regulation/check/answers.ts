import type { Condition, Conditional, FactTest, Regulation } from "../shape.ts";
import type { Fact, Names } from "../names.ts";

/** One way in which people could have answered: unanswered facts are absent. */
export type Answers = ReadonlyMap<string, string | number | readonly string[]>;

/** More ways than this are not tried one by one; a file that asks for more is told so. */
const MOST = 60_000;

/** Stands for every value that no condition names: one of them is as good as another. */
const OTHER = "…";

function holds(test: FactTest, answers: Answers): boolean {
  const value = answers.get(test.fact);
  const given = value !== undefined && (typeof value !== "object" || value.length > 0);
  // A person is asked, and may say that it holds.
  if (test.test === "ask") return true;
  if (test.test === "missing") return !given;
  if (!given) return false;
  switch (test.test) {
    case "given":
      return true;
    case "one-of":
      return (typeof value === "object" ? value : [String(value)]).some((one) => test.values.includes(one));
    case "compare": {
      if (typeof value !== "number") return false;
      const { comparison, amount } = test;
      if (comparison === "at least") return value >= amount;
      if (comparison === "more than") return value > amount;
      return comparison === "at most" ? value <= amount : value < amount;
    }
  }
}

function anyHolds(condition: Condition, answers: Answers): boolean {
  return condition.some((tests) => tests.every((test) => holds(test, answers)));
}

/** `when` and `unless` together; `otherwise` and `by hand` are the table's business. */
export function fits(line: Conditional, answers: Answers): boolean {
  if (line.when !== undefined && !anyHolds(line.when, answers)) return false;
  return line.unless === undefined || !anyHolds(line.unless, answers);
}

/** Every test of a line's conditions. */
export function testsOf(line: Conditional): readonly FactTest[] {
  return [...(line.when ?? []), ...(line.unless ?? [])].flat();
}

/** Does the line hold whatever was answered? */
export function isUnconditional(line: Conditional): boolean {
  return line.when === undefined && line.unless === undefined && line.byHand !== true && line.otherwise !== true;
}

function subsets(values: readonly string[]): (readonly string[])[] {
  // Beyond five, all mixtures are too many; none, each alone and all together show almost every hole.
  if (values.length > 5) return [[], ...values.map((value) => [value]), values];
  return values.reduce<(readonly string[])[]>((all, value) => [...all, ...all.map((some) => [...some, value])], [[]]);
}

/** Which state facts can have several values at once. */
const SEVERAL: ReadonlySet<string> = new Set(["done", "missed", "listed", "during"]);

/** The values of a fact between which these tests can tell a difference. */
function valuesOf(
  fact: Fact,
  tests: readonly FactTest[],
  early: boolean,
): (string | number | readonly string[] | undefined)[] {
  const named = [...new Set(tests.flatMap((test) => (test.test === "one-of" ? test.values : [])))];
  const amounts = tests.flatMap((test) => (test.test === "compare" ? [test.amount] : []));
  const values: (string | number | readonly string[] | undefined)[] = [];
  if (early || tests.some((test) => test.test === "missing")) values.push(undefined);
  if (fact.type === "number" || fact.type === "money") {
    const points = [...amounts, ...named.map(Number)].flatMap((amount) => [amount - 0.5, amount, amount + 0.5]);
    return [...values, ...new Set(points.length > 0 ? points : [1])];
  }
  if (fact.type === "choices" || SEVERAL.has(fact.id)) {
    const rest =
      fact.values?.some((value) => !named.includes(value)) === true && tests.some((test) => test.test === "given");
    return [...values, ...subsets(named), ...(rest ? [[OTHER]] : [])];
  }
  const others = fact.values === undefined || fact.values.some((value) => !named.includes(value));
  return [...values, ...named, ...(others ? [OTHER] : [])];
}

/** Under which answers a fact is asked at all; a fact that something asks without condition is not in here. */
type AskedWhen = ReadonlyMap<string, readonly (readonly Conditional[])[]>;

function askedWhen(regulation: Regulation): AskedWhen {
  const always = new Set<string>();
  const found = new Map<string, (readonly Conditional[])[]>();
  const asking: readonly (Conditional & { readonly ask: Regulation["intake"]["ask"] })[] = [
    regulation.intake,
    ...regulation.steps,
  ];
  for (const step of asking) {
    for (const ask of step.ask) {
      const conditions = [step, ask].filter((line) => !isUnconditional(line));
      // A question that may stay open at the filing asks nothing for sure, but a later one without condition does.
      if (conditions.length === 0) always.add(ask.field);
      else found.set(ask.field, [...(found.get(ask.field) ?? []), conditions]);
    }
  }
  for (const field of always) found.delete(field);
  return found;
}

/** Tries ways to answer; made once for a regulation. */
export interface Trial {
  /**
   * Every way to answer the facts that these lines test, facts that are not asked then left out. Undefined when there
   * are too many. `early`: also while some of them have not been answered yet.
   */
  waysFor(lines: readonly Conditional[], options?: { readonly early?: boolean }): Iterable<Answers> | undefined;
  /** Can all of these hold together? True when it could not be tried. */
  possible(lines: readonly Conditional[]): boolean;
}

/** A condition on facts outside the trial may be true; one on the fact itself is asked only after it was answered. */
function mayHold(line: Conditional, fact: string, all: ReadonlySet<string>, answers: Answers): boolean {
  const read = testsOf(line).map((test) => test.fact);
  return !read.includes(fact) && (read.some((other) => !all.has(other)) || fits(line, answers));
}

export function makeTrial(regulation: Regulation, names: Names): Trial {
  const asked = askedWhen(regulation);

  /** Leaves out what is not asked under the other answers. */
  function asAsked(answers: Map<string, string | number | readonly string[]>, all: ReadonlySet<string>): Answers {
    for (const [fact, ways] of asked) {
      if (!answers.has(fact)) continue;
      const isAsked = ways.some((lines) => lines.every((line) => mayHold(line, fact, all, answers)));
      if (!isAsked) answers.delete(fact);
    }
    return answers;
  }

  function* product(
    domains: readonly (readonly [string, readonly (string | number | readonly string[] | undefined)[]])[],
  ): Generator<Answers> {
    const total = domains.reduce((count, [, values]) => count * values.length, 1);
    const all = new Set(domains.map(([fact]) => fact));
    for (let index = 0; index < total; index += 1) {
      let rest = index;
      const answers = new Map<string, string | number | readonly string[]>();
      for (const [fact, values] of domains) {
        const value = values[rest % values.length];
        rest = Math.floor(rest / values.length);
        if (value !== undefined) answers.set(fact, value);
      }
      yield asAsked(answers, all);
    }
  }

  function waysFor(lines: readonly Conditional[], { early = false } = {}): Iterable<Answers> | undefined {
    const byFact = new Map<string, FactTest[]>();
    for (const test of lines.flatMap(testsOf)) byFact.set(test.fact, [...(byFact.get(test.fact) ?? []), test]);
    // Values that decide whether another fact of the trial is asked make a difference, too.
    for (const fact of byFact.keys()) {
      for (const test of (asked.get(fact) ?? []).flat().flatMap(testsOf)) byFact.get(test.fact)?.push(test);
    }
    const domains = [...byFact].map(
      ([id, tests]) => [id, valuesOf(names.facts.get(id) ?? { id, type: "open" }, tests, early)] as const,
    );
    const total = domains.reduce((count, [, values]) => count * values.length, 1);
    return total > MOST ? undefined : product(domains);
  }

  function possible(lines: readonly Conditional[]): boolean {
    const ways = waysFor(lines);
    if (ways === undefined) return true;
    for (const answers of ways) if (lines.every((line) => fits(line, answers))) return true;
    return false;
  }

  return { waysFor, possible };
}

/** An example as people read it: `cause: management, our-fault: no`. */
export function inWords(answers: Answers): string {
  return [...answers]
    .map(([fact, value]) => {
      if (typeof value === "object") return `${fact}: ${value.length === 0 ? "none" : value.join(" + ")}`;
      return `${fact}: ${value === OTHER ? "another value" : value}`;
    })
    .join(", ");
}
