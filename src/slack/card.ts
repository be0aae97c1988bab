import type { ContextBlock, KnownBlock } from "@slack/types";
import { departmentOf } from "../desk/directory.ts";
import { evolve, NO_CASE } from "../desk/fold.ts";
import type { CaseFile } from "../desk/service.ts";
import type { Language } from "../regulation/shape.ts";
import { textIn } from "../regulation/text.ts";
import { MENU_ACTION, actButton, actChoice, type Act } from "./acts.ts";
import { actions, context, overflow, quote, section } from "./blocks.ts";
import { partBlocks } from "./card-parts.ts";
import { partnerFace, partnerView } from "./card-partner.ts";
import { faceOf, type Face } from "./card-face.ts";
import { viewOf, type CaseView } from "./case-view.ts";
import { clip, oneLine } from "./clip.ts";
import { momentToken } from "./dates.ts";
import { LIMITS } from "./limits.ts";
import { maskName, maskPhone } from "./masks.ts";
import { bold, channelLink, escapeText, ours, type Mrkdwn } from "./mrkdwn.ts";
import { caseNumber, caseTitle, departmentById, levelTitle, nextWords, personName } from "./names.ts";
import { comingText } from "./next-text.ts";
import { answerText, fieldOption, fieldTitle } from "./facts-text.ts";
import { followerOf } from "../desk/people.ts";
import type { Voice } from "./voice.ts";
import { md, t } from "./words.ts";

/** What is sent to Slack: blocks, and the sentence for pushes and screen readers, which names no customer. */
export interface Message {
  readonly text: string;
  readonly blocks: KnownBlock[];
}

/** The same card says different things where the case is, in a department beside, where it was, and where it may not be seen. */
export type CardPlace = "home" | "moved" | "restricted" | { readonly partner: string };

/** "2026110042 · Important · Lift out of service". */
export function headline(file: CaseFile, voice: Voice): string {
  const { case: current, context: of } = file;
  const params = { number: caseNumber(current, of, voice), title: caseTitle(current, of, voice.language) };
  if (current.level === undefined) return t(voice.language, "card.title-no-level", params);
  return t(voice.language, "card.title", { ...params, level: levelTitle(current.level.id, of, voice.language) });
}

/** The first half of a push: number, level, matter; no name, phone or quote. */
export function pushHead(file: CaseFile, voice: Voice): string {
  const { case: current, context: of } = file;
  const params = { number: caseNumber(current, of, voice), title: caseTitle(current, of, voice.language) };
  if (current.level === undefined) return t(voice.language, "push.head-no-level", params);
  return t(voice.language, "push.head", { ...params, level: levelTitle(current.level.id, of, voice.language) });
}

function pushText(view: CaseView, face: Face, voice: Voice): string {
  const head = pushHead(view.file, voice);
  if (face.state !== undefined) return t(voice.language, "push.state", { head, state: face.state });
  if (view.next === undefined) return head;
  const { context: of } = view.file;
  const what = comingText({ step: view.next.step.id, clock: view.clock, ahead: view.first }, of, voice);
  return t(voice.language, "push.next", { head, what });
}

/** The customer as shared surfaces show them: masked name and phone. */
export function maskedCustomer(file: CaseFile, language: Language): string {
  const { complainant, phone } = file.case.facts;
  const name = typeof complainant === "string" ? maskName(complainant) : "";
  const number = typeof phone === "string" && /\d{3}/u.test(phone) ? maskPhone(phone) : "";
  return [name, number].filter((part) => part !== "").join(language === "zh-CN" ? " " : ", ");
}

/** What the department has to find on the spot; never who the customer is. */
const ON_THE_SPOT = ["room", "vehicle", "order", "order-no"];

function objects({ case: current, context: of }: CaseFile, voice: Voice): readonly string[] {
  const named = ON_THE_SPOT.flatMap((field) => {
    const answer = clip(oneLine(answerText(field, current.facts[field], of, voice)), 40);
    if (answer === "") return [];
    return [t(voice.language, "record.answer", { title: fieldTitle(field, of, voice.language), answer })];
  });
  const lists = of.regulation.lists.filter(({ id }) => of.listed.includes(id));
  return [
    ...named,
    ...lists.map(({ title }) => t(voice.language, "card.listed", { list: textIn(title, voice.language) })),
  ];
}

