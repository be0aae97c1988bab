import type { Modal } from "../modal.ts";
import type { Message } from "../card.ts";
import type { Reader } from "../voice.ts";
import type { Surroundings } from "../surroundings.ts";
import type { SeenView } from "../door.ts";

/** What a handler works with: the app, the reader, and ways to answer. */
export interface Hand {
  readonly parts: Surroundings;
  readonly reader: Reader;
  /** Opens a modal, or pushes it on the one that is open. */
  readonly show: (view: Modal) => Promise<ShownView | undefined>;
  /** Says something to this reader alone, where they are. */
  readonly say: (message: Message) => Promise<void>;
}

export interface ShownView {
  readonly id: string;
  readonly hash: string;
}

/** A press is answered where it was made. */
export interface PressHand extends Hand {
  /** The view in which the press was made, if any. */
  readonly view?: SeenView;
  /** Names this very press. */
  readonly key: string;
  /** Slack's time of the press. */
  readonly at: string;
  readonly value: string;
  readonly channel?: string;
}
