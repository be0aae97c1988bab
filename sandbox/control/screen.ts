import type { ConversationSeen, HomeSeen, MessageSeen, ModalSeen, Trouble, Update } from "../protocol.ts";

/** What one person's screen shows, kept up by the updates, and a way to wait for it to change. */
export interface Screen {
  conversations: Map<string, ConversationSeen>;
  /** Every message that has passed by, ephemeral ones too: `channel/ts` → message. */
  messages: Map<string, MessageSeen>;
  modals: ModalSeen[];
  homes: Map<string, HomeSeen>;
  toasts: Trouble[];
  take(update: Update): void;
  /**
   * Waits until `look` gives something, looking again at each update.
   *
   * @param what for the error: what was waited for.
   * @param within real milliseconds, 5,000 unless told.
   * @throws Error that says what the screen showed instead.
   */
  until<T>(what: string, look: () => T | undefined, within?: number): Promise<T>;
}

const PATIENCE = 5_000;

export function createScreen(person: string): Screen {
  const listeners = new Set<() => void>();
  const screen: Screen = {
    conversations: new Map(),
    messages: new Map(),
    modals: [],
    homes: new Map(),
    toasts: [],
    take(update) {
      apply(screen, update);
      for (const listener of listeners) listener();
    },
    until(what, look, within = PATIENCE) {
      return new Promise((resolve, reject) => {
        const stop = (): void => {
          clearTimeout(timer);
          listeners.delete(check);
        };
        const check = (): void => {
          try {
            const found = look();
            if (found === undefined) return;
            stop();
            resolve(found);
          } catch (error) {
            stop();
            reject(error instanceof Error ? error : new Error(String(error)));
          }
        };
        const timer = setTimeout(() => {
          stop();
          reject(new Error(`${person} waited ${within} ms for ${what}. On the screen: ${describe(screen)}`));
        }, within);
        listeners.add(check);
        check();
      });
    },
  };
  return screen;
}

function apply(screen: Screen, update: Update): void {
  switch (update.type) {
    case "snapshot":
      screen.conversations = new Map(update.conversations.map((one) => [one.id, one]));
      screen.modals = update.modals;
      return;
    case "message":
      screen.messages.set(`${update.message.conversation}/${update.message.ts}`, update.message);
      return;
    case "gone":
      screen.messages.delete(`${update.conversation}/${update.ts}`);
      return;
    case "conversation":
      screen.conversations.set(update.conversation.id, update.conversation);
      return;
    case "left":
      screen.conversations.delete(update.conversation);
      return;
    case "modals":
      screen.modals = update.modals;
      return;
    case "home":
      screen.homes.set(update.home.app, update.home);
      return;
    case "toast":
      screen.toasts.push(update.trouble);
      return;
    default:
  }
}

function describe(screen: Screen): string {
  const last = [...screen.messages.values()]
    .slice(-5)
    .map((message) => `${message.conversation}: ${readable(message).slice(0, 200)}`);
  const modal = screen.modals.at(-1);
  return JSON.stringify({
    modal: modal
      ? { title: modal.title, errors: modal.errors, trouble: modal.trouble, says: readable(modal).slice(0, 300) }
      : null,
    lastMessages: last,
    toasts: screen.toasts.slice(-2),
  });
}

/** Every text that stands on a message or a view, in the order of the screen, one a line. */
export function readable(
  seen: Pick<MessageSeen, "blocks"> & Partial<Pick<MessageSeen, "text" | "attachments">>,
): string {
  const shown: unknown = seen.blocks.length > 0 ? seen.blocks : (seen.text ?? "");
  return [...textsIn(shown), ...textsIn(seen.attachments ?? [])].join("\n");
}

/** Keys whose strings are for machines. */
const HIDDEN = new Set([
  "type",
  "block_id",
  "action_id",
  "value",
  "url",
  "style",
  "image_url",
  "icon",
  "initial_value",
  "id",
]);

function textsIn(value: unknown): string[] {
  if (typeof value === "string") return value === "" ? [] : [value];
  if (Array.isArray(value)) return value.flatMap(textsIn);
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, member]) => (HIDDEN.has(key) ? [] : textsIn(member)));
}
