import type { Modal } from "../modal.ts";
import type { KnownBlock } from "@slack/types";
import { accusedOf, departmentOf } from "../../desk/directory.ts";
import type { CaseFile, SimilarRow } from "../../desk/service.ts";
import { ACT_PREFIX } from "../acts.ts";
import { actions, alert, button, contextIf, plain, section } from "../blocks.ts";
import { dayText } from "../dates.ts";
import { writeMeta } from "../door.ts";
import { answerClock } from "../../desk/answer-clock.ts";
import { phrasesAt, pointsAt, type Speaking } from "../guides-text.ts";
import { LIMITS } from "../limits.ts";
import { bold, escapeText } from "../mrkdwn.ts";
import { caseNumber, departmentTitle, levelTitle, personName } from "../names.ts";
import { dueText } from "../phrases.ts";
import { toCustomer, type Reader } from "../voice.ts";
import { t } from "../words.ts";

export const RECEIPT_CALLBACK = "receipt";
export const RECEIPT_ACTIONS = { link: "receipt:link", another: "receipt:another" } as const;

/** What to say to the customer: all of the regulation's own sentences, after ours where none of them has number and time. */
function closingWords(speaking: Speaking & Required<Pick<Speaking, "current">>): string {
  const { context, current } = speaking;
  const reader = toCustomer(speaking.reader, context);
  const { language } = reader;
  const own = phrasesAt("intake-end", speaking);
  const number = caseNumber(current, context, reader);
  const due = answerClock(current, context)?.due;
  const by = due === undefined ? undefined : dueText(due, reader, context.desk.zone);
  const numbered = current.number !== undefined;
  const told = own.some((words) => (!numbered || words.includes(number)) && (by === undefined || words.includes(by)));
  const ours = numbered
    ? t(language, by === undefined ? "receipt.default-no-time" : "receipt.default", { number, by: by ?? "" })
    : t(language, by === undefined ? "receipt.unnumbered-no-time" : "receipt.unnumbered", { by: by ?? "" });
  return (told ? own : [ours, ...own]).join(language === "zh-CN" ? "" : " ");
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
  readonly similar: readonly SimilarRow[];
  /** Why the last press did nothing. */
  readonly refused?: string;
}

/** What it is linked with already, and what it could be linked with. */
function similarBlocks({ file, similar, reader }: ReceiptRequest): readonly KnownBlock[] {
  const { language } = reader;
  const linked = file.case.links.map((link) => link.other);
  const done = contextIf(linked.map((number) => t(language, "receipt.linked", { number })));
  const rows = similar
    .filter((row) => !linked.includes(row.number))
    .slice(0, 3)
    .map((row) => {
      const day = dayText(row.receivedAt, reader, reader.now);
      const words = t(language, "receipt.similar", {
        number: row.number,
        state: t(language, row.ended === undefined ? "receipt.similar-open" : "receipt.similar-ended", { day }),
        why: t(language, `receipt.alike-${row.alike}`),
      });
      return section(
        escapeText(words),
        button({
          label: t(language, "receipt.link"),
          action: `${RECEIPT_ACTIONS.link}:${row.number}`,
          value: row.number,
          spoken: t(language, "do.spoken", { act: t(language, "receipt.link"), number: row.number }),
        }),
      );
    });
  return [...done, ...rows];
}

/** The same modal after filing: number, level, department, and what to tell the customer. */
export function receiptView(request: ReceiptRequest): Modal {
  const { file, reader, repeated, refused } = request;
  const { language } = reader;
  const { case: current, context } = file;
  const speaking = { context, reader, facts: current.facts, current };
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
      ...(refused === undefined ? [] : [alert(refused, "error")]),
      section(bold(escapeText(head(file, reader)))),
      section(escapeText(t(language, "receipt.tell", { words: closingWords(speaking) }))),
      ...contextIf(pointsAt("intake-end", speaking)),
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
