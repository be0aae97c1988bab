import type { EventOf } from "../../desk/events.ts";

import { textIn } from "../../regulation/text.ts";
import { stepTitle } from "../names.ts";
import { together, type Tellers, type Telling } from "./telling.ts";

function listTitle({ list }: EventOf<"listed" | "unlisted">, { context, voice }: Telling): string {
  return textIn(context.regulation.lists.find(({ id }) => id === list)?.title, voice.language);
}

/** What goes on beside the case itself: lists, duties that follow from it, what is put right, another kind. */
export const FOLLOW_UP_TELLERS = {
  // Of what is on the list, a vehicle or a telephone number, the thread is spared.
  listed: (event, told) =>
    together(event, told).some(({ type }) => type === "request-answered")
      ? undefined
      : told.say("line.listed", { who: told.person(event.by), list: listTitle(event, told) }),
  unlisted: (event, told) =>
    told.say("line.unlisted", {
      who: told.person(event.by),
      list: listTitle(event, told),
      reason: told.quoted(event.reason),
    }),
  "duty-opened": (event, told) => {
    const duty = stepTitle(event.duty, told.context, told.voice.language);
    return event.dueAt === undefined
      ? told.say("line.duty-opened", { duty })
      : told.say("line.duty-opened-by", { duty, until: told.due(event.dueAt) });
  },
  "correction-planned": (event, told) =>
    told.say("line.correction", {
      what: told.quoted(event.what),
      owner: told.person(event.owner),
      until: told.due(event.due),
    }),
  "correction-done": (event, told) =>
    told.say("line.corrected", { who: told.person(event.by), said: told.quoted(event.text) }),
  "correction-checked": (event, told) =>
    told.say(event.works ? "line.correction-works" : "line.correction-works-not", {
      who: told.person(event.by),
      said: told.quoted(event.text),
    }),
  "kind-changed": (event, told) =>
    told.say("line.kind", {
      who: told.person(event.by),
      kind: textIn(told.context.regulation.kinds.find(({ id }) => id === event.kind)?.title, told.voice.language),
      reason: told.quoted(event.reason),
    }),
  "edition-moved": (event, told) =>
    told.say("line.edition-moved", { who: told.person(event.by), reason: told.quoted(event.reason) }),
} satisfies Tellers;
