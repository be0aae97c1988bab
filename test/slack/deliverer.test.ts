import { pino } from "pino";
import { redrawAt } from "../../src/store/redraw.ts";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import type { Notice } from "../../src/desk/notices.ts";
import type { DeskService } from "../../src/desk/service.ts";
import { makeClients } from "../../src/slack/clients.ts";
import { makeDeliverer, type Deliverer } from "../../src/slack/deliver/deliverer.ts";
import { makePace, makeTurns } from "../../src/slack/deliver/later.ts";
import { makePoster } from "../../src/slack/deliver/poster.ts";
import { makeDeskCache } from "../../src/slack/desk-cache.ts";
import { makeDirectory } from "../../src/slack/directory.ts";
import { directoryBook } from "../../src/store/directory.ts";
import { postBook } from "../../src/store/posts.ts";
import { openTestDatabase, clear, type TestDatabase } from "../support/database.ts";
import { GUO, LI, WANG } from "../support/property-desk.ts";
import { done, LIFT, openStoreDesk, type StoreDesk } from "../support/store-desk.ts";
import { slackAtHttp, type SlackAtHttp } from "./slack-at-http.ts";

let database: TestDatabase;
let desk: StoreDesk;
let slack: SlackAtHttp;
let deliverer: Deliverer;
let caseId: string;
let time = 0;

beforeAll(async () => {
  database = await openTestDatabase("embedded");
});
afterAll(() => database.close());

beforeEach(async () => {
  await clear(database);
  desk = await openStoreDesk("embedded", { database });
  slack = slackAtHttp();
  time = 0;
  const log = pino({ level: "silent" });
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
  const directory = makeDirectory({
    book: directoryBook(database),
    clients,
    defaults: async () => ({ language: "en", zone: "UTC" }),
    changed: () => desks.stale(),
    log,
  });
  await directory.load();
  const poster = makePoster({ clients, posts, pace: makePace(() => time), log });
  deliverer = makeDeliverer({
    service,
    posts,
    poster,
    directory,
    desks,
    log,
    turns: makeTurns(),
    workspaceUrl: () => "https://riverside.slack.com/",
  });
  caseId = done(await desk.file(LIFT)).file.id;
});

afterEach(async () => {
  const surprises = slack.surprises();
  slack.close();
  await desk.close();
  if (surprises.length > 0) throw new Error(`Slack was called otherwise than announced: ${surprises.join(", ")}`);
});

function deliver(notice: Notice): Promise<void> {
  return deliverer.deliver({ id: "d1", caseId, notice });
}

function posted(ts: string, channel = "C_ENG"): object {
  return { ok: true, channel, ts, message: { ts } };
}

/** The card, and the first line of its thread. */
async function cardStands(): Promise<void> {
  slack.answer("chat.postMessage", posted("1.000100"));
  slack.answer("chat.postMessage", posted("1.000200"));
  await deliver({ kind: "card" });
}

async function eventTypes(): Promise<readonly string[]> {
  const file = await desk.reading.readForDelivery(caseId);
  return (file?.events ?? []).map((event) => event.type);
}

test("a card is posted once with its id in the metadata, and is not sent again when nothing has changed", async () => {
  await cardStands();
  await deliver({ kind: "card" });
  const [card, first] = slack.calls;
  expect(card).toMatchObject({ method: "chat.postMessage", args: { channel: "C_ENG", unfurl_links: "false" } });
  expect(JSON.parse(card?.args["metadata"] ?? "")).toEqual({
    event_type: "complaint_desk_post",
    event_payload: { post: expect.stringMatching(/^[0-9a-f-]{36}$/u) },
  });
  expect(first?.args).toMatchObject({ channel: "C_ENG", thread_ts: "1.000100" });
  expect(slack.calls).toHaveLength(2);
});

test("a card that has changed is updated in its place, once", async () => {
  await cardStands();
  done(await desk.submit({ type: "do", step: "accept" }, LI, caseId));
  slack.answer("chat.update", { ok: true, channel: "C_ENG", ts: "1.000100" });
  await deliver({ kind: "card" });
  await deliver({ kind: "card" });
  expect(slack.calls.slice(2)).toMatchObject([{ method: "chat.update", args: { channel: "C_ENG", ts: "1.000100" } }]);
});

