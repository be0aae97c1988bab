import type { Case, Request } from "./case.ts";
import type { Order, Refusal } from "./commands.ts";
import type { Context } from "./context.ts";
import type { Absence, Desk, Holding, People, Person } from "./desk.ts";
import type { CaseEvent } from "./events.ts";
import type { Facts, FileRef } from "./facts.ts";
import type { Span } from "./figures.ts";
import type { ReportCase } from "./report.ts";
import type { Regulation } from "../regulation/shape.ts";

/** A case as a surface reads it: state, its history, and all that is needed to judge it. */
export interface CaseFile {
  readonly id: string;
  readonly case: Case;
  readonly events: readonly CaseEvent[];
  readonly context: Context;
}

export type Outcome =
  | { readonly ok: true; readonly file: CaseFile; readonly events: readonly CaseEvent[]; readonly repeated: boolean }
  | { readonly ok: false; readonly refusal: Refusal; readonly file?: CaseFile };

/** A row of a list: enough to show without reading the case's history. */
export interface CaseRow {
  readonly id: string;
  readonly number: string;
  readonly desk: string;
  /** A kind of the regulation, or `duty:` and the id of a duty. */
  readonly kind?: string;
  readonly matter?: string;
  readonly level?: string;
  readonly department?: string;
  readonly nextStep?: string;
  /** Due time of the earliest running clock, or of the miss. */
  readonly due?: number;
  /** The step that this time is for, which may be a later one than the next. */
  readonly dueStep?: string;
  readonly overdue: boolean;
  /** Who of the rungs above was told of the miss. */
  readonly told?: readonly string[];
  /** Who was asked, by an escalation, to decide how it goes on. */
  readonly deciders?: readonly string[];
  /** How heavy its level is; of two due at the same time the heavier comes first. */
  readonly weight?: number;
  readonly waiting: boolean;
  readonly owner?: string;
  readonly follower?: string;
  readonly restricted: boolean;
  readonly ended?: string;
  readonly receivedAt: number;
}

/** A row that a search has met, with the passage of what was written in which it met it, if there it did. */
export interface ListedRow extends CaseRow {
  readonly passage?: string;
}

/** `open`: every open case that the reader may see. `number`: cases that go by this number, whole or short. */
export type ListOf =
  | { readonly of: "mine" | "overdue" | "open" }
  | { readonly of: "find"; readonly words: string }
  | { readonly of: "number"; readonly number: string }
  /** What still lies at the desk itself. */
  | { readonly of: "at-desk"; readonly desk: string }
  | { readonly of: "department"; readonly desk: string; readonly department: string };

export interface Page<Row> {
  readonly rows: readonly Row[];
  readonly total: number;
  /** Key of the next page (due time and number of the last row), absent on the last. */
  readonly next?: string;
  readonly previous?: string;
}

/** A desk with its edition and its people, for forms that have no case yet. */
export interface DeskFile {
  readonly desk: Desk;
  readonly regulation: Regulation;
  readonly people: People;
  readonly context: Context;
}

/** A case with what one person is asked to say yes to. */
export interface Approval extends CaseRow {
  readonly request: Request;
}

/** What one person's morning holds; see digest.ts for the channel's. */
export interface Workload {
  readonly todo: readonly CaseRow[];
  readonly callbacks: readonly CaseRow[];
  readonly toApprove: readonly Approval[];
  readonly later: readonly CaseRow[];
  readonly waiting: number;
  readonly following: number;
  /** All of one's own: as many as the list of them holds. */
  readonly mine: number;
  /** Overdue cases that others own, in the departments that this person watches. */
  readonly overdueInMyDepartments: readonly CaseRow[];
}

/** Why a case may be the same matter as another: one telephone, one customer, or one matter at one place. */
export type Alike = "phone" | "person" | "matter";

export interface SimilarRow extends CaseRow {
  readonly alike: Alike;
}

/** What a form was opened from, whole: a message with its files, or a text that is longer than the form holds. */
export interface FilingSource {
  readonly channel: string;
  /** Of the message; a text that was typed after a command has none. */
  readonly ts?: string;
  readonly threadTs?: string;
  readonly permalink?: string;
  readonly text: string;
  readonly files: readonly FileRef[];
}

