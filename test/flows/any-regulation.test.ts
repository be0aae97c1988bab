import { readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { chance } from "../support/any-desk.ts";
import { at, loadFile } from "../support/property-desk.ts";
import { openAnyHouse } from "./any-house.ts";
import { carryOn, fileCase, walkIn } from "./any-walk.ts";

const ALL = readdirSync(new URL("../../regulations/", import.meta.url))
  .filter((name) => name.endsWith(".yaml"))
  .map((name) => name.slice(0, -5));
const RICHEST = ["hotel", "svw-dealer", "pharma", "law-firm", "4s-tight-response", "club", "proposals", "returns"];

/** `ANY_REGULATION=all`, or names with commas between them; the richest when it is not set. */
const asked = process.env["ANY_REGULATION"];
const NAMES = asked === undefined ? RICHEST : asked === "all" ? ALL : asked.split(",");

describe("a case of any regulation is carried from /complaint to its end through Slack alone", () => {
  it.each(NAMES)(
    "%s: nothing that Slack refuses, nothing that cannot be sent, no id in place of words",
    { timeout: 180_000 },
    async (name) => {
      const regulation = loadFile(name);
      const house = await openAnyHouse(name, regulation, at("2026-11-24 09:12"));
      try {
        const walk = walkIn(house, regulation, chance(7919));
        const ended = await carryOn(walk, await fileCase(walk));
        expect([...new Set(walk.flaws)]).toEqual([]);
        expect(ended).toBeDefined();
      } finally {
        await house.stop();
      }
    },
  );
});
