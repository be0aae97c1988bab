import type { JsonObject } from "../json.ts";
import { LIMITS } from "../limits.ts";
import { chartBlock } from "./chart-rules.ts";
import { anyText, httpsUrl, imageUrl, plainText, slackFile, url } from "./composition.ts";
import { ELEMENTS, type ElementType } from "./element-rules.ts";
import { FLAWS, type Flaw } from "./flaw.ts";
import { richText, richTextElements } from "./rich-text-rules.ts";
import {
  byType,
  choice,
  flag,
  list,
  number,
  object,
  oneOf,
  optional,
  text,
  typed,
  type Fields,
  type Rule,
} from "./schema.ts";
import { dataTableBlock, tableBlock } from "./table-rules.ts";

const { block: BLOCK } = LIMITS;

const common: Fields = { type: typed, block_id: optional(text({ most: BLOCK.blockId })) };

/** Only these elements, in this block. */
function elements(...types: readonly ElementType[]): Rule {
  return byType(Object.fromEntries(types.map((type) => [type, ELEMENTS[type]])));
}

const SELECTS = [
  "static_select",
  "external_select",
  "users_select",
  "conversations_select",
  "channels_select",
  "multi_static_select",
  "multi_external_select",
  "multi_users_select",
  "multi_conversations_select",
  "multi_channels_select",
] as const;
const PICKED = ["checkboxes", "radio_buttons", "datepicker", "timepicker"] as const;
const TYPED = ["plain_text_input", "email_text_input", "url_text_input", "number_input", "rich_text_input"] as const;

const inputRule = (...more: readonly ElementType[]): Rule =>
  object(
    {
      ...common,
      label: plainText(BLOCK.inputLabel),
      hint: optional(plainText(BLOCK.inputHint)),
      optional: optional(flag),
      dispatch_action: optional(flag),
      element: elements(...TYPED, ...SELECTS, ...PICKED, "datetimepicker", ...more),
    },
    noDispatchOfFiles,
  );

function noDispatchOfFiles(block: JsonObject, pointer: string): Flaw[] {
  const element = block["element"];
  const isFile =
    typeof element === "object" && element !== null && "type" in element && element["type"] === "file_input";
  return isFile && block["dispatch_action"] === true ? [FLAWS.noDispatch(`${pointer}/dispatch_action`)] : [];
}

const card = object(
  {
    ...common,
    hero_image: optional(elements("image")),
    icon: optional(elements("image")),
    slack_icon: optional(object({ type: optional(oneOf("icon")), name: text({ least: 1 }) })),
    title: optional(anyText(BLOCK.cardTitle)),
    subtitle: optional(anyText(BLOCK.cardTitle)),
    body: optional(anyText(BLOCK.cardBody)),
    subtext: optional(anyText(BLOCK.cardBody)),
    actions: optional(list(elements("button"), { least: 1, most: BLOCK.cardActions })),
  },
  choice(["hero_image", "title", "actions", "body"], "some"),
  choice(["icon", "slack_icon"], "most one"),
);

const image = object(
  {
    ...common,
    alt_text: text({ least: 1, most: BLOCK.imageAlt }),
    title: optional(plainText(BLOCK.imageTitle)),
    image_url: optional(imageUrl),
    slack_file: optional(slackFile),
  },
  choice(["image_url", "slack_file"], "one"),
);

const section = object(
  {
    ...common,
    text: optional(anyText(BLOCK.sectionText)),
    fields: optional(list(anyText(BLOCK.sectionField), { least: 1, most: BLOCK.sectionFields })),
    accessory: optional(elements("button", "workflow_button", "overflow", "image", ...PICKED, ...SELECTS)),
    expand: optional(flag),
  },
  // Slack points at the block's type, of all things.
  choice(["text", "fields"], "some", (pointer) => `${pointer}/type`),
);

const taskCard = object({
  ...common,
  task_id: text({ least: 1 }),
  title: text({ least: 1 }),
  details: optional(richText),
  output: optional(richText),
  sources: optional(
    list(byType({ url: object({ type: typed, url: url(LIMITS.element.url), text: text({ least: 1 }) }) })),
  ),
  status: oneOf("pending", "in_progress", "complete", "error"),
});

