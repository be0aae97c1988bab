import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { readable } from "../../sandbox/control/screen.ts";
import type { PersonControl } from "../../sandbox/control/person.ts";
import type { HomeSeen } from "../../sandbox/protocol.ts";
import { at } from "../support/property-desk.ts";
import { DESK_APP, LI, ZHAO } from "./house.ts";
import { openScene, type Scene } from "./scene.ts";

let scene: Scene;
let number: string;

beforeAll(async () => {
  scene = await openScene();
  number = await scene.file({ cause: "service", ticks: ["our-fault", "easy"] });
  await scene.quiet();
});
afterEach(() => scene.tidy());
afterAll(() => scene.close());

/** The person's Home tab, as soon as it says so of the case. */
function home(who: PersonControl, says: string): Promise<HomeSeen> {
  return who.seesHome(DESK_APP, (one) => one.published && readable(one).includes(says));
}

test("a row of Home goes on to the next step as soon as one is done, by a press or by a form", async () => {
  const li = scene.as(LI);
  await li.openHome(DESK_APP);
  await li.press(await home(li, number), "签收");
  await li.press(await home(li, "前办结"), "办结");
  await li.seesModal("办结");
  expect(await li.submit({ measures: "更换了平层传感器", outcome: "属实", "customer-told": "yes" })).toMatchObject({
    outcome: "closed",
  });
  // Nobody opens the tab again: it is drawn anew by what was sent.
  expect(readable(await home(li, "稍后 1"))).not.toContain("前办结");
});

test("whoever is asked says yes on Home, and the row is gone", async () => {
  const [li, zhao] = [scene.as(LI), scene.as(ZHAO)];
  const second = await scene.accepted();
  await li.press(await scene.card(second), "acts", "申请延期");
  await li.seesModal("申请延期");
  await li.submit({ until: at("2026-11-27 18:00") / 1000, reason: "灯具在途，周五到", customerTold: "是" });
  await scene.quiet();
  await zhao.openHome(DESK_APP);
  const asked = await home(zhao, second);
  expect(readable(asked)).toContain("李强 Li Qiang asks: more time until");
  await zhao.press(asked, "Approve");
  expect(readable(await home(zhao, "Nothing waits for you"))).not.toContain("asks:");
});

test("whom a case was escalated to decides it on Home, where the owner reads the step", async () => {
  const [li, zhao] = [scene.as(LI), scene.as(ZHAO)];
  const third = await scene.accepted();
  await li.press(await scene.card(third), "上报");
  await li.seesModal("上报");
  await li.submit({ reason: "没有维保单位，须外请" });
  await scene.quiet();
  await zhao.openHome(DESK_APP);
  const asked = await home(zhao, third);
  expect(readable(asked)).toContain("decide how it goes on");
  await zhao.press(asked, "Decide");
  await zhao.seesModal("Decide");
  await zhao.submit({ choice: "carry-on", text: "Call the maker, the cost is approved" });
  expect(readable(await home(zhao, "Nothing waits for you"))).not.toContain("Decide");
});
