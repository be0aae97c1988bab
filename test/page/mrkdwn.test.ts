import { describe, expect, test } from "vitest";
import { parseMrkdwn, plainOf, type Inline, type Passage } from "../../sandbox/page/text/mrkdwn.ts";
import { knowsEmoji } from "../../sandbox/page/text/emoji.ts";

const read = (text: string, verbatim = false): Passage[] => parseMrkdwn(text, { verbatim, knows: knowsEmoji });

/** The pieces of a text that is one passage of lines. */
function inline(text: string, verbatim = false): Inline[] {
  const [only, ...more] = read(text, verbatim);
  expect(more).toEqual([]);
  return only?.kind === "lines" ? only.children : [];
}

const text = (words: string): Inline => ({ kind: "text", text: words });

describe("Slack's markup", () => {
  test.each<[string, Inline[]]>([
    ["*bold*", [{ kind: "bold", children: [text("bold")] }]],
    ["_slanted_", [{ kind: "italic", children: [text("slanted")] }]],
    ["~gone~", [{ kind: "strike", children: [text("gone")] }]],
    ["`code *x*`", [{ kind: "code", text: "code *x*" }]],
    ["*_both_*", [{ kind: "bold", children: [{ kind: "italic", children: [text("both")] }] }]],
    ["(*in brackets*)", [text("("), { kind: "bold", children: [text("in brackets")] }, text(")")]],
    ["*a `b` c*", [{ kind: "bold", children: [text("a "), { kind: "code", text: "b" }, text(" c")] }]],
    ["*重要* 投诉", [{ kind: "bold", children: [text("重要")] }, text(" 投诉")]],
    [
      "*two* *words*",
      [{ kind: "bold", children: [text("two")] }, text(" "), { kind: "bold", children: [text("words")] }],
    ],
  ])("reads %j", (typed, expected) => {
    expect(inline(typed)).toEqual(expected);
  });

  test.each([
    "a*b*c",
    "snake_case_name",
    "2 * 3 * 4",
    "* not bold*",
    "*not bold *",
    "**not Markdown**",
    "*over\nlines*",
    "中文*粗体*中文",
    "、`code`。",
    "\u200B*kept from it\u200B*",
    "*",
    "~~",
  ])("leaves %j as it stands", (typed) => {
    const shown = inline(typed).map((piece) =>
      piece.kind === "text" ? piece.text : piece.kind === "break" ? "\n" : "?",
    );
    expect(shown.join("")).toBe(typed);
  });

  test.each<[string, Inline]>([
    ["<@U0LIN>", { kind: "user", id: "U0LIN" }],
    ["<@U0LIN|lin>", { kind: "user", id: "U0LIN", label: "lin" }],
    ["<#C0FRONT|front>", { kind: "channel", id: "C0FRONT", label: "front" }],
    ["<!subteam^S0TEAM|@team>", { kind: "group", id: "S0TEAM", label: "@team" }],
    ["<!here>", { kind: "broadcast", range: "here" }],
    ["<!channel|channel>", { kind: "broadcast", range: "channel" }],
    ["<https://a.example/?x=1&amp;y=2|words>", { kind: "link", url: "https://a.example/?x=1&y=2", label: "words" }],
    ["<https://a.example>", { kind: "link", url: "https://a.example", label: "https://a.example" }],
    ["<mailto:a@b.example|write>", { kind: "link", url: "mailto:a@b.example", label: "write" }],
    [
      "<!date^1392734382^Posted {date_num} at {time}^https://a.example|then>",
      {
        kind: "date",
        seconds: 1392734382,
        format: "Posted {date_num} at {time}",
        url: "https://a.example",
        fallback: "then",
      },
    ],
    ["<!date^soon^{date}|then>", text("then")],
    ["<!unknown|shown>", text("shown")],
    [":rotating_light:", { kind: "emoji", name: "rotating_light" }],
    [":wave::skin-tone-3:", { kind: "emoji", name: "wave::skin-tone-3" }],
  ])("reads the token %j", (typed, expected) => {
    expect(inline(typed)).toEqual([expected]);
  });

  test("knows emoji by Slack's names only, so that times stay times", () => {
    expect(inline("12:30:45 :no_such_thing:")).toEqual([text("12:30:45 :no_such_thing:")]);
  });

  test("decodes the three entities and nothing else", () => {
    expect(inline("&lt;b&gt; &amp; &quot; &amp;lt;")).toEqual([text("<b> & &quot; &lt;")]);
  });

  test("markers reach over tokens", () => {
    expect(inline("*<@U0LIN>: yes*")).toEqual([
      { kind: "bold", children: [{ kind: "user", id: "U0LIN" }, text(": yes")] },
    ]);
  });

  test("makes links of bare addresses unless told to take the text verbatim", () => {
    const typed = "see https://a.example/x, now";
    const link = { kind: "link", url: "https://a.example/x", label: "https://a.example/x" };
    expect(inline(typed)).toEqual([text("see "), link, text(", now")]);
    expect(inline(typed, true)).toEqual([text(typed)]);
  });

  test("an address ends where Chinese punctuation begins", () => {
    expect(inline("见 https://a.example/x。")[1]).toEqual({
      kind: "link",
      url: "https://a.example/x",
      label: "https://a.example/x",
    });
  });

  test("quotes are lines that start with >, encoded or not", () => {
    expect(read("said:\n&gt; one\n> two\nafter")).toEqual([
      { kind: "lines", children: [text("said:")] },
      { kind: "quote", children: [text("one"), { kind: "break" }, text("two")] },
      { kind: "lines", children: [text("after")] },
    ]);
  });

  test("three >>> quote all that follows", () => {
    expect(read("&gt;&gt;&gt; one\ntwo")).toEqual([
      { kind: "quote", children: [text("one"), { kind: "break" }, text("two")] },
    ]);
  });

  test("a fence holds text as it is, with its tokens as words", () => {
    expect(read("look\n```\n*a* &lt;b&gt; <https://a.example|x>\n```\nend")).toEqual([
      { kind: "lines", children: [text("look")] },
      { kind: "pre", text: "*a* <b> x" },
      { kind: "lines", children: [text("end")] },
    ]);
  });

  test("characters of the private-use area cannot pose as tokens", () => {
    expect(inline("<@U0LIN> \uE000")).toEqual([{ kind: "user", id: "U0LIN" }, text(" ")]);
  });

  test("the words alone are for previews", () => {
    expect(plainOf("*<https://a.example|x>* &lt;y&gt; <@U0LIN>")).toBe("*x* <y> @U0LIN");
  });
});
