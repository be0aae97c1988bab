import type { Notice } from "../../desk/notices.ts";
import type { CaseFile } from "../../desk/service.ts";
import { section } from "../blocks.ts";
import { clip } from "../clip.ts";
import { threadLine } from "../lines/lines.ts";
import { LIMITS } from "../limits.ts";
import { headline, pushHead } from "../card.ts";
import { md, t } from "../words.ts";
import { standingCards } from "./cards.ts";
import type { Delivering } from "./delivering.ts";
import { voiceOf } from "./targets.ts";
import { reportUndelivered } from "./undelivered.ts";

/** One line for one event in the thread of each card that stands. Three kinds are called out in the channel, too. */
export async function deliverLine(
  file: CaseFile,
  notice: Extract<Notice, { kind: "line" }>,
  delivering: Delivering,
): Promise<void> {
  for (const card of await standingCards(file, delivering)) {
    const voice = voiceOf(file, card.person);
    const line = threadLine(file, notice.event, voice);
    if (line === undefined) return;
    const broadcast = notice.broadcast && card.person === undefined;
    // In the channel the line stands without its thread: it has to say which case it is about.
    const words = broadcast
      ? t(voice.language, "push.line", { head: pushHead(file, voice), line: line.spoken })
      : line.spoken;
    const text = clip(words, LIMITS.messageText);
    const block = broadcast
      ? section(md(voice.language, "ping.informed", { head: headline(file, voice), line: line.text }))
      : line.block;
    const key = `line:${file.id}:${notice.event}:${card.person ?? card.channel}`;
    const sent = await delivering.poster.post({
      key,
      kind: "line",
      channel: card.channel,
      caseId: file.id,
      message: { text, blocks: [block] },
      threadTs: card.ts,
      broadcast,
    });
    if (!sent.ok && sent.post.state !== "ended")
      await reportUndelivered(
        file,
        { post: sent.post, what: "line", where: card.channel, reason: sent.reason },
        delivering,
      );
  }
}
