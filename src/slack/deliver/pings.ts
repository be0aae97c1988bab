import { localDate } from "../../calendar/zone.ts";
import { personDigest } from "../../desk/digest.ts";
import { isReminder, type Post } from "../../desk/notices.ts";
import { mayRead } from "../../desk/rights.ts";
import type { CaseFile } from "../../desk/service.ts";
import { casesIn } from "../digests.ts";
import { pingMessage, pingRequest, type PingNotice, type PingRequest } from "../pings.ts";
import type { Reader } from "../voice.ts";
import { t } from "../words.ts";
import type { Delivering } from "./delivering.ts";
import { BUNDLE_FROM, BUNDLE_MS, listMessage, listOf, refreshList } from "./ping-list.ts";
import { pingKey, readerOf, sayNow } from "./ping-post.ts";
import { digestKey } from "./digests.ts";
import { settledMessage, settlePost } from "./settle.ts";
import { reportUndelivered } from "./undelivered.ts";

interface Going {
  readonly file: CaseFile;
  readonly notice: PingNotice;
  readonly request: PingRequest;
  readonly reader: Reader;
  readonly key: string;
}

/** Tells of something, and asks nothing. */
function isNews({ ping }: Pick<Post, "ping">): boolean {
  return ping === "informed" || ping === "approval-answered";
}

function posting({ file, notice, request, key }: Going) {
  const said = sayNow(request);
  if (said === undefined) return undefined;
  return {
    key,
    kind: "ping" as const,
    channel: notice.person,
    person: notice.person,
    caseId: file.id,
    ping: notice.ping,
    message: pingMessage(said, request),
  };
}

async function sendAlone(going: Going, delivering: Delivering): Promise<void> {
  const one = posting(going);
  if (one === undefined) return;
  const sent = await delivering.poster.post(one);
  if (!sent.ok)
    await reportUndelivered(
      going.file,
      { post: sent.post, what: "ping", where: going.notice.person, reason: sent.reason },
      delivering,
    );
}

/** The list takes this ping in: nobody is rung up again for it, but it stands there with its button. */
async function joinList(list: Post, { file, notice, reader, key }: Going, delivering: Delivering): Promise<void> {
  const { posts, poster } = delivering;
  const post = await posts.begin({
    key,
    kind: "ping",
    channel: notice.person,
    person: notice.person,
    caseId: file.id,
    ping: notice.ping,
  });
  await posts.sent(post.id, { channel: list.channel, ts: list.ts ?? "" });
  const found = await listOf(
    { ...post, channel: list.channel, ...(list.ts === undefined ? {} : { ts: list.ts }) },
    delivering,
  );
  if (found !== undefined) await poster.update(found.list, await listMessage(found.pings, reader, delivering));
}

/** The third case within ten minutes brings the pings before it into one list; their own messages point to it. */
async function beginList(earlier: readonly Post[], going: Going, delivering: Delivering): Promise<void> {
  const { posts, poster } = delivering;
  const { file, notice, reader, key } = going;
  const post = await posts.begin({
    key,
    kind: "ping",
    channel: notice.person,
    person: notice.person,
    caseId: file.id,
    ping: notice.ping,
  });
  const message = await listMessage([...earlier, post], reader, delivering);
  const sent = await poster.post({
    key: `ping-list:${post.id}`,
    kind: "ping-list",
    channel: notice.person,
    person: notice.person,
    message,
  });
  if (!sent.ok)
    return reportUndelivered(file, { post, what: "ping", where: notice.person, reason: sent.reason }, delivering);
  for (const old of earlier) {
    const oldFile = old.caseId === undefined ? undefined : await delivering.service.readForDelivery(old.caseId);
    if (oldFile !== undefined)
      await settlePost(old, settledMessage(oldFile, reader, t(reader.language, "ping.newer-below")), delivering);
  }
  for (const one of [...earlier, post]) await posts.sent(one.id, { channel: sent.channel, ts: sent.ts });
}

/** Older pings of the same case to the same person lose their buttons: the newest stands below. */
async function replaceOlder({ file, reader, key }: Going, delivering: Delivering): Promise<void> {
  const older = (await delivering.posts.ofCase(file.id)).filter(
    (post) => post.kind === "ping" && post.state === "sent" && post.person === reader.id && post.key !== key,
  );
  for (const post of older) {
    if (isNews(post)) continue;
    // In a list its row goes; what it was about stands in the newer message.
    await delivering.posts.change(post.id, { state: "settled" });
    if (await refreshList(post, delivering)) continue;
    await settlePost(post, settledMessage(file, reader, t(reader.language, "ping.newer-below")), delivering);
  }
}

async function send(going: Going, delivering: Delivering): Promise<void> {
  const { posts, service } = delivering;
  const { notice, key } = going;
  const known = await posts.byKey(key);
  if (known !== undefined && known.state !== "begun") return;
  const recent = (await posts.pingsTo(notice.person, service.now() - BUNDLE_MS)).filter(
    (post) => post.key !== key && post.state === "sent",
  );
  const list = recent.find((post) => post.kind === "ping-list");
  const alone = recent.filter((post) => post.kind === "ping" && !isNews(post));
  const cases = new Set([...alone.map((post) => post.caseId), going.file.id]);
  if (isNews(notice)) return sendAlone(going, delivering);
  if (list !== undefined) await joinList(list, going, delivering);
  else if (cases.size >= BUNDLE_FROM) await beginList(alone, going, delivering);
  else await sendAlone(going, delivering);
  await replaceOlder(going, delivering);
}

/** A reminder that had to wait for the morning joins the digest: what has been read there is not sent again. */
async function joinedDigest({ file, notice, request }: Going, { posts, service }: Delivering): Promise<boolean> {
  if (notice.notBefore === undefined || !isReminder(notice.ping)) return false;
  const { desk, calendars, now } = file.context;
  const digest = await posts.byKey(digestKey(notice.person, localDate(desk.zone, now)));
  if (digest?.state !== "sent" || digest.at < request.event.at) return false;
  const shown = personDigest(await service.workload(notice.person), calendars.default, now);
  return shown !== undefined && casesIn(shown).includes(file.id);
}

/**
 * A direct message for one person, as it should read at this moment. What has lost its sense meanwhile, or is for
 * somebody who may not read the case any more, is dropped.
 */
export async function deliverPing(file: CaseFile, notice: PingNotice, delivering: Delivering): Promise<void> {
  const reader = readerOf(notice.person, file);
  const request = reader === undefined ? undefined : pingRequest(file, notice, reader);
  if (reader === undefined || request === undefined || !mayRead(file.case, reader.id, file.context)) return;
  if (sayNow(request) === undefined) return;
  const going: Going = { file, notice, request, reader, key: pingKey(file.id, notice) };
  if (await joinedDigest(going, delivering)) return;
  await delivering.turns(notice.person, () => send(going, delivering));
}
