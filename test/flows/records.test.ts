import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { PersonControl } from "../../sandbox/control/person.ts";
import { readable } from "../../sandbox/control/screen.ts";
import { GRACE, GUO, LI, MEI, SUN, WANG, ZHAO } from "./house.ts";
import { modalOf, offeredActs, openScene, redrawn, type Scene } from "./scene.ts";

let scene: Scene;
beforeEach(async () => {
  scene = await openScene();
});
afterEach(() => scene.close());

async function inbox(who: PersonControl) {
  const room = who.conversations().find(({ kind }) => kind === "app");
  if (room === undefined) throw new Error(`${who.id} has no conversation with the app`);
  return { room: room.id, messages: await who.messages(room.id) };
}

/** Files that the app has sent to this person alone, by name, with their text. */
async function filesOf(who: PersonControl): Promise<{ readonly [name: string]: string }> {
  const hasRoom = who.conversations().some(({ kind }) => kind === "app");
  const messages = hasRoom ? (await inbox(who)).messages : [];
  const files = messages.flatMap((message) => message.files);
  const texts = await Promise.all(
    files.map(async (file) => {
      const answer = await fetch(`${scene.stage.slack.url}${file.url}?as=${who.id}`);
      return [file.name, await answer.text()] as const;
    }),
  );
  return Object.fromEntries(texts);
}

async function filesOnce(who: PersonControl, count: number): Promise<{ readonly [name: string]: string }> {
  await who.sees((await inbox(who)).room, (message) => message.files.length >= count);
  return filesOf(who);
}

describe("figures", () => {
  it("come as a message to whoever asked, and as sheets in which no customer can be reached", async () => {
    const wang = scene.as(WANG);
    const number = await scene.file({ customer: "Ms Chen Lan", phone: "138 1234 5678" });
    await scene.file({ what: "=cmd|' /C calc'!A0 water on the floor", customer: "Mr Wu" });
    await wang.command("/complaint", "report", "#general");
    await wang.seesModal((modal) => modal.callbackId === "report");
    const own = await redrawn(wang, () => wang.choose(modalOf(wang), "period", "own"));
    expect(readable(own)).toContain("自");
    const wrong = await wang.submit({ from: "2026-11-20", to: "2026-11-01", by: "level" });
    expect(wrong).toMatchObject({ ok: true, outcome: "errors" });
    const sent = await wang.submit({ from: "2026-11-01", to: "2026-11-30", by: "department" });
    expect(sent).toMatchObject({ ok: true, outcome: "update" });
    await wang.closeView({ all: true });
    const { room } = await inbox(wang);
    const report = await wang.sees(room, (message) => readable(message).includes("投诉报表"));
    expect(readable(report)).toContain("期初0 + 新增2 − 结案0 − 撤诉0 − 不成立0 − 其他0 = *期末2*");
    expect(readable(report)).toMatch(/工程部[\s|]*2/u);
    await wang.press(report, "导出表格");
    const files = await filesOnce(wang, 2);
    expect(Object.keys(files).toSorted()).toEqual([
      "cases_2026-11-01_2026-11-30.csv",
      "figures_2026-11-01_2026-11-30.csv",
    ]);
    const cases = files["cases_2026-11-01_2026-11-30.csv"] ?? "";
    expect(cases).toContain(`${number},`);
    for (const name of ["Chen", "5678", "Mr Wu"]) expect(Object.values(files).join("\n")).not.toContain(name);
  });

  it("are not for those who hold no role, and count only what the reader may see", async () => {
    const mei = scene.as(MEI);
    await mei.command("/complaint", "report", "#general");
    await mei.until("a word to her alone", () => (mei.ephemerals("#general").length > 0 ? true : undefined));
    expect(mei.modal()).toBeUndefined();
    await scene.file();
    const sun = scene.as(SUN);
    await sun.command("/complaint", "report", "#general");
    await sun.seesModal((modal) => modal.callbackId === "report");
    await sun.submit({ period: "this-month", by: "department" });
    await sun.closeView({ all: true });
    const { room } = await inbox(sun);
    const report = await sun.sees(room, (message) => /报表|无投诉/u.test(readable(message)));
    expect(readable(report)).toContain("2026年11月1日至24日无投诉");
  });
});

