import { expect, test } from "vitest";
import type { Notice } from "../../src/desk/notices.ts";
import { groupReader, readerOf, sayNow } from "../../src/slack/deliver/ping-post.ts";
import type { Message } from "../../src/slack/card.ts";
import { threadLine } from "../../src/slack/lines/lines.ts";
import { mentionGroup } from "../../src/slack/mrkdwn.ts";
import { pingMessage, pingRequest } from "../../src/slack/pings.ts";
import { channelVoice } from "../../src/slack/voice.ts";
import { readable } from "../../sandbox/control/screen.ts";
import { accepted, file, given, opened, RESOLVE, withPerson, type Story } from "../support/given.ts";
import { at, GUO, HE, LI, people, WANG, ZHAO } from "../support/property-desk.ts";
import { fileOf } from "./longest.ts";

type Ping = Extract<Notice, { readonly kind: "ping" | "group-ping" }>;

/** The newest ping of this kind, as it would be sent now. */
function sent(story: Story, ping: Ping["ping"], to: string): Message | undefined {
  const about = fileOf(story);
  const notice = story.notices.findLast(
    (one): one is Ping =>
      (one.kind === "ping" && one.ping === ping && one.person === to) ||
      (one.kind === "group-ping" && one.ping === ping && one.group === to),
  );
  if (notice === undefined) throw new Error(`${to} gets no ${ping}`);
  const reader = notice.kind === "ping" ? readerOf(to, about) : groupReader(to, about);
  if (reader === undefined) throw new Error(`Nobody reads for ${to}`);
  const request = pingRequest(about, { ...notice, kind: "ping", person: reader.id }, reader);
  const said = request === undefined ? undefined : sayNow(request);
  if (request === undefined || said === undefined) return undefined;
  return pingMessage(said, request, notice.kind === "group-ping" ? mentionGroup(to) : undefined);
}

function words(message: Message | undefined): string {
  return message === undefined ? "" : readable({ text: message.text, blocks: message.blocks });
}

const heads = {
  people: {
    ...people,
    holdings: [
      ...people.holdings.filter((held) => held.person !== LI),
      { role: "head", department: "engineering", group: "S_HEADS" },
    ],
    groups: { S_HEADS: [LI, GUO] },
  },
};

test("a solution that is late asks for the customer first, a record form that is late for the form", () => {
  const late = words(sent(accepted("minor").until("2026-11-27 18:00"), "still-late-owner", LI));
  expect(late).toContain("请先联系，再处理。");
  expect(late).toContain("\n已联系客户\n");
  const solved = accepted("minor").and("2026-11-24 11:00", LI, RESOLVE);
  const form = words(sent(solved.until("2026-12-04 18:00"), "still-late-owner", LI));
  expect(form).toContain("请尽快完成，或在话题里说明困难。");
  expect(form).toContain("\n交回记录表\n");
  expect(form).not.toContain("联系客户");
});

test("a group is called with the words and buttons that each of them would get", () => {
  const late = opened("minor", {}, heads).until("2026-11-24 09:42");
  const message = sent(late, "missed-owner", "S_HEADS");
  expect(words(message)).toContain("<!subteam^S_HEADS>：:rotating_light:");
  expect(words(message)).toContain("现已超时");
  expect(words(message)).toContain("已告知Zhao Min。遇到什么困难？");
  expect(words(message)).toContain("\n签收\n");
  const soon = opened("minor", {}, heads).until("2026-11-24 09:36");
  expect(words(sent(soon, "due-soon", "S_HEADS"))).toContain("到期");
});

test("a group is not called any more for what one of them has done meanwhile", () => {
  const soon = opened("minor", {}, heads).until("2026-11-24 09:36");
  const done = { ...soon.and("2026-11-24 09:38", LI, { type: "do", step: "accept" }), notices: soon.notices };
  expect(sent(done, "due-soon", "S_HEADS")).toBeUndefined();
});

test("what is sent at night because its limit runs on says so, at desks that never close, too", () => {
  const night = given({ people: { ...people, atDesk: [GUO] } }).and("2026-11-28 23:50", GUO, file());
  expect(words(sent(night, "new-for-you", WANG))).toContain("此时限昼夜连续计算，故即时提醒");
  const day = given({ people: { ...people, atDesk: [GUO] } }).and("2026-11-24 10:00", GUO, file());
  expect(words(sent(day, "new-for-you", WANG))).not.toContain("昼夜");
});

test("what lights up on a phone has no emoji", () => {
  const late = accepted("minor").until("2026-11-26 18:00");
  for (const who of [LI, ZHAO]) {
    const message = sent(late, who === LI ? "missed-owner" : "missed-rung", who);
    expect(words(message)).toContain(":rotating_light:");
    expect(message?.text).not.toMatch(/:[a-z_]+:/u);
  }
});

test("the thread says who stands in for whom", () => {
  const away = withPerson(LI, { absences: [{ from: at("2026-11-01"), to: at("2026-12-01"), deputy: HE }] });
  const filed = opened("minor", {}, { people: away });
  const about = fileOf(filed);
  const line = (language: "en" | "zh-CN") =>
    threadLine(about, about.events.length, { ...channelVoice(about.context), language })?.text.mrkdwn;
  expect(line("en")).toBe("Li Qiang is away · He Jun stands in");
  expect(line("zh-CN")).toBe("Li Qiang不在 · 由He Jun代理");
});
