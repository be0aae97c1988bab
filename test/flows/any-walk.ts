import type { Entered, MessageSeen, ModalSeen } from "../../sandbox/protocol.ts";
import { elementsOf, optionsOf, valuesOf } from "../../sandbox/blocks/elements.ts";
import type { PersonControl } from "../../sandbox/control/person.ts";
import { isObject, textAt, toJson, type JsonObject } from "../../sandbox/json.ts";
import type { CaseFile } from "../../src/desk/service.ts";
import { deskPeople } from "../../src/desk/people.ts";
import { doersOf, goesOn, stepsOf, type StepView } from "../../src/desk/steps.ts";
import type { Regulation } from "../../src/regulation/shape.ts";
import { until } from "../support/until.ts";
import { idsOf, unfitText, visibleTexts } from "../support/visible.ts";
import { CLERK, FILER, SQUARE, type AnyHouse } from "./any-house.ts";

/** One case that is carried through Slack, with everything about it that people could not work with. */
export interface Walk {
  readonly house: AnyHouse;
  readonly regulation: Regulation;
  readonly ids: ReadonlySet<string>;
  readonly random: () => number;
  readonly flaws: string[];
  readonly acts: string[];
}

export function walkIn(house: AnyHouse, regulation: Regulation, random: () => number): Walk {
  return { house, regulation, ids: idsOf(regulation), random, flaws: [], acts: [] };
}

interface InputSeen {
  readonly block: JsonObject;
  readonly element: JsonObject;
  readonly id: string;
}

function blocksOf({ blocks }: ModalSeen): readonly JsonObject[] {
  const all = toJson(blocks);
  return Array.isArray(all) ? all.filter(isObject) : [];
}

function inputsOf(modal: ModalSeen): readonly InputSeen[] {
  return blocksOf(modal).flatMap((block) => {
    const { element } = block;
    return block["type"] === "input" && isObject(element)
      ? [{ block, element, id: (textAt(block, "block_id") ?? "").split("~", 1)[0] ?? "" }]
      : [];
  });
}

/** Judges what stands on a modal: words, not ids; a title; a way to send it. */
function judge(walk: Walk, where: string, modal: ModalSeen): void {
  if (modal.title.trim() === "" || modal.title === "—") walk.flaws.push(`${where}: an empty title`);
  for (const text of [modal.title, modal.submit ?? "-", ...visibleTexts(modal.blocks)]) {
    const unfit = unfitText(text, walk.ids);
    if (unfit !== undefined) walk.flaws.push(`${where}: ${unfit}`);
  }
}

const SKIPPED = ["doneAt", "lateReason", "received", "accused-name", "desk", "person"];

function pick<T>(list: readonly T[], random: () => number): T | undefined {
  return list[Math.floor(random() * list.length)];
}

async function answer(
  { element, id }: InputSeen,
  walk: Walk,
  person: PersonControl,
  wanted: { readonly [id: string]: string },
): Promise<Entered | undefined> {
  if (SKIPPED.includes(id)) return undefined;
  const now = await walk.house.slack.control.clock.now();
  const values = valuesOf(optionsOf(element));
  const choice =
    wanted[id] ??
    pick(
      values.filter((value) => value !== "unreached"),
      walk.random,
    );
  switch (textAt(element, "type")) {
    case "plain_text_input":
      return id === "phone" ? "138 1234 5678" : `What was said and agreed about it`;
    case "number_input":
      return String(1 + Math.floor(walk.random() * 9));
    case "radio_buttons":
    case "static_select":
      return choice;
    case "checkboxes":
    case "multi_static_select":
      return choice === undefined ? [] : [choice];
    case "users_select":
      return CLERK;
    case "multi_users_select":
      return [CLERK];
    case "datepicker":
      return "2026-11-20";
    case "datetimepicker":
      return Math.floor(now / 1000) + 2 * 86_400;
    case "file_input":
      return [(await person.upload("photo.jpg", "a photo")).id];
    default:
      walk.flaws.push(`an input nobody can fill: ${id} ${textAt(element, "type")}`);
      return undefined;
  }
}

/** Fills every input that is there and that an answer brings up, as a person would: from top to bottom. */
async function fill(walk: Walk, person: PersonControl, wanted: { readonly [id: string]: string }): Promise<void> {
  const filled = new Set<string>();
  for (;;) {
    const modal = person.modal();
    const next = modal === undefined ? undefined : inputsOf(modal).find(({ id }) => !filled.has(id));
    if (modal === undefined || next === undefined) return;
    filled.add(next.id);
    const value = await answer(next, walk, person, wanted);
    if (value === undefined) continue;
    const result = await person.choose(modal, textAt(next.element, "action_id") ?? "", value);
    if (!result.ok) walk.flaws.push(`${modal.title}: ${next.id} cannot be chosen: ${result.words}`);
    else if (result.sent)
      await person.until(`${modal.title} drawn anew after ${next.id}`, () =>
        person.modal()?.hash === modal.hash ? undefined : true,
      );
  }
}

