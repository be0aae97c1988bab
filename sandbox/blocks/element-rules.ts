import { isObject, type JsonObject } from "../json.ts";
import { LIMITS } from "../limits.ts";
import { anyText, confirm, imageUrl, option, optionGroup, plainText, slackFile, url } from "./composition.ts";
import { optionsOf } from "./elements.ts";
import { FLAWS, type Flaw } from "./flaw.ts";
import { richText } from "./rich-text-rules.ts";
import {
  choice,
  flag,
  list,
  matching,
  number,
  object,
  oneOf,
  optional,
  text,
  typed,
  type Fields,
  type Rule,
} from "./schema.ts";

const { element: ELEMENT } = LIMITS;

const common: Fields = { type: typed, action_id: optional(text({ most: ELEMENT.actionId })) };
const asking: Fields = { ...common, confirm: optional(confirm) };
const focus: Fields = { focus_on_load: optional(flag) };
const placeholder: Fields = { placeholder: optional(plainText(ELEMENT.placeholder)) };
const dispatching: Fields = {
  dispatch_action_config: optional(
    object({
      trigger_actions_on: list(oneOf("on_enter_pressed", "on_character_entered"), { least: 1, most: 2 }),
    }),
  ),
};
const typing: Fields = { ...common, ...focus, ...placeholder, ...dispatching };
const choosing: Fields = { ...asking, ...focus, ...placeholder };
const several: Fields = { ...choosing, max_selected_items: optional(number({ least: 1, whole: true })) };
const style: Fields = { style: optional(oneOf("primary", "danger")) };
const label: Fields = { accessibility_label: optional(text({ most: ELEMENT.accessibilityLabel })) };

const button = object({
  ...asking,
  ...style,
  ...label,
  text: plainText(ELEMENT.buttonText),
  value: optional(text({ most: ELEMENT.value })),
  url: optional(url(ELEMENT.url)),
});

const workflowButton = object({
  ...asking,
  ...style,
  ...label,
  text: plainText(ELEMENT.buttonText),
  workflow: object({
    trigger: object({
      url: url(ELEMENT.url),
      customizable_input_parameters: optional(list(object({ name: text(), value: text() }))),
    }),
  }),
});

const iconButton = object({
  ...asking,
  ...label,
  icon: text({ least: 1 }),
  text: plainText(ELEMENT.buttonText),
  value: optional(text({ most: ELEMENT.value })),
  visible_to_user_ids: optional(list(text())),
});

const feedback = object({
  text: plainText(ELEMENT.buttonText),
  value: text({ most: ELEMENT.value }),
  ...label,
});

/** Initial options must be among the options, character for character. */
function initialAmong(field: "initial_option" | "initial_options"): (value: JsonObject, pointer: string) => Flaw[] {
  return (value, pointer) => {
    const given = [value[field] ?? []].flat().filter(isObject);
    const values = optionsOf(value).map((one) => one["value"]);
    return given.some((one) => !values.includes(one["value"])) ? [FLAWS.notAnOption(field)(`${pointer}/${field}`)] : [];
  };
}

const fromList: Fields = {
  options: optional(list(option("plain"), { least: 1, most: ELEMENT.options })),
  option_groups: optional(list(optionGroup, { least: 1, most: ELEMENT.optionGroups })),
};
const oneInitial: Fields = { initial_option: optional(option("plain")) };
const someInitial: Fields = { initial_options: optional(list(option("plain"), { least: 1, most: ELEMENT.options })) };
const query: Fields = { min_query_length: optional(number({ least: 0, whole: true })) };
const choices: Fields = { options: list(option("any"), { least: 1, most: ELEMENT.choices }) };
const chosenFirst = choice(["options", "option_groups"], "one");

const filter = object(
  {
    include: optional(list(oneOf("im", "mpim", "private", "public"), { least: 1 })),
    exclude_external_shared_channels: optional(flag),
    exclude_bot_users: optional(flag),
  },
  choice(["include", "exclude_external_shared_channels", "exclude_bot_users"], "some"),
);
const conversations: Fields = { default_to_current_conversation: optional(flag), filter: optional(filter) };
const responding: Fields = { response_url_enabled: optional(flag) };
const ids = optional(list(text(), { least: 1 }));
const numeric = optional(matching(/^-?\d+(\.\d+)?$/, "number"));

