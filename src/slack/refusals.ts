import type { Refusal } from "../desk/commands.ts";
import type { Context } from "../desk/context.ts";
import { endTitle } from "../regulation/describe.ts";
import { textIn } from "../regulation/text.ts";
import { fieldTitle } from "./facts-text.ts";
import { momentText } from "./dates.ts";
import { nextWords, peopleNames, personName, roleTitle, turnTitle } from "./names.ts";
import { listText, spanText } from "./phrases.ts";
import type { Reader } from "./voice.ts";
import { hasWords, t, type Key } from "./words.ts";

function textOf(value: string | number | undefined): string {
  return value === undefined ? "" : String(value);
}

function listOf(value: string | number | undefined): readonly string[] {
  return textOf(value)
    .split(",")
    .filter((id) => id !== "");
}

/** The code's sentence; where it would read badly for want of a name, its plainer sister. */
function keyOf({ code, params }: Refusal): Key {
  const by = textOf(params?.["by"]);
  if (code === "step-already-done" && by === "") return "refusal.step-done-before";
  if (code === "step-already-done" && params?.["step"] === "accept") return "refusal.already-accepted";
  if (code === "not-yours" && textOf(params?.["people"]) === "") return "refusal.not-yours-nobody";
  if (code === "not-allowed" && textOf(params?.["people"]) !== "") return "refusal.not-allowed-people";
  if (code === "step-waits-for" && textOf(params?.["missing"]) !== "") return "refusal.step-waits-for-turns";
  const key = `refusal.${code}`;
  return hasWords(key) ? key : "refusal.other";
}

/** Why nothing was done, in the reader's words: whose step it is, who was first, what is missing. */
export function refusalText(refusal: Refusal, context: Context | undefined, reader: Reader): string {
  const { params = {}, field } = refusal;
  const { language } = reader;
  const key = keyOf(refusal);
  if (context === undefined) return t(language, key, { field: field ?? "" });
  const people = listOf(params["people"]);
  const turns = listOf(params["missing"]).map((turn) => turnTitle(turn, context, language));
  const at = params["at"] ?? 0;
  const time = params["earliest"] ?? params["cap"] ?? params["last"];
  const step = textOf(params["waitsFor"] ?? params["step"]);
  return t(language, key, {
    people: peopleNames(people, context, language),
    turns: listText(turns, language),
    role: roleTitle(textOf(params["role"]), context, language),
    who: personName(textOf(params["by"]), context, language),
    span: typeof at === "number" ? spanText(reader.now - at, language) : "",
    step: step === "" ? "" : nextWords(step, context, language),
    end: textIn(endTitle(context.regulation, textOf(params["how"])), language),
    time: typeof time === "number" ? momentText(time, reader, reader.now) : "",
    longest: textOf(params["longest"]),
    field: field === undefined ? "" : fieldTitle(field, context, language),
  });
}
