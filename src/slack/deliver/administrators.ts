import { dateIn, momentText } from "../dates.ts";
import type { CaseEvent } from "../../desk/events.ts";
import type { Context } from "../../desk/context.ts";
import type { Notice } from "../../desk/notices.ts";
import type { CaseFile } from "../../desk/service.ts";
import { ACT_PREFIX } from "../acts.ts";
import { actions, button, section } from "../blocks.ts";
import type { Message } from "../card.ts";
import { historyLine } from "../lines/lines.ts";
import { channelLink, escapeText, plainText, type Mrkdwn } from "../mrkdwn.ts";
import { caseNumber, personName } from "../names.ts";
import { messageVoice, type Reader } from "../voice.ts";
import { hasWords, md, t } from "../words.ts";
import type { Delivering } from "./delivering.ts";

/** The channel to be mended stands in the button's value. */
export const MEND_ACTION = "admin:mend";

/** Something that Slack did not take. */
interface Trouble {
  readonly what: string;
  /** Channel or person; `slack` where it never came to a place. */
  readonly where: string;
  /** Slack's own word. */
  readonly reason: string;
  readonly at: number;
}

type Button = ReturnType<typeof button>;

interface Word {
  readonly said: readonly Mrkdwn[];
  readonly buttons: readonly Button[];
}

function isChannel(where: string, { people }: Context): boolean {
  return where !== "slack" && people.persons[where] === undefined;
}

function placeText(where: string, context: Context, reader: Reader): Mrkdwn {
  if (where === "slack") return escapeText("Slack");
  return isChannel(where, context) ? channelLink(where) : escapeText(personName(where, context, reader.language));
}

function troubleWord({ what, where, reason, at }: Trouble, context: Context, reader: Reader): Word {
  const { language } = reader;
  const why = `undelivered.${reason}`;
  const key = `what.${what}`;
  const said = md(language, "admin.undelivered", {
    time: momentText(at, reader, reader.now),
    what: hasWords(key) ? t(language, key) : what,
    where: placeText(where, context, reader),
    reason: t(language, hasWords(why) ? why : "undelivered.other"),
  });
  const mend = button({ label: t(language, "admin.mend"), action: MEND_ACTION, value: where, primary: true });
  return { said: [said], buttons: isChannel(where, context) ? [mend] : [] };
}

function message({ said, buttons }: Word): Message {
  return {
    text: said.map((one) => plainText(one.mrkdwn).replace(/[*]/gu, "")).join(" "),
    blocks: [...said.map((one) => section(one)), ...(buttons.length === 0 ? [] : [actions([...buttons])])],
  };
}

interface Telling {
  /** The administrator's id is added: one word for each of them. */
  readonly key: string;
  readonly caseId?: string;
  readonly word: (reader: Reader) => Word | undefined;
}

async function tellEach({ people, now }: Context, { key, caseId, word }: Telling, delivering: Delivering) {
  const { poster, log } = delivering;
  for (const administrator of people.administrators) {
    const person = people.persons[administrator];
    const said = person === undefined ? undefined : word(messageVoice(person, now));
    if (said === undefined) continue;
    const sent = await poster.post({
      key: `administrators:${key}:${administrator}`,
      kind: "administrators",
      channel: administrator,
      person: administrator,
      message: message(said),
      ...(caseId === undefined ? {} : { caseId }),
    });
    // A word about a word that did not arrive would go round for ever.
    if (!sent.ok) log.error({ key, administrator, reason: sent.reason }, "An administrator cannot be reached");
  }
}

/** Of a place that takes nothing the administrators hear once a day, however much it was meant to take. */
function placeKey({ where, reason, at }: Trouble, { desk }: Context): string {
  return `${where}:${reason}:${dateIn(at, desk.zone)}`;
}

/** A word to each administrator of something that belongs to no case. */
export function tellOfPlace(trouble: Trouble, context: Context, delivering: Delivering): Promise<void> {
  const word = (reader: Reader) => troubleWord(trouble, context, reader);
  return tellEach(context, { key: placeKey(trouble, context), word }, delivering);
}

/** Whoever filed the case knows that its card is missing: they may have to call somebody. */
async function tellFiler(file: CaseFile, { where }: Trouble, { poster, log }: Delivering): Promise<void> {
  const { case: current, context } = file;
  const filer = context.people.persons[current.receiver];
  if (filer?.active !== true || current.restricted || context.people.administrators.includes(filer.id)) return;
  const reader = messageVoice(filer, context.now);
  const number = caseNumber(current, context, reader);
  const said = md(reader.language, "undelivered.filer", { number, channel: channelLink(where) });
  const sent = await poster.post({
    key: `filer:${file.id}:${where}`,
    kind: "administrators",
    channel: filer.id,
    person: filer.id,
    caseId: file.id,
    message: message({ said: [said], buttons: [] }),
  });
  if (!sent.ok) log.error({ case: file.id, reason: sent.reason }, "Whoever filed a case cannot be told");
}

function nobodyWord(place: number, file: CaseFile, reader: Reader): Word | undefined {
  const line = historyLine(file, place, reader);
  const number = caseNumber(file.case, file.context, reader);
  return line === undefined
    ? undefined
    : { said: [md(reader.language, "admin.nobody", { line, number })], buttons: [] };
}

function wordFor(event: CaseEvent, place: number, file: CaseFile, reader: Reader): Word | undefined {
  const { context } = file;
  const label = t(reader.language, "do.details");
  const details = button({ label, action: `${ACT_PREFIX}details`, value: file.id });
  const word = event.type === "not-delivered" ? troubleWord(event, context, reader) : nobodyWord(place, file, reader);
  if (word === undefined) return undefined;
  const safe = { number: caseNumber(file.case, context, reader) };
  const more = event.type === "not-delivered" ? [md(reader.language, "admin.case", safe)] : [];
  return { said: [...word.said, ...more], buttons: [...word.buttons, details] };
}

/** A word to each administrator, once: what is broken, since when, what to do. */
export async function tellAdministrators(
  file: CaseFile,
  notice: Extract<Notice, { kind: "administrators" }>,
  delivering: Delivering,
): Promise<void> {
  const event = file.events[notice.event - 1];
  if (event === undefined) return;
  const trouble = event.type === "not-delivered" && isChannel(event.where, file.context) ? event : undefined;
  const key = trouble === undefined ? `${file.id}:${notice.event}` : placeKey(trouble, file.context);
  const word = (reader: Reader) => wordFor(event, notice.event, file, reader);
  await tellEach(file.context, { key, caseId: file.id, word }, delivering);
  if (trouble?.what === "card") await tellFiler(file, trouble, delivering);
}
