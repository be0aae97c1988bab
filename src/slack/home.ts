import type { HomeView, KnownBlock } from "@slack/types";
import { textIn } from "../regulation/text.ts";
import { mayReport } from "../desk/rights.ts";
import type { Kept } from "../desk/report.ts";
import type { CaseRow, DeskFile, Workload } from "../desk/service.ts";
import { ACT_PREFIX } from "./acts.ts";
import { actions, button, contextIf, header, section } from "./blocks.ts";
import { channelLink, type Mrkdwn } from "./mrkdwn.ts";
import { ownerLines, ownerTable, overviewBlock } from "./home-team.ts";
import { buttonWords, peopleNames } from "./names.ts";
import { listText } from "./phrases.ts";
import { contextOf, rowText } from "./rows.ts";
import type { Reader } from "./voice.ts";
import { md, t, type Key } from "./words.ts";

export const HOME_ACTIONS = {
  file: "home:file",
  find: "home:find",
  guides: "home:guides",
  all: "home:all",
  report: "home:report",
  away: "home:away",
} as const;

/** Rows of each group; with four groups the Home stays under half of what Slack allows. */
const ROWS = 8;

export interface HomeRequest {
  readonly desks: readonly DeskFile[];
  readonly workload: Workload;
  readonly reader: Reader;
  /** Open cases of the departments that this person watches; nothing for others. */
  readonly team?: readonly CaseRow[];
  /** Limits of this month that were decided, and kept; of those who may have the figures. */
  readonly onTime?: Kept;
  /** Without kinds of blocks that not every workspace has yet. */
  readonly classic?: boolean;
  /** Until when holidays are known, by desk, in a sentence. */
  readonly holidays: { readonly [desk: string]: string };
}

function topRow({ desks, reader }: HomeRequest): KnownBlock {
  const { language } = reader;
  return actions([
    button({ label: t(language, "home.file"), action: HOME_ACTIONS.file, primary: true }),
    button({ label: t(language, "home.find"), action: HOME_ACTIONS.find }),
    button({ label: t(language, "home.guides"), action: HOME_ACTIONS.guides }),
    ...(desks.some(({ context }) => mayReport(reader.id, context))
      ? [
          button({ label: t(language, "home.report"), action: HOME_ACTIONS.report }),
          button({ label: t(language, "home.away"), action: HOME_ACTIONS.away }),
        ]
      : []),
  ]);
}

/** A row with the next step as its button, or Details where the step is somebody else's. */
function rowBlock(row: CaseRow, { desks, reader }: HomeRequest, own: boolean): readonly KnownBlock[] {
  const context = contextOf(row, desks);
  if (context === undefined) return [];
  const act = own && row.nextStep !== undefined && row.ended === undefined ? `do/${row.nextStep}` : "details";
  const label =
    act === "details" || row.nextStep === undefined
      ? t(reader.language, "do.details")
      : buttonWords(row.nextStep, context, reader.language);
  const spoken = t(reader.language, "do.spoken", { act: label, number: row.number });
  return [
    section(rowText(row, context, reader), button({ label, action: `${ACT_PREFIX}${act}`, value: row.id, spoken })),
  ];
}

function group(title: Key, rows: readonly CaseRow[], request: HomeRequest, own: boolean): readonly KnownBlock[] {
  if (rows.length === 0) return [];
  return [
    header(t(request.reader.language, title, { count: rows.length })),
    ...rows.slice(0, ROWS).flatMap((row) => rowBlock(row, request, own)),
  ];
}

function administers({ desks, reader }: HomeRequest): readonly DeskFile[] {
  return desks.filter(({ people }) => people.administrators.includes(reader.id));
}

function manages({ desks, reader }: HomeRequest): boolean {
  return desks.some(({ people }) => people.holdings.some((holding) => holding.person === reader.id));
}

function belongs(request: HomeRequest): boolean {
  const { desks, reader } = request;
  return (
    manages(request) ||
    administers(request).length > 0 ||
    desks.some(({ people }) => Object.values(people.members).some((members) => members.includes(reader.id)))
  );
}

/** Roles of the regulation that nobody holds: what stands still for want of somebody. */
function vacantRoles({ regulation, people }: DeskFile, reader: Reader): readonly string[] {
  const roles = regulation.roles.filter(
    (role) => role.at !== "everyone" && role.at !== "outside" && role.anyOf.length === 0,
  );
  return roles
    .filter((role) => !people.holdings.some((holding) => holding.role === role.id))
    .map((role) => textIn(role.title, reader.language));
}

function deskLines(request: HomeRequest): readonly KnownBlock[] {
  const { reader, holidays } = request;
  const { language } = reader;
  return administers(request).flatMap((file) => {
    const vacant = vacantRoles(file, reader);
    const known = holidays[file.desk.id];
    return contextIf([
      t(language, "home.desk-running", { desk: textIn(file.desk.name, language) }),
      ...(known === undefined ? [] : [known]),
      ...(vacant.length === 0 ? [] : [t(language, "home.desk-vacant", { roles: listText(vacant, language) })]),
    ]);
  });
}

function emptyWords(request: HomeRequest): Mrkdwn {
  const { desks, reader } = request;
  const { language } = reader;
  const first = desks[0];
  if (first === undefined) return md(language, "home.no-desk-plain");
  const people = peopleNames(first.people.administrators, first.context, language) || t(language, "tell.nobody");
  if (!belongs(request)) return md(language, "home.no-rights", { people });
  const mine = desks
    .flatMap(({ desk, people: who }) =>
      desk.departments.filter(({ id }) => who.members[id]?.includes(reader.id) === true),
    )
    .map(({ channel }) => channel);
  return md(language, "home.empty", { channel: channelLink(mine[0] ?? first.desk.channel) });
}

/** The Home tab: what is to be done now, what waits for an answer, what comes later; counts are the true ones. */
export function homeView(request: HomeRequest): HomeView {
  const { workload, reader, team = [], classic = false } = request;
  const { language } = reader;
  const { todo, callbacks, toApprove, later, overdueInMyDepartments: late } = workload;
  const nothing = todo.length + callbacks.length + toApprove.length + later.length + late.length === 0;
  const groups = [
    ...group("home.do-now", todo, request, true),
    ...group("home.callbacks", callbacks, request, true),
    ...group("home.to-approve", toApprove, request, false),
    ...group(
      "home.late",
      late.filter((row) => !todo.some(({ id }) => id === row.id)),
      request,
      false,
    ),
    ...group("home.later", later, request, false),
  ];
  const total = new Set([...todo, ...callbacks, ...toApprove, ...later].map(({ id }) => id)).size;
  const others =
    workload.waiting + workload.following === 0
      ? []
      : [t(language, "home.others", { waiting: workload.waiting, following: workload.following })];
  return {
    type: "home",
    callback_id: "home",
    blocks: [
      topRow(request),
      ...deskLines(request),
      ...(team.length === 0
        ? []
        : [overviewBlock(team, { toApprove: toApprove.length, onTime: request.onTime }, reader)]),
      ...(nothing ? [section(emptyWords(request))] : groups),
      ...(team.length === 0
        ? []
        : [classic ? ownerLines(team, request.desks, reader) : ownerTable(team, request.desks, reader)]),
      ...(total > 0
        ? [
            actions([
              button({
                label: t(language, "home.show-all", { count: total }),
                action: HOME_ACTIONS.all,
                value: "mine",
              }),
            ]),
          ]
        : []),
      ...contextIf(others),
    ],
  };
}
