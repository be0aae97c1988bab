import type { KnownBlock } from "@slack/types";
import type { Modal } from "../modal.ts";
import type { ViewResponseAction } from "./view-response.ts";
import type { Refusal } from "../../desk/commands.ts";
import type { CaseFile } from "../../desk/service.ts";
import { ACT_PREFIX, isAct, type Act } from "../acts.ts";
import { actions, alert, button } from "../blocks.ts";
import type { SeenView, Submission } from "../door.ts";
import { formView, type Form, type FormRequest } from "../forms/form.ts";
import { formOf } from "../forms/forms.ts";
import { keepEntered, typedText } from "../keep-entered.ts";
import { historyLine } from "../lines/lines.ts";
import { plainText } from "../mrkdwn.ts";
import { noticeView, toldView } from "../notice.ts";
import { refusalText } from "../refusals.ts";
import { showView } from "../showing.ts";
import { t } from "../words.ts";
import { formRequest } from "./acts.ts";
import { readCase, refreshWindow } from "./case-windows.ts";
import type { Hand, PressHand } from "./hand.ts";

export const NOTE_ACTION = "form:note";

interface Known {
  readonly form: Form;
  readonly request: FormRequest;
}

/** The form of a view, on the case as it is now, with what stands in it. */
async function known(view: SeenView, hand: Hand): Promise<Known | undefined> {
  const { caseId, act = "", marks = {} } = view.meta;
  const file = caseId === undefined ? undefined : await readCase(caseId, hand);
  if (file === undefined || !isAct(act)) return undefined;
  const form = formOf(act, file);
  return form === undefined
    ? undefined
    : { form, request: formRequest(act, file, hand.reader, { answers: view.answers, marks }) };
}

/** Draws the form anew after a choice on which something depends. */
export async function redrawForm(hand: PressHand, marks: { readonly [mark: string]: string } = {}): Promise<void> {
  const { view, at, parts } = hand;
  if (view === undefined) return;
  const draw = async (all: { readonly [mark: string]: string }) => {
    const found = await known(view, hand);
    if (found === undefined) return undefined;
    const drawn = formView(found.form, { ...found.request, marks: { ...found.request.marks, ...all } });
    return { ...drawn, private_metadata: seenMeta(drawn, view) };
  };
  await parts.redraws({ view, at, marks, draw }, parts);
}

/** The version that the person saw when the form was opened stays with it. */
function seenMeta(drawn: Modal, view: SeenView): string {
  const meta: unknown = JSON.parse(drawn.private_metadata ?? "{}");
  return JSON.stringify({
    ...(typeof meta === "object" ? meta : {}),
    ...(view.meta.seen === undefined ? {} : { seen: view.meta.seen }),
  });
}

/** What others did to the case while the form was open: the last of it, as the history tells it. */
function happenedSince(seen: number | undefined, file: CaseFile, { reader }: Hand): string | undefined {
  if (seen === undefined) return undefined;
  for (let place = file.events.length; place > seen; place -= 1) {
    const event = file.events[place - 1];
    const line =
      event === undefined || event.by === reader.id || event.type === "looked"
        ? undefined
        : historyLine(file, place, reader);
    if (line !== undefined) return plainText(line.mrkdwn).replace(/\u200b/gu, "");
  }
  return undefined;
}

/** What is possible now: to read the case, where its window is not beneath already, and to keep what was typed. */
function waysOn(file: CaseFile, view: SeenView, { reader: { language } }: Hand): readonly KnownBlock[] {
  const note = button({ label: t(language, "moved-on.add-note"), action: NOTE_ACTION, value: file.id });
  const details = button({ label: t(language, "do.details"), action: `${ACT_PREFIX}details`, value: file.id });
  const ways = [...(typedText(view.answers) === "" ? [] : [note]), ...(view.previousId === undefined ? [details] : [])];
  return ways.length === 0 ? [] : [actions(ways)];
}

/** The same form with a word on top; everything typed stays, and can be kept as a note. A form that is gone is a word. */
function keptForm(refusal: Refusal, file: CaseFile, submission: Submission, hand: Hand): Modal {
  const { view } = submission;
  const act = view.meta.act ?? "";
  const form = isAct(act) ? formOf(act, file) : undefined;
  if (form === undefined || !isAct(act)) {
    const words = refusalText(refusal, file.context, hand.reader);
    return noticeView([alert(words, "error"), ...waysOn(file, view, hand)], hand.reader);
  }
  const request = formRequest(act, file, hand.reader, { answers: view.answers, marks: view.meta.marks ?? {} });
  const { language } = hand.reader;
  const line = happenedSince(view.meta.seen, file, hand);
  const why = refusalText(refusal, file.context, hand.reader);
  const text =
    line === undefined ? t(language, "moved-on.refused", { why }) : t(language, "moved-on.happened", { line });
  const both = language === "zh-CN" ? `${why}${text}` : `${why} ${text}`;
  const drawn = formView(form, request, { text: line === undefined ? text : both, level: "error" });
  const [head, ...rest] = keepEntered(drawn.blocks, view.answers);
  return { ...drawn, blocks: [...(head === undefined ? [] : [head]), ...waysOn(file, view, hand), ...rest] };
}

