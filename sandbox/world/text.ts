import { namedEmoji } from "../emoji.ts";
import type { World } from "./world.ts";

/** An entity of Slack's own: <@U…>, <#C…|name>, <!here>, <!date^…>, <https://…|text>, <mailto:…>. */
const ENTITY = /<(?:@[UWB][A-Z0-9]+|#[CGD][A-Z0-9]+|![a-z]|https?:|mailto:|tel:|slack:)[^<>]*>/g;
/** Ends before white space, brackets, encoded brackets, and the punctuation that closes a sentence. */
const BARE_URL = /(?<![<|"'=\w])https?:\/\/(?:(?!&[lg]t;)[^\s<>|])*(?!&[lg]t;)[^\s<>|.,;:!?'")\]]/g;

/** Only these three, and only where they are not part of an entity. */
export function escapeText(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

export function unescapeText(text: string): string {
  return text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
}

/** Applies `change` to everything between the entities and leaves these alone. */
function betweenEntities(text: string, change: (part: string) => string): string {
  let done = "";
  let from = 0;
  for (const found of text.matchAll(ENTITY)) {
    done += change(text.slice(from, found.index)) + found[0];
    from = found.index + found[0].length;
  }
  return done + change(text.slice(from));
}

/** What an app sent, as Slack keeps it: stray signs encoded, bare addresses wrapped. */
export function tidyText(text: string): string {
  return betweenEntities(text, (part) =>
    namedEmoji(part)
      .replaceAll(/&(?!amp;|lt;|gt;)/g, "&amp;")
      .replaceAll("<", "&lt;")
      // A quotation mark at the start of a line stays.
      .replaceAll(/(?<!^|\n|&gt;)>/g, "&gt;")
      .replaceAll(BARE_URL, (url) => `<${url}>`),
  );
}

/**
 * Slack's automatic parsing (mrkdwn objects without `verbatim: true`; `parse=full` and `link_names` of chat.postMessage):
 * a bare @channel comes alive, as do #names.
 */
export function parseNames(world: World, text: string): string {
  return betweenEntities(text, (part) =>
    part
      .replaceAll(/(?<![\w@])@(channel|here|everyone)\b/g, "<!$1>")
      .replaceAll(/(?<![\w#&])#([\p{L}\p{N}_-]+)/gu, (all, name: string) => {
        const channel = [...world.channels.values()].find((one) => one.kind === "public" && one.name === name);
        return channel ? `<#${channel.id}|${channel.name}>` : all;
      }),
  );
}

/** What a person typed, as Slack stores it: encoded, with the mentions that he picked (or wrote out) alive. */
export function typedText(world: World, text: string): string {
  const kept = /<(@[UW][A-Z0-9]+|#C[A-Z0-9]+|!subteam\^S[A-Z0-9]+)>/g;
  let done = "";
  let from = 0;
  for (const found of text.matchAll(kept)) {
    done +=
      typedPart(world, text.slice(from, found.index)) +
      (isKnown(world, found[1] ?? "") ? found[0] : escapeText(found[0]));
    from = found.index + found[0].length;
  }
  return done + typedPart(world, text.slice(from));
}

/** A handle or a channel's name written out in full becomes the mention, as Slack's composer makes it. */
function typedPart(world: World, part: string): string {
  const wrapped = escapeText(namedEmoji(part)).replaceAll(BARE_URL, (url) => `<${url}>`);
  return betweenEntities(parseNames(world, wrapped), (rest) =>
    rest.replaceAll(/(?<![\w@.])@([\w.-]*\w)/g, (all, handle: string) => {
      const person = [...world.people.values()].find((one) => one.name === handle && !one.deactivated);
      const group = [...world.groups.values()].find((one) => one.handle === handle);
      return person ? `<@${person.id}>` : group ? `<!subteam^${group.id}>` : all;
    }),
  );
}

function isKnown(world: World, entity: string): boolean {
  const id = entity.replace(/^(@|#|!subteam\^)/, "");
  return world.people.has(id) || world.channels.has(id) || world.groups.has(id);
}

/** How this workspace keeps the mrkdwn of blocks, for {@link normaliseBlocks}. */
export function tidyIn(world: World): (text: string, parse: boolean) => string {
  return (text, parse) => tidyText(parse ? parseNames(world, text) : text);
}
