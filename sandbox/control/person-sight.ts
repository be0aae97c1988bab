import type { ConversationSeen, HomeSeen, MessageSeen, ModalSeen } from "../protocol.ts";
import { readable } from "./screen.ts";
import { look, type Seat } from "./seat.ts";
import type { Target } from "./targets.ts";

/** A message that is looked for: a piece of what it says, or a question about it. */
export type Match<T> = string | ((seen: T) => boolean);

/** What a person sees now, and what he waits to see: real milliseconds, 5,000 unless told. */
export interface PersonSight {
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

export function personSight(seat: Seat): PersonSight {
  return {
    modal: () => seat.screen.modals.at(-1),
    modals: () => seat.screen.modals,
    home: (app) => seat.screen.homes.get(app),
    messages: (channel) => look(seat, channel),
    async thread(channel, ts) {
      await seat.watching;
      const result = await seat.act({ do: "thread", conversation: seat.channelId(channel), ts });
      if (!result.ok) throw new Error(`${seat.id} finds no thread at ${ts}: ${result.words}`);
      return result.messages;
    },
    ephemerals: (channel) => inChannel(seat, channel).filter((message) => message.ephemeral),
    dms: () => dms(seat),
    conversations: () => [...seat.screen.conversations.values()],
    toasts: () => seat.screen.toasts.map((trouble) => trouble.words),

    async sees(channel, match, within) {
      await look(seat, channel);
      return seat.screen.until(
        `a message in ${channel}: ${String(match)}`,
        () => inChannel(seat, channel).find((message) => !message.ephemeral && matches(match, message)),
        within,
      );
    },
    async seesDm(match, within) {
      await dms(seat);
      const isDm = (message: MessageSeen): boolean =>
        seat.screen.conversations.get(message.conversation)?.kind === "app";
      return seat.screen.until(
        `a DM: ${String(match)}`,
        () => [...seat.screen.messages.values()].findLast((message) => isDm(message) && matches(match, message)),
        within,
      );
    },
    async seesEphemeral(channel, match, within) {
      await seat.watching;
      return seat.screen.until(
        `an ephemeral message in ${channel}: ${String(match)}`,
        () => inChannel(seat, channel).findLast((message) => message.ephemeral && matches(match, message)),
        within,
      );
    },
    async seesModal(match, within) {
      await seat.watching;
      return seat.screen.until(
        `a modal: ${String(match ?? "any")}`,
        () => {
          const modal = seat.screen.modals.at(-1);
          return modal && (match === undefined || fitsModal(match, modal)) ? modal : undefined;
        },
        within,
      );
    },
    async seesNoModal(within) {
      await seat.watching;
      await seat.screen.until("no modal", () => (seat.screen.modals.length === 0 ? true : undefined), within);
    },
    async seesHome(app, match, within) {
      await seat.watching;
      return seat.screen.until(
        `a Home tab of ${app}: ${String(match)}`,
        () => {
          const home = seat.screen.homes.get(app);
          return home && matches(match, home) ? home : undefined;
        },
        within,
      );
    },
    async until(what, look_, within) {
      await seat.watching;
      return seat.screen.until(what, look_, within);
    },
    leaveSandbox: async () => (await seat.watching)(),
  };
}

async function dms(seat: Seat): Promise<MessageSeen[]> {
  await seat.watching;
  const rooms = [...seat.screen.conversations.values()].filter((one) => one.kind === "app");
  const all = await Promise.all(rooms.map((room) => look(seat, room.id)));
  return all.flat().toSorted((a, b) => (a.ts < b.ts ? -1 : 1));
}

function inChannel(seat: Seat, channel: string): MessageSeen[] {
  const id = seat.channelId(channel);
  return [...seat.screen.messages.values()].filter((message) => message.conversation === id);
}

function matches<T extends Target>(match: Match<T>, seen: T): boolean {
  return typeof match === "string" ? readable(seen).includes(match) : match(seen);
}

/** A modal is also known by its title. */
function fitsModal(match: Match<ModalSeen>, modal: ModalSeen): boolean {
  return typeof match === "string" ? modal.title.includes(match) || readable(modal).includes(match) : match(modal);
}
