import type { Context } from "../desk/context.ts";
import type { Person } from "../desk/desk.ts";
import type { Told } from "./dates.ts";

/** In whose language and zone a surface speaks, and what time it is there. */
export interface Voice extends Told {
  readonly now: number;
  /** What is said stays and is read on later days, too: no "today" and no "tomorrow". */
  readonly stays?: true;
}

/** A modal, direct message or Home tab has one reader. */
export interface Reader extends Voice {
  readonly id: string;
  readonly name: string;
}

/** Channels are read by many: the desk's language and zone. */
export function channelVoice({ desk, now }: Context): Voice {
  return { language: desk.language, zone: desk.zone, now, stays: true };
}

export function readerVoice(person: Person, now: number): Reader {
  const { id, name, language, zone } = person;
  return { id, name, language, zone, now };
}

/** What a reader says to the customer: the hours are those of the desk, wherever the reader is. */
export function toCustomer(reader: Reader, { desk }: Context): Reader {
  return { ...reader, zone: desk.zone };
}

/** A direct message has one reader, and stays. */
export function messageVoice(person: Person, now: number): Reader {
  return { ...readerVoice(person, now), stays: true };
}
