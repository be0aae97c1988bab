import { instantOf } from "../../calendar/zone.ts";
import type { Absence, Person } from "../../desk/desk.ts";
import { mayReport } from "../../desk/rights.ts";
import type { DeskFile } from "../../desk/service.ts";
import { section } from "../blocks.ts";
import type { Submission } from "../door.ts";
import { peopleNames } from "../names.ts";
import { holdersAt, placesOf } from "../setup/roles.ts";
import { awayView, peopleView, setupView } from "../setup/views.ts";
import { showView } from "../showing.ts";
import { md, t } from "../words.ts";
import type { Hand, PressHand } from "./hand.ts";
import { sayNoDesk } from "./no-desk.ts";
import type { ViewResponseAction } from "./view-response.ts";

function administers({ people }: DeskFile, person: string): boolean {
  return people.administrators.includes(person);
}

/** As it is in the database now: what was just saved must be seen. */
async function fresh(desk: string | undefined, { parts }: Pick<Hand, "parts">): Promise<DeskFile | undefined> {
  return desk === undefined ? undefined : parts.service.desk(desk);
}

/** The checklist of a desk, or of the first that the reader administers; others learn who does. */
export async function openSetup(hand: Hand, desk?: string): Promise<void> {
  const { parts, reader } = hand;
  const desks = await parts.desks.all();
  const [first] = desks;
  if (first === undefined) return sayNoDesk(hand);
  const administered = desks.filter((file) => administers(file, reader.id));
  const own = administered.find((file) => file.desk.id === desk) ?? administered[0];
  if (own !== undefined) {
    const now = (await fresh(own.desk.id, hand)) ?? own;
    await hand.show(setupView(now, reader));
    return;
  }
  const administrators = [...new Set(desks.flatMap(({ people }) => people.administrators))];
  const people = peopleNames(administrators, first.context, reader.language) || t(reader.language, "tell.nobody");
  const text = t(reader.language, "command.setup-others", { people });
  await hand.say({ text, blocks: [section(md(reader.language, "command.setup-others", { people }))] });
}

export async function openRole(hand: PressHand): Promise<void> {
  const [id = "", desk] = hand.value.split(" ", 2);
  const file = await fresh(desk, hand);
  const role = file?.regulation.roles.find((known) => known.id === id);
  if (file === undefined || role === undefined || !administers(file, hand.reader.id)) return;
  await hand.show(peopleView(role, file, hand.reader));
}

/** Draws the checklist beneath anew, once the form has closed. */
function refresh(file: DeskFile, viewId: string | undefined, { parts, reader }: Hand): void {
  parts.desks.stale();
  if (viewId === undefined) return;
  void parts.inFlight
    .run(() => showView(setupView(file, reader), { update: viewId }, parts))
    .catch((error: unknown) => parts.log.warn({ err: error }, "The setup could not be drawn anew"));
}

/** Saves who holds a role. Somebody new is met first, so that their name and language are known. */
export async function submitPeople(submission: Submission, hand: Hand): Promise<ViewResponseAction | undefined> {
  const { view } = submission;
  const { parts, reader } = hand;
  const file = await fresh(view.meta.desk, hand);
  const role = file?.regulation.roles.find(({ id }) => id === view.meta.marks?.["role"]);
  if (file === undefined || role === undefined || !administers(file, reader.id)) return undefined;
  for (const { key, place } of placesOf(role, file, reader)) {
    const chosen = view.answers.people(`at:${key}`) ?? [];
    // What nobody changed stays the file's, and follows it.
    const before = holdersAt(place, file);
    if (chosen.length === before.length && chosen.every((person) => before.includes(person))) continue;
    await parts.directory.meet(chosen);
    await parts.book.saveHolders(file.desk.id, place, chosen);
  }
  const now = await fresh(file.desk.id, hand);
  if (now !== undefined) refresh(now, view.previousId, hand);
  return undefined;
}

/** Whose absences the form is about: one's own, or for administrators whoever was chosen. */
async function about(id: string, file: DeskFile, { parts }: Pick<Hand, "parts">): Promise<Person | undefined> {
  await parts.directory.meet([id]);
  const known = file.people.persons[id] ?? (await fresh(file.desk.id, { parts }))?.people.persons[id];
  return known ?? parts.directory.person(id);
}

/** The form for absences; for whoever holds a role, at the first desk where they do. */
export async function openAway(hand: PressHand): Promise<void> {
  const { parts, reader, value } = hand;
  const desks = await parts.desks.all();
  const mine = desks.find(({ context }) => mayReport(reader.id, context));
  const file = await fresh(value === "" ? mine?.desk.id : value, hand);
  const person = file === undefined ? undefined : await about(reader.id, file, hand);
  if (file === undefined || person === undefined) return;
  await hand.show(awayView({ file, reader, person, others: administers(file, reader.id) }));
}

export async function redrawAway(hand: PressHand): Promise<void> {
  const { view, reader, parts } = hand;
  const file = await fresh(view?.meta.desk, hand);
  const chosen = view?.answers.person("person");
  if (view === undefined || file === undefined || chosen === undefined || !administers(file, reader.id)) return;
  const person = await about(chosen, file, hand);
  if (person === undefined) return;
  await showView(awayView({ file, reader, person, others: true }), { update: view.id, hash: view.hash }, parts);
}

interface Entered {
  readonly absence?: Absence;
  readonly errors: { readonly [input: string]: string };
}

/** The days that were entered, from the start of the first to the end of the last, by the desk's clock. */
function entered({ view: { answers } }: Submission, person: string, { desk }: DeskFile, { reader }: Hand): Entered {
  const { language } = reader;
  const [from, to, deputy] = [answers.date("from"), answers.date("to"), answers.person("deputy")];
  if (from === undefined && to === undefined) return { errors: {} };
  if (from === undefined) return { errors: { from: t(language, "field.needed") } };
  if (to === undefined) return { errors: { to: t(language, "field.needed") } };
  if (to < from) return { errors: { to: t(language, "report.dates-wrong") } };
  if (deputy === person) return { errors: { deputy: t(language, "setup.deputy-self") } };
  const absence = {
    from: instantOf(desk.zone, { date: from, time: "00:00" }),
    to: instantOf(desk.zone, { date: to, time: "24:00" }),
    ...(deputy === undefined ? {} : { deputy }),
  };
  return { absence, errors: {} };
}

export async function submitAway(submission: Submission, hand: Hand): Promise<ViewResponseAction | undefined> {
  const { view } = submission;
  const { parts, reader } = hand;
  const file = await fresh(view.meta.desk, hand);
  const id = view.meta.marks?.["person"] ?? reader.id;
  if (file === undefined || (id !== reader.id && !administers(file, reader.id))) return undefined;
  const person = await about(id, file, hand);
  const { absence, errors } = entered(submission, id, file, hand);
  if (Object.keys(errors).length > 0) {
    const placed = Object.entries(errors).map(([input, text]) => [view.answers.blockOf(input), text]);
    return { response_action: "errors", errors: Object.fromEntries(placed) };
  }
  const kept = view.answers.choices("keep") ?? [];
  const before = (person?.absences ?? []).filter(({ from, to }) => to <= reader.now || kept.includes(String(from)));
  const { deputy } = absence ?? {};
  await parts.directory.meet([id, ...(deputy === undefined ? [] : [deputy])]);
  await parts.book.saveAbsences(id, [...before, ...(absence === undefined ? [] : [absence])]);
  parts.desks.stale();
  return undefined;
}
