import { describe, expect, it } from "vitest";
import { clockText, dayText, longDayText, momentText, momentToken, nearText, shownDue } from "../../src/slack/dates.ts";
import { at, ZONE } from "../support/property-desk.ts";

const EN = { language: "en", zone: ZONE } as const;
const ZH = { language: "zh-CN", zone: ZONE } as const;

describe("times that people read", () => {
  const noon = at("2026-11-25 18:00");

  it("stand with weekday, date and 24-hour clock in both languages", () => {
    expect(momentText(noon, EN)).toBe("Wed 25 Nov 18:00");
    expect(momentText(noon, ZH)).toBe("11月25日（周三）18:00");
  });

  it("name the year where it is another one", () => {
    const next = at("2027-01-04 09:00");
    expect(momentText(next, EN, noon)).toBe("Mon 4 Jan 2027 09:00");
    expect(dayText(next, ZH, noon)).toBe("2027年1月4日");
  });

  it.each([
    ["2026-11-25 09:00", "today 18:00", "今天18:00"],
    ["2026-11-24 23:59", "tomorrow 18:00", "明天18:00"],
    ["2026-11-26 00:01", "yesterday 18:00", "昨天18:00"],
    ["2026-11-20 09:00", "Wed 25 Nov 18:00", "11月25日（周三）18:00"],
  ])("are told from %s as %s", (now, en, zh) => {
    expect(nearText(noon, EN, at(now))).toBe(en);
    expect(nearText(noon, ZH, at(now))).toBe(zh);
  });

  it("are today by the reader's own zone", () => {
    const tokyo = { language: "en", zone: "Asia/Tokyo" } as const;
    expect(nearText(at("2026-11-25 23:30"), tokyo, at("2026-11-25 22:00"))).toBe("tomorrow 00:30");
  });

  it("at 24:00 are told as 23:59 of their day, so that nobody reads the next one", () => {
    const midnight = at("2026-11-26 00:00");
    expect(momentText(shownDue(midnight, ZONE), EN)).toBe("Wed 25 Nov 23:59");
    expect(shownDue(noon, ZONE)).toBe(noon);
  });

  it("carry a fallback with zone where many read them", () => {
    expect(momentToken(noon, EN).mrkdwn).toBe(
      `<!date^${noon / 1000}^{date_short_pretty} {time}|Wed 25 Nov 18:00 (Asia/Shanghai)>`,
    );
    expect(momentToken(noon, ZH).mrkdwn).toBe(
      `<!date^${noon / 1000}^{date_short_pretty} {time}|11月25日（周三）18:00（北京时间）>`,
    );
  });

  it("stand long over a digest and short in a row of it", () => {
    expect(longDayText(noon, EN)).toBe("Wednesday 25 November");
    expect(longDayText(noon, ZH)).toBe("11月25日 星期三");
    expect(clockText(noon, ZONE)).toBe("18:00");
  });
});
