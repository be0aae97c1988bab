import type { Notice, Post } from "../../desk/notices.ts";
import type { CaseFile } from "../../desk/service.ts";
import { sayApproval } from "../approvals.ts";
import { viewOf } from "../case-view.ts";
import { pingRequest, sayPing, type PingNotice, type PingRequest, type Said } from "../pings.ts";
import { channelVoice, messageVoice, type Reader } from "../voice.ts";

/** A ping is sent once for its kind, person, case and event. */
export function pingKey(
  caseId: string,
  { ping, person, event }: Pick<PingNotice, "ping" | "person" | "event">,
): string {
  return `ping:${caseId}:${ping}:${person}:${event}`;
}

/** The notice that a ping was sent for, as its key tells it. */
export function noticeOf(post: Post): PingNotice | undefined {
  const event = Number(post.key.split(":").at(-1));
  if (post.person === undefined || post.ping === undefined || !Number.isInteger(event)) return undefined;
  return { kind: "ping", ping: post.ping, person: post.person, event };
}

export function sayNow(request: PingRequest): Said | undefined {
  return request.notice.ping.startsWith("approval") ? sayApproval(request) : sayPing(request);
}

export function readerOf(person: string, file: CaseFile): Reader | undefined {
  const known = file.context.people.persons[person];
  return known === undefined ? undefined : messageVoice(known, file.context.now);
}

/** A group is called in each channel where the card stands, once for its kind, case and event. */
export function groupKey(
  caseId: string,
  { ping, group, event }: Extract<Notice, { kind: "group-ping" }>,
  channel: string,
): string {
  return `group:${caseId}:${ping}:${channel}:${group}:${event}`;
}

/** A group is spoken to in the voice of its channel, as one of those who have something to do. */
export function groupReader(group: string, file: CaseFile): Reader | undefined {
  const members = file.context.people.groups[group] ?? [];
  const doers = viewOf(file).doers?.people ?? [];
  const id = members.find((member) => doers.includes(member)) ?? members[0];
  return id === undefined ? undefined : { ...channelVoice(file.context), id, name: group };
}

/** What a ping that was sent, to a person or to a group, would be drawn from now. */
export function requestOf(post: Post, file: CaseFile): PingRequest | undefined {
  const reader =
    post.kind === "group-ping"
      ? groupReader(post.key.split(":").at(-2) ?? "", file)
      : post.person === undefined
        ? undefined
        : readerOf(post.person, file);
  const notice = reader === undefined ? undefined : noticeOf({ ...post, person: reader.id });
  return reader === undefined || notice === undefined ? undefined : pingRequest(file, notice, reader);
}
