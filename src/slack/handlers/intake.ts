import type { CaseFile, DeskFile, FilingSource, Outcome } from "../../desk/service.ts";
import { NO_ANSWERS } from "../answers.ts";
import { section } from "../blocks.ts";
import { clip } from "../clip.ts";
import type { SeenView, Submission } from "../door.ts";
import { intakeView, type IntakeRequest } from "../intake/form.ts";
import { readIntake, type Filing } from "../intake/read.ts";
import { receiptView } from "../intake/receipt.ts";
import { filingSource, isLong, sourceKey, withLink } from "../intake/sources.ts";
import { keepEntered } from "../keep-entered.ts";
import { LIMITS } from "../limits.ts";
import { escapeText } from "../mrkdwn.ts";
import { caseNumber } from "../names.ts";
import { refusalText } from "../refusals.ts";
import { showView } from "../showing.ts";
import { t } from "../words.ts";
import { readCase } from "./case-windows.ts";
import type { Hand, PressHand } from "./hand.ts";
import { sayNoDesk } from "./no-desk.ts";
import type { ViewResponseAction } from "./view-response.ts";

export interface Opening {
  /** Channel in which it is asked for: its desk is the one that is meant. */
  readonly channel?: string;
  readonly words?: string;
  /** The message that it is filed from. */
  readonly message?: FilingSource;
  /** Number of the ended case that it is to be linked with. */
  readonly linked?: string;
}

/** The desk of the channel, else of the person's department, else the one used last, else the first. */
function deskFor(
  desks: readonly DeskFile[],
  channel: string | undefined,
  person: string,
  memory: { readonly [key: string]: string },
): DeskFile | undefined {
  const bound = desks.find(({ desk }) =>
    [desk.channel, desk.restrictedChannel, ...desk.departments.map((department) => department.channel)].includes(
      channel,
    ),
  );
  const own = desks.find(({ people }) => Object.values(people.members).some((members) => members.includes(person)));
  return bound ?? own ?? desks.find(({ desk }) => desk.id === memory["desk"]) ?? desks[0];
}

interface Kept {
  readonly key: string;
  /** Is it in the database? Resolves when that is known. */
  readonly safe: Promise<boolean>;
}

/** Begins to keep what the form does not hold: a message with its files, a text that is too long. */
function keepOf({ message, channel, words = "" }: Opening, { parts }: Hand): Kept | undefined {
  const text = isLong(words) && channel !== undefined ? { channel, text: words, files: [] } : undefined;
  const source = message ?? text;
  if (source === undefined) return undefined;
  const key = sourceKey(source);
  const safe = parts.inFlight
    .run(() => parts.service.keepSource(key, source))
    .then(
      () => true,
      (error: unknown) => {
        parts.log.error({ err: error }, "What a form was opened from could not be kept");
        return false;
      },
    );
  return { key, safe };
}

/**
 * Opens the intake form: everything that it needs is in memory, so that it is there at once. Only one that promises to
 * keep the whole of a long text waits until it is kept.
 */
export async function openIntake(opening: Opening, hand: Hand): Promise<void> {
  const { parts, reader } = hand;
  const [desks, memory] = await Promise.all([parts.desks.all(), parts.desks.memory(reader.id)]);
  const file = deskFor(desks, opening.channel, reader.id, memory);
  if (file === undefined) return sayNoDesk(hand);
  const kept = keepOf(opening, hand);
  const whole = isLong(opening.words ?? "") && (await kept?.safe) === true;
  const marks = {
    ...(kept === undefined ? {} : { source: kept.key }),
    ...(whole ? { long: "yes" } : {}),
    ...(opening.linked === undefined ? {} : { linked: opening.linked }),
  };
  const words = opening.words === undefined ? {} : { words: clip(opening.words, LIMITS.ourPrefill) };
  await hand.show(intakeView({ file, desks, reader, answers: NO_ANSWERS, marks, memory, ...words }));
}

/** The form of a view, with what stands in it now. */
async function requestOf(
  view: SeenView,
  { parts, reader }: Hand,
  marks: { readonly [mark: string]: string } = {},
): Promise<IntakeRequest | undefined> {
  const [desks, memory] = await Promise.all([parts.desks.all(), parts.desks.memory(reader.id)]);
  const chosen = view.answers.choice("desk") ?? view.meta.desk;
  const file = desks.find(({ desk }) => desk.id === chosen) ?? desks[0];
  return file === undefined
    ? undefined
    : { file, desks, reader, answers: view.answers, marks: { ...view.meta.marks, ...marks }, memory };
}

/** Draws the form anew after a choice, or with a part of it unfolded. What was typed stays, because ids stay. */
export async function redrawIntake(hand: PressHand, marks: { readonly [mark: string]: string } = {}): Promise<void> {
  const { view, at, parts } = hand;
  if (view === undefined) return;
  const draw = async (all: { readonly [mark: string]: string }) => {
    const request = await requestOf(view, hand, all);
    const drawn = request === undefined ? undefined : intakeView(request);
    return drawn === undefined ? undefined : { ...drawn, blocks: keepEntered(drawn.blocks, view.answers) };
  };
  await parts.redraws({ view, at, marks, draw }, parts);
}

async function remember(command: Filing, request: IntakeRequest, { parts, reader }: Hand): Promise<void> {
  const { source, line } = command.facts;
  const phrases = request.marks["phrases"];
  await parts.desks.remember(reader.id, {
    desk: request.file.desk.id,
    kind: command.kind,
    ...(typeof source === "string" ? { source } : {}),
    ...(typeof line === "string" ? { line } : {}),
    ...(phrases === undefined ? {} : { phrases }),
  });
}

