import type { Modal } from "./modal.ts";
import type { KnownBlock } from "@slack/types";
import type { ExplainLine } from "../calendar/types.ts";
import { limitWords } from "../calendar/explain.ts";
import { openClocks, type Clock } from "../desk/clocks.ts";
import { explainClock, isHouseNumber } from "../desk/explanation.ts";
import { calendarOf } from "../desk/limits.ts";
import type { CaseFile } from "../desk/service.ts";
import type { Language } from "../regulation/shape.ts";
import { textIn } from "../regulation/text.ts";
import { basisOrHouse } from "./basis.ts";
import { alert, context as small, contextIf, plain, section } from "./blocks.ts";
import { viewOf } from "./case-view.ts";
import { momentText, zoneWords } from "./dates.ts";
import { writeMeta } from "./door.ts";
import { LIMITS } from "./limits.ts";
import { escapeText, ours, type Mrkdwn } from "./mrkdwn.ts";
import { peopleNames, stepTitle } from "./names.ts";
import { byText, dueText, limitText } from "./phrases.ts";
import type { Reader } from "./voice.ts";
import { md, t } from "./words.ts";

export const WHY_CALLBACK = "why";

/** Lines of one date; of more than that some in the middle are left out. */
const MOST_LINES = 20;
const FIRST_LINES = 11;
const LAST_LINES = 8;
/** Further limits whose explanation is given in full. */
const MOST_CLOCKS = 4;

interface Shown {
  /** Place among all lines, from 1. */
  readonly n: number;
  readonly text: string;
  readonly skipped: boolean;
}

/** Neighbouring lines of what did not count become one. */
function skipsTogether(lines: readonly Shown[], language: Language): readonly Shown[] {
  return lines.reduce<readonly Shown[]>((kept, line) => {
    const last = kept.at(-1);
    if (last?.skipped !== true || !line.skipped) return [...kept, line];
    return [...kept.slice(0, -1), { ...last, text: `${last.text}${t(language, "between.clauses")}${line.text}` }];
  }, []);
}

/** All lines if there are few; else what did not count in one, then the first and the last: the end is never lost. */
export function shownLines(lines: readonly ExplainLine[], language: Language): readonly string[] {
  const all = lines.map(({ kind, text }, index) => ({
    n: index + 1,
    text: textIn(text, language),
    skipped: kind === "skipped",
  }));
  const few = all.length <= MOST_LINES ? all : skipsTogether(all, language);
  const said = ({ n, text }: Shown) => t(language, "why.line", { n, text });
  if (few.length <= MOST_LINES) return few.map(said);
  const count = few.length - FIRST_LINES - LAST_LINES;
  const between = t(language, "why.more", { count });
  return [...few.slice(0, FIRST_LINES).map(said), between, ...few.slice(-LAST_LINES).map(said)];
}

/** Lines in as few sections as hold them. */
function lineSections(lines: readonly string[]): readonly KnownBlock[] {
  const texts = lines.reduce<readonly string[]>((kept, line) => {
    const text = escapeText(line).mrkdwn;
    const last = kept.at(-1);
    return last === undefined || last.length + text.length >= LIMITS.ourTextBlock
      ? [...kept, text]
      : [...kept.slice(0, -1), `${last}\n${text}`];
  }, []);
  return texts.map((text) => section(ours(text)));
}

function headText(clock: Clock, { context }: CaseFile, reader: Reader): Mrkdwn {
  const { language } = reader;
  const { zone } = context.desk;
  const step = stepTitle(clock.step, context, language);
  return clock.provisional && clock.due !== undefined
    ? md(language, "why.head-provisional", { step, time: dueText(clock.due, reader, zone) })
    : md(language, "why.head", { step, by: byText(clock, reader, zone) });
}

/** A number that the text does not give is never shown as if it did. */
function houseAlert({ rule }: Clock, { context }: CaseFile, { language }: Reader): readonly KnownBlock[] {
  const { limit } = rule;
  if (!isHouseNumber(rule, context.regulation) || (limit.kind !== "length" && limit.kind !== "moment")) return [];
  const words = limitWords(calendarOf(rule, context), limit.kind === "length" ? limit.length : limit.moment);
  return [alert(t(language, "why.house-number", { limit: words[language] }), "warning")];
}

