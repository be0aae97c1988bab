import {
  LineCounter,
  isAlias,
  isMap,
  isNode,
  isPair,
  isScalar,
  isSeq,
  parseDocument,
  visit,
  type Document,
  type Node,
} from "yaml";
import type { Report } from "./problem.ts";

/** A megabyte of regulation is a mistake, and the parser would be busy with it for seconds. */
const LARGEST = 1_000_000;
/** Deeper than any rule; protects the recursion below. */
const DEEPEST = 40;

/** Where things stand in the file. All lines are 1-based. */
export interface Lines {
  /** The line on which a map or list, or one of its entries, begins; 1 for anything unknown. */
  of(container: object, key?: string | number): number;
  /** The line of the deepest thing that a path reaches. */
  at(path: readonly PropertyKey[]): number;
}

/** The plain values of a file: strings, numbers, null, lists and maps; booleans have become `yes` and `no`. */
export interface Source {
  readonly value: unknown;
  readonly lines: Lines;
}

interface Place {
  readonly line: number;
  readonly entries: Map<string, number>;
}

function isObject(value: unknown): value is { [key: string]: unknown } {
  return typeof value === "object" && value !== null;
}

/** What stands at a path in plain values; undefined where the path leaves them. */
export function valueAt(root: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((value, key) => (isObject(value) ? value[String(key)] : undefined), root);
}

function makeLines(root: unknown, places: WeakMap<object, Place>): Lines {
  function of(container: object, key?: string | number): number {
    const place = places.get(container);
    return (key === undefined ? undefined : place?.entries.get(String(key))) ?? place?.line ?? 1;
  }
  function at(path: readonly PropertyKey[]): number {
    let line = 1;
    let value = root;
    for (const key of path) {
      if (!isObject(value)) return line;
      line = of(value, String(key));
      value = value[String(key)];
    }
    return line;
  }
  return { of, at };
}

/** Everything of YAML that would make a line depend on another line. */
function refuseCleverness(doc: Document.Parsed, lineOf: (node: Node) => number, report: Report): boolean {
  let clever = false;
  function refuse(...args: Parameters<Report>): void {
    clever = true;
    report(...args);
  }
  if (doc.directives.yaml.explicit === true && doc.directives.yaml.version !== "1.2") {
    refuse(1, "old-yaml", { version: doc.directives.yaml.version });
  }
  visit(doc, (_, node) => {
    if (isPair(node)) {
      if (isScalar(node.key) && node.key.value === "<<") refuse(lineOf(node.key), "merge-key");
      return;
    }
    if (!isNode(node)) return;
    if (isAlias(node)) refuse(lineOf(node), "alias", { name: node.source });
    else if (node.anchor !== undefined && node.anchor !== "") refuse(lineOf(node), "anchor", { name: node.anchor });
    if (node.tag !== undefined) refuse(lineOf(node), "tag", { tag: node.tag });
  });
  return clever;
}

/**
 * A scalar as the language sees it. Digits that a number would not print again (`04`, `1.50`) stay text, because they
 * are clause numbers, times and ids; `true` and `false` are how other tools write `yes` and `no`.
 */
function plainScalar(value: unknown, source: string | undefined): string | number | null {
  if (value === null || value === undefined) return null;
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (typeof value === "number")
    return Number.isFinite(value) && String(value) === source ? value : (source ?? String(value));
  return typeof value === "string" ? value : (source ?? "");
}

/** What YAML itself refuses; true when there is anything. */
function reportErrors(doc: Document.Parsed, text: string, lineAt: (offset: number) => number, report: Report): boolean {
  for (const error of doc.errors) {
    const line = lineAt(error.pos[0]);
    const key = /^[^\s:]+/.exec(text.slice(error.pos[0], error.pos[0] + 200))?.[0] ?? "…";
    if (error.code === "DUPLICATE_KEY") report(line, "duplicate-key", { key });
    else if (error.code === "MULTIPLE_DOCS") report(line, "several-documents");
    else {
      report(line, "not-yaml", { detail: `${error.message}.` });
      // What follows the first slip is guesswork of the parser.
      return true;
    }
  }
  return doc.errors.length > 0;
}

/** The plain values of a document with their places. */
function plainValues(
  doc: Document.Parsed,
  lineOf: (node: Node) => number,
  report: Report,
): { value: unknown; places: WeakMap<object, Place> } {
  const places = new WeakMap<object, Place>();
  function plain(node: unknown, depth: number): unknown {
    if (!isNode(node)) return null;
    if (isScalar(node)) return plainScalar(node.value, node.source);
    if (depth > DEEPEST) {
      report(lineOf(node), "too-deep");
      return null;
    }
    const entries = new Map<string, number>();
    if (isSeq(node)) {
      const list = node.items.map((item, index) => {
        if (isNode(item)) entries.set(String(index), lineOf(item));
        return plain(item, depth + 1);
      });
      places.set(list, { line: lineOf(node), entries });
      return list;
    }
    if (!isMap(node)) return null;
    const pairs = node.items.flatMap((pair): [string, unknown][] => {
      if (!isScalar(pair.key)) {
        report(isNode(pair.key) ? lineOf(pair.key) : lineOf(node), "odd-key");
        return [];
      }
      const key = String(plainScalar(pair.key.value, pair.key.source) ?? "");
      entries.set(key, lineOf(pair.key));
      return [[key, plain(pair.value, depth + 1)]];
    });
    const map = Object.fromEntries(pairs);
    places.set(map, { line: lineOf(node), entries });
    return map;
  }
  return { value: plain(doc.contents, 0), places };
}

/** Reads a YAML text into plain values with their lines. Undefined after a problem that makes the rest unreadable. */
export function readDocument(text: string, report: Report): Source | undefined {
  if (text.length > LARGEST) {
    report(1, "too-large");
    return undefined;
  }
  const counter = new LineCounter();
  const last = text.trimEnd().split("\n").length;
  const lineAt = (offset: number) => Math.min(Math.max(counter.linePos(offset).line, 1), last);
  const lineOf = (node: Node) => lineAt(node.range?.[0] ?? 0);
  try {
    const doc = parseDocument(text, { version: "1.2", lineCounter: counter, uniqueKeys: true, prettyErrors: false });
    if (reportErrors(doc, text, lineAt, report) || refuseCleverness(doc, lineOf, report)) return undefined;
    const { value, places } = plainValues(doc, lineOf, report);
    if (isObject(value) && !Array.isArray(value)) return { value, lines: makeLines(value, places) };
    report(1, "not-a-map");
  } catch (error) {
    // The parser walks by recursion: nesting beyond its stack ends here.
    if (!(error instanceof RangeError)) throw error;
    report(1, "too-deep");
  }
  return undefined;
}
