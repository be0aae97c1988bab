import type { PlainTextOption } from "@slack/types";
import { option } from "../blocks.ts";
import type { AskedOptions } from "../door.ts";
import { choicesOf } from "../fields.ts";
import { fieldById } from "../facts-text.ts";
import { LIMITS } from "../limits.ts";
import type { Surroundings } from "../surroundings.ts";

interface Offering {
  readonly service: Pick<Surroundings["service"], "read" | "now">;
  readonly desks: Pick<Surroundings["desks"], "byId">;
  readonly directory: Pick<Surroundings["directory"], "reader">;
}

/** The choices of a field whose words contain what was typed, as many as Slack shows. */
export async function offerOptions(asked: AskedOptions, parts: Offering): Promise<PlainTextOption[]> {
  const { meta, words, input, user } = asked;
  const file = meta.caseId === undefined ? undefined : await parts.service.read(meta.caseId, user);
  const context = file?.context ?? (await parts.desks.byId(meta.desk))?.context;
  const field = context === undefined ? undefined : fieldById(input, context);
  if (context === undefined || field === undefined) return [];
  const reader = await parts.directory.reader(user, parts.service.now());
  const typed = words.trim().toLowerCase();
  const fitting = choicesOf(field, context, reader).filter(({ label }) => label.toLowerCase().includes(typed));
  return fitting.slice(0, LIMITS.options).map(option);
}