/** How a value that the text does not give, or gives unclearly, was understood. */
function footnotes(clock: Clock, file: CaseFile, reader: Reader): readonly string[] {
  const { rule } = clock;
  const { limit } = rule;
  const { language } = reader;
  const word = limit.kind === "length" || limit.kind === "moment" ? limit.word : undefined;
  const meaning = word === undefined ? undefined : file.context.regulation.words.find((known) => known.word === word);
  const house = [textIn(rule.house, language), textIn(meaning?.house, language)].filter((text) => text !== "");
  const reading = textIn(rule.reading, language);
  return [
    ...house.map((text) => t(language, "why.house", { text })),
    ...(reading === "" ? [] : [t(language, "why.reading", { text: reading })]),
    ...(rule.firm === "firm" ? [] : [t(language, "why.firm-generally")]),
    ...(clock.miss === undefined
      ? []
      : [t(language, "why.state-missed", { time: momentText(clock.miss.foundAt, reader, reader.now) })]),
    ...(clock.state === "paused" ? [t(language, "why.state-paused")] : []),
    ...(clock.state === "asked" ? [t(language, "why.state-asked")] : []),
  ];
}

/** Where there is nothing to count, only what the regulation says. */
function unexplained({ step, rule }: Clock, { context }: CaseFile, { language }: Reader): readonly KnownBlock[] {
  const title = stepTitle(step, context, language);
  const basis = basisOrHouse(rule.basis, context, language);
  return contextIf([md(language, "why.limit", { step: title, limit: limitText(rule.limit, language), basis })]);
}

function clockBlocks(clock: Clock, file: CaseFile, reader: Reader): readonly KnownBlock[] {
  const { language } = reader;
  const lines = shownLines(explainClock(clock, file.case, file.context), language);
  return [
    section(headText(clock, file, reader)),
    ...(lines.length === 0 ? unexplained(clock, file, reader) : lineSections(lines)),
    ...houseAlert(clock, file, reader),
    ...(clock.provisional ? [alert(t(language, "why.provisional"), "warning")] : []),
    ...contextIf(footnotes(clock, file, reader)),
  ];
}

/** Whom the regulation has had informed of the case, with the clause. */
function informed({ events, context }: CaseFile, { language }: Reader): readonly string[] {
  const told = events.flatMap((event) => {
    if (event.type !== "told" || event.people.length === 0) return [];
    const people = peopleNames(event.people, context, language);
    return t(language, "why.informed-by", { people, basis: basisOrHouse(event.basis, context, language) });
  });
  return told.length === 0 ? [] : [t(language, "why.informed", { list: [...new Set(told)].join(" · ") })];
}

/** How each running date arose, line by line, with its clause: the one on the card first. */
export function whyView(file: CaseFile, reader: Reader): Modal {
  const { language } = reader;
  const view = viewOf(file);
  const first = view.clock ?? view.first;
  const open = openClocks(view.clocks).filter((clock) => clock.due !== undefined);
  const clocks = [
    ...(first === undefined ? [] : [first]),
    ...open.filter((clock) => clock.key !== first?.key).toSorted((a, b) => (a.due ?? 0) - (b.due ?? 0)),
  ];
  const shown = clocks.slice(0, MOST_CLOCKS);
  const rest = clocks.slice(MOST_CLOCKS).map((clock) =>
    t(language, "why.clock", {
      step: stepTitle(clock.step, file.context, language),
      by: byText(clock, reader, file.context.desk.zone),
      basis: basisOrHouse(clock.rule.basis, file.context, language),
    }),
  );
  const { zone } = file.context.desk;
  const also = rest.length === 0 ? [] : [t(language, "why.also", { clocks: rest.join(" · ") })];
  const elsewhere = reader.zone === zone ? [] : [t(language, "why.zone", { zone: zoneWords({ language, zone }) })];
  const blocks: KnownBlock[] = [
    ...(clocks.length === 0
      ? [section(escapeText(t(language, "why.no-clocks")))]
      : shown.flatMap((clock) => clockBlocks(clock, file, { ...reader, zone }))),
    ...[...also, ...informed(file, reader), ...elsewhere].map((text) => small([text])),
  ];
  return {
    type: "modal",
    callback_id: WHY_CALLBACK,
    title: plain(t(language, "why.title"), LIMITS.modalTitle),
    close: plain(t(language, "modal.back"), LIMITS.modalTitle),
    private_metadata: writeMeta({ caseId: file.id }),
    blocks: blocks.slice(0, LIMITS.viewBlocks),
  };
}
