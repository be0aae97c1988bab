import { isObject } from "../json.ts";
import { LIMITS } from "../limits.ts";
import { FLAWS } from "./flaw.ts";
import { byType, flag, list, object, oneOf, optional, text, typed, union, type Fields, type Rule } from "./schema.ts";

const { element: ELEMENT, confirm: CONFIRM } = LIMITS;

const plain = (most: number): Rule => object({ type: typed, text: text({ least: 1, most }), emoji: optional(flag) });
const mrkdwn = (most: number): Rule =>
  object({ type: typed, text: text({ least: 1, most }), verbatim: optional(flag) });

/** A text object that must be plain_text. */
export function plainText(most: number): Rule {
  return byType({ plain_text: plain(most) });
}

/** A text object of either kind; Slack says of a wrong one that it fits neither, and then why. */
export function anyText(most: number = LIMITS.textObject): Rule {
  return union(byType({ plain_text: plain(most), mrkdwn: mrkdwn(most) }));
}

export const confirm: Rule = object({
  title: optional(plainText(CONFIRM.title)),
  text: anyText(CONFIRM.text),
  confirm: optional(plainText(CONFIRM.button)),
  deny: optional(plainText(CONFIRM.button)),
  style: optional(oneOf("primary", "danger")),
});

/** Options of selects and overflow menus have plain texts; those of checkboxes and radio buttons may have mrkdwn. */
export function option(kind: "plain" | "any" | "overflow"): Rule {
  const fields: Fields = {
    text: kind === "any" ? anyText(ELEMENT.optionText) : plainText(ELEMENT.optionText),
    value: kind === "overflow" ? optional(text({ most: ELEMENT.optionValue })) : text({ most: ELEMENT.optionValue }),
    description: optional(kind === "any" ? anyText(ELEMENT.optionDescription) : plainText(ELEMENT.optionDescription)),
    ...(kind === "overflow" ? { url: optional(url(ELEMENT.url)) } : {}),
  };
  return object(fields);
}

export const optionGroup: Rule = object({
  label: plainText(ELEMENT.groupLabel),
  options: list(option("plain"), { least: 1, most: ELEMENT.options }),
});

/** An address of the web: http or https. */
export function url(most: number): Rule {
  return (value, pointer) => {
    const flaws = text({ least: 1, most })(value, pointer);
    if (flaws.length > 0 || typeof value !== "string") return flaws;
    return /^(https?|mailto|tel|slack):/i.test(value) && URL.canParse(value) ? [] : [FLAWS.badUrl(pointer)];
  };
}

export function httpsUrl(most: number): Rule {
  return (value, pointer) => {
    const flaws = url(most)(value, pointer);
    return flaws.length > 0 || (typeof value === "string" && value.startsWith("https://"))
      ? flaws
      : [FLAWS.badFormat("https")(pointer)];
  };
}

/** Slack fetches images itself: what lies on the app's own machine or network it cannot reach. */
export const imageUrl: Rule = (value, pointer) => {
  const flaws = url(LIMITS.block.imageUrl)(value, pointer);
  if (flaws.length > 0 || typeof value !== "string") return flaws;
  const { hostname } = new URL(value);
  const own = /^(localhost|127\.|10\.|192\.168\.|169\.254\.|\[::1\])|\.(local|internal|localhost)$/.test(hostname);
  return own ? [FLAWS.badDownload(pointer)] : [];
};

export const slackFile: Rule = (value, pointer) => {
  if (!isObject(value)) return [FLAWS.notAnObject(pointer)];
  const given = ["id", "url"].filter((key) => typeof value[key] === "string");
  return given.length === 1 && Object.keys(value).length === 1 ? [] : [FLAWS.badSlackFile(pointer)];
};
