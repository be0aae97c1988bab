import { isObject, textAt, type JsonObject } from "../json.ts";
import { amend } from "../world/messages.ts";
import type { Message } from "../world/nouns.ts";
import { done, isGiven, jsonArg, refuse, textArg, type Answer, type Call, type Methods } from "./call.ts";
import { checkAttachments } from "./content.ts";

export const unfurlMethods: Methods = {
  "chat.unfurl": { scopes: ["links:write"], tier: 3, json: true, run: unfurl },
};

/** Shows under a message what the app says about links in it: a map of addresses to attachments. */
function unfurl(call: Call): Answer {
  if (isGiven(call, "unfurl_id")) return refuse("invalid_unfurl_id");
  for (const name of ["channel", "ts", "unfurls"]) if (!isGiven(call, name)) return refuse(`missing_${name}`);
  const channel = call.world.channels.get(textArg(call, "channel") ?? "");
  if (!channel?.members.has(call.token.user)) return refuse("cannot_find_channel");
  const message = channel.byTs.get(textArg(call, "ts") ?? "");
  if (!message) return refuse("cannot_find_message");
  const unfurls = jsonArg(call, "unfurls");
  if (!isObject(unfurls)) return refuse("invalid_unfurls_format");
  const addresses = Object.keys(unfurls);
  if (addresses.some((address) => !names(message, address))) return refuse("cannot_unfurl_message");
  const given: JsonObject[] = [];
  for (const [address, attachment] of Object.entries(unfurls)) {
    if (!isObject(attachment)) return refuse("cannot_parse_attachment");
    given.push({ ...attachment, from_url: address, app_unfurl_url: address, is_app_unfurl: true });
  }
  const others = message.attachments.filter((one) => !addresses.includes(textAt(one, "from_url") ?? ""));
  const checked = checkAttachments(call, [...others, ...given]);
  if ("error" in checked) return refuse("cannot_parse_attachment");
  amend(call.world, message, (changing) => {
    changing.attachments = checked.attachments;
  });
  return done();
}

function names(message: Message, address: string): boolean {
  const said = message.text + JSON.stringify(message.blocks);
  return said.includes(address) || said.includes(address.replaceAll("&", "&amp;"));
}
