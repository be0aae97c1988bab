import type { Act, ActResults, MessageSeen } from "../protocol.ts";
import type { Link } from "./link.ts";
import { createScreen, type Screen } from "./screen.ts";

/** One person's place in the sandbox: his screen, kept up from now on, and his hands. */
export interface Seat {
  id: string;
  screen: Screen;
  /** Resolves, once the screen shows the workspace, to the way to stop watching. */
  watching: Promise<() => void>;
  act<A extends Act>(act: A): Promise<ActResults[A["do"]]>;
  /** A channel given by its id or as "#name". */
  channelId(name: string): string;
}

export function takeSeat(link: Link, id: string): Seat {
  const screen = createScreen(id);
  const watching = link.watch(id, (update) => screen.take(update));
  return {
    id,
    screen,
    watching,
    async act(what) {
      await watching;
      return link.act(id, what);
    },
    channelId: (name) => idOfChannel(screen, name),
  };
}

function idOfChannel(screen: Screen, name: string): string {
  if (!name.startsWith("#")) return name;
  const found = [...screen.conversations.values()].find((one) => `#${one.name}` === name);
  if (!found) throw new Error(`There is no channel ${name} on this screen`);
  return found.id;
}

/** Everything that stands in a conversation; the screen knows it from then on. */
export async function look(seat: Seat, channel: string): Promise<MessageSeen[]> {
  await seat.watching;
  const result = await seat.act({ do: "look", conversation: seat.channelId(channel), limit: 10_000 });
  if (!result.ok) throw new Error(`${seat.id} cannot look into ${channel}: ${result.words}`);
  for (const message of result.messages) seat.screen.messages.set(`${message.conversation}/${message.ts}`, message);
  return result.messages;
}

/** Throws what Slack said where something could not be done. */
export function must(result: { ok: true } | { ok: false; words: string }, what: string): void {
  if (!result.ok) throw new Error(`Cannot ${what}: ${result.words}`);
}
