import { expect, test, vi } from "vitest";
import { card, ENGINEERING, fileLift, LI, openHouse, readable } from "./house.ts";

const PATIENCE = { timeout: 120_000 };

test("three reminders within ten minutes become one list, which shrinks as things are done", PATIENCE, async () => {
  await using house = await openHouse();
  const li = house.as(LI);
  for (const number of ["2026110001", "2026110002", "2026110003"]) {
    expect(await fileLift(house)).toBe(number);
    const open = await li.sees(
      ENGINEERING,
      (message) => readable(message).includes(number) && readable(message).includes("下一步：签收"),
    );
    await li.press(open, "签收");
    await li.sees(
      ENGINEERING,
      (message) => readable(message).includes(number) && readable(message).includes("下一步：办结"),
    );
  }
  await house.goTo("2026-11-26 18:01");
  // What was due soon on the way may have been a list before; this one is of the limits that are over.
  const list = await li.seesDm(
    (message) =>
      readable(message).includes("有3件等您处理") &&
      readable(message).match(/自11月26日（周四）18:00起超时/gu)?.length === 3,
    60_000,
  );
  expect(readable(list).match(/20261100\d\d/gu)?.length).toBeGreaterThanOrEqual(3);
  // The two that came before it lose their buttons right after the list is there.
  await vi.waitFor(async () => {
    const alone = (await li.dms()).filter(
      (message) =>
        message.blocks.some((block) => block.type === "actions") &&
        readable(message).includes("应于11月26日（周四）18:00办结"),
    );
    expect(alone).toEqual([]);
  }, 10_000);

  await li.press(list, "act:do/resolve");
  await li.seesModal("办结");
  await li.submit({ measures: "更换了平层传感器", outcome: "属实", "customer-told": "yes" });
  await li.seesDm("有2件等您处理");
  await card(li, "交回记录表");
});