test("a rate limit becomes a time to come back, for this channel alone", async () => {
  slack.answer(
    "chat.postMessage",
    { ok: false, error: "ratelimited" },
    { status: 429, headers: { "retry-after": "7" } },
  );
  await expect(deliver({ kind: "card" })).rejects.toMatchObject({ retryAfterSeconds: 7 });
  // Before the time is over Slack is not even asked.
  time = 3000;
  await expect(deliver({ kind: "card" })).rejects.toMatchObject({ retryAfterSeconds: 4 });
  expect(slack.calls).toHaveLength(1);
  // Another channel goes on: the word to a person.
  slack.answer("chat.postMessage", posted("2.000100", "D_ZHAO"));
  done(await desk.submit({ type: "escalate", reason: "nobody has the key" }, LI, caseId));
  const event = (await eventTypes()).indexOf("escalated") + 1;
  await deliver({ kind: "ping", ping: "decide", person: "U_ZHAO", event });
  // After it the card is looked for, because it was begun, and then posted.
  time = 8000;
  slack.answer("conversations.history", { ok: true, messages: [] });
  await cardStands();
  expect(slack.calls.map(({ method, args }) => `${method} ${args["channel"] ?? ""}`)).toEqual([
    "chat.postMessage C_ENG",
    "chat.postMessage U_ZHAO",
    "conversations.history C_ENG",
    "chat.postMessage C_ENG",
    "chat.postMessage C_ENG",
  ]);
});

test("a post whose answer was lost is found by its id and not sent again", async () => {
  slack.loseAnswer("chat.postMessage");
  await expect(deliver({ kind: "card" })).rejects.toMatchObject({ away: true });
  const post = /"post":"([^"]+)"/u.exec(slack.calls[0]?.args["metadata"] ?? "")?.[1];
  slack.answer("conversations.history", {
    ok: true,
    messages: [
      { ts: "1.000900" },
      { ts: "1.000100", metadata: { event_type: "complaint_desk_post", event_payload: { post } } },
    ],
  });
  slack.answer("chat.postMessage", posted("1.000200"));
  await deliver({ kind: "card" });
  expect(slack.calls.map(({ method, args }) => [method, args["thread_ts"]])).toEqual([
    ["chat.postMessage", undefined],
    ["conversations.history", undefined],
    ["chat.postMessage", "1.000100"],
  ]);
  expect(await desk.reading.caseAt("C_ENG", "1.000100")).toBe(caseId);
});

test("a post that was never taken is sent after the look", async () => {
  slack.answer("chat.postMessage", {}, { status: 503 });
  await expect(deliver({ kind: "card" })).rejects.toMatchObject({ away: true });
  slack.answer("conversations.history", { ok: true, messages: [{ ts: "0.1" }] });
  await cardStands();
  expect(slack.calls.map(({ method }) => method)).toEqual([
    "chat.postMessage",
    "conversations.history",
    "chat.postMessage",
    "chat.postMessage",
  ]);
});

test("an archived channel ends the delivery with a word on the case, once, and never blocks what is behind it", async () => {
  slack.answer("chat.postMessage", { ok: false, error: "is_archived" });
  await deliver({ kind: "card" });
  await deliver({ kind: "line", event: 1, broadcast: false });
  // The channel may be open again by the next change: each tries once.
  slack.answer("chat.postMessage", { ok: false, error: "is_archived" });
  await deliver({ kind: "card" });
  const file = await desk.reading.readForDelivery(caseId);
  expect(file?.events.filter((event) => event.type === "not-delivered")).toMatchObject([
    { what: "card", where: "C_ENG", reason: "is_archived" },
  ]);
});

test("what did not arrive is told to each administrator, with what to do", async () => {
  slack.answer("chat.postMessage", { ok: false, error: "is_archived" });
  await deliver({ kind: "card" });
  slack.answer("chat.postMessage", posted("3.000100", "D_WANG"));
  const event = (await eventTypes()).indexOf("not-delivered") + 1;
  await deliver({ kind: "administrators", about: "not-delivered", event });
  expect(slack.calls.at(-1)?.args).toMatchObject({ channel: WANG });
  expect(slack.calls.at(-1)?.args["text"]).toContain("频道已归档，请重新打开或为部门更换频道。");
});

/** The card is refused, and what follows from it is told. */
async function refusedCard(answers: readonly string[]): Promise<void> {
  slack.answer("chat.postMessage", { ok: false, error: "is_archived" });
  await deliver({ kind: "card" });
  for (const [index, channel] of answers.entries())
    slack.answer("chat.postMessage", posted(`${index + 3}.0001`, channel));
  const event = (await eventTypes()).indexOf("not-delivered") + 1;
  await deliver({ kind: "administrators", about: "not-delivered", event });
}

