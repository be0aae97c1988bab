import { expect, test } from "vitest";
import { card, ENGINEERING, fileLift, GRACE, GUO, LI, openHouse, readable, SUN, WANG, ZHAO } from "./house.ts";

const PATIENCE = { timeout: 120_000 };
const SEALED = "#complaints-sealed";

async function fileAbout(house: Awaited<ReturnType<typeof openHouse>>, accused = GUO): Promise<void> {
  const grace = house.as(GRACE);
  await grace.command("/complaint", "The supervisor shouted at my mother", ENGINEERING);
  await grace.choose(await grace.seesModal("File a complaint"), "category", "lift");
  await grace.choose(await grace.seesModal("→ Engineering"), "cause", "service");
  await grace.press(await grace.seesModal("Solve it by"), "Add details");
  await grace.choose(await grace.seesModal("Person complained about"), "accused", accused);
  expect(await grace.submit({ complainant: "Ms Chen Lan", phone: "13812345678", source: "phone" })).toMatchObject({
    outcome: "update",
  });
  await grace.seesModal("Recorded");
}

test(
  "a complaint about a member of the channel never stands there: one bare line does, and its readers have the card",
  PATIENCE,
  async () => {
    await using house = await openHouse();
    const [guo, wang, li] = [house.as(GUO), house.as(WANG), house.as(LI)];
    await fileAbout(house);
    const grace = house.as(GRACE);
    expect(readable(await grace.seesModal("Recorded"))).toContain(
      "Kept from 郭林 Guo Lin: only named persons may read it.",
    );
    await grace.closeView({ all: true });

    const full = await wang.sees(SEALED, "下一步：签收");
    expect(readable(full)).toContain("The supervisor shouted at my mother");
    const line = await guo.sees(ENGINEERING, "限阅投诉单");
    expect(line.blocks.map((block) => block.type)).toEqual(["section", "context", "actions"]);
    for (const secret of ["shouted", "Chen", "Guo", "电梯", "重要", "轻微", "Grace"])
      expect(readable(line) + line.text).not.toContain(secret);
    expect(
      (await guo.messages(ENGINEERING)).filter((message) => readable(message).includes("2026110001")),
    ).toHaveLength(1);
    expect(await guo.thread("C0ENG", line.ts)).toHaveLength(1);

    await guo.press(line, "详情");
    expect(readable(await guo.seesEphemeral(ENGINEERING, "投诉单"))).toBe("没有您可查看的投诉单。");
    await guo.command("/complaint", "2026110001", ENGINEERING);
    expect(readable(await guo.seesEphemeral(ENGINEERING, "2026110001"))).toBe("没有您可查看的投诉单 2026110001。");
    await guo.command("/complaint", "9999", ENGINEERING);
    expect(readable(await guo.seesEphemeral(ENGINEERING, "9999"))).toBe("没有您可查看的投诉单 9999。");
    await guo.command("/complaint", "查找 shouted", ENGINEERING);
    await guo.seesModal("没有找到“shouted”");

    await li.press(await li.seesDm("2026110001"), "签收");
    await wang.sees(SEALED, "下一步：办结");
  },
);

test("whoever is complained about comes into the channel later: the card is gone at once", PATIENCE, async () => {
  await using house = await openHouse();
  const [sun, wang, li] = [house.as(SUN), house.as(WANG), house.as(LI)];
  await fileAbout(house, SUN);
  expect(readable(await card(li, "下一步：签收"))).toContain("The supervisor shouted at my mother");

  await sun.join(ENGINEERING);
  const line = await li.sees(ENGINEERING, "限阅投诉单");
  expect(readable(line)).not.toContain("shouted");
  expect(readable(await wang.sees(SEALED, "下一步：签收"))).toContain("The supervisor shouted at my mother");
  await sun.command("/complaint", "2026110001", ENGINEERING);
  await sun.seesEphemeral(ENGINEERING, "2026110001");
});

test("somebody who is kept out later loses the card in the channel at once", PATIENCE, async () => {
  await using house = await openHouse();
  const [guo, wang] = [house.as(GUO), house.as(WANG)];
  await fileLift(house);
  await card(guo, "下一步：签收");

  await wang.command("/complaint", "2026110001", ENGINEERING);
  await wang.choose(await wang.seesModal("投诉单"), "acts", "设定回避");
  await wang.seesModal((modal) => modal.title === "设定回避");
  expect(await wang.submit({ person: GUO, reason: "当事人的亲属" })).toMatchObject({ outcome: "closed" });

  const line = await guo.sees(ENGINEERING, "限阅投诉单");
  expect(readable(line)).not.toContain("stopped between floors");
  await wang.sees(SEALED, "下一步：签收");
  await guo.command("/complaint", "2026110001", ENGINEERING);
  await guo.seesEphemeral(ENGINEERING, "没有您可查看的投诉单 2026110001。");
  expect((await house.as(ZHAO).dms()).filter((message) => readable(message).includes("shouted"))).toEqual([]);
});
