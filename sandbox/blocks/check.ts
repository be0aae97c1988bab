import { isObject } from "../json.ts";
import type { Flaw } from "./flaw.ts";

export type SurfaceKind = "message" | "modal" | "home";

export function checkBlocks(value: unknown, surface: SurfaceKind, at = "/blocks"): Flaw[] {
  if (!Array.isArray(value)) return [{ message: "must provide an array", pointer: at }];
  const most = surface === "message" ? 50 : 100;
  if (value.length > most) return [{ message: `no more than ${most} items allowed`, pointer: at }];
  return value.flatMap((block: unknown, index) =>
    isObject(block) ? [] : [{ message: "must provide an object", pointer: `${at}/${index}` }],
  );
}

export function checkView(value: unknown, at = "/view"): Flaw[] {
  if (!isObject(value)) return [{ message: "must provide an object", pointer: at }];
  return checkBlocks(value["blocks"], value["type"] === "home" ? "home" : "modal", `${at}/blocks`);
}
