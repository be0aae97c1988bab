import type {
  AppSeen,
  ConversationSeen,
  GroupSeen,
  HomeSeen,
  MessageSeen,
  ModalSeen,
  PersonSeen,
  TeamSeen,
  Update,
} from "../../protocol.ts";
import type { ClockSeen, Fault, TrafficEntry } from "../../protocol-control.ts";

export type Where = { kind: "conversation"; id: string } | { kind: "home"; app: string };

export interface Toast {
  id: number;
  words: string;
}

/** What one acted person's page knows. */
export interface Model {
  online: boolean;
  team?: TeamSeen;
  me?: PersonSeen;
  people: Map<string, PersonSeen>;
  groups: Map<string, GroupSeen>;
  apps: Map<string, AppSeen>;
  conversations: Map<string, ConversationSeen>;
  /** By conversation, ordered by ts; thread replies stand among them. */
  messages: Map<string, MessageSeen[]>;
  /** Conversations whose newest messages have been fetched; true while older ones exist. */
  looked: Map<string, boolean>;
  /** Where reading had stopped when a conversation was opened: the line "New" stands after it. */
  readMark: Map<string, string>;
  modals: ModalSeen[];
  homes: Map<string, HomeSeen>;
  clock: ClockSeen & { since: number };
  faults: Fault[];
  toasts: Toast[];
  where?: Where;
  thread?: { conversation: string; ts: string };
  /** A message to bring before the eyes, as a link to it asks. */
  aim?: { conversation: string; ts: string };
}

export function emptyModel(): Model {
  return {
    online: false,
    people: new Map(),
    groups: new Map(),
    apps: new Map(),
    conversations: new Map(),
    messages: new Map(),
    looked: new Map(),
    readMark: new Map(),
    modals: [],
    homes: new Map(),
    clock: { now: Date.now(), running: true, since: performance.now() },
    faults: [],
    toasts: [],
  };
}

/** Exchanges with the app that the inspector keeps. */
export const TRAFFIC_KEPT = 500;

/** Folds one update of the sandbox into what the page knows. Messages of a conversation never looked at are left out: a look brings them. */
export function applyUpdate(model: Model, update: Exclude<Update, { type: "result" | "traffic" }>): Model {
  switch (update.type) {
    case "snapshot":
      return {
        ...model,
        team: update.team,
        me: update.me,
        people: byId(update.people),
        groups: byId(update.groups),
        apps: byId(update.apps),
        conversations: byId(update.conversations),
        messages: new Map(),
        looked: new Map(),
        modals: update.modals,
        homes: new Map(),
        clock: { ...update.clock, since: performance.now() },
        faults: update.faults,
      };
    case "message":
      return { ...model, messages: withMessages(model.messages, update.message.conversation, [update.message]) };
    case "gone":
      return { ...model, messages: without(model.messages, update.conversation, update.ts) };
    case "conversation":
      return { ...model, conversations: put(model.conversations, update.conversation) };
    case "left":
      return { ...model, conversations: drop(model.conversations, update.conversation) };
    case "modals":
      return { ...model, modals: update.modals };
    case "home":
      return { ...model, homes: new Map(model.homes).set(update.home.app, update.home) };
    case "person":
      return {
        ...model,
        people: put(model.people, update.person),
        ...(model.me?.id === update.person.id ? { me: update.person } : {}),
      };
    case "group":
      return { ...model, groups: put(model.groups, update.group) };
    case "app":
      return { ...model, apps: put(model.apps, update.app) };
    case "toast":
      return { ...model, toasts: [...model.toasts, { id: nextToast(model), words: update.trouble.words }] };
    case "clock":
      return { ...model, clock: { ...update.clock, since: performance.now() } };
    case "faults":
      return { ...model, faults: update.faults };
  }
}

export function nextToast(model: Model): number {
  return (model.toasts.at(-1)?.id ?? 0) + 1;
}

/** Adds or replaces messages by ts, keeping the order. */
export function withMessages(
  all: Map<string, MessageSeen[]>,
  conversation: string,
  added: MessageSeen[],
): Map<string, MessageSeen[]> {
  const byTs = new Map((all.get(conversation) ?? []).map((message) => [message.ts, message]));
  for (const message of added) byTs.set(message.ts, message);
  const ordered = [...byTs.values()].toSorted((a, b) => compareTs(a.ts, b.ts));
  return new Map(all).set(conversation, ordered);
}

/** Slack's ts are decimal strings with six digits after the point: compared as seconds first, so that length never decides. */
export function compareTs(a: string, b: string): number {
  return Number(a.split(".")[0]) - Number(b.split(".")[0]) || Number(a.split(".")[1]) - Number(b.split(".")[1]);
}

/** Milliseconds of a ts. */
export function timeOf(ts: string): number {
  return Math.floor(Number(ts) * 1000);
}

/** What the sandbox's clock shows now, from its last word and real time since. */
export function nowOf(clock: Model["clock"]): number {
  return clock.running ? clock.now + (performance.now() - clock.since) : clock.now;
}

function without(all: Map<string, MessageSeen[]>, conversation: string, ts: string): Map<string, MessageSeen[]> {
  const kept = (all.get(conversation) ?? []).filter((message) => message.ts !== ts);
  return new Map(all).set(conversation, kept);
}

/** Adds an exchange with the app, or puts its answer to it. */
export function withEntry(entries: TrafficEntry[], entry: TrafficEntry): TrafficEntry[] {
  const at = entries.findLastIndex((other) => other.id === entry.id);
  if (at >= 0) return entries.with(at, entry);
  return [...entries, entry].slice(-TRAFFIC_KEPT);
}

function byId<T extends { id: string }>(all: T[]): Map<string, T> {
  return new Map(all.map((each) => [each.id, each]));
}

function put<T extends { id: string }>(all: Map<string, T>, one: T): Map<string, T> {
  return new Map(all).set(one.id, one);
}

function drop<T>(all: Map<string, T>, id: string): Map<string, T> {
  const kept = new Map(all);
  kept.delete(id);
  return kept;
}
