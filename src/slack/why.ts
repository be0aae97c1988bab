import type { Modal } from "./modal.ts";
import type { KnownBlock } from "@slack/types";
import type { ExplainLine } from "../calendar/types.ts";
import { openClocks, type Clock } from "../desk/clocks.ts";
import { explainClock } from "../desk/explanation.ts";
import type { CaseFile } from "../desk/service.ts";
import { textIn } from "../regulation/text.ts";
import { basisOrHouse } from "./basis.ts";
import { alert, context as small, contextIf, plain, section } from "./blocks.ts";
import { viewOf } from "./case-view.ts";
import { momentText } from "./dates.ts";
import { writeMeta } from "./door.ts";
import { LIMITS } from "./limits.ts";
import { escapeText, joined, type Mrkdwn } from "./mrkdwn.ts";
import { stepTitle } from "./names.ts";
import { byText, limitText } from "./phrases.ts";
import type { Reader } from "./voice.ts";
import { md, t } from "./words.ts";

export const WHY_CALLBACK = "why";

/** Lines of one date; longer explanations are grouped by the calendar already. */
const MOST_LINES = 25;
/** Further limits whose explanation is given in full. */
const MOST_CLOCKS = 4;

function lineText(line: ExplainLine, n: number, reader: Reader): Mrkdwn {
  return md(reader.language, "why.line", { n, text: textIn(line.text, reader.language) });
}

function headText(clock: Clock, file: CaseFile, reader: Reader): Mrkdwn {
  const step = stepTitle(clock.step, file.context, reader.language);
  return md(reader.language, "why.head", { step, by: byText(clock, reader, file.context.desk.zone) });
}

/** How a value that the text does not give, or gives unclearly, was understood. */
function footnotes(clock: Clock, file: CaseFile, reader: Reader): readonly string[] {
  const { rule } = clock;
  const { language } = reader;
  const word =
    rule.limit.kind !== "fact" && rule.limit.kind !== "not given" && rule.limit.word !== undefined
      ? file.context.regulation.words.find(
          ({ word: known }) =>
            known === (rule.limit.kind === "length" || rule.limit.kind === "moment" ? rule.limit.word : undefined),
        )
      : undefined;
  const house = [textIn(rule.house, language), textIn(word?.house, language)].filter((text) => text !== "");
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

function clockBlocks(clock: Clock, file: CaseFile, reader: Reader): readonly KnownBlock[] {
  const lines = explainClock(clock, file.case, file.context).slice(0, MOST_LINES);
  const { language } = reader;
  const limit = md(language, "why.limit", {
    step: stepTitle(clock.step, file.context, language),
    limit: limitText(clock.rule.limit, language),
    basis: basisOrHouse(clock.rule.basis, file.context, language),
  });
  return [
    section(headText(clock, file, reader)),
    ...contextIf([limit]),
    ...(lines.length === 0
      ? []
      : [
          section(
            joined(
              lines.map((line, index) => lineText(line, index + 1, reader)),
              "\n",
            ),
          ),
        ]),
    ...(clock.provisional ? [alert(t(language, "why.provisional"), "warning")] : []),
    ...contextIf(footnotes(clock, file, reader)),
  ];
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
  const zone =
    reader.zone === file.context.desk.zone ? [] : [small([t(language, "why.zone", { zone: file.context.desk.zone })])];
  const blocks: KnownBlock[] = [
    ...(clocks.length === 0
      ? [section(escapeText(t(language, "why.no-clocks")))]
      : shown.flatMap((clock) => clockBlocks(clock, file, { ...reader, zone: file.context.desk.zone }))),
    ...(rest.length === 0 ? [] : [small([t(language, "why.also", { clocks: rest.join(" · ") })])]),
    ...zone,
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
