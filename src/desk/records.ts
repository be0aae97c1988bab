import type { Language } from "../regulation/shape.ts";
import type { Report } from "./report.ts";
import type { CaseFile } from "./service.ts";

/** A file for one person: its name with its ending, and its text. */
export interface RecordFile {
  readonly name: string;
  readonly content: string;
}

/** In whose language and by whose clock a record is written. */
export interface RecordVoice {
  readonly language: Language;
  /** IANA zone. */
  readonly zone: string;
}

export const LETTERS = ["acknowledgement", "holding", "answer"] as const;
export type LetterKind = (typeof LETTERS)[number];

export interface LetterAsked extends RecordVoice {
  readonly kind: LetterKind;
  /** What the letter says between greeting and close, as somebody has gone over it. */
  readonly body: string;
  /** Who signs. */
  readonly signed: string;
}

/** What is printed or exported. `src/records` makes it, Slack hands it to whoever asked, `app.ts` joins them. */
export interface Records {
  /** The figures, the cases without contact details, and one sheet for each register of the regulation. */
  sheets(report: Report, voice: RecordVoice): readonly RecordFile[];
  /** The whole case as a page to print. Contact details stand in it: the caller has judged who may see them. */
  caseRecord(file: CaseFile, voice: RecordVoice): RecordFile;
  /** What a letter of this kind would say by the record. */
  letterBody(file: CaseFile, kind: LetterKind, voice: RecordVoice): string;
  letter(file: CaseFile, asked: LetterAsked): RecordFile;
}