/** Sends the form on top. Answers whether it was taken; what Slack or the app held against it is a flaw. */
async function send(walk: Walk, person: PersonControl, where: string): Promise<boolean> {
  const modal = person.modal();
  if (modal === undefined) return false;
  judge(walk, where, modal);
  if (modal.submit === undefined) {
    walk.flaws.push(`${where}: cannot be sent: ${visibleTexts(modal.blocks).slice(0, 2).join(" / ")}`);
    return false;
  }
  const result = await person.submit();
  if (result.ok && (result.outcome === "closed" || result.outcome === "clear")) return true;
  const now = person.modal();
  if (result.ok && result.outcome === "update" && now?.callbackId !== "form") return true;
  walk.flaws.push(
    `${where}: ${JSON.stringify(result)} ${JSON.stringify(now?.errors)} ${visibleTexts(now?.blocks).slice(0, 2).join(" / ")}`,
  );
  return false;
}

/** Files through `/complaint`; answers the case's id, which the receipt's own button carries. */
export async function fileCase(walk: Walk, filer: string = FILER): Promise<string> {
  const person = walk.house.as(filer);
  await person.command("/complaint", "It does not work as it should", SQUARE);
  await person
    .seesModal((modal) => modal.callbackId === "intake")
    .catch((error: unknown) => {
      throw new Error(`The intake form did not open: ${walk.house.errors.join(" ").slice(0, 900)}`, { cause: error });
    });
  const kind = walk.regulation.kinds[0]?.id;
  await fill(walk, person, kind === undefined ? {} : { kind });
  await send(walk, person, `filing by ${filer}`);
  const receipt = await person.seesModal((modal) => modal.callbackId === "receipt");
  judge(walk, "receipt", receipt);
  const details = elementsOf(blocksOf(receipt)).find(({ element }) => element["action_id"] === "act:details");
  await person.closeView({ all: true });
  return textAt(details?.element ?? {}, "value") ?? "";
}

async function read(walk: Walk, caseId: string): Promise<CaseFile> {
  const file = await walk.house.app.service.readForDelivery(caseId);
  if (file === undefined) throw new Error(`There is no case ${caseId}`);
  return file;
}

interface Turn {
  readonly act: string;
  readonly by: string;
  /** Answers without which the step could never be done. */
  readonly wanted: { readonly [id: string]: string };
}

/** Who has to do what next: an open request before the next step. */
export function nextTurn({ case: current, context }: CaseFile): Turn | undefined {
  const open = current.requests.find((request) => request.answer === undefined && request.takenBack !== true);
  if (open !== undefined && current.ended === undefined)
    return { act: `approve/${open.id}`, by: open.approvers[0] ?? "", wanted: { yes: "yes" } };
  if (current.archivedAt !== undefined) return undefined;
  const views = stepsOf(current, context).filter(
    ({ state, step }) => state === "open" && !step.repeat && step.id !== "escalate" && goesOn(step, current, context),
  );
  const doersNow = (one: StepView) => doersOf(one.step, current, context, one.missing[0]);
  const held = views.filter((one) => doersNow(one).people.length > 0 || doersNow(one).everyone === true);
  // Nobody can be asked before it is said whose department it is: the desk says it.
  if (views.length > 0 && held.length === 0)
    return { act: "reassign", by: deskPeople(current, context)[0] ?? "", wanted: {} };
  const view = held.find(({ step }) => !step.anyTime && !step.maySkip) ?? held[0];
  if (view === undefined) return undefined;
  const doers = doersNow(view);
  const needed = (view.step.needs[0] ?? []).flatMap((test) =>
    test.test === "one-of" && test.values[0] !== undefined ? [[test.fact, test.values[0]] as const] : [],
  );
  return {
    act: `do/${view.step.id}`,
    by: doers.people[0] ?? (doers.everyone === true ? FILER : ""),
    // A customer who is never satisfied proves nothing.
    wanted: { ...(current.round > 1 ? { verdict: "satisfied" } : {}), ...Object.fromEntries(needed) },
  };
}

function offers(message: { readonly blocks: unknown }, act: string, caseId: string): boolean {
  const text = JSON.stringify(message.blocks);
  return text.includes(`"act:${act}"`) && text.includes(caseId);
}

