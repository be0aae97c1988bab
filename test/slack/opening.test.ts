import { setTimeout as after } from "node:timers/promises";
import { pino } from "pino";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Message } from "../../src/slack/card.ts";
import { makeClients } from "../../src/slack/clients.ts";
import { opening } from "../../src/slack/handlers/opening.ts";
import { offerOptions } from "../../src/slack/handlers/options.ts";
import { sentenceView } from "../../src/slack/notice.ts";
import { showView } from "../../src/slack/showing.ts";
import { everyState, fileOf, readerOf } from "./longest.ts";
import { slackAtHttp, type SlackAtHttp } from "./slack-at-http.ts";
import { LI } from "../support/property-desk.ts";

const [story] = Object.values(everyState("en"));
if (story === undefined) throw new Error("There is no state");
const file = fileOf(story);
const reader = readerOf(file, LI);

let slack: SlackAtHttp;
beforeEach(() => {
  slack = slackAtHttp();
});
afterEach(() => {
  expect(slack.surprises()).toEqual([]);
  slack.close();
});

function handAt(said: string[]) {
  const log = pino({ level: "silent" });
  const parts = { clients: makeClients("xoxb-test", { log }), log };
  return {
    parts,
    reader,
    show: (view: Parameters<typeof showView>[0]) => showView(view, { open: "trigger" }, parts),
    say: async ({ text }: Message) => void said.push(text),
  };
}

test("a modal that is ready at once is opened, and nothing before it", async () => {
  slack.answer("views.open", { ok: true, view: { id: "V1", hash: "h" } });
  await opening(handAt([]), async (hand) => void (await hand.show(sentenceView("Here it is.", reader))));
  expect(slack.calls).toHaveLength(1);
  expect(slack.calls[0]?.args["view"]).toContain("Here it is.");
});

test("a modal that takes long has its place held while the trigger lives, and comes there", async () => {
  slack.answer("views.open", { ok: true, view: { id: "V1", hash: "h" } });
  slack.answer("views.update", { ok: true, view: { id: "V1", hash: "i" } });
  await opening(handAt([]), async (hand) => {
    await after(1800);
    await hand.show(sentenceView("Here it is.", reader));
  });
  const [first, second] = slack.calls;
  expect(first?.args["view"]).toContain("One moment");
  expect(second?.args).toMatchObject({ view_id: "V1", view: expect.stringContaining("Here it is.") });
});

test("a word that comes late stands where somebody waits for it", async () => {
  const said: string[] = [];
  slack.answer("views.open", { ok: true, view: { id: "V1", hash: "h" } });
  slack.answer("views.update", { ok: true, view: { id: "V1", hash: "i" } });
  await opening(handAt(said), async (hand) => {
    await after(1800);
    await hand.say({ text: "Nothing found.", blocks: sentenceView("Nothing found.", reader).blocks });
  });
  expect(said).toEqual([]);
  expect(slack.calls[1]?.args["view"]).toContain("Nothing found.");
});

test("very many choices are searched in the reader's words, a hundred at a time", async () => {
  const [one] = file.context.desk.matters;
  if (one === undefined) throw new Error("The desk has no matter");
  const matters = Array.from({ length: 122 }, (_, index) => ({
    ...one,
    id: `matter-${index}`,
    title: { en: `Matter ${index}`, "zh-CN": `事项${index}` },
  }));
  const context = { ...file.context, desk: { ...file.context.desk, matters } };
  const parts = {
    service: { read: async () => undefined, now: () => context.now },
    desks: {
      byId: async () => ({ desk: context.desk, regulation: context.regulation, people: context.people, context }),
    },
    directory: { reader: async () => ({ ...reader, language: "en" as const }) },
  };
  const offer = (words: string) =>
    offerOptions({ user: LI, input: "category", words, meta: { desk: context.desk.id } }, parts);
  expect(await offer("")).toHaveLength(100);
  expect((await offer("MATTER 12")).map(({ value }) => value)).toEqual(["matter-12", "matter-120", "matter-121"]);
  expect(await offer("事项12")).toEqual([]);
});
