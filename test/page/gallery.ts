import type { AnyBlock, InputBlockElement, ModalView } from "@slack/types";
import type { DataVisualizationBlock } from "../../sandbox/chart-block.ts";

export type GalleryBlock = AnyBlock | DataVisualizationBlock;

const DUE = Date.parse("2026-11-24T01:42:00Z") / 1000;

/** The card of a complaint as the product lays it out: title and menu, quote, context, three buttons. */
export function complaintCard(): GalleryBlock[] {
  return [
    {
      type: "section",
      block_id: "title",
      text: {
        type: "mrkdwn",
        verbatim: true,
        text: `*2026110042 · Important · Lift out of service, Tower 3*\n:hourglass_flowing_sand: *Next: accept* · <@U0LIN> · by <!date^${DUE}^{date_short_pretty} {time}|Tue 24 Nov 09:42 (Asia/Shanghai)>`,
      },
      accessory: {
        type: "overflow",
        action_id: "more",
        options: [
          { text: { type: "plain_text", text: "Reassign" }, value: "reassign" },
          { text: { type: "plain_text", text: "Level" }, value: "level" },
        ],
      },
    },
    {
      type: "rich_text",
      block_id: "quote",
      elements: [
        {
          type: "rich_text_quote",
          elements: [
            { type: "text", text: "Third time this month. *The lift* stopped between floors with my mother in it …" },
          ],
        },
      ],
    },
    {
      type: "context",
      block_id: "context",
      elements: [
        { type: "plain_text", text: "Ms Chen, 138****5678 · by phone" },
        { type: "mrkdwn", text: `received <!date^${DUE - 1800}^{date_short_pretty} {time}|09:12>` },
        { type: "plain_text", text: "wants: repair, apology" },
      ],
    },
    {
      type: "actions",
      block_id: "buttons",
      elements: [
        {
          type: "button",
          action_id: "accept",
          style: "primary",
          text: { type: "plain_text", text: "Accept" },
          value: "2026110042:3",
        },
        {
          type: "button",
          action_id: "escalate",
          text: { type: "plain_text", text: "Escalate" },
          value: "2026110042:3",
        },
        { type: "button", action_id: "details", text: { type: "plain_text", text: "Details" }, value: "2026110042:3" },
      ],
    },
  ];
}

