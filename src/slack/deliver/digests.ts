import { channelDigest, personDigest } from "../../desk/digest.ts";
import type { DeskPost } from "../../desk/notices.ts";
import { channelDigestMessage, personDigestMessage } from "../digests.ts";
import { departmentById } from "../names.ts";
import { channelVoice, messageVoice } from "../voice.ts";
import { tellOfPlace } from "./administrators.ts";
import type { Delivering } from "./delivering.ts";
import { sendHorizon } from "./horizon.ts";

type ChannelPost = Extract<DeskPost, { kind: "channel-digest" }>;
type PersonPost = Extract<DeskPost, { kind: "person-digest" }>;

/** The address of a message: Slack's own form, made from the workspace's address. */
function permalink(url: string | undefined, channel: string, ts: string): string | undefined {
  return url === undefined ? undefined : `${url.replace(/\/$/u, "")}/archives/${channel}/p${ts.replace(".", "")}`;
}

async function linksTo(
  caseIds: readonly string[],
  channel: string,
  { posts, workspaceUrl }: Delivering,
): Promise<ReadonlyMap<string, string>> {
  const links = new Map<string, string>();
  for (const caseId of caseIds) {
    const card = (await posts.ofCase(caseId)).find(
      (post) => post.kind === "card" && post.state === "sent" && post.channel === channel,
    );
    const url = card?.ts === undefined ? undefined : permalink(workspaceUrl(), channel, card.ts);
    if (url !== undefined) links.set(caseId, url);
  }
  return links;
}

/** A channel's morning: nothing to say, nothing sent. */
async function sendChannelDigest({ desk: id, department, day }: ChannelPost, delivering: Delivering): Promise<void> {
  const file = await delivering.desks.byId(id);
  if (file === undefined) return;
  const { context } = file;
  const rows = await delivering.service.digestRows(id, department);
  const digest = channelDigest(rows, context.calendars.default, context.now);
  if (digest === undefined) return;
  const channel = departmentById(department, context)?.channel ?? context.desk.channel;
  const shown = [...digest.overdue, ...digest.today, ...digest.soon, ...digest.waiting].slice(0, 30);
  const links = await linksTo(
    shown.map((row) => row.id),
    channel,
    delivering,
  );
  const message = channelDigestMessage({
    digest,
    context,
    voice: channelVoice(context),
    linkTo: (caseId) => links.get(caseId),
    ...(department === undefined ? {} : { department }),
  });
  const sent = await delivering.poster.post({
    key: `digest:${id}:${department ?? ""}:${day}`,
    kind: "digest",
    channel,
    message,
  });
  if (sent.ok) return;
  delivering.log.error({ desk: id, channel, reason: sent.reason }, "A digest cannot be delivered");
  await tellOfPlace({ what: "digest", where: channel, reason: sent.reason, at: context.now }, context, delivering);
}

/** `day` is the desk's date. */
export function digestKey(person: string, day: string): string {
  return `digest:${person}:${day}`;
}

/** A person's morning: the one thing to start with, then the rest. */
async function sendPersonDigest({ desk: id, person, day }: PersonPost, delivering: Delivering): Promise<void> {
  const file = await delivering.desks.byId(id);
  const known = file?.people.persons[person];
  if (file === undefined || known?.active !== true) return;
  const workload = await delivering.service.workload(person);
  const digest = personDigest(workload, file.context.calendars.default, file.context.now);
  const message =
    digest === undefined
      ? undefined
      : personDigestMessage(digest, await delivering.desks.all(), messageVoice(known, file.context.now));
  if (message === undefined) return;
  const sent = await delivering.poster.post({
    key: digestKey(person, day),
    kind: "digest",
    channel: person,
    person,
    message,
  });
  if (!sent.ok) delivering.log.error({ person, reason: sent.reason }, "A digest cannot be delivered");
}

export function sendDeskPost(post: DeskPost, delivering: Delivering): Promise<void> {
  switch (post.kind) {
    case "channel-digest":
      return sendChannelDigest(post, delivering);
    case "person-digest":
      return sendPersonDigest(post, delivering);
    case "horizon":
      return sendHorizon(post, delivering);
  }
}
