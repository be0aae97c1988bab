import { isMap, isNode, isScalar, isSeq, LineCounter, parseDocument, stringify, type YAMLMap } from "yaml";

import { NOT_GIVEN } from "./raw/common.ts";

/** A value as it is written on one line: `{ of: extension, by: chief }`. */
export function written(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(written).join(", ")}]`;
  if (typeof value === "object" && value !== null) {
    const entries = Object.entries(value).map(([key, inner]) => `${key}: ${written(inner)}`);
    return `{ ${entries.join(", ")} }`;
  }
  // Clause numbers stand without quotes and keep their zeros.
  if (typeof value === "string" && /^\d+$/.test(value)) return value;
  // Within braces more has to be quoted than outside.
  const plain = stringify([value], { collectionStyle: "flow", lineWidth: 0, flowCollectionPadding: false }).trim();
  return plain.slice(1, -1);
}

export type Path = readonly (string | number)[];

function mapAt(text: string, path: Path): YAMLMap | undefined {
  const doc = parseDocument(text);
  const node = path.length === 0 ? doc.contents : doc.getIn(path, true);
  return isMap(node) ? node : undefined;
}

function keyOf(key: unknown): string {
  return isScalar(key) ? String(key.value) : String(key);
}

function slice(text: string, node: unknown): string {
  return isNode(node) && node.range ? text.slice(node.range[0], node.range[1]).trimEnd() : "";
}

/**
 * Sets and takes out keys of one map and leaves every other character of the file as it is; undefined takes out.
 *
 * @returns undefined where the path leads to no map
 */
export function withKeys(text: string, path: Path, changes: { readonly [key: string]: unknown }): string | undefined {
  const map = mapAt(text, path);
  if (!map?.range) return undefined;
  const entries = new Map(map.items.map(({ key, value }) => [keyOf(key), slice(text, value)]));
  for (const [key, value] of Object.entries(changes)) {
    if (value === undefined) entries.delete(key);
    else entries.set(key, written(value));
  }
  const line = `{ ${[...entries].map(([key, value]) => `${key}: ${value}`).join(", ")} }`;
  const [start, end] = map.range;
  const rest = text.slice(start, end);
  return text.slice(0, start) + line + rest.slice(rest.trimEnd().length) + text.slice(end);
}

/** Puts a whole section in, or in place of the one that is there. */
export function withSection(text: string, section: string, value: unknown): string {
  const line = `${section}: ${written(value)}`;
  const { range } = sectionRange(text, section);
  if (range === undefined) return `${text.trimEnd()}\n${line}\n`;
  return `${text.slice(0, range[0])}${line}\n${text.slice(range[1])}`;
}

/** From the section's key to the line on which the next one begins. */
function sectionRange(text: string, section: string): { readonly range?: readonly [number, number] } {
  const map = mapAt(text, []);
  const index = map?.items.findIndex(({ key }) => keyOf(key) === section) ?? -1;
  const start = (place: number) => {
    const key = map?.items[place]?.key;
    return isNode(key) ? key.range?.[0] : undefined;
  };
  const begin = index < 0 ? undefined : start(index);
  return begin === undefined ? {} : { range: [begin, start(index + 1) ?? text.length] };
}

/** Adds a line to a section that is a list, after its last; the section comes into being with it. */
export function withLine(text: string, section: string, value: unknown): string {
  const line = `  - ${written(value)}`;
  const list = parseDocument(text).get(section, true);
  if (!isSeq(list)) {
    const single = isMap(list) ? `  - ${slice(text, list)}\n` : "";
    const { range } = sectionRange(text, section);
    const block = `${section}:\n${single}${line}\n`;
    if (range === undefined) return `${text.trimEnd()}\n${block}`;
    return text.slice(0, range[0]) + block + text.slice(range[1]);
  }
  const last = list.items.at(-1);
  const end = isNode(last) ? last.range?.[1] : undefined;
  if (list.flow === true || end === undefined)
    return withSection(text, section, [...(list.toJSON() as readonly unknown[]), value]);
  return `${text.slice(0, end)}\n${line}${text.slice(end)}`;
}

/** Where the map is that begins on a line (1-based) and leaves a key open; undefined where there is none. */
export function openSlot(text: string, line: number, key: string): Path | undefined {
  const counter = new LineCounter();
  const doc = parseDocument(text, { lineCounter: counter });
  function search(node: unknown, path: Path): Path | undefined {
    if (isSeq(node)) return firstFound(node.items, (item, index) => search(item, [...path, index]));
    if (!isMap(node)) return undefined;
    const open = node.items.some(
      (pair) => keyOf(pair.key) === key && isScalar(pair.value) && pair.value.value === NOT_GIVEN,
    );
    if (open && node.range && counter.linePos(node.range[0]).line === line) return path;
    return firstFound(node.items, (pair) => search(pair.value, [...path, keyOf(pair.key)]));
  }
  return search(doc.contents, []);
}

function firstFound<Item, Found>(
  items: readonly Item[],
  look: (item: Item, index: number) => Found | undefined,
): Found | undefined {
  for (const [index, item] of items.entries()) {
    const found = look(item, index);
    if (found !== undefined) return found;
  }
  return undefined;
}