test("a second case that the same channel does not take is no second word to the administrators", async () => {
  await refusedCard(["D_WANG"]);
  caseId = done(await desk.file()).file.id;
  await refusedCard([]);
  expect(slack.calls.map(({ args }) => args["channel"])).toEqual(["C_ENG", WANG, "C_ENG"]);
});

test("whoever filed a case whose card is not taken hears of it, and that the administrators know", async () => {
  caseId = done(await desk.file(LIFT, GUO)).file.id;
  await refusedCard(["D_WANG", "D_GUO"]);
  expect(slack.calls.map(({ args }) => args["channel"]).slice(1)).toEqual([WANG, GUO]);
  expect(slack.calls.at(-1)?.args["text"]).toMatch(/已登记。卡片未能发到 .*，已通知管理员。$/u);
});

test("a digest that no channel takes is told to the administrators once", async () => {
  desk.setNow("2026-11-25 08:30");
  slack.answer("chat.postMessage", { ok: false, error: "is_archived" });
  slack.answer("chat.postMessage", posted("5.000100", "D_WANG"));
  for (const day of ["2026-11-25", "2026-11-25"])
    await deliverer.sendPost({ kind: "channel-digest", desk: "riverside", department: "engineering", day });
  expect(slack.calls.map(({ args }) => args["channel"])).toEqual(["C_ENG", WANG]);
  expect(JSON.stringify(slack.calls.at(-1)?.args)).toContain("admin:mend");
  expect(slack.calls.at(-1)?.args["text"]).toContain("每日汇总");
});

test("cards that a channel did not take are queued again for it, and for no other", async () => {
  slack.answer("chat.postMessage", { ok: false, error: "is_archived" });
  await deliver({ kind: "card" });
  expect(await redrawAt(desk, "C_CLEAN")).toBe(0);
  expect(await redrawAt(desk, "C_ENG")).toBe(1);
});

test("a channel that the app has not joined is joined, and the card posted", async () => {
  slack.answer("chat.postMessage", { ok: false, error: "not_in_channel" });
  slack.answer("conversations.join", { ok: true });
  await cardStands();
  expect(slack.calls.map(({ method }) => method)).toEqual([
    "chat.postMessage",
    "conversations.join",
    "chat.postMessage",
    "chat.postMessage",
  ]);
});

test("a person who is gone ends the ping with a word on the case", async () => {
  done(await desk.submit({ type: "escalate", reason: "nobody has the key" }, LI, caseId));
  const event = (await eventTypes()).indexOf("escalated") + 1;
  slack.answer("chat.postMessage", { ok: false, error: "user_not_found" });
  await deliver({ kind: "ping", ping: "decide", person: "U_ZHAO", event });
  const file = await desk.reading.readForDelivery(caseId);
  expect(file?.events.filter((one) => one.type === "not-delivered")).toMatchObject([
    { what: "ping", where: "U_ZHAO", reason: "user_not_found" },
  ]);
});

test("blocks that Slack refuses are followed by the sentence alone: the reader never sees an error", async () => {
  slack.answer("chat.postMessage", { ok: false, error: "invalid_blocks" });
  await cardStands();
  expect(slack.calls.map(({ args }) => "blocks" in args)).toEqual([true, false, true]);
  expect(slack.calls[1]?.args["text"]).toBe("2026110001 轻微：电梯停运，下一步：11月24日（周二）09:42前签收。");
});

test("a card that somebody deleted in Slack is posted anew", async () => {
  await cardStands();
  done(await desk.submit({ type: "do", step: "accept" }, LI, caseId));
  slack.answer("chat.update", { ok: false, error: "message_not_found" });
  slack.answer("chat.postMessage", posted("1.000500"));
  await deliver({ kind: "card" });
  expect(await desk.reading.caseAt("C_ENG", "1.000500")).toBe(caseId);
});

