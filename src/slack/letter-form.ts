import { LETTERS, type LetterKind, type Records } from "../desk/records.ts";
import type { CaseFile } from "../desk/service.ts";
import type { Language } from "../regulation/shape.ts";
import type { Answers } from "./answers.ts";
import { plain, section } from "./blocks.ts";
import { writeMeta } from "./door.ts";
import { radioInput, textInput } from "./inputs.ts";
import { LIMITS } from "./limits.ts";
import type { Modal } from "./modal.ts";
import { escapeText } from "./mrkdwn.ts";
import { caseNumber, caseTitle } from "./names.ts";
import type { Reader } from "./voice.ts";
import { LANGUAGES, t, type Key } from "./words.ts";

export const LETTER_CALLBACK = "letter";

export interface LetterRequest {
  readonly file: CaseFile;
  readonly reader: Reader;
  readonly answers: Answers;
  readonly records: Records;
}

export interface LetterRead {
  readonly kind: LetterKind;
  readonly language: Language;
  readonly body: string;
  readonly signed: string;
}

const KIND_KEYS: { readonly [kind in LetterKind]: Key } = {
  acknowledgement: "letterform.kind-acknowledgement",
  holding: "letterform.kind-holding",
  answer: "letterform.kind-answer",
};

const LANGUAGE_KEYS: { readonly [language in Language]: Key } = {
  en: "letterform.english",
  "zh-CN": "letterform.chinese",
};

export function letterWords(kind: LetterKind, { language }: Pick<Reader, "language">): string {
  return t(language, KIND_KEYS[kind]);
}

/** The customer's language: what they said shows it. */
function spokenBy({ case: current, context }: CaseFile): Language {
  const said = current.facts["what-happened"];
  if (typeof said !== "string" || said.trim() === "") return context.desk.language;
  return /\p{Script=Han}/u.test(said) ? "zh-CN" : "en";
}

/** What would be written now: the solution's answer, news while it goes on, else that it has arrived. */
function due({ case: current }: CaseFile): LetterKind {
  if (current.doings.some(({ step, stands }) => step === "resolve" && stands)) return "answer";
  return current.extensions.length > 0 || current.waits.length > 0 ? "holding" : "acknowledgement";
}

function isKind(value: string | undefined): value is LetterKind {
  return LETTERS.some((kind) => kind === value);
}

function chosen({ file, answers }: LetterRequest): { readonly kind: LetterKind; readonly language: Language } {
  const kind = answers.choice("kind");
  const language = LANGUAGES.find((known) => known === answers.choice("language"));
  return { kind: isKind(kind) ? kind : due(file), language: language ?? spokenBy(file) };
}

/** Which letter, in which language, and its words to go over before they leave the house. */
export function letterForm(request: LetterRequest): Modal {
  const { file, reader, records } = request;
  const { context } = file;
  const { kind, language } = chosen(request);
  const body = records.letterBody(file, kind, { language, zone: context.desk.zone });
  // Another letter has other words: with a new id Slack shows them in place of what stands there.
  const text = textInput({
    id: "body",
    label: t(reader.language, "letterform.body"),
    hint: t(reader.language, "letterform.body-hint"),
    multiline: true,
    value: body,
  });
  return {
    type: "modal",
    callback_id: LETTER_CALLBACK,
    title: plain(t(reader.language, "letterform.title"), LIMITS.modalTitle),
    submit: plain(t(reader.language, "letterform.go"), LIMITS.modalTitle),
    close: plain(t(reader.language, "modal.cancel"), LIMITS.modalTitle),
    private_metadata: writeMeta({ caseId: file.id, seen: file.case.version }),
    blocks: [
      section(
        escapeText(
          [caseNumber(file.case, context, reader), caseTitle(file.case, context, reader.language)].join(" · "),
        ),
      ),
      radioInput({
        id: "kind",
        label: t(reader.language, "letterform.kind"),
        dispatch: true,
        choices: LETTERS.map((value) => ({ value, label: letterWords(value, reader) })),
        chosen: kind,
      }),
      radioInput({
        id: "language",
        label: t(reader.language, "letterform.language"),
        dispatch: true,
        choices: LANGUAGES.map((value) => ({ value, label: t(reader.language, LANGUAGE_KEYS[value]) })),
        chosen: language,
      }),
      { ...text, block_id: `body~${kind}-${language}` },
      textInput({ id: "signed", label: t(reader.language, "letterform.signed"), value: reader.name, most: 80 }),
    ],
  };
}

export function readLetter(request: LetterRequest): LetterRead {
  const { answers, reader } = request;
  return {
    ...chosen(request),
    body: answers.text("body") ?? "",
    signed: answers.text("signed") ?? reader.name,
  };
}
