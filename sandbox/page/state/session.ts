import type { Act, ActResults, MessageSeen, Problem, WorkspaceSeen } from "../../protocol.ts";
import type { Deed, DeedResults, TrafficEntry } from "../../protocol-control.ts";
import {
  applyUpdate,
  emptyModel,
  nextToast,
  TRAFFIC_KEPT,
  withEntry,
  withMessages,
  type Model,
  type Where,
} from "./model.ts";
import { openLine, type Line } from "./socket.ts";
import { createStore, type Store } from "./store.ts";

/** What components do: everything that a person's hand can cause on the page. */
export interface Session {
  workspace: WorkspaceSeen;
  model: Store<Model>;
  /** Apart from the model: it changes with every exchange, and only the inspector looks at it. */
  traffic: Store<TrafficEntry[]>;
  /** Unsent words, by person and place. */
  drafts: Map<string, string>;
  act: <A extends Act>(act: A) => Promise<ActResults[A["do"]]>;
  /** The same, and says Slack's words in a toast where it failed. */
  tryAct: <A extends Act>(act: A) => Promise<ActResults[A["do"]]>;
  deed: <D extends Deed>(deed: D) => Promise<DeedResults[D["do"]] | Problem>;
  become: (person: string) => void;
  go: (where: Where) => void;
  /** Back to the list of conversations, on narrow windows. */
  leave: () => void;
  openThread: (conversation: string, ts: string) => void;
  /** Goes to one message, and opens the thread that it stands in. */
  show: (at: MessagePlace) => Promise<void>;
  closeThread: () => void;
  lookBack: (conversation: string) => Promise<void>;
  say: (words: string) => void;
  dismiss: (toast: number) => void;
}

const PAGE = 50;
const TOAST_MS = 6000;
const AIM_MS = 3000;
const FAR_BACK = 20;

/** Reads who is there, takes the person named in the address (or the first) and opens the line to the sandbox. */
export async function startSession(): Promise<Session> {
  const [workspace, passed] = await Promise.all([
    read<WorkspaceSeen>("/_sandbox/workspace"),
    read<TrafficEntry[]>("/_sandbox/traffic?since=0"),
  ]);
  const model = createStore(emptyModel());
  const traffic = createStore(passed.slice(-TRAFFIC_KEPT));
  let line: Line | undefined;
  let person = "";
  let linked = placeInLink(location.href);

  function become(next: string): void {
    const place = readAddress();
    person = next;
    line?.close();
    model.set((old) => ({ ...emptyModel(), clock: old.clock }));
    const opened = openLine({
      as: next,
      onOnline: (online) => line === opened && model.set((old) => ({ ...old, online })),
      onUpdate: (update) => {
        if (line !== opened) return;
        if (update.type === "traffic") return traffic.set((old) => withEntry(old, update.entry));
        model.set((old) => applyUpdate(old, update));
        if (update.type === "snapshot") {
          land(place?.person === next ? place.where : undefined);
          if (linked && model.get().conversations.has(linked.conversation)) void show(linked);
          linked = undefined;
        }
        if (update.type === "toast") fade();
        if (update.type === "left") land(undefined);
      },
    });
    line = opened;
  }

  /* After a snapshot: stay where one was, else the first channel; on narrow windows the list comes first. */
  function land(wanted: Where | undefined): void {
    const { where, conversations, apps } = model.get();
    const known = (place: Where | undefined): boolean =>
      place !== undefined && (place.kind === "home" ? apps.has(place.app) : conversations.has(place.id));
    if (known(where)) return open(where);
    if (known(wanted)) return open(wanted);
    if (matchMedia("(max-width: 720px)").matches) return open(undefined);
    const first = [...conversations.values()].find((each) => each.member && !each.archived && each.kind !== "app");
    open(first ? { kind: "conversation", id: first.id } : undefined);
  }

  function open(where: Where | undefined): void {
    model.set((old) => {
      const { where: _where, thread, ...rest } = old;
      const keep = thread && where?.kind === "conversation" && where.id === thread.conversation ? { thread } : {};
      return where ? { ...rest, where, ...keep } : rest;
    });
    writeAddress(person, where);
    if (where?.kind === "conversation") void enter(where.id);
    if (where?.kind === "home") void showHome(where.app);
    const thread = model.get().thread;
    if (thread) void fetchThread(thread.conversation, thread.ts);
  }

  async function enter(id: string): Promise<void> {
    const before = model.get().conversations.get(id);
    if (before)
      model.set((old) => ({
        ...old,
        readMark: new Map(old.readMark).set(id, before.unread > 0 ? before.lastRead : ""),
      }));
    const seen = await act({ do: "look", conversation: id, limit: PAGE });
    if (!seen.ok) return say(seen.words);
    model.set((old) => ({
      ...old,
      messages: withMessages(old.messages, id, seen.messages),
      looked: new Map(old.looked).set(id, seen.hasMore),
    }));
  }

  async function show(at: MessagePlace): Promise<void> {
    const { conversation, ts, thread } = at;
    open({ kind: "conversation", id: conversation });
    if (thread !== undefined && thread !== ts) {
      model.set((old) => ({ ...old, thread: { conversation, ts: thread } }));
      await fetchThread(conversation, thread);
    } else await enter(conversation);
    const there = (): boolean =>
      model
        .get()
        .messages.get(conversation)
        ?.some((each) => each.ts === ts) === true;
    for (let page = 0; page < FAR_BACK && !there() && model.get().looked.get(conversation) === true; page += 1)
      await lookBack(conversation);
    if (!there()) return;
    model.set((old) => ({ ...old, aim: { conversation, ts } }));
    setTimeout(() => model.set(({ aim: _aim, ...rest }) => rest), AIM_MS);
  }

  async function lookBack(conversation: string): Promise<void> {
    const oldest = topLevel(model.get().messages.get(conversation) ?? [])[0];
    if (!oldest) return;
    const seen = await act({ do: "look", conversation, before: oldest.ts, limit: PAGE });
    if (!seen.ok) return say(seen.words);
    model.set((old) => ({
      ...old,
      messages: withMessages(old.messages, conversation, seen.messages),
      looked: new Map(old.looked).set(conversation, seen.hasMore),
    }));
  }

  async function showHome(app: string): Promise<void> {
    const seen = await act({ do: "home", app });
    if (seen.ok) model.set((old) => ({ ...old, homes: new Map(old.homes).set(app, seen.home) }));
    else say(seen.words);
  }

  async function fetchThread(conversation: string, ts: string): Promise<void> {
    const seen = await act({ do: "thread", conversation, ts });
    if (seen.ok) model.set((old) => ({ ...old, messages: withMessages(old.messages, conversation, seen.messages) }));
    else say(seen.words);
  }

  function act<A extends Act>(what: A): Promise<ActResults[A["do"]]> {
    if (!line) throw new Error("nobody is acted yet");
    return line.act(what);
  }

  function say(words: string): void {
    if (words === "") return;
    model.set((old) => ({ ...old, toasts: [...old.toasts, { id: nextToast(old), words }] }));
    fade();
  }

  function fade(): void {
    const last = model.get().toasts.at(-1);
    if (last) setTimeout(() => dismiss(last.id), TOAST_MS);
  }

  function dismiss(toast: number): void {
    model.set((old) => ({ ...old, toasts: old.toasts.filter((each) => each.id !== toast) }));
  }

  const session: Session = {
    workspace,
    model,
    traffic,
    drafts: new Map(),
    act,
    async tryAct(what) {
      const result = await act(what);
      if (!result.ok) say(result.words);
      return result;
    },
    deed: async (what) => {
      const result = await (line ?? fail()).deed(what);
      if ("ok" in result && !result.ok) say(result.words);
      return result;
    },
    become,
    go: open,
    leave: () => open(undefined),
    openThread(conversation, ts) {
      model.set((old) => ({ ...old, thread: { conversation, ts } }));
      void fetchThread(conversation, ts);
    },
    closeThread: () => model.set(withoutThread),
    show,
    lookBack,
    say,
    dismiss,
  };
  const wanted = readAddress()?.person ?? localStorage.getItem("person");
  const first = workspace.people.find((each) => each.id === wanted) ?? workspace.people[0];
  if (first) become(first.id);
  return session;
}

