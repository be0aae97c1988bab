import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { instantAt, instantOf, localDate, localOf, localTime, offsetAt, zoneOf } from "../../src/calendar/zone.ts";

const ZONES = [
  "Asia/Shanghai",
  "Europe/Berlin",
  "America/St_Johns",
  "Australia/Lord_Howe",
  "Africa/Casablanca",
  "Pacific/Apia",
];

describe("an instant of a local time is the first at which the clock shows it or later", () => {
  it.each`
    zone                     | date            | time          | instant                       | because
    ${"Asia/Shanghai"}       | ${"2026-09-29"} | ${"10:00"}    | ${"2026-09-29T02:00:00.000Z"} | ${"UTC+8"}
    ${"Asia/Shanghai"}       | ${"1990-07-01"} | ${"10:00"}    | ${"1990-07-01T01:00:00.000Z"} | ${"China had summer time then"}
    ${"Asia/Shanghai"}       | ${"2026-09-29"} | ${"24:00"}    | ${"2026-09-29T16:00:00.000Z"} | ${"24:00 is the end of the date"}
    ${"Asia/Shanghai"}       | ${"2026-09-29"} | ${"10:00:30"} | ${"2026-09-29T02:00:30.000Z"} | ${"seconds may stand"}
    ${"Europe/Berlin"}       | ${"2026-03-29"} | ${"02:30"}    | ${"2026-03-29T01:00:00.000Z"} | ${"02:30 is skipped: the moment after the skip"}
    ${"Europe/Berlin"}       | ${"2026-03-29"} | ${"03:00"}    | ${"2026-03-29T01:00:00.000Z"} | ${"which is 03:00"}
    ${"Europe/Berlin"}       | ${"2026-10-25"} | ${"02:30"}    | ${"2026-10-25T00:30:00.000Z"} | ${"02:30 comes twice: the first"}
    ${"Europe/Berlin"}       | ${"2026-10-25"} | ${"03:00"}    | ${"2026-10-25T02:00:00.000Z"} | ${"03:00 comes once"}
    ${"Australia/Lord_Howe"} | ${"2026-10-04"} | ${"02:15"}    | ${"2026-10-03T15:30:00.000Z"} | ${"half an hour is skipped"}
    ${"America/Santiago"}    | ${"2026-09-06"} | ${"00:00"}    | ${"2026-09-06T04:00:00.000Z"} | ${"midnight is skipped"}
    ${"America/St_Johns"}    | ${"2010-11-07"} | ${"00:00"}    | ${"2010-11-07T02:30:00.000Z"} | ${"midnight comes twice"}
    ${"Pacific/Apia"}        | ${"2011-12-30"} | ${"12:00"}    | ${"2011-12-30T10:00:00.000Z"} | ${"the date is skipped"}
    ${"Pacific/Apia"}        | ${"2011-12-31"} | ${"00:00"}    | ${"2011-12-30T10:00:00.000Z"} | ${"the next one begins there"}
    ${"Asia/Kathmandu"}      | ${"2026-01-01"} | ${"00:00"}    | ${"2025-12-31T18:15:00.000Z"} | ${"quarter hours"}
  `("$date $time in $zone is $instant: $because", (row: Record<"zone" | "date" | "time" | "instant", string>) => {
    expect(new Date(instantOf(row.zone, row)).toISOString()).toBe(row.instant);
  });
});

describe("local times of instants", () => {
  it.each`
    zone                  | instant                   | date            | time
    ${"Asia/Shanghai"}    | ${"2026-09-28T16:00:00Z"} | ${"2026-09-29"} | ${"00:00"}
    ${"Europe/Berlin"}    | ${"2026-10-25T01:30:00Z"} | ${"2026-10-25"} | ${"02:30"}
    ${"America/New_York"} | ${"2026-01-01T04:59:59Z"} | ${"2025-12-31"} | ${"23:59"}
    ${"UTC"}              | ${"1970-01-01T00:00:00Z"} | ${"1970-01-01"} | ${"00:00"}
    ${"Africa/Monrovia"}  | ${"1970-06-01T12:00:00Z"} | ${"1970-06-01"} | ${"11:15"}
  `("$instant in $zone is $date $time", (row: Record<"zone" | "instant" | "date" | "time", string>) => {
    const instant = Date.parse(row.instant);
    expect([localDate(row.zone, instant), localTime(row.zone, instant)]).toEqual([row.date, row.time]);
  });

  it("agree with the platform at any instant", () => {
    const formats = new Map(
      ZONES.map((zone) => [
        zone,
        new Intl.DateTimeFormat("sv-SE", { timeZone: zone, dateStyle: "short", timeStyle: "medium" }),
      ]),
    );
    fc.assert(
      fc.property(
        fc.constantFrom(...ZONES),
        fc.integer({ min: 0, max: Date.UTC(2099, 11, 30) / 1000 }),
        (zone, seconds) => {
          const { day, ms } = localOf(zoneOf(zone), seconds * 1000);
          const shown = new Date(day * 86_400_000 + ms).toISOString().slice(0, 19).replace("T", " ");
          expect(shown).toBe(formats.get(zone)?.format(seconds * 1000));
        },
      ),
      { numRuns: 2000 },
    );
  });

  it("and back again, lead to the same instant unless the clock shows it twice", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...ZONES),
        fc.integer({ min: 0, max: Date.UTC(2099, 11, 30) / 1000 }),
        (name, seconds) => {
          const zone = zoneOf(name);
          const instant = seconds * 1000;
          const back = instantAt(zone, instant + offsetAt(zone, instant));
          const earlier = back < instant && offsetAt(zone, back) > offsetAt(zone, instant);
          expect(back === instant || earlier).toBe(true);
        },
      ),
      { numRuns: 2000 },
    );
  });
});

describe("refusals", () => {
  it.each`
    zone               | date            | time          | code
    ${"Mars/Olympus"}  | ${"2026-01-01"} | ${"10:00"}    | ${"unknown-zone"}
    ${""}              | ${"2026-01-01"} | ${"10:00"}    | ${"unknown-zone"}
    ${"Asia/Shanghai"} | ${"2026-02-29"} | ${"10:00"}    | ${"bad-date"}
    ${"Asia/Shanghai"} | ${"2026-2-9"}   | ${"10:00"}    | ${"bad-date"}
    ${"Asia/Shanghai"} | ${"2026-01-01"} | ${"24:01"}    | ${"bad-time"}
    ${"Asia/Shanghai"} | ${"2026-01-01"} | ${"9:60"}     | ${"bad-time"}
    ${"Asia/Shanghai"} | ${"2026-01-01"} | ${"noon"}     | ${"bad-time"}
    ${"Asia/Shanghai"} | ${"2026-01-01"} | ${"10:00:61"} | ${"bad-time"}
    ${"Asia/Shanghai"} | ${"1969-12-31"} | ${"10:00"}    | ${"out-of-range"}
    ${"Asia/Shanghai"} | ${"2100-01-02"} | ${"10:00"}    | ${"out-of-range"}
  `("$date $time in “$zone” is refused as $code", (row: Record<"zone" | "date" | "time" | "code", string>) => {
    expect(() => instantOf(row.zone, row)).toThrow(expect.objectContaining({ code: row.code }));
  });
});
