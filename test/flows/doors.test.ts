import { createHmac } from "node:crypto";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { SIGNING_SECRET } from "../../demo/workspace.ts";
import { readable } from "../../sandbox/control/screen.ts";
import { DESK_APP, ENGINEERING, GRACE, GUO, LI, WANG } from "./house.ts";
import { modalOf, openScene, redrawn, type Scene } from "./scene.ts";

const DOORS = [
  { door: "socket", database: "memory" },
  { door: "http", database: "server" },
] as const;

describe.each(DOORS)("over $door, with the database in $database", (options) => {
  let scene: Scene;

  beforeAll(async () => {
    scene = await openScene(options);
  });

  afterEach(async () => {
    await scene.control.lift();
    await scene.tidy();
  });
  afterAll(() => scene.close());

  /** Every number that a case has now, as the desk's list shows them. */
  async function numbers(): Promise<readonly string[]> {
    const wang = scene.as(WANG);
    await wang.command("/complaint", "查找 lift", "#general");
    const found = readable(await wang.seesModal((modal) => modal.callbackId === "list"));
    await wang.closeView({ all: true });
    return [...found.matchAll(/\*(?<number>\d{10})\*/gu)].map((match) => match.groups?.["number"] ?? "");
  }

  /** The desk's form, filled in up to the button. */
  async function filledIn(what: string): Promise<void> {
    const grace = scene.as(GRACE);
    await grace.command("/complaint", what, ENGINEERING);
    await grace.seesModal((modal) => modal.callbackId === "intake");
    await redrawn(grace, () => grace.choose(modalOf(grace), "category", "lift"));
    await redrawn(grace, () => grace.choose(modalOf(grace), "cause", "equipment"));
    await redrawn(grace, () => grace.choose(modalOf(grace), "ticks", ["easy"]));
  }

  const CUSTOMER = { complainant: "Ms Chen Lan", phone: "138 1234 5678", source: "phone" };

  test("from the command to the solution", async () => {
    const li = scene.as(LI);
    const number = await scene.file({ ticks: ["easy"] });
    await li.press(await scene.card(number, "下一步：签收"), "签收");
    await li.press(await scene.card(number, "下一步：办结"), "办结");
    await li.seesModal("办结");
    expect(await li.submit({ measures: "更换了平层传感器", outcome: "属实", "customer-told": "yes" })).toMatchObject({
      outcome: "closed",
    });
    await scene.card(number, "交回记录表");
  });

  test("Slack sends the same form twice: one case, and the second answer says that it is recorded", async () => {
    const grace = scene.as(GRACE);
    const before = await numbers();
    await filledIn("The lift was sent twice");
    const entries = (await scene.control.traffic()).length;
    await scene.control.fault("delivery", { kind: "twice" }, { name: "intake" });
    expect(await grace.submit(CUSTOMER)).toMatchObject({ outcome: "update" });
    const receipt = readable(await grace.seesModal((modal) => modal.callbackId === "receipt"));
    await grace.closeView({ all: true });
    const after = await numbers();
    const filed = after.filter((number) => !before.includes(number));
    expect(filed).toHaveLength(1);
    expect(receipt).toContain(`*${filed[0]} · `);
    const answers = (await scene.control.traffic())
      .slice(entries)
      .filter((entry) => entry.kind === "interaction" && entry.name === "intake");
    expect(answers).toHaveLength(2);
    expect(JSON.stringify(answers.map((entry) => entry.response))).toContain(
      `This was already recorded as ${filed[0]}.`,
    );
    await scene.quiet();
    const cards = (await grace.messages(ENGINEERING)).filter((one) => readable(one).includes(filed[0] ?? "–"));
    expect(cards).toHaveLength(1);
  });

  test("Slack never hears our answer, and the reader presses File again: the same case", async () => {
    const grace = scene.as(GRACE);
    const before = await numbers();
    await filledIn("The lift was sent in vain");
    await scene.control.fault("delivery", { kind: "lose" }, { name: "intake" });
    expect(await grace.submit(CUSTOMER)).toMatchObject({ ok: false });
    expect(modalOf(grace).trouble?.words).toBeDefined();
    // What was typed is still there.
    expect(await grace.submit()).toMatchObject({ outcome: "update" });
    await grace.seesModal((modal) => modal.callbackId === "receipt");
    await grace.closeView({ all: true });
    expect((await numbers()).filter((number) => !before.includes(number))).toHaveLength(1);
  });

  test("Slack sends the same press twice: accepted once", async () => {
    const li = scene.as(LI);
    const number = await scene.file({ ticks: ["easy"] });
    await scene.control.fault("delivery", { kind: "twice" }, { name: "act:do/accept" });
    await li.press(await scene.card(number, "下一步：签收"), "签收");
    await scene.card(number, "下一步：办结");
    expect((await scene.lines(number)).filter((line) => line.includes("当即签收"))).toHaveLength(1);
    // Whoever pressed once is not reproached for pressing twice.
    expect(li.ephemerals("C0ENG").filter((one) => readable(one).includes("未作改动"))).toEqual([]);
  });

  test("Slack tells of one reply three times over: it is kept once", async () => {
    const [guo, grace] = [scene.as(GUO), scene.as(GRACE)];
    const number = await scene.file({ ticks: ["easy"] });
    const card = await scene.card(number, "下一步：签收");
    // What the app itself posts comes back as events, too.
    await scene.quiet();
    await scene.control.fault("delivery", { kind: "twice" }, { name: "message.channels" });
    await scene.control.fault("delivery", { kind: "two-ids" }, { name: "message.channels" });
    const heard = (await scene.control.traffic({ kind: "event", name: "message.channels" })).length;
    await guo.say(ENGINEERING, "fitter comes at 14:00", { thread: card.ts });
    await scene.control.untilTraffic({ kind: "event", name: "message.channels", count: heard + 3 });
    const history = async (): Promise<string> => {
      await scene.tidy();
      await grace.press(await scene.window(grace, number), "window:history");
      return readable(await grace.seesModal((modal) => modal.title === "History"));
    };
    // Slack has its answer before the words are kept.
    await vi.waitFor(async () => expect(await history()).toContain("fitter comes at 14:00"), 5_000);
    expect((await history()).split("fitter comes at 14:00")).toHaveLength(2);
  });

  test("Home is drawn for whoever opens it", async () => {
    const li = scene.as(LI);
    await li.openHome(DESK_APP);
    expect(readable(await li.seesHome(DESK_APP, (home) => home.published))).toContain("登记投诉");
  });
});

