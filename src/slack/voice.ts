import type { Context } from "../desk/context.ts";
import type { Person } from "../desk/desk.ts";
import type { Told } from "./dates.ts";

/** In whose language and zone a surface speaks, and what time it is there. */
export interface Voice extends Told {
  readonly now: number;
}

/** A modal, direct message or Home tab has one reader. */
export interface Reader extends Voice {
  readonly id: string;
  readonly name: string;
}

/** Channels are read by many: the desk's language and zone. */
export function channelVoice({ desk, now }: Context): Voice {
  return { language: desk.language, zone: desk.zone, now };
}

export function readerVoice(person: Person, now: number): Reader {
  const { id, name, language, zone } = person;
  return { id, name, language, zone, now };
}
