import type { JsonObject } from "../../sandbox/json.ts";

/** Pieces of Block Kit, right in every way, of which a test spoils one. */

export const chars = (count: number): string => "x".repeat(count);
export const plain = (text = "Text"): JsonObject => ({ type: "plain_text", text });
export const mrkdwn = (text = "Text"): JsonObject => ({ type: "mrkdwn", text });
export const many = <T>(count: number, make: (at: number) => T): T[] =>
  Array.from({ length: count }, (_, at) => make(at));

export const option = (at = 0, more: JsonObject = {}): JsonObject => ({
  text: plain(`Option ${at}`),
  value: `value-${at}`,
  ...more,
});
export const options = (count: number): JsonObject[] => many(count, (at) => option(at));

export const button = (more: JsonObject = {}): JsonObject => ({ type: "button", text: plain("Press"), ...more });
export const select = (more: JsonObject = {}): JsonObject => ({ type: "static_select", options: options(2), ...more });
export const image = (more: JsonObject = {}): JsonObject => ({
  type: "image",
  alt_text: "A lift",
  image_url: "https://pictures.example/lift.png",
  ...more,
});

export const section = (more: JsonObject = {}): JsonObject => ({ type: "section", text: mrkdwn(), ...more });
export const actions = (...elements: JsonObject[]): JsonObject => ({ type: "actions", elements });
export const accessory = (element: JsonObject): JsonObject => section({ accessory: element });
export const input = (element: JsonObject, more: JsonObject = {}): JsonObject => ({
  type: "input",
  label: plain("Label"),
  element,
  ...more,
});
export const richText = (text = "Text"): JsonObject => ({
  type: "rich_text",
  elements: [{ type: "rich_text_section", elements: [{ type: "text", text }] }],
});
export const raw = (text = "cell"): JsonObject => ({ type: "raw_text", text });
export const table = (rows: JsonObject[][], more: JsonObject = {}): JsonObject => ({ type: "table", rows, ...more });
export const dataTable = (rows: JsonObject[][], more: JsonObject = {}): JsonObject => ({
  type: "data_table",
  caption: "Figures",
  rows,
  ...more,
});
export const card = (more: JsonObject = {}): JsonObject => ({ type: "card", title: mrkdwn("Card"), ...more });
export const container = (more: JsonObject = {}): JsonObject => ({
  type: "container",
  title: plain("Container"),
  child_blocks: [{ type: "divider" }],
  ...more,
});
export const task = (more: JsonObject = {}): JsonObject => ({
  type: "task_card",
  task_id: "1",
  title: "Task",
  status: "complete",
  ...more,
});
export const video = (more: JsonObject = {}): JsonObject => ({
  type: "video",
  video_url: "https://videos.example/1",
  thumbnail_url: "https://videos.example/1.png",
  alt_text: "A lift",
  title: plain("Lift"),
  ...more,
});
export const pie = (segments: JsonObject[], more: JsonObject = {}): JsonObject => ({
  type: "data_visualization",
  title: "Complaints",
  chart: { type: "pie", segments },
  ...more,
});
export const slice = (at = 0, more: JsonObject = {}): JsonObject => ({ label: `Slice ${at}`, value: at + 1, ...more });
export const bars = (chart: JsonObject): JsonObject => ({
  type: "data_visualization",
  title: "Complaints",
  chart: {
    type: "bar",
    series: [series("One")],
    axis_config: { categories: ["Mon", "Tue"] },
    ...chart,
  },
});
export const series = (name: string, labels = ["Mon", "Tue"]): JsonObject => ({
  name,
  data: labels.map((label, value) => ({ label, value })),
});

export const modal = (more: JsonObject = {}): JsonObject => ({
  type: "modal",
  title: plain("Title"),
  submit: plain("Send"),
  blocks: [section()],
  ...more,
});
export const home = (more: JsonObject = {}): JsonObject => ({ type: "home", blocks: [section()], ...more });
