import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { JsonObject } from "../../../sandbox/json.ts";
import { startSlack, type Slack } from "../../../sandbox/slack.ts";
import { callApi } from "../api.ts";
import { office, SCOPES } from "../office.ts";

/** What is wrong, the blocks, and every sentence of the refusal; its pointer follows " @", without "/blocks". */
export type Bad = [string, JsonObject[], ...string[]];
export type Good = [string, JsonObject[]];

/** Posts each of these to a channel: the bad ones are refused with exactly these sentences, the good ones stand. */
export function testBlocks(bad: Bad[], good: Good[]): void {
  let slack: Slack;
  beforeAll(async () => {
    slack = await startSlack({ workspace: office({ scopes: [...SCOPES.split(" "), "links.embed:write"] }) });
  });
  afterAll(() => slack.stop());

  describe("a message cannot hold", () => {
    test.each(bad)("%s", async (_what, blocks, ...sentences) => {
      const { body } = await callApi(slack, "chat.postMessage", { channel: "C0FRONT", text: "x", blocks });
      const errors = sentences.map((one) => one.replace(/ @(.*)$/, " [json-pointer:/blocks$1]"));
      expect(body).toEqual({
        ok: false,
        error: "invalid_blocks",
        errors,
        response_metadata: { messages: errors.map((one) => `[ERROR] ${one}`) },
      });
    });
  });

  describe("a message can just hold", () => {
    test.each(good)("%s", async (_what, blocks) => {
      const { body } = await callApi(slack, "chat.postMessage", { channel: "C0FRONT", text: "x", blocks });
      expect(body).toMatchObject({ ok: true, channel: "C0FRONT" });
    });
  });
}
