import type { CaseFile } from "../../desk/service.ts";
import { section } from "../blocks.ts";
import type { SeenView } from "../door.ts";
import { escapeText } from "../mrkdwn.ts";
import { showView } from "../showing.ts";
import { caseWindow, WINDOW_CALLBACK, type WindowRequest } from "../window.ts";
import { historyView } from "../history.ts";
import { whyView } from "../why.ts";
import { t } from "../words.ts";
import type { Hand, PressHand } from "./hand.ts";

/** The case for this reader; otherwise the same words as for a number that does not exist. */
export async function readCase(caseId: string, { parts, reader }: Hand): Promise<CaseFile | undefined> {
  return parts.service.read(caseId, reader.id);
}

export async function sayNoCase({ say, reader }: Hand): Promise<void> {
  const text = t(reader.language, "window.no-case-plain");
  await say({ text, blocks: [section(escapeText(text))] });
}

export async function openWindow(caseId: string, hand: Hand): Promise<void> {
  const file = await readCase(caseId, hand);
  if (file === undefined) return sayNoCase(hand);
  await hand.show(caseWindow({ file, reader: hand.reader, looked: false }));
}

/** Draws an open window anew from the record, contact details as they were shown. */
export async function refreshWindow(viewId: string, request: WindowRequest, { parts }: Hand): Promise<void> {
  await showView(caseWindow(request), { update: viewId }, parts);
}

export function isWindow(view: SeenView | undefined): view is SeenView {
  return view?.callbackId === WINDOW_CALLBACK;
}

/** "Show contact": the look is on the record before the details are on the screen. */
export async function showContact(hand: PressHand): Promise<void> {
  const { parts, reader, view, key, value } = hand;
  const outcome = await parts.service.submit({ command: { type: "look" }, by: reader.id, key }, value);
  if (!outcome.ok || view === undefined) return sayNoCase(hand);
  const { seen } = view.meta;
  await refreshWindow(
    view.id,
    { file: outcome.file, reader, looked: true, ...(seen === undefined ? {} : { seen }) },
    hand,
  );
}

export async function showWhy(hand: PressHand): Promise<void> {
  const file = await readCase(hand.value, hand);
  if (file === undefined) return sayNoCase(hand);
  await hand.show(whyView(file, hand.reader));
}

export async function showHistory(hand: PressHand): Promise<void> {
  const file = await readCase(hand.value, hand);
  if (file === undefined) return sayNoCase(hand);
  await hand.show(historyView(file, hand.reader, 0));
}

export async function turnHistory(hand: PressHand): Promise<void> {
  const { view, value, reader, parts, at } = hand;
  const caseId = view?.meta.caseId;
  const file = caseId === undefined ? undefined : await readCase(caseId, hand);
  if (file === undefined || view === undefined) return sayNoCase(hand);
  const draw = () => Promise.resolve(historyView(file, reader, Number(value) || 0));
  await parts.redraws({ view, at, draw }, parts);
}
