/** JSON as it travels, and the few readers that the rest of the sandbox needs to look into it without trusting it. */

export type Json = null | boolean | number | string | Json[] | JsonObject;

/** `undefined` members vanish when written, as JSON.stringify does it. */
export interface JsonObject {
  [key: string]: Json | undefined;
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function isObjects(value: unknown): value is JsonObject[] {
  return Array.isArray(value) && value.every(isObject);
}

/** The member as an object, or an empty one. */
export function objectAt(of: JsonObject | undefined, key: string): JsonObject {
  const value = of?.[key];
  return isObject(value) ? value : {};
}

/** The objects of the array at `key`; anything else in it is left out. */
export function objectsAt(of: JsonObject | undefined, key: string): JsonObject[] {
  const value = of?.[key];
  return Array.isArray(value) ? value.filter(isObject) : [];
}

export function textAt(of: JsonObject | undefined, key: string): string | undefined {
  const value = of?.[key];
  return typeof value === "string" ? value : undefined;
}

export function textsAt(of: JsonObject | undefined, key: string): string[] {
  const value = of?.[key];
  return Array.isArray(value) ? value.filter((one) => typeof one === "string") : [];
}

/** The text of a text object ({type, text}) at `key`. */
export function labelAt(of: JsonObject | undefined, key: string): string | undefined {
  return textAt(objectAt(of, key), "text");
}

/** A deep copy, so that nothing that left the store can change what is in it. */
export function copyOf<T>(value: T): T {
  return structuredClone(value);
}

/** Parses, or `undefined` where it is no JSON. */
export function parseJson(text: string): Json | undefined {
  try {
    const parsed: Json = JSON.parse(text);
    return parsed;
  } catch {
    return undefined;
  }
}

/** Turns a value of ours (interfaces included) into plain JSON, dropping what JSON cannot hold. */
export function toJson(value: unknown): Json {
  return parseJson(JSON.stringify(value) ?? "null") ?? null;
}

/** {@link toJson} for what is known to be an object. */
export function toJsonObject(value: object): JsonObject {
  const json = toJson(value);
  return isObject(json) ? json : {};
}
