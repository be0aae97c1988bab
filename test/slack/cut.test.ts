import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { clip, clipLines, clipWidth, clipWords, pieces, width } from "../../src/slack/clip.ts";

describe("a text that is too long", () => {
  it("is cut to the limit that Slack counts, never inside a character", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), fc.integer({ min: 1, max: 40 }), (text, limit) => {
        const cut = clip(text, limit);
        expect(cut.length).toBeLessThanOrEqual(limit);
        expect(cut).not.toMatch(/[\uD800-\uDBFF](?![\uDC00-\uDFFF])/u);
      }),
    );
  });

  it("stays as it is where it fits", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        expect(clip(text, Math.max(1, text.length))).toBe(text);
      }),
    );
  });

  it("ends with a word and three dots where there is a word to end with", () => {
    expect(clipWords("The lift stopped between floors", 20)).toBe("The lift stopped…");
  });

  it("takes half as many Chinese characters as letters in a title", () => {
    expect(width("电梯 lift")).toBe(9);
    expect(clipWidth("电梯停运电梯停运", 8)).toBe("电梯停…");
  });

  it("shows at most so many lines on a card", () => {
    expect(clipLines("one\ntwo\nthree\nfour", { lines: 3, length: 280 })).toBe("one\ntwo\nthree…");
  });

  it("falls into pieces that together are the whole", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 200 }), (text) => {
        expect(pieces(text, 20).join("")).toBe(text);
      }),
    );
  });
});
