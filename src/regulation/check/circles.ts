import type { Conditional, Regulation } from "../shape.ts";
import type { Report } from "../problem.ts";
import { testsOf } from "./answers.ts";

interface Node {
  readonly line: number;
  readonly reads: readonly string[];
}

function factsRead(lines: readonly Conditional[]): string[] {
  return lines.flatMap(testsOf).map((test) => test.fact);
}

/** What each judgement is made from: levels, findings, counts and parts. */
function judgements(regulation: Regulation): Map<string, Node> {
  const nodes = new Map<string, Node>();
  const { levels, findings, counts, parts } = regulation;
  nodes.set("level", { line: levels[0]?.line ?? 1, reads: factsRead(levels) });
  for (const finding of findings) nodes.set(finding.id, { line: finding.line, reads: factsRead(finding.first) });
  for (const count of counts)
    nodes.set(count.id, { line: count.line, reads: (count.only ?? []).flat().map((test) => test.fact) });
  for (const [part, lines] of Object.entries(parts)) {
    const others = lines.map((line) => line.who).filter((who) => who in parts);
    nodes.set(`part ${part}`, {
      line: lines[0]?.line ?? 1,
      reads: [...factsRead(lines), ...others.map((who) => `part ${who}`)],
    });
  }
  return nodes;
}

/** Things that follow one another: roles that stand for roles, steps and duties after steps and duties. */
function sequences(regulation: Regulation): Map<string, Node> {
  const nodes = new Map<string, Node>();
  for (const role of regulation.roles)
    nodes.set(`role ${role.id}`, { line: role.line, reads: role.anyOf.map((id) => `role ${id}`) });
  for (const step of [...regulation.steps, ...regulation.duties])
    nodes.set(step.id, { line: step.line, reads: step.after });
  return nodes;
}

function findCircles(nodes: ReadonlyMap<string, Node>, report: Report): void {
  const finished = new Set<string>();
  function visit(id: string, path: readonly string[]): void {
    const node = nodes.get(id);
    if (node === undefined || finished.has(id)) return;
    const start = path.indexOf(id);
    if (start >= 0) {
      report(node.line, "circle", {
        path: [...path.slice(start), id].map((step) => step.replace(/^(part|role) /, "")).join(" → "),
      });
      return;
    }
    for (const next of node.reads) visit(next, [...path, id]);
    finished.add(id);
  }
  for (const id of nodes.keys()) visit(id, []);
}

/** Judgements that wait for themselves: nothing could ever decide them. */
export function checkCircles(regulation: Regulation, report: Report): void {
  findCircles(judgements(regulation), report);
  findCircles(sequences(regulation), report);
}
