import type { Modal } from "../modal.ts";
import type { KnownBlock } from "@slack/types";
import type { Command } from "../../desk/commands.ts";
import type { CaseFile } from "../../desk/service.ts";
import type { Act } from "../acts.ts";
import type { Answers } from "../answers.ts";
import { alert, plain, section } from "../blocks.ts";
import type { CaseView } from "../case-view.ts";
import { writeMeta } from "../door.ts";
import { LIMITS } from "../limits.ts";
import { escapeText } from "../mrkdwn.ts";
import { caseNumber, caseTitle } from "../names.ts";
import { byText } from "../phrases.ts";
import type { Reader } from "../voice.ts";
import { t } from "../words.ts";

/** All that a form is drawn from and read with. */
export interface FormRequest {
  readonly act: Act;
  readonly file: CaseFile;
  readonly view: CaseView;
  readonly reader: Reader;
  /** What stands in the form now; nothing when it opens. */
  readonly answers: Answers;
  /** Marks of the form itself: what is unfolded, a text to begin with. */
  readonly marks: { readonly [mark: string]: string };
}

export type FormResult = { readonly command: Command } | { readonly errors: { readonly [input: string]: string } };

/** One step form: pure, from a request to blocks, and from what was entered to a command. */
export interface Form {
  title(request: FormRequest): string;
  submit(request: FormRequest): string;
  blocks(request: FormRequest): readonly KnownBlock[];
  read(request: FormRequest): FormResult;

  /** What has to be known at once when it went through: the form turns into it. `file` is the case as it is then. */
  told?(request: FormRequest): Told | undefined;
}

export interface Told {
  readonly title: string;
  readonly text: string;
}

/** Every submission of a form comes under this callback id. */
export const FORM_CALLBACK = "form";

/** The line that every form begins with: "2026110042 · Lift out of service · by tomorrow 18:00". */
function head({ file, view, reader }: FormRequest): KnownBlock {
  const { case: current, context } = file;
  const parts = [caseNumber(current, context, reader), caseTitle(current, context, reader.language)];
  const clock = view.clock ?? view.first;
  if (clock !== undefined) parts.push(byText(clock, reader, context.desk.zone));
  return section(escapeText(parts.join(" · ")));
}

/**
 * The modal of a form. `seen` is the version that the person knows; a word that something went wrong stands on top.
 * Ids of inputs never change, so that Slack keeps what was typed when the form is drawn anew.
 */
export function formView(
  form: Form,
  request: FormRequest,
  word?: { readonly text: string; readonly level?: "error" | "warning" | "info" },
): Modal {
  const { act, file, reader } = request;
  // What the form begins with stands in its inputs: the metadata holds only marks.
  const { text: _, ...marks } = request.marks;

  const blocks: KnownBlock[] = [
    ...(word === undefined ? [] : [alert(word.text, word.level ?? "error")]),

    head(request),
    ...form.blocks(request),
  ];
  return {
    type: "modal",
    callback_id: FORM_CALLBACK,
    title: plain(form.title(request), LIMITS.modalTitle),
    submit: plain(form.submit(request), LIMITS.modalTitle),
    close: plain(t(reader.language, "modal.cancel"), LIMITS.modalTitle),
    private_metadata: writeMeta({ caseId: file.id, seen: file.case.version, act, marks }),
    blocks: blocks.slice(0, LIMITS.viewBlocks),
  };
}
