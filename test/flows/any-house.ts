import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stringify } from "yaml";
import type { House } from "../../demo/houses/houses.ts";
import { startStage, type Stage } from "../../demo/start.ts";
import type { PersonControl } from "../../sandbox/control/person.ts";
import { createLog } from "../../src/log.ts";
import type { Regulation, Role } from "../../src/regulation/shape.ts";
import { cloneDatabase } from "../support/database.ts";
import { ZONE } from "../support/property-desk.ts";

/** Somebody who holds no role: anybody may file. */
export const FILER = "U0FILER";
/** Somebody without any part in anything, for fields that name a person. */
export const CLERK = "U0CLERK";
export const SQUARE = "#square";

const FIRST = ["Ada", "Ben", "Cleo", "Dan", "Eva", "Finn", "Gina", "Hugo", "Iris", "Jon", "Kim", "Leo", "Mia", "Ned"];
const LAST = ["Berg", "Cole", "Dorn", "Eck", "Falk", "Gray", "Holm", "Ives"];

interface Staff {
  readonly id: string;
  readonly handle: string;
  readonly role: Role;
  readonly department?: string;
}

function departmentsFor(regulation: Regulation): readonly string[] {
  const named = (regulation.parts["department"] ?? []).map((line) => line.who);
  return [...new Set([...named, "north", "south"])];
}

function staffFor(regulation: Regulation, departments: readonly string[]): readonly Staff[] {
  const posts = regulation.roles.flatMap((role): readonly Pick<Staff, "role" | "department">[] => {
    if (role.anyOf.length > 0 || role.at === "outside" || role.at === "everyone") return [];
    return role.at === "department" ? departments.map((department) => ({ role, department })) : [{ role }];
  });
  return posts.map((post, index) => {
    const serial = String(index + 1).padStart(2, "0");
    return { ...post, id: `U0P${serial}`, handle: `p${serial}` };
  });
}

function deskFile(name: string, regulation: Regulation, departments: readonly string[], staff: readonly Staff[]) {
  const held = (role: Role) => staff.filter((one) => one.role.id === role.id);
  const roles = regulation.roles.flatMap((role): readonly (readonly [string, unknown])[] => {
    const people = held(role);
    const first = people[0];
    if (first === undefined) return [];
    if (role.at === "unit") return [[role.id, { whole: `@${first.handle}` }]];
    if (role.at !== "department") return [[role.id, `@${first.handle}`]];
    return [[role.id, Object.fromEntries(people.map((one) => [one.department ?? "", `@${one.handle}`]))]];
  });
  const options = regulation.fields.find((field) => field.id === "category")?.options ?? [];
  const matters =
    options.length > 0 ? [] : [{ id: "thing", title: "A thing | 某事", department: departments[0] ?? "" }];
  return {
    desks: [
      {
        id: "any",
        name: "The desk | 受理台",
        regulation: join(import.meta.dirname, "../../regulations", `${name}.yaml`),
        language: "en",
        zone: ZONE,
        channel: "#complaints",
        "restricted-channel": "#sealed",
        administrators: ["@filer"],
        departments: departments.map((id, index) => ({
          id,
          title: `Team ${index + 1} | 第${index + 1}组`,
          channel: `#team-${index + 1}`,
          unit: "whole",
        })),
        matters,
        roles: Object.fromEntries(roles),
      },
    ],
  };
}

function channel(id: string, name: string, members: readonly string[]) {
  return { id, name, members: [...members] };
}

function workspaceFor(departments: readonly string[], staff: readonly Staff[]): House["workspace"] {
  const named = staff.map((one, index) => ({
    id: one.id,
    name: one.handle,
    realName: `${FIRST[index % FIRST.length] ?? ""} ${LAST[Math.floor(index / FIRST.length) % LAST.length] ?? ""}`,
    locale: index % 2 === 0 ? "en-GB" : "zh-CN",
    tz: ZONE,
  }));
  const others = [
    { id: FILER, name: "filer", realName: "Zoe Frei", locale: "en-GB", tz: ZONE },
    { id: CLERK, name: "clerk", realName: "Yan Lund", locale: "zh-CN", tz: ZONE },
  ];
  const company = staff.filter((one) => one.department === undefined).map((one) => one.id);
  return {
    team: { id: "T0ANY", name: "Any house", domain: "any" },
    people: [...named, ...others],
    channels: [
      channel(
        "C0SQUARE",
        "square",
        [...named, ...others].map((one) => one.id),
      ),
      channel("C0DESK", "complaints", company),
      { ...channel("C0SEALED", "sealed", company), private: true },
      ...departments.map((department, index) =>
        channel(
          `C0TEAM${index + 1}`,
          `team-${index + 1}`,
          staff.filter((one) => one.department === department).map((one) => one.id),
        ),
      ),
    ],
    groups: [],
  };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => void server.close(resolve));
  return typeof address === "object" && address !== null ? address.port : 0;
}

/** A house made up for a regulation: one holder for each role, its departments with their channels. */
export interface AnyHouse extends Stage {
  readonly people: readonly string[];
  /** Who holds a role, in one department where it is held in each. */
  who(role: string, department?: string): string;
  /** What the app has logged of errors. */
  readonly errors: readonly string[];
  as(user: string): PersonControl;
  stop(): Promise<void>;
}

/** Writes the house's DESK_FILE into a temporary folder and raises the curtain on it at `now`. */
export async function openAnyHouse(name: string, regulation: Regulation, now: number): Promise<AnyHouse> {
  const departments = departmentsFor(regulation);
  const staff = staffFor(regulation, departments);
  const folder = await mkdtemp(join(tmpdir(), "any-house-"));
  const file = join(folder, "desk.yaml");
  await writeFile(file, stringify(deskFile(name, regulation, departments, staff)));
  const errors: string[] = [];
  const log = createLog("error", { write: (line) => void errors.push(line) });
  const database = await cloneDatabase();
  const workspace = workspaceFor(departments, staff);
  const stage = await startStage({
    house: { id: name, deskFile: file, workspace, acts: [] },
    now,
    running: false,
    withHistory: false,
    // A clock that is moved lets hours pass in an instant, and with them the life of sockets.
    reach: { by: "http", url: `http://127.0.0.1:${await freePort()}/slack/events` },
    databaseUrl: database.url,
    log,
  });
  return {
    ...stage,
    people: workspace.people.map((one) => one.id),
    errors,
    who(role, department) {
      const found = staff.find(
        (one) => one.role.id === role && (department === undefined || one.department === department),
      );
      if (found === undefined) throw new Error(`Nobody is ${role} ${department ?? ""}`);
      return found.id;
    },
    as: (user) => stage.slack.control.as(user),
    async stop() {
      await stage.stop();
      await database.drop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
