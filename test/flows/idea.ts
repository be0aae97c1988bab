import { elementsOf, optionsOf, valuesOf } from "../../sandbox/blocks/elements.ts";
import type { PersonControl } from "../../sandbox/control/person.ts";
import { readable } from "../../sandbox/control/screen.ts";
import { isObject, textAt, toJson, type JsonObject } from "../../sandbox/json.ts";
import type { Entered, ModalSeen } from "../../sandbox/protocol.ts";
import type { CaseFile } from "../../src/desk/service.ts";
import type { Regulation } from "../../src/regulation/shape.ts";
import { at, loadFile } from "../support/property-desk.ts";
import { until } from "../support/until.ts";
import { visibleTexts } from "../support/visible.ts";
import { CLERK, FILER, openAnyHouse, SQUARE, type AnyHouse } from "./any-house.ts";
import { nextTurn } from "./any-walk.ts";

/** What somebody enters, by field; a yes among ticks is the word `yes`. What is not named gets a plain answer. */
export interface Entries {
  readonly [field: string]: Entered;
}

/** A house under one regulation, and hands that fill in its forms. Everything goes through Slack. */
export interface Idea {
  readonly house: AnyHouse;
  readonly regulation: Regulation;
  who(role: string, department?: string): string;
  /** Files with `/complaint`; gives the case's id. */
  file(entries: Entries, by?: string): Promise<string>;
  read(caseId: string): Promise<CaseFile>;
  /** Everything that stands in the case's window for this person. */
  window(by: string, caseId: string): Promise<string>;
  /** The acts that this person is offered there. */
  offered(by: string, caseId: string): Promise<readonly string[]>;
  /** Opens the form of an act and gives what stands in it. */
  shows(by: string, caseId: string, act: string): Promise<string>;
  /** Does it and answers undefined, or the words by which it was refused. */
  act(by: string, caseId: string, act: string, entries?: Entries): Promise<string | undefined>;
  /** Whoever's turn it is does it, until the case stands so. */
  carry(
    caseId: string,
    done: (file: CaseFile) => boolean,
    entries?: { readonly [act: string]: Entries },
  ): Promise<CaseFile>;
  /** What the app wrote to this person alone, the oldest first. */
  inbox(by: string): Promise<readonly string[]>;
  /** The card and its thread, as whoever is in the channel reads them. */
  thread(by: string, caseId: string): Promise<readonly string[]>;
  to(local: string): Promise<void>;
  stop(): Promise<void>;
}

function blocksOf(modal: ModalSeen): readonly JsonObject[] {
  const all = toJson(modal.blocks);
  return Array.isArray(all) ? all.filter(isObject) : [];
}

interface Input {
  readonly id: string;
  readonly element: JsonObject;
  readonly optional: boolean;
}

function inputsOf(modal: ModalSeen): readonly Input[] {
  return blocksOf(modal).flatMap((block) => {
    const { element } = block;
    return block["type"] === "input" && isObject(element)
      ? [
          {
            id: (textAt(block, "block_id") ?? "").split("~", 1)[0] ?? "",
            element,
            optional: block["optional"] === true,
          },
        ]
      : [];
  });
}

function hasValue(element: JsonObject): boolean {
  return Object.keys(element).some((key) => key.startsWith("initial_"));
}

/** What to enter; undefined leaves the input as it is. */
async function entryFor({ id, element, optional }: Input, entries: Entries, person: PersonControl, now: number) {
  const type = textAt(element, "type");
  const values = valuesOf(optionsOf(element));
  if (id === "ticks") return values.filter((value) => entries[value] === "yes");
  const entry = entries[id];
  if (entry !== undefined) return entry;
  if (optional || hasValue(element)) return undefined;
  switch (type) {
    case "plain_text_input":
      return id === "phone" ? "138 1234 5678" : "As it was said and agreed";
    case "number_input":
      return "1";
    case "radio_buttons":
    case "static_select":
      return values.includes("no") ? "no" : values[0];
    case "checkboxes":
    case "multi_static_select":
      return values.slice(0, 1);
    case "users_select":
      return CLERK;
    case "multi_users_select":
      return [CLERK];
    case "datepicker":
      return "2026-11-20";
    case "datetimepicker":
      return Math.floor(now / 1000) + 2 * 86_400;
    case "file_input":
      return [(await person.upload("paper.pdf", "a paper")).id];
    default:
      throw new Error(`Nobody can fill ${id} (${type})`);
  }
}

