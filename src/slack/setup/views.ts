import type { KnownBlock } from "@slack/types";
import type { Absence, Person } from "../../desk/desk.ts";
import type { DeskFile } from "../../desk/service.ts";
import type { Role } from "../../regulation/shape.ts";
import { textIn } from "../../regulation/text.ts";
import { actions, button, contextIf, header, plain, section } from "../blocks.ts";
import { clip } from "../clip.ts";
import { dateIn, spanText } from "../dates.ts";
import { writeMeta } from "../door.ts";
import { choicesInput, dateInput, peopleInput, personInput } from "../inputs.ts";
import { LIMITS } from "../limits.ts";
import type { Modal } from "../modal.ts";
import { channelLink, escapeText, joined } from "../mrkdwn.ts";
import { departmentTitle, peopleNames, personName } from "../names.ts";
import type { Reader } from "../voice.ts";
import { md, t } from "../words.ts";
import { blockedBy, holdersAt, isHeld, isUnseen, placesOf, rolesToFill } from "./roles.ts";

export const SETUP_CALLBACK = "setup";
export const PEOPLE_CALLBACK = "setup-people";
export const AWAY_CALLBACK = "setup-away";
export const SETUP_ACTIONS = { role: "setup:role", away: "setup:away" } as const;

/** Rows of roles; a regulation with more would not fit into a modal. */
const MOST_ROLES = 40;

function roleRow(role: Role, file: DeskFile, reader: Reader): KnownBlock {
  const { language } = reader;
  const title = textIn(role.title, language);
  const held = isHeld(role, file);
  const people = [...new Set(placesOf(role, file, reader).flatMap(({ place }) => holdersAt(place, file)))];
  const blocked = held ? undefined : blockedBy(role, file, reader);
  const words = held
    ? t(language, "setup.done", { role: title, people: peopleNames(people, file.context, language) || "…" })
    : blocked === undefined
      ? t(language, "setup.to-do-plain", { role: title })
      : t(language, "setup.to-do", { role: title, blocked });
  return section(
    escapeText(words),
    button({
      label: t(language, held ? "setup.change" : "setup.choose"),
      action: `${SETUP_ACTIONS.role}:${role.id}`,
      value: `${role.id} ${file.desk.id}`,
      spoken: `${t(language, held ? "setup.change" : "setup.choose")} ${title}`,
    }),
  );
}

function channelRows(file: DeskFile, reader: Reader): readonly KnownBlock[] {
  const { language } = reader;
  const lines = file.desk.departments.map((department) => {
    const title = departmentTitle(department.id, file.context, language);
    const key = isUnseen(department, file) ? "setup.channel-unseen" : "setup.channel";
    return md(language, key, { department: title, channel: channelLink(department.channel) });
  });
  return lines.length === 0 ? [] : [section(joined([md(language, "setup.channels"), ...lines], "\n"))];
}

/** What is done and what is missing; each row names what stands still without it. It can be left at any time. */
export function setupView(file: DeskFile, reader: Reader): Modal {
  const { language } = reader;
  const roles = rolesToFill(file.regulation);
  const held = roles.filter((role) => isHeld(role, file)).length;
  const open = roles.filter((role) => !isHeld(role, file));
  const done = roles.filter((role) => isHeld(role, file));
  return {
    type: "modal",
    callback_id: SETUP_CALLBACK,
    title: plain(t(language, "setup.title"), LIMITS.modalTitle),
    close: plain(t(language, "modal.close"), LIMITS.modalTitle),
    private_metadata: writeMeta({ desk: file.desk.id }),
    blocks: [
      section(
        md(language, "setup.head", {
          desk: textIn(file.desk.name, language),
          regulation: textIn(file.regulation.title, language),
        }),
      ),
      section(md(language, "setup.count", { held, all: roles.length })),
      actions([button({ label: t(language, "setup.away"), action: SETUP_ACTIONS.away, value: file.desk.id })]),
      header(t(language, "setup.people")),
      ...[...open, ...done].slice(0, MOST_ROLES).map((role) => roleRow(role, file, reader)),
      ...channelRows(file, reader),
      ...contextIf([t(language, "setup.file-word")]),
    ],
  };
}

/** Who holds one role, place by place. */
export function peopleView(role: Role, file: DeskFile, reader: Reader): Modal {
  const { language } = reader;
  const blocked = isHeld(role, file) ? undefined : blockedBy(role, file, reader);
  return {
    type: "modal",
    callback_id: PEOPLE_CALLBACK,
    title: plain(clip(textIn(role.title, language), LIMITS.modalTitle), LIMITS.modalTitle),
    submit: plain(t(language, "modal.save"), LIMITS.modalTitle),
    close: plain(t(language, "modal.cancel"), LIMITS.modalTitle),
    private_metadata: writeMeta({ desk: file.desk.id, marks: { role: role.id } }),
    blocks: [
      section(escapeText(textIn(role.title, language))),
      ...(blocked === undefined ? [] : contextIf([blocked])),
      ...placesOf(role, file, reader)
        .slice(0, 90)
        .map(({ key, place, title }) =>
          peopleInput({ id: `at:${key}`, label: title, optional: true, people: holdersAt(place, file) }),
        ),
    ],
  };
}

export interface AwayRequest {
  readonly file: DeskFile;
  readonly reader: Reader;
  /** Whose absences; administrators may enter those of others. */
  readonly person: Person;
  readonly others: boolean;
}

/** "24 – 28 November 2026, Li Qiang stands in". */
function absenceText({ from, to, deputy }: Absence, { file, reader }: AwayRequest): string {
  const zone = file.desk.zone;
  const days = spanText(dateIn(from, zone), dateIn(to - 1, zone), reader.language);
  return deputy === undefined
    ? days
    : t(reader.language, "setup.stands-in", { days, person: personName(deputy, file.context, reader.language) });
}

/** When somebody is away and who stands in. Past absences are left out. */
export function awayView(request: AwayRequest): Modal {
  const { file, reader, person, others } = request;
  const { language } = reader;
  const coming = person.absences.filter(({ to }) => to > reader.now);
  return {
    type: "modal",
    callback_id: AWAY_CALLBACK,
    title: plain(t(language, "setup.away-title"), LIMITS.modalTitle),
    submit: plain(t(language, "modal.save"), LIMITS.modalTitle),
    close: plain(t(language, "modal.cancel"), LIMITS.modalTitle),
    private_metadata: writeMeta({ desk: file.desk.id, marks: { person: person.id } }),
    blocks: [
      ...(others
        ? [personInput({ id: "person", label: t(language, "setup.who"), person: person.id, dispatch: true })]
        : [section(escapeText(person.name))]),
      ...(coming.length === 0
        ? []
        : [
            {
              ...choicesInput({
                id: "keep",
                label: t(language, "setup.known"),
                hint: t(language, "setup.known-hint"),
                optional: true,
                choices: coming
                  .slice(0, LIMITS.radioOptions)
                  .map((absence) => ({ value: String(absence.from), label: absenceText(absence, request) })),
                chosen: coming.map((absence) => String(absence.from)),
              }),
              // Another person has other absences: a new id, so that Slack shows them.
              block_id: `keep~${person.id}`,
            },
          ]),
      dateInput({ id: "from", label: t(language, "setup.from"), optional: coming.length > 0 }),
      dateInput({ id: "to", label: t(language, "setup.to"), optional: coming.length > 0 }),
      personInput({ id: "deputy", label: t(language, "setup.deputy"), optional: true }),
      ...contextIf([t(language, "setup.away-word")]),
    ],
  };
}
