import type { Modal } from "../modal.ts";
import type { KnownBlock } from "@slack/types";
import { accusedOf, departmentOf } from "../../desk/directory.ts";
import type { CaseFile, CaseRow } from "../../desk/service.ts";
import { ACT_PREFIX } from "../acts.ts";
import { actions, alert, button, contextIf, plain, section } from "../blocks.ts";
import { dayText } from "../dates.ts";
import { writeMeta } from "../door.ts";
import { answerClock } from "../../desk/answer-clock.ts";
import { phrasesAt } from "../guides-text.ts";
import { LIMITS } from "../limits.ts";
import { bold, escapeText } from "../mrkdwn.ts";
import { caseNumber, departmentTitle, levelTitle, personName } from "../names.ts";
import { dueText } from "../phrases.ts";
import type { Reader } from "../voice.ts";
import { t } from "../words.ts";

export const RECEIPT_CALLBACK = "receipt";
export const RECEIPT_ACTIONS = { link: "receipt:link", another: "receipt:another" } as const;

/** What to say to the customer: the regulation's own sentence where every gap of it can be filled, else ours. */
function closingWords(file: CaseFile, reader: Reader): string {
  const { case: current, context } = file;
  const own = phrasesAt("intake-end", { context, reader, facts: current.facts, current });
  if (own[0] !== undefined) return own[0];
  const number = caseNumber(current, context, reader);
  const clock = answerClock(current, context);
  if (clock?.due === undefined) return t(reader.language, "receipt.default-no-time", { number });
  return t(reader.language, "receipt.default", { number, by: dueText(clock.due, reader, context.desk.zone) });
}

function head(file: CaseFile, reader: Reader): string {
  const { case: current, context } = file;
  const department = departmentOf(current) ?? current.facts["proposed-department"];
  const params = {
    number: caseNumber(current, context, reader),
    department: departmentTitle(typeof department === "string" ? department : undefined, context, reader.language),
  };
  return current.level === undefined
    ? t(reader.language, "receipt.head-no-level", params)
    : t(reader.language, "receipt.head", { ...params, level: levelTitle(current.level.id, context, reader.language) });
}

export interface ReceiptRequest {
  readonly file: CaseFile;
  readonly reader: Reader;
  readonly repeated: boolean;
  readonly similar: readonly CaseRow[];
  /** Number of the case that was just linked. */
  readonly linked?: string;
}

function similarBlocks({ similar, reader, linked }: ReceiptRequest): readonly KnownBlock[] {
  const { language } = reader;
  const done = linked === undefined ? [] : contextIf([t(language, "receipt.linked", { number: linked })]);
  const rows = similar
    .filter((row) => row.number !== linked)
    .slice(0, 3)
    .map((row) => {
      const state = t(language, row.ended === undefined ? "receipt.similar-open" : "receipt.similar-ended");
      const words = t(language, "receipt.similar", {
        number: row.number,
        state,
        day: dayText(row.receivedAt, reader, reader.now),
      });
      return section(
        escapeText(words),
        button({
          label: t(language, "receipt.link"),
          action: `${RECEIPT_ACTIONS.link}:${row.number}`,
          value: row.number,
        }),
      );
    });
  return [...done, ...rows];
}

/** The same modal after filing: number, level, department, and what to tell the customer. */
export function receiptView(request: ReceiptRequest): Modal {
  const { file, reader, repeated } = request;
  const { language } = reader;
  const { case: current, context } = file;
  const accused = accusedOf(current)[0];
  const kept =
    current.restricted && accused !== undefined
      ? [t(language, "receipt.restricted", { person: personName(accused, context, language) })]
      : [];
  return {
    type: "modal",
    callback_id: RECEIPT_CALLBACK,
    title: plain(t(language, "receipt.title"), LIMITS.modalTitle),
    close: plain(t(language, "modal.done"), LIMITS.modalTitle),
    private_metadata: writeMeta({ caseId: file.id }),
    blocks: [
      ...(repeated
        ? [alert(t(language, "receipt.already", { number: caseNumber(current, context, reader) }), "info")]
        : []),
      section(bold(escapeText(head(file, reader)))),
      section(escapeText(t(language, "receipt.tell", { words: closingWords(file, reader) }))),
      ...contextIf(kept),
      ...similarBlocks(request),
      actions([
        button({ label: t(language, "do.details"), action: `${ACT_PREFIX}details`, value: file.id }),
        button({ label: t(language, "receipt.file-another"), action: RECEIPT_ACTIONS.another, value: current.desk }),
      ]),
    ],
  };
}

/** Shown under the form's own title when keeping it takes long: the modal must be answered within three seconds. */
export function recordingView(title: Modal["title"], reader: Reader): Modal {
  return {
    type: "modal",
    callback_id: RECEIPT_CALLBACK,
    title,
    close: plain(t(reader.language, "modal.done"), LIMITS.modalTitle),
    blocks: [section(escapeText(t(reader.language, "receipt.recording")))],
  };
}
