import type { DataTableBlock, KnownBlock } from "@slack/types";
import { watchedBy } from "../desk/directory.ts";
import type { Kept } from "../desk/report.ts";
import type { CaseRow, DeskFile } from "../desk/service.ts";
import { columns, section } from "./blocks.ts";
import { dateIn, dayText } from "./dates.ts";
import { escapeText, joined } from "./mrkdwn.ts";
import { personName } from "./names.ts";
import { contextOf } from "./rows.ts";
import type { Reader } from "./voice.ts";
import { md, t } from "./words.ts";

/** Owners in the table; more would not be read. */
const OWNERS = 12;

/** The departments whose open cases this person watches, of all desks. */
export function watchedDepartments(
  desks: readonly DeskFile[],
  person: string,
): readonly { readonly desk: string; readonly department: string }[] {
  return desks.flatMap(({ desk, context }) =>
    watchedBy(person, context).map((department) => ({ desk: desk.id, department })),
  );
}

interface OwnerLine {
  readonly owner: string;
  readonly open: number;
  readonly overdue: number;
  readonly oldest: number;
}

function byOwner(rows: readonly CaseRow[], desks: readonly DeskFile[], reader: Reader): readonly OwnerLine[] {
  const groups = Map.groupBy(rows, (row) => row.owner ?? "");
  const lines = [...groups].map(([owner, theirs]) => {
    const context = theirs[0] === undefined ? undefined : contextOf(theirs[0], desks);
    return {
      owner:
        owner === "" || context === undefined
          ? t(reader.language, "tell.nobody")
          : personName(owner, context, reader.language),
      open: theirs.length,
      overdue: theirs.filter((row) => row.overdue).length,
      oldest: Math.min(...theirs.map((row) => row.receivedAt)),
    };
  });
  return lines.toSorted((a, b) => b.overdue - a.overdue || b.open - a.open).slice(0, OWNERS);
}

/** How many are open, overdue, due today; how much of this month was on time, else how many answers are waited for. */
export function overviewBlock(
  rows: readonly CaseRow[],
  { toApprove, onTime }: { readonly toApprove: number; readonly onTime?: Kept | undefined },
  reader: Reader,
): KnownBlock {
  const today = dateIn(reader.now, reader.zone);
  const dueToday = rows.filter(
    (row) => row.due !== undefined && !row.overdue && dateIn(row.due, reader.zone) === today,
  );
  const { language } = reader;
  return columns([
    md(language, "home.field-open", { count: rows.length }),
    md(language, "home.field-overdue", { count: rows.filter((row) => row.overdue).length }),
    md(language, "home.field-today", { count: dueToday.length }),
    onTime === undefined || onTime.of === 0
      ? md(language, "home.field-approve", { count: toApprove })
      : md(language, "home.field-on-time", { percent: Math.round((onTime.kept / onTime.of) * 100) }),
  ]);
}

/** Open cases by owner, as a table. Older workspaces get `ownerLines` in its place. */
export function ownerTable(rows: readonly CaseRow[], desks: readonly DeskFile[], reader: Reader): DataTableBlock {
  const { language } = reader;
  const head = (["home.column-owner", "home.column-open", "home.column-overdue", "home.column-oldest"] as const).map(
    (key) => ({ type: "raw_text" as const, text: t(language, key) }),
  );
  const lines = byOwner(rows, desks, reader).map(({ owner, open, overdue, oldest }) => [
    { type: "raw_text" as const, text: owner },
    { type: "raw_number" as const, value: open, text: String(open) },
    { type: "raw_number" as const, value: overdue, text: String(overdue) },
    { type: "raw_text" as const, text: dayText(oldest, reader, reader.now) },
  ]);
  return { type: "data_table", caption: t(language, "home.by-owner"), page_size: 12, rows: [head, ...lines] };
}

/** The same as text, one owner a line. */
export function ownerLines(rows: readonly CaseRow[], desks: readonly DeskFile[], reader: Reader): KnownBlock {
  const lines = byOwner(rows, desks, reader).map(({ owner, open, overdue, oldest }) =>
    md(reader.language, "home.owner-row", { owner, open, overdue, day: dayText(oldest, reader, reader.now) }),
  );
  return section(joined([escapeText(t(reader.language, "home.by-owner")), ...lines], "\n"));
}
