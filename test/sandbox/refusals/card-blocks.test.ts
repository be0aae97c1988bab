import * as p from "../payloads.ts";
import { testBlocks, type Bad, type Good } from "./blocks.ts";

const { chars, many } = p;

const BAD: Bad[] = [
  [
    "a card of nothing",
    [{ type: "card", subtitle: p.mrkdwn() }],
    "must define either `hero_image` or `title` or `actions` or `body` @/0",
  ],
  [
    "a card title of 151",
    [p.card({ title: p.mrkdwn(chars(151)) })],
    "failed to match all allowed schemas @/0/title",
    "must be less than 151 characters @/0/title/text",
  ],
  [
    "a card subtitle of 151",
    [p.card({ subtitle: p.mrkdwn(chars(151)) })],
    "failed to match all allowed schemas @/0/subtitle",
    "must be less than 151 characters @/0/subtitle/text",
  ],
  [
    "a card body of 201",
    [p.card({ body: p.mrkdwn(chars(201)) })],
    "failed to match all allowed schemas @/0/body",
    "must be less than 201 characters @/0/body/text",
  ],
  [
    "a card subtext of 201",
    [p.card({ subtext: p.mrkdwn(chars(201)) })],
    "failed to match all allowed schemas @/0/subtext",
    "must be less than 201 characters @/0/subtext/text",
  ],
  ["4 buttons on a card", [p.card({ actions: many(4, () => p.button()) })], "no more than 3 items allowed @/0/actions"],
  ["a select on a card", [p.card({ actions: [p.select()] })], "unsupported type: static_select @/0/actions/0/type"],
  [
    "two icons on a card",
    [p.card({ icon: p.image(), slack_icon: { name: "check" } })],
    "must define only one of `icon` or `slack_icon` @/0",
  ],
  ["a Slack icon without a name", [p.card({ slack_icon: {} })], "missing required field: name @/0/slack_icon"],
  [
    "one action_id twice on a card",
    [p.card({ actions: [p.button({ action_id: "a" }), p.button({ action_id: "a" })] })],
    '`action_id` "a" already exists @/0/actions/1/action_id',
  ],
  [
    "a carousel of 11",
    [{ type: "carousel", elements: many(11, () => p.card()) }],
    "no more than 10 items allowed @/0/elements",
  ],
  ["an empty carousel", [{ type: "carousel", elements: [] }], "no less than 1 items allowed @/0/elements"],
  [
    "a section in a carousel",
    [{ type: "carousel", elements: [p.section()] }],
    "unsupported type: section @/0/elements/0/type",
  ],

  [
    "a container without a title",
    [p.container({ title: undefined })],
    "must define either `title` or `rich_text_title` @/0",
  ],
  [
    "a container title of 151",
    [p.container({ title: p.plain(chars(151)) })],
    "must be less than 151 characters @/0/title/text",
  ],
  [
    "a container subtitle of 151",
    [p.container({ subtitle: p.plain(chars(151)) })],
    "failed to match all allowed schemas @/0/subtitle",
    "must be less than 151 characters @/0/subtitle/text",
  ],
  [
    "11 blocks in a container",
    [p.container({ child_blocks: many(11, () => ({ type: "divider" })) })],
    "no more than 10 items allowed @/0/child_blocks",
  ],
  [
    "a card in a container",
    [p.container({ child_blocks: [p.card()] })],
    "unsupported type: card @/0/child_blocks/0/type",
  ],
  ["a container of another width", [p.container({ width: "huge" })], "must be a valid enum value @/0/width"],
  [
    "a container collapsed for good",
    [p.container({ default_collapsed: true })],
    "must define `is_collapsible` to use `default_collapsed` @/0/default_collapsed",
  ],

  ["a plan whose title is an object", [{ type: "plan", title: p.plain() }], "must provide a string @/0/title"],
  [
    "a section in a plan",
    [{ type: "plan", title: "Plan", tasks: [p.section()] }],
    "unsupported type: section @/0/tasks/0/type",
  ],
  ["a task without an id", [p.task({ task_id: undefined })], "missing required field: task_id @/0"],
  ["a task of another status", [p.task({ status: "late" })], "must be a valid enum value @/0/status"],
  [
    "a pending task outside a plan",
    [p.task({ status: "pending" })],
    'a `task_card` outside a `plan` cannot have the status "pending" @/0/status',
  ],
  ["task details in plain text", [p.task({ details: p.plain() })], "unsupported type: plain_text @/0/details/type"],

  [
    "a video title of 200",
    [p.video({ title: p.plain(chars(200)) })],
    "must be less than 200 characters @/0/title/text",
  ],
  ["a video author of 50", [p.video({ author_name: chars(50) })], "must be less than 50 characters @/0/author_name"],
  [
    "a video description of 200",
    [p.video({ description: p.plain(chars(200)) })],
    "must be less than 200 characters @/0/description/text",
  ],
  [
    "a video without https",
    [p.video({ video_url: "http://videos.example/1" })],
    "must match the format https @/0/video_url",
  ],
];

const GOOD: Good[] = [
  [
    "a card with everything",
    [
      p.card({
        hero_image: p.image(),
        icon: p.image(),
        subtitle: p.plain(),
        body: p.mrkdwn(),
        subtext: p.plain(),
        actions: many(3, (at) => p.button({ action_id: `b${at}` })),
      }),
    ],
  ],
  ["a carousel of 10", [{ type: "carousel", elements: many(10, () => p.card()) }]],
  [
    "a container of 10",
    [
      p.container({
        child_blocks: many(10, () => p.section()),
        width: "full",
        is_collapsible: true,
        default_collapsed: true,
      }),
    ],
  ],
  [
    "a plan with a pending task",
    [{ type: "plan", title: "Plan", tasks: [p.task({ status: "pending", details: p.richText() })] }],
  ],
  [
    "a task with sources",
    [p.task({ sources: [{ type: "url", url: "https://a.example", text: "A" }], output: p.richText() })],
  ],
  ["a video", [p.video({ title: p.plain(chars(199)), author_name: chars(49), title_url: "https://videos.example" })]],
  [
    "context actions",
    [
      {
        type: "context_actions",
        elements: [
          {
            type: "feedback_buttons",
            positive_button: { text: p.plain("Good"), value: "1" },
            negative_button: { text: p.plain("Bad"), value: "0" },
          },
          { type: "icon_button", icon: "trash", text: p.plain("Delete"), visible_to_user_ids: ["U0ADA"] },
        ],
      },
    ],
  ],
];

testBlocks(BAD, GOOD);
