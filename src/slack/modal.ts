import type { KnownBlock, ModalView } from "@slack/types";

/** A modal of ours: only kinds of blocks that we know. */
export interface Modal extends Omit<ModalView, "blocks"> {
  blocks: KnownBlock[];
}
