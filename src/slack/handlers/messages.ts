import { setTimeout as pause } from "node:timers/promises";
import { section } from "../blocks.ts";
import { readMessage, type MessageEvent } from "../door.ts";
import { hasPhone } from "../masks.ts";
import { escapeText, plainText } from "../mrkdwn.ts";
import { slackError } from "../clients.ts";
import type { Surroundings } from "../surroundings.ts";
import { t } from "../words.ts";

/** Kinds of messages that a person has written; joins, topics and the like are not kept. */
const WRITTEN = new Set(["", "file_share", "thread_broadcast", "me_message"]);

/** How long a card that Slack shows may take to be in our books. */
const BOOKED_MS = 2000;

function clean(text: string | null | undefined, parts: Surroundings): string {
  return plainText(text ?? "", (id) => parts.directory.person(id)?.name);
}

/** The hint goes to the author alone; the message stays theirs to delete. */
async function hintPhone(event: MessageEvent, thread: string, user: string, parts: Surroundings): Promise<void> {
  const reader = await parts.directory.reader(user, parts.service.now());
  const text = t(reader.language, "thread.phone-hint");
  try {
    await parts.clients.patient.chat.postEphemeral({
      channel: event.channel,
      user,
      thread_ts: thread,
      text,
      blocks: [section(escapeText(text))],
    });
  } catch (error) {
    parts.log.info({ reason: slackError(error) ?? String(error) }, "A hint could not be given");
  }
}

/** A card stands in Slack a moment before its place is in our books, and who is quick writes below it by then. */
async function caseOfThread(channel: string, thread: string, { service }: Surroundings): Promise<string | undefined> {
  const found = await service.caseAt(channel, thread);
  if (found !== undefined) return found;
  await pause(BOOKED_MS);
  return service.caseAt(channel, thread);
}

async function keepReply(event: MessageEvent, thread: string, parts: Surroundings): Promise<void> {
  const { channel, ts, user } = event;
  if (typeof user !== "string" || typeof ts !== "string") return;
  const caseId = await caseOfThread(channel, thread, parts);
  if (caseId === undefined) return;
  const text = clean(event.text, parts);
  const files = (event.files ?? []).map((file) => ({
    id: file.id,
    name: file.name ?? file.id,
    mimetype: file.mimetype ?? "application/octet-stream",
    size: file.size ?? 0,
  }));
  if (text.trim() === "" && files.length === 0) return;
  // One message may arrive under several event ids: what names it is its place.
  const order = {
    command: { type: "note", text: text.slice(0, 40_000), files, message: { channel, ts } } as const,
    by: user,
    key: `message:${channel}:${ts}`,
  };
  const outcome = await parts.service.submit(order, caseId);
  if (!outcome.ok) parts.log.info({ case: caseId, code: outcome.refusal.code }, "A reply was not kept");
  if (outcome.ok && !outcome.repeated && hasPhone(text)) await hintPhone(event, thread, user, parts);
}

async function keepChange(event: MessageEvent, parts: Surroundings): Promise<void> {
  const { channel, message, previous_message: before } = event;
  const thread = message?.thread_ts ?? before?.thread_ts;
  const user = message?.user ?? before?.user;
  if (typeof thread !== "string" || typeof user !== "string" || typeof before?.bot_id === "string") return;
  const caseId = await parts.service.caseAt(channel, thread);
  const ts = before?.ts ?? message?.ts;
  if (caseId === undefined || ts === undefined || ts === thread) return;
  if (event.subtype === "message_deleted") {
    const command = { type: "change-note", message: { channel, ts }, removed: true } as const;
    await parts.service.submit({ command, by: user, key: `deleted:${channel}:${ts}` }, caseId);
    return;
  }
  // Links that unfold change a message, too; only what the person has written counts.
  if (message?.text === before?.text) return;
  const command = {
    type: "change-note",
    message: { channel, ts },
    text: clean(message?.text, parts),
    removed: false,
  } as const;
  const key = `changed:${channel}:${ts}:${message?.edited?.ts ?? event.event_ts ?? ""}`;
  const outcome = await parts.service.submit({ command, by: user, key }, caseId);
  // Whoever wrote the number before has had the hint.
  const added = hasPhone(command.text) && !hasPhone(clean(before?.text, parts));
  if (outcome.ok && !outcome.repeated && added) await hintPhone(event, thread, user, parts);
}

/** What people write in the thread of a card is kept on the record; so is that they changed or deleted it. */
export async function hearMessage(body: unknown, parts: Surroundings): Promise<void> {
  const event = readMessage(body);
  if (event === undefined) return;
  if (event.subtype === "message_changed" || event.subtype === "message_deleted") return keepChange(event, parts);
  const thread = event.thread_ts;
  if (
    !WRITTEN.has(event.subtype ?? "") ||
    typeof event.bot_id === "string" ||
    typeof thread !== "string" ||
    thread === event.ts
  )
    return;
  await keepReply(event, thread, parts);
}
