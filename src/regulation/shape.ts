/**
 * The compiled regulation: what the loader makes of a YAML file and what every rule reads.
 *
 * Short forms of the language are gone here: a one-line table is a table, a bare word in a condition is a test for
 * `yes`, a word of `words` has become its length, a basis carries its full clause id. Lists keep the file's order.
 * Everything is plain JSON, so that an edition can be stored with the cases that were opened under it.
 */

import type { CalendarSpec, Counting, Length, Moment, Warning } from "../calendar/types.ts";

export type Language = "en" | "zh-CN";

/** One sentence in the languages of the file. A missing language falls back to the other (see `textIn`). */
export type Text = { readonly [L in Language]?: string };

/** Where a rule comes from. `line` is 1-based in the file. */
export interface Provenance {
  readonly line: number;
  /** Full clause ids, e.g. `property-20`. */
  readonly basis: readonly string[];
  /** How an unclear clause was understood. */
  readonly reading?: Text;
  /** Why a value stands here that the regulation does not give. */
  readonly house?: Text;
}

export type NotGiven = "not given";

// ── Conditions ─────────────────────────────────────────────────────────────────────────────────────────────────────

export type Comparison = "at least" | "more than" | "at most" | "less than";

/** One fact must look like this. An unanswered fact fails every test except `missing`. */
export type FactTest = Provenance & { readonly fact: string } & (
    | { readonly test: "one-of"; readonly values: readonly string[] }
    | { readonly test: "given" }
    | { readonly test: "missing" }
    | { readonly test: "compare"; readonly comparison: Comparison; readonly amount: number; readonly currency?: string }
    /** `not given` as a value: nobody but a person can say; the engine asks. */
    | { readonly test: "ask" }
  );

/** Any of the inner lists suffices; all tests of an inner list must hold. An empty outer list never holds. */
export type Condition = readonly (readonly FactTest[])[];

export interface Conditional {
  readonly when?: Condition;
  readonly unless?: Condition;
  /**
   * `otherwise`: fits when no other line of its table does. Such a line may have a `when` as well, and then also fits
   * by that: it is both a criterion and the one for everything else.
   */
  readonly otherwise?: true;
  /** `when: by hand`: never proposed, only chosen by a person. */
  readonly byHand?: true;
}

// ── Lengths ────────────────────────────────────────────────────────────────────────────────────────────────────────

export type {
  Counting,
  CalendarSpec,
  Interval,
  Length,
  Moment,
  Unit,
  Warning,
  WeekdayName,
} from "../calendar/types.ts";

/** A limit of a deadline. `word` names the entry of `words` that it came from. */
export type Limit =
  | { readonly kind: "length"; readonly length: Length; readonly word?: string }
  | { readonly kind: "moment"; readonly moment: Moment; readonly word?: string }
  | { readonly kind: "fact"; readonly fact: string }
  | { readonly kind: "not given" };

export type Money = { readonly amount: number; readonly currency: string };

// ── Calendar and number ────────────────────────────────────────────────────────────────────────────────────────────

export interface NumberSpec extends Provenance {
  readonly pattern: string;
  readonly restart?: "day" | "month" | "half-year" | "year" | "never";
  readonly dated: "received" | "given";
  /** The step at which the number is given; at receipt when absent. */
  readonly givenAt?: string;
}

// ── People ─────────────────────────────────────────────────────────────────────────────────────────────────────────

export type RoleAt = "company" | "unit" | "department" | "body" | "outside" | "everyone" | "area" | "list";

export interface Role extends Provenance {
  readonly id: string;
  readonly at: RoleAt;
  /** For `at: list`, the list's id. */
  readonly list?: string;
  readonly title: Text;
  /** A role that stands for several. */
  readonly anyOf: readonly string[];
  /** Who stands in, in this order. */
  readonly absent: readonly string[];
  readonly mayPromise?: Money | "any amount" | NotGiven;
}

