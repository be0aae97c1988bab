import type { Button, KnownBlock } from "@slack/types";
import { describe, expect, it } from "vitest";
import { channelDigest, personDigest } from "../../src/desk/digest.ts";
import { watchedBy } from "../../src/desk/directory.ts";
import { rowOf } from "../../src/desk/rows.ts";
import type { CaseRow, DeskFile, Workload } from "../../src/desk/service.ts";
import type { Language } from "../../src/regulation/shape.ts";
import { channelDigestMessage, personDigestMessage } from "../../src/slack/digests.ts";
import { homeView } from "../../src/slack/home.ts";
import { plainText } from "../../src/slack/mrkdwn.ts";
import { channelVoice, readerVoice, type Reader } from "../../src/slack/voice.ts";
import { accepted, askTime, given, type Changes, type Story } from "../support/given.ts";
import { contextAt, LI, people, SUN, WANG, ZHAO } from "../support/property-desk.ts";

const NOBODY: Workload = {
  todo: [],
  callbacks: [],
  toApprove: [],
  later: [],
  waiting: 0,
  following: 0,
  mine: 0,
  overdueInMyDepartments: [],
};

function rowAt(story: Story, serial = 42): CaseRow {
  const number = `20261100${serial}`;
  return rowOf(`case-${serial}`, { ...story.case, number }, story.context);
}

function deskOf(story: Pick<Story, "context">): DeskFile {
  const { context } = story;
  return { desk: context.desk, regulation: context.regulation, people: context.people, context };
}

function readerAt({ context }: Pick<Story, "context">, id: string, language: Language = "en"): Reader {
  const person = context.people.persons[id];
  if (person === undefined) throw new Error(`Nobody is called ${id}`);
  return readerVoice({ ...person, language }, context.now);
}

function buttonWords({ text, action_id = "", value = "" }: Button): string {
  return `[${text.text} → ${action_id.replace(/^act:/u, "")} ${value}]`;
}

/** Text and button of each block: "… [Resolve → do/resolve]". */
function linesOf(blocks: readonly KnownBlock[]): readonly string[] {
  return blocks.flatMap((block) => {
    if (block.type === "header") return [block.text.text];
    if (block.type === "context")
      return block.elements.flatMap((element) => ("text" in element ? [plainText(element.text)] : []));
    if (block.type === "actions")
      return block.elements.flatMap((element) => (element.type === "button" ? [buttonWords(element)] : []));
    if (block.type !== "section") return [];
    const words = plainText((block.text?.text ?? "").replace(/<!date[^|]*\|([^>]*)>/gu, "$1")).replace(/\u200b/gu, "");
    return [block.accessory?.type === "button" ? `${words} ${buttonWords(block.accessory)}` : words];
  });
}

function home(story: Story, id: string, workload: Partial<Workload>, language: Language = "en"): readonly string[] {
  const reader = readerAt(story, id, language);
  const request = { desks: [deskOf(story)], workload: { ...NOBODY, ...workload }, reader, holidays: {} };
  return linesOf(homeView(request).blocks);
}

describe("a case that was escalated", () => {
  const story = accepted().and("2026-11-24 10:00", LI, { type: "escalate", reason: "No contractor", needs: [] });
  const row = rowAt(story);

  function first(id: string): string | undefined {
    const { calendars, now } = story.context;
    const digest = personDigest({ todo: [row], callbacks: [], toApprove: [] }, calendars.default, now);
    if (digest === undefined) throw new Error("There is nothing in the digest");
    return personDigestMessage(digest, [deskOf(story)], readerAt(story, id))?.text;
  }

  it("is for whoever was asked to decide it, not to solve it", () => {
    expect(home(story, ZHAO, { todo: [row], mine: 1 })).toContain(
      "*2026110042* · Important · Lift out of service · Li Qiang · decide how it goes on · solve it by tomorrow 18:00 [Decide → decide case-42]",
    );
    expect(home(story, ZHAO, { todo: [row], mine: 1 }, "zh-CN").join("\n")).toContain("请定夺如何办理");
    expect(home(story, LI, { todo: [row], mine: 1 }).join("\n")).toContain("[Resolve → do/resolve case-42]");
  });

  it("is named so in their morning message, and as the step in the owner's", () => {
    expect(first(ZHAO)).toBe("Start with 2026110042: decide how it goes on");
    expect(first(LI)).toBe("Start with 2026110042: solve it by tomorrow 18:00");
  });
});

