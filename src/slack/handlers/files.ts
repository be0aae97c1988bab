import type { RecordFile } from "../../desk/records.ts";
import type { Hand } from "./hand.ts";

/**
 * Uploads files into the direct messages of whoever asked, where nobody else reads them. One attempt: what may have
 * arrived is not sent again, and whoever pressed sees that it failed.
 */
export async function sendFiles(
  files: readonly RecordFile[],
  comment: string,
  { parts, reader }: Pick<Hand, "parts" | "reader">,
): Promise<void> {
  const { channel } = await parts.clients.patient.conversations.open({ users: reader.id });
  if (channel?.id === undefined) throw new Error("Slack opened no conversation");
  await parts.clients.once.filesUploadV2({
    channel_id: channel.id,
    initial_comment: comment,
    file_uploads: files.map(({ name, content }) => ({ filename: name, title: name, content })),
  });
}
