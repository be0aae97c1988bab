import { requestWords } from "../card-face.ts";
import { apart } from "../guides-blocks.ts";
import { LIMITS } from "../limits.ts";
import { joined, typed } from "../mrkdwn.ts";
import { done } from "./steps.ts";
import type { Tellers } from "./telling.ts";

/** What only the case window tells: looks at contact data, recusals, approvals in progress, the app's own work. */
export const PRIVATE_TELLERS = {
  // What was ticked of the guides is for the record; the thread is spared it.
  "step-done": (event, told) => {
    const { ticked } = apart(event.note);
    const line = done(event, told);
    return ticked === undefined ? line : joined([line, typed(ticked, LIMITS.ourThreadReason)]);
  },
  looked: (event, told) => told.say("line.looked", { who: told.person(event.by) }),
  recused: (event, told) =>
    told.say("line.recused", {
      who: told.person(event.by),
      person: told.person(event.person),
      reason: told.quoted(event.reason),
    }),
  chased: (event, told) => told.say("line.chased", { people: told.people(event.people), count: event.people.length }),
  "request-reminded": (event, told) =>
    told.say("line.reminded-approver", { people: told.people(event.people), count: event.people.length }),
  numbered: (event, told) => told.say("line.numbered", { number: event.number }),
  noted: (event, told) => told.say("line.noted", { who: told.person(event.by), said: told.quoted(event.text) }),
  "note-changed": (event, told) => told.say(event.removed ? "line.note-removed" : "line.note-changed"),
  "not-delivered": (event, told) => told.say("line.not-delivered", { what: event.what }),
  "request-taken-back": (event, told) => told.say("line.taken-back", { who: told.person(event.by) }),
  requested: (event, told) => {
    const request = told.current.requests.find((known) => known.id === event.request);
    if (request === undefined) return undefined;
    const params = {
      who: told.person(request.by),
      people: told.people(event.approvers),
      what: requestWords(request, told, told.voice),
    };
    return event.reason === ""
      ? told.say("line.asked-plain", params)
      : told.say("line.asked", { ...params, reason: told.quoted(event.reason) });
  },
} satisfies Tellers;