describe("what a person is asked to approve", () => {
  const story = accepted("minor").and("2026-11-24 10:00", LI, askTime("2026-11-27 18:00"));
  const [request] = story.case.requests;
  if (request === undefined) throw new Error("Nothing was asked");

  it("says what is asked and by whom, and takes a yes with one press", () => {
    const lines = home(story, ZHAO, { toApprove: [{ ...rowAt(story), request }], mine: 1 });
    expect(lines.find((line) => line.includes("2026110042"))).toMatch(
      /Li Qiang asks: more time until .*27 Nov 18:00.* \[Approve → approve\/\S+ case-42\]$/u,
    );
  });

  it("is looked at first where it promises money", () => {
    const money = { ...request, of: "compensation" as const, detail: { amount: { amount: 300, currency: "CNY" } } };
    const lines = home(story, ZHAO, { toApprove: [{ ...rowAt(story), request: money }], mine: 1 });
    expect(lines.find((line) => line.includes("2026110042"))).toContain("[Details → details case-42]");
  });
});

describe("overdue cases of the departments that somebody watches", () => {
  const late = accepted().until("2026-11-25 18:30");

  it("stand by owner, with the true count; what went up to the reader is theirs to decide", () => {
    const rows = [rowAt(late, 41), { ...rowAt(late, 42), owner: SUN }, rowAt(late, 43)];
    expect(rows[0]?.told).toContain(ZHAO);
    const lines = home(late, ZHAO, { overdueInMyDepartments: rows });
    const from = lines.indexOf("Overdue in my departments 3");
    expect(lines.slice(from, from + 6).map((line) => line.replace(/ · .* \[/u, " … ["))).toEqual([
      "Overdue in my departments 3",
      "Li Qiang 2",
      ":rotating_light: *2026110041* … [Decide → decide case-41]",
      ":rotating_light: *2026110043* … [Decide → decide case-43]",
      "Sun Yan 1",
      ":rotating_light: *2026110042* … [Decide → decide case-42]",
    ]);
    expect(home(late, WANG, { overdueInMyDepartments: rows }).join("\n")).not.toContain("[Decide");
  });

  it("lead on to all of them where ten are not all", () => {
    const rows = Array.from({ length: 14 }, (_, index) => rowAt(late, 20 + index));
    const lines = home(late, ZHAO, { overdueInMyDepartments: rows });
    expect(lines.filter((line) => line.includes("[Decide"))).toHaveLength(10);
    expect(lines).toContain("[Show all → home:all overdue]");
  });
});

describe("Home", () => {
  const story = accepted();
  const many = Array.from({ length: 30 }, (_, index) => rowAt(story, 20 + index));

  it("shows ten of a group, and counts all that are one's own, held ones too", () => {
    const lines = home(story, LI, { todo: many, waiting: 4, mine: 34 });
    expect(lines.filter((line) => line.includes("[Resolve"))).toHaveLength(10);
    expect(lines).toContain("Do now 30");
    expect(lines).toContain("[Show all 34 → home:all mine]");
  });

  it("says what a desk lacks, and leads to where it is mended", () => {
    const holdings = people.holdings.filter(({ person }) => person !== ZHAO);
    const changes: Changes = { people: { ...people, holdings, members: { ...people.members, cleaning: [] } } };
    const lacking = accepted("important", {}, changes);
    const [admin = ""] = people.administrators;
    const line = home(lacking, admin, {}).find((one) => one.includes("missing"));
    expect(line).toMatch(
      /^\*.*:\* \d+ things are missing: the app in #C_CLEAN, .* \[Set up → home:setup riverside\]$/u,
    );
    expect(home(lacking, admin, {}, "zh-CN").join("\n")).toMatch(/缺\d项：/u);
  });

  it("knows whoever holds a role by a user group", () => {
    const holdings = [...people.holdings, { role: "deputy-gm", group: "S_HEADS" }];
    const changes: Changes = {
      people: {
        ...people,
        holdings,
        groups: { S_HEADS: ["U_NEW"] },
        persons: { ...people.persons, U_NEW: { ...(people.persons[LI] ?? never()), id: "U_NEW" } },
      },
    };
    const grouped = given(changes);
    const context = contextAt("2026-11-24 09:00", changes);
    expect(watchedBy("U_NEW", context)).toEqual(context.desk.departments.map(({ id }) => id));
    expect(watchedBy("U_NOBODY", context)).toEqual([]);
    const words = home({ ...grouped, context }, "U_NEW", {}).join("\n");
    expect(words).toContain("Nothing waits for you");
  });
});

describe("the morning of a channel", () => {
  const late = accepted().until("2026-11-25 18:30");

  function morning(rows: readonly CaseRow[], department?: string) {
    const { context } = late;
    const digest = channelDigest(rows, context.calendars.default, context.now);
    if (digest === undefined) throw new Error("There is nothing in the digest");
    const voice = channelVoice({ ...context, desk: { ...context.desk, language: "en" } });
    return channelDigestMessage({
      digest,
      context,
      voice,
      linkTo: () => "https://x.slack.com/archives/C/p1",
      ...(department === undefined ? {} : { department }),
    });
  }

  it("says who was told of what is overdue", () => {
    const row = { ...rowAt(late), told: [ZHAO] };
    expect(linesOf(morning([row], "engineering").blocks).join("\n")).toMatch(/Li Qiang · since .* · told Zhao Min/u);
  });

  it("has at the desk a sentence of its own, and shows what lies there", () => {
    const message = morning([rowAt(late)]);
    expect(message.text).toBe("Complaints at the desk: overdue 1, due today 0, next 2 working days 0, on hold 0.");
    expect(linesOf(message.blocks)).toContain("[Show all → digest:all at-desk riverside]");
  });

  it("names the heavier of two that are due at the same moment first", () => {
    const rows = [
      { ...rowAt(late, 41), weight: 1 },
      { ...rowAt(late, 42), weight: 3 },
    ];
    const { calendars, now } = late.context;
    expect(channelDigest(rows, calendars.default, now)?.overdue.map(({ number }) => number)).toEqual([
      "2026110042",
      "2026110041",
    ]);
  });

  it("keeps each row to a line, however long its names are", () => {
    const context = late.context;
    const long = "Alexandrina Victoria Featherstonehaugh-Cholmondeley of the Very Long Corridor ".repeat(2);
    const persons = Object.fromEntries(
      Object.entries(context.people.persons).map(([id, person]) => [id, { ...person, name: long }]),
    );
    const digest = channelDigest([{ ...rowAt(late), told: [ZHAO, WANG] }], context.calendars.default, context.now);
    if (digest === undefined) throw new Error("There is nothing in the digest");
    const message = channelDigestMessage({
      digest,
      department: "engineering",
      context: { ...context, people: { ...context.people, persons } },
      voice: channelVoice(context),
      linkTo: () => `https://x.slack.com/${"p".repeat(200)}`,
    });
    const [, row = ""] =
      linesOf(message.blocks)
        .find((line) => line.includes("2026110042"))
        ?.split("\n") ?? [];
    expect(row.replace(/ \(https[^)]*\)/u, "").length).toBeLessThanOrEqual(150);
    expect(row).toContain("2026110042");
  });
});

function never(): never {
  throw new Error("There is nobody to copy");
}
