import type { HomeView, KnownBlock } from "@slack/types";
import { rolesHeldBy } from "../desk/directory.ts";
import { mayReport } from "../desk/rights.ts";
import type { Kept } from "../desk/report.ts";
import type { CaseRow, DeskFile, Workload } from "../desk/service.ts";
import { textIn } from "../regulation/text.ts";
import { actions, button, contextIf, section } from "./blocks.ts";
import { groupBlocks, type Group } from "./home-rows.ts";
import { ownerLines, ownerTable, overviewBlock } from "./home-team.ts";
import { LIMITS } from "./limits.ts";
import { channelLink, escapeText, joined, type Mrkdwn } from "./mrkdwn.ts";
import { peopleNames } from "./names.ts";
import { noDeskFor } from "./no-desk.ts";
import { isHeld, isUnseen, rolesToFill } from "./setup/roles.ts";
import type { Reader } from "./voice.ts";
import { md, t } from "./words.ts";

export const HOME_ACTIONS = {
  file: "home:file",
  find: "home:find",
  guides: "home:guides",
  all: "home:all",
  report: "home:report",
  away: "home:away",
  setup: "home:setup",
} as const;

/** Rows of each group, fewer where many groups are full: Home takes less than half of what Slack allows. */
const ROWS = 10;
/** Of what is missing at a desk, so many things are named. */
const NAMED = 6;

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
  /** What to say where there is no desk. */
  readonly noDesk?: string;
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

function administers({ desks, reader }: HomeRequest): readonly DeskFile[] {
  return desks.filter(({ people }) => people.administrators.includes(reader.id));
}

function belongs(request: HomeRequest): boolean {
  const { desks, reader } = request;
  return (
    administers(request).length > 0 ||
    desks.some(({ context }) => rolesHeldBy(reader.id, context).length > 0) ||
    desks.some(({ people }) => Object.values(people.members).some((members) => members.includes(reader.id)))
  );
}

/** What a desk cannot do without: holders of roles, and the app in each department's channel. */
function missingAt(file: DeskFile, { language }: Reader): readonly Mrkdwn[] {
  const roles = rolesToFill(file.regulation).filter((role) => !isHeld(role, file));
  const channels = file.desk.departments.filter((department) => isUnseen(department, file));
  return [
    ...channels.map(({ channel }) => md(language, "home.missing-channel", { channel: channelLink(channel) })),
    ...roles.map((role) => md(language, "home.missing-role", { role: textIn(role.title, language) })),
  ];
}

function missingBlock(missing: readonly Mrkdwn[], { desk }: DeskFile, { language }: Reader): KnownBlock {
  const more = missing.length - NAMED;
  const named = [...missing.slice(0, NAMED), ...(more > 0 ? [md(language, "home.missing-more", { count: more })] : [])];
  const things = joined(named, t(language, "between.list"));
  const words = { desk: textIn(desk.name, language), count: missing.length, things };
  const label = t(language, "home.set-up");
  return section(
    md(language, "home.missing", words),
    button({ label, action: HOME_ACTIONS.setup, value: desk.id, spoken: `${label} ${words.desk}` }),
  );
}

/** How each desk is, for its administrators: it runs, or what it lacks, with the way to mend it. */
function deskLines(request: HomeRequest): readonly KnownBlock[] {
  const { reader, holidays } = request;
  const { language } = reader;
  return administers(request).flatMap((file) => {
    const missing = missingAt(file, reader);
    const known = holidays[file.desk.id];
    const runs = t(language, "home.desk-running", { desk: textIn(file.desk.name, language) });
    return [
      ...(missing.length === 0 ? [] : [missingBlock(missing, file, reader)]),
      ...contextIf([...(missing.length === 0 ? [runs] : []), ...(known === undefined ? [] : [known])]),
    ];
  });
}

function emptyWords(request: HomeRequest): Mrkdwn {
  const { desks, reader } = request;
  const { language } = reader;
  const first = desks[0];
  if (first === undefined) return escapeText(request.noDesk ?? noDeskFor([], language));
  const people = peopleNames(first.people.administrators, first.context, language) || t(language, "tell.nobody");
  if (!belongs(request)) return md(language, "home.no-rights", { people });
  const mine = desks
    .flatMap(({ desk, people: who }) =>
      desk.departments.filter(({ id }) => who.members[id]?.includes(reader.id) === true),
    )
    .map(({ channel }) => channel);
  return md(language, "home.empty", { channel: channelLink(mine[0] ?? first.desk.channel) });
}

function groupsOf({ todo, callbacks, toApprove, later, overdueInMyDepartments }: Workload): readonly Group[] {
  const mine = new Set([...todo, ...callbacks, ...later].map(({ id }) => id));
  return [
    { title: "home.do-now", of: "own", rows: todo },
    { title: "home.callbacks", of: "own", rows: callbacks },
    { title: "home.to-approve", of: "asked", rows: toApprove },
    { title: "home.late", of: "watched", rows: overdueInMyDepartments.filter(({ id }) => !mine.has(id)) },
    { title: "home.later", of: "later", rows: later },
  ];
}

function teamBlocks(request: HomeRequest): {
  readonly head: readonly KnownBlock[];
  readonly foot: readonly KnownBlock[];
} {
  const { team = [], desks, reader, workload, classic = false } = request;
  if (team.length === 0) return { head: [], foot: [] };
  const counts = { toApprove: workload.toApprove.length, onTime: request.onTime };
  return {
    head: [overviewBlock(team, counts, reader)],
    foot: [classic ? ownerLines(team, desks, reader) : ownerTable(team, desks, reader)],
  };
}

/** The way to all of one's own, and how many of them are not shown. */
function footRow({ workload, reader: { language } }: HomeRequest): readonly KnownBlock[] {
  const { mine, waiting, following } = workload;
  const label = t(language, "home.show-all", { count: mine });
  return [
    ...(mine === 0 ? [] : [actions([button({ label, action: HOME_ACTIONS.all, value: "mine" })])]),
    ...contextIf(waiting + following === 0 ? [] : [t(language, "home.others", { waiting, following })]),
  ];
}

function drawn(request: HomeRequest, most: number): KnownBlock[] {
  const { desks, reader, workload } = request;
  const groups = groupsOf(workload).flatMap((group) => groupBlocks(group, { desks, reader, most }, HOME_ACTIONS.all));
  const { head, foot } = teamBlocks(request);
  return [
    topRow(request),
    ...deskLines(request),
    ...head,
    ...(groups.length === 0 ? [section(emptyWords(request))] : groups),
    ...foot,
    ...footRow(request),
  ];
}

/** The Home tab: what is to be done now, what waits for an answer, what comes later; counts are the true ones. */
export function homeView(request: HomeRequest): HomeView & { blocks: KnownBlock[] } {
  let most = ROWS;
  let blocks = drawn(request, most);
  while (blocks.length > LIMITS.ourHomeBlocks && most > 1) {
    most -= 1;
    blocks = drawn(request, most);
  }
  return { type: "home", callback_id: "home", blocks };
}
