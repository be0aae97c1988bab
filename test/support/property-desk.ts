import { readFileSync } from "node:fs";
import { compileCalendars } from "../../src/calendar/calendar.ts";
import { holidaySource } from "../../src/calendar/holidays.ts";
import { instantOf } from "../../src/calendar/zone.ts";
import type { Context } from "../../src/desk/context.ts";
import type { Desk, Holding, People, Person } from "../../src/desk/desk.ts";
import { loadRegulation } from "../../src/regulation/load.ts";
import type { Regulation } from "../../src/regulation/shape.ts";

export const ZONE = "Asia/Shanghai";

/** `2026-11-24 09:12` on the desk's wall. */
export function at(local: string): number {
  const [date = "", time = "00:00"] = local.split(" ");
  return instantOf(ZONE, { date, time });
}

export function loadFile(name: string): Regulation {
  const text = readFileSync(new URL(`../../regulations/${name}.yaml`, import.meta.url), "utf8");
  const loaded = loadRegulation(text, name);
  if (!("regulation" in loaded))
    throw new Error(loaded.problems.map((problem) => `${problem.line}: ${problem.message.en}`).join("\n"));
  return loaded.regulation;
}

export const property = loadFile("property");

function person(id: string, name: string, language: Person["language"] = "zh-CN"): [string, Person] {
  return [id, { id, name, language, zone: ZONE, active: true, absences: [] }];
}

export const WANG = "U_WANG";
export const LI = "U_LI";
export const SUN = "U_SUN";
export const ZHAO = "U_ZHAO";
export const QIAN = "U_QIAN";
export const HE = "U_HE";
export const GUO = "U_GUO";

export const holdings: readonly Holding[] = [
  { role: "desk", person: WANG },
  { role: "head", department: "engineering", person: LI },
  { role: "head", department: "cleaning", person: SUN },
  { role: "supervisor", department: "engineering", person: HE },
  { role: "deputy-gm", person: ZHAO },
  { role: "leader", person: QIAN },
];

export const people: People = {
  version: 1,
  persons: Object.fromEntries([
    person(WANG, "Wang Fang"),
    person(LI, "Li Qiang"),
    person(SUN, "Sun Yan"),
    person(ZHAO, "Zhao Min", "en"),
    person(QIAN, "Qian Wei"),
    person(HE, "He Jun"),
    person(GUO, "Guo Lin"),
  ]),
  holdings,
  members: { engineering: [LI, HE, GUO], cleaning: [SUN] },
  groups: {},
  administrators: [WANG],
};

export const desk: Desk = {
  id: "riverside",
  name: { en: "Riverside Desk", "zh-CN": "江畔受理台" },
  edition: "property-1",
  language: "zh-CN",
  zone: ZONE,
  channel: "C_DESK",
  restrictedChannel: "C_SEALED",
  digestAt: "08:30",
  departments: [
    { id: "engineering", title: { en: "Engineering", "zh-CN": "工程部" }, channel: "C_ENG" },
    { id: "cleaning", title: { en: "Cleaning", "zh-CN": "保洁部" }, channel: "C_CLEAN" },
  ],
  matters: [
    { id: "lift", title: { en: "Lift out of service", "zh-CN": "电梯停运" }, department: "engineering" },
    { id: "dirt", title: { en: "Dirty stairs", "zh-CN": "楼道脏污" }, department: "cleaning" },
  ],
};

const calendars = compileCalendars(
  property.calendars as { readonly default: NonNullable<Regulation["calendars"]["default"]> },
  { holidays: holidaySource("CN") },
);

/** The property desk at a moment of its own wall clock. */
export function contextAt(local: string | number, changes: Partial<Context> = {}): Context {
  return {
    regulation: property,
    calendars,
    desk,
    people,
    counts: {},
    listed: [],
    now: typeof local === "number" ? local : at(local),
    ...changes,
  };
}