/** Fills the form on top from top to bottom, also what an answer brings up. */
async function fillIn(person: PersonControl, entries: Entries, house: AnyHouse): Promise<void> {
  const filled = new Set<string>();
  for (;;) {
    const modal = person.modal();
    const next = modal === undefined ? undefined : inputsOf(modal).find(({ id }) => !filled.has(id));
    if (modal === undefined || next === undefined) return;
    filled.add(next.id);
    const value = await entryFor(next, entries, person, await house.slack.control.clock.now());
    if (value === undefined) continue;
    const result = await person.choose(modal, textAt(next.element, "action_id") ?? "", value);
    if (!result.ok) throw new Error(`${modal.title}: ${next.id} cannot be ${JSON.stringify(value)}: ${result.words}`);
    if (result.sent)
      await person.until(`${modal.title} drawn anew after ${next.id}`, () =>
        person.modal()?.hash === modal.hash ? undefined : true,
      );
  }
}

function shown(person: PersonControl): string {
  const top = person.modal();
  return top === undefined ? "" : `${visibleTexts(top.blocks).join(" / ")} ${JSON.stringify(top.errors)}`;
}

async function fileIn(house: AnyHouse, entries: Entries, by: string): Promise<string> {
  const person = house.as(by);
  const { "what-happened": what, ...others } = entries;
  await person.command("/complaint", typeof what === "string" ? what : "It does not work as it should", SQUARE);
  await person.seesModal((modal) => modal.callbackId === "intake");
  await fillIn(person, others, house);
  const top = person.modal();
  const missing =
    top === undefined ? [] : Object.keys(others).filter((id) => !inputsOf(top).some((one) => one.id === id));
  if (top !== undefined && missing.length > 0 && JSON.stringify(top.blocks).includes("intake:details")) {
    await person.press(top, "intake:details");
    await person.until("the details", () => (person.modal()?.hash === top.hash ? undefined : true));
    await fillIn(person, others, house);
  }
  const sent = await person.submit();
  if (!sent.ok || sent.outcome !== "update") throw new Error(`Not filed: ${JSON.stringify(sent)} ${shown(person)}`);
  const receipt = await person.seesModal((modal) => modal.callbackId === "receipt");
  const details = elementsOf(blocksOf(receipt)).find(({ element }) => element["action_id"] === "act:details");
  await person.closeView({ all: true });
  return textAt(details?.element ?? {}, "value") ?? "";
}

function asidesOf(person: PersonControl): readonly string[] {
  return person.conversations().flatMap((room) => person.ephemerals(room.id).map(readable));
}

