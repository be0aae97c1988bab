import { createRequire } from "node:module";
import { mkdir, readFile, rmdir, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import packed from "@sparticuz/chromium";
import { chromium, type Browser, type Page } from "playwright-core";

const require = createRequire(import.meta.url);
const SHOTS = join(import.meta.dirname, "../../.artifacts");
const UNPACKING = join(tmpdir(), "sandbox-browser-unpacking");
const STALE_MS = 60_000;

/**
 * Starts a Chromium without a window: the one named by CHROME_PATH where it is set, else the packed one from npm
 * (x64 Linux). Close it after the tests.
 */
export async function launchBrowser(): Promise<Browser> {
  const named = process.env["CHROME_PATH"];
  if (named) return chromium.launch({ executablePath: named, args: ["--no-sandbox"] });
  const executablePath = await inTurn(() => packed.executablePath());
  // One process for everything saves memory in a cloud function, and falls over when contexts come and go.
  const args = packed.args.filter((arg) => arg !== "--single-process" && arg !== "--no-zygote");
  return chromium.launch({ executablePath, args });
}

/** A window onto the sandbox. */
export interface Visit {
  page: Page;
  /** What went wrong in the page: uncaught errors, and console errors. A test expects it to be empty at its end. */
  errors: string[];
  /** Keeps a picture under .artifacts/NAME.png; gives its path. */
  shot(name: string): Promise<string>;
  /** What axe-core finds, as "impact rule: where" lines; serious and critical ones unless told. */
  barriers(impacts?: string[]): Promise<string[]>;
  close(): Promise<void>;
}

export interface VisitOptions {
  /** Person to act as, by id; the first of the workspace unless told. */
  as?: string;
  /** "C0FRONT" or "home/A0DESK". */
  at?: string;
  width?: number;
  height?: number;
}

/** Opens the page of a sandbox at `url` in a context of its own and waits until the acted person's workspace is shown. */
export async function visit(browser: Browser, url: string, options: VisitOptions = {}): Promise<Visit> {
  const { width = 1280, height = 800, as, at } = options;
  const context = await browser.newContext({ viewport: { width, height }, locale: "en-US", reducedMotion: "reduce" });
  const page = await context.newPage();
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(String(error)));
  page.on("console", (message) => {
    if (message.type() === "error") errors.push(message.text());
  });
  await page.goto(`${url}/${as === undefined ? "" : `#/${as}${at === undefined ? "" : `/${at}`}`}`);
  await page.locator(".people-bar [aria-current=true]").waitFor();
  return {
    page,
    errors,
    async shot(name) {
      await mkdir(SHOTS, { recursive: true });
      const path = join(SHOTS, `${name}.png`);
      await page.evaluate("document.fonts.ready.then(() => undefined)");
      await page.screenshot({ path });
      return path;
    },
    barriers: (impacts = ["serious", "critical"]) => barriersOf(page, impacts),
    close: () => context.close(),
  };
}

async function barriersOf(page: Page, impacts: string[]): Promise<string[]> {
  await page.evaluate(await readFile(require.resolve("axe-core/axe.min.js"), "utf8"));
  const found: { impact: string; id: string; target: string; html: string }[] = await page.evaluate(
    `axe.run(document, { resultTypes: ["violations"], preload: false }).then(({ violations }) => violations.flatMap(({ impact, id, nodes }) =>
      nodes.map((node) => ({ impact, id, target: node.target.join(" "), html: node.html.slice(0, 160) }))))`,
  );
  return found
    .filter((each) => impacts.includes(each.impact))
    .map((each) => `${each.impact} ${each.id}: ${each.target} ${each.html}`);
}

/* Two test processes that unpack the browser at once would start half of a file: a folder serves as the lock. */
async function inTurn<T>(job: () => Promise<T>): Promise<T> {
  while (
    !(await mkdir(UNPACKING).then(
      () => true,
      () => false,
    ))
  ) {
    const since = await stat(UNPACKING).then(
      (each) => each.mtimeMs,
      () => Date.now(),
    );
    if (Date.now() - since > STALE_MS) await rmdir(UNPACKING).catch(() => undefined);
    await wait(100);
  }
  try {
    return await job();
  } finally {
    await rmdir(UNPACKING).catch(() => undefined);
  }
}
