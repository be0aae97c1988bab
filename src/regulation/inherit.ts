import type { Provenance, Regulation, Text } from "./shape.ts";

interface Ground {
  readonly basis: readonly string[];
  readonly house?: Text;
}

/** The clauses of several rules together; the first house note where none has a clause. */
function together(rules: readonly Provenance[]): Ground {
  const basis = [...new Set(rules.flatMap((rule) => rule.basis))];
  const house = rules.find((rule) => rule.house !== undefined)?.house;
  return basis.length > 0 || house === undefined ? { basis } : { basis, house };
}

function inherit<Line extends Provenance>(line: Line, users: readonly Provenance[]): Line {
  return line.basis.length > 0 || line.house !== undefined ? line : { ...line, ...together(users) };
}

type Named = { readonly who: string };

function names(list: readonly Named[]): string[] {
  return list.map((item) => item.who);
}

/** Every rule with the roles that it names. */
function rulesWithRoles(r: Regulation): readonly (readonly [Provenance, readonly (string | undefined)[]])[] {
  return [
    ...Object.values(r.parts)
      .flat()
      .map((line) => [line, [line.who, ...line.with]] as const),
    ...r.ladder.map((line) => [line, line.rungs] as const),
    ...r.privacy.map((line) => [line, line.readers] as const),
    ...r.lists.map((list) => [list, [list.admit, list.keptBy, list.remove, ...list.giveTo]] as const),
    [r.levelRules, [r.levelRules.setBy]] as const,
    [r.recusal, [r.recusal.atLast]] as const,
    ...r.steps.map((step) => [step, [...names(step.by), ...step.with, ...names(step.approve)]] as const),
    ...r.deadlines.map((deadline) => [deadline, [deadline.by, ...deadline.missed.tell]] as const),
    ...r.approvals.map((approval) => [approval, [approval.by, ...approval.with]] as const),
    ...r.whenever.map((rule) => [rule, [rule.effects.escalate, ...rule.effects.tell]] as const),
    ...r.consequences.map((rule) => [rule, [rule.decides, ...rule.about]] as const),
    ...r.duties.map((duty) => [duty, [...names(duty.by), ...duty.with, ...duty.to, ...names(duty.approve)]] as const),
    ...r.keep.map((line) => [line, line.by] as const),
    ...r.guides.map((guide) => [guide, [guide.by]] as const),
  ];
}

/**
 * What is only named by rules takes their clauses: fields those of the steps that ask them, forms those of the steps
 * that fill them, measures those of the duties that report them, roles those of every rule that names them. So each
 * sentence of the regulation stands once in the file. Source: language.md, section 7, rule 3.
 */
export function inheritGrounds(r: Regulation): Regulation {
  const asking = [r.intake, ...r.steps, ...r.duties];
  const withRoles = rulesWithRoles(r);
  const named = (id: string) => withRoles.filter(([, roles]) => roles.includes(id)).map(([rule]) => rule);
  const forms = r.forms.map((form) =>
    inherit(
      form,
      asking.filter((step) => step.fill.includes(form.id)),
    ),
  );
  const roles = r.roles.map((role) => inherit(role, named(role.id)));
  return {
    ...r,
    forms,
    fields: r.fields.map((field) => {
      if (field.builtIn) return field;
      const asked = asking.filter((step) => step.ask.some((ask) => ask.field === field.id));
      return inherit(field, asked.length > 0 ? asked : forms.filter((form) => form.fields.includes(field.id)));
    }),
    measures: r.measures.map((measure) =>
      inherit(
        measure,
        r.duties.filter((duty) => duty.report.includes(measure.id)),
      ),
    ),
    // A role that stands for others, or stands in for one, has the grounds of those.
    roles: roles.map((role) =>
      inherit(
        role,
        roles.filter((other) => other.anyOf.includes(role.id) || other.absent.includes(role.id)),
      ),
    ),
  };
}
