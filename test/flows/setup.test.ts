import { afterEach, beforeEach, expect, it } from "vitest";
import { readable } from "../../sandbox/control/screen.ts";
import { ENGINEERING, GUO, LI, MEI, SUN, WANG, ZHAO } from "./house.ts";
import { modalOf, offeredActs, openScene, type Scene } from "./scene.ts";

let scene: Scene;
beforeEach(async () => {
  scene = await openScene();
});
afterEach(() => scene.close());

async function openSetup(who: string) {
  const person = scene.as(who);
  await person.command("/complaint", "setup", "#general");
  await person.seesModal((modal) => modal.callbackId === "setup");
  return person;
}

it("shows administrators who holds which role, and what stands still without somebody", async () => {
  const wang = await openSetup(WANG);
  const shown = readable(modalOf(wang));
  expect(shown).toMatch(/\d+个职责中\d+个已有人担任/u);
  expect(shown).toContain("工程部 →");
  const mei = scene.as(MEI);
  await mei.command("/complaint", "setup", "#general");
  await mei.until("a word to her alone", () => (mei.ephemerals("#general").length > 0 ? true : undefined));
  expect(mei.modal()).toBeUndefined();
});

it("whoever is chosen in Slack stands in place of whom the file names, and has the next case", async () => {
  const wang = await openSetup(WANG);
  await wang.press(modalOf(wang), "setup:role:head");
  await wang.seesModal((modal) => modal.callbackId === "setup-people");
  expect(readable(modalOf(wang))).toContain("工程部");
  expect(await wang.submit({ "at:engineering": [GUO] })).toMatchObject({ ok: true, outcome: "closed" });
  await wang.seesModal((modal) => modal.callbackId === "setup");
  await wang.closeView({ all: true });
  const number = await scene.file();
  const card = await scene.card(number);
  expect(readable(card)).toContain(GUO);
  const guo = scene.as(GUO);
  await guo.press(card, "签收");
  await scene.card(number, "下一步：办结");
  expect(offeredActs(await scene.window(guo, number))).not.toEqual([]);
});

it("an absence brings the deputy in, and is taken back by unticking it", async () => {
  const wang = await openSetup(WANG);
  await wang.press(modalOf(wang), "setup:away");
  await wang.seesModal((modal) => modal.callbackId === "setup-away");
  const wrong = await wang.submit({ person: LI, from: "2026-11-25", to: "2026-11-24", deputy: SUN });
  expect(wrong).toMatchObject({ ok: true, outcome: "errors" });
  await wang.closeView({ all: true });
  await openSetup(WANG);
  await wang.press(modalOf(wang), "setup:away");
  const form = await wang.seesModal((modal) => modal.callbackId === "setup-away");
  await wang.choose(form, "person", LI);
  await wang.seesModal((modal) => modal.hash !== form.hash && modal.callbackId === "setup-away");
  expect(await wang.submit({ from: "2026-11-24", to: "2026-11-24", deputy: GUO })).toMatchObject({ ok: true });
  await wang.closeView({ all: true });
  const number = await scene.file();
  expect(readable(await scene.card(number, "", ENGINEERING))).toContain(GUO);
  await openSetup(WANG);
  await wang.press(modalOf(wang), "setup:away");
  const again = await wang.seesModal((modal) => modal.callbackId === "setup-away");
  await wang.choose(again, "person", LI);
  const known = await wang.seesModal((modal) => modal.hash !== again.hash && modal.callbackId === "setup-away");
  expect(readable(known)).toContain("代理");
  await wang.submit({ keep: [] });
  await wang.closeView({ all: true });
  await scene.quiet();
  expect(readable(await scene.card(await scene.file(), "", ENGINEERING))).toContain(LI);
  expect(scene.as(ZHAO).modal()).toBeUndefined();
});
