import { glob, readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import type { RefusalCode } from "../../src/desk/commands.ts";
import { hasWords, t, type Key } from "../../src/slack/words.ts";

const root = join(import.meta.dirname, "../..");

async function locale(name: string): Promise<{ readonly [key: string]: string }> {
  return z
    .record(z.string(), z.string())
    .parse(JSON.parse(await readFile(join(root, "locales", `${name}.json`), "utf8")));
}

function stem(key: string): string {
  return key.replace(/_(?:one|other)$/u, "");
}

function gaps(sentence: string): readonly string[] {
  return [...sentence.matchAll(/\{\{(\w+)\}\}/gu)].map((match) => match[1] ?? "").toSorted();
}

function keysOf(words: object): readonly string[] {
  return [...new Set(Object.keys(words).map(stem))].toSorted();
}

function gapsByStem(words: { readonly [key: string]: string }) {
  const many = Object.entries(words).filter(([key]) => !key.endsWith("_one"));
  return Object.fromEntries(many.map(([key, sentence]) => [stem(key), gaps(sentence)]));
}

/** Every code of a refusal has its sentence: a code without one does not compile. */
const REFUSALS: { readonly [code in RefusalCode]: Key & `refusal.${code}` } = {
  "no-such-case": "refusal.no-such-case",
  "same-edition": "refusal.same-edition",
  "not-yours": "refusal.not-yours",
  "not-allowed": "refusal.not-allowed",
  "no-such-step": "refusal.no-such-step",
  "step-not-open": "refusal.step-not-open",
  "step-already-done": "refusal.step-already-done",
  "step-waits-for": "refusal.step-waits-for",
  "step-not-applicable": "refusal.step-not-applicable",
  "already-ended": "refusal.already-ended",
  "not-ended": "refusal.not-ended",
  archived: "refusal.archived",
  "moved-on": "refusal.moved-on",
  "answer-missing": "refusal.answer-missing",
  "answer-unfit": "refusal.answer-unfit",
  "time-in-future": "refusal.time-in-future",
  "time-before-start": "refusal.time-before-start",
  "time-before-now": "refusal.time-before-now",
  "late-reason-missing": "refusal.late-reason-missing",
  "reason-missing": "refusal.reason-missing",
  "too-long": "refusal.too-long",
  "no-such-level": "refusal.no-such-level",
  "level-unchanged": "refusal.level-unchanged",
  "no-such-department": "refusal.no-such-department",
  "no-such-person": "refusal.no-such-person",
  "accused-cannot": "refusal.accused-cannot",
  "no-extension": "refusal.no-extension",
  "extension-not-later": "refusal.extension-not-later",
  "extension-too-long": "refusal.extension-too-long",
  "extension-once": "refusal.extension-once",
  "request-open": "refusal.request-open",
  "no-such-request": "refusal.no-such-request",
  "request-answered": "refusal.request-answered",
  "own-request": "refusal.own-request",
  "not-waiting": "refusal.not-waiting",
  "already-waiting": "refusal.already-waiting",
  "no-such-waiting-reason": "refusal.no-such-waiting-reason",
  "waiting-too-long": "refusal.waiting-too-long",
  "nothing-to-pause": "refusal.nothing-to-pause",
  "no-rung-above": "refusal.no-rung-above",
  "no-escalation": "refusal.no-escalation",
  "no-hand-over": "refusal.no-hand-over",
  "must-be-satisfied": "refusal.must-be-satisfied",
  "reopen-window-over": "refusal.reopen-window-over",
  "same-case": "refusal.same-case",
  "kind-unknown": "refusal.kind-unknown",
  "no-such-proposal": "refusal.no-such-proposal",
  "no-such-list": "refusal.no-such-list",
  "already-listed": "refusal.already-listed",
  "no-such-correction": "refusal.no-such-correction",
  "in-person": "refusal.in-person",
  "amount-not-approved": "refusal.amount-not-approved",
  "amount-above-asked": "refusal.amount-above-asked",
};

describe("the sentences that people read", () => {
  it("exist in both languages under the same keys", async () => {
    const [en, zh] = [await locale("en"), await locale("zh-CN")];
    expect(keysOf(zh)).toEqual(keysOf(en));
  });

  it("have the same gaps in both languages, whatever the number", async () => {
    const [en, zh] = [await locale("en"), await locale("zh-CN")];
    expect(gapsByStem(zh)).toEqual(gapsByStem(en));
  });

  it("say one and many apart wherever they count in English", async () => {
    const en = await locale("en");
    const counted = Object.keys(en).filter((key) => key.endsWith("_one") || key.endsWith("_other"));
    const stems = [...new Set(counted.map(stem))];
    expect(stems.filter((key) => !(`${key}_one` in en) || !(`${key}_other` in en))).toEqual([]);
    expect(t("en", "length.working-days", { count: 1 })).toBe("1 working day");
    expect(t("en", "length.working-days", { count: 3 })).toBe("3 working days");
    expect(t("zh-CN", "length.working-days", { count: 1 })).toBe("1个工作日");
  });

  it("set stars only where Slack takes them for bold: beside white space or ASCII punctuation", async () => {
    const [en, zh] = [await locale("en"), await locale("zh-CN")];
    const beside = /^[\s!-)+-/:-@[-`|~]?$/u;
    const unfit = [...Object.entries(en), ...Object.entries(zh)].filter(([, sentence]) =>
      [...sentence.matchAll(/\*[^*\n]+\*/gu)].some(
        ({ 0: bold, index }) =>
          !beside.test(sentence.charAt(index - 1)) || !beside.test(sentence.charAt(index + bold.length)),
      ),
    );
    expect(unfit).toEqual([]);
  });

  it("use full-width punctuation in Chinese sentences and no exclamation mark in either language", async () => {
    const [en, zh] = [await locale("en"), await locale("zh-CN")];
    const halfWidth = Object.entries(zh).filter(([, sentence]) => /\p{Script=Han}[,;!?](?!\w)/u.test(sentence));
    expect(halfWidth).toEqual([]);
    expect(
      [...Object.entries(en), ...Object.entries(zh)].filter(([, sentence]) =>
        /[!！]/u.test(sentence.replace(/<!|!subteam/gu, "")),
      ),
    ).toEqual([]);
  });

  it("are all used, and nothing is asked for that does not exist", async () => {
    const en = await locale("en");
    let source = "";
    for await (const file of glob("src/{slack,records}/**/*.ts", { cwd: root }))
      source += await readFile(join(root, file), "utf8");
    const made = [
      "refusal.",
      "next.",
      "do.",
      "undelivered.",
      "what.",
      "form.",
      "verdict.",
      "request.",
      "how.",
      "need.",
      "ground.",
      "choice.",
      "list.",
      "command.word-",
      "line.nobody-",
      "receipt.alike-",
    ];
    const unused = [...new Set(Object.keys(en).map(stem))].filter(
      (key) => !source.includes(`"${key}"`) && !made.some((prefix) => key.startsWith(prefix)),
    );
    expect(unused).toEqual([]);
  });

  it("tell every reason for which nothing is done", () => {
    expect(Object.values(REFUSALS).filter((key) => !hasWords(key))).toEqual([]);
  });
});
