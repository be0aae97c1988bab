import { answerClock } from "../desk/answer-clock.ts";
import type { Case } from "../desk/case.ts";
import type { Context } from "../desk/context.ts";
import { departmentOf } from "../desk/directory.ts";
import { isGiven } from "../desk/facts.ts";
import type { LetterAsked, LetterKind, RecordFile, RecordVoice } from "../desk/records.ts";
import type { CaseFile } from "../desk/service.ts";
import { moneyText, textIn } from "../regulation/text.ts";
import { pageText } from "./page.ts";
import { answerText, departmentText, momentText, numberText, optionText } from "./told.ts";
import { say, type RecordKey } from "./words.ts";

function text(value: unknown): string {
  return typeof value === "string" ? value.trim() : "";
}

function matterText({ facts }: Case, context: Context, { language }: RecordVoice): string {
  const matter = text(facts["category"]);
  return matter === "" ? say(language, "letter.your-matter") : optionText("category", matter, context, language);
}

/** "You will have an answer by …": only where the regulation sets a time, never one of our own. */
function promise(current: Case, context: Context, voice: RecordVoice): string {
  const due = answerClock(current, context)?.due;
  return due === undefined
    ? say(voice.language, "letter.as-soon")
    : say(voice.language, "letter.by", { time: momentText(due, voice, true) });
}

/** What was done, as whoever solved it wrote it down: the answers in words of the step that solved it. */
function measures({ doings }: Case, context: Context, voice: RecordVoice): readonly string[] {
  const solved = doings.findLast((doing) => doing.step === "resolve" && doing.stands);
  const written = Object.entries(solved?.answers ?? {}).filter(
    ([id, value]) => isGiven(value) && context.regulation.fields.find((field) => field.id === id)?.type === "long-text",
  );
  return written.map(([id, value]) => answerText(id, value, context, voice));
}

function answerParts(current: Case, context: Context, voice: RecordVoice): readonly string[] {
  const { language } = voice;
  const outcome = current.facts["outcome"];
  const paid = current.facts["compensation-approved"];
  const done = measures(current, context, voice);
  return [
    ...(isGiven(outcome)
      ? [say(language, "letter.outcome", { outcome: answerText("outcome", outcome, context, voice) })]
      : []),
    ...(done.length === 0 ? [] : [say(language, "letter.done", { measures: done.join("\n") })]),
    ...(typeof paid === "object" && "amount" in paid
      ? [say(language, "letter.compensation", { amount: moneyText(paid, language) })]
      : []),
  ];
}

/** Why it takes longer, where the record says so in words meant for people: the last extension, else the wait. */
function delay(current: Case, { regulation }: Context, { language }: RecordVoice): string {
  const waiting = current.waits.findLast((wait) => wait.endedAt === undefined);
  const reason = regulation.waiting.find(({ id }) => id === waiting?.reason);
  return reason === undefined ? "" : say(language, "letter.waiting", { reason: textIn(reason.title, language) });
}

/**
 * What a letter would say by the record, for somebody to go over: paragraphs with an empty line between them. It promises
 * no outcome and names no time that no limit gives.
 */
export function letterBody({ case: current, context }: CaseFile, kind: LetterKind, voice: RecordVoice): string {
  const { language } = voice;
  const department = departmentOf(current);
  const about = {
    number: numberText(current, voice),
    received: momentText(current.firstReceivedAt, voice),
    matter: matterText(current, context, voice),
  };
  const paragraphs: { readonly [k in LetterKind]: readonly string[] } = {
    acknowledgement: [
      say(language, "letter.acknowledged", about),
      ...(department === undefined
        ? []
        : [say(language, "letter.with", { department: departmentText(department, context, language) })]),
      promise(current, context, voice),
    ],
    holding: [say(language, "letter.still", about), delay(current, context, voice), promise(current, context, voice)],
    answer: [
      say(language, "letter.looked-into", about),
      ...answerParts(current, context, voice),
      say(language, "letter.not-content"),
    ],
  };
  return paragraphs[kind].filter((paragraph) => paragraph !== "").join("\n\n");
}

const TITLES: { readonly [k in LetterKind]: RecordKey } = {
  acknowledgement: "letter.acknowledgement",
  holding: "letter.holding",
  answer: "letter.answer",
};

/** The letter as a page to print, in the language asked for. */
export function letter({ case: current, context }: CaseFile, asked: LetterAsked): RecordFile {
  const { language, kind, body, signed } = asked;
  const number = numberText(current, asked);
  const name = text(current.facts["complainant"]);
  const house = textIn(context.desk.name, language);
  const content = pageText({
    language,
    title: say(language, TITLES[kind]),
    above: `${house} · ${momentText(context.now, asked)}`,
    parts: [
      { kind: "text", text: [name, text(current.facts["address"])].filter((line) => line !== "").join("\n") },
      {
        kind: "text",
        text: name === "" ? say(language, "letter.dear-anybody") : say(language, "letter.dear", { name }),
      },
      ...body
        .split(/\n{2,}/u)
        .filter((paragraph) => paragraph.trim() !== "")
        .map((paragraph) => ({ kind: "text" as const, text: paragraph.trim() })),
      { kind: "text", text: say(language, "letter.close", { house, signed }) },
    ],
    foot: say(language, "letter.foot", { number }),
  });
  return { name: `${number.replace(/[^\p{L}\p{N}-]+/gu, "-")}-${kind}-${language}.html`, content };
}
