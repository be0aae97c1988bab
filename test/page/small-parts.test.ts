import { describe, expect, test } from "vitest";
import type { ConversationSeen, GroupSeen, PersonSeen } from "../../sandbox/protocol.ts";
import { areaPath, linePath, niceTicks, pieSlices } from "../../sandbox/page/blocks/chart-shapes.ts";
import { instantOf, monthGrid, readDay, readTime, shiftMonth, wallOf } from "../../sandbox/page/elements/days.ts";
import { emojiOf, findEmoji, knowsEmoji } from "../../sandbox/page/text/emoji.ts";
import { spokenOf, typedOf } from "../../sandbox/page/text/typed.ts";

describe("days and times as people type them", () => {
  test.each([
    ["2026-11-24", "2026-11-24"],
    ["2026/1/4", "2026-01-04"],
    ["11/24/2026", "2026-11-24"],
    ["2026年11月24日", "2026-11-24"],
    ["2026-02-30", undefined],
    ["tomorrow", undefined],
  ])("the day %s", (typed, day) => {
    expect(readDay(typed)).toBe(day);
  });

  test.each([
    ["9", "09:00"],
    ["9:30", "09:30"],
    ["0930", "09:30"],
    ["9:30 pm", "21:30"],
    ["12 am", "00:00"],
    ["12:15p", "12:15"],
    ["18：05", "18:05"],
    ["25:00", undefined],
    ["13 pm", undefined],
    ["9:75", undefined],
  ])("the time %s", (typed, time) => {
    expect(readTime(typed)).toBe(time);
  });

  test("a month view has six weeks and starts on the week's first day", () => {
    expect(monthGrid("2026-11", 1).slice(0, 8)).toEqual([
      "2026-10-26",
      "2026-10-27",
      "2026-10-28",
      "2026-10-29",
      "2026-10-30",
      "2026-10-31",
      "2026-11-01",
      "2026-11-02",
    ]);
    expect(monthGrid("2026-11", 0)[0]).toBe("2026-11-01");
    expect(monthGrid("2026-11", 0)).toHaveLength(42);
  });

  test("a month later than the 31st is the last day of the month", () => {
    expect([shiftMonth("2026-01-31", 1), shiftMonth("2026-03-31", -1), shiftMonth("2026-12-15", 1)]).toEqual([
      "2026-02-28",
      "2026-02-28",
      "2027-01-15",
    ]);
  });

  test.each([
    ["2026-11-24", "09:12", "Asia/Shanghai", "2026-11-24T01:12:00Z"],
    ["2026-07-01", "12:00", "America/New_York", "2026-07-01T16:00:00Z"],
    ["2026-03-29", "00:30", "Europe/London", "2026-03-29T00:30:00Z"],
    ["2026-03-29", "03:00", "Europe/London", "2026-03-29T02:00:00Z"],
  ])("%s %s on the wall of %s is %s, and back", (day, time, zone, iso) => {
    expect(instantOf(day, time, zone)).toBe(Date.parse(iso) / 1000);
    expect(wallOf(Date.parse(iso) / 1000, zone)).toEqual({ day, time });
  });
});

describe("emoji", () => {
  test.each([
    ["rotating_light", "🚨"],
    ["hourglass_flowing_sand", "⏳️"],
    ["double_vertical_bar", "⏸️"],
    ["arrow_up", "⬆️"],
    ["telephone_receiver", "📞"],
    ["white_check_mark", "✅️"],
    ["lock", "🔒"],
    ["+1", "👍"],
    ["wave::skin-tone-3", "👋🏼"],
    ["one", "1️⃣"],
    ["flag-cn", "🇨🇳"],
  ])(":%s: is %s", (name, character) => {
    expect(emojiOf(name)).toBe(character);
  });

  test("names that Slack lacks are none", () => {
    expect([knowsEmoji("pause_button"), emojiOf("nothing_like_it")]).toEqual([false, undefined]);
  });

  test("finding by part of a name puts those that begin with it first", () => {
    expect(findEmoji("hourg", 2)).toEqual(["hourglass", "hourglass_flowing_sand"]);
  });
});

function person(id: string, displayName: string, name: string): [string, PersonSeen] {
  return [
    id,
    { id, name, displayName, title: "", locale: "en-US", tz: "UTC", admin: false, bot: false, deactivated: false },
  ];
}

describe("what is typed in the composer", () => {
  const channel: ConversationSeen = {
    id: "C0FRONT",
    kind: "public",
    name: "front",
    topic: "",
    purpose: "",
    archived: false,
    member: true,
    members: [],
    unread: 0,
    mentions: 0,
    lastRead: "",
    latest: "",
    bookmarks: [],
  };
  const names = {
    people: new Map([person("U1", "Li", "li"), person("U2", "Li Na", "lina"), person("U3", "王芳", "wangfang")]),
    groups: new Map<string, GroupSeen>([["S1", { id: "S1", handle: "team", name: "The team", members: [] }]]),
    conversations: new Map([["C0FRONT", channel]]),
  };

  test.each([
    ["@Li Na please", "<@U2> please"],
    ["@li, look", "<@U1>, look"],
    ["请 @王芳 看一下", "请 <@U3> 看一下"],
    ["@team see #front", "<!subteam^S1> see <#C0FRONT>"],
    ["mail a@li.example", "mail a@li.example"],
    ["a < b & c", "a < b & c"],
    ["@here @nobody", "@here @nobody"],
  ])("%j goes out as %j", (typed, spoken) => {
    expect(spokenOf(typed, names)).toBe(spoken);
  });

  test("stored text comes back as it was typed, for editing", () => {
    expect(typedOf("<@U2> &lt;b&gt; <#C0FRONT|front> <!here> <https://a.example|https://a.example>", names)).toBe(
      "@Li Na <b> #front @here https://a.example",
    );
  });
});

describe("charts", () => {
  test("slices go round clockwise from the top and their shares add up", () => {
    const slices = pieSlices([3, 1]);
    expect(slices.map((slice) => slice.share)).toEqual([0.75, 0.25]);
    expect(slices[0]?.path).toBe("M0 0L0 -100A100 100 0 1 1 -100 0Z");
    expect(slices[1]?.path).toBe("M0 0L-100 0A100 100 0 0 1 0 -100Z");
  });

  test("one slice alone is a whole circle", () => {
    expect(pieSlices([5])[0]?.path).toBe("M0 -100A100 100 0 1 1 0 100A100 100 0 1 1 0 -100Z");
  });

  test.each([
    [0, 41, [0, 10, 20, 30, 40, 50]],
    [0, 1, [0, 0.2, 0.4, 0.6, 0.8, 1]],
    [0, 0, [0, 0.2, 0.4, 0.6, 0.8, 1]],
    [-7, 12, [-10, -5, 0, 5, 10, 15]],
    [0, 950, [0, 200, 400, 600, 800, 1000]],
  ])("an axis from %s to %s has round marks", (low, high, marks) => {
    expect(niceTicks(low, high)).toEqual(marks);
  });

  test("lines and the surface under them", () => {
    expect(
      linePath([
        [0, 5],
        [10, 2.345],
      ]),
    ).toBe("M0 5L10 2.35");
    expect(
      areaPath(
        [
          [0, 5],
          [10, 2],
        ],
        20,
      ),
    ).toBe("M0 5L10 2L10 20L0 20Z");
  });
});
