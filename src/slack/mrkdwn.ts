import { clip, oneLine } from "./clip.ts";

/**
 * Text for an mrkdwn object. Only this file makes one from a plain string, so what people typed cannot reach Slack
 * unescaped: a plain string where Mrkdwn is wanted does not compile, and `md` escapes its parameters.
 */
export interface Mrkdwn {
  readonly mrkdwn: string;
}

const NOTHING = "\u200b";

/**
 * Makes typed text harmless in mrkdwn: no mention, link, date or formatting can come alive.
 * Slack decodes only &, < and >; a zero-width space keeps *, _, ~ and ` from pairing up.
 */
export function escapeText(text: string): Mrkdwn {
  const encoded = text.replace(/&/gu, "&amp;").replace(/</gu, "&lt;").replace(/>/gu, "&gt;");
  return { mrkdwn: encoded.replace(/[*_~`]/gu, (mark) => `${NOTHING}${mark}`) };
}

/** Typed text as part of a sentence: one line, cut, escaped. */
export function typed(text: string, most = 60): Mrkdwn {
  return escapeText(clip(oneLine(text), most));
}

/** Our own mrkdwn, written out in the program or in locales. Never give it anything that a person typed. */
export function ours(text: string): Mrkdwn {
  return { mrkdwn: text };
}

export function joined(parts: readonly Mrkdwn[], between = " · "): Mrkdwn {
  return { mrkdwn: parts.map((part) => part.mrkdwn).join(between) };
}

export function bold(text: Mrkdwn): Mrkdwn {
  return { mrkdwn: `*${text.mrkdwn}*` };
}

/** Slack takes a star for bold only beside white space or ASCII punctuation: between other letters it gets blanks. */
export function boldWithin(before: string, text: string, behind: string): Mrkdwn {
  const apart = (letter: string | undefined) =>
    letter === undefined || /[\s!-)+-/:-@[-`{-~]/u.test(letter) ? "" : " ";
  const [left, right] = [apart(before.at(-1)), apart(behind[0])];
  return { mrkdwn: `${left}${bold(escapeText(text)).mrkdwn}${right}` };
}

/** Mentions the person, who is notified by it. */
export function mention(person: string): Mrkdwn {
  return { mrkdwn: `<@${person}>` };
}

export function mentionGroup(group: string): Mrkdwn {
  return { mrkdwn: `<!subteam^${group}>` };
}

export function channelLink(channel: string): Mrkdwn {
  return { mrkdwn: `<#${channel}>` };
}

/** A link that we made ourselves (a permalink), with typed or own words on it. */
export function link(url: string, words: Mrkdwn): Mrkdwn {
  return { mrkdwn: `<${url.replace(/[<>|]/gu, "")}|${words.mrkdwn.replace(/[|<>]/gu, " ")}>` };
}

/**
 * The plain text that a person wrote, from the text of a Slack message: entities and `<…>` are undone.
 * `names` says what to show for mentions of people and channels.
 */
export function plainText(text: string, names: (id: string) => string | undefined = () => undefined): string {
  const unwrapped = text.replace(/<([^<>]*)>/gu, (_, inner: string) => {
    const [target = "", words] = inner.split("|", 2);
    if (/^[@#]/u.test(target)) return `${target[0]}${words ?? names(target.slice(1)) ?? target.slice(1)}`;
    if (target.startsWith("!date")) return words ?? "";
    if (target.startsWith("!")) return words ?? `@${target.slice(1)}`;
    if (words === undefined || words === target || `mailto:${words}` === target || target.endsWith(`//${words}`))
      return target.replace(/^mailto:/u, "");
    return `${words} (${target})`;
  });
  return unwrapped.replace(/&lt;/gu, "<").replace(/&gt;/gu, ">").replace(/&amp;/gu, "&");
}

const OUR_EMOJI =
  /:(?:rotating_light|hourglass_flowing_sand|double_vertical_bar|arrow_up|telephone_receiver|white_check_mark|lock): ?/gu;

/** What lights up on a phone or is read aloud: the words alone, which our emoji only repeat. */
export function pushText(text: string): string {
  return text.replace(OUR_EMOJI, "").replace(/[\u200b]/gu, "");
}