/** Blocks that only show something, one message each, by type. */
export const SHOWN: Record<string, GalleryBlock[]> = {
  header: [{ type: "header", text: { type: "plain_text", text: "Complaints, November :lift: 2026" } }],
  section: [
    {
      type: "section",
      text: {
        type: "mrkdwn",
        text: "*Bold* _italic_ ~strike~ `code` <https://example.com|a link> <@U0BEN> <#C0OTHER> <!here> &lt;b&gt; :rotating_light:\n> a quote\n```two\nlines```",
      },
    },
    {
      type: "section",
      fields: [
        { type: "mrkdwn", text: "*Open*\n23" },
        { type: "mrkdwn", text: "*Overdue*\n2" },
        { type: "plain_text", text: "*not bold* :lock:", emoji: true },
        { type: "plain_text", text: "plain :lock:", emoji: false },
      ],
    },
  ],
  divider: [{ type: "section", text: { type: "plain_text", text: "above" } }, { type: "divider" }],
  rich_text: [
    {
      type: "rich_text",
      elements: [
        {
          type: "rich_text_section",
          elements: [
            { type: "text", text: "bold", style: { bold: true } },
            { type: "text", text: " struck", style: { strike: true } },
            { type: "text", text: " code", style: { code: true } },
            { type: "text", text: " " },
            { type: "emoji", name: "wave" },
            { type: "user", user_id: "U0BEN" },
            { type: "text", text: " " },
            { type: "channel", channel_id: "C0OTHER" },
            { type: "text", text: " " },
            { type: "broadcast", range: "here" },
            { type: "text", text: " " },
            { type: "link", url: "https://example.com/x", text: "linked" },
            { type: "text", text: " " },
            { type: "date", timestamp: DUE, format: "{date_num} {time}", fallback: "then" },
            { type: "text", text: " " },
            { type: "color", value: "#1f6f78" },
          ],
        },
        {
          type: "rich_text_list",
          style: "ordered",
          elements: [
            { type: "rich_text_section", elements: [{ type: "text", text: "first" }] },
            { type: "rich_text_section", elements: [{ type: "text", text: "second" }] },
          ],
        },
        {
          type: "rich_text_list",
          style: "bullet",
          indent: 1,
          elements: [{ type: "rich_text_section", elements: [{ type: "text", text: "deeper" }] }],
        },
        { type: "rich_text_quote", elements: [{ type: "text", text: "quoted *as it is*" }] },
        { type: "rich_text_preformatted", elements: [{ type: "text", text: "let x = 1;" }] },
      ],
    },
  ],
  markdown: [
    {
      type: "markdown",
      text: "# Report\n\nSome **bold** and _slanted_ and ~~gone~~ `code` [site](https://example.com).\n\n- one\n- two\n\n1. first\n2. second\n\n> said\n\n| Name | Count |\n| --- | ---: |\n| Lift | 4 |\n\n<b>not markup</b>\n",
    },
  ],
  context: [
    {
      type: "context",
      elements: [
        { type: "image", image_url: "https://pictures.example/icon.png", alt_text: "a small icon" },
        { type: "mrkdwn", text: "by *phone*" },
      ],
    },
  ],
  image: [
    {
      type: "image",
      image_url: "https://pictures.example/lift.png",
      alt_text: "the lift shaft",
      title: { type: "plain_text", text: "Lift shaft" },
    },
  ],
  video: [
    {
      type: "video",
      video_url: "https://video.example/embed/1",
      thumbnail_url: "https://video.example/1.png",
      alt_text: "a film about lifts",
      title: { type: "plain_text", text: "How a lift works" },
      title_url: "https://video.example/1",
      description: { type: "plain_text", text: "Two minutes" },
      provider_name: "Example",
    },
  ],
  card: [
    {
      type: "card",
      title: { type: "mrkdwn", text: "*Water leak*" },
      subtitle: { type: "mrkdwn", text: "Tower 2" },
      body: { type: "mrkdwn", text: "Since this morning" },
      actions: [{ type: "button", action_id: "open-card", text: { type: "plain_text", text: "Open" }, value: "w" }],
    },
  ],
  carousel: [
    {
      type: "carousel",
      elements: ["Lift", "Water", "Noise"].map((name) => ({
        type: "card" as const,
        title: { type: "mrkdwn" as const, text: name },
        body: { type: "mrkdwn" as const, text: `About ${name}` },
      })),
    },
  ],
  container: [
    {
      type: "container",
      title: { type: "plain_text", text: "What happened so far" },
      subtitle: { type: "plain_text", text: "3 events" },
      is_collapsible: true,
      default_collapsed: true,
      child_blocks: [{ type: "section", text: { type: "mrkdwn", text: "Received by *Wang Fang*" } }],
    },
  ],
  table: [
    {
      type: "table",
      column_settings: [{ is_wrapped: true }, { align: "right" }],
      rows: [
        [
          { type: "raw_text", text: "Department" },
          { type: "raw_text", text: "Cases" },
        ],
        [
          { type: "raw_text", text: "Engineering" },
          { type: "raw_number", value: 24, text: "24" },
        ],
        [
          {
            type: "rich_text",
            elements: [
              { type: "rich_text_section", elements: [{ type: "text", text: "Cleaning", style: { bold: true } }] },
            ],
          },
          { type: "raw_number", value: 9, text: "9" },
        ],
      ],
    },
  ],
  data_table: [
    {
      type: "data_table",
      caption: "By owner",
      page_size: 2,
      rows: [
        [
          { type: "raw_text", text: "Owner" },
          { type: "raw_text", text: "On time" },
        ],
        ...[
          { name: "Li Qiang", value: 88 },
          { name: "Sun Yan", value: 100 },
          { name: "Zhao Min", value: 9 },
        ].map(({ name, value }) => [
          { type: "raw_text" as const, text: name },
          { type: "raw_number" as const, value, text: `${value} %` },
        ]),
      ],
    },
  ],
  task_card: [
    {
      type: "task_card",
      task_id: "t1",
      title: "Look for similar cases",
      status: "complete",
      output: {
        type: "rich_text",
        elements: [{ type: "rich_text_section", elements: [{ type: "text", text: "Found two" }] }],
      },
      sources: [{ type: "url", url: "https://example.com/case", text: "Case 17" }],
    },
  ],
  plan: [
    {
      type: "plan",
      title: "Repair plan",
      tasks: [
        { type: "task_card", task_id: "a", title: "Order the part", status: "in_progress" },
        { type: "task_card", task_id: "b", title: "Fit it", status: "pending" },
        { type: "task_card", task_id: "c", title: "Old attempt", status: "error" },
      ],
    },
  ],
};