/** A message on this person's screen with the button for it: the card, or a ping. */
async function messageWith(person: PersonControl, act: string, caseId: string): Promise<MessageSeen | undefined> {
  const rooms = person.conversations().filter((room) => room.member || room.kind === "app");
  for (const room of rooms) {
    const found = (await person.messages(room.id)).findLast((message) => offers(message, act, caseId));
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Presses where the person finds it: on a card or a ping, else in the case's window. */
async function pressIt(walk: Walk, turn: Turn, file: CaseFile): Promise<boolean> {
  const person = walk.house.as(turn.by);
  const message = walk.random() < 0.7 ? await messageWith(person, turn.act, file.id) : undefined;
  if (message !== undefined) {
    await person.press(message, `act:${turn.act}`);
    return true;
  }
  const details = file.case.number === undefined ? await messageWith(person, "details", file.id) : undefined;
  if (details !== undefined) await person.press(details, "act:details");
  else await person.command("/complaint", file.case.number ?? "", SQUARE);
  const window = await person.seesModal((modal) => modal.callbackId === "window");
  judge(walk, `window of ${turn.by} at ${turn.act}`, window);
  if (JSON.stringify(window.blocks).includes(`"act:${turn.act}"`)) await person.press(window, `act:${turn.act}`);
  else if (JSON.stringify(window.blocks).includes(`"${turn.act} ${file.id}"`))
    await person.press(window, "acts", `${turn.act} ${file.id}`);
  else {
    walk.flaws.push(`${turn.act}: nothing to press in the window of ${turn.by}`);
    return false;
  }
  return true;
}

/** Carries out one turn; false when it could not be. */
async function take(walk: Walk, turn: Turn, file: CaseFile): Promise<boolean> {
  const person = walk.house.as(turn.by);
  walk.acts.push(turn.act);
  const before = asides(person).length;
  if (!(await pressIt(walk, turn, file))) return false;
  let version = file.case.version;
  await until(async () => {
    version = (await read(walk, file.id)).case.version;
    const top = person.modal();
    const told = top?.callbackId === "form" || top?.callbackId === "notice" || asides(person).length > before;
    return told || version > file.case.version;
  });
  // The word to the presser may have come between the two looks.
  version = (await read(walk, file.id)).case.version;
  if (person.modal()?.callbackId === "form") {
    await fill(walk, person, turn.wanted);
    const taken = await send(walk, person, `${turn.act} by ${turn.by}`);
    if (!taken) return false;
  } else if (version === file.case.version) {
    const words = visibleTexts((person.modal() ?? asides(person).at(-1))?.blocks).slice(0, 3);
    walk.flaws.push(`${turn.act} by ${turn.by} was refused: ${words.join(" / ")}`);
    return false;
  }
  if (person.modal() !== undefined) await person.closeView({ all: true });
  return true;
}

/** Words that the app said to this person alone. */
function asides(person: PersonControl): readonly MessageSeen[] {
  return person.conversations().flatMap((room) => person.ephemerals(room.id));
}

/** Everything that was posted to anybody reads as words. */
async function judgeMessages(walk: Walk): Promise<void> {
  const seen = new Set<string>();
  for (const id of walk.house.people) {
    const person = walk.house.as(id);
    for (const room of person.conversations())
      if (room.member || room.kind === "app")
        for (const message of await person.messages(room.id)) {
          const key = `${message.conversation}/${message.ts}`;
          if (seen.has(key) || message.author.kind !== "app") continue;
          seen.add(key);
          const thread = message.replyCount > 0 ? await person.thread(room.id, message.ts) : [];
          for (const text of [message, ...thread].flatMap((one) => [one.text, ...visibleTexts(one.blocks)])) {
            const unfit = unfitText(text, walk.ids);
            if (unfit !== undefined) walk.flaws.push(`message: ${unfit}`);
          }
        }
  }
}

const HOUR = 3_600_000;

/** Carries a case to its end, with time passing between the acts. Answers how it ended. */
export async function carryOn(walk: Walk, caseId: string): Promise<string | undefined> {
  const { house } = walk;
  for (let turns = 0; turns < 80; turns += 1) {
    await house.quiet();
    const file = await read(walk, caseId);
    const turn = nextTurn(file);
    if (turn === undefined) break;
    if (turn.by === "") {
      const { facts, holders } = file.case;
      walk.flaws.push(`${turn.act}: nobody can do it: ${JSON.stringify({ facts, holders })}`);
      break;
    }
    if (!(await take(walk, turn, file))) break;
    const now = await house.slack.control.clock.now();
    if (turns % 3 === 2) await house.passTo(now + Math.ceil(walk.random() * 5) * HOUR);
  }
  await house.quiet();
  await judgeMessages(walk);
  const refused = (await house.slack.control.traffic({ kind: "api" })).filter(
    (entry) => entry.verdict !== undefined && /invalid|too_long|missing/u.test(entry.verdict),
  );
  for (const entry of refused) walk.flaws.push(`Slack refused ${entry.name}: ${JSON.stringify(entry.response)}`);
  walk.flaws.push(...house.errors.map((line) => `logged: ${line.slice(0, 600)}`));
  for (const id of house.people)
    walk.flaws.push(
      ...house
        .as(id)
        .toasts()
        .map((words) => `${id} was told by Slack: ${words}`),
    );
  return (await read(walk, caseId)).case.ended?.how;
}