async function read<T>(path: string): Promise<T> {
  const answer = await fetch(path);
  const body: T = await answer.json();
  return body;
}

function withoutThread(model: Model): Model {
  const { thread: _thread, ...rest } = model;
  return rest;
}

/** Messages that stand in the conversation itself: no replies, save those also sent to the channel. */
export function topLevel(messages: MessageSeen[]): MessageSeen[] {
  return messages.filter(
    (each) => each.threadTs === undefined || each.threadTs === each.ts || each.subtype === "thread_broadcast",
  );
}

function fail(): never {
  throw new Error("nobody is acted yet");
}

/** One message, and the thread that it is a reply in. */
export interface MessagePlace {
  conversation: string;
  ts: string;
  thread?: string;
}

/** The message that a permalink of this sandbox leads to; undefined for every other address. */
export function placeInLink(address: string): MessagePlace | undefined {
  if (!URL.canParse(address)) return undefined;
  const url = new URL(address);
  const match = /^\/archives\/([A-Z0-9]+)\/p(\d{10})(\d{6})$/.exec(url.pathname);
  if (url.origin !== location.origin || !match) return undefined;
  const thread = url.searchParams.get("thread_ts");
  return { conversation: match[1] ?? "", ts: `${match[2]}.${match[3]}`, ...(thread === null ? {} : { thread }) };
}

/** The permalink of a message. */
export function linkTo({ conversation, ts, thread }: MessagePlace): string {
  const reply = thread === undefined || thread === ts ? "" : `?thread_ts=${thread}&cid=${conversation}`;
  return `${location.origin}/archives/${conversation}/p${ts.replace(".", "")}${reply}`;
}

/* The address remembers who and where: "#/U1/C1" or "#/U1/home/A1". */
function readAddress(): { person: string; where?: Where } | undefined {
  const [, person, first, second] = location.hash.split("/");
  if (!person) return undefined;
  if (first === "home" && second) return { person, where: { kind: "home", app: second } };
  return first ? { person, where: { kind: "conversation", id: first } } : { person };
}

function writeAddress(person: string, where: Where | undefined): void {
  const place = where === undefined ? "" : where.kind === "home" ? `/home/${where.app}` : `/${where.id}`;
  history.replaceState(null, "", `/#/${person}${place}`);
  localStorage.setItem("person", person);
}
