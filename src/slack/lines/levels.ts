import { earliestClock, clocksOf, openClocks, type Clock } from "../../desk/clocks.ts";
import type { EventOf } from "../../desk/events.ts";
import { textIn } from "../../regulation/text.ts";
import type { Facts, FactValue } from "../../desk/facts.ts";
import { answerText, fieldById, fieldTitle } from "../facts-text.ts";
import { t } from "../words.ts";
import { joined, type Mrkdwn } from "../mrkdwn.ts";
import { levelTitle } from "../names.ts";
import { listText } from "../phrases.ts";
import { together, type Tellers, type Telling } from "./telling.ts";
import { basisText } from "../basis.ts";

/** How an answer reads as a reason: the option that was chosen, the question where it was a yes, "…: no" where not. */
function answerWords(
  fact: string,
  value: FactValue | undefined,
  { context, voice }: Pick<Telling, "context" | "voice">,
): string {
  const title = fieldTitle(fact, context, voice.language).replace(/[?？]$/u, "");
  if (value === "yes" || value === undefined) return title;
  const answer = answerText(fact, value, context, voice);
  return value === "no" ? t(voice.language, "window.fact", { title, value: answer }) : answer;
}

export interface Reasons {
  readonly grounds: EventOf<"level-set">["grounds"];
  /** The answers as they stood. */
  readonly facts: Facts;
}

/** "service work and we made a mistake (property-10)": the answers that gave the level, and their clauses. */
export function groundsText({ grounds, facts }: Reasons, telling: Pick<Telling, "context" | "voice">): string {
  const { context, voice } = telling;
  const shown = grounds.map((ground) => {
    const answers = ground.facts.filter((fact) => fieldById(fact, context) !== undefined);
    return listText(
      answers.map((fact) => answerWords(fact, facts[fact], telling)),
      voice.language,
    );
  });
  const basis = basisText([...new Set(grounds.flatMap((ground) => ground.basis))], context, voice.language);
  const words = [...new Set(shown.filter((text) => text !== ""))].join(voice.language === "zh-CN" ? "；" : "; ");
  if (basis === "") return words;
  return voice.language === "zh-CN" ? `${words}（${basis}）` : `${words} (${basis})`.trim();
}

/** The level and why, for the line of the recording. */
export function levelWhy(event: EventOf<"level-set">, told: Telling): Mrkdwn {
  const level = levelTitle(event.level, told.context, told.voice.language);
  if (event.noCriterion === true) return told.say("line.level-none-fits", { level });
  const why = groundsText({ grounds: event.grounds, facts: told.current.facts }, told);
  return why.trim() === "" ? told.say("line.level-set", { level }) : told.say("line.level-because", { level, why });
}

function newLimits(line: Mrkdwn, told: Telling): Mrkdwn {
  const { current, context, voice } = told;
  const due = (clock: Clock): Mrkdwn =>
    told.say(clock.provisional ? "due.about" : "due.by", { time: told.due(clock.due ?? 0) });
  const clocks = openClocks(clocksOf(current, context));
  const steps = [...new Set(clocks.map((clock) => clock.step))];
  const limits = steps.flatMap((step) => {
    const clock = earliestClock(clocks, step);
    return clock?.due === undefined ? [] : [told.say("due.then", { step: told.step(step), by: due(clock) })];
  });
  return limits.length === 0
    ? line
    : told.say("line.new-limits", { line, limits: joined(limits, voice.language === "en" ? ", " : "，") });
}

function levelSet(event: EventOf<"level-set">, told: Telling): Mrkdwn | undefined {
  const others = together(event, told);
  // Set in the same breath as the recording: told there.
  if (others.some((other) => other.type === "received")) return undefined;
  const { levels } = told.context.regulation;
  const before = told.file.events.slice(0, told.index).findLast((other) => other.type === "level-set");
  const level = levelTitle(event.level, told.context, told.voice.language);
  if (before === undefined) return levelWhy(event, told);
  const weight = (id: string) => levels.find((known) => known.id === id)?.weight ?? -1;
  if (weight(event.level) < weight(before.level)) {
    const answer = others.find((other) => other.type === "request-answered");
    const params = { level, reason: told.quoted(event.reason ?? "") };
    return answer === undefined
      ? told.say("line.level-lowered", params)
      : told.say("line.level-lowered-approved", { ...params, who: told.person(answer.by) });
  }
  const miss = told.current.misses.find((known) => known.clock === event.clock);
  if (event.how === "missed" && miss !== undefined) {
    const deadline = told.context.regulation.deadlines.find((known) => known.id === miss.deadline);
    const words =
      basisText(deadline?.basis ?? [], told.context, told.voice.language) ||
      textIn(deadline?.title, told.voice.language);
    return newLimits(told.say("line.level-raised-missed", { level, deadline: words }), told);
  }
  const why = event.reason ?? groundsText({ grounds: event.grounds, facts: told.current.facts }, told);
  return newLimits(
    why === ""
      ? told.say("line.level-raised", { level })
      : told.say("line.level-raised-why", { level, why: told.quoted(why) }),
    told,
  );
}

export const LEVEL_TELLERS = {
  "level-set": levelSet,
  found: (event, told) => {
    const finding = told.context.regulation.findings.find((known) => known.id === event.finding);
    const value = textIn(finding?.values[event.value], told.voice.language) || event.value;
    const title = textIn(finding?.title, told.voice.language);
    if (event.how === "table") return undefined;
    return told.say("line.found-by", {
      who: told.person(event.by),
      finding: title,
      value,
      reason: told.quoted(event.reason ?? ""),
    });
  },
} satisfies Tellers;
