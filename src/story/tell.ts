import { dayOfIso, weekdayOf } from "../calendar/dates.ts";
import { localDate } from "../calendar/zone.ts";
import type { CaseEvent } from "../desk/events.ts";
import type { Facts, FactValue } from "../desk/facts.ts";
import type { Notice, PingKind } from "../desk/notices.ts";
import { DESK } from "../desk/rights.ts";
import { endTitle, fieldTitle, levelById, optionTitle, roleTitle, stepTitle } from "../regulation/describe.ts";
import type { Language, Regulation } from "../regulation/shape.ts";
import { textIn } from "../regulation/text.ts";
import { wallClock } from "./compare.ts";
import type { Turn } from "./runner.ts";
import type { Stage } from "./story.ts";
import { EVENT_WORDS, PING_WORDS, say, WORDS, type Gaps } from "./words.ts";

/** In what language, and under which regulation at which desk, a story is told. */
export interface Voice {
  readonly language: Language;
  readonly stage: Stage;
}

const WEEKDAYS: { readonly [L in Language]: readonly string[] } = {
  en: ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"],
  "zh-CN": ["周一", "周二", "周三", "周四", "周五", "周六", "周日"],
};

/** `Tue 2026-11-24 09:12`. */
export function moment(at: number, { language, stage }: Voice): string {
  const { zone } = stage.desk;
  const weekday = WEEKDAYS[language][weekdayOf(dayOfIso(localDate(zone, at)))] ?? "";
  return `${weekday} ${wallClock(zone, at)}`;
}

/** Ids of people become their names; whatever else is listed stays as it is. */
function people(ids: readonly string[], { language, stage }: Voice): string {
  return ids.map((id) => stage.people.persons[id]?.name ?? id).join(language === "en" ? ", " : "、");
}

function valueText(field: string, value: FactValue, voice: Voice): string {
  if (typeof value === "string" && voice.stage.people.persons[value] !== undefined) return people([value], voice);
  if (typeof value === "string") return textIn(optionTitle(voice.stage.regulation, field, value), voice.language);
  if (typeof value === "number") return field.endsWith("time") ? moment(value, voice) : String(value);
  if (Array.isArray(value))
    return people(
      value.map((one) => (typeof one === "string" ? one : one.name)),
      voice,
    );
  return "amount" in value ? `${value.amount} ${value.currency}` : "";
}

function factsText(facts: Facts, voice: Voice): string {
  const said = Object.entries(facts).map(
    ([field, value]) =>
      `${textIn(fieldTitle(voice.stage.regulation, field), voice.language)} ${valueText(field, value, voice)}`,
  );
  return people(said, voice);
}

function deadlineTitle(id: string, regulation: Regulation, language: Language): string {
  const rule = regulation.deadlines.find((known) => known.id === id);
  const title = textIn(rule?.title, language);
  return title === "" ? id : `${title} (${id})`;
}

/** The gaps that several kinds of events share: people, reasons, times, titles. */
function gapsOf(event: CaseEvent, voice: Voice): Gaps {
  const { language } = voice;
  const { regulation } = voice.stage;
  const step = (id: string) => textIn(stepTitle(regulation, id), language);
  const when = (at: number | undefined) => (at === undefined ? undefined : moment(at, voice));
  const common: Gaps = {
    ...("people" in event ? { people: people(event.people, voice) } : {}),
    ...("reason" in event ? { text: event.reason } : {}),
    ...("text" in event ? { text: event.text } : {}),
    ...("step" in event ? { step: step(event.step) } : {}),
    ...("deadline" in event ? { deadline: deadlineTitle(event.deadline, regulation, language) } : {}),
    ...("basis" in event ? { basis: event.basis.join(", ") } : {}),
    ...("until" in event ? { time: when(event.until) } : {}),
  };
  return { ...common, ...ownGaps(event, { voice, step, when }) };
}

interface Telling {
  readonly voice: Voice;
  readonly step: (id: string) => string;
  readonly when: (at: number | undefined) => string | undefined;
}