export interface PartLine extends Provenance, Conditional {
  /** A role, another part, `named` (by the step that names it) or a choice field whose options are roles. */
  readonly who: string;
  readonly with: readonly string[];
  readonly inPerson: boolean;
}

/** First line that fits. Built-in parts: receiver, owner, follower, coordinator, department. */
export type Parts = { readonly [part: string]: readonly PartLine[] };

export interface LadderLine extends Provenance, Conditional {
  readonly rungs: readonly string[];
}

export interface Recusal extends Provenance {
  readonly who: "accused" | "nobody";
  readonly apart: readonly (readonly string[])[];
  readonly atLast?: string;
}

// ── Facts ──────────────────────────────────────────────────────────────────────────────────────────────────────────

export type FieldType =
  | "text"
  | "long-text"
  | "yes-no"
  | "choice"
  | "choices"
  | "number"
  | "money"
  | "date"
  | "time"
  | "person"
  | "people"
  | "file"
  | "entry";

export interface Option extends Provenance {
  readonly id: string;
  readonly title: Text;
}

export interface Field extends Provenance {
  readonly id: string;
  readonly type: FieldType;
  readonly title: Text;
  readonly options: readonly Option[];
  /** Declared by the language, not by the file. */
  readonly builtIn: boolean;
  /** For `type: entry`, the list's id. */
  readonly list?: string;
}

/** A field asked at a step, perhaps only under a condition. `optional` fields may stay empty. */
export interface Ask extends Conditional {
  readonly field: string;
  readonly optional: boolean;
}

export interface Form extends Provenance, Conditional {
  readonly id: string;
  readonly title: Text;
  readonly code?: string;
  readonly list: boolean;
  readonly fields: readonly string[];
}

export interface Kind extends Provenance {
  readonly id: string;
  readonly title: Text;
}

// ── Judgements ─────────────────────────────────────────────────────────────────────────────────────────────────────

export interface Level extends Provenance, Conditional {
  readonly id: string;
  readonly title: Text;
  /** 0 is the lightest. */
  readonly weight: number;
}

export type ClockRule = "carry" | "restart" | "stricter";

export interface LevelRules extends Provenance {
  readonly setBy?: string;
  readonly confirmAt?: string;
  readonly lowerApprovedBy?: string;
  readonly runningClocks: ClockRule;
}

export interface FindingLine extends Provenance, Conditional {
  readonly is: string;
}

/** A judgement from facts as a table: the first line that fits. `by-hand` as value asks a person. */
export interface Finding extends Provenance {
  readonly id: string;
  readonly title: Text;
  readonly first: readonly FindingLine[];
  readonly otherwise?: string;
  readonly confirm?: string;
  /** Texts of the values, by value. */
  readonly values: { readonly [value: string]: Text };
}

export interface Count extends Provenance {
  readonly id: string;
  readonly of: string;
  readonly same: readonly string[];
  readonly different?: string;
  readonly in: Length | "calendar week" | "calendar month" | "calendar quarter" | "calendar year" | "ever" | NotGiven;
  readonly only?: Condition;
  readonly earlier: boolean;
}

export interface Period extends Provenance {
  readonly id: string;
  readonly from: string;
  readonly for?: Length;
  readonly until?: string;
}

export interface WaitingReason extends Provenance {
  readonly id: string;
  readonly title: Text;
  readonly stops: "all" | "nothing" | readonly string[];
  readonly but: readonly string[];
  readonly longest?: Length | NotGiven;
}

// ── Work ───────────────────────────────────────────────────────────────────────────────────────────────────────────

export const MILESTONES = ["dispatch", "accept", "resolve", "callback", "close", "archive"] as const;
export type Milestone = (typeof MILESTONES)[number];

export interface StepBy extends Conditional {
  readonly who: string;
}

