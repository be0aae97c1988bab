import type { KnownBlock } from "@slack/types";
import { instancesOf } from "../desk/steps.ts";
import { roleTitle as titleOfRole } from "../regulation/describe.ts";
import { textIn } from "../regulation/text.ts";
import { contextIf } from "./blocks.ts";
import type { CaseView } from "./case-view.ts";
import { departmentById, departmentTitle, personName } from "./names.ts";
import type { Voice } from "./voice.ts";
import { t } from "./words.ts";

function turnTitle(turn: string, { file: { context } }: CaseView, { language }: Voice): string {
  if (departmentById(turn, context) !== undefined) return departmentTitle(turn, context, language);
  return context.people.persons[turn] === undefined
    ? textIn(titleOfRole(context.regulation, turn), language)
    : personName(turn, context, language);
}

/** Of a step that several departments or persons do: who has done theirs, and who has not. */
export function partBlocks(view: CaseView, voice: Voice): readonly KnownBlock[] {
  const { next, file } = view;
  if (next === undefined) return [];
  const turns = instancesOf(next.step, file.case, file.context);
  if (turns.length < 2) return [];
  const words = turns.map((turn) => {
    const key = next.missing.includes(turn) ? "card.part-open" : "card.part-done";
    return t(voice.language, key, { who: turnTitle(turn, view, voice) });
  });
  return contextIf([words.join(" · ")]);
}
