import type { KnownBlock } from "@slack/types";
import { mayRead } from "../../desk/rights.ts";
import type { Post } from "../../desk/notices.ts";
import { actButton } from "../acts.ts";
import { contextIf, section } from "../blocks.ts";
import { pushHead, type Message } from "../card.ts";
import { escapeText, joined } from "../mrkdwn.ts";
import { caseNumber, nextWords } from "../names.ts";
import { byText, dueText } from "../phrases.ts";
import { clockOf, pingRequest, type PingRequest } from "../pings.ts";
import { messageVoice, type Reader } from "../voice.ts";
import { md, t } from "../words.ts";
import type { Delivering } from "./delivering.ts";
import { noticeOf, readerOf, sayNow } from "./ping-post.ts";

/** Three pings within this time become one list. */
export const BUNDLE_MS = 10 * 60_000;
export const BUNDLE_FROM = 3;
/** Rows of a list; more would not be read. */
const ROWS = 15;

/** One row: number, level, matter, what is due or late; the button is that of the ping. */
function rowBlock(request: PingRequest): readonly KnownBlock[] {
  const { file, reader, view } = request;
  const said = sayNow(request);
  if (said === undefined) return [];
  const clock = clockOf(request) ?? view.clock ?? view.first;
  const step = nextWords(clock?.step ?? view.next?.step.id ?? "", file.context, reader.language);
  const late = clock?.state === "missed" && clock.due !== undefined;
  const fact = late
    ? t(reader.language, "ping.fact-late", { due: dueText(clock.due ?? 0, reader, file.context.desk.zone), step })
    : t(reader.language, "due.step", { step, by: byText(clock, reader, file.context.desk.zone) });
  const row = md(reader.language, "ping.list-row", { head: pushHead(file, reader), fact });
  const act = said.buttons[0] ?? "details";
  return [
    section(
      row,
      actButton(act, file, { language: reader.language, number: caseNumber(file.case, file.context, reader) }),
    ),
  ];
}

/** The list of what these pings were about, as far as it still is to be done. */
export async function listMessage(pings: readonly Post[], reader: Reader, { service }: Delivering): Promise<Message> {
  const rows: KnownBlock[] = [];
  for (const post of pings) {
    const notice = noticeOf(post);
    const file = post.caseId === undefined ? undefined : await service.readForDelivery(post.caseId);
    const voice = file === undefined ? undefined : readerOf(reader.id, file);
    const request =
      notice === undefined || file === undefined || voice === undefined ? undefined : pingRequest(file, notice, voice);
    if (request !== undefined && mayRead(request.file.case, reader.id, request.file.context))
      rows.push(...rowBlock(request));
  }
  const head = md(reader.language, "ping.list-head", { count: rows.length });
  const text = joined([head], "").mrkdwn.replace(/[*]/gu, "");
  if (rows.length === 0)
    return {
      text: t(reader.language, "ping.list-over"),
      blocks: contextIf([escapeText(t(reader.language, "ping.list-over"))]),
    };
  return { text, blocks: [section(head), ...rows.slice(0, ROWS)] };
}

/** The list message in which a ping stands, if it stands in one. */
export async function listOf(
  post: Post,
  { posts }: Delivering,
): Promise<{ readonly list: Post; readonly pings: readonly Post[] } | undefined> {
  if (post.person === undefined || post.ts === undefined) return undefined;
  const around = await posts.pingsTo(post.person, post.at - 2 * BUNDLE_MS);
  const list = around.find((one) => one.kind === "ping-list" && one.ts === post.ts);
  return list === undefined
    ? undefined
    : { list, pings: around.filter((one) => one.kind === "ping" && one.ts === post.ts && one.state === "sent") };
}

/** Draws the list anew in which a ping stands; false when the ping stands by itself. */
export async function refreshList(post: Post, delivering: Delivering): Promise<boolean> {
  const found = await listOf(post, delivering);
  const person = post.person === undefined ? undefined : delivering.directory.person(post.person);
  if (found === undefined || person === undefined) return false;
  const reader = messageVoice(person, delivering.service.now());
  await delivering.poster.update(found.list, await listMessage(found.pings, reader, delivering));
  return true;
}
