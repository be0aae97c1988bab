import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { readable } from "../../sandbox/control/screen.ts";
import type { PersonControl } from "../../sandbox/control/person.ts";
import { DESK_APP, GRACE, LI, MEI, WANG, ZHAO } from "./house.ts";
import { modalOf, openScene, redrawn, type Scene } from "./scene.ts";

let scene: Scene;
let number: string;

beforeAll(async () => {
  scene = await openScene();
  number = await scene.file({ ticks: ["easy"], what: "The lift stopped, and my mother was in it" });
  const li = scene.as(LI);
  await li.press(await scene.card(number, "下一步：签收"), "签收");
  await scene.card(number, "下一步：办结");
});

afterEach(() => scene.tidy());
afterAll(() => scene.close());

/** What the command answers to this person alone, in the channel where it was given. */
async function answer(who: PersonControl, text: string, channel = "#general"): Promise<string> {
  const before = new Set(who.ephemerals("C0GENERAL").map((message) => message.ts));
  expect(await who.command("/complaint", text, channel)).toMatchObject({ ok: true });
  return readable(await who.seesEphemeral(channel, (message) => !before.has(message.ts)));
}

/** The modal that the command opens. */
async function opened(who: PersonControl, text: string, title: string): Promise<string> {
  await scene.tidy();
  expect(await who.command("/complaint", text, "#general")).toMatchObject({ ok: true });
  const modal = await who.seesModal((one) => one.title === title);
  return readable(modal);
}

test("nothing behind it opens an empty form, words fill it in", async () => {
  const grace = scene.as(GRACE);
  await opened(grace, "", "File a complaint");
  expect(modalOf(grace).state["what-happened"]).toEqual({ "what-happened": null });
  await opened(grace, "the tap in 5/1802 drips & drips <loudly>", "File a complaint");
  expect(modalOf(grace).state["what-happened"]).toEqual({
    "what-happened": "the tap in 5/1802 drips & drips <loudly>",
  });
  const wang = scene.as(WANG);
  await opened(wang, "5号楼1802水龙头漏水", "登记投诉");
  expect(modalOf(wang).state["what-happened"]).toEqual({ "what-happened": "5号楼1802水龙头漏水" });
});

test("a text as long as Slack sends it is cut in the form, and said to be", async () => {
  const grace = scene.as(GRACE);
  const long = "The lift stopped again. ".repeat(140);
  const form = await opened(grace, long, "File a complaint");
  expect(form).toContain("The whole message is kept with the case.");
  const value = modalOf(grace).state["what-happened"]?.["what-happened"];
  expect(typeof value === "string" && value.length <= 3000 && value.endsWith("…")).toBe(true);
});

test("a keyword is the whole text: more than that is content", async () => {
  const grace = scene.as(GRACE);
  for (const words of [
    "help the old man on floor 3",
    "mine is broken",
    "overdue repair of the lift",
    "find out why the lift stops so often",
  ]) {
    await opened(grace, words, "File a complaint");
    expect(modalOf(grace).state["what-happened"]).toEqual({ "what-happened": words });
  }
});

test("a whole number, a short one and one with a note open the case", async () => {
  const [grace, li] = [scene.as(GRACE), scene.as(LI)];
  expect(await opened(grace, number, `Case ${number}`)).toContain("my mother was in it");
  expect(await opened(grace, "1", `Case ${number}`)).toContain("my mother was in it");
  expect(await opened(li, number, `投诉单 ${number}`)).toContain("*下一步：办结*");
  await opened(grace, `${number} Ms Chen called again`, "Note");
  expect(modalOf(grace).state["text"]).toEqual({ text: "Ms Chen called again" });
  expect(await grace.submit()).toMatchObject({ outcome: "closed" });
  expect((await scene.lines(number)).at(-1)).toBe("Grace Hill 备注：“Ms Chen called again”");
});

