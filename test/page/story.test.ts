import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { at } from "../support/property-desk.ts";
import { visit, type Visit } from "../support/browser.ts";
import { handsAt, type Hands } from "./hands.ts";
import { openFrontOfHouse, type FrontOfHouse } from "./house.ts";
import { CHINESE, ENGLISH } from "./telling.ts";

const LI = "李强 Li Qiang";
const CHANNEL = "engineering-desk";
const APP = "Complaint Desk";

describe.each([ENGLISH, CHINESE])("in $tongue, by a person's gestures alone", { timeout: 180_000 }, (telling) => {
  const { card, file, tongue } = telling;
  let house: FrontOfHouse;
  let seen: Visit;
  let hands: Hands;

  beforeAll(async () => {
    house = await openFrontOfHouse({ tongue, now: at("2026-11-24 09:12") });
    seen = await visit(house.browser, house.stage.slack.url, { as: telling.reception.id, at: "C0ENG" });
    hands = handsAt(seen.page, telling.signs);
  }, 180_000);

  afterAll(() => house.close(), 60_000);

  // A chapter without the one before it would only wait for what cannot come.
  let lost = false;
  beforeEach(({ skip }) => skip(lost));
  afterEach(({ task }) => {
    lost ||= task.result?.state === "fail";
  });

  /** How far the page reaches beyond the window to the right; nothing may. */
  const overhang = (): Promise<number> =>
    seen.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth");

  /** A picture at both widths. */
  async function keep(name: string): Promise<void> {
    await seen.shot(`story-${tongue}-${name}`);
    await seen.page.setViewportSize({ width: 390, height: 844 });
    await seen.shot(`story-${tongue}-${name}-390`);
    expect(await overhang()).toBe(0);
    await seen.page.setViewportSize({ width: 1280, height: 800 });
  }

  /** By the clock at the top; the app has let the time pass when it stands there too. */
  async function setClock(to: { wall: string; at: number }): Promise<void> {
    await hands.setClock(to.wall);
    await expect.poll(() => house.stage.app.clock.now(), { timeout: 60_000 }).toBe(to.at);
    await hands.connected();
  }

  test("reception files what a caller tells, and reads to the caller when there will be an answer", async () => {
    await hands.say(file.command);
    const form = hands.window(file.title);
    if (file.what !== undefined) await hands.type(form, file.what.label, file.what.words);
    await hands.choose(form, file.about.label, file.about.option);
    await hands.reads(form, file.about.shows);
    await hands.type(form, file.customer.label, file.customer.name);
    await hands.type(form, file.phone.label, file.phone.number);
    await hands.tick(form, "radio", file.cause);
    await hands.reads(form, file.first);
    await hands.tick(form, "checkbox", file.fact);
    await hands.reads(form, file.preview);
    await hands.choose(form, file.source.label, file.source.option);
    expect(await seen.barriers()).toEqual([]);
    await keep("form");
    await hands.press(form, file.submit);
    const receipt = hands.window(file.receipt.title);
    await hands.reads(receipt, file.receipt.head);
    await hands.reads(receipt, file.receipt.say);
    await seen.shot(`story-${tongue}-receipt`);
    await hands.press(receipt, file.receipt.done);
  });

  test("the department's manager takes it with one press", async () => {
    await hands.be(LI);
    await hands.go(CHANNEL);
    const posted = await hands.message(card.title, card.accept, card.contact);
    await hands.press(posted, telling.accept.press);
    await hands.message(card.title, card.solve);
    await hands.message(telling.accept.answer);
    await keep("channel");
  });

  test("the case's window says why, until when and how to reach the customer", async () => {
    await hands.press(await hands.message(card.title), telling.window.press);
    const window = hands.window(telling.window.title);
    await hands.reads(window, telling.window.because);
    await keep("window");
    const { why, contact } = telling.window;
    await hands.press(window, why.press);
    const reasons = hands.window(why.press);
    for (const line of why.lines) await hands.reads(reasons, line);
    expect(await seen.barriers()).toEqual([]);
    await keep("why");
    await hands.press(reasons.getByRole("contentinfo"), why.back);
    await hands.press(window, contact.press);
    await hands.reads(window, contact.shows);
    await hands.closeWindows();
  });

  test("when the limit has passed, the card, the channel, the manager and the Home tab say so", async () => {
    await setClock(telling.late);
    await hands.message(card.title, card.overdue);
    await hands.message(telling.late.channel);
    for (const digest of telling.late.digests) await hands.message(...digest);
    await keep("overdue");
    await hands.go(APP);
    await hands.message(telling.late.message);
    await seen.shot(`story-${tongue}-messages`);
    await hands.tab(telling.home.tab);
    const home = seen.page.getByRole("main");
    await hands.reads(home, telling.home.overview);
    await hands.reads(home, telling.home.row);
    expect(await seen.barriers()).toEqual([]);
    await keep("home");
  });

  test("the manager solves it from the Home tab and returns the record form", async () => {
    await setClock(telling.morning);
    await hands.go(CHANNEL);
    await hands.message(...telling.morning.digest);
    await hands.go(APP);
    await hands.tab(telling.home.tab);
    const { done, outcome, press, submit, title, told } = telling.resolve;
    await hands.press(seen.page.getByRole("main"), press);
    const form = hands.window(title);
    await hands.type(form, done.label, done.words);
    await hands.choose(form, outcome.label, outcome.option);
    await hands.tick(form, "radio", told);
    await keep("resolve");
    await hands.press(form, submit);
    await hands.closed(title);
    await hands.go(CHANNEL);
    await hands.press(await hands.message(card.title, card.form), telling.record.press);
    const record = hands.window(telling.record.title);
    await expect.poll(() => record.getByRole("textbox", { name: done.label }).inputValue()).toBe(done.words);
    await hands.press(record, telling.record.submit);
    await hands.message(card.title, card.callback);
  });

  test("reception calls the customer back, and the case is closed", async () => {
    const { callback } = telling;
    await hands.be(telling.reception.name);
    await hands.go(APP);
    await hands.press(await hands.message(callback.message), callback.press);
    const form = hands.window(callback.title);
    await hands.reads(form, callback.contact);
    await hands.tick(form, "radio", callback.verdict);
    await hands.reads(form, callback.foretold);
    await hands.tick(form, "radio", callback.solved);
    await hands.type(form, callback.opinion.label, callback.opinion.words);
    await keep("callback");
    await hands.press(form, callback.submit);
    await hands.closed(callback.title);
    await hands.go(CHANNEL);
    await hands.message(card.title, card.closed);
  });

  test("the thread has kept it all, line by line", async () => {
    const { thread } = telling;
    await (await hands.message(card.title)).getByRole("button", { name: thread.press }).click();
    const pane = seen.page.getByRole("complementary", { name: thread.pane });
    const said = async () => {
      const all = await pane.getByRole("article").all();
      return Promise.all(all.map((each) => each.locator(".blocks").innerText()));
    };
    await expect.poll(async () => (await said()).slice(1), { timeout: 20_000 }).toEqual(thread.lines);
    expect(await seen.barriers()).toEqual([]);
    await keep("thread");
  });

  test("nothing went wrong in the page on the way", () => {
    expect(seen.errors).toEqual([]);
  });
});
