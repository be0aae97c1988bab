import { shareFiles } from "../acts/talk.ts";
import { isObject, textAt, type JsonObject } from "../json.ts";
import { LIMITS } from "../limits.ts";
import { storeFile } from "../world/files.ts";
import { post } from "../world/messages.ts";
import type { Channel, StoredFile } from "../world/nouns.ts";
import { tidyText } from "../world/text.ts";
import {
  done,
  isGiven,
  jsonArg,
  listArg,
  numberArg,
  page,
  refuse,
  refuseArguments,
  textArg,
  type Answer,
  type Call,
  type Methods,
} from "./call.ts";
import { readContent } from "./content.ts";
import { slackFile } from "./shapes.ts";

export const fileMethods: Methods = {
  "files.getUploadURLExternal": { scopes: ["files:write"], tier: 4, json: false, run: getUploadUrl },
  "files.completeUploadExternal": { scopes: ["files:write"], tier: 4, json: true, required: ["files"], run: complete },
  "files.info": { scopes: ["files:read"], tier: 4, json: false, required: ["file"], run: info },
  "files.list": { scopes: ["files:read"], tier: 3, json: false, run: list },
  "files.delete": { scopes: ["files:write"], tier: 3, json: true, required: ["file"], run: remove },
};

function getUploadUrl(call: Call): Answer {
  const { world } = call;
  const name = textArg(call, "filename");
  const length = numberArg(call, "length");
  if (name === undefined || name === "" || length === undefined) return refuse("missing_argument");
  if (Number.isNaN(length) || length < 1) {
    return refuseArguments("must be greater than or equal to 1 [json-pointer:/length]");
  }
  if (length > LIMITS.file.bytes) return refuse("file_upload_size_restricted");
  const altText = textArg(call, "alt_txt");
  if (altText !== undefined && altText.length > LIMITS.file.altText) return refuse("alt_txt_too_large");
  const file = storeFile(world, {
    name,
    user: call.token.user,
    app: call.app.id,
    stage: "waiting",
    expectedLength: length,
    ...(altText === undefined ? {} : { altText }),
  });
  return done({ upload_url: `${world.url}/upload/v1/${file.ticket}`, file_id: file.id });
}

function complete(call: Call): Answer {
  const { world } = call;
  const given = jsonArg(call, "files");
  const wanted = Array.isArray(given) ? given.filter(isObject) : [];
  if (wanted.length === 0) return refuseArguments("no less than 1 items allowed [json-pointer:/files]");
  const found = wanted.map((one) => ({ one, file: world.files.get(textAt(one, "id") ?? "") }));
  const files: StoredFile[] = [];
  for (const { one, file } of found) {
    if (!file || file.app !== call.app.id || file.stage !== "uploaded") return refuse("file_not_found");
    file.title = textAt(one, "title") ?? file.title;
    files.push(file);
  }
  const ids = [...new Set([...listArg(call, "channels"), ...listArg(call, "channel_id")])];
  if (ids.length > 100) return refuse("channels_limit_exceeded");
  const channels: Channel[] = [];
  for (const id of ids) {
    const channel = world.channels.get(id);
    if (!channel || (channel.kind !== "public" && !channel.members.has(call.token.user)))
      return refuse("channel_not_found");
    if (!channel.members.has(call.token.user)) return refuse("not_in_channel");
    if (channel.archived) return refuse("posting_to_channel_denied");
    channels.push(channel);
  }
  const content = readContent(call, { textLimit: { most: LIMITS.message.textTruncated, beyond: "truncate" } });
  if ("error" in content) return content.error;
  for (const file of files) file.stage = "complete";
  // The message that shows them comes a moment later: the answer's `shares` are empty, as Slack's are.
  const answer = done({ files: files.map((file) => slackFile(world, file)) });
  setImmediate(() => share(call, { files, channels, blocks: content.blocks }));
  return answer;
}

function share(call: Call, what: { files: StoredFile[]; channels: Channel[]; blocks: JsonObject[] | undefined }): void {
  const { world, app } = call;
  for (const channel of what.channels) {
    const parent = isGiven(call, "thread_ts") ? channel.byTs.get(textArg(call, "thread_ts") ?? "") : undefined;
    const message = post(world, channel, {
      user: app.botUser,
      app: app.id,
      botId: app.botId,
      text: tidyText(textArg(call, "initial_comment") ?? ""),
      blocks: what.blocks ?? [],
      files: what.files.map((file) => file.id),
      ...(parent ? { threadTs: parent.threadTs ?? parent.ts } : {}),
    });
    shareFiles(world, message);
  }
}

/** A file that the bot may see: its own, or one in a conversation that it is in. */
function visibleFile(call: Call): StoredFile | { error: Answer } {
  const file = call.world.files.get(textArg(call, "file") ?? "");
  if (!file) return { error: refuse("file_not_found") };
  if (file.stage === "deleted") return { error: refuse("file_deleted") };
  const seen = [...file.channels].some((id) => call.world.channels.get(id)?.members.has(call.token.user));
  const own = file.app === call.app.id || file.givenTo.has(call.app.id);
  return seen || own ? file : { error: refuse("file_not_found") };
}

function info(call: Call): Answer {
  const file = visibleFile(call);
  if ("error" in file) return file.error;
  return done({ file: slackFile(call.world, file), comments: [], response_metadata: { next_cursor: "" } });
}

function list(call: Call): Answer {
  const channel = textArg(call, "channel");
  const user = textArg(call, "user");
  const all = [...call.world.files.values()].filter(
    (file) =>
      file.stage === "complete" &&
      (channel === undefined || file.channels.has(channel)) &&
      (user === undefined || file.user === user) &&
      (file.app === call.app.id ||
        [...file.channels].some((id) => call.world.channels.get(id)?.members.has(call.token.user))),
  );
  const some = page(call, all, { standard: 100, most: 1000 });
  if ("error" in some) return some.error;
  const paging = { count: some.items.length, total: all.length, page: 1, pages: 1 };
  return done({ files: some.items.map((file) => slackFile(call.world, file)), paging });
}

function remove(call: Call): Answer {
  const file = call.world.files.get(textArg(call, "file") ?? "");
  if (!file) return refuse("file_not_found");
  if (file.stage === "deleted") return refuse("file_deleted");
  if (file.app !== call.app.id) return refuse("cant_delete_file");
  file.stage = "deleted";
  file.bytes = Buffer.alloc(0);
  return done();
}

/** Bytes for an upload address: raw, or as the one file of a form. Gives what Slack writes, or why not. */
export async function receiveUpload(
  file: StoredFile | undefined,
  upload: { type: string; body: Buffer },
): Promise<{ status: number; text: string }> {
  if (!file || file.stage !== "waiting") return { status: 404, text: "not found" };
  const bytes = upload.type.startsWith("multipart/form-data") ? await fileOfForm(upload) : upload.body;
  if (bytes.length === 0 || bytes.length > LIMITS.file.bytes) return { status: 400, text: "bad length" };
  file.bytes = bytes;
  file.stage = "uploaded";
  return { status: 200, text: `OK - ${bytes.length}` };
}

async function fileOfForm({ type, body }: { type: string; body: Buffer }): Promise<Buffer> {
  const form = await new Response(new Uint8Array(body), { headers: { "content-type": type } }).formData();
  for (const [, value] of form) if (typeof value !== "string") return Buffer.from(await value.arrayBuffer());
  return Buffer.alloc(0);
}
