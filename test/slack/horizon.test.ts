import { pino } from "pino";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { redrawAt } from "../../src/store/redraw.ts";
import type { DeskService } from "../../src/desk/service.ts";
import { renderCard } from "../../src/slack/card.ts";
import { makeClients } from "../../src/slack/clients.ts";
import { makeDeliverer, type Deliverer } from "../../src/slack/deliver/deliverer.ts";
import { makePace, makeTurns } from "../../src/slack/deliver/later.ts";
import { makePoster } from "../../src/slack/deliver/poster.ts";
import { makeDeskCache } from "../../src/slack/desk-cache.ts";
import { makeDirectory } from "../../src/slack/directory.ts";
import { horizonLines } from "../../src/slack/handlers/homes.ts";
import { channelVoice, readerVoice } from "../../src/slack/voice.ts";
import { whyView } from "../../src/slack/why.ts";
import { directoryBook } from "../../src/store/directory.ts";
import { postBook } from "../../src/store/posts.ts";
import { clear, openTestDatabase, type TestDatabase } from "../support/database.ts";
import { ACCEPT, fileAs, given, REPLY } from "../support/given.ts";
import { LI, people, WANG, ZHAO } from "../support/property-desk.ts";
import { openStoreDesk, type StoreDesk } from "../support/store-desk.ts";
import { fileOf } from "./longest.ts";
import { slackAtHttp, type SlackAtHttp } from "./slack-at-http.ts";

const log = pino({ level: "silent" });
let database: TestDatabase;
let desk: StoreDesk;
let slack: SlackAtHttp;
let deliverer: Deliverer;

async function defaults() {
  return { language: "en", zone: "UTC" } as const;
}

beforeAll(async () => {
  database = await openTestDatabase("embedded");
});
afterAll(() => database.close());

beforeEach(async () => {
  await clear(database);
  desk = await openStoreDesk("embedded", { database, people: { ...people, administrators: [WANG, ZHAO] } });
  slack = slackAtHttp();
  const { pipe, reading } = desk;
  const now = () => desk.now();
  const service: DeskService = {
    ...reading,
    submit: (order, id) => pipe.submit(order, id),
    file: (id, order) => pipe.file(id, order),
    redrawAt: (channel) => redrawAt(desk, channel),
    now,
  };
  const clients = makeClients("xoxb-test", { log });
  const posts = postBook(database, now);
  const desks = makeDeskCache(service, log);

  const directory = makeDirectory({ book: directoryBook(database), clients, defaults, changed: () => undefined, log });
  const poster = makePoster({ clients, posts, pace: makePace(), log });
  const turns = makeTurns();
  deliverer = makeDeliverer({ service, posts, poster, directory, desks, log, turns, workspaceUrl: () => undefined });
});

afterEach(async () => {
  const surprises = slack.surprises();
  slack.close();
  await desk.close();
  if (surprises.length > 0) throw new Error(`Slack was called otherwise than announced: ${surprises.join(", ")}`);
});

test("every administrator hears once, in the own language, that holidays are known no further", async () => {
  for (const channel of ["D1", "D2"]) {
    slack.answer("chat.postMessage", { ok: true, channel, ts: "1.000100", message: { ts: "1.000100" } });
  }
  const post = { kind: "horizon", desk: "riverside", until: "2026-12-31" } as const;
  await deliverer.sendPost(post);
  await deliverer.sendPost(post);
  expect(slack.calls.map(({ args }) => [args["channel"], args["text"]])).toEqual([
    [WANG, "江畔受理台：假期安排仅公布至2026年12月31日（周四），请补充新的假期清单，否则之后的时限均为暂定。"],
    [
      ZHAO,
      "Riverside Desk: Holidays are known until Thu 31 Dec 2026 only. Add the next list, or later deadlines stay provisional.",
    ],
  ]);
  expect(JSON.parse(slack.calls[1]?.args["blocks"] ?? "")).toMatchObject([
    { type: "section", text: { text: expect.stringMatching(/^\*Riverside Desk:\* Holidays are known until/u) } },
    { type: "context", elements: [{ text: expect.stringContaining("holidays: [lists/2027.ics]") }] },
  ]);
});

test("where the next list has come meanwhile, nothing is said", async () => {
  await deliverer.sendPost({ kind: "horizon", desk: "riverside", until: "2025-12-31" });
  expect(slack.calls).toEqual([]);
});

test("the Home of administrators says how far holidays are known, and from 60 days before on what to do", async () => {
  const desks = await desk.reading.desks();
  const at = (local: string) => {
    desk.setNow(local);
    return desks.map((file) => ({ ...file, context: { ...file.context, now: desk.now() } }));
  };
  const en = { language: "en" } as const;
  expect(horizonLines(at("2026-10-31 10:00"), en)).toEqual({ riverside: "Holidays known until 31 Dec 2026." });
  expect(horizonLines(at("2026-11-01 10:00"), en)).toEqual({
    riverside: "Holidays are known until Thu 31 Dec 2026 only. Add the next list, or later deadlines stay provisional.",
  });
  expect(horizonLines(at("2026-10-31 10:00"), { language: "zh-CN" })).toEqual({
    riverside: "假期数据到2026年12月31日。",
  });
});

test("a deadline beyond the published holidays is told as provisional, on the card and where it is explained", () => {
  const filed = given().and("2026-12-30 10:00", WANG, fileAs("major"));
  const file = fileOf(filed.and("2026-12-30 10:10", LI, ACCEPT).and("2026-12-30 10:20", WANG, REPLY));
  const card = JSON.stringify(renderCard(file, "home", { ...channelVoice(file.context), language: "en" }).blocks);
  expect(card).toContain("(provisional: holidays not yet published)");
  const zhao = file.context.people.persons[ZHAO];
  if (zhao === undefined) throw new Error("no reader");
  const why = JSON.stringify(whyView(file, readerVoice(zhao, file.context.now)).blocks);
  expect(why).toContain("Provisional: holidays after Thu 31 Dec 2026 are not published yet");
  expect(why).toContain("Provisional: the holidays of that year are not yet published.");
  const known = fileOf(given().and("2026-11-24 10:00", WANG, fileAs("major")));
  expect(JSON.stringify(renderCard(known, "home", channelVoice(known.context)).blocks)).not.toContain("暂定");
});
