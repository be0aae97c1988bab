import { parse } from "yaml";
import { z } from "zod";
import { isNode, jsonSchema } from "./json-schema.ts";

type Node = z.core.JSONSchema.BaseSchema;

function isMap(value: unknown): value is { readonly [key: string]: unknown } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Calls back for every key of the language that a value uses, wherever it stands. */
function walk(node: Node, value: unknown, used: (key: string) => void): void {
  for (const way of (node.anyOf ?? []).filter(isNode)) walk(way, value, used);
  if (Array.isArray(value) && isNode(node.items)) for (const each of value) walk(node.items, each, used);
  if (!isMap(value)) return;
  for (const [key, below] of Object.entries(value)) {
    const known = node.properties?.[key];
    if (known !== undefined) used(key);
    const next = known ?? node.additionalProperties;
    if (isNode(next)) walk(next, below, used);
  }
}

/**
 * Which files use each key of the language, by key, in the order of the schema; keys that none uses have an empty list.
 * `files` are texts of regulation files by name.
 */
export function keyUse(files: { readonly [name: string]: string }): ReadonlyMap<string, readonly string[]> {
  const schema = jsonSchema();
  const uses = new Map<string, Set<string>>();
  const collect = (node: Node): void => {
    for (const [key, below] of Object.entries(node.properties ?? {})) {
      if (!uses.has(key)) uses.set(key, new Set());
      if (isNode(below)) collect(below);
    }
    for (const below of [node.items, node.additionalProperties, ...(node.anyOf ?? [])].filter(isNode)) collect(below);
  };
  collect(schema);
  for (const [name, text] of Object.entries(files))
    walk(schema, parse(text), (key) => {
      uses.get(key)?.add(name);
    });
  return new Map([...uses].map(([key, names]) => [key, [...names]]));
}