/** "Filed as 2026110042" under the message it came from, where the app can write. */
async function answerMessage(
  { file, repeated }: Extract<Outcome, { ok: true }>,
  { channel, ts, threadTs }: FilingSource,
  { parts, reader }: Hand,
): Promise<void> {
  const thread = threadTs ?? ts;
  if (thread === undefined || repeated || file.case.restricted) return;
  const { language } = file.context.desk;
  const text = t(language, "receipt.filed-as", { number: caseNumber(file.case, file.context, reader) });
  try {
    await parts.clients.once.chat.postMessage({
      channel,
      thread_ts: thread,
      text,
      blocks: [section(escapeText(text))],
    });
  } catch (error) {
    parts.log.info({ err: error, channel }, "A message cannot be answered; the receipt has told the number");
  }
}

export interface FiledForm {
  readonly response: ViewResponseAction | undefined;
  /** What is done when the modal has been answered. */
  readonly afterwards?: (viewId: string) => Promise<void>;
}

/** A filing: committed before the modal is answered, the receipt in its place. */
export async function submitIntake(submission: Submission, hand: Hand): Promise<FiledForm> {
  const { view, key } = submission;
  const { parts, reader } = hand;
  const request = await requestOf(view, hand);
  if (request === undefined) return { response: undefined };
  const kept = view.meta.marks?.["source"];
  const found = kept === undefined ? undefined : await parts.service.source(kept);
  const source = found === undefined ? undefined : await withLink(found, parts.clients);
  const result = readIntake(request, filingSource(kept, source, view.answers.text("what-happened") ?? ""));
  if ("errors" in result) return { response: placed(result.errors, view) };
  const command: Filing = {
    ...result.command,
    files: [...(result.command.files ?? []), ...(source?.files ?? [])],
  };
  const outcome = await parts.service.file(request.file.desk.id, { command, by: reader.id, key });
  if (!outcome.ok) {
    const text = refusalText(outcome.refusal, request.file.context, reader);
    return { response: placed({ [outcome.refusal.field ?? "what-happened"]: text }, view) };
  }
  const { ticked } = result;
  const linked = request.marks["linked"];
  return {
    response: {
      response_action: "update",
      view: receiptView({ file: outcome.file, reader, repeated: outcome.repeated, similar: [] }),
    },
    afterwards: async (viewId: string) => {
      const { id } = outcome.file;
      if (ticked !== undefined)
        await parts.service.submit(
          { command: { type: "note", text: ticked }, by: reader.id, key: `${key}:ticked` },
          id,
        );
      const joined = linked === undefined ? outcome : await linkWith(linked, `${key}:linked`, outcome.file, hand);
      await remember(command, request, hand);
      await showSimilar(joined, { viewId, filed: outcome }, hand);
      if (source !== undefined) await answerMessage(outcome, source, hand);
    },
  };
}

function linkWith(other: string, key: string, { id }: CaseFile, { parts, reader }: Hand): Promise<Outcome> {
  return parts.service.submit({ command: { type: "link", other, how: "related" }, by: reader.id, key }, id);
}

interface Receipt {
  readonly viewId: string;
  readonly filed: { readonly file: CaseFile; readonly repeated: boolean };
}

/** Earlier cases on the receipt, which stands already, and what came of linking one. */
async function showSimilar(outcome: Outcome, { viewId, filed }: Receipt, { parts, reader }: Hand): Promise<void> {
  const file = outcome.file ?? filed.file;
  const rows = await parts.service.similar(file.case.facts, file.case.desk, reader.id);
  const similar = rows.filter((row) => row.id !== file.id);
  const refused = outcome.ok ? {} : { refused: refusalText(outcome.refusal, file.context, reader) };
  if (similar.length === 0 && file.case.links.length === 0 && outcome.ok) return;
  const view = receiptView({ file, reader, repeated: filed.repeated, similar, ...refused });
  await showView(view, { update: viewId }, parts);
}

/** Errors at their fields; one whose field is not in the form stands at the first one. */
function placed(errors: { readonly [input: string]: string }, view: SeenView): ViewResponseAction {
  const first = view.answers.has("what-happened") ? "what-happened" : (view.answers.ids[0] ?? "");
  const entries = Object.entries(errors).map(
    ([id, text]) => [view.answers.blockOf(view.answers.has(id) ? id : first), text] as const,
  );
  return { response_action: "errors", errors: Object.fromEntries(entries) };
}

/** Links the case that was just filed with an earlier one that may be the same matter. */
export async function linkSimilar(hand: PressHand): Promise<void> {
  const { view, value, key } = hand;
  const caseId = view?.meta.caseId;
  const file = caseId === undefined ? undefined : await readCase(caseId, hand);
  if (file === undefined || view === undefined) return;
  const outcome = await linkWith(value, key, file, hand);
  await showSimilar(outcome, { viewId: view.id, filed: { file, repeated: false } }, hand);
}

/** A new, empty form in place of the receipt. */
export async function fileAnother(hand: PressHand): Promise<void> {
  const { view, parts, reader, value } = hand;
  const [desks, memory] = await Promise.all([parts.desks.all(), parts.desks.memory(reader.id)]);
  const file = desks.find(({ desk }) => desk.id === value) ?? desks[0];
  if (file === undefined || view === undefined) return;
  await showView(
    intakeView({ file, desks, reader, answers: NO_ANSWERS, marks: {}, memory }),
    { update: view.id },
    parts,
  );
}
