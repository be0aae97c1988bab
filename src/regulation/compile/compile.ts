import type { Regulation } from "../shape.ts";
import { given, type Context } from "./context.ts";
import { aboutOf, dutiesOf, guidesOf, measuresOf, watchGuides, wordsOf } from "./duties.ts";
import {
  countsOf,
  fieldsOf,
  findingsOf,
  formsOf,
  kindsOf,
  levelRulesOf,
  levelsOf,
  listsOf,
  periodsOf,
  waitingOf,
} from "./facts.ts";
import {
  calendarsOf,
  editionOf,
  keepOf,
  ladderOf,
  numberOf,
  partsOf,
  persons,
  privacyOf,
  recusalOf,
  rolesOf,
} from "./people.ts";
import { text } from "./values.ts";
import { approvalsOf, consequencesOf, deadlinesOf, endsOf, wheneverOf } from "./rules.ts";
import { intakeOf, stepsOf } from "./steps.ts";

/** Spells every short form out and reports each name that leads nowhere. */
export function compile(ctx: Context): Regulation {
  const { raw, lines } = ctx;
  const levels = levelsOf(ctx);
  const kinds = kindsOf(ctx);
  const lists = listsOf(ctx);
  return {
    id: raw.id,
    title: text(ctx, lines.of(raw, "title"), raw.title),
    languages: raw.languages,
    edition: editionOf(ctx),
    calendars: calendarsOf(ctx),
    ...given({ number: numberOf(ctx) }),
    freeOrder: raw.order === "free",
    words: wordsOf(ctx),
    about: aboutOf(ctx),
    kinds,
    roles: rolesOf(ctx),
    parts: partsOf(ctx),
    ladder: ladderOf(ctx),
    recusal: recusalOf(ctx),
    privacy: privacyOf(ctx),
    keep: keepOf(ctx),
    fields: fieldsOf(ctx, levels, kinds),
    forms: formsOf(ctx),
    lists,
    counts: countsOf(ctx),
    periods: periodsOf(ctx),
    waiting: waitingOf(ctx),
    levels,
    levelRules: levelRulesOf(ctx),
    findings: findingsOf(ctx),
    intake: intakeOf(ctx),
    steps: stepsOf(ctx),
    deadlines: deadlinesOf(ctx),
    approvals: approvalsOf(ctx),
    whenever: wheneverOf(ctx),
    overdueTell: raw.overdue === undefined ? [] : persons(ctx, lines.of(raw.overdue, "tell"), raw.overdue.tell),
    ends: endsOf(ctx),
    consequences: consequencesOf(ctx),
    duties: dutiesOf(ctx),
    measures: measuresOf(ctx),
    guides: [...guidesOf(ctx), ...watchGuides(lists)],
  };
}
