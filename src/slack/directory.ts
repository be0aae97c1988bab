import type { Logger } from "pino";
import { z } from "zod";
import type { Person } from "../desk/desk.ts";
import type { DeskFile, DirectoryBook } from "../desk/service.ts";
import type { Language } from "../regulation/shape.ts";
import { slackError, type Clients } from "./clients.ts";
import { readerVoice, type Reader } from "./voice.ts";
import { languageOf } from "./words.ts";

/** People as Slack knows them, kept in memory and in the directory. */
export interface Directory {
  /** Whoever does something in Slack: known, or asked for at once; never slower than a second. */
  reader(id: string, now: number): Promise<Reader>;
  person(id: string): Person | undefined;
  /** Asks Slack who these are, as far as nobody knows yet; never slower than a second. */
  meet(ids: readonly string[]): Promise<void>;
  /** Everybody known so far is read into memory. */
  load(): Promise<void>;
  /**
   * Members of the desks' channels and user groups, and whoever holds a role, are read from Slack. Without them rules
   * would find roles empty and cards might stand before those whom they are about.
   */
  sync(desks: readonly DeskFile[]): Promise<void>;
  /** Names, languages and zones of everybody known, which change while the app is away. It may take minutes. */
  refresh(): Promise<void>;
  /** The app was invited to a channel. */
  joined(channel: string): Promise<void>;
  userChanged(user: unknown): Promise<void>;
  memberChanged(channel: string, person: string, present: boolean): Promise<void>;
  groupChanged(group: string): Promise<void>;
}

const SlackUser = z.object({
  id: z.string(),
  name: z.string().nullish(),
  real_name: z.string().nullish(),
  deleted: z.boolean().nullish(),
  is_bot: z.boolean().nullish(),
  locale: z.string().nullish(),
  tz: z.string().nullish(),
  profile: z.object({ display_name: z.string().nullish(), real_name: z.string().nullish() }).nullish(),
});

type Seen = Omit<Person, "absences">;

interface Defaults {
  readonly language: Language;
  readonly zone: string;
}

function filled(...names: readonly (string | null | undefined)[]): string | undefined {
  return names.find((name): name is string => typeof name === "string" && name.trim() !== "");
}

/** A person of Slack; undefined for bots. */
export function seenPerson(user: unknown, known: Person | undefined, defaults: Defaults): Seen | undefined {
  const parsed = SlackUser.safeParse(user);
  if (!parsed.success || parsed.data.is_bot === true || parsed.data.id === "USLACKBOT") return undefined;
  const { id, name, real_name, deleted, locale, tz, profile } = parsed.data;
  return {
    id,
    name: filled(profile?.display_name, profile?.real_name, real_name, name) ?? id,
    // Events carry no locale: what users.info said before still counts.
    language: typeof locale === "string" ? languageOf(locale) : (known?.language ?? defaults.language),
    zone: typeof tz === "string" && tz !== "" ? tz : (known?.zone ?? defaults.zone),
    active: deleted !== true,
  };
}

function same(a: Seen, b: Person | undefined): boolean {
  return (
    b !== undefined && a.name === b.name && a.language === b.language && a.zone === b.zone && a.active === b.active
  );
}

/** How long somebody who presses a button may wait for Slack's word on who they are. */
const ASK_MS = 800;

/** What comes of it, if it comes soon; it goes on all the same. */
async function inTime<Found>(asking: Promise<Found>): Promise<Found | undefined> {
  const { promise: late, resolve } = Promise.withResolvers<undefined>();
  const timer = setTimeout(() => resolve(undefined), ASK_MS);
  const found = await Promise.race([asking, late]);
  clearTimeout(timer);
  return found;
}

export interface DirectoryOptions {
  readonly book: DirectoryBook;
  readonly clients: Clients;
  readonly defaults: () => Promise<Defaults>;
  /** Called when what desks read of people has changed. */
  readonly changed: () => void;
  readonly log: Logger;
}

