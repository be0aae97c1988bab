import type { EventOf } from "../../desk/events.ts";
import { ownerOf } from "../../desk/people.ts";
import { asGranted } from "../../desk/rules/answering.ts";
import { textIn } from "../../regulation/text.ts";
import type { Mrkdwn } from "../mrkdwn.ts";
import { requestWords } from "../card-face.ts";
import { moneyAsked } from "./money.ts";
import { together, type Tellers, type Telling } from "./telling.ts";

function requestOf(id: string, told: Telling) {
  return told.current.requests.find((request) => request.id === id);
}

function answered(event: EventOf<"request-answered">, told: Telling): Mrkdwn | undefined {
  const request = requestOf(event.request, told);
  if (request === undefined) return undefined;
  const who = told.person(event.by);
  if (!event.yes) return told.say("line.refused", { who, reason: told.quoted(event.reason ?? "") });
  const granted = asGranted(request);
  const { until } = granted.detail;
  if (request.of === "extension" && until !== undefined)
    return told.say("line.agreed-time", { who, until: told.due(until) });
  // What a yes brings about has a line of its own, which names whoever agreed.
  const others = together(event, told);
  if (others.some((other) => other.type === "ended" || other.type === "level-set" || other.type === "step-redated"))
    return undefined;
  return told.say("line.agreed", { who, what: requestWords(granted, told, told.voice) });
}

export const DECISION_TELLERS = {
  requested: (event, told) => {
    if (event.of === "compensation") return moneyAsked(event, told);
    // Other approvals in progress are nobody's business but the approver's.
    if (event.of !== "extension" || event.detail.until === undefined) return undefined;
    return told.say("line.asked-time", {
      who: told.person(event.by),
      until: told.due(event.detail.until),
      reason: told.quoted(event.reason),
    });
  },
  "request-answered": answered,
  "request-taken-back": (event, told) =>
    requestOf(event.request, told)?.of === "extension"
      ? told.say("line.taken-back", { who: told.person(event.by) })
      : undefined,
  extended: (event, told) => {
    // Granted on request: told by the answer. Given by whoever decides: told here, once for all limits that it moves.
    const others = together(event, told);
    if (others.some((other) => other.type === "request-answered")) return undefined;
    if (others.find((other) => other.type === "extended") !== event) return undefined;
    return told.say("line.agreed-time", { who: told.person(event.by), until: told.due(event.to) });
  },
  escalated: (event, told) =>
    told.say("line.escalated", {
      who: told.person(event.by),
      people: told.people(event.people),
      reason: told.quoted(event.reason),
    }),
  decided: (event, told) => told.say("line.decided", { who: told.person(event.by), said: told.quoted(event.text) }),
  contacted: (event, told) => {
    const line = told.say("line.contacted", { who: told.person(event.by), said: told.quoted(event.said) });
    return event.promisedUntil === undefined
      ? line
      : told.say("line.promised", { line, until: told.due(event.promisedUntil) });
  },
  "call-tried": (event, told) =>
    event.nextAt === undefined
      ? told.say("line.call-tried", { attempt: event.attempt })
      : told.say("line.call-again", { attempt: event.attempt, next: told.moment(event.nextAt) }),
  "call-postponed": (event, told) => {
    const params = { who: told.person(event.by), next: told.moment(event.nextAt) };
    return event.note === undefined
      ? told.say("line.call-postponed", params)
      : told.say("line.call-postponed-why", { ...params, reason: told.quoted(event.note) });
  },
  noted: (event, told) =>
    event.message === undefined
      ? told.say("line.noted", { who: told.person(event.by), said: told.quoted(event.text) })
      : undefined,
  linked: (event, told) => (event.how === "duplicate" ? undefined : told.say("line.linked", { number: event.other })),
  "round-began": (event, told) =>
    told.say("line.round", {
      round: event.round,
      people: told.people(ownerOf(told.current, told.context).people) || "—",
    }),
  ended: (event, told) => endLine(event, told),
  reopened: (event, told) =>
    told.say("line.reopened", { who: told.person(event.by), reason: told.quoted(event.reason) }),
  archived: (_, told) => told.say("line.archived"),
} satisfies Tellers;

function endLine(event: EventOf<"ended">, told: Telling): Mrkdwn {
  const { current, context, voice } = told;
  const reason = told.quoted(event.reason ?? "");
  switch (event.how) {
    case "closed": {
      const late = current.misses.some((miss) => !miss.cleared && miss.wrong === undefined);
      return told.say("line.closed", {
        who: told.person(event.by),
        rounds: told.say("line.rounds", { count: current.round }),
        time: told.say(late ? "line.late" : "line.in-time"),
      });
    }
    case "withdrawn":
      return told.say("line.withdrawn", { reason });
    case "not-valid": {
      const answer = together(event, told).find((other) => other.type === "request-answered");
      return answer === undefined
        ? told.say("line.not-valid", { reason })
        : told.say("line.not-valid-agreed", { reason, who: told.person(answer.by) });
    }
    case "merged":
      return told.say("line.merged", { reason, number: event.into ?? "" });
    default:
      return told.say("line.ended", { end: textIn(context.regulation.ends[event.how], voice.language) || event.how });
  }
}
