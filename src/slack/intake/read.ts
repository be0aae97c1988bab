import type { Command } from "../../desk/commands.ts";
import type { Facts } from "../../desk/facts.ts";
import { factErrors } from "../facts-form.ts";
import { tickedLine } from "../guides-blocks.ts";
import { t } from "../words.ts";
import { accusedWouldHandle, drafted, draftedDepartment, typedAccused } from "./asked.ts";
import { kindOf, type IntakeRequest } from "./form.ts";

export type Filing = Extract<Command, { type: "file" }>;
/** `ticked`: the guides' points that were ticked, as a line for the record. */
export type IntakeResult =
  | { readonly command: Filing; readonly ticked?: string }
  | { readonly errors: { readonly [input: string]: string } };

/** The filing that the form holds, or what is wrong with it, each at its field. */
export function readIntake(request: IntakeRequest, source: Filing["source"]): IntakeResult {
  const { file, reader, answers } = request;
  const { context } = file;
  const draft = drafted(reader.id, answers, { context, kind: kindOf(request) });
  const errors = factErrors(draft.asked, draft.facts, reader);
  const department = draftedDepartment(draft.facts, answers, context);
  const { received, ...rest } = typedAccused(draft.facts, answers);
  const facts: Facts = { ...rest, ...(department === undefined ? {} : { department }) };
  const proposed = department !== undefined && answers.choice("department") === undefined;
  if (proposed && accusedWouldHandle(facts, kindOf(request), reader.id, context))
    errors["accused"] = t(reader.language, "field.accused-handles");
  if (answers.text("what-happened") === undefined) errors["what-happened"] = t(reader.language, "field.what-short");
  if (Object.keys(errors).length > 0) return { errors };
  const files = draft.asked.flatMap(({ field }) => (field.type === "file" ? answers.files(field.id) : []));
  const speaking = { context, reader, facts: draft.facts, ...(department === undefined ? {} : { department }) };
  const ticked = tickedLine("intake", speaking, answers);
  return {
    ...(ticked === undefined ? {} : { ticked }),
    command: {
      type: "file",
      kind: kindOf(request),
      facts,
      files,
      ...(typeof received === "number" ? { receivedAt: received } : {}),
      ...(source === undefined ? {} : { source }),
    },
  };
}
