import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { readable } from "../../sandbox/control/screen.ts";
import type { PersonControl } from "../../sandbox/control/person.ts";
import { DESK_APP, ENGINEERING, GRACE, GUO, LI, QIAN, WANG, ZHAO } from "./house.ts";
import { modalOf, offeredActs, openScene, redrawn, type Scene } from "./scene.ts";

const SEALED = "#complaints-sealed";

let scene: Scene;

beforeAll(async () => {
  scene = await openScene();
});

afterEach(() => scene.tidy());
afterAll(() => scene.close());

/** Every text that stands on this person's screen anywhere: channels with their threads, messages, Home. */
async function allSeenBy(person: PersonControl): Promise<readonly string[]> {
  await scene.quiet();
  const texts: string[] = [];
  for (const room of person.conversations().filter((one) => one.member)) {
    for (const message of await person.messages(room.id)) {
      texts.push(`${readable(message)}\n${message.text}`);
      if (message.replyCount > 0)
        for (const reply of await person.thread(room.id, message.ts)) texts.push(`${readable(reply)}\n${reply.text}`);
    }
  }
  texts.push(...person.ephemerals("C0ENG").map((message) => readable(message)));
  await person.openHome(DESK_APP);
  texts.push(readable(await person.seesHome(DESK_APP, (home) => home.published)));
  return texts;
}

/** The manager would handle it: the form asks for the department, and keeps everything that was typed. */
async function pickDepartment(grace: PersonControl): Promise<void> {
  expect(modalOf(grace).errors).toEqual({
    accused: "This person would handle the case. Pick the department; we'll keep the case from them.",
  });
  await redrawn(grace, () => grace.press(modalOf(grace), "Other department"));
  expect(await grace.submit({ department: "engineering" })).toMatchObject({ outcome: "update" });
}

/** A complaint about somebody, by the form's own field. */
async function fileAbout(accused: string): Promise<string> {
  const grace = scene.as(GRACE);
  await grace.command("/complaint", "He shouted at my mother in the lobby", ENGINEERING);
  await grace.seesModal((modal) => modal.callbackId === "intake");
  await redrawn(grace, () => grace.choose(modalOf(grace), "category", "lift"));
  await redrawn(grace, () => grace.choose(modalOf(grace), "cause", "service"));
  await redrawn(grace, () => grace.press(modalOf(grace), "Add details"));
  await redrawn(grace, () => grace.choose(modalOf(grace), "source", "phone"));
  await grace.choose(modalOf(grace), "accused", accused);
  const filed = await grace.submit({ complainant: "Ms Chen Lan", phone: "138 1234 5678", accused });
  if (accused === LI) await pickDepartment(grace);
  else expect(filed).toMatchObject({ outcome: "update" });
  const receipt = readable(await grace.seesModal((modal) => modal.callbackId === "receipt"));
  await grace.closeView({ all: true });
  return /\*(?<number>\d{10}) · /u.exec(receipt)?.groups?.["number"] ?? "";
}

test("the head of the department is complained about: he sees nothing of it, wherever he looks and however long", async () => {
  const [li, zhao, wang] = [scene.as(LI), scene.as(ZHAO), scene.as(WANG)];
  const number = await fileAbout(LI);
  // It goes to the next one of the ladder, in the sealed channel.
  const card = await wang.sees(SEALED, number);
  expect(readable(card)).toContain("He shouted at my mother in the lobby");
  expect(readable(card)).toContain("*下一步：签收* · <@U0ZHAO>");
  await zhao.press(await zhao.sees(SEALED, number), "签收");
  await zhao.sees(
    SEALED,
    (message) => readable(message).includes(number) && readable(message).includes("下一步：办结"),
  );
  // Pings, misses and digests of several days go past him.
  await scene.to("2026-11-27 18:01");

  for (const text of [number, "1", number.slice(-4)]) {
    await li.command("/complaint", text, ENGINEERING);
    await li.seesEphemeral(ENGINEERING, `没有您可查看的投诉单 ${text}。`);
  }
  for (const words of ["查找 shouted", "查找 Chen", "查找 138 1234 5678", "查找 电梯", "我的", "超时"]) {
    await li.command("/complaint", words, ENGINEERING);
    expect(readable(await li.seesModal((modal) => modal.callbackId === "list"))).not.toContain(number);
    await li.closeView({ all: true });
  }
  const seen = await allSeenBy(li);
  const about = seen.filter((text) => text.includes(number));
  const lines = about.filter((text) => !text.startsWith("没有您可查看的投诉单"));
  expect(lines).toHaveLength(1);
  expect(lines[0]).toContain(`:lock: *限阅投诉单 ${number}* · 由指定人员办理`);
  for (const secret of ["shouted", "Chen", "电梯", "重要", "李强", "Grace"])
    expect(lines.join("\n")).not.toContain(secret);
  for (const secret of ["shouted", "Chen", "138"]) expect(seen.join("\n")).not.toContain(secret);
  // The line's own button tells him no more than an unknown number does.
  await li.press(await li.sees(ENGINEERING, number), "详情");
  await li.seesEphemeral(ENGINEERING, (message) => readable(message) === "没有您可查看的投诉单。");
});

