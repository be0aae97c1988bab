import { isGuide } from "./describe.ts";
import type { Code } from "./messages.ts";
import type { Regulation } from "./shape.ts";

/** A question that every complaint regulation must answer, and whether this one leaves it open. */
export interface FirstHourQuestion {
  /** What `check` says when it is open. */
  readonly code: Code;
  /** What `edition: { silent: […] }` calls it: a file that says so has seen the question and takes the usual answer. */
  readonly matter: string;
  readonly isOpen: (regulation: Regulation) => boolean;
  readonly line: (regulation: Regulation) => number;
}

function approves(r: Regulation, of: string): boolean {
  return r.approvals.some((approval) => approval.of === of);
}

function callback(r: Regulation) {
  return r.steps.find((step) => step.type === "callback");
}

const atRoles = (r: Regulation) => r.roles[0]?.line ?? 1;
const atDeadlines = (r: Regulation) => r.deadlines[0]?.line ?? 1;

/**
 * What paper regulations leave open most often, taken from the gaps of the regulations that come with the app. Who sets
 * the level, who owns, who is above and what follows a dissatisfied customer are asked by `check` in any case.
 */
export const FIRST_HOUR: readonly FirstHourQuestion[] = [
  { code: "no-hours", matter: "working-hours", isOpen: (r) => r.calendars.default === undefined, line: () => 1 },
  { code: "no-numbering", matter: "numbering", isOpen: (r) => r.number === undefined, line: () => 1 },
  { code: "no-retention", matter: "retention", isOpen: (r) => r.keep.length === 0, line: () => 1 },
  // Recusal is on in every regulation; what a text can add is who decides at last.
  { code: "no-recusal", matter: "recusal", isOpen: (r) => r.recusal.line <= 1, line: atRoles },
  {
    code: "no-authority",
    matter: "compensation",
    isOpen: (r) => !approves(r, "compensation") && r.roles.every((role) => role.mayPromise === undefined),
    line: atRoles,
  },
  {
    code: "no-lowering",
    matter: "lowering",
    isOpen: (r) => r.levels.length > 1 && !approves(r, "lower-level"),
    line: (r) => r.levels[0]?.line ?? 1,
  },
  {
    code: "no-validity",
    matter: "validity",
    isOpen: (r) =>
      !approves(r, "not-valid") &&
      r.findings.every((finding) => finding.id !== "valid") &&
      r.whenever.every((rule) => rule.effects.end !== "not-valid"),
    line: (r) => r.steps[0]?.line ?? 1,
  },
  {
    code: "no-extension",
    matter: "extension",
    isOpen: (r) => r.deadlines.length > 0 && !approves(r, "extension"),
    line: atDeadlines,
  },
  {
    code: "no-waiting",
    matter: "waiting",
    isOpen: (r) => r.deadlines.length > 0 && r.waiting.length === 0,
    line: atDeadlines,
  },
  {
    code: "no-unreached",
    matter: "unreached",
    isOpen: (r) => callback(r) !== undefined && !approves(r, "close-unreached"),
    line: (r) => callback(r)?.line ?? 1,
  },
];

/** The questions that a file neither answers nor says that its text is silent on. */
export function openQuestions(regulation: Regulation): readonly FirstHourQuestion[] {
  if (isGuide(regulation)) return [];
  const { silent } = regulation.edition;
  return FIRST_HOUR.filter(({ matter, isOpen }) => !silent.includes(matter) && isOpen(regulation));
}
