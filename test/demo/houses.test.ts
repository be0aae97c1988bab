import { readdirSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { houseNames, readHouse } from "../../demo/houses/houses.ts";
import type { CaseFile } from "../../src/desk/service.ts";
import { nextStep } from "../../src/desk/next.ts";
import { playHouse } from "../support/house-desk.ts";
import { at } from "../support/property-desk.ts";

const NAMES = await houseNames();

function stageOf({ case: current, context }: CaseFile): string {
  return current.ended === undefined ? (nextStep(current, context)?.step.id ?? "nothing") : "ended";
}

function told(file: CaseFile): string {
  const { number, level, ended } = file.case;
  return [number, level?.id ?? "no level", stageOf(file), ended?.how ?? ""].join("  ");
}

describe.each(NAMES)("the house %s", (name) => {
  test("begins in the middle of its work: something done, something new, something for everybody", async () => {
    const files = await playHouse(await readHouse(name), at("2026-11-24 09:40"));
    if (process.env["HOUSE_LOG"] !== undefined) process.stdout.write(`${files.map(told).join("\n")}\n`);
    const stages = new Set(files.map(stageOf));
    expect(files.length).toBeGreaterThanOrEqual(4);
    expect(stages.size).toBeGreaterThanOrEqual(4);
    expect([...stages]).toContain("ended");
    // Several days of a house's life, through the pipe and a database of its own.
  }, 120_000);
});

test("every procedure has a house", () => {
  const files = readdirSync(new URL("../../regulations/", import.meta.url)).filter((file) => file.endsWith(".yaml"));
  expect(NAMES).toEqual(files.map((file) => file.replace(".yaml", "")).toSorted());
});
