import type { Done } from "./protocol.ts";

/**
 * The part of the protocol that belongs to nobody in the workspace: the clock, faults, the record of the traffic, and the deeds
 * of the one who holds the sandbox. How it travels is said in protocol.ts.
 */

// ───────────────────────────── clock, faults, traffic ─────────────────────────────

export interface ClockSeen {
  now: number;
  /** A running clock goes at the pace of real time from `now`. */
  running: boolean;
}

export interface FaultMatch {
  app?: string;
  /** A Web API method, or the start of one with a star: "chat.*". Only for `api` faults. */
  method?: string;
  channel?: string;
  /** An event type, "/command", callback_id or action_id. Only for `delivery` faults. */
  name?: string;
}

export type FaultKind =
  /** `api`, `response_url`: carried out, then the connection is cut without an answer. */
  | { kind: "drop-answer" }
  /** `api`, `response_url`: the answer waits (real milliseconds). `delivery`: the request to the app waits. */
  | { kind: "delay"; ms: number }
  /** `api`: HTTP 429 with Retry-After. */
  | { kind: "rate-limit"; retryAfter: number }
  /** `api`, `response_url`: this status; `carriedOut`: after the effect rather than instead of it. */
  | { kind: "status"; status: number; carriedOut?: boolean }
  /** `api`: `ok:false` with this error, nothing carried out. */
  | { kind: "error"; error: string }
  /** `delivery`: never sent. */
  | { kind: "lose" }
  /** `delivery`: the same payload twice. */
  | { kind: "twice" }
  /** `delivery` of events: once more, as another event with an event_id of its own. */
  | { kind: "two-ids" }
  /** `delivery` of events: held back until the next event for the app has been delivered. */
  | { kind: "reorder" };

export interface Fault {
  id: string;
  where: "api" | "response_url" | "delivery";
  match: FaultMatch;
  what: FaultKind;
  /** How many more times; `null`: until lifted. */
  left: number | null;
}

export type TrafficKind = "api" | "event" | "command" | "interaction" | "options" | "response_url" | "socket" | "file";

export interface TrafficEntry {
  id: number;
  at: number;
  /** Real milliseconds from request to answer; absent while under way. */
  took?: number;
  direction: "to-app" | "from-app";
  app: string;
  kind: TrafficKind;
  /** Method, event type, "/command", "view_submission callback_id", "hello", … */
  name: string;
  /** The person whose gesture caused it, where there is one. */
  by?: string;
  transport: "http" | "socket";
  /** Retry number of an event, from 1. */
  retry?: number;
  request: unknown;
  response?: unknown;
  status?: number;
  /** Short verdict for a list: "ok", "channel_not_found", "operation_timeout", … */
  verdict?: string;
  /** The fault that struck it. */
  fault?: FaultKind["kind"];
}

// ───────────────────────────── deeds of the one who holds the sandbox ─────────────────────────────

export type Deed =
  | { do: "clock-stop" }
  | { do: "clock-start" }
  /** Forward, in milliseconds. What falls due on the way happens in order. */
  | { do: "clock-move"; by: number }
  /** To an instant, which may also be in the past. */
  | { do: "clock-set"; now: number }
  | { do: "fault"; where: Fault["where"]; match?: FaultMatch; what: FaultKind; times?: number | null }
  /** One fault, or all of them. */
  | { do: "lift"; id?: string }
  | { do: "close-socket"; app: string; reason: "warning" | "refresh_requested" | "link_disabled" | "cut" }
  | { do: "revoke-token"; app: string }
  | { do: "archive"; channel: string; undo?: boolean }
  | { do: "deactivate"; user: string; undo?: boolean }
  | { do: "set-person"; user: string; locale?: string; tz?: string; title?: string; displayName?: string }
  | { do: "add-member"; channel: string; user: string }
  | { do: "remove-member"; channel: string; user: string }
  | { do: "set-group"; group: string; members: string[] }
  /** As one changes an app's settings: where it is reached, and how. */
  | { do: "set-app"; app: string; requestUrl?: string; socketMode?: boolean }
  /** What Slack does when a request URL is saved: a challenge that must come back. */
  | { do: "verify-url"; app: string }
  | { do: "rate-limits"; mode: "off" | "real" };

export interface DeedResults {
  "clock-stop": ClockSeen;
  "clock-start": ClockSeen;
  "clock-move": ClockSeen;
  "clock-set": ClockSeen;
  fault: Fault;
  lift: Done;
  "close-socket": { ok: true; closed: number };
  "revoke-token": Done;
  archive: Done;
  deactivate: Done;
  "set-person": Done;
  "add-member": Done;
  "remove-member": Done;
  "set-group": Done;
  "set-app": Done;
  "verify-url": { ok: true; verified: boolean };
  "rate-limits": Done;
}
