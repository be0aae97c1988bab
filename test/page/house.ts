import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import type { Browser } from "playwright-core";
import { pino } from "pino";
import { readHouse, type House } from "../../demo/houses/houses.ts";
import { startStage, type Stage } from "../../demo/start.ts";
import { buildPage } from "../../sandbox/page/build.ts";
import { launchBrowser } from "../support/browser.ts";

const REGULATIONS = join(import.meta.dirname, "../../regulations");

/** The language of a desk's channels and of everybody who works there. */
export type Tongue = "en" | "zh-CN";

const LOCALES = { en: "en-GB", "zh-CN": "zh-CN" };

/** The property house with its real app, an empty desk, a clock that stands still, and a browser in front of it. */
export interface FrontOfHouse {
  readonly stage: Stage;
  readonly browser: Browser;
  close(): Promise<void>;
}

/** The house as if all its people were of one language. */
async function houseIn(tongue: Tongue, folder: string): Promise<House> {
  const house = await readHouse("property");
  const text = await readFile(house.deskFile, "utf8");
  const deskFile = join(folder, "desk.yaml");
  const desk = text
    .replace(/^( *language:).*$/mu, `$1 ${tongue}`)
    .replace(/(regulation:) .*\/(\w+\.yaml)$/mu, `$1 ${relative(folder, REGULATIONS)}/$2`);
  await writeFile(deskFile, desk);
  const people = house.workspace.people.map((person) => ({ ...person, locale: LOCALES[tongue] }));
  return { ...house, deskFile, workspace: { ...house.workspace, people } };
}

export async function openFrontOfHouse(options: { tongue: Tongue; now: number }): Promise<FrontOfHouse> {
  const folder = await mkdtemp(join(tmpdir(), "complaint-desk-house-"));
  const [house, page, browser] = await Promise.all([houseIn(options.tongue, folder), buildPage(), launchBrowser()]);
  const stage = await startStage({
    house,
    page,
    now: options.now,
    running: false,
    withHistory: false,
    log: pino({ level: process.env["FLOW_LOG"] ?? "silent" }),
  });
  return {
    stage,
    browser,
    async close() {
      await browser.close();
      await stage.stop();
      await rm(folder, { recursive: true });
    },
  };
}
