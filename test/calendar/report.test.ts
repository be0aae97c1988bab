import { describe, expect, it } from "vitest";
import { calendarReport, parseInstant } from "../../src/calendar/report.ts";
import { calendarOf } from "../support/calendars.ts";

const calendar = calendarOf();

describe("the operator's calendar command", () => {
  it("adds a length and explains", () => {
    expect(calendarReport(calendar, { from: "2026-09-30T10:00", add: "2 working days" }).lines).toEqual([
      " 1 Start: Wed 30 Sep 2026, 10:00",
      " 2 Limit: 2 working days",
      " 3 The starting day, Wed 30 Sep, does not count",
      " 4 Thu 1 – Wed 7 Oct: National Day, not counted",
      " 5 Thu 8 – Fri 9 Oct: working days 1 to 2",
      " 6 It ends when business closes: Fri 9 Oct 2026, 18:00",
      "= Fri 9 Oct 2026, 18:00",
    ]);
  });

  it("marks what is provisional, in the reader's language", () => {
    const report = calendarReport(calendar, { from: "2026-12-31T10:00", add: "1个工作日", language: "zh-CN" });
    expect(report.lines.at(-1)).toBe("= 2027年1月1日（周五）18:00（暂定）");
  });

  it("answers the same as JSON", () => {
    const { json } = calendarReport(calendar, {
      from: "2026-09-30T10:00+08:00",
      add: "2 working days",
      counting: "clock",
    });
    expect(json).toMatchObject({
      zone: "Asia/Shanghai",
      from: "2026-09-30T02:00:00.000Z",
      add: { amount: 2, unit: "working days" },
      due: "2026-10-09T02:00:00.000Z",
      provisional: false,
    });
  });

  it("measures", () => {
    const report = calendarReport(calendar, { from: "2026-09-30 17:00", until: "2026-10-08 20:00" });
    expect(report.lines).toEqual([
      "From Wed 30 Sep 2026, 17:00",
      "until Thu 8 Oct 2026, 20:00",
      "195 h by the clock",
      "8 h 30 min of working time",
      "8 days and 1 working day over, the first not counted",
      "It is closed then and opens Fri 9 Oct 2026, 09:00",
    ]);
    expect(report.json).toEqual({
      zone: "Asia/Shanghai",
      from: "2026-09-30T09:00:00.000Z",
      until: "2026-10-08T12:00:00.000Z",
      hours: 195,
      workingHours: 8.5,
      days: 8,
      workingDays: 1,
      workingDay: true,
      date: "2026-10-08",
      open: false,
      opens: "2026-10-09T01:00:00.000Z",
    });
  });

  it("wants to know what to do", () => {
    expect(() => calendarReport(calendar, { from: "2026-09-30T10:00" })).toThrow(
      "Say what to add (--add) or until when to measure (--until)",
    );
  });
});

describe("times as operators write them", () => {
  it.each`
    text                          | instant
    ${"2026-09-29T10:00"}         | ${"2026-09-29T02:00:00.000Z"}
    ${"2026-09-29 10:00:30"}      | ${"2026-09-29T02:00:30.000Z"}
    ${"2026-09-29"}               | ${"2026-09-28T16:00:00.000Z"}
    ${"2026-09-29T10:00Z"}        | ${"2026-09-29T10:00:00.000Z"}
    ${"2026-09-29T10:00:00.000Z"} | ${"2026-09-29T10:00:00.000Z"}
    ${"2026-09-29T10:00+01:00"}   | ${"2026-09-29T09:00:00.000Z"}
    ${"2026-09-29T10:00-0330"}    | ${"2026-09-29T13:30:00.000Z"}
  `("$text is $instant", ({ text, instant }: { text: string; instant: string }) => {
    expect(new Date(parseInstant("Asia/Shanghai", text)).toISOString()).toBe(instant);
  });

  it.each(["yesterday", "2026-09-31T10:00", "2026-09-29T25:00", "29.9.2026", ""])("“%s” is refused", (text) => {
    expect(() => parseInstant("Asia/Shanghai", text)).toThrow(expect.objectContaining({ name: "CalendarError" }));
  });
});
