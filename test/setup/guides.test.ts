import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import { afterAll, beforeAll, expect, test } from "vitest";
import { guidesAt } from "../../src/desk/guides.ts";
import { applyDeskFile } from "../../src/setup/apply.ts";
import { slackNames } from "../../src/setup/names.ts";
import { makeClients } from "../../src/slack/clients.ts";
import { readFrames } from "../../src/store/frames.ts";
import { openTestDatabase } from "../support/database.ts";
import { at, property, WANG } from "../support/property-desk.ts";

const REGULATIONS = new URL("../../regulations/", import.meta.url).pathname;
// Everybody and everything is named by its id, so that Slack has nothing to be asked.
const names = slackNames(makeClients("xoxb-nobody", { log: pino({ level: "silent" }), apiUrl: "http://127.0.0.1:9/" }));

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "complaint-desk-guides-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function deskFile(guides: string): Promise<string> {
  const path = join(folder, "desk.yaml");
  await writeFile(
    path,
    `desks:
  - id: riverside
    name: Riverside
    regulation: ${REGULATIONS}property.yaml
    language: en
    zone: Asia/Shanghai
    channel: C0DESK
    administrators: U0WANG
    departments: [{ id: engineering, title: Engineering, channel: C0ENG }]
    roles: { desk: ${WANG}, head: { engineering: U_LI } }
    guides: ${guides}
`,
  );
  return path;
}

test("a desk's guides stand beside those of its regulation, and go when the file leaves them out", async () => {
  await using database = await openTestDatabase("embedded");
  const frames = readFrames();
  const now = at("2026-11-24 09:00");

  const given = `[${REGULATIONS}guides/clear-method.yaml]`;
  await applyDeskFile(await deskFile(given), { database, names, now });
  const [frame] = await frames.all(database.prisma);
  const points = guidesAt("resolve", {}, frame?.regulation ?? property).flatMap((guide) => guide.tick);
  expect(points.map((point) => point.en)).toContain("R: resolved, with a proposal for now");
  expect(frame?.regulation.guides.slice(0, property.guides.length)).toEqual(property.guides);
  expect(frame?.regulation.steps).toEqual(property.steps);

  await applyDeskFile(await deskFile("[]"), { database, names, now });
  const [after] = await frames.all(database.prisma);
  expect(after?.regulation).toEqual(property);
});

test("a regulation is no guide, and a file that is not there is told by its path", async () => {
  await using database = await openTestDatabase("embedded");
  const now = at("2026-11-24 09:00");
  const apply = async (guides: string) => applyDeskFile(await deskFile(guides), { database, names, now });
  await expect(apply(`[${REGULATIONS}hotel.yaml]`)).rejects.toThrow("is a regulation, no guide");
  await expect(apply("[nowhere.yaml]")).rejects.toThrow(
    `The desk "riverside" names a guide that cannot be read: ${join(folder, "nowhere.yaml")}`,
  );
});
