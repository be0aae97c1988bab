import type { KnownBlock } from "@slack/types";
import type { TypedCommand } from "../door.ts";
import type { Language } from "../../regulation/shape.ts";
import { actions, button, section } from "../blocks.ts";
import { HOME_ACTIONS } from "../home.ts";
import { joined, type Mrkdwn } from "../mrkdwn.ts";
import { openWindow } from "./case-windows.ts";
import { openForm } from "./acts.ts";
import type { Hand } from "./hand.ts";
import { openIntake } from "./intake.ts";
import { openList } from "./lists.ts";
import { openReport } from "./report.ts";
import { openSetup } from "./setup.ts";
import { md, t, type Key } from "../words.ts";

export const COMMAND_ACTIONS = { see: "command:see", text: "command:text", mine: "command:mine" } as const;

export type Asked =
  | { readonly ask: "file"; readonly words?: string }
  | { readonly ask: "help" | "mine" | "overdue" | "setup" | "report" }
  | { readonly ask: "find"; readonly words: string }
  | { readonly ask: "case"; readonly number: string; readonly note?: string }
  | { readonly ask: "near"; readonly word: "help" | "mine" | "overdue"; readonly text: string };

const KEYWORDS: { readonly [word: string]: "help" | "mine" | "overdue" | "setup" | "report" } = {
  help: "help",
  帮助: "help",
  mine: "mine",
  我的: "mine",
  overdue: "overdue",
  超时: "overdue",
  setup: "setup",
  设置: "setup",
  report: "report",
  报表: "report",
};

const FIND = /^(?:find|查找)\s+(?<words>\S.*)$/iu;
/** A search is a few words; "find my keys, I lost them near the lift" is a complaint. */
const FIND_WORDS = 4;
/** A whole number of a case: a date part and a serial, perhaps with dashes and letters, `2026H2-001`. */
const WHOLE_NUMBER = /^[A-Za-z]{0,8}-?\d(?:[\d-]|[A-Za-z](?=\d)){4,30}$/u;
const SHORT_NUMBER = /^\d{1,5}$/u;

/** How many letters have to be changed, added or left out to make one word of the other. */
export function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + same));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}

function nearMiss(text: string): "help" | "mine" | "overdue" | undefined {
  const word = text.toLowerCase();
  if (/\s/u.test(word) || word.length < 3) return undefined;
  return (["overdue", "mine", "help"] as const).find(
    (keyword) => distance(word, keyword) <= (keyword.length > 4 ? 2 : 1),
  );
}

/** A sub-command is the whole text; anything longer is what happened. */
export function readAsked(text: string): Asked {
  const typed = text.normalize("NFKC").trim();
  if (typed === "") return { ask: "file" };
  const keyword = KEYWORDS[typed.toLowerCase()];
  if (keyword !== undefined) return { ask: keyword };
  const words = FIND.exec(typed)?.groups?.["words"];
  if (words !== undefined && words.split(/\s+/u).length <= FIND_WORDS) return { ask: "find", words };
  if (SHORT_NUMBER.test(typed) || WHOLE_NUMBER.test(typed)) return { ask: "case", number: typed };
  const [first = "", ...rest] = typed.split(/\s+/u);
  if (rest.length > 0 && WHOLE_NUMBER.test(first))
    return { ask: "case", number: first, note: typed.slice(first.length).trim() };
  const near = nearMiss(typed);
  return near === undefined ? { ask: "file", words: text.trim() } : { ask: "near", word: near, text: text.trim() };
}

async function sayWords(lines: readonly Mrkdwn[], hand: Hand, more: readonly KnownBlock[] = []): Promise<void> {
  const text = lines.map((line) => line.mrkdwn).join("\n");
  await hand.say({ text, blocks: [section(joined(lines, "\n")), ...more] });
}

async function help(hand: Hand): Promise<void> {
  const { language } = hand.reader;
  const buttons = actions([
    button({ label: t(language, "command.file"), action: HOME_ACTIONS.file, primary: true }),
    button({ label: t(language, "command.my-cases"), action: COMMAND_ACTIONS.mine, value: "mine" }),
  ]);
  await sayWords(
    [md(language, "command.help-file"), md(language, "command.help-see"), md(language, "command.help-note")],
    hand,
    [buttons],
  );
}

function wordKey(word: "help" | "mine" | "overdue"): Key {
  return `command.word-${word}`;
}

async function didYouMean(asked: Extract<Asked, { ask: "near" }>, hand: Hand): Promise<void> {
  const { language }: { readonly language: Language } = hand.reader;
  const word = t(language, wordKey(asked.word));
  const buttons = actions([
    button({
      label: t(language, "command.see", { word }),
      action: COMMAND_ACTIONS.see,
      value: asked.word,
      primary: true,
    }),
    button({ label: t(language, "command.file-text"), action: COMMAND_ACTIONS.text, value: asked.text.slice(0, 1900) }),
  ]);
  await sayWords([md(language, "command.did-you-mean", { word })], hand, [buttons]);
}

/** The same words whether the case does not exist or is not for this reader. */
async function unknown(number: string, hand: Hand): Promise<void> {
  await sayWords([md(hand.reader.language, "window.no-case", { number })], hand);
}

async function openCase({ number, note }: Extract<Asked, { ask: "case" }>, hand: Hand): Promise<void> {
  const rows = await hand.parts.service.byNumber(number, hand.reader.id);
  const only = rows[0];
  if (only === undefined) return unknown(number, hand);
  if (rows.length > 1) return openList({ of: "find", words: number }, hand);
  if (note === undefined) return openWindow(only.id, hand);
  const file = await hand.parts.service.read(only.id, hand.reader.id);
  if (file === undefined) return unknown(number, hand);
  await openForm("note", file, hand, { key: `note:${only.id}`, marks: { text: note } });
}

/** Carries out what was asked for by a word. */
export async function answerWord(asked: Asked, channel: string | undefined, hand: Hand): Promise<void> {
  switch (asked.ask) {
    case "file":
      return openIntake(
        { ...(channel === undefined ? {} : { channel }), ...(asked.words === undefined ? {} : { words: asked.words }) },
        hand,
      );
    case "help":
      return help(hand);
    case "mine":
    case "overdue":
      return openList({ of: asked.ask }, hand);
    case "find":
      return openList({ of: "find", words: asked.words }, hand);
    case "case":
      return openCase(asked, hand);
    case "near":
      return didYouMean(asked, hand);
    case "setup":
      return openSetup(hand);
    case "report":
      return openReport(hand);
  }
}

export async function answerCommand(command: TypedCommand, hand: Hand): Promise<void> {
  await answerWord(readAsked(command.text), command.channel, hand);
}
