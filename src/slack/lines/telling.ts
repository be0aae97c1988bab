import type { Case } from "../../desk/case.ts";
import type { Context } from "../../desk/context.ts";
import type { CaseEvent, EventType, EventOf } from "../../desk/events.ts";
import type { CaseFile } from "../../desk/service.ts";
import { momentToken, nearText, shownDue } from "../dates.ts";
import { LIMITS } from "../limits.ts";
import { escapeText, typed, type Mrkdwn } from "../mrkdwn.ts";
import { nextWords, peopleNames, personName } from "../names.ts";
import type { Voice } from "../voice.ts";
import { md, type Key, type MarkedParams } from "../words.ts";

/** How one event is told: to whom, and with dates as tokens (channels) or as words (one reader). */
export interface Telling {
  readonly file: CaseFile;
  readonly voice: Voice;
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
  step(id: string): string;
}

export function telling(file: CaseFile, index: number, voice: Voice, dates: "tokens" | "words"): Telling {
  const { context } = file;
  const moment = (instant: number) =>
    dates === "tokens" ? momentToken(instant, voice) : escapeText(nearText(instant, voice, voice.now));
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
    quoted: (text) => typed(text, LIMITS.ourThreadReason),
    step: (id) => nextWords(id, context, voice.language),
  };
}

export type Teller<T extends EventType> = (event: EventOf<T>, told: Telling) => Mrkdwn | undefined;
export type Tellers = { readonly [T in EventType]?: Teller<T> };

/** Events of the same request: what happened together is told together. */
export function together(event: CaseEvent, { file }: Telling): readonly CaseEvent[] {
  return event.requestKey === undefined
    ? [event]
    : file.events.filter((other) => other.requestKey === event.requestKey);
}
