import { expect, test } from "vitest";
import {
  accept,
  card,
  chooseFromMenu,
  ENGINEERING,
  fileLift,
  GRACE,
  GUO,
  LI,
  openHouse,
  readable,
  SUN,
  WANG,
  ZHAO,
} from "./house.ts";

const PATIENCE = { timeout: 120_000 };

test("of two presses on Accept at the same moment one takes it, and nothing is done twice", PATIENCE, async () => {
  await using house = await openHouse();
  const li = house.as(LI);
  await fileLift(house);
  const open = await card(li, "下一步：签收");
  await Promise.all([li.press(open, "签收"), li.press(open, "签收")]);
  await li.seesEphemeral(ENGINEERING, "已签收。下一步");
  await li.seesEphemeral(ENGINEERING, "未作改动");
  await card(li, "下一步：办结");
  const rows = await house.app.service.list({ of: "mine" }, LI);
  const file = await house.app.service.read(rows.rows[0]?.id ?? "", LI);
  expect(file?.events.filter((event) => event.type === "step-done" && event.step === "accept")).toHaveLength(1);
});

test(
  "two people press Accept at the same moment: one has it, the other learns who, and nothing changed",
  PATIENCE,
  async () => {
    await using house = await openHouse();
    const [wang, li, guo] = [house.as(WANG), house.as(LI), house.as(GUO)];
    await wang.command("/complaint", "setup", "#general");
    await wang.press(await wang.seesModal((modal) => modal.callbackId === "setup"), "setup:role:head");
    await wang.seesModal((modal) => modal.callbackId === "setup-people");
    await wang.submit({ "at:engineering": [LI, GUO] });
    await wang.closeView({ all: true });
    await fileLift(house);
    const open = await card(li, "下一步：签收");
    expect(readable(open)).toContain(`<@${LI}>`);
    expect(readable(open)).toContain(`<@${GUO}>`);

    await Promise.all([li.press(open, "签收"), guo.press(open, "签收")]);
    await card(li, "下一步：办结");
    const { rows } = await house.app.service.list({ of: "open" }, WANG);
    const file = await house.app.service.read(rows[0]?.id ?? "", WANG);
    const taken = file?.events.filter((event) => event.type === "step-done" && event.step === "accept") ?? [];
    expect(taken).toHaveLength(1);
    const [owner, other, name] = taken[0]?.by === LI ? [li, guo, "李强 Li Qiang"] : [guo, li, "郭林 Guo Lin"];
    await owner.seesEphemeral(ENGINEERING, "已签收。下一步");
    expect(readable(await other.seesEphemeral(ENGINEERING, "未作改动"))).toMatch(
      new RegExp(`^${name}\\d*秒前已签收，未作改动。$`, "u"),
    );
  },
);

test(
  "a press without the right changes nothing and says whose step it is, to the presser alone",
  PATIENCE,
  async () => {
    await using house = await openHouse();
    const guo = house.as(GUO);
    await fileLift(house);
    await guo.press(await card(guo, "下一步：签收"), "签收");
    expect(readable(await guo.seesEphemeral(ENGINEERING, "部门经理"))).toBe(
      "这一步由李强 Li Qiang（部门经理）办理。您可以上报，或在话题里留言。",
    );
    expect(house.as(LI).ephemerals("C0ENG")).toEqual([]);
    await card(guo, "下一步：签收");
  },
);

