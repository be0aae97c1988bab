import { section } from "../blocks.ts";
import { escapeText } from "../mrkdwn.ts";
import { noDeskText } from "../no-desk.ts";
import type { Hand } from "./hand.ts";

export async function sayNoDesk({ parts, reader, say }: Hand): Promise<void> {
  const text = await noDeskText(reader, parts);
  await say({ text, blocks: [section(escapeText(text))] });
}
