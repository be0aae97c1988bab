import { loadingView, noticeView } from "../notice.ts";
import { showView } from "../showing.ts";
import type { Surroundings } from "../surroundings.ts";
import type { Hand, ShownView } from "./hand.ts";

/** After this long somebody who waits for a modal is told so; Slack gives three seconds. */
const PATIENCE_MS = 1500;

interface Opener extends Pick<Hand, "reader" | "show" | "say"> {
  readonly parts: Pick<Surroundings, "clients" | "log">;
}

/**
 * Carries out what ends in a modal or in a word. If that takes long, a line opens in its place at once, and the modal
 * or the word follows there.
 */
export async function opening<H extends Opener>(hand: H, work: (hand: H) => Promise<void>): Promise<void> {
  const { parts, reader } = hand;
  let loading: Promise<ShownView | undefined> = Promise.resolve(undefined);
  const timer = setTimeout(() => {
    loading = hand.show(loadingView(reader)).catch((error: unknown) => {
      parts.log.warn({ err: error }, "A line to wait by could not be shown");
      return undefined;
    });
  }, PATIENCE_MS);
  const settled = async () => {
    clearTimeout(timer);
    return loading;
  };
  try {
    await work({
      ...hand,
      show: async (view) => {
        const under = await settled();
        return under === undefined ? hand.show(view) : showView(view, { update: under.id }, parts);
      },
      say: async (message) => {
        const under = await settled();
        if (under === undefined) await hand.say(message);
        else await showView(noticeView(message.blocks, reader), { update: under.id }, parts);
      },
    });
  } finally {
    clearTimeout(timer);
  }
}
