import type { ConversationSeen, GroupSeen, PersonSeen } from "../../protocol.ts";
import { decodeEntities } from "./mrkdwn.ts";

interface Names {
  people: Map<string, PersonSeen>;
  groups: Map<string, GroupSeen>;
  conversations: Map<string, ConversationSeen>;
}

/**
 * What a person typed, with the names that he chose or spelt out (`@Wang Fang`, `@handle`, `#channel`) as tokens; the sandbox
 * encodes the rest. The longest name wins, so that "@Li Na" is not taken for "@Li".
 */
export function spokenOf(typed: string, names: Names): string {
  const tokens = new Map<string, string>();
  for (const person of names.people.values())
    for (const name of [person.displayName, person.name])
      if (name !== "") tokens.set(`@${name.toLowerCase()}`, `<@${person.id}>`);
  for (const group of names.groups.values()) tokens.set(`@${group.handle.toLowerCase()}`, `<!subteam^${group.id}>`);
  for (const each of names.conversations.values())
    if (each.kind === "public" || each.kind === "private") tokens.set(`#${each.name.toLowerCase()}`, `<#${each.id}>`);
  if (tokens.size === 0) return typed;
  const known = [...tokens.keys()].toSorted((a, b) => b.length - a.length).map(escapePattern);
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}_])(?:${known.join("|")})(?![a-z0-9_])`, "giu");
  return typed.replaceAll(pattern, (name) => tokens.get(name.toLowerCase()) ?? name);
}

/** Stored text as one would type it again: tokens as names, entities decoded. */
export function typedOf(stored: string, names: Names): string {
  const spelt = stored
    .replaceAll(/<@([A-Z0-9]+)(?:\|[^>]*)?>/g, (_, id: string) => `@${names.people.get(id)?.displayName ?? id}`)
    .replaceAll(
      /<#([A-Z0-9]+)(?:\|([^>]*))?>/g,
      (_, id: string, label: string | undefined) => `#${names.conversations.get(id)?.name ?? label ?? id}`,
    )
    .replaceAll(/<!subteam\^([A-Z0-9]+)(?:\|[^>]*)?>/g, (_, id: string) => `@${names.groups.get(id)?.handle ?? id}`)
    .replaceAll(/<!(here|channel|everyone)(?:\|[^>]*)?>/g, "@$1")
    .replaceAll(/<((?:https?|mailto|tel):[^>|]+)(?:\|[^>]*)?>/g, "$1");
  return decodeEntities(spelt);
}

function escapePattern(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
