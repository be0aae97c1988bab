import type {
  Checkboxes,
  Datepicker,
  DateTimepicker,
  ExternalSelect,
  FileInput,
  InputBlock,
  InputBlockElement,
  MultiStaticSelect,
  MultiUsersSelect,
  NumberInput,
  PlainTextInput,
  RadioButtons,
  StaticSelect,
  UsersSelect,
} from "@slack/types";
import { option, plain, type Choice } from "./blocks.ts";
import { clip } from "./clip.ts";
import { LIMITS } from "./limits.ts";

export interface InputSpec {
  /** Block id and action id: what people typed survives an update only while it stays the same. */
  readonly id: string;
  readonly label: string;
  readonly hint?: string;
  readonly optional?: boolean;
  /** Send each change, so that the form can be drawn anew. Never on text or files. */
  readonly dispatch?: boolean;
}

function input({ id, label, hint, optional, dispatch }: InputSpec, element: InputBlockElement): InputBlock {
  return {
    type: "input",
    block_id: id,
    label: plain(label, LIMITS.label),
    element,
    optional: optional === true,
    ...(hint === undefined ? {} : { hint: plain(hint, LIMITS.hint) }),
    ...(dispatch === true ? { dispatch_action: true } : {}),
  };
}

export interface TextSpec extends InputSpec {
  readonly multiline?: boolean;
  readonly value?: string;
  readonly most?: number;
  readonly least?: number;
  readonly focus?: boolean;
  readonly placeholder?: string;
}

export function textInput(spec: TextSpec): InputBlock {
  const most = spec.most ?? (spec.multiline === true ? LIMITS.ourLongText : 200);
  const element: PlainTextInput = {
    type: "plain_text_input",
    action_id: spec.id,
    multiline: spec.multiline === true,
    max_length: most,
    ...(spec.least === undefined ? {} : { min_length: spec.least }),
    ...(spec.value === undefined || spec.value === ""
      ? {}
      : { initial_value: clip(spec.value, Math.min(most, LIMITS.initialValue)) }),
    ...(spec.focus === true ? { focus_on_load: true } : {}),
    ...(spec.placeholder === undefined ? {} : { placeholder: plain(spec.placeholder, LIMITS.placeholder) }),
  };
  return input(spec, element);
}

export interface ChoiceSpec extends InputSpec {
  readonly choices: readonly Choice[];
  readonly chosen?: string | undefined;
  readonly placeholder?: string;
}

/** Radio buttons for up to five choices, a select for more. */
export function choiceInput(spec: ChoiceSpec): InputBlock {
  return spec.choices.length <= 5 ? radioInput(spec) : selectInput(spec);
}

export function radioInput(spec: ChoiceSpec): InputBlock {
  const options = spec.choices.slice(0, LIMITS.radioOptions).map(option);
  const initial = options.find(({ value }) => value === spec.chosen);
  const element: RadioButtons = {
    type: "radio_buttons",
    action_id: spec.id,
    options,
    ...(initial === undefined ? {} : { initial_option: initial }),
  };
  return input(spec, element);
}

export function selectInput(spec: ChoiceSpec): InputBlock {
  const options = spec.choices.slice(0, LIMITS.options).map(option);
  const initial = options.find(({ value }) => value === spec.chosen);
  const element: StaticSelect = {
    type: "static_select",
    action_id: spec.id,
    options,
    ...(initial === undefined ? {} : { initial_option: initial }),
    ...(spec.placeholder === undefined ? {} : { placeholder: plain(spec.placeholder, LIMITS.placeholder) }),
  };
  return input(spec, element);
}

/** For more choices than a select holds: Slack asks us for those that fit what is typed. */
export function externalInput(spec: ChoiceSpec): InputBlock {
  const chosen = spec.choices.find(({ value }) => value === spec.chosen);
  const element: ExternalSelect = {
    type: "external_select",
    action_id: spec.id,
    min_query_length: 0,
    ...(chosen === undefined ? {} : { initial_option: option(chosen) }),
    ...(spec.placeholder === undefined ? {} : { placeholder: plain(spec.placeholder, LIMITS.placeholder) }),
  };
  return input(spec, element);
}

export interface ChoicesSpec extends InputSpec {
  readonly choices: readonly Choice[];
  readonly chosen?: readonly string[];
}

/** Ticks for up to ten choices, a multiple select for more. */
export function choicesInput(spec: ChoicesSpec): InputBlock {
  const options = spec.choices.map(option);
  const initial = options.filter(({ value }) => value !== undefined && spec.chosen?.includes(value) === true);
  const chosen = initial.length === 0 ? {} : { initial_options: initial };
  if (options.length <= LIMITS.radioOptions) {
    const ticks: Checkboxes = { type: "checkboxes", action_id: spec.id, options, ...chosen };
    return input(spec, ticks);
  }
  const select: MultiStaticSelect = {
    type: "multi_static_select",
    action_id: spec.id,
    options: options.slice(0, LIMITS.options),
    ...chosen,
  };
  return input(spec, select);
}

/** A moment; `value` in milliseconds. */
export function momentInput(spec: InputSpec & { value?: number }): InputBlock {
  const element: DateTimepicker = {
    type: "datetimepicker",
    action_id: spec.id,
    ...(spec.value === undefined ? {} : { initial_date_time: Math.floor(spec.value / 1000) }),
  };
  return input(spec, element);
}

export function dateInput(spec: InputSpec & { value?: string }): InputBlock {
  const element: Datepicker = {
    type: "datepicker",
    action_id: spec.id,
    ...(spec.value === undefined ? {} : { initial_date: spec.value }),
  };
  return input(spec, element);
}

export function numberInput(spec: InputSpec & { value?: number; whole?: boolean; least?: number }): InputBlock {
  const element: NumberInput = {
    type: "number_input",
    action_id: spec.id,
    is_decimal_allowed: spec.whole !== true,
    ...(spec.least === undefined ? {} : { min_value: String(spec.least) }),
    ...(spec.value === undefined ? {} : { initial_value: String(spec.value) }),
  };
  return input(spec, element);
}

export function personInput(spec: InputSpec & { person?: string }): InputBlock {
  const element: UsersSelect = {
    type: "users_select",
    action_id: spec.id,
    ...(spec.person === undefined ? {} : { initial_user: spec.person }),
  };
  return input(spec, element);
}

export function peopleInput(spec: InputSpec & { people?: readonly string[] }): InputBlock {
  const element: MultiUsersSelect = {
    type: "multi_users_select",
    action_id: spec.id,
    ...(spec.people === undefined || spec.people.length === 0 ? {} : { initial_users: [...spec.people] }),
  };
  return input(spec, element);
}

/** Up to ten files of 10 MB: Slack's own limits. A file input cannot be filled by us. */
export function fileInput(spec: InputSpec): InputBlock {
  const element: FileInput = { type: "file_input", action_id: spec.id, max_files: 10 };
  return input(spec, element);
}
