import type { Context } from "../desk/context.ts";
import type { Facts } from "../desk/facts.ts";
import type { CaseFile } from "../desk/service.ts";
import { standingDoing } from "../desk/steps.ts";
import { clip } from "./clip.ts";
import { dayText } from "./dates.ts";
import { fieldById } from "./facts-text.ts";
import { apart } from "./guides-blocks.ts";
import type { Reader } from "./voice.ts";
import { t } from "./words.ts";

/** What there is to read of a step: the words written to it, else its first long answer, else its first text. */
export function saidIn(answers: Facts, note: string | undefined, context: Context): string | undefined {
  const texts = Object.entries(answers).filter(
    ([id, value]) => typeof value === "string" && ["text", "long-text"].includes(fieldById(id, context)?.type ?? ""),
  );
  const long = texts.find(([id]) => fieldById(id, context)?.type === "long-text") ?? texts[0];
  const said = apart(note).said ?? long?.[1];
  return typeof said === "string" && said.trim() !== "" ? said : undefined;
}

/** What was done about the complaint and on which day, for whoever speaks with the customer; undefined while unsolved. */
export function solvedText({ case: current, context }: CaseFile, reader: Reader): string | undefined {
  const doing = standingDoing(current, "resolve");
  if (doing === undefined) return undefined;
  const day = dayText(doing.doneAt, reader, reader.now);
  const what = saidIn(doing.answers, doing.note, context);
  return what === undefined
    ? t(reader.language, "tell.call-solved", { day })
    : t(reader.language, "tell.call-done", { day, what: clip(what, 300) });
}