test("a number that is unknown and one that is not for the reader read alike", async () => {
  const [mei, grace] = [scene.as(MEI), scene.as(GRACE)];
  expect(await answer(mei, number)).toBe(`没有您可查看的投诉单 ${number}。`);
  expect(await answer(mei, "2026119999")).toBe("没有您可查看的投诉单 2026119999。");
  expect(await answer(grace, "9999")).toBe("No case 9999 that you can open.");
});

test("words behind what can be no number are what happened; behind a number that opens nothing they can be filed", async () => {
  const [grace, mei] = [scene.as(GRACE), scene.as(MEI)];
  for (const words of ["2026-11-24 电梯停运", "13812345678 王女士说水龙头漏水"]) {
    await opened(grace, words, "File a complaint");
    expect(modalOf(grace).state["what-happened"]).toEqual({ "what-happened": words });
  }
  await scene.tidy();
  // The case exists, but is not for Mei: the same words and the same way out.
  expect(await answer(mei, `${number} 师傅：两点来`)).toContain(`没有您可查看的投诉单 ${number}。`);
  expect(await answer(mei, "2026119999 师傅：两点来")).toContain("没有您可查看的投诉单 2026119999。");
  const asked = mei.ephemerals("C0GENERAL").at(-1);
  if (asked === undefined) throw new Error("Nothing was asked");
  await mei.press(asked, "按此登记");
  const form = await mei.seesModal((modal) => modal.title === "登记投诉");
  expect(form.state["what-happened"]).toEqual({ "what-happened": "2026119999 师傅：两点来" });
});

test("find without words asks for them, and Chinese needs no blank", async () => {
  const [grace, li] = [scene.as(GRACE), scene.as(LI)];
  await opened(grace, "find", "Find");
  await grace.submit({ words: "mother" });
  expect(readable(await grace.seesModal((modal) => modal.title === "Found"))).toContain("*mother*");
  expect(await opened(li, "查找电梯", "查找结果")).toContain("*电梯* 停运");
});

test("mine, overdue and find show lists, in both languages and by their Chinese names too", async () => {
  const [grace, li, mei] = [scene.as(GRACE), scene.as(LI), scene.as(MEI)];
  expect(await opened(li, "我的", "我的投诉单")).toContain(number);
  expect(await opened(li, "MINE", "我的投诉单")).toContain(number);
  // Grace owns nothing: what is due next is that of everybody whose cases she may read.
  expect(await opened(grace, "overdue", "Overdue")).toContain(
    `Nothing is overdue. Next due: ${number}, Thu 26 Nov 18:00.`,
  );
  expect(await opened(li, "超时", "超时")).toContain(`没有超时。最近到期：${number}，11月26日（周四）18:00。`);
  expect(await opened(grace, "find lift", "Found")).toContain(number);
  expect(await opened(grace, "find 138 1234 5678", "Found")).toContain(number);
  expect(await opened(li, "查找 电梯", "查找结果")).toContain(number);
  expect(await opened(grace, "find swimming pool", "Found")).toContain(
    "No case matches “swimming pool”. Searched: number, words, category, exact phone.",
  );
  // Somebody who may read none of it finds nothing.
  expect(await opened(mei, "查找 电梯", "查找结果")).toContain("没有找到“电梯”。");
});

test("help says what there is, in the reader's language, with a button to file", async () => {
  const [grace, wang] = [scene.as(GRACE), scene.as(WANG)];
  const help = await answer(grace, "help");
  expect(help).toContain("*File:* `/complaint`, or `/complaint` and what happened");
  expect(help).toContain("*See:* `/complaint mine`, `overdue`, `find lift`, `2026110042`");
  expect(help).toContain("*More:* `report`, `setup`");
  expect(await answer(wang, "帮助")).toContain("*登记：*`/complaint`，或在后面写上事情经过");
});

