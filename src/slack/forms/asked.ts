import { approversFor, isOutside } from "../../desk/rules/approvers.ts";
import { peopleNames, roleTitle } from "../names.ts";
import { t } from "../words.ts";
import type { FormRequest } from "./form.ts";

/** Whose yes it will take, by the very rule that will ask them: never the reader's own; somebody outside by their role. */
export function askedText(who: string, { file, reader }: Pick<FormRequest, "file" | "reader">): string {
  const { case: current, context } = file;
  if (isOutside(who, context)) return roleTitle(who, context, reader.language);
  const { people } = approversFor(who, { current, context, by: reader.id });
  return peopleNames(people, context, reader.language) || t(reader.language, "tell.nobody");
}
