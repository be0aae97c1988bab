import type {
  ActResults,
  ConversationSeen,
  Entered,
  EnteredState,
  FileSeen,
  HomeSeen,
  MessageSeen,
  ModalSeen,
  OptionSeen,
} from "../protocol.ts";
import type { Link } from "./link.ts";
import { createScreen, readable, type Screen } from "./screen.ts";
import { elementOn, enteredFor, idsOf, placeOf, type Target } from "./targets.ts";

/** A message that is looked for: a piece of what it says, or a question about it. */
export type Match<T> = string | ((seen: T) => boolean);

/** One person of the workspace, as a test acts through him. Channels may be named by id or as "#name". */
export interface PersonControl {
  id: string;
  say(channel: string, text: string, how?: { thread?: string; broadcast?: boolean; files?: string[] }): Promise<string>;
  edit(message: MessageSeen, text: string): Promise<void>;
  react(message: MessageSeen, name: string, remove?: boolean): Promise<void>;
  /** Answers when the app has acknowledged, or failed to. */
  command(command: string, text: string, channel: string): Promise<ActResults["command"]>;
  messageShortcut(message: MessageSeen, app: string, callbackId: string): Promise<ActResults["message-shortcut"]>;
  globalShortcut(app: string, callbackId: string): Promise<ActResults["global-shortcut"]>;
  /** A button, by action_id or by what stands on it; for an overflow menu or feedback buttons with the option. */
  press(target: Target, button: string, option?: string): Promise<ActResults["use"]>;
  /** In a select, a picker, radio buttons or checkboxes; options by value or text. */
  choose(target: Target, element: string, value: Entered): Promise<ActResults["use"]>;
  /** Into a text field; `enter` presses Enter there. */
  type(target: Target, element: string, text: string, how?: { enter?: boolean }): Promise<ActResults["use"]>;
  options(target: Target, element: string, query: string): Promise<OptionSeen[]>;
  /** Fills the top modal's fields (by action_id, block_id or label) and submits it. */
  submit(values?: Record<string, Entered>): Promise<ActResults["submit"]>;
  closeView(how?: { all?: boolean }): Promise<ActResults["close"]>;
  openHome(app: string): Promise<HomeSeen>;
  upload(name: string, content: Uint8Array | string): Promise<FileSeen>;
  openDm(...users: string[]): Promise<string>;
  join(channel: string): Promise<ActResults["join"]>;
  leave(channel: string): Promise<ActResults["leave"]>;
  read(channel: string): Promise<void>;

  modal(): ModalSeen | undefined;
  modals(): ModalSeen[];
  home(app: string): HomeSeen | undefined;
  messages(channel: string): Promise<MessageSeen[]>;
  thread(channel: string, ts: string): Promise<MessageSeen[]>;
  ephemerals(channel: string): MessageSeen[];
  /** What stands in this person's DMs with apps, oldest first. */
  dms(): Promise<MessageSeen[]>;
  conversations(): ConversationSeen[];
  toasts(): string[];

  /** Waits for a message in a channel (or thread), one that is there already included. */
  sees(channel: string, match: Match<MessageSeen>, within?: number): Promise<MessageSeen>;
  seesDm(match: Match<MessageSeen>, within?: number): Promise<MessageSeen>;
  seesEphemeral(channel: string, match: Match<MessageSeen>, within?: number): Promise<MessageSeen>;
  /** Waits for the top modal to be so. */
  seesModal(match?: Match<ModalSeen>, within?: number): Promise<ModalSeen>;
  seesNoModal(within?: number): Promise<void>;
  seesHome(app: string, match: Match<HomeSeen>, within?: number): Promise<HomeSeen>;
  until<T>(what: string, look: () => T | undefined, within?: number): Promise<T>;
  /** Ends the watching. */
  leaveSandbox(): Promise<void>;
}

