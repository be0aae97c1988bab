import { section } from "../blocks.ts";
import { slackError } from "../clients.ts";
import { channelLink, plainText, type Mrkdwn } from "../mrkdwn.ts";
import { md } from "../words.ts";
import type { PressHand } from "./hand.ts";

async function say(words: Mrkdwn, hand: PressHand): Promise<void> {
  await hand.say({ text: plainText(words.mrkdwn), blocks: [section(words)] });
}

/**
 * Joins the channel that did not take what was sent, and sends its cards again. Into a private one the app has to be
 * invited; then they follow by themselves.
 */
export async function mendChannel(hand: PressHand): Promise<void> {
  const { parts, reader, value } = hand;
  const desks = await parts.desks.all();
  if (!desks.some(({ people }) => people.administrators.includes(reader.id))) return;
  const channel = channelLink(value);
  try {
    await parts.clients.patient.conversations.join({ channel: value });
  } catch (error) {
    const archived = slackError(error) === "is_archived";
    return say(md(reader.language, archived ? "undelivered.is_archived" : "admin.mend-invite", { channel }), hand);
  }
  await parts.directory.joined(value);
  const count = await parts.service.redrawAt(value);
  await say(md(reader.language, "admin.mended", { channel, count }), hand);
}