export function makeDirectory({ book, clients, defaults, changed, log }: DirectoryOptions): Directory {
  const persons = new Map<string, Person>();
  const asked = new Map<string, Promise<Person | undefined>>();
  /** Bots, and those whom Slack does not show us: they are asked for once. */
  const strangers = new Set<string>();

  async function keep(seen: readonly Seen[]): Promise<void> {
    const news = seen.filter((person) => !same(person, persons.get(person.id)));
    if (news.length === 0) return;
    for (const person of news) persons.set(person.id, { ...person, absences: persons.get(person.id)?.absences ?? [] });
    await book.savePersons(news);
    changed();
  }

  async function askSlack(id: string): Promise<Person | undefined> {
    try {
      const { user } = await clients.unhurried.users.info({ user: id, include_locale: true });
      const seen = seenPerson(user, persons.get(id), await defaults());
      if (seen === undefined) strangers.add(id);
      else await keep([seen]);
    } catch (error) {
      const code = slackError(error);
      if (code === "user_not_found" || code === "user_not_visible") strangers.add(id);
      log.warn({ person: id, reason: code ?? String(error) }, "Slack does not say who this is");
    } finally {
      asked.delete(id);
    }
    return persons.get(id);
  }

  function ask(id: string): Promise<Person | undefined> {
    const known = asked.get(id) ?? askSlack(id);
    asked.set(id, known);
    return known;
  }

  async function members(channel: string): Promise<string[]> {
    const found: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await clients.unhurried.conversations.members({
        channel,
        limit: 500,
        ...(cursor === undefined ? {} : { cursor }),
      });
      found.push(...(page.members ?? []));
      cursor = filled(page.response_metadata?.next_cursor);
    } while (cursor !== undefined);
    return found;
  }

  const unread = new Set<string>();

  async function syncChannel(channel: string): Promise<void> {
    try {
      const found = await members(channel);
      for (const id of found) if (!persons.has(id)) unread.add(id);
      await book.saveMembers(channel, found);
    } catch (error) {
      log.warn(
        { channel, reason: slackError(error) ?? String(error) },
        "The members of a channel cannot be read. Invite the app to it",
      );
    }
  }

  async function syncGroup(group: string): Promise<void> {
    try {
      const { users } = await clients.unhurried.usergroups.users.list({ usergroup: group });
      for (const id of users ?? []) if (!persons.has(id)) await ask(id);
      await book.saveGroup(group, users ?? []);
    } catch (error) {
      log.warn({ group, reason: slackError(error) ?? String(error) }, "The members of a user group cannot be read");
    }
  }

  return {
    person: (id) => persons.get(id),
    async reader(id, now) {
      const known = persons.get(id);
      if (known !== undefined) return readerVoice(known, now);
      const found = await inTime(ask(id));
      return found === undefined ? { id, name: id, now, ...(await defaults()) } : readerVoice(found, now);
    },
    async meet(ids) {
      const unknown = [...new Set(ids)].filter((id) => !persons.has(id) && !strangers.has(id));
      if (unknown.length > 0) await inTime(Promise.all(unknown.map(ask)));
    },
    async load() {
      for (const person of await book.persons()) persons.set(person.id, person);
    },
    async sync(desks) {
      const channels = desks.flatMap(({ desk }) => [
        desk.channel,
        ...(desk.restrictedChannel === undefined ? [] : [desk.restrictedChannel]),
        ...desk.departments.map((department) => department.channel),
      ]);
      const groups = desks.flatMap(({ people }) => people.holdings.flatMap((holding) => holding.group ?? []));
      const named = desks.flatMap(({ people }) => [
        ...people.administrators,
        ...people.holdings.flatMap((holding) => holding.person ?? []),
      ]);
      for (const channel of new Set(channels)) await syncChannel(channel);
      for (const group of new Set(groups)) await syncGroup(group);
      for (const id of new Set(named)) if (!persons.has(id)) await ask(id);
      changed();
    },
    async refresh() {
      for (const id of new Set([...unread, ...persons.keys()])) await ask(id);
      unread.clear();
    },
    async joined(channel) {
      await syncChannel(channel);
      for (const id of unread) await ask(id);
      changed();
    },
    async userChanged(user) {
      const parsed = z.object({ id: z.string() }).safeParse(user);
      if (!parsed.success) return;
      const seen = seenPerson(user, persons.get(parsed.data.id), await defaults());
      if (seen !== undefined) await keep([seen]);
      // The event leaves out the locale.
      await ask(parsed.data.id);
    },
    async memberChanged(channel, person, present) {
      if (!persons.has(person)) await ask(person);
      // Bots are no people.
      if (!persons.has(person)) return;
      await book.changeMember(channel, person, present);
      changed();
    },
    async groupChanged(group) {
      await syncGroup(group);
      changed();
    },
  };
}