export interface Step extends Provenance, Conditional {
  readonly id: string;
  readonly title: Text;
  /** `callback` brings script, attempts and the fact `verdict`. */
  readonly type: "plain" | "callback";
  /** Anyone of these whose condition holds; empty = the owner. */
  readonly by: readonly StepBy[];
  readonly with: readonly string[];
  /** Facts that must be so before the step can be done, or steps that must be done. */
  readonly needs: Condition;
  /** Steps that must be done or not apply. */
  readonly after: readonly string[];
  readonly ask: readonly Ask[];
  readonly fill: readonly string[];
  readonly evidence: boolean;
  readonly sign: boolean;
  /** Who must say yes, in this order; `each` = every holder. */
  readonly approve: readonly { readonly who: string; readonly each: boolean }[];
  readonly names?: string;
  readonly each?: string | readonly string[];
  readonly anyTime: boolean;
  readonly anyOrder: boolean;
  readonly repeat: boolean;
  readonly maySkip: boolean;
  readonly inPerson: boolean;
  readonly attempts: number;
  /** Stands in the list by the language alone (not written in the file). */
  readonly builtIn: boolean;
}

/**
 * The filing itself, written in the file as the step `receive`: what the intake form asks. It is done when the case
 * exists, so it does not stand among the steps; as an event it is `received`.
 */
export interface Intake extends Provenance {
  readonly title: Text;
  /** Who takes complaints; empty = anyone may. */
  readonly by: readonly StepBy[];
  readonly ask: readonly Ask[];
  readonly fill: readonly string[];
  readonly evidence: boolean;
}

export type Firmness = "firm" | "generally" | "in principle";

/** The six effects of `whenever` and of `missed`. */
export interface Effects {
  readonly tell: readonly string[];
  readonly escalate?: string;
  readonly raise?: string;
  readonly redo?: string;
  readonly nextRound?: string;
  readonly end?: string;
}

export interface Deadline extends Provenance, Conditional {
  readonly id: string;
  /** The step's title where the file gives none. */
  readonly title: Text;
  readonly from: readonly string[];
  /** Whichever comes first. */
  readonly until: readonly string[];
  readonly limit: Limit;
  readonly firm: Firmness;
  readonly by?: string;
  /** Empty = the defaults of the language (80 %, morning of the due day). `none` in the file = `[]` with `silent`. */
  readonly warn: readonly Warning[];
  readonly silent: boolean;
  readonly calendar?: string;
  readonly count?: Counting;
  readonly missed: Effects;
}

export interface Approval extends Provenance, Conditional {
  /** extension, compensation, not-valid, lower-level, close, reopen, …, or the id of a step, duty or end. */
  readonly of: string;
  /** Role, part, `next rung`, `nobody` (that way does not exist). */
  readonly by: string;
  readonly with: readonly string[];
  readonly needs: readonly string[];
  readonly longest?: Length;
  readonly once: boolean;
  readonly title?: Text;
}

export interface Whenever extends Provenance, Conditional {
  /** All of these. */
  readonly after: readonly string[];
  readonly effects: Effects;
}

export interface ConsequenceBand extends Provenance, Conditional {
  readonly propose?: Text;
  readonly amount?: Money | { readonly from: number; readonly to: number; readonly currency: string } | NotGiven;
}

export interface Consequence extends Provenance, Conditional {
  readonly id: string;
  readonly about: readonly string[];
  readonly after: readonly string[];
  readonly missed: readonly string[];
  readonly first: readonly ConsequenceBand[];
  readonly propose?: Text;
  readonly amount?: ConsequenceBand["amount"];
  readonly oncePer?: string;
  readonly decides: string;
}

export type Rhythm =
  | "once"
  | "day"
  | "working day"
  | "week"
  | "month"
  | "quarter"
  | "half-year"
  | "year"
  | NotGiven
  | { readonly date: string };

export interface Duty extends Provenance, Conditional {
  readonly id: string;
  readonly title: Text;
  readonly every?: Rhythm;
  readonly after: readonly string[];
  /** `day 15`, `first working day`, `last day` of its month, quarter …, or a length after its opening. */
  readonly due?: { readonly day: number } | "first working day" | "last day" | Length | NotGiven;
  readonly by: readonly StepBy[];
  readonly with: readonly string[];
  readonly forEach?: string;
  readonly ask: readonly Ask[];
  readonly fill: readonly string[];
  readonly report: readonly string[];
  readonly to: readonly string[];
  readonly approve: readonly { readonly who: string; readonly each: boolean }[];
  readonly evidence: boolean;
}

