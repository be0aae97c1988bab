import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { escapeText, plainText, typed } from "../../src/slack/mrkdwn.ts";
import { md } from "../../src/slack/words.ts";

describe("what people typed, in mrkdwn", () => {
  it.each([
    ["a mention of everybody", "<!channel> come here", "&lt;!channel&gt; come here"],
    ["a mention of a person", "<@U0LI>", "&lt;@U0LI&gt;"],
    ["a link with other words on it", "<https://evil.example|your bank>", "&lt;https://evil.example|your bank&gt;"],
    ["a date", "<!date^1^{date}|x>", "&lt;!date^1^{date}|x&gt;"],
    ["an ampersand", "A & B &lt;", "A &amp; B &amp;lt;"],
  ])("cannot bring %s to life", (_, text, escaped) => {
    expect(escapeText(text).mrkdwn).toBe(escaped);
  });

  it("cannot be bold, slanted, struck or code", () => {
    expect(escapeText("*a* _b_ ~c~ `d`").mrkdwn).toBe(
      "\u200b*a\u200b* \u200b_b\u200b_ \u200b~c\u200b~ \u200b`d\u200b`",
    );
  });

  it("never holds a bare bracket or two marks without something between them, whatever is typed", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const { mrkdwn } = escapeText(text);
        expect(mrkdwn).not.toMatch(/[<>]/u);
        expect(mrkdwn).not.toMatch(/(?<!\u200b)[*_~`]/u);
      }),
    );
  });

  it("is one line, and cut between characters that belong together", () => {
    expect(typed("two\nlines\tand   blanks", 60).mrkdwn).toBe("two lines and blanks");
    expect(typed("👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦", 24).mrkdwn).toBe("👩‍👩‍👧‍👦👩‍👩‍👧‍👦…");
  });

  it("stays dead as a parameter of a sentence, while our own tokens stay alive", () => {
    const said = md("en", "line.escalated", { who: "<!here>", people: { mrkdwn: "<@U0ZHAO>" }, reason: "*now*" });
    expect(said.mrkdwn).toBe(":arrow_up: &lt;!here&gt; → <@U0ZHAO>: “\u200b*now\u200b*”");
  });

  it("is not read for gaps of its own", () => {
    expect(md("en", "line.noted", { who: "{{said}}", said: "$t(line.closed)" }).mrkdwn).toBe(
      "{{said}}: “$t(line.closed)”",
    );
  });
});

describe("what Slack gives back of a message", () => {
  it.each([
    ["entities", "a &lt; b &amp;&amp; c &gt; d", "a < b && c > d"],
    ["a link without words", "see <https://a.example/x>", "see https://a.example/x"],
    ["a link with its own address on it", "<http://a.example|a.example>", "http://a.example"],
    ["a link with words", "<https://a.example|our page>", "our page (https://a.example)"],
    ["an address", "<mailto:a@b.example|a@b.example>", "a@b.example"],
    ["a channel", "<#C1|general>", "#general"],
    ["somebody unknown", "<@U1>", "@U1"],
    ["a call to everybody", "<!channel>", "@channel"],
  ])("is read as it was typed: %s", (_, text, plain) => {
    expect(plainText(text)).toBe(plain);
  });

  it("names people whom the directory knows", () => {
    expect(plainText("ask <@U0LI>", (id) => (id === "U0LI" ? "Li Qiang" : undefined))).toBe("ask @Li Qiang");
  });
});
