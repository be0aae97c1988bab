import { momentText, nearText } from "./dates.ts";
import type { Facts } from "../desk/facts.ts";
import { guidesAt } from "../desk/guides.ts";
import { holdersOf } from "../desk/people.ts";
import type { Case } from "../desk/case.ts";
import type { Context } from "../desk/context.ts";
import { departmentOf } from "../desk/directory.ts";
import type { Guide } from "../regulation/shape.ts";
import { textIn } from "../regulation/text.ts";
import { answerClock } from "../desk/answer-clock.ts";
import { departmentTitle, matterTitle, caseMatter } from "./names.ts";
import { dueText } from "./phrases.ts";
import { toCustomer, type Reader } from "./voice.ts";
import { t } from "./words.ts";

export interface Speaking {
  readonly context: Context;
  readonly reader: Reader;
  readonly facts: Facts;
  /** The case, once there is one. */
  readonly current?: Case;
  readonly department?: string;
}

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}

function filling(name: string, speaking: Speaking): string | undefined {
  const { context, facts, current, department } = speaking;
  const reader = toCustomer(speaking.reader, context);
  const { language } = reader;
  switch (name) {
    case "number":
      return current?.number;
    case "received": {
      const at = current?.firstReceivedAt ?? facts["received"];
      return typeof at === "number" ? momentText(at, reader, reader.now) : nearText(reader.now, reader, reader.now);
    }
    case "first-due": {
      const clock = current === undefined ? undefined : answerClock(current, context);
      return clock?.due === undefined ? undefined : dueText(clock.due, reader, context.desk.zone);
    }
    case "department": {
      const id = department ?? (current === undefined ? undefined : departmentOf(current));
      return id === undefined ? t(language, "say.department") : departmentTitle(id, context, language);
    }
    case "category":
      return matterTitle(current === undefined ? text(facts["category"]) : caseMatter(current), context, language);
    case "me":
      return reader.name;
    case "point":
    case "time":
      return t(language, "say.point");
    default:
      return text(facts[name]) || undefined;
  }
}

/** A phrase with its gaps filled; undefined where something that it says is not known. */
export function spoken(words: string, speaking: Speaking): string | undefined {
  let whole = true;
  const filled = words.replace(/\{([\w-]+)\}/gu, (_, name: string) => {
    const value = filling(name, speaking);
    if (value === undefined || value === "") whole = false;
    return value ?? "";
  });
  return whole ? filled : undefined;
}

function wordsOf(guides: readonly Guide[], speaking: Speaking): readonly string[] {
  return guides.flatMap((guide) => {
    const words = textIn(guide.say, speaking.reader.language);
    const filled = words === "" ? undefined : spoken(words, speaking);
    return filled === undefined ? [] : [filled];
  });
}

function guidesHere(place: string, { facts, context }: Speaking, everywhere: boolean): readonly Guide[] {
  return guidesAt(place, facts, context.regulation).filter((guide) => guide.at.includes("all") === everywhere);
}

/** What the regulation wants to be said here, in its order, in the reader's language. */
export function phrasesAt(place: string, speaking: Speaking): readonly string[] {
  return wordsOf(guidesHere(place, speaking, false), speaking);
}

/** How people should behave at every form: shown, not said. */
export function conductAt(place: string, speaking: Speaking): readonly string[] {
  return wordsOf(guidesHere(place, speaking, true), speaking);
}

/** Is the point this reader's to tick? One that names a role is for those who hold it. */
function isFor(guide: Guide, { context, reader, current }: Speaking): boolean {
  if (guide.by === undefined || current === undefined) return true;
  return holdersOf(guide.by, current, context).people.includes(reader.id);
}

/** What the regulation wants to be seen to here, point by point, each once. */
export function pointsAt(place: string, speaking: Speaking): readonly string[] {
  const guides = guidesAt(place, speaking.facts, speaking.context.regulation).filter((guide) => isFor(guide, speaking));
  const points = guides.flatMap((guide) => guide.tick.map((point) => textIn(point, speaking.reader.language)));
  return [...new Set(points.filter((point) => point !== ""))];
}
