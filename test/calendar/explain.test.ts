import { describe, expect, it } from "vitest";
import { explain, type ExplainOptions } from "../../src/calendar/explain.ts";
import { parseLength } from "../../src/calendar/length.ts";
import type { Calendar, DueRequest } from "../../src/calendar/types.ts";
import { at, calendarOf, week } from "../support/calendars.ts";

const office = calendarOf();

interface Asked extends Partial<Omit<DueRequest, "from" | "limit" | "pauses">> {
  readonly from: string;
  readonly limit: string;
  readonly pauses?: readonly (readonly [string, string?])[];
}

function lines(calendar: Calendar, asked: Asked, language: "en" | "zh-CN", options?: ExplainOptions): string[] {
  const { from, limit, pauses = [], ...rest } = asked;
  const request: DueRequest = {
    ...rest,
    from: at(calendar, from),
    limit: parseLength(limit),
    pauses: pauses.map(([start, end]) => ({
      from: at(calendar, start),
      ...(end === undefined ? {} : { to: at(calendar, end) }),
    })),
  };
  return explain(calendar, request, options).map((line) => line.text[language]);
}

describe("an explanation has one line for each cause", () => {
  it("a working day, with its clause", () => {
    const asked = { from: "2026-11-24 09:12", limit: "1 working day" };
    const options = { clause: "property-20", start: { en: "Received", "zh-CN": "收到" } };
    expect(lines(office, asked, "en", options)).toEqual([
      "Received: Tue 24 Nov 2026, 09:12",
      "Limit: 1 working day (property-20)",
      "The starting day, Tue 24 Nov, does not count",
      "Wed 25 Nov is working day 1",
      "It ends when business closes: Wed 25 Nov 2026, 18:00",
    ]);
    expect(lines(office, asked, "zh-CN", options)).toEqual([
      "收到：2026年11月24日（周二）09:12",
      "时限：1个工作日（property-20）",
      "起算当天11月24日（周二）不计",
      "11月25日（周三）为第1个工作日",
      "至下班时止：2026年11月25日（周三）18:00",
    ]);
  });

  it("holidays, weekends, make-up days, closures and dates with their own hours", () => {
    const calendar = calendarOf({ dates: { "2026-10-12": [], "2026-10-13": ["10:00-12:00"] } });
    const asked = { from: "2026-09-29 10:00", limit: "5 working days" };
    expect(lines(calendar, asked, "en").slice(3)).toEqual([
      "Wed 30 Sep is working day 1",
      "Thu 1 – Wed 7 Oct: National Day, not counted",
      "Thu 8 – Fri 9 Oct: working days 2 to 3",
      "Sat 10 Oct: working day 4 (make-up working day for National Day)",
      "Sun 11 Oct: weekend, not counted",
      "Mon 12 Oct: closed on this date, not counted",
      "Tue 13 Oct: working day 5 (own hours on this date)",
      "It ends when business closes: Tue 13 Oct 2026, 12:00",
    ]);
    expect(lines(calendar, asked, "zh-CN").slice(3)).toEqual([
      "9月30日（周三）为第1个工作日",
      "10月1日（周四）至7日（周三）：国庆节，不计",
      "10月8日（周四）至9日（周五）：第2至3个工作日",
      "10月10日（周六）：第4个工作日（国庆节调休上班）",
      "10月11日（周日）：周末，不计",
      "10月12日（周一）：当日停业，不计",
      "10月13日（周二）：第5个工作日（当日另有营业时间）",
      "至下班时止：2026年10月13日（周二）12:00",
    ]);
  });

  it("rolling, pauses and days that do not count", () => {
    const asked: Asked = {
      from: "2026-09-28 10:00",
      limit: "3 days",
      pauses: [["2026-09-29 10:00", "2026-09-30 09:00"]],
    };
    expect(lines(office, asked, "en").slice(2)).toEqual([
      "The starting day, Mon 28 Sep, does not count",
      "On hold Tue 29 Sep, 10:00 – Wed 30 Sep, 09:00: 1 day added",
      "Tue 29 Sep: on hold, not counted",
      "Wed 30 Sep – Fri 2 Oct: days 1 to 3",
      "The last day is no working day (Fri 2 – Wed 7 Oct: National Day): it moves on to Thu 8 Oct",
      "It ends when business closes: Thu 8 Oct 2026, 18:00",
    ]);
    expect(lines(office, asked, "zh-CN").slice(3)).toEqual([
      "暂停计时 9月29日（周二）10:00至9月30日（周三）09:00：顺延1天",
      "9月29日（周二）：暂停计时，不计",
      "9月30日（周三）至10月2日（周五）：第1至3天",
      "最后一日不是工作日：10月2日（周五）至7日（周三）国庆节，顺延至10月8日（周四）",
      "至下班时止：2026年10月8日（周四）18:00",
    ]);
  });

  it("a pause that cost no day says so", () => {
    const asked: Asked = {
      from: "2026-11-24 10:00",
      limit: "1 working day",
      pauses: [["2026-11-25 10:00", "2026-11-25 12:00"]],
    };
    expect(lines(office, asked, "en")[3]).toBe(
      "On hold Wed 25 Nov, 10:00 – 12:00: no day ended meanwhile, none is added",
    );
  });

  it("working hours, how much each run of dates used and what was left", () => {
    const asked: Asked = {
      from: "2026-09-30 16:00",
      limit: "10 working hours",
      pauses: [["2026-10-08 09:00", "2026-10-08 10:00"]],
    };
    expect(lines(office, asked, "en")).toEqual([
      "Start: Wed 30 Sep 2026, 16:00",
      "Limit: 10 working hours",
      "On hold Thu 8 Oct, 09:00 – 10:00: 1 h added",
      "Wed 30 Sep: 2 h used, 8 h left",
      "Thu 1 – Wed 7 Oct: National Day, not counted",
      "Thu 8 – Fri 9 Oct: 8 h used, nothing left",
      "It is used up: Fri 9 Oct 2026, 10:30",
    ]);
    expect(lines(office, asked, "zh-CN").slice(2)).toEqual([
      "暂停计时 10月8日（周四）09:00至10:00：顺延1小时",
      "9月30日（周三）：计入2小时，剩余8小时",
      "10月1日（周四）至7日（周三）：国庆节，不计",
      "10月8日（周四）至9日（周五）：计入8小时，剩余0",
      "至此届满：2026年10月9日（周五）10:30",
    ]);
  });

  it("hours, with pauses and clock changes", () => {
    const berlin = calendarOf({ zone: "Europe/Berlin", holidays: "none", hours: week(["09:00-17:00"]) });
    const asked: Asked = {
      from: "2026-03-28 12:00",
      limit: "24 hours",
      pauses: [["2026-03-28 14:00", "2026-03-28 15:30"]],
    };
    expect(lines(berlin, asked, "en")).toEqual([
      "Start: Sat 28 Mar 2026, 12:00",
      "Limit: 24 hours",
      "It runs day and night, until Sun 29 Mar 2026, 13:00",
      "On hold Sat 28 Mar, 14:00 – 15:30: 1 h 30 min added",
      "The clocks go forward in between: the local time shows 1 h more",
      "It ends Sun 29 Mar 2026, 14:30",
    ]);
    expect(lines(berlin, { from: "2026-10-24 12:00", limit: "24 hours" }, "zh-CN").slice(2)).toEqual([
      "昼夜连续计算，至2026年10月25日（周日）11:00",
      "期间时钟拨慢：当地时间少显示1小时",
      "于2026年10月25日（周日）11:00到期",
    ]);
  });

  it("months, with the day that a month lacks", () => {
    expect(lines(office, { from: "2026-01-31 10:00", limit: "1 month" }, "en").slice(2)).toEqual([
      "The starting day, Sat 31 Jan, does not count",
      "That month has no day 31; its last day by the calendar is Sat 28 Feb 2026",
      "It ends when business closes: Sat 28 Feb 2026, 18:00",
    ]);
    expect(lines(office, { from: "2026-03-10 10:00", limit: "1 month" }, "zh-CN").slice(3)).toEqual([
      "按日历推算，最后一日为2026年4月10日（周五）",
      "至下班时止：2026年4月10日（周五）18:00",
    ]);
  });

  it("halves cannot be misread", () => {
    expect(lines(office, { from: "2026-03-10 10:00", limit: "half month" }, "zh-CN")[1]).toBe("时限：半个月×1（15天）");
    expect(lines(office, { from: "2026-03-10 10:00", limit: "half month" }, "en")[1]).toBe(
      "Limit: 1 half month (15 days)",
    );
    expect(lines(office, { from: "2026-03-10 10:00", limit: "half a year" }, "zh-CN")[1]).toBe("时限：半年×1");
  });

  it("24:00 is 24:00 of its own date", () => {
    const asked: Asked = { from: "2026-09-29 10:00", limit: "3 days", counting: "no-roll" };
    expect(lines(office, asked, "en").slice(4)).toEqual([
      "Fri 2 Oct is no working day (National Day); this limit does not move on",
      "It ends with the day: Fri 2 Oct 2026, 24:00",
    ]);
    expect(lines(office, asked, "zh-CN").slice(4)).toEqual([
      "10月2日（周五）不是工作日，因国庆节；本时限不顺延",
      "至当日24时止：2026年10月2日（周五）24:00",
    ]);
  });

  it("the same day after hours, the cut-off, a closed day and a first day that counts", () => {
    expect(lines(office, { from: "2026-11-24 19:00", limit: "same day" }, "en").slice(1, 4)).toEqual([
      "Limit: the same day",
      "The starting day, Tue 24 Nov, does not count: business was over",
      "Wed 25 Nov is working day 1",
    ]);
    expect(lines(office, { from: "2026-11-21 10:00", limit: "same day" }, "zh-CN").slice(1, 5)).toEqual([
      "时限：当日",
      "起算当天11月21日（周六）为休息日，不计",
      "11月21日（周六）至22日（周日）：周末，不计",
      "11月23日（周一）为第1个工作日",
    ]);
    expect(
      lines(office, { from: "2026-11-24 16:30", limit: "1 working day", counting: { cutOff: "16:00" } }, "en")[2],
    ).toBe("Because it came in after 16:00, it counts as received on Wed 25 Nov");
    expect(
      lines(office, { from: "2026-11-21 16:30", limit: "1 working day", counting: "receipt-moves-on" }, "zh-CN")[2],
    ).toBe("休息日收到（周末），视为11月23日（周一）收到");
    expect(
      lines(office, { from: "2026-11-24 10:00", limit: "2 days", counting: "first-day-counts" }, "en").slice(2, 4),
    ).toEqual(["The starting day, Tue 24 Nov, counts", "Tue 24 – Wed 25 Nov: days 1 to 2"]);
  });

  it("a shift", () => {
    const hotel = calendarOf({ hours: "always", shifts: { night: "23:00-07:00" } });
    expect(lines(hotel, { from: "2026-10-03 23:30", limit: "same shift" }, "en").slice(1)).toEqual([
      "Limit: the same shift",
      'The shift "night" begins Sat 3 Oct, 23:00',
      "It ends with the shift, Sun 4 Oct 2026, 07:00",
    ]);
  });

  it("a fixed time", () => {
    const request = { from: at(office, "2026-11-24 10:00"), limit: { at: at(office, "2026-11-26 12:00") } };
    expect(explain(office, request).map((line) => line.text["zh-CN"])).toEqual([
      "开始：2026年11月24日（周二）10:00",
      "时限：2026年11月26日（周四）12:00",
      "已约定时间：2026年11月26日（周四）12:00",
      "于2026年11月26日（周四）12:00到期",
    ]);
  });

  it("what is provisional and what stands", () => {
    const asked: Asked = {
      from: "2026-12-30 10:00",
      limit: "3 working days",
      pauses: [["2026-12-31 10:00"]],
      now: at(office, "2027-01-05 10:00"),
    };
    expect(lines(office, asked, "en").slice(-3)).toEqual([
      "It ends when business closes: Thu 7 Jan 2027, 18:00",
      "On hold since Thu 31 Dec 2026, 10:00; if it ran again now, it would end Thu 7 Jan 2027, 18:00",
      "Provisional: holidays after Thu 31 Dec 2026 are not published yet; it is counted again when they are",
    ]);
    expect(lines(office, { from: "2003-12-29 10:00", limit: "1 working day" }, "zh-CN").at(-1)).toBe(
      "暂定：没有2004年1月1日（周四）以前的假期数据",
    );
  });

  it("long runs fold into one line that says what did not count", () => {
    const folded = lines(office, { from: "2026-03-02 10:00", limit: "120 working days" }, "en");
    expect(folded.length).toBeLessThanOrEqual(20);
    expect(folded[8]).toBe(
      "Sat 21 Mar – Sun 2 Aug: working days 15 to 105; not counted: weekend 33 days, Tomb-sweeping Day 3 days, Labour Day 5 days, Dragon Boat Festival 3 days",
    );
  });
});
