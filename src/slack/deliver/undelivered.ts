import type { Post } from "../../desk/notices.ts";
import type { CaseFile } from "../../desk/service.ts";
import type { Delivering } from "./delivering.ts";

export interface Undelivered {
  readonly post: Post;
  /** The kind of thing: `card`, `line`, `ping`, … */
  readonly what: string;
  /** Channel or person. */
  readonly where: string;
  /** Slack's own word. */
  readonly reason: string;
}

/**
 * Something will never arrive: it is written on the case, which tells the administrators, once for each post. The
 * delivery itself ends, so that what is behind it goes on.
 */
export async function reportUndelivered(
  file: CaseFile,
  { post, what, where, reason }: Undelivered,
  { service, log }: Delivering,
): Promise<void> {
  log.error({ case: file.id, what, where, reason }, "Slack will never take a message");
  const command = { type: "report-undelivered", what, where, reason } as const;
  await service.submit({ command, by: "desk", key: `undelivered:${post.id}` }, file.id);
}