test("a card that is posted anew and whose answer is lost is found, not sent a third time", async () => {
  await cardStands();
  done(await desk.submit({ type: "do", step: "accept" }, LI, caseId));
  slack.answer("chat.update", { ok: false, error: "message_not_found" });
  slack.loseAnswer("chat.postMessage");
  await expect(deliver({ kind: "card" })).rejects.toMatchObject({ away: true });
  const post = /"post":"([^"]+)"/u.exec(slack.calls.at(-1)?.args["metadata"] ?? "")?.[1];
  const found = { ts: "1.000500", metadata: { event_type: "complaint_desk_post", event_payload: { post } } };
  slack.answer("conversations.history", {
    ok: true,
    messages: [{ ts: "1.000900" }],
    response_metadata: { next_cursor: "more" },
  });
  slack.answer("conversations.history", { ok: true, messages: [found] });
  await deliver({ kind: "card" });
  expect(slack.calls.at(-1)?.args).toMatchObject({ cursor: "more" });
  expect(await desk.reading.caseAt("C_ENG", "1.000500")).toBe(caseId);
});

test("a Slack that cannot be looked into is waited for: nothing is sent twice meanwhile", async () => {
  slack.answer("chat.postMessage", {}, { status: 503 });
  await expect(deliver({ kind: "card" })).rejects.toMatchObject({ away: true });
  for (let attempt = 0; attempt < 4; attempt++) slack.answer("conversations.history", {}, { status: 503 });
  await expect(deliver({ kind: "card" })).rejects.toMatchObject({ away: true });
  expect(slack.calls.map(({ method }) => method)).toEqual([
    "chat.postMessage",
    ...Array(4).fill("conversations.history"),
  ]);
});

test("a case that becomes restricted leaves the channel before it stands anywhere else", async () => {
  await cardStands();
  done(await desk.submit({ type: "recuse", person: LI, reason: "it is about him" }, WANG, caseId));
  slack.answer("chat.update", { ok: true, channel: "C_ENG", ts: "1.000100" });
  slack.answer("chat.postMessage", {}, { status: 503 });
  await expect(deliver({ kind: "card" })).rejects.toMatchObject({ away: true });
  expect(slack.calls.slice(2).map(({ method }) => method)).toEqual(["chat.update", "chat.postMessage"]);
  expect(slack.calls[2]?.args["blocks"]).not.toContain("电梯");
});

test("a line goes under its card once, however often it is delivered", async () => {
  await cardStands();
  slack.answer("chat.postMessage", posted("1.000300"));
  await deliver({ kind: "line", event: 1, broadcast: false });
  await deliver({ kind: "line", event: 1, broadcast: false });
  expect(slack.calls.at(-1)?.args).toMatchObject({ channel: "C_ENG", thread_ts: "1.000100" });
  expect(slack.calls).toHaveLength(3);
});

test("a ping that has lost its sense meanwhile is not sent", async () => {
  done(await desk.submit({ type: "escalate", reason: "nobody has the key" }, LI, caseId));
  const event = (await eventTypes()).indexOf("escalated") + 1;
  done(await desk.submit({ type: "decide", choice: "carry-on", text: "the key is at the desk" }, "U_ZHAO", caseId));
  await deliver({ kind: "ping", ping: "decide", person: "U_ZHAO", event });
  expect(slack.calls).toEqual([]);
});

/** Missed in the evening, as an app that slept would find it: the word to the owner waits for the morning. */
async function missedOvernight(): Promise<Extract<Notice, { kind: "ping" }>> {
  done(await desk.submit({ type: "do", step: "accept" }, LI, caseId));
  desk.setNow("2026-11-26 23:00");
  await desk.pipe.tick(caseId);
  const event = (await eventTypes()).indexOf("missed") + 1;
  desk.setNow("2026-11-27 08:31");
  return { kind: "ping", ping: "missed-owner", person: LI, event, notBefore: desk.now() };
}

test("a reminder that waited for the morning is not sent beside the digest that says the same", async () => {
  const reminder = await missedOvernight();
  slack.answer("chat.postMessage", posted("4.000100", "D_LI"));
  await deliverer.sendPost({ kind: "person-digest", desk: "riverside", person: LI, day: "2026-11-27" });
  desk.setNow("2026-11-27 09:00");
  await deliver(reminder);
  expect(slack.calls).toMatchObject([{ args: { channel: LI } }]);
  // What comes up later in the day is no part of it.
  slack.answer("chat.postMessage", posted("4.000200", "D_LI"));
  const { notBefore: _, ...now } = reminder;
  await deliver(now);
  expect(slack.calls).toHaveLength(2);
});

test("without a digest of that morning the reminder comes", async () => {
  const reminder = await missedOvernight();
  desk.setNow("2026-11-27 09:00");
  slack.answer("chat.postMessage", posted("4.000100", "D_LI"));
  await deliver(reminder);
  expect(slack.calls).toHaveLength(1);
});