function errorsFor(errors: { readonly [input: string]: string }, view: SeenView): ViewResponseAction | undefined {
  const placed = Object.entries(errors).filter(([id]) => view.answers.has(id));
  if (placed.length === 0) return undefined;
  return {
    response_action: "errors",
    errors: Object.fromEntries(placed.map(([id, text]) => [view.answers.blockOf(id), text])),
  };
}

/** A number that the reader typed for another case, as the record writes it; an error where they see no such case. */
async function otherCase(number: string, { parts, reader }: Hand): Promise<string | undefined> {
  const rows = await parts.service.byNumber(number, reader.id);
  return rows.length === 1 ? rows[0]?.number : undefined;
}

async function withOther(result: ReturnType<Form["read"]>, hand: Hand): Promise<ReturnType<Form["read"]>> {
  if (!("command" in result)) return result;
  const { command } = result;
  const { language } = hand.reader;
  if (command.type === "merge") {
    const into = await otherCase(command.into, hand);
    return into === undefined
      ? { errors: { into: t(language, "field.case-unknown", { number: command.into }) } }
      : { command: { ...command, into } };
  }
  if (command.type === "link") {
    const other = await otherCase(command.other, hand);
    return other === undefined
      ? { errors: { other: t(language, "field.case-unknown", { number: command.other }) } }
      : { command: { ...command, other } };
  }
  return result;
}

/**
 * A form was sent: wrong answers get their error at their field; what the case no longer allows keeps all that was
 * typed; otherwise the form closes, and the window beneath it shows what came of it.
 */
export async function submitForm(submission: Submission, hand: Hand): Promise<ViewResponseAction | undefined> {
  const { view, key } = submission;
  const { reader, parts } = hand;
  const found = await known(view, hand);
  if (found === undefined)
    return errorsFor({ [view.answers.ids[0] ?? ""]: t(reader.language, "window.no-case-plain") }, view);
  const result = await withOther(found.form.read(found.request), hand);
  if ("errors" in result)
    return (
      errorsFor(result.errors, view) ??
      errorsFor({ [view.answers.ids[0] ?? ""]: t(reader.language, "refusal.other") }, view)
    );
  const seen = view.meta.seen;
  const outcome = await parts.service.submit(
    { command: result.command, by: reader.id, key, ...(seen === undefined ? {} : { seen }) },
    found.request.file.id,
  );
  if (!outcome.ok) return refused(outcome.refusal, outcome.file ?? found.request.file, submission, hand);
  const endedNow = outcome.file.case.ended !== undefined && found.request.file.case.ended === undefined;
  if (endedNow) return { response_action: "clear" };
  const beneath = view.previousId;
  // The window beneath is drawn after this form has closed; whoever waits for the form must not wait for it.
  if (beneath !== undefined)
    void parts.inFlight
      .run(() =>
        refreshWindow(
          beneath,
          { file: outcome.file, reader, looked: false, ...(seen === undefined ? {} : { seen }) },
          hand,
        ),
      )
      .catch((error: unknown) => parts.log.warn({ err: error }, "A case window could not be drawn anew"));
  const told = found.form.told?.({ ...found.request, file: outcome.file });
  return told === undefined ? undefined : { response_action: "update", view: toldView(told, reader) };
}

function refused(refusal: Refusal, file: CaseFile, submission: Submission, hand: Hand): ViewResponseAction {
  const field =
    refusal.field === undefined
      ? undefined
      : errorsFor({ [refusal.field]: refusalText(refusal, file.context, hand.reader) }, submission.view);
  if (field !== undefined) return field;
  return { response_action: "update", view: keptForm(refusal, file, submission, hand) };
}

/** Turns a form that can no longer be sent into a note with all that was typed. */
export async function turnIntoNote(hand: PressHand): Promise<void> {
  const { view, parts, reader } = hand;
  const file = await readCase(hand.value, hand);
  const form = file === undefined ? undefined : formOf("note", file);
  if (view === undefined || file === undefined || form === undefined) return;
  const act: Act = "note";
  const request = formRequest(act, file, reader, { marks: { text: typedText(view.answers) } });
  const drawn = formView(form, request);
  // The typed text is in the first value of the input and need not stand in the metadata as well.
  await showView({ ...drawn, private_metadata: JSON.stringify({ caseId: file.id, act }) }, { update: view.id }, parts);
}
