import { isObject } from "../json.ts";
import type { Act } from "../protocol.ts";
import type { Deed } from "../protocol-control.ts";

type Shape = Record<string, "text" | "texts" | "number" | "any">;

/** What each act must carry; members that may be missing are read where they are used. */
const ACTS: Record<Act["do"], Shape> = {
  look: { conversation: "text" },
  thread: { conversation: "text", ts: "text" },
  read: { conversation: "text", ts: "text" },
  say: { conversation: "text", text: "text" },
  edit: { conversation: "text", ts: "text", text: "text" },
  delete: { conversation: "text", ts: "text" },
  react: { conversation: "text", ts: "text", name: "text" },
  command: { conversation: "text", text: "text" },
  "message-shortcut": { conversation: "text", ts: "text", app: "text", callbackId: "text" },
  "global-shortcut": { app: "text", callbackId: "text" },
  use: { place: "any", block: "text", action: "text" },
  options: { place: "any", block: "text", action: "text", query: "text" },
  submit: { view: "text" },
  close: { view: "text" },
  home: { app: "text" },
  "open-dm": { users: "texts" },
  upload: { name: "text", mimetype: "text", base64: "text" },
  join: { conversation: "text" },
  leave: { conversation: "text" },
  invite: { conversation: "text", users: "texts" },
};

const DEEDS: Record<Deed["do"], Shape> = {
  "clock-stop": {},
  "clock-start": {},
  "clock-move": { by: "number" },
  "clock-set": { now: "number" },
  fault: { where: "text", what: "any" },
  lift: {},
  "close-socket": { app: "text", reason: "text" },
  "revoke-token": { app: "text" },
  archive: { channel: "text" },
  deactivate: { user: "text" },
  "set-person": { user: "text" },
  "add-member": { channel: "text", user: "text" },
  "remove-member": { channel: "text", user: "text" },
  "set-group": { group: "text", members: "texts" },
  "set-app": { app: "text" },
  "verify-url": { app: "text" },
  "rate-limits": { mode: "text" },
};

function fits(value: unknown, shapes: Record<string, Shape>): boolean {
  if (!isObject(value) || typeof value["do"] !== "string") return false;
  const shape = Object.hasOwn(shapes, value["do"]) ? shapes[value["do"]] : undefined;
  if (!shape) return false;
  return Object.entries(shape).every(([key, kind]) => {
    const member = value[key];
    if (kind === "text") return typeof member === "string";
    if (kind === "number") return typeof member === "number";
    if (kind === "texts") return Array.isArray(member) && member.every((one) => typeof one === "string");
    return isObject(member);
  });
}

export function isAct(value: unknown): value is Act {
  return fits(value, ACTS);
}

export function isDeed(value: unknown): value is Deed {
  return fits(value, DEEDS);
}
