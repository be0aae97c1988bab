import type { Case } from "../desk/case.ts";
import type { Context } from "../desk/context.ts";
import type { RecordVoice } from "../desk/records.ts";
import type { CaseFile } from "../desk/service.ts";
import { stepTitle } from "../regulation/describe.ts";
import { textIn } from "../regulation/text.ts";

/** Which case is told, and in whose words. */
export interface Telling {
  readonly current: Case;
  readonly events: CaseFile["events"];
  readonly context: Context;
  readonly voice: RecordVoice;
}

export function stepText(id: string, { context, voice }: Telling): string {
  return textIn(stepTitle(context.regulation, id), voice.language);
}
