import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { readable } from "../../sandbox/control/screen.ts";
import { ENGINEERING, GRACE, GUO, LI } from "./house.ts";
import { openScene, redrawn, type Scene } from "./scene.ts";

let scene: Scene;

beforeAll(async () => {
  scene = await openScene();
});

afterEach(() => scene.tidy());
afterAll(() => scene.close());

test("whoever presses what is others' to do learns who they are, the owner too", async () => {
  const [li, guo] = [scene.as(LI), scene.as(GUO)];
  const number = await scene.file({ ticks: ["easy"] });
  await li.press(await scene.card(number, "下一步：签收"), "acts", "调整级别");
  expect(readable(await li.seesEphemeral(ENGINEERING, "此操作由"))).toBe(
    "此操作由Grace Hill和王芳 Wang Fang办理。您可以在话题里留言。",
  );
  await li.press(await scene.card(number), "上报");
  await li.seesModal("上报");
  await li.submit({ reason: "无备用维保单位" });
  await guo.press(await scene.card(number, "已上报"), "定夺");
  expect(readable(await guo.seesEphemeral(ENGINEERING, "此操作由"))).toBe(
    "此操作由赵敏 Zhao Min办理。您可以在话题里留言。",
  );
});

test("a window that others have overtaken says so when it is drawn anew, and so does a form opened from it", async () => {
  const [grace, li] = [scene.as(GRACE), scene.as(LI)];
  const number = await scene.file({ ticks: ["easy"] });
  const window = await scene.window(grace, number);
  const updated = "This case was updated while you were reading.";
  expect(readable(window)).not.toContain(updated);
  await li.press(await scene.card(number, "下一步：签收"), "签收");
  await scene.card(number, "下一步：办结");

  await grace.choose(window, "acts", "Level");
  expect(readable(await grace.seesModal((modal) => modal.callbackId === "form"))).toContain(updated);
  await grace.closeView();
  expect(readable(await redrawn(grace, () => grace.press(window, "window:contact")))).toContain(updated);
  // What the reader has now seen is no news, and their own look is none either.
  await grace.closeView({ all: true });
  const again = await scene.window(grace, number);
  await grace.press(again, "window:contact");
  expect(readable(await grace.seesModal((modal) => readable(modal).includes("This look is recorded")))).not.toContain(
    updated,
  );
});