test("a form sent after the case moved on keeps what was typed and offers to keep it as a note", PATIENCE, async () => {
  await using house = await openHouse();
  const [li, grace] = [house.as(LI), house.as(GRACE)];
  await fileLift(house);
  await accept(house);
  await li.press(await card(li, "下一步：办结"), "办结");
  await li.seesModal("办结");

  await grace.command("/complaint", "2026110001", ENGINEERING);
  const window = await grace.seesModal("Case 2026110001");
  await grace.choose(window, "acts", "Withdrawn");
  await grace.seesModal("Customer withdrew");
  expect(await grace.submit({ how: "by phone, 10:00", reason: "settled with a neighbour" })).toMatchObject({
    outcome: "clear",
  });
  await card(grace, "客户撤诉");

  expect(await li.submit({ measures: "更换了平层传感器", outcome: "属实", "customer-told": "yes" })).toMatchObject({
    outcome: "update",
  });
  const kept = await li.seesModal("您写的内容保留在下面");
  expect(readable(kept)).toContain("客户撤诉");
  expect(kept.state["measures"]).toEqual({ measures: "更换了平层传感器" });
  // What is possible now: to read the case, and to keep what was typed.
  await li.press(kept, "详情");
  await li.seesModal("投诉单 2026110001");
  await li.closeView();
  await li.press(await li.seesModal("您写的内容保留在下面"), "存为备注");
  const note = await li.seesModal((modal) => modal.title === "备注");
  expect(Object.values(note.state["text"] ?? {})).toEqual(["更换了平层传感器"]);
  expect(await li.submit()).toMatchObject({ outcome: "closed" });
  await li.sees(ENGINEERING, "李强 Li Qiang 备注：“更换了平层传感器”");
});

test("Slack delivering the same filing twice records one case", PATIENCE, async () => {
  await using house = await openHouse();
  await house.slack.control.fault("delivery", { kind: "twice" }, { name: "intake" }, 1);
  await fileLift(house);
  await card(house.as(LI), "2026110001");
  expect((await house.app.service.list({ of: "find", words: "lift" }, WANG)).total).toBe(1);
});

test("an answer of Slack that was lost does not post the card twice", PATIENCE, async () => {
  await using house = await openHouse();
  const li = house.as(LI);
  await house.slack.control.fault("api", { kind: "drop-answer" }, { method: "chat.postMessage", channel: "C0ENG" }, 1);
  await fileLift(house);
  await li.press(await card(li, "下一步：签收"), "签收");
  await card(li, "下一步：办结");
  const cards = (await li.messages(ENGINEERING)).filter((message) => readable(message).includes("2026110001"));
  expect(cards).toHaveLength(1);
});

test("escalating tells the next rung, which decides in one form; the owner stays", PATIENCE, async () => {
  await using house = await openHouse();
  const [li, zhao, sun] = [house.as(LI), house.as(ZHAO), house.as(SUN)];
  await fileLift(house);
  await accept(house);
  await li.press(await card(li, "下一步：办结"), "上报");
  await li.seesModal("上报");
  await li.submit({ reason: "无备用维保单位" });
  const asked = await zhao.seesDm("李强 Li Qiang asks you to decide");
  expect(readable(asked)).toContain("无备用维保单位");
  await card(li, "已上报");
  await zhao.press(asked, "Decide");
  await zhao.choose(await zhao.seesModal("Decide"), "choice", "give-to");
  await zhao.seesModal("Department");
  expect(await zhao.submit({ department: "cleaning", text: "It is the door seal, take it" })).toMatchObject({
    outcome: "closed",
  });
  await card(sun, "下一步：签收", "#cleaning-desk");
  const left = await card(li, "已移交");
  expect(readable(left)).not.toContain("stopped between floors");
});

test("a hand-over is the other side's to take; until then the first one answers for it", PATIENCE, async () => {
  await using house = await openHouse();
  const [li, sun] = [house.as(LI), house.as(SUN)];
  await fileLift(house);
  await accept(house);
  await chooseFromMenu(li, await card(li, "下一步：办结"), "移交");
  await li.seesModal("移交");
  await li.submit({ department: "cleaning", reason: "楼道积水所致" });
  await card(li, "签收前由");
  await sun.press(await sun.seesDm("请您接收"), "接收");
  await card(sun, "下一步：办结", "#cleaning-desk");
  await card(li, "已移交");
});
