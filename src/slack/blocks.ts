import type {
  ActionsBlock,
  AlertBlock,
  Button,
  ContextBlock,
  DividerBlock,
  HeaderBlock,
  KnownBlock,
  MrkdwnElement,
  Overflow,
  PlainTextElement,
  PlainTextOption,
  RichTextBlock,
  SectionBlock,
  StaticSelect,
} from "@slack/types";
import { clip, clipLines, pieces } from "./clip.ts";
import { LIMITS } from "./limits.ts";
import type { Mrkdwn } from "./mrkdwn.ts";

export function plain(text: string, limit: number = LIMITS.sectionText): PlainTextElement {
  return { type: "plain_text", text: clip(text, limit), emoji: false };
}

/** `verbatim`: Slack must not turn names or addresses into mentions and links by itself. */
export function marked(text: Mrkdwn): MrkdwnElement {
  return { type: "mrkdwn", text: text.mrkdwn, verbatim: true };
}

export function section(text: Mrkdwn, accessory?: Button | Overflow | StaticSelect): SectionBlock {
  return { type: "section", text: marked(text), ...(accessory === undefined ? {} : { accessory }) };
}

/** Short facts in two columns; more than ten are cut. */
export function columns(fields: readonly Mrkdwn[]): SectionBlock {
  return { type: "section", fields: fields.slice(0, LIMITS.fields).map(marked) };
}

function filled(elements: readonly (string | Mrkdwn)[]): readonly (string | Mrkdwn)[] {
  return elements.filter((element) => (typeof element === "string" ? element : element.mrkdwn).trim() !== "");
}

/**
 * Small and grey. Strings stand as they are (plain_text), Mrkdwn lives. Empty ones are left out, and what one block
 * cannot hold.
 */
export function context(elements: readonly (string | Mrkdwn)[]): ContextBlock {
  const shown = filled(elements).slice(0, LIMITS.contextElements);
  return {
    type: "context",
    elements: shown.map((element) => (typeof element === "string" ? plain(element, LIMITS.field) : marked(element))),
  };
}

/** The same in as many blocks as it takes; none where there is nothing to say, because Slack refuses an empty one. */
export function contextIf(elements: readonly (string | Mrkdwn)[]): ContextBlock[] {
  const shown = filled(elements);
  return Array.from({ length: Math.ceil(shown.length / LIMITS.contextElements) }, (_, block) =>
    context(shown.slice(block * LIMITS.contextElements, (block + 1) * LIMITS.contextElements)),
  );
}

export function header(text: string): HeaderBlock {
  return { type: "header", text: plain(text, 100) };
}

export function divider(): DividerBlock {
  return { type: "divider" };
}

/** Modals only. */
export function alert(text: string, level: NonNullable<AlertBlock["level"]> = "warning"): AlertBlock {
  return { type: "alert", level, text: plain(text, LIMITS.alertText) };
}

/** Typed text, quoted: in rich text no mention, link or formatting can come alive. */
export function quote(
  text: string,
  cut: { lines: number; length: number } = { lines: LIMITS.ourQuoteLines, length: LIMITS.ourQuote },
): RichTextBlock {
  return {
    type: "rich_text",
    elements: [{ type: "rich_text_quote", elements: [{ type: "text", text: clipLines(text, cut) || "—" }] }],
  };
}

/** A whole text in as many blocks as our cut allows; `more` says where the rest is. */
export function wholeText(text: string, more: string): KnownBlock[] {
  const parts = pieces(text.trim(), LIMITS.ourTextBlock);
  const shown = parts.slice(0, LIMITS.ourTextBlocks).map((part): RichTextBlock => ({
    type: "rich_text",
    elements: [{ type: "rich_text_quote", elements: [{ type: "text", text: part }] }],
  }));
  return parts.length > LIMITS.ourTextBlocks ? [...shown, context([more])] : shown;
}

export interface ButtonSpec {
  readonly label: string;
  readonly action: string;
  readonly value?: string;
  readonly primary?: boolean;
  /** For screen readers, where several buttons read alike. */
  readonly spoken?: string;
  readonly confirm?: { readonly title: string; readonly text: string; readonly yes: string; readonly no: string };
}

export function button({ label, action, value, primary, spoken, confirm }: ButtonSpec): Button {
  return {
    type: "button",
    action_id: action,
    text: plain(label, LIMITS.buttonText),
    ...(value === undefined ? {} : { value }),
    ...(primary === true ? { style: "primary" as const } : {}),
    ...(spoken === undefined ? {} : { accessibility_label: clip(spoken, LIMITS.accessibilityLabel) }),
    ...(confirm === undefined
      ? {}
      : {
          confirm: {
            title: plain(confirm.title, LIMITS.confirmTitle),
            text: plain(confirm.text, LIMITS.confirmText),
            confirm: plain(confirm.yes, LIMITS.confirmButton),
            deny: plain(confirm.no, LIMITS.confirmButton),
          },
        }),
  };
}

export function actions(elements: ActionsBlock["elements"], id?: string): ActionsBlock {
  return { type: "actions", elements, ...(id === undefined ? {} : { block_id: id }) };
}

export interface Choice {
  /** An id only, at most 150 characters. */
  readonly value: string;
  readonly label: string;
  readonly description?: string;
}

export function option({ value, label, description }: Choice): PlainTextOption {
  return {
    value: value.slice(0, LIMITS.optionValue),
    text: plain(label === "" ? "—" : label, LIMITS.optionText - 1),
    ...(description === undefined ? {} : { description: plain(description, LIMITS.optionDescription - 1) }),
  };
}

/** The ⋯ menu: drawn from two entries up (older clients refuse one), never more than five. */
export function overflow(action: string, choices: readonly Choice[]): Overflow | undefined {
  if (choices.length < 2) return undefined;
  return { type: "overflow", action_id: action, options: choices.slice(0, LIMITS.overflowOptions).map(option) };
}

/** A select that acts at once, outside input blocks. */
export function menu({
  action,
  placeholder,
  choices,
  chosen,
}: {
  action: string;
  placeholder: string;
  choices: readonly Choice[];
  chosen?: string;
}): StaticSelect {
  const options = choices.slice(0, LIMITS.options).map(option);
  const initial = options.find(({ value }) => value === chosen);
  return {
    type: "static_select",
    action_id: action,
    placeholder: plain(placeholder, LIMITS.placeholder),
    options,
    ...(initial === undefined ? {} : { initial_option: initial }),
  };
}