describe("a socket that Slack closes", () => {
  let scene: Scene;

  beforeAll(async () => {
    scene = await openScene({ door: "socket" });
  });
  afterAll(() => scene.close());

  test.each(["warning", "refresh_requested", "cut"] as const)(
    "%s: the app comes back, and nothing is lost",
    async (reason) => {
      const li = scene.as(LI);
      const number = await scene.file({ ticks: ["easy"] });
      const hello = { kind: "socket", name: "hello" } as const;
      const before = (await scene.control.traffic(hello)).length;
      await scene.control.do({ do: "close-socket", app: DESK_APP, reason });
      await scene.control.untilTraffic({ ...hello, count: before + 1 }, 15_000);
      expect(await li.press(await scene.card(number), "签收")).toMatchObject({ ok: true });
      await scene.card(number, "下一步：办结");
      expect((await scene.lines(number)).filter((line) => line.includes("李强"))).toHaveLength(1);
    },
  );
});

describe("requests that are not Slack's", () => {
  let scene: Scene;

  beforeAll(async () => {
    scene = await openScene();
  });
  afterAll(() => scene.close());

  const BODY = new URLSearchParams({
    command: "/complaint",
    text: "help",
    user_id: GRACE,
    channel_id: "C0GENERAL",
    trigger_id: "1.2.3",
    response_url: "http://127.0.0.1:9/none",
    team_id: "T0RIVERSIDE",
  }).toString();

  async function post(headers: Record<string, string>): Promise<number> {
    const response = await fetch(scene.requestUrl ?? "", {
      method: "POST",
      headers: { "content-type": "application/x-www-form-urlencoded", ...headers },
      body: BODY,
    });
    return response.status;
  }

  function signed(at: number, secret = SIGNING_SECRET): Record<string, string> {
    const timestamp = String(Math.floor(at / 1000));
    const signature = `v0=${createHmac("sha256", secret).update(`v0:${timestamp}:${BODY}`).digest("hex")}`;
    return { "x-slack-request-timestamp": timestamp, "x-slack-signature": signature };
  }

  test("unsigned, signed with another secret, or six minutes old: refused, and nothing is done", async () => {
    expect(await post({})).toBe(401);
    expect(await post(signed(Date.now(), "another-secret"))).toBe(401);
    expect(await post(signed(Date.now() - 6 * 60_000))).toBe(401);
    expect(await post(signed(Date.now()))).toBe(200);
  });
});
