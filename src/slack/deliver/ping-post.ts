import type { Post } from "../../desk/notices.ts";
import type { CaseFile } from "../../desk/service.ts";
import { sayApproval } from "../approvals.ts";
import { sayPing, type PingNotice, type PingRequest, type Said } from "../pings.ts";
import { messageVoice, type Reader } from "../voice.ts";

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