function ordered(least: string, most: string): (value: JsonObject, pointer: string) => Flaw[] {
  return (value, pointer) => {
    const [low, high] = [value[least], value[most]].map((one) => (one === undefined ? undefined : Number(one)));
    const wrong = low !== undefined && high !== undefined && low > high;
    return wrong ? [FLAWS.minAboveMax(least, most)(pointer)] : [];
  };
}

/** Every element by its type. Which of them a block takes is said in block-rules.ts. */
export const ELEMENTS = {
  button,
  workflow_button: workflowButton,
  icon_button: iconButton,
  feedback_buttons: object({ ...common, positive_button: feedback, negative_button: feedback }),
  overflow: object({ ...asking, options: list(option("overflow"), { least: 1, most: ELEMENT.overflow }) }),
  checkboxes: object(
    {
      ...asking,
      ...focus,
      ...choices,
      initial_options: optional(list(option("any"), { least: 1, most: ELEMENT.choices })),
    },
    initialAmong("initial_options"),
  ),
  radio_buttons: object(
    { ...asking, ...focus, ...choices, initial_option: optional(option("any")) },
    initialAmong("initial_option"),
  ),
  datepicker: object({
    ...choosing,
    initial_date: optional(matching(/^\d{4}-(0\d|1[0-2])-([0-2]\d|3[01])$/, "YYYY-MM-DD")),
  }),
  timepicker: object({
    ...choosing,
    initial_time: optional(matching(/^([01]\d|2[0-3]):[0-5]\d$/, "HH:mm")),
    timezone: optional(text({ least: 1 })),
  }),
  datetimepicker: object({
    ...asking,
    ...focus,
    initial_date_time: optional(number({ least: 1_000_000_000, most: 9_999_999_999, whole: true })),
  }),
  static_select: object({ ...choosing, ...fromList, ...oneInitial }, chosenFirst, initialAmong("initial_option")),
  external_select: object({ ...choosing, ...query, ...oneInitial }),
  users_select: object({ ...choosing, initial_user: optional(text()) }),
  conversations_select: object({
    ...choosing,
    ...conversations,
    ...responding,
    initial_conversation: optional(text()),
  }),
  channels_select: object({ ...choosing, ...responding, initial_channel: optional(text()) }),
  multi_static_select: object(
    { ...several, ...fromList, ...someInitial },
    chosenFirst,
    initialAmong("initial_options"),
  ),
  multi_external_select: object({ ...several, ...query, ...someInitial }),
  multi_users_select: object({ ...several, initial_users: ids }),
  multi_conversations_select: object({ ...several, ...conversations, initial_conversations: ids }),
  multi_channels_select: object({ ...several, initial_channels: ids }),
  plain_text_input: object(
    {
      ...typing,
      initial_value: optional(text({ most: ELEMENT.textInput })),
      multiline: optional(flag),
      min_length: optional(number({ least: 0, most: ELEMENT.textInput, whole: true })),
      max_length: optional(number({ least: 1, most: ELEMENT.textInput, whole: true })),
    },
    ordered("min_length", "max_length"),
  ),
  email_text_input: object({ ...typing, initial_value: optional(text({ most: ELEMENT.textInput })) }),
  url_text_input: object({ ...typing, initial_value: optional(text({ most: ELEMENT.textInput })) }),
  number_input: object(
    { ...typing, is_decimal_allowed: flag, initial_value: numeric, min_value: numeric, max_value: numeric },
    ordered("min_value", "max_value"),
  ),
  rich_text_input: object({
    ...typing,
    initial_value: optional(richText),
    min_lines: optional(number({ least: 1, most: ELEMENT.richTextLines, whole: true })),
    max_lines: optional(number({ least: 1, most: ELEMENT.richTextLines, whole: true })),
  }),
  file_input: object({
    ...common,
    filetypes: optional(list(text())),
    max_files: optional(number({ least: 1, most: ELEMENT.files, whole: true })),
  }),
  image: object(
    {
      type: typed,
      alt_text: text({ least: 1, most: LIMITS.block.imageAlt }),
      image_url: optional(imageUrl),
      slack_file: optional(slackFile),
    },
    choice(["image_url", "slack_file"], "one"),
  ),
  plain_text: anyText(),
  mrkdwn: anyText(),
} as const satisfies Record<string, Rule>;

export type ElementType = keyof typeof ELEMENTS;
