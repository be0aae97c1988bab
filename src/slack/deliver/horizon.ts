import { horizonOf } from "../../desk/horizon.ts";
import type { DeskPost } from "../../desk/notices.ts";
import type { DeskFile } from "../../desk/service.ts";
import { textIn } from "../../regulation/text.ts";
import { contextIf, section } from "../blocks.ts";
import type { Message } from "../card.ts";
import { messageVoice, type Reader } from "../voice.ts";
import { md, t } from "../words.ts";
import type { Delivering } from "./delivering.ts";

type HorizonPost = Extract<DeskPost, { kind: "horizon" }>;

function message(file: DeskFile, notice: string, { language }: Reader): Message {
  const params = { desk: textIn(file.desk.name, language), notice };
  return {
    text: t(language, "admin.horizon-plain", params),
    blocks: [section(md(language, "admin.horizon", params)), ...contextIf([t(language, "admin.horizon-how")])],
  };
}

/** A word to each administrator that holidays are known no further; nothing where the next list has come meanwhile. */
export async function sendHorizon({ desk: id, until }: HorizonPost, delivering: Delivering): Promise<void> {
  const { desks, poster, log } = delivering;
  const file = await desks.byId(id);
  const horizon = file === undefined ? undefined : horizonOf(file.context.calendars, file.context.now);
  if (file === undefined || horizon?.notice === undefined || horizon.until !== until) return;
  for (const administrator of file.people.administrators) {
    const person = file.people.persons[administrator];
    if (person?.active !== true) continue;
    const reader = messageVoice(person, file.context.now);
    const sent = await poster.post({
      key: `horizon:${id}:${until}:${administrator}`,
      kind: "administrators",
      channel: administrator,
      person: administrator,
      message: message(file, horizon.notice.text[reader.language], reader),
    });
    if (!sent.ok) log.error({ desk: id, administrator, reason: sent.reason }, "An administrator cannot be reached");
  }
}
