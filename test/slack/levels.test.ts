import { describe, expect, it } from "vitest";
import { groundsText } from "../../src/slack/lines/levels.ts";
import { channelVoice } from "../../src/slack/voice.ts";
import { accepted } from "../support/given.ts";

const { context } = accepted();
const grounds = [
  { facts: ["our-fault"], basis: [] },
  { facts: ["injury-or-loss"], basis: [] },
];
const reasons = { grounds, facts: { "our-fault": "yes", "injury-or-loss": "yes" } };

describe("the reasons of a level", () => {
  it.each([
    ["zh-CN", "；"],
    ["en", "; "],
  ] as const)("are set apart as one writes in %s", (language, between) => {
    const voice = channelVoice({ ...context, desk: { ...context.desk, language } });
    const text = groundsText(reasons, { context, voice });
    expect(text.split(between)).toHaveLength(2);
    expect(text.split(/；|; /u)).toHaveLength(2);
  });
});
