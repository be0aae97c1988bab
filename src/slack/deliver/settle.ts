import { plannedCall } from "../../desk/agenda.ts";
import type { Post } from "../../desk/notices.ts";
import type { CaseFile } from "../../desk/service.ts";
import { contextIf, section } from "../blocks.ts";
import { decidedWords, requestById } from "../approvals.ts";
import { pushHead, type Message } from "../card.ts";
import { clockText } from "../dates.ts";
import { bold, escapeText } from "../mrkdwn.ts";
import { clockOf, plannedWords, type PingRequest } from "../pings.ts";
import type { Voice } from "../voice.ts";
import { t } from "../words.ts";
import type { Delivering } from "./delivering.ts";
import { refreshList } from "./ping-list.ts";
import { requestOf, sayNow } from "./ping-post.ts";

/** Why the buttons are gone: what has been answered, done or overtaken. */
function overWords(request: PingRequest): string {
  const { file, reader, notice, event } = request;
  const { language } = reader;
  const asked = requestById("request" in event ? event.request : notice.request, file);
  if (asked !== undefined) return decidedWords(asked, file, reader);
  if (file.case.ended !== undefined) return t(language, "ping.ended");
  // A warning ends with the miss, of which the newer message tells.
  if (notice.ping === "due-soon" && clockOf(request)?.state === "missed") return t(language, "ping.newer-below");
  const planned = notice.ping === "callback" ? plannedCall(file.case, file.context) : undefined;
  if (planned !== undefined && planned.event > notice.event) return plannedWords(planned, "ping.call-planned", request);
  const done = file.case.doings.findLast((doing) => doing.stands && doing.recordedAt >= event.at);
  return done === undefined
    ? t(language, "ping.over")
    : t(language, "ping.done-at", { time: clockText(done.doneAt, reader.zone) });
}

export function settledMessage(file: CaseFile, voice: Voice, words: string): Message {
  const head = pushHead(file, voice);
  return { text: `${head} · ${words}`, blocks: [section(bold(escapeText(head))), ...contextIf([words])] };
}

/** Takes the buttons off a ping and says why. A message that is gone needs nothing. */
export async function settlePost(post: Post, message: Message, { poster, posts, log }: Delivering): Promise<void> {
  const result = await poster.update(post, message);
  if (typeof result === "object")
    log.warn({ post: post.id, reason: result.refused }, "An old direct message could not be changed");
  await posts.change(post.id, { state: "settled" });
}

/** Pings of this case that are answered, overtaken or finished lose their buttons and say so. */
export async function settlePings(file: CaseFile, delivering: Delivering): Promise<void> {
  const sent = (await delivering.posts.ofCase(file.id)).filter(
    (post) => (post.kind === "ping" || post.kind === "group-ping") && post.state === "sent",
  );
  for (const post of sent) {
    const request = requestOf(post, file);
    // News stays as it is: it has no button that could grow old.
    if (request === undefined || ["informed", "approval-answered"].includes(request.notice.ping)) continue;
    if (sayNow(request) !== undefined) continue;
    await delivering.posts.change(post.id, { state: "settled" });
    if (!(await refreshList(post, delivering)))
      await settlePost(post, settledMessage(file, request.reader, overWords(request)), delivering);
  }
}
