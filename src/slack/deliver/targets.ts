import { departmentOf } from "../../desk/directory.ts";
import { departmentsOf } from "../../desk/known.ts";
import { nextStep } from "../../desk/next.ts";
import { deskPeople, followerOf, ownerOf } from "../../desk/people.ts";
import { mayRead } from "../../desk/rights.ts";
import type { Post } from "../../desk/notices.ts";
import type { CaseFile } from "../../desk/service.ts";
import { renderCard, type CardPlace, type Message } from "../card.ts";
import { departmentById } from "../names.ts";
import { channelVoice, messageVoice, type Voice } from "../voice.ts";

/** A place where a card of the case has to stand, and as what. */
export interface Target {
  /** A channel, or a person for a direct message. */
  readonly channel: string;
  readonly person?: string;
  readonly place: CardPlace;
}

function departmentChannel({ case: current, context }: CaseFile): string | undefined {
  return departmentById(departmentOf(current), context)?.channel;
}

/** Those who work on a restricted case, or have been called to it; others who may read it find it in their lists. */
function restrictedReaders({ case: current, context }: CaseFile): readonly string[] {
  const people = [
    ...(nextStep(current, context)?.people ?? []),
    ...ownerOf(current, context).people,
    ...followerOf(current, context).people,
    ...deskPeople(current, context),
    ...current.escalations.flatMap((escalation) => escalation.people),
    ...current.misses.flatMap((miss) => miss.told.flatMap((told) => told.people)),
    ...current.requests.filter((request) => request.answer === undefined).flatMap((request) => request.approvers),
  ];
  return [...new Set(people)].filter(
    (person) => context.people.persons[person]?.active === true && mayRead(current, person, context),
  );
}

/** May everybody in the private channel read this case? The person complained about may well sit there. */
function readersOnly({ case: current, context }: CaseFile): boolean {
  const known = (context.people.sealed ?? []).filter((member) => context.people.persons[member] !== undefined);
  return known.every((member) => mayRead(current, member, context));
}

/** The channels of the departments that take part beside the one that has the case. */
function partners({ case: current, context }: CaseFile): readonly Target[] {
  const own = departmentById(departmentOf(current), context)?.channel;
  return departmentsOf(current)
    .flatMap((id) => departmentById(id, context) ?? [])
    .filter(({ channel }, index, all) => channel !== own && all.findIndex((one) => one.channel === channel) === index)
    .map(({ id, channel }) => ({ channel, place: { partner: id } }));
}

/**
 * Where the case's card stands now: its department's channel, or the desk's before a department has it; and in the
 * channels of the departments that take part, each with what that department has to do. A restricted
 * case stands only before its own readers; the department's channel learns that it exists, and no more.
 */
export function targetsOf(file: CaseFile): readonly Target[] {
  const { desk } = file.context;
  const department = departmentChannel(file);
  if (!file.case.restricted)
    return [
      { channel: department ?? desk.channel, place: "home" },
      ...(department === undefined ? [] : partners(file)),
    ];
  const line: readonly Target[] =
    department === undefined || department === desk.restrictedChannel
      ? []
      : [{ channel: department, place: "restricted" }];
  if (desk.restrictedChannel !== undefined && readersOnly(file))
    return [{ channel: desk.restrictedChannel, place: "home" }, ...line];
  return [...restrictedReaders(file).map((person): Target => ({ channel: person, person, place: "home" })), ...line];
}

export function sameTarget(post: Post, target: Target): boolean {
  return target.person === undefined
    ? post.person === undefined && post.channel === target.channel
    : post.person === target.person;
}

/** What a card that has no place any more becomes: a pointer, or of a restricted case the bare line. */
export function leftBehind(file: CaseFile): CardPlace {
  return file.case.restricted ? "restricted" : "moved";
}

export function cardKey(file: CaseFile, target: Target): string {
  return `card:${file.id}:${target.person ?? target.channel}`;
}

export function voiceOf(file: CaseFile, person: string | undefined): Voice {
  const reader = person === undefined ? undefined : file.context.people.persons[person];
  return reader === undefined ? channelVoice(file.context) : messageVoice(reader, file.context.now);
}

export function cardFor(file: CaseFile, place: CardPlace, person: string | undefined): Message {
  return renderCard(file, place, voiceOf(file, person));
}
