import { afterEach, expect, test } from "vitest";
import { readable } from "../../sandbox/control/screen.ts";
import { ENGINEERING, GRACE, LI, linesOf, openHouse, WANG, type House } from "./house.ts";

let house: House | undefined;

afterEach(async () => {
  await house?.close();
  house = undefined;
}, 60_000);

async function open(): Promise<House> {
  house = await openHouse({ at: "2026-11-24 09:12" });
  return house;
}

const ENGINEERING_ID = "C0ENG";
const CUSTOMER = { complainant: "Ms Chen Lan", phone: "138 1234 5678", source: "phone" };

test("in English: a complaint runs from /complaint to the callback and is closed", { timeout: 120_000 }, async () => {
  const { as, goTo } = await open();
  const [grace, li] = [as(GRACE), as(LI)];

  await grace.command("/complaint", "The lift stopped between floors with my mother in it", ENGINEERING);
  const form = await grace.seesModal("File a complaint");
  await grace.choose(form, "category", "lift");
  await grace.choose(await grace.seesModal("→ Engineering, 李强 Li Qiang"), "cause", "service");
  await grace.choose(await grace.seesModal("Minor"), "ticks", ["our-fault"]);
  await grace.seesModal("→ Important: Service work and We made a mistake (property-10). Solve it by tomorrow 18:00.");
  expect(await grace.submit(CUSTOMER)).toMatchObject({ outcome: "update" });
  const receipt = readable(await grace.seesModal("Recorded"));
  expect(receipt).toContain("*2026110001 · Important · Engineering*");
  expect(receipt).toContain("It is recorded under number 2026110001. You will have an answer by tomorrow 18:00.");

  const card = await li.sees(ENGINEERING, "下一步：签收");
  expect(card.text).toBe("2026110001 重要：电梯停运，下一步：11月24日（周二）09:42前签收。");
  expect(readable(card)).toContain("Ms Chen 138****5678");
  expect(readable(card)).not.toContain("Lan");
  await li.press(card, "签收");
  const yours = await li.seesEphemeral(ENGINEERING, "已签收");
  expect(readable(yours)).toBe("已签收。下一步：明天18:00前办结。");

  await goTo("2026-11-24 15:00");
  await li.press(await li.sees(ENGINEERING, "下一步：办结"), "办结");
  await li.seesModal("办结");
  expect(await li.submit({ measures: "更换了平层传感器", outcome: "属实", "customer-told": "yes" })).toMatchObject({
    outcome: "closed",
  });

  await li.press(await li.sees(ENGINEERING, "交回记录表"), "交回记录表");
  await li.seesModal("投诉记录表");
  expect(await li.submit()).toMatchObject({ outcome: "closed" });

  const call = await grace.seesDm("Call Ms Chen");
  await grace.press(call, "Start the call");
  const callback = await grace.seesModal("Call back");
  expect(readable(callback)).toContain("Ms Chen Lan, 138 1234 5678 · this look is recorded");
  await grace.choose(callback, "verdict", "satisfied");
  await grace.seesModal("Closes the case.");
  expect(await grace.submit({ solved: "yes", opinion: "Quick this time" })).toMatchObject({ outcome: "clear" });

  const closed = await li.sees(ENGINEERING, "已结案");
  expect(readable(closed)).toContain("满意");
  await li.sees(ENGINEERING, "Grace Hill 结案");
  const lines = linesOf(await li.thread(ENGINEERING_ID, closed.ts));
  expect(lines).toEqual([
    "在此讨论，内容随单存档。请勿发客户联系方式。",
    "Grace Hill 登记 · 渠道：电话 · 重要：服务工作和我方有过失（property-10）",
    "Grace Hill 转办至工程部",
    "已告知赵敏 Zhao Min（重要，property-31）",
    "李强 Li Qiang 当即签收",
    "李强 Li Qiang 办结：“更换了平层传感器”",
    "已告知赵敏 Zhao Min（重要，property-31）",
    "李强 Li Qiang 交回记录表",
    "满意：“Quick this time”",
    "Grace Hill 结案 · 1轮，按时",
  ]);
});

test("in Chinese: the same, filed by reception in Chinese", { timeout: 120_000 }, async () => {
  const { as, goTo } = await open();
  const [wang, li] = [as(WANG), as(LI)];

  await wang.command("/complaint", "", ENGINEERING);
  const form = await wang.seesModal("登记投诉");
  await wang.choose(form, "category", "water");
  await wang.choose(await wang.seesModal("→ 工程部，李强 Li Qiang"), "cause", "facility");
  await wang.choose(await wang.seesModal("→ 轻微"), "ticks", ["easy"]);
  await wang.seesModal("→ 轻微：设施、人为因素：否和影响轻微且较易解决（property-09）。");
  expect(
    await wang.submit({
      "what-happened": "厨房天花板漏水",
      complainant: "陈岚女士",
      phone: "13812345678",
      source: "电话",
    }),
  ).toMatchObject({ outcome: "update" });
  expect(readable(await wang.seesModal("登记完成"))).toContain(
    "请告诉客户：“已为您登记，编号2026110001，最晚11月26日（周四）18:00给您答复。",
  );

  const card = await li.sees(ENGINEERING, "下一步：签收");
  expect(readable(card)).toContain("陈女士 138****5678");
  await li.press(card, "签收");
  await goTo("2026-11-24 11:00");
  await li.press(await li.sees(ENGINEERING, "下一步：办结"), "办结");
  await li.seesModal("办结");
  expect(await li.submit({ measures: "补漏并复查", outcome: "属实", "customer-told": "yes" })).toMatchObject({
    outcome: "closed",
  });
  await li.press(await li.sees(ENGINEERING, "交回记录表"), "交回记录表");
  await li.seesModal("投诉记录表");
  expect(await li.submit()).toMatchObject({ outcome: "closed" });

  await wang.press(await wang.seesDm("回访陈女士"), "开始回访");
  const callback = await wang.seesModal("回访");
  expect(readable(callback)).toContain("陈岚女士，138 1234 5678 · 本次查看已留痕");
  await wang.choose(callback, "verdict", "满意");
  await wang.seesModal("将结案。");
  expect(await wang.submit({ solved: "是" })).toMatchObject({ outcome: "clear" });
  await li.sees(ENGINEERING, "已结案");
});
