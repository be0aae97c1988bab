import { clocksOf, earliestClock } from "../../desk/clocks.ts";
import type { EventOf } from "../../desk/events.ts";
import { fold } from "../../desk/fold.ts";
import { textIn } from "../../regulation/text.ts";
import { leftText } from "../case-view.ts";
import { joined } from "../mrkdwn.ts";
import { md } from "../words.ts";
import { together, type Tellers, type Telling } from "./telling.ts";

/** What is left of the limit that binds earliest, as it was when the hold began. */
function leftThen(event: EventOf<"waiting-began">, { file, index, voice }: Telling): string | undefined {
  const then = fold(file.events.slice(0, index + 1));
  const context = { ...file.context, now: event.at };
  const clock = earliestClock(clocksOf(then, context));
  return clock === undefined ? undefined : leftText(clock, { ...file, case: then, context }, voice.language);
}

export const TIME_TELLERS = {
  warned: (event, told) =>
    told.say("line.warned", {
      step: told.step(event.step),
      by: md(told.voice.language, "due.by", { time: told.due(event.due) }),
      people: told.people(event.people),
      count: event.people.length,
    }),
  missed: (event, told) => {
    const params = { time: told.due(event.due), step: told.step(event.step) };
    return event.rungPeople.length === 0
      ? told.say("line.missed-nobody", params)
      : told.say("line.missed", { ...params, people: told.people(event.rungPeople), count: event.rungPeople.length });
  },
  "miss-cleared": (event, told) => {
    const step = told.context.regulation.deadlines.find((known) => known.id === event.deadline)?.until[0] ?? "";
    return told.say("line.miss-cleared", { step: told.step(step) });
  },
  "miss-found-wrong": (event, told) => told.say("line.miss-wrong", { reason: told.quoted(event.reason) }),
  "rung-told": (event, told) =>
    told.say("line.rung-told", { people: told.people(event.people), count: event.people.length }),
  "miss-explained": (event, told) =>
    told.say("line.miss-explained", { who: told.person(event.by), reason: told.quoted(event.reason) }),
  "dates-moved": (event, told) => {
    const step = told.context.regulation.deadlines.find((known) => known.id === event.deadline)?.until[0] ?? "";
    const corrected = together(event, told).some((other) => other.type === "edition-moved");
    return told.say(corrected ? "line.date-moved-edition" : "line.date-moved", {
      step: told.step(step),
      from: told.due(event.from),
      to: told.due(event.to),
    });
  },
  "waiting-began": (event, told) => {
    const known = told.context.regulation.waiting.find(({ id }) => id === event.reason);
    const params = { reason: textIn(known?.title, told.voice.language) || event.reason, until: told.due(event.until) };
    const line =
      event.text === undefined
        ? told.say("line.waiting", params)
        : told.say("line.waiting-said", { ...params, said: told.quoted(event.text) });
    const left = leftThen(event, told);
    return left === undefined ? line : joined([line, told.say("card.left", { length: left })]);
  },
  "waiting-ended": (event, told) => {
    if (event.how === "ended") return undefined;
    const clock = earliestClock(clocksOf(told.current, told.context));
    return clock?.due === undefined
      ? told.say("line.running")
      : told.say("line.running-due", { due: told.due(clock.due) });
  },
} satisfies Tellers;