function about(file: CaseFile, voice: Voice): ContextBlock {
  const { case: current, context: of } = file;
  const { language } = voice;
  const { place, source } = current.facts;
  const remedy = answerText("remedy-sought", current.facts["remedy-sought"], of, voice);
  const follower = followerOf(current, of).people[0];
  const elements: (string | Mrkdwn)[] = [
    maskedCustomer(file, language),
    typeof source === "string" ? fieldOption("source", source, of, language) : "",
    md(language, "card.received", { time: momentToken(current.firstReceivedAt, voice) }),
    follower === undefined ? "" : t(language, "card.follow-up", { who: personName(follower, of, language) }),
    typeof place === "string" ? t(language, "card.place", { place: clip(oneLine(place), 80) }) : "",
    ...objects(file, voice),
    remedy === "" ? "" : t(language, "card.wants", { what: clip(oneLine(remedy), 80) }),
  ];
  return context(elements);
}

function buttonRow(acts: readonly Act[], file: CaseFile, voice: Voice): KnownBlock {
  const number = caseNumber(file.case, file.context, voice);
  const shown = acts.slice(0, 3);
  return actions(
    shown.map((act, index) =>
      actButton(act, file, { language: voice.language, number, primary: index === 0 && act !== "details" }),
    ),
  );
}

/** The first line; of a restricted case with the word and the sign that it is. */
function titleOf(file: CaseFile, voice: Voice): Mrkdwn {
  const head = escapeText(headline(file, voice));
  return file.case.restricted ? md(voice.language, "card.title-restricted", { head }) : bold(head);
}

/** The whole card: where the case stands, and in a department beside with what that department has to do. */
function wholeCard(view: CaseView, face: Face, voice: Voice): Message {
  const { file } = view;
  const menu = overflow(
    MENU_ACTION,
    face.menu.map((act) => actChoice(act, file, voice.language)),
  );
  const title = ours(`${titleOf(file, voice).mrkdwn}\n${face.line.mrkdwn}`);
  const said = file.case.facts["what-happened"];
  return {
    text: pushText(view, face, voice),
    blocks: [
      section(title, menu),
      quote(typeof said === "string" ? said : ""),
      about(file, voice),
      buttonRow(face.buttons, file, voice),
      ...partBlocks(view, voice),
    ],
  };
}

/** Who gave the case to the department that has it now. */
function movedBy({ events }: CaseFile): string {
  let current = NO_CASE;
  let by = "desk";
  for (const event of events) {
    const after = evolve(current, event);
    if (departmentOf(after) !== departmentOf(current)) by = event.by;
    current = after;
  }
  return by;
}

/** Where the case has left: who moved it and where to; the words of the customer are gone. */
function movedCard(file: CaseFile, voice: Voice): Message {
  const { case: current, context: of } = file;
  const who = personName(movedBy(file), of, voice.language);
  const channel = departmentById(departmentOf(current), of)?.channel;
  const shown =
    channel === undefined || current.restricted
      ? md(voice.language, "card.moved-on", { who })
      : md(voice.language, "card.moved", { who, channel: channelLink(channel) });
  return {
    text: t(voice.language, "push.state", { head: pushHead(file, voice), state: t(voice.language, "state.moved") }),
    blocks: [section(bold(escapeText(headline(file, voice)))), section(shown), buttonRow(["details"], file, voice)],
  };
}

/** What a channel learns of a case that it may not read: number and step; no names, no words, no matter. */
function restrictedCard(file: CaseFile, voice: Voice): Message {
  const { case: current, context: of } = file;
  const number = caseNumber(current, of, voice);
  const view = viewOf(file);
  const step =
    current.ended !== undefined || view.next === undefined
      ? t(voice.language, "card.restricted-ended")
      : t(voice.language, "card.restricted-step", { step: nextWords(view.next.step.id, of, voice.language) });
  return {
    text: t(voice.language, "push.state", { head: number, state: t(voice.language, "state.restricted") }),
    blocks: [
      section(md(voice.language, "card.restricted", { number })),
      context([step]),
      buttonRow(["details"], file, voice),
    ],
  };
}

function cardAt(file: CaseFile, place: CardPlace, voice: Voice): Message {
  if (place === "moved") return movedCard(file, voice);
  if (place === "restricted") return restrictedCard(file, voice);
  const view = place === "home" ? viewOf(file) : partnerView(file, place.partner);
  const face = place === "home" ? faceOf(view, voice) : partnerFace(view, place.partner, voice);
  return wholeCard(view, face, voice);
}

/** The card as it stands at a place now, drawn from the record each time. */
export function renderCard(file: CaseFile, place: CardPlace, voice: Voice): Message {
  const message = cardAt(file, place, voice);
  return { ...message, text: clip(message.text, LIMITS.messageText) };
}