const MONTHS = ["Sep", "Oct", "Nov"];

/** The chart block in its four kinds. */
export const CHARTS: Record<string, DataVisualizationBlock> = {
  pie: {
    type: "data_visualization",
    title: "By level",
    chart: {
      type: "pie",
      segments: [
        { label: "Minor", value: 30 },
        { label: "Important", value: 15 },
        { label: "Major", value: 5 },
      ],
    },
  },
  bar: series("bar", "Received and on time"),
  line: series("line", "Received per month"),
  area: series("area", "Open per month"),
};

function series(type: "bar" | "line" | "area", title: string): DataVisualizationBlock {
  const data = (values: number[]): { label: string; value: number }[] =>
    MONTHS.map((label, index) => ({ label, value: values[index] ?? 0 }));
  return {
    type: "data_visualization",
    title,
    chart: {
      type,
      series: [
        { name: "Received", data: data([24, 31, 41]) },
        { name: "On time", data: data([20, 29, 36]) },
      ],
      axis_config: { categories: MONTHS, y_label: "Cases", x_label: "Month" },
    },
  };
}

const OPTIONS = ["Lift", "Water", "Noise"].map((name) => ({
  text: { type: "plain_text" as const, text: name },
  value: name.toLowerCase(),
  description: { type: "plain_text" as const, text: `about ${name.toLowerCase()}` },
}));

/** Every element that an input block can hold, by type. */
export const FIELDS: Record<string, InputBlockElement> = {
  plain_text_input: {
    type: "plain_text_input",
    action_id: "a",
    min_length: 4,
    max_length: 20,
    placeholder: { type: "plain_text", text: "a few words" },
  },
  email_text_input: { type: "email_text_input", action_id: "a" },
  url_text_input: { type: "url_text_input", action_id: "a" },
  number_input: { type: "number_input", action_id: "a", is_decimal_allowed: true },
  static_select: { type: "static_select", action_id: "a", options: OPTIONS },
  multi_static_select: {
    type: "multi_static_select",
    action_id: "a",
    max_selected_items: 2,
    option_groups: [{ label: { type: "plain_text", text: "House" }, options: OPTIONS }],
  },
  external_select: { type: "external_select", action_id: "ext", min_query_length: 1 },
  multi_external_select: { type: "multi_external_select", action_id: "ext", min_query_length: 1 },
  users_select: { type: "users_select", action_id: "a" },
  multi_users_select: { type: "multi_users_select", action_id: "a" },
  conversations_select: { type: "conversations_select", action_id: "a" },
  multi_conversations_select: { type: "multi_conversations_select", action_id: "a" },
  channels_select: { type: "channels_select", action_id: "a" },
  multi_channels_select: { type: "multi_channels_select", action_id: "a" },
  checkboxes: { type: "checkboxes", action_id: "a", options: OPTIONS },
  radio_buttons: { type: "radio_buttons", action_id: "a", options: OPTIONS },
  datepicker: { type: "datepicker", action_id: "a" },
  timepicker: { type: "timepicker", action_id: "a" },
  datetimepicker: { type: "datetimepicker", action_id: "a" },
  rich_text_input: { type: "rich_text_input", action_id: "a" },
  file_input: { type: "file_input", action_id: "a", filetypes: ["txt", "pdf"], max_files: 2 },
};

/** A window with all of them; labels are the types. */
export function everyField(dispatch = false): ModalView {
  return {
    type: "modal",
    callback_id: "every",
    title: { type: "plain_text", text: "Every field" },
    submit: { type: "plain_text", text: "Send" },
    blocks: [
      { type: "alert", text: { type: "mrkdwn", text: "*Careful:* this is a warning." }, level: "warning" },
      ...Object.entries(FIELDS).map(([name, element]) => ({
        type: "input" as const,
        block_id: name,
        optional: true,
        ...(dispatch && name !== "file_input" ? { dispatch_action: true } : {}),
        label: { type: "plain_text" as const, text: name },
        element,
      })),
    ],
  };
}
