import { expect, test } from "vitest";
import { caseNumber, HOUSE_PATTERN, serialScope, writtenNumber } from "../../src/desk/numbers.ts";
import { at, property, ZONE } from "../support/property-desk.ts";

test.each([
  ["{yyyy}{MM}{seq:4}", 42, "2026-11-24 09:12", "2026110042"],
  ["{yy}{MM}{dd}{seq:3}", 7, "2026-11-24 09:12", "261124007"],
  ["TS-{yyyy}-{half}-{seq}", 7, "2026-11-24 09:12", "TS-2026-2-7"],
  ["TS-{yyyy}-{half}-{seq}", 7, "2026-06-30 23:59", "TS-2026-1-7"],
  ["{seq:4}", 10_000, "2026-11-24 09:12", "10000"],
  ["{yyyy}{MM}{seq:4}", 12_345, "2026-11-24 09:12", "20261112345"],
  ["{colour}-{seq:2}", 3, "2026-11-24 09:12", "{colour}-03"],
])("%s with serial %i on %s is %s", (pattern, serial, local, number) => {
  expect(caseNumber({ pattern }, { serial, at: at(local), zone: ZONE })).toBe(number);
});

test("the property regulation numbers by month, a house rule", () => {
  expect(property.number).toMatchObject({ pattern: "{yyyy}{MM}{seq:4}", restart: "month" });
  expect(property.number?.house).toBeDefined();
});

test.each([
  ["day", "2026-11-24"],
  ["month", "2026-11"],
  ["half-year", "2026-H2"],
  ["year", "2026"],
  ["never", "all"],
] as const)("numbers that restart each %s share the counter %s", (restart, scope) => {
  expect(serialScope({ pattern: "{seq}", restart }, { at: at("2026-11-24 09:12"), zone: ZONE })).toBe(scope);
});

test.each([
  ["{yy}{MM}{dd}{seq:3}", "2026-11-24"],
  ["{yyyy}{MM}{seq:4}", "2026-11"],
  ["{yyyy}-{half}-{seq}", "2026-H2"],
  ["{yyyy}-{seq}", "2026"],
  ["{yy}-{seq}", "2026"],
  ["{seq:6}", "all"],
])("where nothing is said, %s counts anew with its shortest date part: %s", (pattern, scope) => {
  expect(serialScope({ pattern }, { at: at("2026-11-24 09:12"), zone: ZONE })).toBe(scope);
});

test("a month begins at the desk's midnight, not at that of UTC", () => {
  const lastMinute = at("2026-11-30 23:59");
  const firstMinute = at("2026-12-01 00:00");
  const spec = { pattern: HOUSE_PATTERN };
  expect(serialScope(spec, { at: lastMinute, zone: ZONE })).toBe("2026-11");
  expect(serialScope(spec, { at: firstMinute, zone: ZONE })).toBe("2026-12");
  expect(caseNumber(spec, { serial: 1, at: firstMinute, zone: ZONE })).toBe("2026120001");
  expect(caseNumber(spec, { serial: 1, at: firstMinute, zone: "UTC" })).toBe("2026110001");
});

test.each([
  ["{yyyy}{MM}{seq:4}", "2026110042", "2026110042"],
  ["{yyyy}{MM}{seq:4}", "20261112345", "20261112345"],
  ["R{yyyy}{MM}{seq:4}", "r2026110001", "R2026110001"],
  ["KF-{yyyy}H{half}-{seq:3}", "kf-2026h2-001", "KF-2026H2-001"],
  ["投诉{yy}{MM}-{seq}", "投诉2611-7", "投诉2611-7"],
  ["{colour}-{seq:2}", "{COLOUR}-03", "{COLOUR}-03"],
])("under %s, %s is the number %s", (pattern, typed, number) => {
  expect(writtenNumber({ pattern }, typed)).toBe(number);
});

test.each([
  ["{yyyy}{MM}{seq:4}", "2026-11-24"],
  ["{yyyy}{MM}{seq:4}", "13812345678"],
  ["{yyyy}{MM}{seq:4}", "2026990042"],
  ["{yyyy}{MM}{seq:4}", "202611004"],
  ["{yyyy}-{seq:3}", "2026x001"],
  ["R{yyyy}{MM}{seq:4}", "2026110001"],
])("under %s, %s can be no number", (pattern, typed) => {
  expect(writtenNumber({ pattern }, typed)).toBeUndefined();
});
