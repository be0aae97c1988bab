import { isObject, type JsonObject } from "../json.ts";
import { FLAWS, type Flaw } from "./flaw.ts";

/** Looks at one value and says what is wrong with it and inside it. */
export type Rule = (value: unknown, pointer: string) => Flaw[];

/** A member that may be missing. A member that is `null` is there: Slack refuses it like any other wrong value. */
export interface Optional {
  optional: Rule;
}

export type Fields = Record<string, Rule | Optional>;

export function optional(rule: Rule): Optional {
  return { optional: rule };
}

export function text(limits: { most?: number; least?: number } = {}): Rule {
  const { most, least = 0 } = limits;
  return (value, pointer) => {
    if (typeof value !== "string") return [FLAWS.notAString(pointer)];
    if (value.length < least) return [FLAWS.tooShort(least)(pointer)];
    return most !== undefined && value.length > most ? [FLAWS.tooLong(most)(pointer)] : [];
  };
}

export function matching(pattern: RegExp, format: string): Rule {
  return (value, pointer) => {
    if (typeof value !== "string") return [FLAWS.notAString(pointer)];
    return pattern.test(value) ? [] : [FLAWS.badFormat(format)(pointer)];
  };
}

export const flag: Rule = (value, pointer) => (typeof value === "boolean" ? [] : [FLAWS.notABoolean(pointer)]);

export function number(limits: { least?: number; most?: number; whole?: boolean } = {}): Rule {
  return (value, pointer) => {
    if (typeof value !== "number" || !Number.isFinite(value)) return [FLAWS.notANumber(pointer)];
    if (limits.whole && !Number.isInteger(value)) return [FLAWS.notWhole(pointer)];
    if (limits.least !== undefined && value < limits.least) return [FLAWS.tooSmall(limits.least)(pointer)];
    return limits.most !== undefined && value > limits.most ? [FLAWS.tooBig(limits.most)(pointer)] : [];
  };
}

export function oneOf(...allowed: readonly string[]): Rule {
  return (value, pointer) => {
    if (typeof value !== "string") return [FLAWS.notAString(pointer)];
    return allowed.includes(value) ? [] : [FLAWS.notInEnum(allowed)(pointer)];
  };
}

export function list(of: Rule, limits: { least?: number; most?: number } = {}): Rule {
  const { least = 0, most } = limits;
  return (value, pointer) => {
    if (!Array.isArray(value)) return [FLAWS.notAnArray(pointer)];
    // A list that is too long is refused as a whole; what stands in it is not looked at.
    if (most !== undefined && value.length > most) return [FLAWS.tooMany(most)(pointer)];
    if (value.length < least) return [FLAWS.tooFew(least)(pointer)];
    return value.flatMap((one: unknown, at) => of(one, `${pointer}/${at}`));
  };
}

/** An object with these members and no others; `checks` look at it as a whole once its members are right. */
export function object(fields: Fields, ...checks: ((value: JsonObject, pointer: string) => Flaw[])[]): Rule {
  return (value, pointer) => {
    if (!isObject(value)) return [FLAWS.notAnObject(pointer)];
    const flaws = [
      ...Object.entries(fields).flatMap(([name, field]) => memberFlaws(value, { name, field, pointer })),
      ...Object.keys(value)
        .filter((name) => !Object.hasOwn(fields, name) && value[name] !== undefined)
        .map((name) => FLAWS.additional(name)(pointer)),
    ];
    return flaws.length > 0 ? flaws : checks.flatMap((check) => check(value, pointer));
  };
}

function memberFlaws(value: JsonObject, at: { name: string; field: Rule | Optional; pointer: string }): Flaw[] {
  const member = value[at.name];
  const rule = "optional" in at.field ? at.field.optional : at.field;
  if (member !== undefined) return rule(member, `${at.pointer}/${at.name}`);
  return "optional" in at.field ? [] : [FLAWS.missing(at.name)(at.pointer)];
}

/** One of several objects, told apart by `type`. */
export function byType(rules: Record<string, Rule>): Rule {
  const allowed = Object.keys(rules);
  return (value, pointer) => {
    if (!isObject(value)) return [FLAWS.notAnObject(pointer)];
    const type = value["type"];
    if (type === undefined) return [FLAWS.missing("type")(pointer)];
    if (typeof type !== "string") return [FLAWS.notAString(`${pointer}/type`)];
    const rule = Object.hasOwn(rules, type) ? rules[type] : undefined;
    return rule ? rule(value, pointer) : [FLAWS.wrongType(type, allowed)(`${pointer}/type`)];
  };
}

/** Says first, as Slack does for a choice of schemas, that none fits. */
export function union(rule: Rule): Rule {
  return (value, pointer) => {
    const flaws = rule(value, pointer);
    return flaws.length > 0 ? [FLAWS.noSchema(pointer), ...flaws] : [];
  };
}

/** The `type` member of an object that {@link byType} has chosen already. */
export const typed: Rule = () => [];

/** Exactly one of two members, or at least one, or at most one. */
export function choice(
  fields: readonly string[],
  how: "one" | "some" | "most one",
  where: (pointer: string) => string = (pointer) => pointer,
): (value: JsonObject, pointer: string) => Flaw[] {
  return (value, pointer) => {
    const given = fields.filter((field) => value[field] !== undefined);
    if (given.length === 0 && how !== "most one") return [FLAWS.eitherOf(fields)(where(pointer))];
    if (given.length > 1 && how !== "some") return [FLAWS.onlyOneOf(fields)(where(pointer))];
    return [];
  };
}
