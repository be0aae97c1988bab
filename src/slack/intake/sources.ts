import { randomUUID } from "node:crypto";
import type { FilingSource } from "../../desk/service.ts";
import type { Clients } from "../clients.ts";
import { LIMITS } from "../limits.ts";
import type { Filing } from "./read.ts";

/** Names, in the form's metadata, what the form was opened from. */
export function sourceKey({ channel, ts }: Pick<FilingSource, "channel" | "ts">): string {
  return ts === undefined ? `text:${randomUUID()}` : `${channel}:${ts}`;
}

/** A form holds only the beginning of a very long text. */
export function isLong(words: string): boolean {
  return words.length > LIMITS.ourPrefill;
}

/** The message with the link to it. Slack gives none for a channel that the app is not in: the place is kept all the same. */
export async function withLink(source: FilingSource, { once }: Pick<Clients, "once">): Promise<FilingSource> {
  const { channel, ts } = source;
  if (ts === undefined) return source;
  try {
    const { permalink } = await once.chat.getPermalink({ channel, message_ts: ts });
    return permalink === undefined ? source : { ...source, permalink };
  } catch {
    return source;
  }
}

/**
 * What the case keeps of its source. Of a message that is forgotten (the form was open for days) the place is known
 * from the key; its text is what the form began with.
 */
export function filingSource(
  key: string | undefined,
  kept: FilingSource | undefined,
  words: string,
): Filing["source"] | undefined {
  if (kept !== undefined) {
    const { channel, ts, text, permalink } = kept;
    return {
      channel,
      text,
      ...(ts === undefined ? {} : { ts }),
      ...(permalink === undefined ? {} : { permalink }),
    };
  }
  const [channel, ts] = (key ?? "").split(":", 2);
  if (channel === undefined || channel === "text" || ts === undefined) return undefined;
  return { channel, ts, text: words };
}
