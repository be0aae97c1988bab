import type { FileRef } from "../../desk/facts.ts";
import type { Filing } from "./read.ts";

/** The message that a complaint is filed from, whole; a form holds only its beginning. */
export interface MessageSource {
  readonly channel: string;
  readonly ts: string;
  readonly threadTs?: string;
  readonly text: string;
  readonly files: readonly FileRef[];
  permalink?: string;
}

/** Messages of forms that are open now. They are ours to keep for a moment only: the case keeps them for good. */
export interface Sources {
  keep(source: MessageSource): string;
  find(key: string | undefined): MessageSource | undefined;
}

/** Forms open at the same time; more are not worth their memory. */
const MOST = 500;

export function makeSources(): Sources {
  const kept = new Map<string, MessageSource>();
  return {
    keep(source) {
      const key = `${source.channel}:${source.ts}`;
      kept.delete(key);
      kept.set(key, source);
      const oldest = kept.keys().next();
      if (kept.size > MOST && oldest.done !== true) kept.delete(oldest.value);
      return key;
    },
    find: (key) => (key === undefined ? undefined : kept.get(key)),
  };
}

/**
 * What the case keeps of the message. Of one that is forgotten (the app was started anew meanwhile) its place is
 * known from the key; its text is what the form began with.
 */
export function filingSource(key: string | undefined, sources: Sources, words: string): Filing["source"] {
  if (key === undefined) return undefined;
  const source = sources.find(key);
  if (source !== undefined) {
    const { channel, ts, text, permalink } = source;
    return { channel, ts, text, ...(permalink === undefined ? {} : { permalink }) };
  }
  const [channel, ts] = key.split(":", 2);
  return channel === undefined || ts === undefined ? undefined : { channel, ts, text: words };
}
