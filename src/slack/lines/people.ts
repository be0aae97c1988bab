import type { EventOf } from "../../desk/events.ts";
import type { Mrkdwn } from "../mrkdwn.ts";
import { departmentTitle, levelTitle, roleTitle } from "../names.ts";
import { basisText } from "../basis.ts";
import { t } from "../words.ts";
import type { Tellers, Telling } from "./telling.ts";

function offerBefore(told: Telling): EventOf<"hand-over-offered"> | undefined {
  return told.file.events.slice(0, told.index).findLast((event) => event.type === "hand-over-offered");
}

function ownerThen(told: Telling): string {
  return told.person(offerBefore(told)?.by ?? told.current.holders["owner"]?.person ?? "desk");
}

function offeredDepartment(told: Telling): string {
  return departmentTitle(offerBefore(told)?.department, told.context, told.voice.language);
}

function nobody(event: EventOf<"nobody-in-role">, told: Telling): Mrkdwn {
  const role = roleTitle(event.role, told.context, told.voice.language);
  if (event.went.length === 0) return told.say("line.nobody-nobody", { role });
  return told.say(`line.nobody-${event.reason}`, { role, people: told.people(event.went) });
}

function same(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((each, index) => each === other[index]);
}

/** The case's level then, where the rule by which they are told asks for it. */
function levelTested(event: EventOf<"told">, { file, index, context, voice }: Telling): string {
  const level = file.events.slice(0, index).findLast((other) => other.type === "level-set")?.level;
  const rules = context.regulation.whenever.filter(
    ({ basis, effects }) => same(basis, event.basis) && same(effects.tell, event.roles),
  );
  const tests = rules.flatMap(({ when = [] }) => when.flat());
  const asked = tests.some(
    (test) => test.fact === "level" && test.test === "one-of" && test.values.some((value) => value === level),
  );
  return asked ? levelTitle(level, context, voice.language) : "";
}

export const PEOPLE_TELLERS = {
  named: (event, told) =>
    event.by === event.person
      ? undefined
      : told.say("line.named", { who: told.person(event.by), person: told.person(event.person) }),
  reassigned: (event, told) => {
    const params = { who: told.person(event.by), reason: told.quoted(event.reason) };
    if (event.person !== undefined)
      return told.say("line.reassigned-person", { ...params, person: told.person(event.person) });
    if (event.department === undefined) return told.say("line.reassigned", params);
    return told.say("line.reassigned-department", {
      ...params,
      department: departmentTitle(event.department, told.context, told.voice.language),
    });
  },
  "hand-over-offered": (event, told) => {
    const line = told.say("line.offered", {
      department: departmentTitle(event.department, told.context, told.voice.language),
      reason: told.quoted(event.reason),
      owner: told.person(event.by),
      until: told.due(event.until),
    });
    return event.agreed === undefined
      ? line
      : told.say("line.offered-agreed", { line, agreed: told.quoted(event.agreed) });
  },
  "hand-over-taken": (event, told) =>
    told.say("line.offer-taken", { department: offeredDepartment(told), who: told.person(event.by) }),
  "hand-over-declined": (event, told) =>
    told.say("line.offer-declined", { department: offeredDepartment(told), reason: told.quoted(event.reason) }),
  "hand-over-lapsed": (_, told) => told.say("line.offer-lapsed", { owner: ownerThen(told) }),
  told: (event, told) => {
    if (event.people.length === 0) return undefined;
    const people = told.people(event.people);
    const why = [levelTested(event, told), basisText(event.basis, told.context, told.voice.language)];
    const basis = why.filter((part) => part !== "").join(t(told.voice.language, "between.comma"));
    return basis === "" ? told.say("line.told", { people }) : told.say("line.told-basis", { people, basis });
  },
  "nobody-in-role": nobody,
  "stood-in": (event, told) =>
    told.say("line.stood-in", { person: told.person(event.person), deputy: told.person(event.deputy) }),
  restricted: (_, told) => told.say("line.restricted"),
} satisfies Tellers;
