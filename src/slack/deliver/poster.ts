import { createHash } from "node:crypto";
import type { KnownBlock } from "@slack/types";
import type { Logger } from "pino";
import type { Post, PostBook } from "../../desk/notices.ts";
import { isAway, retryAfter, slackError, type Clients } from "../clients.ts";
import type { Message } from "../card.ts";
import { Later, type Pace } from "./later.ts";

/** One message to be sent once, whatever happens in between. */
export interface Posting {
  readonly key: string;
  readonly kind: Post["kind"];
  /** A channel, or a person for a direct message. */
  readonly channel: string;
  readonly message: Message;
  readonly caseId?: string;
  readonly person?: string;
  readonly ping?: NonNullable<Post["ping"]>;
  readonly threadTs?: string;
  readonly broadcast?: boolean;
}

export type Sent =
  | { readonly ok: true; readonly post: Post; readonly channel: string; readonly ts: string; readonly fresh: boolean }
  /** Slack will never take it; `reason` is its own word. */
  | { readonly ok: false; readonly post: Post; readonly reason: string };

export interface Poster {
  /** Posts unless it stands already; a post that was begun before is looked for first. */
  post(posting: Posting): Promise<Sent>;
  /** Sends the message of a post again, when somebody has deleted it in Slack, or Slack refused it before. */
  repost(post: Post, posting: Posting): Promise<Sent>;
  /** Changes a message that stands, unless it reads like this already. */
  update(post: Post, message: Message): Promise<"updated" | "same" | "gone" | { readonly refused: string }>;
}

export const METADATA_EVENT = "complaint_desk_post";

/** Slack's words for what no repeating will change. Anything else is tried again. */
const FOR_GOOD = new Set([
  "is_archived",
  "channel_not_found",
  "not_in_channel",
  "user_not_found",
  "user_disabled",
  "users_not_found",
  "cannot_dm_bot",
  "messages_tab_disabled",
  "restricted_action",
  "restricted_action_read_only_channel",
  "restricted_action_thread_only_channel",
  "restricted_action_thread_locked",
  "restricted_action_non_threadable_channel",
  "cannot_reply_to_message",
  "cant_update_message",
  "edit_window_closed",
  "invalid_blocks",
  "invalid_blocks_format",
  "msg_blocks_too_long",
  "msg_too_long",
  "no_text",
]);

const LOOK_BACK_MS = 300_000;

/** The message as such is at fault: its plain sentence may still get through. */
const CONTENT = new Set(["invalid_blocks", "invalid_blocks_format", "msg_blocks_too_long", "block_mismatch"]);

export function fingerprintOf({ text, blocks }: Message): string {
  return createHash("sha256")
    .update(JSON.stringify([text, blocks]))
    .digest("base64url")
    .slice(0, 22);
}

interface Where {
  readonly channel: string;
  readonly ts: string;
}

export interface PosterParts {
  readonly clients: Clients;
  readonly posts: PostBook;
  readonly pace: Pace;
  readonly log: Logger;
}

function ask(threadTs: string | undefined, broadcast: boolean | undefined) {
  if (threadTs === undefined) return {};
  return { thread_ts: threadTs, ...(broadcast === true ? { reply_broadcast: true } : {}) };
}

