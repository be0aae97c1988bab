import { expect, test } from "vitest";
import { decide } from "../../src/desk/decide.ts";
import type { Facts } from "../../src/desk/facts.ts";
import { NO_CASE } from "../../src/desk/fold.ts";
import { countsFrom, entriesOf } from "../../src/store/alike.ts";
import { anyDesk } from "../support/any-desk.ts";
import { at, loadFile } from "../support/property-desk.ts";

const context = { ...anyDesk(loadFile("4s-tight-response")), now: at("2026-11-24 09:12") };

function filed(facts: Facts) {
  const decision = decide(
    NO_CASE,
    {
      command: { type: "file", kind: "complaint", facts: { "what-happened": "He was rude", ...facts } },
      by: "U_agent",
      key: "",
    },
    context,
  );
  if (!("after" in decision)) throw new Error("It was not filed");
  return decision.after;
}

const RUDE = { conduct: "attitude", confirmed: "yes" };

test("cases are counted for each holder of a part: the retail manager answers for sales alone", () => {
  const own = entriesOf("1", filed({ ...RUDE, line: "sales" }), context);
  const others = ["sales", "sales", "after-sales"].flatMap((line, index) =>
    entriesOf(String(index + 2), filed({ ...RUDE, line }), context),
  );
  expect(countsFrom(own, others, context)["conduct-this-week"]).toBe(3);
});
