import type { Notice, Post } from "../../desk/notices.ts";
import type { CaseFile } from "../../desk/service.ts";
import { mentionGroup } from "../mrkdwn.ts";
import { pingMessage, pingRequest } from "../pings.ts";
import { channelVoice } from "../voice.ts";
import { t } from "../words.ts";
import { standingCards, type Standing } from "./cards.ts";
import type { Delivering } from "./delivering.ts";
import { groupKey, groupReader, sayNow } from "./ping-post.ts";
import { settledMessage, settlePost } from "./settle.ts";
import { reportUndelivered } from "./undelivered.ts";

type GroupNotice = Extract<Notice, { kind: "group-ping" }>;

/** What the group was called for before stands in the newer message. */
async function replaceOlder(file: CaseFile, newer: Post, delivering: Delivering): Promise<void> {
  const older = (await delivering.posts.ofCase(file.id)).filter(
    (post) =>
      post.kind === "group-ping" && post.state === "sent" && post.channel === newer.channel && post.key !== newer.key,
  );
  const voice = channelVoice(file.context);
  for (const post of older)
    await settlePost(post, settledMessage(file, voice, t(voice.language, "ping.newer-below")), delivering);
}

async function callUnder(card: Standing, file: CaseFile, notice: GroupNotice, delivering: Delivering): Promise<void> {
  const reader = groupReader(notice.group, file);
  const request =
    reader === undefined ? undefined : pingRequest(file, { ...notice, kind: "ping", person: reader.id }, reader);
  const said = request === undefined ? undefined : sayNow(request);
  if (request === undefined || said === undefined) return;
  const sent = await delivering.poster.post({
    key: groupKey(file.id, notice, card.channel),
    kind: "group-ping",
    channel: card.channel,
    caseId: file.id,
    ping: notice.ping,
    message: pingMessage(said, request, mentionGroup(notice.group)),
    threadTs: card.ts,
  });
  if (sent.ok) return replaceOlder(file, sent.post, delivering);
  if (sent.post.state === "ended") return;
  const undelivered = { post: sent.post, what: "group-ping", where: card.channel, reason: sent.reason };
  await reportUndelivered(file, undelivered, delivering);
}

/**
 * A role held by a user group: one mention in the thread instead of many direct messages, with the words and buttons
 * that a direct message would have at this moment.
 */
export async function deliverGroupPing(file: CaseFile, notice: GroupNotice, delivering: Delivering): Promise<void> {
  for (const card of await standingCards(file, delivering)) await callUnder(card, file, notice, delivering);
}
