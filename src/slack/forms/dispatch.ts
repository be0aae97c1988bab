import type { KnownBlock } from "@slack/types";
import { evolve } from "../../desk/fold.ts";
import { ownerOf } from "../../desk/people.ts";
import { proposedDepartment } from "../../desk/preview.ts";
import { contextIf, quote } from "../blocks.ts";
import { decisive, questionBlocks, ticksBlock } from "../facts-form.ts";
import { choicesOf } from "../fields.ts";
import { fieldById, fieldTitle } from "../facts-text.ts";
import { foretell, levelPreview } from "../foretell.ts";
import { selectInput, textInput } from "../inputs.ts";
import { LIMITS } from "../limits.ts";
import { departmentTitle, peopleNames } from "../names.ts";
import type { Case } from "../../desk/case.ts";
import type { Context } from "../../desk/context.ts";
import type { Voice } from "../voice.ts";
import { t } from "../words.ts";
import type { Form, FormRequest } from "./form.ts";
import { asksOf, askedNow, readStep, stepGuides, stepOf } from "./step.ts";

/** "→ Engineering, Li Qiang": who would answer for the case there. */
export function ownerPreview(current: Case, department: string | undefined, context: Context, voice: Voice): string {
  if (department === undefined) return "";
  const there = evolve(current, { type: "answered", facts: { department }, cleared: [], at: context.now, by: "desk" });
  const people = ownerOf({ ...there, holders: {} }, context).people;
  const title = departmentTitle(department, context, voice.language);
  if (people.length === 0) return t(voice.language, "preview.owner-nobody", { department: title });
  return t(voice.language, "preview.owner", {
    department: title,
    people: peopleNames(people, context, voice.language),
  });
}

function departmentNow({ answers, file }: FormRequest): string | undefined {
  const proposed = file.case.facts["proposed-department"];
  return (
    answers.choice("department") ??
    proposedDepartment(
      { ...file.case.facts, ...(typeof proposed === "string" ? { department: proposed } : {}) },
      file.context,
    )
  );
}

function blocks(request: FormRequest): readonly KnownBlock[] {
  const step = stepOf(request);
  const { file, reader } = request;
  const department = fieldById("department", file.context);
  if (step === undefined || department === undefined) return [];
  const { asked, facts } = askedNow(step, request);
  const others = asked.filter(({ field }) => field.id !== "department");
  const chosen = departmentNow(request);
  // Whatever a level or a further question depends on draws the preview anew.
  const levels = file.context.regulation.levels.flatMap((level) => (level.when ?? []).flat().map((test) => test.fact));
  const live = new Set([...decisive(asksOf(step, request)), ...levels]);
  const question = { asked: others, context: file.context, voice: reader, known: facts, live };
  const told = foretell(
    file.case,
    { ...facts, ...(chosen === undefined ? {} : { department: chosen }) },
    file.context,
    reader,
  );
  const said = file.case.facts["what-happened"];
  return [
    ...(typeof said === "string" ? [quote(said)] : []),
    ...stepGuides(step, request, facts),
    selectInput({
      id: "department",
      label: fieldTitle("department", file.context, reader.language),
      choices: choicesOf(department, file.context, reader),
      chosen,
      dispatch: true,
    }),
    ...contextIf([ownerPreview(file.case, chosen, file.context, reader)]),
    ...ticksBlock(question),
    ...questionBlocks(question),
    ...contextIf([levelPreview(told, file.context, reader)]),
    textInput({
      id: "note",
      label: t(reader.language, "label.note"),
      optional: true,
      multiline: true,
      most: LIMITS.ourReason,
    }),
  ];
}

/** Sending a case to a department: where to, what applies, and what follows from it. */
export const dispatchForm: Form = {
  title: ({ reader }) => t(reader.language, "form.dispatch"),
  submit: ({ reader }) => t(reader.language, "form.dispatch-do"),
  blocks,
  read(request) {
    const department = request.answers.choice("department");
    return readStep(request, department === undefined ? {} : { department });
  },
};