export interface Measure extends Provenance, Conditional {
  readonly id: string;
  readonly title: Text;
  readonly form:
    | { readonly verb: "number-of"; readonly of: string }
    | { readonly verb: "share-of"; readonly of: string }
    | { readonly verb: "on-time"; readonly deadlines: readonly string[] }
    | { readonly verb: "sum-of"; readonly field: string; readonly times: number }
    | { readonly verb: "time"; readonly from: string; readonly to: string };
  readonly which?: Condition;
  readonly by: readonly string[];
  readonly target?: string;
}

export interface Guide extends Provenance, Conditional {
  /** Steps or phases: intake, answer, handling, callback, all, intake-end. */
  readonly at: readonly string[];
  readonly say?: Text;
  readonly tick: readonly Text[];
  readonly by?: string;
}

export interface ListSpec extends Provenance {
  readonly id: string;
  readonly title: Text;
  readonly of: string;
  readonly candidates: readonly Condition[];
  readonly admit?: string;
  readonly keptBy?: string;
  readonly giveTo: readonly string[];
  readonly remove?: string;
  readonly fields: readonly string[];
  readonly tick: readonly Text[];
  readonly entries: readonly { readonly [key: string]: string }[];
}

export interface AboutLine extends Provenance {
  readonly say: Text;
}

export interface KeepLine extends Provenance, Conditional {
  readonly what: string;
  readonly for: Length | "ever" | NotGiven;
  readonly by: readonly string[];
}

export interface Privacy extends Provenance, Conditional {
  readonly readers: readonly string[];
}

export interface Edition {
  readonly status?: string;
  readonly text?: string;
  readonly silent: readonly string[];
  readonly inForce?: string;
  readonly replaces?: string;
  readonly approvedBy?: string;
  readonly basis: readonly string[];
}

export interface Regulation {
  readonly id: string;
  readonly title: Text;
  readonly languages: readonly Language[];
  readonly edition: Edition;
  /** The first is the default; further ones by name. Absent when the desk's settings give the hours. */
  readonly calendars: { readonly default?: CalendarSpec } & { readonly [name: string]: CalendarSpec };
  readonly number?: NumberSpec;
  readonly freeOrder: boolean;
  readonly words: readonly (Provenance & { readonly word: string; readonly means: string })[];
  readonly about: readonly AboutLine[];
  readonly kinds: readonly Kind[];
  readonly roles: readonly Role[];
  readonly parts: Parts;
  readonly ladder: readonly LadderLine[];
  readonly recusal: Recusal;
  readonly privacy: readonly Privacy[];
  readonly keep: readonly KeepLine[];
  /** Declared and built-in fields. */
  readonly fields: readonly Field[];
  readonly forms: readonly Form[];
  readonly lists: readonly ListSpec[];
  readonly counts: readonly Count[];
  readonly periods: readonly Period[];
  readonly waiting: readonly WaitingReason[];
  /** Heaviest first. */
  readonly levels: readonly Level[];
  readonly levelRules: LevelRules;
  readonly findings: readonly Finding[];
  readonly intake: Intake;
  /** In the order of the file, with missing `close` added at its place. */
  readonly steps: readonly Step[];
  readonly deadlines: readonly Deadline[];
  readonly approvals: readonly Approval[];
  readonly whenever: readonly Whenever[];
  /** Who hears of every miss beside the usual. */
  readonly overdueTell: readonly string[];
  readonly ends: { readonly [id: string]: Text };
  readonly consequences: readonly Consequence[];
  readonly duties: readonly Duty[];
  readonly measures: readonly Measure[];
  readonly guides: readonly Guide[];
}
