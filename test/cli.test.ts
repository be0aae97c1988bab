import { readFileSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { moveDatabase, rebuildRows, showQueue } from "../src/cli/database.ts";
import { editions } from "../src/cli/editions.ts";
import { done, openStoreDesk, setUpDesk } from "./support/store-desk.ts";
import { Stop } from "../src/cli/regulation-file.ts";
import { HELP, terminalIn, WORDS } from "../src/cli/words.ts";
import { runCommand } from "../src/cli.ts";
import { saveUndelivered } from "../src/store/undelivered.ts";
import { openDatabase } from "../src/store/database.ts";
import { cloneDatabase } from "./support/database.ts";

const PROPERTY = new URL("../regulations/property.yaml", import.meta.url).pathname;

async function run(...args: readonly string[]) {
  const out: string[] = [];
  const err: string[] = [];
  const code = await runCommand([...args, "--language", "en"], {
    out: (line) => out.push(line),
    err: (line) => err.push(line),
    now: Date.parse("2026-09-01T00:00:00Z"),
  });
  return { code, out, err };
}

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "complaint-desk-cli-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

function gaps(text: string): readonly string[] {
  return [...text.matchAll(/\{(\w+)\}/g)].map(([gap]) => gap).toSorted((a, b) => a.localeCompare(b));
}

async function told(work: (terminal: ReturnType<typeof terminalIn>) => Promise<number>) {
  const out: string[] = [];
  const code = await work(terminalIn("en", { out: (line) => out.push(line), err: (line) => out.push(line) }));
  return { code, out };
}

describe("operators' commands", () => {
  test("help is what comes without a command", async () => {
    expect(await run()).toEqual({ code: 0, out: [HELP.en], err: [] });
    expect(await run("help")).toEqual(await run());
  });

  test("an unknown command, or an unknown option, is told", async () => {
    expect(await run("chek")).toEqual({ code: 1, out: [], err: ['There is no command "chek". "help" lists them'] });
    expect((await run("check", "--fast")).code).toBe(1);
  });

  test("every sentence exists in both languages, with the same gaps", () => {
    for (const sentence of [HELP, ...Object.values(WORDS)]) {
      expect(sentence["zh-CN"]).toMatch(/\p{Script=Han}/u);
      expect(gaps(sentence["zh-CN"])).toEqual(gaps(sentence.en));
    }
  });

  test("check finds nothing wrong with the property regulation", async () => {
    expect(await run("check", PROPERTY)).toEqual({ code: 0, out: [`${PROPERTY}: nothing to say`], err: [] });
  });

  test("check names each problem with its line, and ends with 1", async () => {
    const file = join(folder, "broken.yaml");
    await writeFile(file, 'id: broken\ntitle: "Broken | 坏"\nlanguages: [en, zh-CN]\nstpes: []\n');
    const { code, out } = await run("check", file);
    expect(code).toBe(1);
    expect(out.some((line) => line.startsWith(`${file}:4: error:`) && line.includes("stpes"))).toBe(true);
    expect(out.at(-1)).toMatch(/^\d+ errors, \d+ warnings, \d+ open questions$/);
  });

  test("check of a file that is not there says so", async () => {
    expect(await run("check", "no-such.yaml")).toEqual({ code: 1, out: [], err: ["no-such.yaml cannot be read"] });
    expect((await run("check")).err).toEqual(["Name a regulation file, e.g. regulations/property.yaml"]);
  });

  test("deadlines come with their dates and clauses, one of them step by step", async () => {
    const { out } = await run("deadlines", PROPERTY, "--from", "2026-11-24T09:12");
    expect(out).toContain("minor: Solve it, received → resolve: Thu 26 Nov 2026, 18:00 (property-18, property-29)");
    const explained = await run("deadlines", PROPERTY, "--from", "2026-11-24T09:12", "--explain", "important");
    expect(explained.out[0]).toContain("Wed 25 Nov 2026, 18:00");
    expect(explained.out.length).toBeGreaterThan(3);
    expect((await run("deadlines", PROPERTY, "--explain", "soon")).err[0]).toContain(
      'There is no deadline "soon". There are: forward,',
    );
  });

  test("calendar adds and measures with the regulation's hours and holidays", async () => {
    const added = await run("calendar", PROPERTY, "--from", "2026-09-30T10:00", "--add", "1 working day", "--json");
    const { due }: { due: string } = JSON.parse(added.out.join("\n"));
    // 1 to 7 October are holidays; Thursday 8 October is the first working day.
    expect(due).toBe("2026-10-08T10:00:00.000Z");
    expect(
      (await run("calendar", PROPERTY, "--from", "2026-11-24T09:00", "--until", "2026-11-24T18:00")).out.join("\n"),
    ).toContain("7 h 30 min of working time");
    expect((await run("calendar", PROPERTY, "--from", "yesterday", "--add", "1 day")).err[0]).toContain(
      '"yesterday" is not a time',
    );
  });
});

describe("operators' commands on the data", () => {
  let database: { readonly url: string; readonly drop: () => Promise<void> };
  beforeAll(async () => {
    database = await cloneDatabase();
  });
  afterAll(() => database.drop());

  const settings = () => ({ databaseUrl: database.url, dataDir: folder });

  test("queue says what waits and what was given up", async () => {
    const empty = await told((terminal) => showQueue(terminal, settings(), {}));
    expect(empty.out).toEqual([
      "deliveries: 0 waiting, 0 under way, 0 put off, 0 failed",
      "rejudging: 0 waiting, 0 under way, 0 put off, 0 failed",
      "posts: 0 waiting, 0 under way, 0 put off, 0 failed",
      "Nothing was given up",
    ]);
    const opened = await openDatabase({ url: database.url, dataDir: folder });
    for (const id of ["1", "2"]) {
      await saveUndelivered(opened, {
        id,
        queue: "deliveries",
        what: "card",
        payload: {},
        reason: "is_archived",
        tries: 6,
        at: Number(id) * 1000,
      });
    }
    await opened.close();
    const { out } = await told((terminal) => showQueue(terminal, settings(), {}));
    expect(out.at(-1)).toBe("Given up: 2 × card, last 1970-01-01T00:00:02.000Z: is_archived");
  });

  test("rebuild of a case that is not there says so, of none is none", async () => {
    await expect(told((terminal) => rebuildRows(terminal, settings(), "2026110001"))).rejects.toThrow(Stop);
    expect((await told((terminal) => rebuildRows(terminal, settings(), undefined))).out).toEqual([
      "0 cases read anew from their events, 0 of them changed",
    ]);
  });

  test("editions says what open cases go by, and moves those that are named", async () => {
    const server = await openDatabase({ url: database.url, dataDir: folder });
    const opened = { ...server, [Symbol.asyncDispose]: () => server.close() };
    const desk = await openStoreDesk("server", { database: opened });
    const { number = "", edition } = done(await desk.file()).file.case;
    const text = readFileSync(new URL("../regulations/property.yaml", import.meta.url), "utf8");
    const corrected = text.replace("within: 2 working days", "within: 3 working days");
    await setUpDesk(opened, { regulation: { id: "property", text: corrected } }, desk.now());
    const { edition: current } = await opened.prisma.desk.findFirstOrThrow();
    const asked = (options: { readonly numbers: readonly string[]; readonly because?: string }) =>
      told((terminal) => editions(terminal, settings(), options));

    expect((await asked({ numbers: [] })).out).toEqual([
      `riverside: ${current}, for new cases; 0 open cases`,
      `riverside: ${edition}; 1 open cases`,
    ]);
    await expect(asked({ numbers: [number] })).rejects.toThrow("Say why, in a few words");
    expect((await asked({ numbers: [number], because: "read wrongly" })).out).toEqual([
      `${number} goes by ${current} now`,
      "  Solve it: by 2026-11-27 18:00 instead of 2026-11-26 18:00",
    ]);
    await expect(asked({ numbers: [number], because: "read wrongly" })).rejects.toThrow(
      "goes by the edition of new cases already",
    );
    expect((await asked({ numbers: [] })).out).toEqual([`riverside: ${current}, for new cases; 1 open cases`]);
    await desk.close();
    await opened.close();
  });

  test("move wants an embedded database and a target", async () => {
    await expect(told((terminal) => moveDatabase(terminal, settings(), {}))).rejects.toThrow("Say where to");
    await expect(told((terminal) => moveDatabase(terminal, settings(), { to: database.url }))).rejects.toThrow(
      "DATABASE_URL is set",
    );
  });
});
