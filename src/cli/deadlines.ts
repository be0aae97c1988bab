import { localWords } from "../calendar/explain-lines.ts";
import { numberedLines, parseInstant } from "../calendar/report.ts";
import { lengthWords } from "../calendar/words.ts";
import { horizonOf } from "../desk/horizon.ts";
import { levelById } from "../regulation/describe.ts";
import type { Regulation } from "../regulation/shape.ts";
import { textIn } from "../regulation/text.ts";
import { suchCase, type DeadlineRow, type RowState, type SuchCase } from "./case.ts";
import { readSaid, type SaidOptions } from "./facts.ts";
import { calendarsFor, type HolidayOptions } from "./holidays.ts";
import { readRegulation, Stop } from "./regulation-file.ts";
import { filled, WORDS, type Sentence, type Terminal } from "./words.ts";

export interface CaseOptions extends SaidOptions, HolidayOptions {
  readonly received: string;
  readonly at?: string | undefined;
  readonly kind?: string | undefined;
  readonly json?: boolean | undefined;
}

const STATES: { readonly [state in RowState]: Sentence } = {
  running: { en: "running", "zh-CN": "进行中" },
  paused: { en: "on hold", "zh-CN": "暂停计时" },
  asked: { en: "more time asked for", "zh-CN": "已申请延期" },
  met: { en: "met", "zh-CN": "已按时完成" },
  missed: { en: "missed", "zh-CN": "已超时" },
  dropped: { en: "no longer applies", "zh-CN": "不再适用" },
  "no-limit": { en: "no limit given", "zh-CN": "制度未给出时长" },
  later: { en: "not begun", "zh-CN": "尚未起算" },
  not: { en: "not for such a case", "zh-CN": "不适用于此类投诉" },
};

/** Every deadline of such a case as it stands at a moment, each with its explanation; nothing but time passes. */
export async function deadlinesOfCase(
  terminal: Terminal,
  name: string | undefined,
  options: CaseOptions,
): Promise<number> {
  const regulation = await readRegulation(name);
  const calendars = await calendarsFor(regulation, options);
  const { zone } = calendars.default;
  const received = parseInstant(zone, options.received);
  const at = options.at === undefined ? received : parseInstant(zone, options.at);
  if (at < received) throw new Stop(WORDS.beforeReceived);
  const kind = kindOf(regulation, options.kind);
  const found = await suchCase({
    regulation,
    calendars,
    kind,
    said: readSaid(options, regulation, zone),
    received,
    at,
  });
  if (options.json === true) terminal.print(JSON.stringify(asJson(found, received), null, 2));
  else printed(found, terminal).forEach((line) => terminal.print(line));
  return 0;
}

function kindOf({ kinds }: Regulation, wanted: string | undefined): string {
  const ids = kinds.map(({ id }) => id);
  if (wanted === undefined) return ids.length === 0 || ids.includes("complaint") ? "complaint" : (ids[0] ?? "");
  if (wanted !== "complaint" && !ids.includes(wanted)) {
    throw new Stop(WORDS.noSuchKind, {
      kind: wanted,
      kinds: ["complaint", ...ids.filter((id) => id !== "complaint")].join(", "),
    });
  }
  return wanted;
}

// ── As lines ───────────────────────────────────────────────────────────────────────────────────────────────────────

function printed({ current, context, rows }: SuchCase, terminal: Terminal): readonly string[] {
  const { language } = terminal;
  const calendar = context.calendars.default;
  const level = current.level === undefined ? undefined : levelById(context.regulation, current.level.id);
  const head = filled(WORDS.caseHead[language], {
    title: textIn(context.regulation.title, language),
    received: localWords(calendar, current.firstReceivedAt)[language],
    level: level === undefined ? WORDS.noLevelYet[language] : textIn(level.title, language),
    at: localWords(calendar, context.now)[language],
  });
  const apart = rows.filter(({ state }) => state === "not").map(({ deadline }) => deadline.id);
  const notice = horizonOf(context.calendars, context.now)?.notice?.text[language];
  return [
    head,
    ...rows.filter(({ state }) => state !== "not").flatMap((row) => ["", ...rowLines(row, terminal)]),
    ...(apart.length === 0 ? [] : ["", filled(WORDS.notForThis[language], { ids: apart.join(", ") })]),
    ...(notice === undefined || !rows.some(({ clock }) => clock?.provisional === true) ? [] : ["", notice]),
  ];
}

function rowLines(row: DeadlineRow, { language }: Terminal): readonly string[] {
  const { deadline, calendar, clock, state } = row;
  const basis = deadline.basis.length === 0 ? "" : ` (${deadline.basis.join(", ")})`;
  const title = `${deadline.id}: ${textIn(deadline.title, language)}${basis}`;
  const limit = row.limit[language];
  if (state === "later") {
    const events = row.startsWhen.map((event) => textIn(event, language)).join(" / ");
    return [title, `   ${filled(WORDS.startsWhen[language], { events, limit })}`];
  }
  if (clock?.due === undefined) return [title, `   ${limit}`];
  const due = localWords(calendar, clock.due, true)[language];
  const words = clock.provisional ? WORDS.untilProvisional : WORDS.untilTime;
  const left =
    row.left === undefined ? "" : filled(WORDS.leftOver[language], { length: lengthWords(row.left)[language] });
  const warns = clock.warnAt.map((at) => localWords(calendar, at, false, false)[language]);
  return [
    title,
    `   ${filled(words[language], { due, state: STATES[state][language] })}${left}`,
    ...numberedLines(row.lines, language).map((line) => `   ${line}`),
    ...(warns.length === 0 ? [] : [`   ${filled(WORDS.warnsAt[language], { times: warns.join(" · ") })}`]),
  ];
}

// ── As JSON ────────────────────────────────────────────────────────────────────────────────────────────────────────

function iso(instant: number): string {
  return new Date(instant).toISOString();
}

function asJson({ current, context, rows }: SuchCase, received: number): object {
  return {
    regulation: context.regulation.id,
    zone: context.calendars.default.zone,
    received: iso(received),
    at: iso(context.now),
    ...(current.level === undefined ? {} : { level: current.level.id }),
    facts: current.facts,
    deadlines: rows.map(({ deadline, calendar, state, limit, left, clock, lines, startsWhen }) => ({
      id: deadline.id,
      title: deadline.title,
      basis: deadline.basis,
      from: deadline.from,
      until: deadline.until,
      limit,
      state,
      ...(clock === undefined ? {} : { started: iso(clock.startedAt), provisional: clock.provisional }),
      ...(clock?.due === undefined
        ? {}
        : {
            due: iso(clock.due),
            local: localWords(calendar, clock.due, true),
            warnings: clock.warnAt.map(iso),
          }),
      ...(left === undefined ? {} : { left }),
      ...(startsWhen.length === 0 ? {} : { startsWhen }),
      explanation: lines.map(({ at, kind, text }) => ({ kind, ...(at === undefined ? {} : { at: iso(at) }), text })),
    })),
  };
}