test("the others of his department have nothing of it either: only named persons read it", async () => {
  const guo = scene.as(GUO);
  const number = await fileAbout(LI);
  await guo.sees(ENGINEERING, number);
  expect((await allSeenBy(guo)).join("\n")).not.toContain("shouted");
  await guo.command("/complaint", number, ENGINEERING);
  await guo.seesEphemeral(ENGINEERING, `没有您可查看的投诉单 ${number}。`);
});

test("somebody who is named only later loses card, thread, buttons and lists at once", async () => {
  const [li, zhao, grace] = [scene.as(LI), scene.as(ZHAO), scene.as(GRACE)];
  await scene.to("2026-11-30 09:12");
  const number = await scene.file({ ticks: ["easy"], what: "Nobody came to look at the pump" });
  await li.press(await scene.card(number, "下一步：签收"), "签收");
  const card = await scene.card(number, "下一步：办结");
  await scene.quiet();
  const ping = (await li.dms()).filter((message) => readable(message).includes(number));

  const form = await scene.act(zhao, number, "Keep a person out");
  expect(readable(form)).toContain("What was already posted in this thread stays readable to channel members.");
  expect(await zhao.submit({ person: LI, reason: "The pump is his brother's" })).toMatchObject({ outcome: "closed" });
  const line = await li.sees(
    ENGINEERING,
    (message) => message.ts === card.ts && readable(message).includes("限阅投诉单"),
  );
  expect(readable(line)).not.toContain("pump");
  await zhao.sees(SEALED, number);

  await li.press(line, "详情");
  await li.seesEphemeral(ENGINEERING, (message) => readable(message) === "没有您可查看的投诉单。");
  for (const message of ping)
    expect(
      (await li.dms()).find((one) => one.ts === message.ts)?.blocks.some((block) => block.type === "actions"),
    ).toBe(false);
  await li.command("/complaint", "我的", ENGINEERING);
  expect(readable(await li.seesModal((modal) => modal.callbackId === "list"))).not.toContain(number);
  await li.openHome(DESK_APP);
  expect(readable(await li.seesHome(DESK_APP, (home) => home.published))).not.toContain(number);
  // What he writes in the old thread from now on is not kept with the case.
  await li.say(ENGINEERING, "why was this taken from me", { thread: card.ts });
  await scene.control.untilTraffic({ kind: "event", name: "message.channels" });
  await scene.quiet();
  const window = await scene.window(grace, number);
  expect(readable(window)).not.toContain("taken from me");
  expect(offeredActs(window)).toContain("Add a note");
});

test("the deputy general manager is complained about: not even the sealed channel shows it, and the leader is asked", async () => {
  const [zhao, wang, li, qian] = [scene.as(ZHAO), scene.as(WANG), scene.as(LI), scene.as(QIAN)];
  await scene.to("2026-12-01 09:12");
  const number = await fileAbout(ZHAO);
  // He sits in the sealed channel himself: the card goes to each of its readers instead.
  const card = await li.seesDm(`:lock: *限阅 · ${number} · 轻微 · 电梯停运*`);
  await wang.seesDm(`:lock: *限阅 · ${number} · 轻微 · 电梯停运*`);
  expect(readable(await li.sees(ENGINEERING, number))).toContain(`:lock: *限阅投诉单 ${number}* · 由指定人员办理`);
  await li.press(card, "签收");
  await li.seesDm((message) => message.ts === card.ts && readable(message).includes("下一步：办结"));
  await scene.to("2026-12-07 18:01");
  await qian.seesDm(number);
  expect((await allSeenBy(zhao)).filter((text) => text.includes(number))).toEqual([]);
});
