import { describe, expect, test } from "vitest";
import { ago, clockTime, dayKey, dividerDay, fillDate, type Reader } from "../../sandbox/page/text/dates.ts";

/** Tuesday 24 November 2026, 09:12 in Shanghai. */
const NOW = Date.parse("2026-11-24T01:12:00Z");

const SHANGHAI: Reader = { zone: "Asia/Shanghai", locale: "zh-CN", now: NOW };
const LONDON: Reader = { zone: "Europe/London", locale: "en-GB", now: NOW };
const NEW_YORK: Reader = { zone: "America/New_York", locale: "en-US", now: NOW };

const seconds = (iso: string): number => Date.parse(iso) / 1000;

describe("date tokens", () => {
  const due = seconds("2026-12-03T10:00:00Z");

  test.each([
    ["{date_num}", "2026-12-03", "2026-12-03"],
    ["{date}", "December 3rd", "12月3日"],
    ["{date_short}", "Dec 3", "12月3日"],
    ["{date_long}", "Thursday, December 3rd", "12月3日 星期四"],
    ["{date_pretty}", "December 3rd", "12月3日"],
    ["{date_short_pretty}", "Dec 3", "12月3日"],
    ["{date_long_pretty}", "Thursday, December 3rd", "12月3日 星期四"],
    ["{date_long_full}", "December 3rd, 2026", "2026年12月3日"],
    ["{date_slash}", "03/12/2026", "03/12/2026"],
    ["{time}", "5:00 AM", "18:00"],
    ["{time_secs}", "5:00:00 AM", "18:00:00"],
    ["by {date_short} {time}", "by Dec 3 5:00 AM", "by 12月3日 18:00"],
  ])("%s reads %s in New York and %s in Shanghai", (format, american, chinese) => {
    expect(fillDate(due, format, NEW_YORK)).toBe(american);
    expect(fillDate(due, format, SHANGHAI)).toBe(chinese);
  });

  test.each([
    ["2026-11-23T16:00:00Z", "Today", "今天"],
    ["2026-11-23T15:59:59Z", "Yesterday", "昨天"],
    ["2026-11-24T16:00:00Z", "Tomorrow", "明天"],
    ["2026-11-25T16:00:00Z", "Nov 26", "11月26日"],
  ])("near days of %s have names, counted on the reader's calendar", (iso, english, chinese) => {
    expect(fillDate(seconds(iso), "{date_short_pretty}", SHANGHAI)).toBe(chinese);
    expect(fillDate(seconds(iso), "{date_short_pretty}", { ...SHANGHAI, locale: "en-US" })).toBe(english);
  });

  test("a name inside a sentence keeps its small letter", () => {
    expect(fillDate(seconds("2026-11-24T10:00:00Z"), "due {date_pretty}", LONDON)).toBe("due today");
  });

  test("the year is left out within half a year", () => {
    expect(fillDate(seconds("2027-04-20T10:00:00Z"), "{date_short}", LONDON)).toBe("Apr 20");
    expect(fillDate(seconds("2027-08-20T10:00:00Z"), "{date_short}", LONDON)).toBe("Aug 20, 2027");
    expect(fillDate(seconds("2027-08-20T10:00:00Z"), "{date}", SHANGHAI)).toBe("2027年8月20日");
  });

  test("yesterday stays yesterday on the short day of a clock change", () => {
    const reader = { zone: "Europe/London", locale: "en-GB", now: Date.parse("2026-03-29T22:30:00Z") };
    expect(fillDate(seconds("2026-03-28T23:45:00Z"), "{date_pretty}", reader)).toBe("Yesterday");
  });

  test("an unknown token gives nothing, so that the fallback is shown", () => {
    expect(fillDate(due, "{date} {weather}", LONDON)).toBeUndefined();
    expect(fillDate(Number.NaN, "{date}", LONDON)).toBeUndefined();
  });

  test.each([
    ["2026-11-24T01:09:00Z", "3 minutes ago", "3分钟前"],
    ["2026-11-23T21:12:00Z", "4 hours ago", "4小时前"],
    ["2026-11-22T01:12:00Z", "2 days ago", "2天前"],
    ["2026-11-24T03:12:00Z", "in 2 hours", "2小时后"],
  ])("%s is %s", (iso, english, chinese) => {
    expect(ago(Date.parse(iso), LONDON)).toBe(english);
    expect(ago(Date.parse(iso), SHANGHAI)).toBe(chinese);
  });
});

describe("times beside messages", () => {
  test("follow the reader's locale", () => {
    expect([NEW_YORK, LONDON, SHANGHAI].map((reader) => clockTime(NOW, reader))).toEqual(["8:12 PM", "01:12", "09:12"]);
  });

  test("days begin at the reader's midnight", () => {
    expect([NEW_YORK, LONDON, SHANGHAI].map((reader) => dayKey(NOW, reader.zone))).toEqual([
      "2026-11-23",
      "2026-11-24",
      "2026-11-24",
    ]);
  });

  test("the line between days says today, yesterday, or the date", () => {
    const days = ["2026-11-24T02:00:00Z", "2026-11-23T02:00:00Z", "2026-11-20T02:00:00Z", "2025-11-20T02:00:00Z"].map(
      (iso) => Date.parse(iso),
    );
    expect(days.map((day) => dividerDay(day, LONDON))).toEqual([
      "Today",
      "Yesterday",
      "Friday, November 20th",
      "Thursday, November 20th, 2025",
    ]);
    expect(days.map((day) => dividerDay(day, SHANGHAI))).toEqual([
      "今天",
      "昨天",
      "11月20日 星期五",
      "2025年11月20日 星期四",
    ]);
  });
});
