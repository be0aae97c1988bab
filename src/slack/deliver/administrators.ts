import type { CaseEvent, EventOf } from "../../desk/events.ts";
import type { Notice } from "../../desk/notices.ts";
import type { CaseFile } from "../../desk/service.ts";
import { ACT_PREFIX } from "../acts.ts";
import { actions, button, section } from "../blocks.ts";
import type { Message } from "../card.ts";
import { momentText } from "../dates.ts";
import { historyLine } from "../lines/lines.ts";
import { channelLink, escapeText, plainText, type Mrkdwn } from "../mrkdwn.ts";
import { caseNumber, personName } from "../names.ts";
import type { Reader } from "../voice.ts";
import { hasWords, md, t } from "../words.ts";
import type { Delivering } from "./delivering.ts";
import { readerOf } from "./ping-post.ts";

function whereText(where: string, file: CaseFile, reader: Reader): Mrkdwn {
  return file.context.people.persons[where] === undefined
    ? channelLink(where)
    : escapeText(personName(where, file.context, reader.language));
}

function undelivered(event: EventOf<"not-delivered">, file: CaseFile, reader: Reader): readonly Mrkdwn[] {
  const { language } = reader;
  const why = `undelivered.${event.reason}`;
  const what = `what.${event.what}`;
  return [
    md(language, "admin.undelivered", {
      time: momentText(event.at, reader, reader.now),
      what: hasWords(what) ? t(language, what) : event.what,
      where: whereText(event.where, file, reader),
      reason: t(language, hasWords(why) ? why : "undelivered.other"),
    }),
    md(language, "admin.case", { number: caseNumber(file.case, file.context, reader) }),
  ];
}

function words(event: CaseEvent, place: number, file: CaseFile, reader: Reader): readonly Mrkdwn[] {
  if (event.type === "not-delivered") return undelivered(event, file, reader);
  const line = historyLine(file, place, reader);
  return line === undefined
    ? []
    : [md(reader.language, "admin.nobody", { line, number: caseNumber(file.case, file.context, reader) })];
}

function message(said: readonly Mrkdwn[], file: CaseFile, reader: Reader): Message {
  const details = button({ label: t(reader.language, "do.details"), action: `${ACT_PREFIX}details`, value: file.id });
  return {
    text: said.map((one) => plainText(one.mrkdwn).replace(/[*]/gu, "")).join(" "),
    blocks: [...said.map((one) => section(one)), actions([details])],
  };
}

/** A word to each administrator, once: what is broken, since when, what to do. */
export async function tellAdministrators(
  file: CaseFile,
  notice: Extract<Notice, { kind: "administrators" }>,
  { poster, log }: Delivering,
): Promise<void> {
  const event = file.events[notice.event - 1];
  if (event === undefined) return;
  for (const administrator of file.context.people.administrators) {
    const reader = readerOf(administrator, file);
    const said = reader === undefined ? [] : words(event, notice.event, file, reader);
    if (reader === undefined || said.length === 0) continue;
    const key = `administrators:${file.id}:${notice.event}:${administrator}`;
    const sent = await poster.post({
      key,
      kind: "administrators",
      channel: administrator,
      person: administrator,
      caseId: file.id,
      message: message(said, file, reader),
    });
    // A word about a word that did not arrive would go round for ever.
    if (!sent.ok)
      log.error({ case: file.id, administrator, reason: sent.reason }, "An administrator cannot be reached");
  }
}