export function createPerson(link: Link, id: string): PersonControl {
  const screen = createScreen(id);
  const watching = link.watch(id, (update) => screen.take(update));
  const act: Link["act"] = async (user, what) => {
    await watching;
    return link.act(user, what);
  };
  const channelId = (name: string): string => idOfChannel(screen, name);

  async function use(target: Target, element: string, value?: Entered, by?: "enter"): Promise<ActResults["use"]> {
    const found = elementOn(target, element);
    return act(id, {
      do: "use",
      place: placeOf(target),
      ...idsOf(found),
      ...(value === undefined ? {} : { value: enteredFor(found, value) }),
      ...(by ? { by } : {}),
    });
  }

  async function look(channel: string): Promise<MessageSeen[]> {
    await watching;
    const result = await act(id, { do: "look", conversation: channelId(channel), limit: 10_000 });
    if (!result.ok) throw new Error(`${id} cannot look into ${channel}: ${result.words}`);
    for (const message of result.messages) screen.messages.set(`${message.conversation}/${message.ts}`, message);
    return result.messages;
  }

  async function dms(): Promise<MessageSeen[]> {
    await watching;
    const rooms = [...screen.conversations.values()].filter((one) => one.kind === "app");
    const all = await Promise.all(rooms.map((room) => look(room.id)));
    return all.flat().toSorted((a, b) => (a.ts < b.ts ? -1 : 1));
  }

  const inChannel = (channel: string): MessageSeen[] =>
    [...screen.messages.values()].filter((message) => message.conversation === channelId(channel));

  return {
    id,
    async say(channel, text, how = {}) {
      await watching;
      const result = await act(id, { do: "say", conversation: channelId(channel), text, ...how });
      if (!result.ok) throw new Error(`${id} cannot write to ${channel}: ${result.words}`);
      return result.ts;
    },
    async edit(message, text) {
      must(await act(id, { do: "edit", ...placeOfMessage(message), text }), "edit");
    },
    async react(message, name, remove = false) {
      must(await act(id, { do: "react", ...placeOfMessage(message), name, remove }), "react");
    },
    async command(command, text, channel) {
      await watching;
      return act(id, { do: "command", conversation: channelId(channel), text: `${command} ${text}`.trim() });
    },
    messageShortcut: (message, app, callbackId) =>
      act(id, { do: "message-shortcut", ...placeOfMessage(message), app, callbackId }),
    globalShortcut: (app, callbackId) => act(id, { do: "global-shortcut", app, callbackId }),
    press: (target, button, option) => use(target, button, option),
    choose: (target, element, value) => use(target, element, value),
    type: (target, element, text, how = {}) => use(target, element, text, how.enter ? "enter" : undefined),
    async options(target, element, query) {
      const found = elementOn(target, element);
      const result = await act(id, { do: "options", place: placeOf(target), ...idsOf(found), query });
      if (!result.ok) throw new Error(`${id} gets no options: ${result.words}`);
      return [...result.options, ...result.groups.flatMap((group) => group.options)];
    },
    async submit(values = {}) {
      await watching;
      const modal = screen.modals.at(-1);
      if (!modal) throw new Error(`${id} cannot submit: no modal is open`);
      const state: EnteredState = {};
      for (const [name, value] of Object.entries(values)) {
        const found = elementOn(modal, name);
        const { block, action } = idsOf(found);
        state[block] = { ...state[block], [action]: enteredFor(found, value) };
      }
      return act(id, { do: "submit", view: modal.id, state });
    },
    async closeView(how = {}) {
      await watching;
      const modal = screen.modals.at(-1);
      if (!modal) throw new Error(`${id} cannot close: no modal is open`);
      return act(id, { do: "close", view: modal.id, ...how });
    },
    async openHome(app) {
      const result = await act(id, { do: "home", app });
      if (!result.ok) throw new Error(`${id} cannot open the Home tab of ${app}: ${result.words}`);
      screen.homes.set(app, screen.homes.get(app) ?? result.home);
      return result.home;
    },
    async upload(name, content) {
      const base64 = Buffer.from(content).toString("base64");
      const result = await act(id, { do: "upload", name, mimetype: "", base64 });
      if (!result.ok) throw new Error(`${id} cannot upload ${name}: ${result.words}`);
      return result.file;
    },
    async openDm(...users) {
      const result = await act(id, { do: "open-dm", users });
      if (!result.ok) throw new Error(`${id} cannot open a DM: ${result.words}`);
      return result.conversation;
    },
    join: async (channel) => act(id, { do: "join", conversation: channelId(channel) }),
    leave: async (channel) => act(id, { do: "leave", conversation: channelId(channel) }),
    async read(channel) {
      const last = (await look(channel)).at(-1);
      if (last) must(await act(id, { do: "read", conversation: channelId(channel), ts: last.ts }), "read");
    },

    modal: () => screen.modals.at(-1),
    modals: () => screen.modals,
    home: (app) => screen.homes.get(app),
    messages: look,
    async thread(channel, ts) {
      await watching;
      const result = await act(id, { do: "thread", conversation: channelId(channel), ts });
      if (!result.ok) throw new Error(`${id} finds no thread at ${ts}: ${result.words}`);
      return result.messages;
    },
    ephemerals: (channel) => inChannel(channel).filter((message) => message.ephemeral),
    dms,
    conversations: () => [...screen.conversations.values()],
    toasts: () => screen.toasts.map((trouble) => trouble.words),

    async sees(channel, match, within) {
      await look(channel);
      return screen.until(
        `a message in ${channel}: ${String(match)}`,
        () => inChannel(channel).find((message) => !message.ephemeral && matches(match, message)),
        within,
      );
    },
    async seesDm(match, within) {
      await dms();
      const isDm = (message: MessageSeen): boolean => screen.conversations.get(message.conversation)?.kind === "app";
      return screen.until(
        `a DM: ${String(match)}`,
        () => [...screen.messages.values()].findLast((message) => isDm(message) && matches(match, message)),
        within,
      );
    },
    async seesEphemeral(channel, match, within) {
      await watching;
      return screen.until(
        `an ephemeral message in ${channel}: ${String(match)}`,
        () => inChannel(channel).findLast((message) => message.ephemeral && matches(match, message)),
        within,
      );
    },
    async seesModal(match, within) {
      await watching;
      return screen.until(
        `a modal: ${String(match ?? "any")}`,
        () => {
          const modal = screen.modals.at(-1);
          return modal && (match === undefined || fitsModal(match, modal)) ? modal : undefined;
        },
        within,
      );
    },
    async seesNoModal(within) {
      await watching;
      await screen.until("no modal", () => (screen.modals.length === 0 ? true : undefined), within);
    },
    async seesHome(app, match, within) {
      await watching;
      return screen.until(
        `a Home tab of ${app}: ${String(match)}`,
        () => {
          const home = screen.homes.get(app);
          return home && matches(match, home) ? home : undefined;
        },
        within,
      );
    },
    async until(what, look_, within) {
      await watching;
      return screen.until(what, look_, within);
    },
    leaveSandbox: async () => (await watching)(),
  };
}

function matches<T extends Target>(match: Match<T>, seen: T): boolean {
  return typeof match === "string" ? readable(seen).includes(match) : match(seen);
}

/** A modal is also known by its title. */
function fitsModal(match: Match<ModalSeen>, modal: ModalSeen): boolean {
  return typeof match === "string" ? modal.title.includes(match) || readable(modal).includes(match) : match(modal);
}

function placeOfMessage(message: MessageSeen): { conversation: string; ts: string } {
  return { conversation: message.conversation, ts: message.ts };
}

function must(result: { ok: true } | { ok: false; words: string }, what: string): void {
  if (!result.ok) throw new Error(`Cannot ${what}: ${result.words}`);
}

function idOfChannel(screen: Screen, name: string): string {
  if (!name.startsWith("#")) return name;
  const found = [...screen.conversations.values()].find((one) => `#${one.name}` === name);
  if (!found) throw new Error(`There is no channel ${name} on this screen`);
  return found.id;
}
