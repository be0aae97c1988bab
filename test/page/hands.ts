import type { Locator, Page } from "playwright-core";

/** Machines that do much else at once are slow; what does not come at all fails in the end. */
const PATIENCE_MS = 30_000;

/** The words of the page itself by which a person finds the way. */
export interface Signs {
  readonly youAre: string;
  readonly tools: string;
  readonly clock: string;
  readonly setTo: string;
  readonly set: string;
  readonly closeTools: string;
  readonly close: RegExp;
  readonly away: string;
}

/** What a person does at the page: looks, clicks and types, and finds everything by what it says. */
export interface Hands {
  readonly page: Page;
  /** The window on top. */
  window(title: string): Locator;
  be(name: string): Promise<void>;
  /** Opens a channel or the app from the list at the side. */
  go(name: string): Promise<void>;
  /** Presses the app's tab of this name. */
  tab(name: string): Promise<void>;
  /** Writes into the composer of the open conversation, key by key, and sends it. */
  say(words: string): Promise<void>;
  press(within: Locator, name: string): Promise<void>;
  type(within: Locator, label: string, words: string): Promise<void>;
  choose(within: Locator, label: string, option: string): Promise<void>;
  tick(within: Locator, kind: "checkbox" | "radio", name: string): Promise<void>;
  /** Sets the clock by the tool at the top: `2026-11-25T18:05` on the acted person's wall. */
  setClock(wall: string): Promise<void>;
  /** The message of the open conversation that says all of this, once it does. */
  message(...says: string[]): Promise<Locator>;
  /** Waits until this is read there. */
  reads(where: Locator, says: string): Promise<void>;
  /** Waits until the app's line to Slack stands, which a clock that jumps over an hour cuts. */
  connected(): Promise<void>;
  /** Waits until the window of this title is gone. */
  closed(title: string): Promise<void>;
  closeWindows(): Promise<void>;
}

function button(within: Locator | Page, name: string): Locator {
  return within.getByRole("button", { name, exact: true });
}

async function reads(where: Locator, says: string): Promise<void> {
  await where.filter({ hasText: says }).first().waitFor();
}

export function handsAt(page: Page, signs: Signs): Hands {
  page.setDefaultTimeout(PATIENCE_MS);
  const windows = page.getByRole("dialog");

  function window(title: string): Locator {
    return windows.filter({ has: page.getByRole("heading", { name: title, exact: true }) });
  }

  return {
    page,
    reads,
    window,
    async be(name) {
      const me = page.getByRole("navigation", { name: signs.youAre }).getByRole("button", { name });
      await me.click();
      await page.locator(".people-bar [aria-current=true]").filter({ hasText: name }).waitFor();
    },
    async go(name) {
      await page.locator("nav.sidebar").getByRole("button", { name }).click();
      await page.getByRole("main", { name }).waitFor();
    },
    async tab(name) {
      await button(page.getByRole("main"), name).click();
    },
    async say(words) {
      await page.getByRole("main").getByRole("textbox").click();
      await page.keyboard.type(words);
      // The list of commands that fit what was typed is put away first.
      await page.keyboard.press("Escape");
      await page.keyboard.press("Enter");
    },
    press: (within, name) => button(within, name).click(),
    async type(within, label, words) {
      await within.getByRole("textbox", { name: label, exact: true }).click();
      await page.keyboard.type(words);
    },
    async choose(within, label, option) {
      await within.getByRole("combobox", { name: label, exact: true }).click();
      await page.getByRole("option", { name: option, exact: true }).click();
    },
    async tick(within, kind, name) {
      const box = within.getByRole(kind, { name, exact: true });
      await box.click();
      await within.getByRole(kind, { name, exact: true, checked: true }).waitFor();
    },
    async setClock(wall) {
      await page.getByRole("group", { name: signs.tools }).getByRole("button", { name: signs.clock }).click();
      const tools = page.getByRole("complementary", { name: signs.tools });
      await tools.getByLabel(signs.setTo).fill(wall);
      await button(tools, signs.set).click();
      await button(tools, signs.closeTools).click();
    },
    async message(...says) {
      const all = page.getByRole("main").getByRole("article");
      const found = says.reduce((left, each) => left.filter({ hasText: each }), all).first();
      await found.waitFor().catch(async (error: unknown) => {
        throw new Error(`There is only:\n${(await all.allInnerTexts()).join("\n---\n")}`, { cause: error });
      });
      return found;
    },
    connected: () => page.getByText(signs.away).waitFor({ state: "detached" }),
    closed: (title) => window(title).waitFor({ state: "detached" }),
    async closeWindows() {
      for (let open = await windows.count(); open > 0; open = await windows.count()) {
        await windows.last().getByRole("button", { name: signs.close }).last().click();
        await windows.nth(open - 1).waitFor({ state: "detached" });
      }
    },
  };
}