/** A message on this person's screen from which the case opens: the card, or a ping. */
async function messageOf(person: PersonControl, caseId: string) {
  for (const room of person.conversations().filter(({ member, kind }) => member || kind === "app")) {
    const found = (await person.messages(room.id)).findLast(({ blocks }) => {
      const text = JSON.stringify(blocks);
      return text.includes('"act:details"') && text.includes(caseId);
    });
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Opens the case's window by its number, or before there is one from where it was told; undefined for outsiders. */
async function openWindow(house: AnyHouse, by: string, file: CaseFile): Promise<ModalSeen | undefined> {
  const person = house.as(by);
  const { number } = file.case;
  if (number === undefined) {
    await house.quiet();
    const message = await messageOf(person, file.id);
    if (message === undefined) return undefined;
    await person.press(message, "act:details");
  } else await person.command("/complaint", number, SQUARE);
  return person
    .until("a window", () => (person.modal()?.callbackId === "window" ? person.modal() : undefined))
    .catch(() => undefined);
}

export async function openIdea(name: string, local = "2026-11-24 09:12"): Promise<Idea> {
  const regulation = loadFile(name);
  const house = await openAnyHouse(name, regulation, at(local));

  async function read(caseId: string): Promise<CaseFile> {
    const file = await house.app.service.readForDelivery(caseId);
    if (file === undefined) throw new Error(`There is no case ${caseId}`);
    return file;
  }

  async function open(by: string, caseId: string): Promise<ModalSeen> {
    const window = await openWindow(house, by, await read(caseId));
    if (window === undefined) throw new Error(`${by} sees no window: ${asidesOf(house.as(by)).join(" / ")}`);
    return window;
  }

  async function act(by: string, caseId: string, what: string, entries: Entries = {}): Promise<string | undefined> {
    const person = house.as(by);
    const before = await read(caseId);
    const window = await open(by, caseId);
    const text = JSON.stringify(window.blocks);
    const said = asidesOf(person).length;
    if (text.includes(`"act:${what}"`)) await person.press(window, `act:${what}`);
    else if (text.includes(`"${what} ${caseId}"`)) await person.press(window, "acts", `${what} ${caseId}`);
    else {
      await person.closeView({ all: true });
      return `${what} is not offered`;
    }
    await until(async () => {
      const top = person.modal();
      const told = top?.callbackId === "form" || top?.callbackId === "notice" || asidesOf(person).length > said;
      return told || (await read(caseId)).case.version > before.case.version;
    });
    let refused: string | undefined;
    const top = person.modal();
    if (top?.callbackId === "form") {
      await fillIn(person, entries, house);
      if (person.modal()?.submit === undefined) refused = shown(person);
      else {
        const sent = await person.submit();
        const stays = person.modal();
        if (!sent.ok || sent.outcome === "errors" || (sent.outcome === "update" && stays?.callbackId === "form"))
          refused = `${JSON.stringify(sent)} ${shown(person)}`;
      }
    } else if ((await read(caseId)).case.version === before.case.version) refused = shown(person);
    if (person.modal() !== undefined) await person.closeView({ all: true });
    return refused;
  }

  return {
    house,
    regulation,
    who: (role, department) => house.who(role, department),
    file: (entries, by = FILER) => fileIn(house, entries, by),
    read,
    act,
    async window(by, caseId) {
      const window = await open(by, caseId);
      await house.as(by).closeView({ all: true });
      return readable(window);
    },
    async shows(by, caseId, what) {
      const person = house.as(by);
      const window = await open(by, caseId);
      const text = JSON.stringify(window.blocks);
      if (text.includes(`"act:${what}"`)) await person.press(window, `act:${what}`);
      else await person.press(window, "acts", `${what} ${caseId}`);
      const form = await person.seesModal((modal) => modal.callbackId === "form");
      await person.closeView({ all: true });
      return readable(form);
    },
    async offered(by, caseId) {
      const window = await open(by, caseId);
      await house.as(by).closeView({ all: true });
      const found = elementsOf(blocksOf(window)).flatMap(({ element }) => [
        ...[textAt(element, "action_id") ?? ""].filter((id) => id.startsWith("act:")).map((id) => id.slice(4)),
        ...valuesOf(optionsOf(element)).map((value) => value.split(" ", 1)[0] ?? ""),
      ]);
      return [...new Set(found)];
    },
    async carry(caseId, done, entries = {}) {
      for (let turns = 0; turns < 60; turns += 1) {
        const file = await read(caseId);
        if (done(file)) return file;
        const turn = nextTurn(file);
        if (turn === undefined) throw new Error(`Nothing is left to do: ${JSON.stringify(file.case.ended)}`);
        const what = turn.act.startsWith("approve/") ? "approve" : turn.act;
        const refused = await act(turn.by, caseId, turn.act, { ...turn.wanted, ...entries[what] });
        if (refused !== undefined)
          throw new Error(`${turn.act} by ${turn.by}: ${refused} ${house.errors.at(-1)?.slice(0, 900) ?? ""}`);
      }
      throw new Error("It goes on for ever");
    },
    async inbox(by) {
      await house.quiet();
      const person = house.as(by);
      const room = person.conversations().find(({ kind }) => kind === "app");
      return room === undefined ? [] : (await person.messages(room.id)).map(readable);
    },
    async thread(by, caseId) {
      await house.quiet();
      const { number } = (await read(caseId)).case;
      const person = house.as(by);
      for (const room of person.conversations()) {
        if (!room.member) continue;
        const card = (await person.messages(room.id)).findLast((message) => readable(message).includes(number ?? "—"));
        if (card !== undefined) return (await person.thread(room.id, card.ts)).map(readable);
      }
      return [];
    },
    to: (moment) => house.passTo(at(moment)),
    stop: () => house.stop(),
  };
}

/** The step that is next stands so. */
export function nextIs(step: string): (file: CaseFile) => boolean {
  return (file) => nextTurn(file)?.act === `do/${step}`;
}

export function isDone(step: string): (file: CaseFile) => boolean {
  return ({ case: current }) => current.doings.some((doing) => doing.step === step && doing.stands);
}