function ownGaps(event: CaseEvent, { voice, step, when }: Telling): Gaps {
  const { language } = voice;
  const { regulation } = voice.stage;
  switch (event.type) {
    case "received":
      return { text: valueText("what-happened", event.facts["what-happened"] ?? "", voice) };
    case "numbered":
      return { number: event.number };
    case "linked":
      return { number: event.other };
    case "answered":
      return { facts: factsText(event.facts, voice), text: event.reason };
    case "level-set":
      return {
        level: textIn(levelById(regulation, event.level)?.title, language),
        basis: [...new Set(event.grounds.flatMap((ground) => ground.basis))].join(", "),
      };
    case "found":
      return {
        text: `${textIn(fieldTitle(regulation, event.finding), language)} ${valueText(event.finding, event.value, voice)}`,
      };
    case "step-done":
      return { time: event.doneAt === event.at ? undefined : when(event.doneAt) };
    case "step-redated":
      return { time: when(event.doneAt) };
    case "steps-reopened":
      return { steps: people(event.steps.map(step), voice) };
    case "taken":
    case "named":
      return { person: people([event.person], voice), part: textIn(roleTitle(regulation, event.part), language) };
    case "recused":
      return { person: people([event.person], voice) };
    case "reassigned":
      return { to: people([event.department ?? [], event.person ?? []].flat(), voice) };
    case "hand-over-offered":
      return { to: people([event.department, event.person ?? []].flat(), voice) };
    case "stood-in":
      return { person: people([event.person], voice), people: people([event.deputy], voice) };
    case "nobody-in-role":
      return { role: textIn(roleTitle(regulation, event.role), language), people: people(event.went, voice) };
    case "warned":
      return { time: when(event.due) };
    case "missed":
      return { time: when(event.due), people: people(event.rungPeople, voice) };
    case "dates-moved":
    case "extended":
      return { time: when(event.to) };
    case "waiting-began": {
      const reason = regulation.waiting.find((known) => known.id === event.reason);
      return { text: textIn(reason?.title, language) };
    }
    case "requested":
      return { people: people(event.approvers, voice), of: event.of, time: when(event.detail.until) };
    case "request-answered":
    case "proposal-decided":
      return { answer: say(event.yes ? WORDS.yes : WORDS.no, language) };
    case "correction-checked":
      return { answer: say(event.works ? WORDS.yes : WORDS.no, language) };
    case "contacted":
      return { text: event.said, time: when(event.promisedUntil) };
    case "call-tried":
      return { attempt: event.attempt, time: when(event.nextAt) };
    case "call-postponed":
      return { time: when(event.nextAt) };
    case "round-began":
      return { round: event.round };
    case "proposed":
      return { people: people(event.deciders, voice), text: event.consequence };
    case "ended":
      return { end: textIn(endTitle(regulation, event.how), language) };
    case "decided":
      return { text: `${event.choice}, ${event.text}` };
    case "duty-opened":
      return { text: textIn(stepTitle(regulation, event.duty), language), time: when(event.dueAt) };
    case "correction-planned":
      return { text: event.what, time: when(event.due) };
    case "listed":
    case "unlisted":
      return { text: event.list };
    case "kind-changed":
      return { text: event.kind };
    default:
      return {};
  }
}

function eventLine(event: CaseEvent, voice: Voice): string {
  const who = event.by === DESK ? say(WORDS.desk, voice.language) : people([event.by], voice);
  return `${who}: ${say(EVENT_WORDS[event.type], voice.language, gapsOf(event, voice))}`;
}

function pingLine(to: string, notice: Extract<Notice, { readonly ping: PingKind }>, voice: Voice): string {
  const said = `→ ${to}: ${say(PING_WORDS[notice.ping], voice.language)}`;
  if (notice.notBefore === undefined) return said;
  return `${said} (${say(WORDS.notBefore, voice.language, { time: moment(notice.notBefore, voice) })})`;
}

function noticeLine(notice: Notice, voice: Voice): readonly string[] {
  switch (notice.kind) {
    case "ping":
      return [pingLine(people([notice.person], voice), notice, voice)];
    case "group-ping":
      return [pingLine(`@${notice.group}`, notice, voice)];
    case "administrators":
      return [`→ ${say(WORDS.administrators, voice.language)}`];
    case "card":
    case "line":
    case "settle-pings":
      return [];
  }
}

/** What one turn did, for people to read: the time once, then a line for each event and each message. */
export function tellTurn(turn: Turn, voice: Voice): readonly string[] {
  const { language } = voice;
  const { code, field } = turn.refused ?? {};
  const refused =
    code === undefined ? [] : [say(WORDS.refused, language, { code: [code, field ?? []].flat().join(" ") })];
  const repeated = turn.repeated === true ? [say(WORDS.repeated, language)] : [];
  const said = [
    ...refused,
    ...repeated,
    ...turn.events.map((event) => eventLine(event, voice)),
    ...turn.notices.flatMap((notice) => noticeLine(notice, voice)),
  ];
  const lines = said.length === 0 ? [say(WORDS.nothing, language)] : said;
  const time = moment(turn.at, voice);
  const indent = " ".repeat(Math.max(22, time.length));
  return lines.map((line, index) => `  ${index === 0 ? time.padEnd(22) : indent}  ${line}`);
}