export function makePoster({ clients, posts, pace, log }: PosterParts): Poster {
  /** Turns what went wrong into a retry, a final word, or what it was. */
  function judge(error: unknown, channel: string): string {
    const seconds = retryAfter(error);
    if (seconds !== undefined) {
      pace.hold(channel, seconds);
      throw new Later(seconds, `Slack limits the rate in ${channel}`, error);
    }
    const code = slackError(error);
    if (code === "ratelimited" || code === "rate_limited" || code === "message_limit_exceeded")
      throw new Later(30, `Slack limits the rate in ${channel}`, error);
    if (code !== undefined && FOR_GOOD.has(code)) return code;
    throw error;
  }

  async function send(id: string, posting: Posting, blocks: KnownBlock[] | undefined): Promise<Where> {
    const { channel, message, threadTs, broadcast } = posting;
    const answer = await clients.once.chat.postMessage({
      channel,
      text: message.text,
      ...(blocks === undefined ? {} : { blocks }),
      ...ask(threadTs, broadcast),
      metadata: { event_type: METADATA_EVENT, event_payload: { post: id } },
      unfurl_links: false,
      unfurl_media: false,
    });
    if (answer.channel === undefined || answer.ts === undefined)
      throw new Error(`Slack took a message for ${channel} and did not say where it stands`);
    return { channel: answer.channel, ts: answer.ts };
  }

  async function trySend(post: Post, posting: Posting): Promise<Where | { readonly refused: string }> {
    try {
      return await send(post.id, posting, posting.message.blocks);
    } catch (error) {
      const reason = judge(error, posting.channel);
      if (reason === "not_in_channel" && (await joined(posting.channel)))
        return resend(post, posting, posting.message.blocks);
      if (CONTENT.has(reason)) {
        log.error(
          { key: posting.key, reason, err: error },
          "Slack refused the blocks of a message; its text is sent instead",
        );
        return resend(post, posting, undefined);
      }
      return { refused: reason };
    }
  }

  async function resend(
    post: Post,
    posting: Posting,
    blocks: KnownBlock[] | undefined,
  ): Promise<Where | { readonly refused: string }> {
    try {
      return await send(post.id, posting, blocks);
    } catch (error) {
      return { refused: judge(error, posting.channel) };
    }
  }

  async function joined(channel: string): Promise<boolean> {
    try {
      await clients.patient.conversations.join({ channel });
      return true;
    } catch {
      return false;
    }
  }

  /** A direct message stands in a conversation of its own, which has to be known to read it. */
  async function conversationOf({ channel, person }: Posting): Promise<string> {
    if (person === undefined || channel !== person) return channel;
    const { channel: opened } = await clients.patient.conversations.open({ users: person });
    return opened?.id ?? channel;
  }

  function readPage(where: { channel: string; oldest: string; cursor: string }, threadTs: string | undefined) {
    const { cursor, ...rest } = where;
    const asked = { ...rest, include_all_metadata: true, limit: 200, ...(cursor === "" ? {} : { cursor }) };
    return threadTs === undefined
      ? clients.patient.conversations.history(asked)
      : clients.patient.conversations.replies({ ...asked, ts: threadTs });
  }

  /** Looks for a post that was begun before: the app or the answer may have been lost after it was sent. */
  async function lookFor(post: Post, posting: Posting): Promise<Where | undefined> {
    try {
      const channel = await conversationOf(posting);
      // Slack's clock and ours need not agree to the minute.
      const oldest = String((post.at - LOOK_BACK_MS) / 1000);
      for (let cursor: string | undefined = ""; cursor !== undefined;) {
        const page = await readPage({ channel, oldest, cursor }, posting.threadTs);
        const found = page.messages?.find(({ metadata }) =>
          JSON.stringify(metadata?.event_payload ?? {}).includes(`"${post.id}"`),
        );
        if (found?.ts !== undefined) return { channel, ts: found.ts };
        cursor = page.response_metadata?.next_cursor === "" ? undefined : page.response_metadata?.next_cursor;
      }
      return undefined;
    } catch (error) {
      const seconds = retryAfter(error);
      if (seconds !== undefined) throw new Later(seconds, `Slack limits the reading of ${posting.channel}`, error);
      if (isAway(error)) throw error;
      // What may not be read cannot be checked: rather twice than not at all.
      log.warn({ key: posting.key, reason: slackError(error) ?? String(error) }, "A begun post cannot be looked for");
      return undefined;
    }
  }

  async function deliver(post: Post, posting: Posting, lookFirst: boolean): Promise<Sent> {
    pace.check(posting.channel);
    const found = lookFirst ? await lookFor(post, posting) : undefined;
    const where = found ?? (await trySend(post, posting));
    if ("refused" in where) {
      await posts.change(post.id, { state: "ended", reason: where.refused });
      return { ok: false, post, reason: where.refused };
    }
    await posts.sent(post.id, { ...where, fingerprint: fingerprintOf(posting.message) });
    return { ok: true, post, fresh: found === undefined, ...where };
  }

  return {
    async post(posting) {
      const { key, kind, channel, caseId, person, ping } = posting;
      const post = await posts.begin({
        key,
        kind,
        channel,
        ...(caseId === undefined ? {} : { caseId }),
        ...(person === undefined ? {} : { person }),
        ...(ping === undefined ? {} : { ping }),
      });
      if ((post.state === "sent" || post.state === "settled") && post.ts !== undefined)
        return { ok: true, post, channel: post.channel, ts: post.ts, fresh: false };
      if (post.state === "ended") return { ok: false, post, reason: post.reason ?? "ended" };
      return deliver(post, posting, !post.fresh);
    },
    async repost(post, posting) {
      // Begun again: if the answer is lost this time, it is looked for like any other.
      await posts.change(post.id, { state: "begun" });
      return deliver(post, posting, false);
    },
    async update(post, message) {
      const fingerprint = fingerprintOf(message);
      if (post.ts === undefined || post.fingerprint === fingerprint) return "same";
      const { channel, ts } = post;
      pace.check(channel);
      try {
        await clients.patient.chat.update({ channel, ts, text: message.text, blocks: message.blocks });
      } catch (error) {
        if (slackError(error) === "message_not_found") return "gone";
        const reason = judge(error, channel);
        if (!CONTENT.has(reason)) return { refused: reason };
        log.error(
          { key: post.key, reason, err: error },
          "Slack refused the blocks of a message; its text is sent instead",
        );
        await clients.patient.chat.update({ channel, ts, text: message.text, blocks: [] });
      }
      await posts.change(post.id, { fingerprint });
      return "updated";
    },
  };
}