const plain = {
  actions: object({
    ...common,
    elements: list(
      elements("button", "workflow_button", "overflow", "datetimepicker", "rich_text_input", ...PICKED, ...SELECTS),
      { least: 1, most: BLOCK.actions },
    ),
  }),
  alert: object({
    ...common,
    text: anyText(BLOCK.alertText),
    level: optional(oneOf("default", "info", "warning", "error", "success")),
  }),
  card,
  carousel: object({ ...common, elements: list(byType({ card }), { least: 1, most: BLOCK.carousel }) }),
  context: object({
    ...common,
    elements: list(elements("image", "plain_text", "mrkdwn"), { least: 1, most: BLOCK.context }),
  }),
  context_actions: object({
    ...common,
    elements: list(elements("feedback_buttons", "icon_button"), { least: 1, most: BLOCK.contextActions }),
  }),
  data_table: dataTableBlock(common),
  data_visualization: chartBlock(common),
  divider: object(common),
  header: object({
    ...common,
    text: plainText(BLOCK.header),
    level: optional(number({ least: 1, most: BLOCK.headerLevel, whole: true })),
  }),
  image,
  markdown: object({ ...common, text: text({ least: 1, most: BLOCK.markdown }) }),
  plan: object({ ...common, title: text({ least: 1 }), tasks: optional(list(byType({ task_card: taskCard }))) }),
  rich_text: object({ ...common, elements: richTextElements }),
  section,
  table: tableBlock(common),
  task_card: (value, pointer) => {
    const flaws = taskCard(value, pointer);
    const pending = typeof value === "object" && value !== null && "status" in value && value.status === "pending";
    return flaws.length === 0 && pending ? [FLAWS.notPending(`${pointer}/status`)] : flaws;
  },
  video: object({
    ...common,
    video_url: httpsUrl(LIMITS.element.url),
    thumbnail_url: imageUrl,
    alt_text: text({ least: 1, most: BLOCK.imageAlt }),
    title: plainText(BLOCK.videoTitle),
    title_url: optional(httpsUrl(LIMITS.element.url)),
    author_name: optional(text({ most: BLOCK.videoAuthor })),
    provider_name: optional(text()),
    provider_icon_url: optional(imageUrl),
    description: optional(plainText(BLOCK.videoTitle)),
  }),
} satisfies Record<string, Rule>;

const { actions, context, divider, header, rich_text, table, video } = plain;

const container = object(
  {
    ...common,
    title: optional(plainText(BLOCK.containerTitle)),
    rich_text_title: optional(richText),
    subtitle: optional(anyText(BLOCK.containerTitle)),
    child_blocks: list(
      byType({ actions, context, divider, header, image, input: inputRule(), rich_text, section, table, video }),
      { least: 1, most: BLOCK.containerBlocks },
    ),
    width: optional(oneOf("narrow", "standard", "wide", "full")),
    icon: optional(elements("image")),
    is_collapsible: optional(flag),
    default_collapsed: optional(flag),
    has_header_divider: optional(flag),
  },
  choice(["title", "rich_text_title"], "some"),
  (block, pointer) =>
    block["default_collapsed"] === true && block["is_collapsible"] !== true
      ? [FLAWS.needsCollapsible(`${pointer}/default_collapsed`)]
      : [],
);

const everywhere = { actions, card: plain.card, context, divider, header, image, rich_text, section, video };

/** Which blocks each surface takes. `file` blocks come back from Slack but cannot be sent anywhere. */
export const SURFACES: Record<"message" | "modal" | "home", Record<string, Rule>> = {
  message: {
    ...everywhere,
    carousel: plain.carousel,
    container,
    context_actions: plain.context_actions,
    data_table: plain.data_table,
    data_visualization: plain.data_visualization,
    input: inputRule(),
    markdown: plain.markdown,
    plan: plain.plan,
    table,
    task_card: plain.task_card,
  },
  modal: { ...everywhere, alert: plain.alert, input: inputRule("file_input") },
  home: {
    ...everywhere,
    carousel: plain.carousel,
    container,
    data_table: plain.data_table,
    input: inputRule(),
    table,
  },
};
