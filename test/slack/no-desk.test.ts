import { pino } from "pino";
import { afterEach, beforeEach, expect, test } from "vitest";
import { section } from "../../src/slack/blocks.ts";
import { makeClients } from "../../src/slack/clients.ts";
import { homeView } from "../../src/slack/home.ts";
import { escapeText } from "../../src/slack/mrkdwn.ts";
import { noDeskText } from "../../src/slack/no-desk.ts";
import type { Reader } from "../../src/slack/voice.ts";
import { slackAtHttp, type SlackAtHttp } from "./slack-at-http.ts";

const MEMBERS = [
  { id: "U1", name: "wang", real_name: "Wang Fang", is_admin: true },
  { id: "U2", name: "li", real_name: "Li Qiang" },
  { id: "U3", name: "left", real_name: "Left Long", is_admin: true, deleted: true },
  { id: "U4", name: "robot", real_name: "Robot", is_admin: true, is_bot: true },
];
const ZHAO = { id: "U5", name: "zhao", real_name: "Zhao Min", is_owner: true };

let slack: SlackAtHttp;
beforeEach(() => {
  slack = slackAtHttp();
});
afterEach(() => {
  expect(slack.surprises()).toEqual([]);
  slack.close();
});

/** What this person is told; by default Slack may take as long as it likes. */
function told(id: string, language: Reader["language"] = "en", patienceMs = 60_000): Promise<string> {
  const log = pino({ level: "silent" });
  const reader: Reader = { id, name: id, language, zone: "Asia/Shanghai", now: 0 };
  return noDeskText(reader, { clients: makeClients("xoxb-test", { log }), log }, patienceMs);
}

/** The workspace, in two pages. */
function people(): void {
  slack.answer("users.list", { ok: true, members: MEMBERS, response_metadata: { next_cursor: "more" } });
  slack.answer("users.list", { ok: true, members: [ZHAO], response_metadata: { next_cursor: "" } });
}

test("without a desk everybody learns whom to ask, by name", async () => {
  people();
  expect(await told("U2")).toBe("Complaint Desk is not set up yet. Ask: Wang Fang and Zhao Min.");
  expect(slack.calls.map(({ args }) => args["cursor"])).toEqual([undefined, "more"]);
  people();
  expect(await told("U2", "zh-CN")).toBe("尚未设置受理台，请联系：Wang Fang和Zhao Min。");
});

test("an administrator of the workspace learns what to do instead", async () => {
  people();
  expect(await told("U5")).toContain("see “In your Slack” in the README");
});

test("the Home tab says the same", () => {
  const workload = { todo: [], callbacks: [], toApprove: [], later: [], overdueInMyDepartments: [] };
  const counts = { waiting: 0, following: 0, mine: 0 };
  const reader: Reader = { id: "U2", name: "Li Qiang", language: "en", zone: "Asia/Shanghai", now: 0 };
  const noDesk = "Complaint Desk is not set up yet. Ask: Wang Fang.";
  const { blocks } = homeView({ desks: [], workload: { ...workload, ...counts }, reader, holidays: {}, noDesk });
  expect(blocks).toContainEqual(section(escapeText(noDesk)));
});

test("where Slack does not say who they are, they are named by what they are", async () => {
  slack.answer("users.list", { ok: false, error: "missing_scope" });
  expect(await told("U2")).toBe("Complaint Desk is not set up yet. Ask: the administrators of this Slack workspace.");
});
