import { nearest } from "../nearest.ts";
import type { Report } from "../problem.ts";
import type { Provenance, Regulation } from "../shape.ts";

type Rules = (regulation: Regulation) => readonly (Provenance | undefined)[];

/** Matters that a text can be silent on, and the rules of a file that speak about them. */
export const MATTERS: { readonly [matter: string]: Rules } = {
  absence: (r) => r.roles.filter((role) => role.absent.length > 0),
  anonymous: () => [],
  authority: (r) => r.roles.filter((role) => role.mayPromise !== undefined && role.mayPromise !== "not given"),
  breach: (r) => r.consequences.filter((consequence) => consequence.missed.length > 0),
  callback: (r) => r.steps.filter((step) => step.type === "callback"),
  compensation: (r) => r.approvals.filter((approval) => approval.of === "compensation"),
  extension: (r) => r.approvals.filter((approval) => approval.of === "extension"),
  "level-criteria": (r) => r.levels,
  "level-setting": (r) => [r.levelRules.setBy === undefined ? undefined : r.levelRules],
  levels: (r) => r.levels,
  lowering: (r) => r.approvals.filter((approval) => approval.of === "lower-level"),
  numbering: (r) => [r.number],
  privacy: (r) => r.privacy,
  recusal: (r) => [r.recusal.line > 1 ? r.recusal : undefined],
  reopening: (r) => r.approvals.filter((approval) => approval.of === "reopen"),
  reports: (r) => r.duties.filter((duty) => duty.report.length > 0),
  retention: (r) => r.keep.filter((line) => line.for !== "not given"),
  "unsolved-callback": (r) => r.whenever.filter((rule) => rule.effects.nextRound !== undefined),
  unreached: (r) => r.approvals.filter((approval) => approval.of === "close-unreached"),
  validity: (r) => r.findings.filter((finding) => finding.id === "valid"),
  waiting: (r) => r.waiting,
  "working-hours": () => [],
};

/** A rule on a matter on which the text is silent cannot come from the text. Source: language.md, section 7, rule 4. */
export function checkSilence(regulation: Regulation, line: number, report: Report): void {
  for (const matter of regulation.edition.silent) {
    const rules = Object.hasOwn(MATTERS, matter) ? MATTERS[matter] : undefined;
    if (rules === undefined) {
      const known = Object.keys(MATTERS);
      report(line, "unknown-matter", { value: matter, nearest: nearest(matter, known), known: known.join(", ") });
    }
    for (const rule of rules?.(regulation) ?? []) {
      if (rule !== undefined && rule.house === undefined) report(rule.line, "silent-needs-house", { matter });
    }
  }
}