describe("paper", () => {
  it("is printed for those who may see the customer, and each printing is on the record", async () => {
    const number = await scene.file({ what: "The lift stopped <b>between</b> floors" });
    const wang = scene.as(WANG);
    const window = await scene.window(wang, number);
    await wang.choose(window, "acts", "打印记录表");
    const page = Object.values(await filesOnce(wang, 1))[0] ?? "";
    expect(page).toContain(`<h1>投诉记录表 ${number}</h1>`);
    expect(page).toContain("138 1234 5678");
    expect(page).toContain("The lift stopped &lt;b&gt;between&lt;/b&gt; floors");
    expect(page).toContain("顾客投诉记录表");
    await wang.closeView({ all: true });
    const again = await scene.window(wang, number);
    await wang.press(again, "window:history");
    expect(readable(await wang.seesModal((modal) => modal.callbackId !== "window"))).toContain("查看");
    await scene.tidy();
    const guo = scene.as(GUO);
    expect(offeredActs(await scene.window(guo, number))).not.toContain("打印记录表");
  });

  it("speaks to the customer in the customer's language, after somebody has gone over it", async () => {
    const number = await scene.file({ what: "The lift stopped between floors" });
    const wang = scene.as(WANG);
    await wang.choose(await scene.window(wang, number), "acts", "函件");
    const form = await wang.seesModal((modal) => modal.callbackId === "letter");
    expect(JSON.stringify(form.blocks)).toContain("It is recorded under number");
    const chinese = await redrawn(wang, () => wang.choose(modalOf(wang), "language", "zh-CN"));
    expect(JSON.stringify(chinese.blocks)).toContain(`登记编号为${number}`);
    await redrawn(wang, () => wang.choose(modalOf(wang), "language", "en"));
    await wang.submit({ body: "Thank you. We are looking into it.", signed: "Wang Fang" });
    const files = await filesOnce(wang, 1);
    const [name, letter] = Object.entries(files)[0] ?? ["", ""];
    expect(name).toBe(`${number}-acknowledgement-en.html`);
    expect(letter).toContain('<html lang="en">');
    expect(letter).toContain("Dear Ms Chen Lan,");
    expect(letter).toContain("<p>Thank you. We are looking into it.</p>");
    for (const other of [GRACE, LI, ZHAO]) expect(await filesOf(scene.as(other))).toEqual({});
  });

  it("is out of reach at once for somebody who is kept out, and their figures leave the case out", async () => {
    const number = await scene.file();
    const [li, wang] = [scene.as(LI), scene.as(WANG)];
    const before = await scene.window(li, number);
    expect(offeredActs(before)).toContain("打印记录表");
    await scene.act(wang, number, "设定回避");
    expect(await wang.submit({ person: LI, reason: "当事人的亲属" })).toMatchObject({ ok: true });
    await scene.tidy();
    await scene.quiet();
    await li.command("/complaint", "report", "#general");
    await li.seesModal((modal) => modal.callbackId === "report");
    await li.submit({ period: "this-month", by: "department" });
    await li.closeView({ all: true });
    const { room } = await inbox(li);
    expect(readable(await li.sees(room, (message) => readable(message).includes("无投诉")))).not.toContain(number);
    expect(await filesOf(li)).toEqual({});
  });

  it("is refused to somebody whose window was drawn before they were kept out", async () => {
    const number = await scene.file();
    const [li, wang] = [scene.as(LI), scene.as(WANG)];
    const before = await scene.window(li, number);
    await scene.act(wang, number, "设定回避");
    expect(await wang.submit({ person: LI, reason: "当事人的亲属" })).toMatchObject({ ok: true });
    await li.choose(before, "acts", "打印记录表");
    const notice = await li.seesModal((modal) => modal.callbackId === "notice");
    expect(readable(notice)).toContain("没有您可查看的投诉单");
    expect(await filesOf(li)).toEqual({});
  });
});