test("a keyword with a slip is asked about, and both answers work", async () => {
  const grace = scene.as(GRACE);
  expect(await answer(grace, "overdu")).toContain("Did you mean `overdue`?");
  const asked = grace.ephemerals("C0GENERAL").at(-1);
  if (asked === undefined) throw new Error("Nothing was asked");
  await grace.press(asked, "overdue");
  await grace.seesModal((modal) => modal.title === "Overdue");
  await scene.tidy();
  await grace.press(asked, "File this text");
  const form = await grace.seesModal((modal) => modal.title === "File a complaint");
  expect(form.state["what-happened"]).toEqual({ "what-happened": "overdu" });
});

test("setup and report name who can do it", async () => {
  const [wang, li, mei] = [scene.as(WANG), scene.as(LI), scene.as(MEI)];
  expect(await opened(wang, "setup", "设置受理台")).toContain("5个职责中5个已有人担任");
  expect(await answer(li, "设置")).toBe("仅管理员可设置：王芳 Wang Fang。");
  await opened(wang, "report", "报表");
  expect(await answer(mei, "report")).toContain("王芳 Wang Fang");
});

test("the global shortcut opens the form wherever one is", async () => {
  const zhao = scene.as(ZHAO);
  expect(await zhao.globalShortcut(DESK_APP, "file_complaint")).toMatchObject({ ok: true });
  await zhao.seesModal((modal) => modal.title === "File a complaint");
});

test("of a text that is longer than the form holds the whole is kept with the case, and the form says so", async () => {
  const grace = scene.as(GRACE);
  const long = `${"The lift stopped between floors again. ".repeat(90)}And at the very end: the emergency bell is dead.`;
  await grace.command("/complaint", long, "#general");
  const form = await grace.seesModal("File a complaint");
  expect(readable(form)).toContain("The whole message is kept with the case.");
  expect(JSON.stringify(form.state["what-happened"])).not.toContain("the emergency bell is dead");
  await redrawn(grace, () => grace.choose(modalOf(grace), "category", "lift"));
  await redrawn(grace, () => grace.choose(modalOf(grace), "cause", "equipment"));
  expect(await grace.submit({ complainant: "Mr Zhou", phone: "none", source: "message" })).toMatchObject({
    outcome: "update",
  });
  const filed = /\*(\d{10}) · /u.exec(readable(await grace.seesModal("Recorded")))?.[1] ?? "";
  await grace.closeView({ all: true });
  expect(readable(await scene.window(grace, filed))).toContain("the emergency bell is dead");
});

test("a message in a thread is filed from there, with its files, and the answer stands in that thread", async () => {
  const [mei, grace] = [scene.as(MEI), scene.as(GRACE)];
  const top = await mei.say("#general", "楼道又脏了");
  const photo = await mei.upload("stairs.png", "not really a picture");
  const reply = await mei.say("#general", "2号楼 <!channel> *西侧* 楼梯有污渍 :(", { thread: top, files: [photo.id] });
  const message = (await grace.thread("C0GENERAL", top)).find((one) => one.ts === reply);
  if (message === undefined) throw new Error("The reply is not there");
  await grace.messageShortcut(message, DESK_APP, "file_message");
  await grace.seesModal("File a complaint");
  await grace.choose(modalOf(grace), "category", "dirt");
  await grace.choose(await grace.seesModal("→ Cleaning"), "cause", "standard");
  await grace.seesModal("Solve it by");
  expect(await grace.submit({ complainant: "Mr Zhou", phone: "none", source: "message" })).toMatchObject({
    outcome: "update",
  });
  const receipt = readable(await grace.seesModal("Recorded"));
  const filed = /\*(\d{10}) · /u.exec(receipt)?.[1] ?? "";
  await grace.closeView({ all: true });
  const window = await scene.window(grace, filed);
  expect(readable(window)).toContain("Files: stairs.png");
  expect(readable(window)).toMatch(/From <https?:[^>]+\|a message> in <#C0GENERAL>/u);
  await grace.closeView({ all: true });
  const answered = await grace.sees("#general", `已登记为 ${filed}`);
  expect(answered.threadTs).toBe(top);
});
