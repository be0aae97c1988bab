import type { World } from "../state/world.ts";
import { emojiOf, findEmoji } from "../text/emoji.ts";

/** One thing the composer offers for what is being typed. */
export interface Suggestion {
  key: string;
  label: string;
  note?: string;
  /** Stands for the text from `from` to the cursor. */
  insert: string;
}

export interface Suggesting {
  from: number;
  suggestions: Suggestion[];
}

const MOST = 8;

/** Commands at the start of a line, people after @, channels after #, emoji after a colon and two letters. */
export function suggestionsFor(text: string, cursor: number, world: World): Suggesting | undefined {
  const before = text.slice(0, cursor);
  if (/^\/[^\s]*$/.test(before)) return { from: 0, suggestions: commandsFor(before, world) };
  const match = /(?:^|[\s(])([@#:])([^\s@#:]*)$/u.exec(before);
  if (!match) return undefined;
  const [, mark = "", typed = ""] = match;
  const from = cursor - typed.length - 1;
  if (mark === "@") return { from, suggestions: peopleFor(typed, world) };
  if (mark === "#") return { from, suggestions: channelsFor(typed, world) };
  if (typed.length < 2) return undefined;
  return {
    from,
    suggestions: findEmoji(typed, MOST).map((name) => ({
      key: name,
      label: `${emojiOf(name) ?? ""} :${name}:`,
      insert: `:${name}: `,
    })),
  };
}

function commandsFor(typed: string, { apps }: World): Suggestion[] {
  return [...apps.values()].flatMap((app) =>
    app.commands
      .filter((each) => each.command.startsWith(typed))
      .map((each) => ({
        key: `${app.id} ${each.command}`,
        label: `${each.command} ${each.usageHint}`.trim(),
        note: `${each.description} · ${app.name}`,
        insert: `${each.command} `,
      })),
  );
}

function peopleFor(typed: string, { people, groups }: World): Suggestion[] {
  const wanted = typed.toLowerCase();
  const persons = [...people.values()]
    .filter(
      (each) => !each.deactivated && [each.displayName, each.name].some((name) => name.toLowerCase().includes(wanted)),
    )
    .map((each) => ({ key: each.id, label: each.displayName, note: each.title, insert: `@${each.displayName} ` }));
  const teams = [...groups.values()]
    .filter((each) => each.handle.toLowerCase().includes(wanted))
    .map((each) => ({ key: each.id, label: `@${each.handle}`, note: each.name, insert: `@${each.handle} ` }));
  const ranges = ["here", "channel"]
    .filter((each) => each.startsWith(wanted))
    .map((each) => ({ key: each, label: `@${each}`, insert: `@${each} ` }));
  return [...persons, ...teams, ...ranges].slice(0, MOST);
}

function channelsFor(typed: string, { conversations }: World): Suggestion[] {
  const wanted = typed.toLowerCase();
  return [...conversations.values()]
    .filter((each) => (each.kind === "public" || each.kind === "private") && each.name.toLowerCase().includes(wanted))
    .slice(0, MOST)
    .map((each) => ({ key: each.id, label: `#${each.name}`, note: each.topic, insert: `#${each.name} ` }));
}
