import type { KnownBlock } from "@slack/types";
import { earliestClock } from "../desk/clocks.ts";
import { departmentsOf } from "../desk/known.ts";
import { instancesOf, type StepView } from "../desk/steps.ts";

import { contextIf } from "./blocks.ts";
import type { CaseView } from "./case-view.ts";
import { escapeText, joined, type Mrkdwn } from "./mrkdwn.ts";
import { departmentTitle, turnTitle } from "./names.ts";
import { byToken } from "./phrases.ts";
import type { Voice } from "./voice.ts";
import { md } from "./words.ts";

/** The step that each department does and that counts now: the one whose turns are still to come, else the last done. */
function sharedStep({ steps, file }: CaseView): StepView | undefined {
  const shared = steps.filter(
    ({ step, state }) => step.each === "department" && ["open", "done", "presented"].includes(state),
  );
  return file.case.ended === undefined ? (shared.find(({ state }) => state === "open") ?? shared.at(-1)) : undefined;
}

/** "Engineering leads, done", "Cleaning by 16:00, open"; a department without a turn stands there by its name. */
function departmentPart(id: string, lead: boolean, view: CaseView, voice: Voice): Mrkdwn {
  const { language } = voice;
  const { context } = view.file;
  const title = departmentTitle(id, context, language);
  const shared = sharedStep(view);
  const who = lead ? md(language, "card.part-leads", { who: title }) : escapeText(title);
  if (shared === undefined) return who;
  const isDone = !shared.missing.includes(id);
  const clock = earliestClock(view.clocks, shared.step.id);
  const timed =
    lead || clock === undefined
      ? who
      : md(language, "card.part-by", { who, by: byToken(clock, voice, context.desk.zone) });
  return md(language, isDone ? "card.part-done" : "card.part-open", { who: timed });
}

function departmentParts(view: CaseView, voice: Voice): readonly Mrkdwn[] {
  const all = departmentsOf(view.file.case);
  return all.length < 2 ? [] : all.map((id, index) => departmentPart(id, index === 0, view, voice));
}

/** Of a step that several persons do: who has done theirs, and who has not. */
function personParts(view: CaseView, voice: Voice): readonly Mrkdwn[] {
  const { next, file } = view;
  if (next === undefined || next.step.each === "department") return [];
  const turns = instancesOf(next.step, file.case, file.context);
  if (turns.length < 2) return [];
  return turns.map((turn) => {
    const key = next.missing.includes(turn) ? "card.part-open" : "card.part-done";
    return md(voice.language, key, { who: turnTitle(turn, file.context, voice.language) });
  });
}

/** Where several have a hand in the case: who leads, whose turn is done, and who has theirs still to come. */
export function partBlocks(view: CaseView, voice: Voice): readonly KnownBlock[] {
  const lines = [departmentParts(view, voice), personParts(view, voice)].filter((parts) => parts.length > 0);
  return contextIf(lines.map((parts) => joined(parts)));
}
