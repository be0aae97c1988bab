import type { Found } from "../blocks/elements.ts";
import type { ActResults, Entered, EnteredState, FileSeen, HomeSeen, MessageSeen, OptionSeen } from "../protocol.ts";
import { look, must, type Seat } from "./seat.ts";
import { elementOn, enteredFor, idsOf, placeOf, type Target } from "./targets.ts";

/** What a person says and asks for. */
export interface PersonWords {
  say(channel: string, text: string, how?: { thread?: string; broadcast?: boolean; files?: string[] }): Promise<string>;
  edit(message: MessageSeen, text: string): Promise<void>;
  react(message: MessageSeen, name: string, remove?: boolean): Promise<void>;
  /** Answers when the app has acknowledged, or failed to. */
  command(command: string, text: string, channel: string): Promise<ActResults["command"]>;
  messageShortcut(message: MessageSeen, app: string, callbackId: string): Promise<ActResults["message-shortcut"]>;
  globalShortcut(app: string, callbackId: string): Promise<ActResults["global-shortcut"]>;
}

/** What a person does with buttons, fields and forms. */
export interface PersonHands {
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
}

/** Where a person goes, and what he takes along. */
export interface PersonSteps {
  openHome(app: string): Promise<HomeSeen>;
  upload(name: string, content: Uint8Array | string): Promise<FileSeen>;
  openDm(...users: string[]): Promise<string>;
  join(channel: string): Promise<ActResults["join"]>;
  leave(channel: string): Promise<ActResults["leave"]>;
  read(channel: string): Promise<void>;
}

export function personWords(seat: Seat): PersonWords {
  return {
    async say(channel, text, how = {}) {
      await seat.watching;
      const result = await seat.act({ do: "say", conversation: seat.channelId(channel), text, ...how });
      if (!result.ok) throw new Error(`${seat.id} cannot write to ${channel}: ${result.words}`);
      return result.ts;
    },
    async edit(message, text) {
      must(await seat.act({ do: "edit", ...placeOfMessage(message), text }), "edit");
    },
    async react(message, name, remove = false) {
      must(await seat.act({ do: "react", ...placeOfMessage(message), name, remove }), "react");
    },
    async command(command, text, channel) {
      await seat.watching;
      return seat.act({ do: "command", conversation: seat.channelId(channel), text: `${command} ${text}`.trim() });
    },
    messageShortcut: (message, app, callbackId) =>
      seat.act({ do: "message-shortcut", ...placeOfMessage(message), app, callbackId }),
    globalShortcut: (app, callbackId) => seat.act({ do: "global-shortcut", app, callbackId }),
  };
}

export function personHands(seat: Seat): PersonHands {
  return {
    press: async (target, button, option) =>
      use(seat, elementOn(target, button), { target, ...(option === undefined ? {} : { value: option }) }),
    choose: async (target, element, value) => use(seat, elementOn(target, element), { target, value }),
    type: async (target, element, text, how = {}) =>
      use(seat, elementOn(target, element), { target, value: text, ...(how.enter ? { by: "enter" } : {}) }),
    async options(target, element, query) {
      const found = elementOn(target, element);
      const result = await seat.act({ do: "options", place: placeOf(target), ...idsOf(found), query });
      if (!result.ok) throw new Error(`${seat.id} gets no options: ${result.words}`);
      return [...result.options, ...result.groups.flatMap((group) => group.options)];
    },
    async submit(values = {}) {
      await seat.watching;
      const modal = seat.screen.modals.at(-1);
      if (!modal) throw new Error(`${seat.id} cannot submit: no modal is open`);
      const state: EnteredState = {};
      for (const [name, value] of Object.entries(values)) {
        const found = elementOn(modal, name);
        const { block, action } = idsOf(found);
        state[block] = { ...state[block], [action]: enteredFor(found, value) };
      }
      return seat.act({ do: "submit", view: modal.id, state });
    },
    async closeView(how = {}) {
      await seat.watching;
      const modal = seat.screen.modals.at(-1);
      if (!modal) throw new Error(`${seat.id} cannot close: no modal is open`);
      return seat.act({ do: "close", view: modal.id, ...how });
    },
  };
}

export function personSteps(seat: Seat): PersonSteps {
  return {
    async openHome(app) {
      const result = await seat.act({ do: "home", app });
      if (!result.ok) throw new Error(`${seat.id} cannot open the Home tab of ${app}: ${result.words}`);
      seat.screen.homes.set(app, seat.screen.homes.get(app) ?? result.home);
      return result.home;
    },
    async upload(name, content) {
      const base64 = Buffer.from(content).toString("base64");
      const result = await seat.act({ do: "upload", name, mimetype: "", base64 });
      if (!result.ok) throw new Error(`${seat.id} cannot upload ${name}: ${result.words}`);
      return result.file;
    },
    async openDm(...users) {
      const result = await seat.act({ do: "open-dm", users });
      if (!result.ok) throw new Error(`${seat.id} cannot open a DM: ${result.words}`);
      return result.conversation;
    },
    join: async (channel) => seat.act({ do: "join", conversation: seat.channelId(channel) }),
    leave: async (channel) => seat.act({ do: "leave", conversation: seat.channelId(channel) }),
    async read(channel) {
      const last = (await look(seat, channel)).at(-1);
      if (last) must(await seat.act({ do: "read", conversation: seat.channelId(channel), ts: last.ts }), "read");
    },
  };
}

function use(
  seat: Seat,
  found: Found,
  how: { target: Target; value?: Entered; by?: "enter" },
): Promise<ActResults["use"]> {
  return seat.act({
    do: "use",
    place: placeOf(how.target),
    ...idsOf(found),
    ...(how.value === undefined ? {} : { value: enteredFor(found, how.value) }),
    ...(how.by ? { by: how.by } : {}),
  });
}

function placeOfMessage(message: MessageSeen): { conversation: string; ts: string } {
  return { conversation: message.conversation, ts: message.ts };
}
