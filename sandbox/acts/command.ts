import { done } from "../api/call.ts";
import { isObject, textAt, type JsonObject } from "../json.ts";
import type { ActResults } from "../protocol.ts";
import { respond } from "../respond.ts";
import type { Sandbox } from "../sandbox.ts";
import { slackSays, post } from "../world/messages.ts";
import type { App, Channel, Person } from "../world/nouns.ts";
import { escapeText } from "../world/text.ts";
import { issueResponseUrl, issueTrigger } from "../world/triggers.ts";
import type { World } from "../world/world.ts";
import { say, type Word } from "../words.ts";
import { channelName } from "./payloads.ts";

type Command = App["commands"][number];

/** A person sends a line that starts with a slash. */
export async function command(
  sandbox: Sandbox,
  person: Person,
  at: { channel: Channel; text: string; thread?: string },
): Promise<ActResults["command"]> {
  const { world } = sandbox;
  const [, name = "", rest = ""] = /^(\/\S*)\s*([\s\S]*)$/.exec(at.text.trim()) ?? [];
  const refuse = (error: string, word: Word): ActResults["command"] => {
    const words = say(person.locale, word, { command: name, error });
    slackSays(world, at.channel, person.id, words, at.thread);
    return { ok: false, error, words };
  };
  const found = [...world.apps.values()]
    .filter((app) => app.installed)
    .flatMap((app) => app.commands.map((one) => ({ app, one })))
    .find(({ one }) => one.command === name);
  if (!found) return refuse("unknown_command", "unknownCommand");
  if (at.thread !== undefined) return refuse("not_in_thread", "notInThreads");
  const { app, one } = found;
  const payload = payloadOf(world, { app, person, channel: at.channel, command: one, text: rest });
  const reply = await sandbox.delivery.send(app, {
    kind: "command",
    name,
    payload,
    by: person.id,
    url: one.url,
  });
  if (!reply.ok) return refuse(reply.error, "commandFailed");
  const body = typeof reply.body === "string" ? { text: reply.body } : reply.body;
  if (!body) return { ok: true };
  const answer = acknowledge(world, { app, person, channel: at.channel, line: at.text.trim() }, body);
  return answer["ok"] === true ? { ok: true } : refuse(textAt(answer, "error") ?? "", "commandFailed");
}

/** An acknowledgement may be a message; `in_channel` shows the command itself too. */
function acknowledge(
  world: World,
  at: { app: App; person: Person; channel: Channel; line: string },
  body: JsonObject,
): JsonObject {
  const { app, person, channel } = at;
  if (body["response_type"] === "in_channel") {
    post(world, channel, { user: person.id, text: escapeText(at.line) });
    if (!isObject(body) || Object.keys(body).length === 1) return done();
  }
  return respond(world, { app: app.id, user: person.id, channel: channel.id, kind: "command" }, body);
}

function payloadOf(
  world: World,
  of: { app: App; person: Person; channel: Channel; command: Command; text: string },
): JsonObject {
  const { app, person, channel } = of;
  return {
    token: app.verificationToken,
    team_id: world.team.id,
    team_domain: world.team.domain,
    channel_id: channel.id,
    channel_name: channelName(channel),
    user_id: person.id,
    user_name: person.name,
    command: of.command.command,
    text: commandText(world, of.text, of.command.shouldEscape),
    api_app_id: app.id,
    is_enterprise_install: "false",
    response_url: issueResponseUrl(world, { app: app.id, user: person.id, channel: channel.id, kind: "command" }),
    trigger_id: issueTrigger(world, { app: app.id, user: person.id, channel: channel.id }),
  };
}

/** With should_escape, names come as <@U…|name> and <#C…|name>; without it they stay as typed. The three signs are always encoded. */
function commandText(world: World, text: string, escape: boolean): string {
  if (!escape) {
    const asNames = text
      .replaceAll(/<@([UW][A-Z0-9]+)>/g, (all, id: string) => {
        const person = world.people.get(id);
        return person ? `@${person.name}` : all;
      })
      .replaceAll(/<#(C[A-Z0-9]+)>/g, (all, id: string) => {
        const channel = world.channels.get(id);
        return channel ? `#${channel.name}` : all;
      });
    return escapeText(asNames);
  }
  const mention = /<@([UW][A-Z0-9]+)>|<#(C[A-Z0-9]+)>|@([\w.-]+)|#([\p{L}\p{N}_-]+)/gu;
  let told = "";
  let from = 0;
  for (const found of text.matchAll(mention)) {
    told += escapeText(text.slice(from, found.index)) + (mentioned(world, found) ?? escapeText(found[0]));
    from = found.index + found[0].length;
  }
  return told + escapeText(text.slice(from));
}

function mentioned(world: World, found: RegExpExecArray): string | undefined {
  const [, userId, channelId, userName, channelName_] = found;
  const person = [...world.people.values()].find((one) => one.id === userId || one.name === userName);
  if (person) return `<@${person.id}|${person.name}>`;
  const channel = [...world.channels.values()].find(
    (one) => one.id === channelId || (one.name !== "" && one.name === channelName_),
  );
  return channel ? `<#${channel.id}|${channel.name}>` : undefined;
}
