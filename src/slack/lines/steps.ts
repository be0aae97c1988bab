import type { CaseEvent, EventOf } from "../../desk/events.ts";
import { dutyOfKind } from "../../desk/duties.ts";
import { caseTitle, departmentTitle, stepTitle } from "../names.ts";
import { isAboutMoney } from "../../desk/lined.ts";
import { stepById } from "../../desk/steps.ts";
import { fieldById, fieldOption, fieldTitle } from "../facts-text.ts";
import type { Mrkdwn } from "../mrkdwn.ts";
import { spanText } from "../phrases.ts";
import { saidIn } from "../said.ts";
import { levelWhy } from "./levels.ts";
import { moneyMoved } from "./money.ts";
import { together, type Tellers, type Telling } from "./telling.ts";

/** A record made this soon after the act is not worth a word about the time. */
const AT_ONCE_MS = 5 * 60_000;
/** Nobody counts the seconds until a case was taken. */
const MINUTE_MS = 60_000;

function callback(event: EventOf<"step-done">, told: Telling): Mrkdwn {
  const wrong = event.answers["still-wrong"];
  const said = typeof wrong === "string" ? wrong : saidIn(event.answers, event.note, told.context);
  const happy = event.answers["verdict"] !== "dissatisfied";
  if (said === undefined) return told.say(happy ? "line.satisfied" : "line.dissatisfied");
  return told.say(happy ? "line.satisfied-said" : "line.dissatisfied-said", { said: told.quoted(said) });
}

export function done(event: EventOf<"step-done">, told: Telling): Mrkdwn {
  const { context, current } = told;
  const who = told.person(event.by);
  const step = stepById(event.step, context);
  const said = saidIn(event.answers, event.note, context);
  if (step?.type === "callback") return callback(event, told);
  if (event.step === "dispatch") {
    const department = event.answers["department"];
    return told.say("line.dispatched", {
      who,
      department: departmentTitle(
        typeof department === "string" ? department : undefined,
        context,
        told.voice.language,
      ),
    });
  }
  if (event.step === "accept") {
    const since = current.roundStarts.findLast((at) => at <= event.doneAt) ?? current.firstReceivedAt;
    const span = event.doneAt - since;
    if (span < MINUTE_MS) return told.say("line.accepted-at-once", { who });
    return told.say("line.accepted", { who, span: spanText(span, told.voice.language) });
  }
  if (event.step === "resolve") {
    const line =
      said === undefined
        ? told.say("line.resolved", { who })
        : told.say("line.resolved-said", { who, said: told.quoted(said) });
    return event.answers["customer-told"] === "no" ? told.say("line.customer-not-told", { line }) : line;
  }
  if (event.step === "close") return told.say("line.closed-step", { who });
  if ((step?.fill.length ?? 0) > 0) return told.say("line.form-returned", { who });
  const title = stepTitle(event.step, context, told.voice.language);
  return said === undefined
    ? told.say("line.step", { who, step: title })
    : told.say("line.step-said", { who, step: title, said: told.quoted(said) });
}

function received(event: EventOf<"received">, told: Telling): Mrkdwn {
  if (dutyOfKind(event.kind) !== undefined)
    return told.say("line.duty", { title: caseTitle(told.current, told.context, told.voice.language) });
  const who = told.person(event.receiver);
  const { source } = event.facts;
  const line =
    typeof source === "string"
      ? told.say("line.recorded-by-source", {
          who,
          source: fieldOption("source", source, told.context, told.voice.language),
        })
      : told.say("line.recorded", { who });
  const level = together(event, told).findLast(
    (other): other is CaseEvent & { type: "level-set" } => other.type === "level-set",
  );
  return level === undefined ? line : told.say("line.recorded-level", { line, level: levelWhy(level, told) });
}

function reopened(event: EventOf<"steps-reopened">, told: Telling): Mrkdwn | undefined {
  if (event.why === "round" || event.why === "reassigned") return undefined;
  const who = told.person(event.by);
  const reason = told.quoted(event.reason ?? "");
  const first = event.steps[0] ?? "";
  if (first === "resolve") return told.say("line.undone-resolve", { who, reason });
  if ((stepById(first, told.context)?.fill.length ?? 0) > 0) return told.say("line.sent-back", { who, reason });
  return told.say("line.undone", { who, reason, step: stepTitle(first, told.context, told.voice.language) });
}

export const STEP_TELLERS = {
  received,
  numbered: () => undefined,
  answered: (event, told) => {
    if (isAboutMoney(event)) return moneyMoved(event, told);
    const who = told.person(event.by);
    const fields = [...new Set([...Object.keys(event.facts), ...event.cleared])].filter(
      (id) => fieldById(id, told.context) !== undefined,
    );
    if (event.by === "desk" || fields.length === 0) return undefined;
    const what = fields
      .map((id) => fieldTitle(id, told.context, told.voice.language))
      .join(told.voice.language === "en" ? ", " : "、");
    return event.reason === undefined
      ? told.say("line.answered", { who, what })
      : told.say("line.answered-reason", { who, what, reason: told.quoted(event.reason) });
  },
  "step-done": (event, told) => {
    const line = done(event, told);
    if (event.at - event.doneAt <= AT_ONCE_MS) return line;
    return told.say("line.recorded-late", {
      line,
      time: told.moment(event.doneAt),
      reason: told.quoted(event.lateReason ?? "—"),
    });
  },
  "step-redated": (event, told) =>
    told.say("line.redated", {
      who: told.person(event.by),
      step: stepTitle(event.step, told.context, told.voice.language),
      time: told.moment(event.doneAt),
    }),
  "step-skipped": (event, told) =>
    told.say("line.skipped", {
      who: told.person(event.by),
      step: stepTitle(event.step, told.context, told.voice.language),
      reason: told.quoted(event.reason),
    }),
  "steps-reopened": reopened,
} satisfies Tellers;
