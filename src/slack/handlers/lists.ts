import type { ListOf } from "../../desk/service.ts";
import type { SeenView, Submission } from "../door.ts";
import { clip } from "../clip.ts";
import { FIRST_PAGE, LIST_CALLBACK, listView, readList, writeList, type ListRequest } from "../lists.ts";
import { LIMITS } from "../limits.ts";
import { dueText } from "../phrases.ts";
import { contextOf, rowNumber } from "../rows.ts";
import { t } from "../words.ts";
import { findView } from "../guides-view.ts";
import type { Hand, PressHand } from "./hand.ts";
import { sayNoDesk } from "./no-desk.ts";
import type { ViewResponseAction } from "./view-response.ts";

/** What is said where a list is empty: what was looked for, or what comes next. */
async function emptyWords(what: ListOf, { parts, reader }: Hand): Promise<string> {
  const { language } = reader;
  switch (what.of) {
    case "mine": {
      const { following } = await parts.service.workload(reader.id);
      return t(language, "list.empty-mine", { count: following });
    }
    case "overdue": {
      const next = (await parts.service.list({ of: "open" }, reader.id, { size: 1 })).rows[0];
      const context = next === undefined ? undefined : contextOf(next, await parts.desks.all());
      if (next?.due === undefined || context === undefined) return t(language, "list.empty-overdue");
      return t(language, "list.empty-overdue-next", {
        number: rowNumber(next, language),
        due: dueText(next.due, reader, context.desk.zone),
      });
    }
    case "number":
      return t(language, "window.no-case", { number: what.number });
    case "open":
      return t(language, "list.empty-open");
    case "find":
      return t(language, "list.empty-find", { words: clip(what.words, 60) });
    case "at-desk":
      return t(language, "list.empty-at-desk");
    case "department":
      return t(language, "list.empty-department");
  }
}

interface At {
  readonly after?: string;
  readonly before: number;
}

async function readPage(what: ListOf, at: At, hand: Hand): Promise<ListRequest> {
  const { parts, reader } = hand;
  const page = await parts.service.list(what, reader.id, {
    size: LIMITS.ourListRows,
    ...(at.after === undefined ? {} : { after: at.after }),
  });
  const desks = await parts.desks.all();
  const empty = page.rows.length === 0 ? await emptyWords(what, hand) : "";
  return { what, page, before: at.before, desks, reader, empty };
}

export async function openList(what: ListOf, hand: Hand): Promise<void> {
  await hand.show(listView(await readPage(what, { before: 0 }, hand)));
}

/** The search, wherever it is asked for without words. */
export async function openFind(hand: Hand): Promise<void> {
  const { parts, reader } = hand;
  if ((await parts.desks.all()).length === 0) return sayNoDesk(hand);
  await hand.show(findView(reader));
}

async function drawList(what: ListOf, at: At, hand: PressHand): Promise<void> {
  const { view, parts } = hand;
  if (view === undefined) return openList(what, hand);
  await parts.redraws({ view, at: hand.at, draw: async () => listView(await readPage(what, at, hand)) }, parts);
}

/** Another list in the same modal. */
export async function filterList(hand: PressHand): Promise<void> {
  await drawList(readList(hand.value), { before: 0 }, hand);
}

/** Another page: by the key of the row before it, so that nothing is shown twice or left out. */
export async function turnList(hand: PressHand, direction: 1 | -1): Promise<void> {
  const { view, value } = hand;
  const what = readList(view?.meta.marks?.["list"] ?? writeList({ of: "mine" }));
  const before = Math.max(0, Number(view?.meta.marks?.["before"] ?? 0) + direction * LIMITS.ourListRows);
  await drawList(what, { before, ...(value === FIRST_PAGE ? {} : { after: value }) }, hand);
}

/** The words of the search form: the list takes its place. */
export async function submitFind(submission: Submission, hand: Hand): Promise<ViewResponseAction> {
  const words = submission.view.answers.text("words") ?? "";
  return { response_action: "update", view: listView(await readPage({ of: "find", words }, { before: 0 }, hand)) };
}

export function isList(view: SeenView | undefined): boolean {
  return view?.callbackId === LIST_CALLBACK;
}