/**
 * What surfaces ask of the rest of the app. The pipe implements it, Slack uses it, `main.ts` joins them.
 * Every reading method applies the reader's rights: a case that the reader may not see is as if it were not there.
 */
export interface DeskService {
  /** One transaction: lock, decide, append, enqueue. `caseId` is absent for `file`. */
  submit(order: Order, caseId?: string): Promise<Outcome>;
  /** `deskId` and a filing in one: draws the number inside the transaction. */
  file(deskId: string, order: Order): Promise<Outcome>;
  desks(): Promise<readonly DeskFile[]>;
  desk(id: string): Promise<DeskFile | undefined>;
  /** Undefined when unknown or not for this reader. */
  read(caseId: string, reader: string): Promise<CaseFile | undefined>;
  /** Without any check: only for the deliverer, which shows masked shared surfaces. */
  readForDelivery(caseId: string): Promise<CaseFile | undefined>;
  /** By full or short number (short = this month's), as the reader may see. */
  byNumber(number: string, reader: string): Promise<readonly CaseRow[]>;
  list(
    what: ListOf,
    reader: string,
    page?: { readonly after?: string; readonly size?: number },
  ): Promise<Page<ListedRow>>;
  workload(reader: string): Promise<Workload>;
  /**
   * Open rows of a department (without one: what still lies at the desk) for its channel's digest, whoever reads it.
   * Without any check of rights; `channelDigest` leaves out restricted cases.
   */
  digestRows(desk: string, department?: string): Promise<readonly CaseRow[]>;
  /**
   * Cases and occurrences of duties of the desk that were open, received or ended in the span, each under its own
   * edition; only what the reader may see.
   */
  casesIn(desk: string, span: Span, reader: string): Promise<readonly ReportCase[]>;
  /** Open or recent cases that may be the same matter, and why, as the reader may see. */
  similar(facts: Facts, deskId: string, reader: string): Promise<readonly SimilarRow[]>;
  /** What was remembered of a person's own choices; never anything about a customer. */
  memory(person: string): Promise<{ readonly [key: string]: string }>;
  remember(person: string, memory: { readonly [key: string]: string }): Promise<void>;
  /** Keeps for some days what a form was opened from, until it is sent; kept again, it adds what was not known before. */
  keepSource(key: string, source: FilingSource): Promise<void>;
  source(key: string): Promise<FilingSource | undefined>;
  /** Sends the cards again that a channel once refused; gives of how many cases. */
  redrawAt(channel: string): Promise<number>;
  /** The case whose card or thread is at this message. */
  caseAt(channel: string, ts: string): Promise<string | undefined>;
  /** The clock of the app, which the demo can move. */
  now(): number;
}

/** What Slack says of people, channels and groups, as the directory keeps it. The store implements it, Slack feeds it. */
export interface DirectoryBook {
  /** Everybody known so far, whatever desk they work at. */
  persons(): Promise<readonly Person[]>;
  /** New or changed people; their absences stay as they are. */
  savePersons(persons: readonly Omit<Person, "absences">[]): Promise<void>;
  /** All members of a channel, in place of what was known; bots may be among them. */
  saveMembers(channel: string, people: readonly string[]): Promise<void>;
  /** One person joined a channel or left it. */
  changeMember(channel: string, person: string, present: boolean): Promise<void>;
  /** All members of a user group, in place of what was known. */
  saveGroup(group: string, people: readonly string[]): Promise<void>;
  /** Who holds a role at a place from now on, in place of what the desk's file says; nobody gives it back to the file. */
  saveHolders(desk: string, place: RolePlace, people: readonly string[]): Promise<void>;
  /** All absences of a person, in place of what was known. */
  saveAbsences(person: string, absences: readonly Absence[]): Promise<void>;
}

/** A role where it is held: for the whole company, in one department or in one unit. */
export type RolePlace = Pick<Holding, "role" | "department" | "unit">;
