import { renderCard, type CardPlace } from "../../src/slack/card.ts";
import { channelVoice } from "../../src/slack/voice.ts";
import type { CaseFile } from "../../src/desk/service.ts";
import type { Language } from "../../src/regulation/shape.ts";
import type { Story } from "../support/given.ts";

/** The story as a file from the store, at a desk of this language. */
export function fileOf(story: Story, language: Language): CaseFile {
  const context = { ...story.context, desk: { ...story.context.desk, language } };
  return {
    id: "01890000-0000-7000-8000-000000000042",
    case: { ...story.case, number: "2026110042" },
    events: story.history,
    context,
  };
}

/** A card as a person reads it. */
export interface Read {
  readonly title: string;
  readonly line: string;
  readonly buttons: readonly string[];
  readonly menu: readonly string[];
}

/** Tokens of time as their fallback without the zone. */
function timed(text: string): string {
  return text.replace(/<!date\^[^|]*\|([^>]*?)(?: \(Asia\/Shanghai\)|（北京时间）)?>/gu, "$1");
}

function blocksOf(story: Story, language: Language, place: CardPlace) {
  const file = fileOf(story, language);
  return renderCard(file, place, channelVoice(file.context)).blocks;
}

/** The grey lines of the card: who, how, when, what it is about; below the buttons whose turn it is. */
export function greyLines(story: Story, language: Language, place: CardPlace = "home"): readonly string[] {
  return blocksOf(story, language, place).flatMap((block) =>
    block.type === "context"
      ? [block.elements.map((element) => ("text" in element ? timed(element.text) : "")).join(" · ")]
      : [],
  );
}

/** The texts of a card that has left, one for each section. */
export function sections(story: Story, language: Language, place: CardPlace): readonly string[] {
  return blocksOf(story, language, place).flatMap((block) =>
    block.type === "section" ? [timed(block.text?.text ?? "")] : [],
  );
}

/** The card as a person reads it; tokens of time as their fallback without the zone. */
export function read(story: Story, language: Language, place: CardPlace = "home"): Read {
  const [head, , , last] = blocksOf(story, language, place);
  const text = head?.type === "section" ? (head.text?.text ?? "") : "";
  const [title = "", line = ""] = timed(text).split("\n");
  const menu =
    head?.type === "section" && head.accessory?.type === "overflow"
      ? head.accessory.options.map((option) => option.text.text)
      : [];
  const buttons =
    last?.type === "actions"
      ? last.elements.flatMap((element) => (element.type === "button" ? [element.text.text] : []))
      : [];
  return { title, line, buttons, menu };
}
