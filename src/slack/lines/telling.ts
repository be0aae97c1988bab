import type { Case } from "../../desk/case.ts";
import type { Context } from "../../desk/context.ts";
import type { CaseEvent, EventType, EventOf } from "../../desk/events.ts";
import type { CaseFile } from "../../desk/service.ts";
import { oneLine } from "../clip.ts";
import { momentToken, shownDue } from "../dates.ts";
import { LIMITS } from "../limits.ts";
import { escapeText, typed, type Mrkdwn } from "../mrkdwn.ts";
import { nextWords, peopleNames, personName } from "../names.ts";
import { whenText } from "../phrases.ts";
import type { Voice } from "../voice.ts";
import { md, type Key, type MarkedParams } from "../words.ts";

/** How one event is told: to whom, and with dates as tokens (channels) or as words (one reader). */
export interface Telling {
  readonly file: CaseFile;
  readonly voice: Voice;
  /** Where one person alone reads it. */
  readonly reader?: string;
  readonly context: Context;
  readonly current: Case;
  /** Place of the event in the history, from 0. */
  readonly index: number;
  moment(instant: number): Mrkdwn;
  due(instant: number): Mrkdwn;
  say(key: Key, params?: MarkedParams): Mrkdwn;
  person(id: string): string;
  people(ids: readonly string[]): string;
  /** What somebody typed: one line, cut; the whole stands in the history. */
  quoted(text: string): Mrkdwn;
  /** What was cut in the telling, whole. */
  readonly cut: Set<string>;
  step(id: string): string;
}

export function telling(file: CaseFile, index: number, voice: Voice, dates: "tokens" | "words"): Telling {
  const { context } = file;
  const cut = new Set<string>();
  const quoted = (text: string) => {
    if (oneLine(text).length > LIMITS.ourThreadReason) cut.add(text);
    return typed(text, LIMITS.ourThreadReason);
  };
  const moment = (instant: number) =>
    dates === "tokens" ? momentToken(instant, voice) : escapeText(whenText(instant, voice));
  return {
    file,
    voice,
    context,
    current: file.case,
    index,
    moment,
    due: (instant) => moment(shownDue(instant, context.desk.zone)),
    say: (key, params) => md(voice.language, key, params),
    person: (id) => personName(id, context, voice.language),
    people: (ids) => peopleNames(ids, context, voice.language),
    quoted,
    cut,
    step: (id) => nextWords(id, context, voice.language),
  };
}

export type Teller<T extends EventType> = (event: EventOf<T>, told: Telling) => Mrkdwn | undefined;
export type Tellers = { readonly [T in EventType]?: Teller<T> };

/** Does an event belong to what happened at the same stroke? Rules follow without a key of their own. */
function sameStroke(event: CaseEvent, other: CaseEvent): boolean {
  return (
    other.at === event.at &&
    (other.requestKey === undefined || event.requestKey === undefined || other.requestKey === event.requestKey)
  );
}

/** What one request brought about, with all that followed from it by rules: it is told together. */
export function together(event: CaseEvent, { file, index }: Telling): readonly CaseEvent[] {
  const { events } = file;
  let first = index;
  while (first > 0 && events[first - 1] !== undefined && sameStroke(event, events[first - 1] ?? event)) first -= 1;
  let last = index;
  while (last + 1 < events.length && sameStroke(event, events[last + 1] ?? event)) last += 1;
  return events.slice(first, last + 1);
}
