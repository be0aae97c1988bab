import { z } from "zod";
import type { FileRef } from "../desk/facts.ts";

/** What stands in one element of a view, as far as we read it. Untouched fields come as null, [] or not at all. */
const Entered = z.object({
  type: z.string(),
  value: z.string().nullish(),
  selected_option: z.object({ value: z.string(), text: z.object({ text: z.string() }).nullish() }).nullish(),
  selected_options: z.array(z.object({ value: z.string() })).nullish(),
  selected_date: z.string().nullish(),
  selected_date_time: z.number().nullish(),
  selected_user: z.string().nullish(),
  selected_users: z.array(z.string()).nullish(),
  files: z
    .array(
      z.object({
        id: z.string(),
        name: z.string().nullish(),
        mimetype: z.string().nullish(),
        size: z.number().nullish(),
      }),
    )
    .nullish(),
});
type Entered = z.infer<typeof Entered>;

export const ViewState = z.object({ values: z.record(z.string(), z.record(z.string(), Entered)) });

/**
 * What somebody has entered in a form, by the id of the input. A block id is the input's id, or the id, a tilde and
 * a mark that changes when we want to set the value ourselves.
 */
export interface Answers {
  text(id: string): string | undefined;
  choice(id: string): string | undefined;
  /** The words of what was chosen, as far as Slack sends them. */
  chosenWords(id: string): string | undefined;
  choices(id: string): readonly string[] | undefined;
  /** Milliseconds since 1970. */
  moment(id: string): number | undefined;
  date(id: string): string | undefined;
  number(id: string): number | undefined;
  person(id: string): string | undefined;
  people(id: string): readonly string[] | undefined;
  /** Everybody chosen anywhere in the form. */
  readonly everybody: readonly string[];
  files(id: string): readonly FileRef[];
  /** Is the input in the form at all? */
  has(id: string): boolean;
  /** The block id under which the input stands, for its error. */
  blockOf(id: string): string;
  readonly ids: readonly string[];
}

function given(text: string | null | undefined): string | undefined {
  const trimmed = text?.trim();
  return trimmed === undefined || trimmed === "" ? undefined : trimmed;
}

export function idOfBlock(block: string): string {
  return block.split("~", 1)[0] ?? block;
}

export function readAnswers(state: z.infer<typeof ViewState>): Answers {
  const found = new Map<string, { block: string; entered: Entered }>();
  for (const [block, elements] of Object.entries(state.values)) {
    const entered = Object.values(elements)[0];
    if (entered !== undefined) found.set(idOfBlock(block), { block, entered });
  }
  const at = (id: string) => found.get(id)?.entered;
  return {
    text: (id) => given(at(id)?.value),
    choice: (id) => given(at(id)?.selected_option?.value),
    chosenWords: (id) => given(at(id)?.selected_option?.text?.text),
    choices: (id) => at(id)?.selected_options?.map((option) => option.value),
    moment: (id) => {
      const seconds = at(id)?.selected_date_time;
      return seconds === null || seconds === undefined ? undefined : seconds * 1000;
    },
    date: (id) => given(at(id)?.selected_date),
    number: (id) => {
      const text = given(at(id)?.value);
      const number = text === undefined ? Number.NaN : Number(text);
      return Number.isFinite(number) ? number : undefined;
    },
    person: (id) => given(at(id)?.selected_user),
    people: (id) => at(id)?.selected_users ?? undefined,
    everybody: [...found.values()].flatMap(({ entered }) => [
      ...(given(entered.selected_user) === undefined ? [] : [entered.selected_user ?? ""]),
      ...(entered.selected_users ?? []),
    ]),
    files: (id) =>
      (at(id)?.files ?? []).map((file) => ({
        id: file.id,
        name: file.name ?? file.id,
        mimetype: file.mimetype ?? "application/octet-stream",
        size: file.size ?? 0,
      })),
    has: (id) => found.has(id),
    blockOf: (id) => found.get(id)?.block ?? id,
    ids: [...found.keys()],
  };
}

export const NO_ANSWERS: Answers = readAnswers({ values: {} });
