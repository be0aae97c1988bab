import type { Modal } from "./modal.ts";
import type { KnownBlock } from "@slack/types";
import type { DeskFile } from "../desk/service.ts";
import { stepTitle } from "../regulation/describe.ts";
import type { Guide } from "../regulation/shape.ts";
import { textIn } from "../regulation/text.ts";
import { header, plain, section } from "./blocks.ts";
import { clip } from "./clip.ts";
import { spoken, type Speaking } from "./guides-text.ts";
import { textInput } from "./inputs.ts";
import { LIMITS } from "./limits.ts";
import { escapeText } from "./mrkdwn.ts";
import type { Reader } from "./voice.ts";
import { t, type Key } from "./words.ts";

export const GUIDES_CALLBACK = "guides";
export const FIND_CALLBACK = "find";

/** Places that are no steps, in the order in which a case comes to them. */
const PLACES: { readonly [place: string]: Key } = {
  intake: "guides.intake",
  "intake-end": "guides.intake-end",
  handling: "guides.handling",
  answer: "guides.answer",
  callback: "guides.callback",
  all: "guides.all",
};

/** Characters of a section, with room for what escaping adds. */
const SECTION = 2500;

interface Group {
  readonly title: string;
  readonly lines: readonly string[];
}

function placeTitle(place: string, { context, reader }: Speaking): string {
  const key = PLACES[place];
  if (key !== undefined) return t(reader.language, key);
  return textIn(stepTitle(context.regulation, place), reader.language);
}

/** A guide as lines: what to say, with dots for what only a case could tell, and what to see to. */
function guideLines({ say, tick }: Guide, speaking: Speaking): readonly string[] {
  const words = textIn(say, speaking.reader.language);
  const said = words === "" ? [] : [spoken(words, speaking) ?? words.replace(/\{[\w-]+\}/gu, "…")];
  const points = tick.map((point) => textIn(point, speaking.reader.language)).filter((point) => point !== "");
  return [...said.map((line) => `• ${line}`), ...points.map((point) => `☐ ${point}`)];
}

/** Aims and scope, then all guides by the place where they help; one that helps in several stands at the first. */
function groupsOf(speaking: Speaking): readonly Group[] {
  const { about, guides } = speaking.context.regulation;
  const { language } = speaking.reader;
  const places = new Set([...Object.keys(PLACES), ...guides.map((guide) => guide.at[0] ?? "all")]);
  const aims = about.map(({ say }) => textIn(say, language)).filter((line) => line !== "");
  return [
    { title: t(language, "guides.about"), lines: aims.map((line) => `• ${line}`) },
    ...[...places].map((place) => ({
      title: placeTitle(place, speaking),
      lines: guides.filter((guide) => guide.at[0] === place).flatMap((guide) => guideLines(guide, speaking)),
    })),
  ];
}

/** Lines in as few sections as hold them. */
function sections(lines: readonly string[]): readonly KnownBlock[] {
  const texts: string[] = [];
  for (const line of lines) {
    const last = texts.at(-1);
    if (last !== undefined && last.length + line.length < SECTION) texts.splice(-1, 1, `${last}\n${line}`);
    else texts.push(clip(line, SECTION));
  }
  return texts.map((text) => section(escapeText(text)));
}

/** All that the desks' regulations say to those who work by them, for reading outside a call. */
export function guidesView(desks: readonly DeskFile[], reader: Reader): Modal {
  const { language } = reader;
  const blocks = desks.flatMap(({ context }) =>
    groupsOf({ context, reader, facts: {} })
      .filter(({ lines }) => lines.length > 0)
      .flatMap(({ title, lines }) => [header(title), ...sections(lines)]),
  );
  return {
    type: "modal",
    callback_id: GUIDES_CALLBACK,
    title: plain(t(language, "guides.title"), LIMITS.modalTitle),
    close: plain(t(language, "modal.close"), LIMITS.modalTitle),
    blocks: blocks.length === 0 ? [section(escapeText("—"))] : blocks.slice(0, LIMITS.viewBlocks),
  };
}

/** One field; the answer is a list in the same modal. */
export function findView(reader: Reader): Modal {
  const { language } = reader;
  return {
    type: "modal",
    callback_id: FIND_CALLBACK,
    title: plain(t(language, "find.title"), LIMITS.modalTitle),
    submit: plain(t(language, "find.go"), LIMITS.modalTitle),
    close: plain(t(language, "modal.cancel"), LIMITS.modalTitle),
    blocks: [textInput({ id: "words", label: t(language, "find.words"), most: 100, focus: true })],
  };
}
