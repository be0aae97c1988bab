import { readFile } from "node:fs/promises";
import { basename, dirname, extname, resolve as pathFrom } from "node:path";
import type { Holding } from "../desk/desk.ts";
import { loadRegulation } from "../regulation/load.ts";
import type { Regulation, Role } from "../regulation/shape.ts";
import { inTransaction, type Database } from "../store/database.ts";
import { saveDesk, storeEdition, type DeskSettings } from "../store/desks.ts";
import { saveRoles, type DeskRoles } from "../store/directory.ts";
import { saveListEntries } from "../store/lists.ts";
import { readDeskFile, textOf, type DeskEntry } from "./desk-file.ts";
import { readHolidays } from "./holidays.ts";
import { readGuides } from "./guides.ts";
import type { Names } from "./names.ts";

/** A setting that cannot be used; the text names each thing and what to do. */
export class SetupTrouble extends Error {
  readonly code = "setup-trouble";
}

interface Ready {
  readonly settings: DeskSettings;
  readonly regulation: Regulation;
  readonly text: string;
  readonly roles: DeskRoles;
  readonly lists: DeskEntry["lists"];
}

export interface Applied {
  readonly desk: string;
  readonly edition: string;
  /** False when everything was as the file says already. */
  readonly changed: boolean;
}

/**
 * Sets desks up as a file says, as often as wanted: what is already so stays as it is, and open cases keep the edition
 * that they were opened under.
 *
 * @throws SetupTrouble naming everything in the file, in its regulations or among its names that is wrong
 */
export async function applyDeskFile(
  path: string,
  { database, names, now }: { readonly database: Database; readonly names: Names; readonly now: number },
): Promise<readonly Applied[]> {
  const text = await readText(path, "DESK_FILE names a file that cannot be read");
  const read = readDeskFile(text);
  if ("troubles" in read)
    throw new SetupTrouble(read.troubles.map(({ line, message }) => `${path}:${line}: ${message}`).join("\n"));
  const troubles: string[] = [];
  const ready: Ready[] = [];
  for (const [index, entry] of read.file.desks.entries()) {
    const lineOf = (place: number) => read.lineOf(["desks", index, "holidays", place]);
    ready.push(...(await prepare(entry, path, { names, troubles, lineOf })));
  }
  if (troubles.length > 0) throw new SetupTrouble(troubles.join("\n"));
  const applied: Applied[] = [];
  for (const desk of ready) applied.push(await inTransaction(database, (tx) => store(tx, desk, now)));
  return applied;
}

async function readText(path: string, what: string): Promise<string> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    throw new SetupTrouble(`${what}: ${path}`, { cause: error });
  }
}

async function store(tx: Parameters<typeof saveDesk>[0], desk: Ready, now: number): Promise<Applied> {
  const edition = await storeEdition(tx, desk, now);
  const changedDesk = await saveDesk(tx, desk.settings, edition);
  const changedRoles = await saveRoles(tx, desk.settings.id, { roles: desk.roles, source: "file" });
  const changedLists = await saveListEntries(tx, desk.settings.id, { lists: desk.lists, source: "file" });
  return { desk: desk.settings.id, edition, changed: changedDesk || changedRoles || changedLists };
}

interface Preparing {
  readonly names: Names;
  /** Collects all that is wrong, so that one start tells of everything. */
  readonly troubles: string[];
  /** Line of the desk's file on which its n-th holiday list is named. */
  readonly lineOf: (place: number) => number;
}

