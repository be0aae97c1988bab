import type { Button, KnownBlock } from "@slack/types";
import { HOUSE_PATTERN, writtenNumber } from "../../desk/numbers.ts";
import { readAsked, type Asked } from "../asked.ts";
import type { TypedCommand } from "../door.ts";
import { actions, button, section } from "../blocks.ts";
import { HOME_ACTIONS } from "../home.ts";
import { LIMITS } from "../limits.ts";
import { joined, type Mrkdwn } from "../mrkdwn.ts";
import { openWindow } from "./case-windows.ts";
import { openForm } from "./acts.ts";
import type { Hand } from "./hand.ts";
import { openIntake } from "./intake.ts";
import { openFind, openList } from "./lists.ts";
import { sayNoDesk } from "./no-desk.ts";
import { openReport } from "./report.ts";
import { openSetup } from "./setup.ts";
import { md, t } from "../words.ts";

export const COMMAND_ACTIONS = { see: "command:see", text: "command:text", mine: "command:mine" } as const;

type Case = Extract<Asked, { ask: "case" }>;

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
  const lines = ["command.help-file", "command.help-see", "command.help-note", "command.help-more"] as const;
  await sayWords(
    lines.map((key) => md(language, key)),
    hand,
    [buttons],
  );
}

/** Says something that may have been meant otherwise, and offers to file the whole text. */
async function offerFiling(said: Mrkdwn, text: string, hand: Hand, first: readonly Button[] = []): Promise<void> {
  const label = t(hand.reader.language, "command.file-text");
  await sayWords([said], hand, [actions([...first, button({ label, action: COMMAND_ACTIONS.text, value: text })])]);
}

async function didYouMean({ word: meant, text }: Extract<Asked, { ask: "near" }>, hand: Hand): Promise<void> {
  const { language } = hand.reader;
  const word = t(language, `command.word-${meant}`);
  const label = t(language, "command.see", { word });
  const see = button({ label, action: COMMAND_ACTIONS.see, value: meant, primary: true });
  await offerFiling(md(language, "command.did-you-mean", { word }), text, hand, [see]);
}

/** Could a case of one of the desks be called that? */
async function mayBeNumber(typed: string, { parts }: Hand): Promise<boolean> {
  const desks = await parts.desks.all();
  return desks.some(
    ({ regulation }) => writtenNumber(regulation.number ?? { pattern: HOUSE_PATTERN }, typed) !== undefined,
  );
}

/** Words behind a number that opens nothing are not lost. What can be no number is what happened from its first word. */
async function nothingToNote(asked: Case, said: Mrkdwn, channel: string | undefined, hand: Hand): Promise<void> {
  const { number, text } = asked;
  const held = text.length <= LIMITS.buttonValue && (await mayBeNumber(number, hand));
  return held ? offerFiling(said, text, hand) : answerWord({ ask: "file", words: text }, channel, hand);
}

async function openCase(asked: Case, channel: string | undefined, hand: Hand): Promise<void> {
  const { number, note } = asked;
  const { parts, reader } = hand;
  const [only, ...others] = await parts.service.byNumber(number, reader.id);
  const many = others.length > 0;
  if (note === undefined && many) return openList({ of: "number", number }, hand);
  if (note === undefined && only !== undefined) return openWindow(only.id, hand);
  const file = only === undefined || many ? undefined : await parts.service.read(only.id, reader.id);
  if (note !== undefined && file !== undefined)
    return openForm("note", file, hand, { key: `note:${file.id}`, marks: { text: note } });
  // The same words whether the case does not exist or is not for this reader.
  const said = md(reader.language, many ? "list.several" : "window.no-case", { number });
  await (note === undefined ? sayWords([said], hand) : nothingToNote(asked, said, channel, hand));
}

/** Carries out what was asked for by a word. */
export async function answerWord(asked: Asked, channel: string | undefined, hand: Hand): Promise<void> {
  if (asked.ask === "help") return help(hand);
  if ((await hand.parts.desks.all()).length === 0) return sayNoDesk(hand);
  switch (asked.ask) {
    case "file":
      return openIntake(
        { ...(channel === undefined ? {} : { channel }), ...(asked.words === undefined ? {} : { words: asked.words }) },
        hand,
      );
    case "mine":
    case "overdue":
      return openList({ of: asked.ask }, hand);
    case "find":
      return asked.words === undefined ? openFind(hand) : openList({ of: "find", words: asked.words }, hand);
    case "case":
      return openCase(asked, channel, hand);
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
