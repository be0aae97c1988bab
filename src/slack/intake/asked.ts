import type { Case } from "../../desk/case.ts";
import type { Context } from "../../desk/context.ts";
import { isGiven, type Facts } from "../../desk/facts.ts";
import { evolve, NO_CASE } from "../../desk/fold.ts";
import { guidesOf } from "../../desk/guides.ts";
import { preview, proposedDepartment } from "../../desk/preview.ts";
import { holdersOf } from "../../desk/people.ts";
import { doersOf } from "../../desk/steps.ts";
import type { Ask, Regulation, Step } from "../../regulation/shape.ts";
import type { Answers } from "../answers.ts";
import { askedFields, readFacts, type Asked } from "../facts-form.ts";

/** At which desk, and what is being filed. */
export interface Filing {
  readonly context: Context;
  readonly kind: string;
}

/** The case as it would be at its first moment. */
function begun(filer: string, { context, kind }: Filing): Case {
  const { desk, now } = context;
  return evolve(NO_CASE, {
    type: "received",
    kind,
    desk: desk.id,
    edition: desk.edition,
    receivedAt: now,
    receiver: filer,
    facts: {},
    files: [],
    at: now,
    by: filer,
  });
}

/** Does the regulation name this person as one who takes complaints? Then they have to say what is so and what is not. */
function takes(filer: string, filing: Filing): boolean {
  const { context } = filing;
  const current = begun(filer, filing);
  return context.regulation.intake.by.some(({ who }) => {
    const { people, everyone } = holdersOf(who, current, context);
    return everyone === true || people.includes(filer);
  });
}

/** A judgement that can end the case is one of its own: nobody makes it in passing, while the customer speaks. */
function mayEnd(step: Step, { whenever }: Regulation): boolean {
  return whenever.some(({ after, effects }) => after.includes(step.id) && effects.end !== undefined);
}

/**
 * The steps that whoever files has done by filing, if the answers are all there: those that come first and are theirs.
 * The desk assesses and dispatches while it writes down; others leave it to the desk.
 */
export function filersSteps(filer: string, { context, kind }: Filing): readonly Step[] {
  const { regulation } = context;
  const received = begun(filer, { context, kind });
  const steps: Step[] = [];
  for (const step of regulation.steps) {
    if (step.anyTime || step.repeat) continue;
    const early =
      ["record", "register", "assess", "dispatch"].includes(step.id) || step.by.some((by) => by.who === "receiver");
    if (!early || mayEnd(step, regulation) || !doersOf(step, received, context).people.includes(filer)) break;
    steps.push(step);
    if (step.id === "dispatch") break;
  }
  return steps;
}

/** The kind stands at the head of the form, whatever the file asks. */
function standsBelow(ask: Ask): boolean {
  return ask.field !== "kind";
}

/** Whom it is about, where the company's list of matters says that it is about how somebody behaved. */
function whomAsked({ desk, regulation }: Context): readonly Ask[] {
  const conduct = desk.matters.flatMap((matter) => (matter.conduct === true ? [matter.id] : []));
  if (conduct.length === 0) return [];
  const { line, basis } = regulation.intake;
  return [
    { field: "accused", optional: true, when: [[{ fact: "category", test: "one-of", values: conduct, line, basis }]] },
  ];
}

/** What the form asks: the intake's own questions, and those of the steps that this person does by filing. */
export function intakeAsks(
  filer: string,
  filing: Filing,
): { readonly own: readonly Ask[]; readonly ofSteps: readonly Ask[] } {
  const ofSteps = filersSteps(filer, filing).flatMap((step) => step.ask);
  return {
    own: [...filing.context.regulation.intake.ask.filter(standsBelow), ...whomAsked(filing.context)],
    ofSteps: ofSteps.filter((ask) => standsBelow(ask) && ask.field !== "department"),
  };
}

export interface Drafted {
  readonly asked: readonly Asked[];
  /** Fields that only the steps ask: what the desk adds. */
  readonly added: ReadonlySet<string>;
  readonly facts: Facts;
  /** The filer is the desk. */
  readonly desk: boolean;
}

/** The questions under what has been answered so far, and those answers. */
export function drafted(filer: string, answers: Answers, filing: Filing): Drafted {
  const { context, kind } = filing;
  const { own, ofSteps } = intakeAsks(filer, filing);
  const desk = ofSteps.length > 0;
  const asks = [...own, ...ofSteps];
  const noIsNo = desk || takes(filer, filing);
  const read = (facts: Facts) =>
    readFacts(askedFields(asks, { kind, ...facts }, context), answers, { context, noIsNo });
  // Twice: answers open further questions, which may have been answered too.
  const facts = read(read({}));
  const owned = new Set(own.map((ask) => ask.field));
  return {
    asked: askedFields(asks, { kind, ...facts }, context),
    added: new Set(ofSteps.map((ask) => ask.field).filter((field) => !owned.has(field))),
    facts,
    desk,
  };
}

/** The department: chosen, else the one that the matter proposes. */
export function draftedDepartment(facts: Facts, answers: Answers, context: Context): string | undefined {
  const chosen = answers.choice("department");
  return proposedDepartment(chosen === undefined ? facts : { ...facts, department: chosen }, context);
}

/** Facts on which a level, a limit, a phrase or a further question depends: changing one draws the form anew. */
export function liveFacts(asks: readonly Ask[], { regulation }: Context): ReadonlySet<string> {
  const guides = guidesOf("intake", regulation);
  const conditions = [...regulation.levels, ...regulation.deadlines, ...guides, ...asks].flatMap((line) =>
    [...(line.when ?? []), ...(line.unless ?? [])].flat(),
  );
  return new Set(["category", "source", ...conditions.map((test) => test.fact)]);
}

/**
 * Whoever is complained about, if they are the very person who would handle it, and the department is only what the
 * matter proposes: whoever files has to say that it is the right one. The case is kept from them in any case.
 */
export function accusedWouldHandle(draft: Facts, kind: string, filer: string, context: Context): boolean {
  const { accused, ...rest } = draft;
  if (typeof accused !== "string" || context.desk.departments.length < 2) return false;
  const owner = (facts: Facts) => preview({ kind, facts }, filer, context)?.owner ?? [];
  return owner(rest).includes(accused) && !owner(draft).includes(accused);
}

export function typedAccused(facts: Facts, answers: Answers): Facts {
  const name = answers.text("accused-name");
  return isGiven(facts["accused"]) || name === undefined ? facts : { ...facts, accused: name };
}