async function prepare(entry: DeskEntry, path: string, preparing: Preparing): Promise<readonly Ready[]> {
  const { troubles } = preparing;
  const file = pathFrom(dirname(path), entry.regulation);
  const text = await readText(file, `The desk "${entry.id}" names a regulation that cannot be read`);
  const loaded = loadRegulation(text, basename(file, extname(file)));
  const errors = loaded.problems.filter((problem) => problem.severity === "error");
  troubles.push(...errors.map(({ line, message }) => `${file}:${line}: ${message.en}`));
  if (!("regulation" in loaded)) return [];
  const { regulation } = loaded;
  const resolve = resolver(entry, preparing);
  troubles.push(...roleTroubles(entry, regulation.roles), ...listTroubles(entry, regulation));
  const channel = await resolve.channel(entry.channel);
  const restricted = entry["restricted-channel"];
  const holidays = await readHolidays(entry.holidays, regulation, { path, desk: entry.id, ...preparing });
  const added = await readGuides(entry.guides, { path, desk: entry.id, read: readText, troubles });
  const departments = [];
  for (const { id, title, channel: name, unit } of entry.departments) {
    const place = { id, title: textOf(title), channel: await resolve.channel(name) };
    departments.push(unit === undefined ? place : { ...place, unit });
  }
  const settings: DeskSettings = {
    id: entry.id,
    name: textOf(entry.name),
    language: entry.language,
    zone: entry.zone,
    channel,
    digestAt: entry.digest,
    departments,
    matters: entry.matters.map(({ id, title, department, conduct }) => ({
      id,
      title: textOf(title),
      department,
      ...(conduct === true ? { conduct } : {}),
    })),
    ...(added === undefined ? {} : { added }),
    ...(holidays.length === 0 ? {} : { holidays }),
    ...(restricted === undefined ? {} : { restrictedChannel: await resolve.channel(restricted) }),
  };
  const roles: DeskRoles = {
    holdings: await holdingsOf(entry, regulation, resolve),
    administrators: await resolve.people(entry.administrators),
  };
  return [{ settings, regulation, text, roles, lists: entry.lists }];
}

/** Roles that a department has are given department by department; all others to somebody. */
function roleTroubles(entry: DeskEntry, roles: readonly Role[]): readonly string[] {
  const ids = roles.map((role) => role.id);
  return Object.entries(entry.roles).flatMap(([id, who]) => {
    const role = roles.find((known) => known.id === id);
    if (role === undefined)
      return [
        `The desk "${entry.id}" fills the role "${id}", which its regulation does not have. It has: ${ids.join(", ")}`,
      ];
    const local = role.at === "department" || role.at === "unit";
    if (local === !Array.isArray(who)) return [];
    return [
      local
        ? `The role "${id}" of the desk "${entry.id}" is held ${role.at} by ${role.at}. Write: ${id}: { ${entry.departments[0]?.id ?? "department"}: "@somebody" }`
        : `The role "${id}" of the desk "${entry.id}" is held for the whole company. Write: ${id}: "@somebody"`,
    ];
  });
}

function listTroubles(entry: DeskEntry, regulation: Regulation): readonly string[] {
  const ids = regulation.lists.map((list) => list.id);
  return Object.keys(entry.lists)
    .filter((id) => !ids.includes(id))
    .map(
      (id) =>
        `The desk "${entry.id}" fills the list "${id}", which its regulation does not have. It has: ${ids.join(", ") || "none"}`,
    );
}

interface Resolver {
  channel(name: string): Promise<string>;
  people(names: readonly string[]): Promise<readonly string[]>;
  holder(name: string): Promise<Pick<Holding, "person" | "group">>;
}

function resolver(entry: DeskEntry, { names, troubles }: Pick<Preparing, "names" | "troubles">): Resolver {
  const unknown = (what: string) => {
    troubles.push(`The desk "${entry.id}": Slack knows no ${what}`);
    return "";
  };
  const person = async (name: string) => (await names.person(name)) ?? unknown(`person ${name}`);
  return {
    channel: async (name) =>
      (await names.channel(name)) ??
      unknown(`channel ${name} that the app can see. A private channel needs: /invite the app`),
    people: (all) => Promise.all(all.map(person)),
    holder: async (name) =>
      name.startsWith("group:") || /^S[A-Z0-9]+$/.test(name)
        ? { group: (await names.group(name)) ?? unknown(`user group ${name}`) }
        : { person: await person(name) },
  };
}

async function holdingsOf(entry: DeskEntry, regulation: Regulation, resolve: Resolver): Promise<readonly Holding[]> {
  const holdings: Holding[] = [];
  for (const [role, who] of Object.entries(entry.roles)) {
    const atUnit = regulation.roles.find((known) => known.id === role)?.at === "unit";
    const places = Array.isArray(who)
      ? [{ place: undefined, people: who }]
      : Object.entries(who).map(([place, people]) => ({ place, people }));
    for (const { place, people } of places) {
      const where = place === undefined ? {} : atUnit ? { unit: place } : { department: place };
      for (const name of people) holdings.push({ role, ...where, ...(await resolve.holder(name)) });
    }
  }
  return holdings;
}
