import * as p from "../payloads.ts";
import { testBlocks, type Bad, type Good } from "./blocks.ts";

const { chars, many } = p;

const BAD: Bad[] = [
  ["51 blocks", many(51, () => ({ type: "divider" })), "no more than 50 items allowed @"],
  ["an unknown block", [{ type: "banner" }], "unsupported type: banner @/0/type"],
  ["a block without a type", [{}], "missing required field: type @/0"],
  ["a type that is no string", [{ type: 7 }], "must provide a string @/0/type"],
  ["an unknown member", [{ type: "divider", color: "red" }], "invalid additional property: color @/0"],
  ["a block_id of 256", [{ type: "divider", block_id: chars(256) }], "must be less than 256 characters @/0/block_id"],
  [
    "one block_id twice",
    [
      { type: "divider", block_id: "a" },
      { type: "divider", block_id: "a" },
    ],
    '`block_id` "a" already exists @/1/block_id',
  ],
  [
    "one block_id outside and inside a container",
    [{ type: "divider", block_id: "a" }, p.container({ child_blocks: [{ type: "divider", block_id: "a" }] })],
    '`block_id` "a" already exists @/1/child_blocks/0/block_id',
  ],
  [
    "one action_id twice in a block",
    [p.actions(p.button({ action_id: "go" }), p.button({ action_id: "go" }))],
    '`action_id` "go" already exists @/0/elements/1/action_id',
  ],
  ["a file block", [{ type: "file", source: "remote", external_id: "1" }], "unsupported type: file @/0/type"],
  ["an alert in a message", [{ type: "alert", text: p.plain() }], "unsupported type: alert @/0/type"],

  ["a section of nothing", [{ type: "section" }], "must define either `text` or `fields` @/0/type"],
  [
    "a section text of 3001",
    [p.section({ text: p.mrkdwn(chars(3001)) })],
    "failed to match all allowed schemas @/0/text",
    "must be less than 3001 characters @/0/text/text",
  ],
  [
    "an empty section text",
    [p.section({ text: p.mrkdwn("") })],
    "failed to match all allowed schemas @/0/text",
    "must be more than 0 characters @/0/text/text",
  ],
  [
    "a bare string for a text object",
    [p.section({ text: "Text" })],
    "failed to match all allowed schemas @/0/text",
    "must provide an object @/0/text",
  ],
  [
    "a text object of another type",
    [p.section({ text: { type: "html", text: "x" } })],
    "failed to match all allowed schemas @/0/text",
    "unsupported type: html @/0/text/type",
  ],
  [
    "a text that is a number",
    [p.section({ text: { type: "mrkdwn", text: 5 } })],
    "failed to match all allowed schemas @/0/text",
    "must provide a string @/0/text/text",
  ],
  [
    "emoji on a mrkdwn text",
    [p.section({ text: { ...p.mrkdwn(), emoji: true } })],
    "failed to match all allowed schemas @/0/text",
    "invalid additional property: emoji @/0/text",
  ],
  ["11 fields", [{ type: "section", fields: many(11, () => p.mrkdwn()) }], "no more than 10 items allowed @/0/fields"],
  ["no field in fields", [{ type: "section", fields: [] }], "no less than 1 items allowed @/0/fields"],
  [
    "a field of 2001",
    [{ type: "section", fields: [p.mrkdwn(chars(2001))] }],
    "failed to match all allowed schemas @/0/fields/0",
    "must be less than 2001 characters @/0/fields/0/text",
  ],
  [
    "a text input beside a section",
    [p.accessory({ type: "plain_text_input" })],
    "unsupported type: plain_text_input @/0/accessory/type",
  ],
  ["null for an accessory", [p.section({ accessory: null })], "must provide an object @/0/accessory"],
  ["expand that is no boolean", [p.section({ expand: "yes" })], "must provide a boolean @/0/expand"],

  [
    "a header of 151",
    [{ type: "header", text: p.plain(chars(151)) }],
    "must be less than 151 characters @/0/text/text",
  ],
  ["a header in mrkdwn", [{ type: "header", text: p.mrkdwn() }], "unsupported type: mrkdwn @/0/text/type"],
  ["a header without text", [{ type: "header" }], "missing required field: text @/0"],
  ["a header of level 5", [{ type: "header", text: p.plain(), level: 5 }], "must be less than or equal to 4 @/0/level"],

  ["26 elements in actions", [p.actions(...many(26, () => p.button()))], "no more than 25 items allowed @/0/elements"],
  ["no element in actions", [p.actions()], "no less than 1 items allowed @/0/elements"],
  ["actions without elements", [{ type: "actions" }], "missing required field: elements @/0"],
  ["an image among actions", [p.actions(p.image())], "unsupported type: image @/0/elements/0/type"],

  [
    "11 elements in a context",
    [{ type: "context", elements: many(11, () => p.mrkdwn()) }],
    "no more than 10 items allowed @/0/elements",
  ],
  [
    "a text of 3001 in a context",
    [{ type: "context", elements: [p.mrkdwn(chars(3001))] }],
    "failed to match all allowed schemas @/0/elements/0",
    "must be less than 3001 characters @/0/elements/0/text",
  ],
  [
    "feedback of 76 characters",
    [
      {
        type: "context_actions",
        elements: [
          {
            type: "feedback_buttons",
            positive_button: { text: p.plain(chars(76)), value: "1" },
            negative_button: { text: p.plain(), value: chars(2001), accessibility_label: chars(76) },
          },
        ],
      },
    ],
    "must be less than 76 characters @/0/elements/0/positive_button/text/text",
    "must be less than 2001 characters @/0/elements/0/negative_button/value",
    "must be less than 76 characters @/0/elements/0/negative_button/accessibility_label",
  ],
  [
    "an icon button without an icon",
    [{ type: "context_actions", elements: [{ type: "icon_button", text: p.plain() }] }],
    "missing required field: icon @/0/elements/0",
  ],
  [
    "a button in a context",
    [{ type: "context", elements: [p.button()] }],
    "unsupported type: button @/0/elements/0/type",
  ],
  [
    "6 elements in context actions",
    [{ type: "context_actions", elements: many(6, () => ({ type: "icon_button", icon: "trash", text: p.plain() })) }],
    "no more than 5 items allowed @/0/elements",
  ],
  [
    "a plain button in context actions",
    [{ type: "context_actions", elements: [p.button()] }],
    "unsupported type: button @/0/elements/0/type",
  ],

  ["an image without alt_text", [p.image({ alt_text: undefined })], "missing required field: alt_text @/0"],
  ["an alt_text of 2001", [p.image({ alt_text: chars(2001) })], "must be less than 2001 characters @/0/alt_text"],
  [
    "an image_url of 3001",
    [p.image({ image_url: `https://a.example/${chars(2983)}` })],
    "must be less than 3001 characters @/0/image_url",
  ],
  [
    "an image title of 2001",
    [p.image({ title: p.plain(chars(2001)) })],
    "must be less than 2001 characters @/0/title/text",
  ],
  ["an image of nothing", [p.image({ image_url: undefined })], "must define either `image_url` or `slack_file` @/0"],
  [
    "an image of two things",
    [p.image({ slack_file: { id: "F1" } })],
    "must define only one of `image_url` or `slack_file` @/0",
  ],
  ["an image_url that is none", [p.image({ image_url: "lift.png" })], "must be a valid url @/0/image_url"],
  [
    "an image on the app's own machine",
    [p.image({ image_url: "http://localhost:3000/lift.png" })],
    "downloading image failed @/0/image_url",
  ],
  [
    "a Slack file by id and url",
    [p.image({ image_url: undefined, slack_file: { id: "F1", url: "https://x.example" } })],
    "invalid slack file @/0/slack_file",
  ],

  ["an input without a label", [{ type: "input", element: p.select() }], "missing required field: label @/0"],
  ["an input without an element", [{ type: "input", label: p.plain() }], "missing required field: element @/0"],
  [
    "an input label of 2001",
    [p.input(p.select(), { label: p.plain(chars(2001)) })],
    "must be less than 2001 characters @/0/label/text",
  ],
  [
    "an input hint of 2001",
    [p.input(p.select(), { hint: p.plain(chars(2001)) })],
    "must be less than 2001 characters @/0/hint/text",
  ],
  ["an input label in mrkdwn", [p.input(p.select(), { label: p.mrkdwn() })], "unsupported type: mrkdwn @/0/label/type"],
  ["a button in an input", [p.input(p.button())], "unsupported type: button @/0/element/type"],
  ["a file_input in a message", [p.input({ type: "file_input" })], "unsupported type: file_input @/0/element/type"],
];

const GOOD: Good[] = [
  ["50 blocks", many(50, () => ({ type: "divider" }))],
  ["a section text of 3000", [p.section({ text: p.mrkdwn(chars(3000)) })]],
  ["10 fields of 1000", [{ type: "section", fields: many(10, () => p.mrkdwn(chars(1000))) }]],
  ["a header of 150 at level 4", [{ type: "header", text: p.plain(chars(150)), level: 4 }]],
  ["25 buttons", [p.actions(...many(25, (at) => p.button({ action_id: `b${at}` })))]],
  [
    "the same action_id in two blocks",
    [p.actions(p.button({ action_id: "a" })), p.actions(p.button({ action_id: "a" }))],
  ],
  ["10 elements in a context", [{ type: "context", elements: [p.image(), ...many(9, () => p.mrkdwn())] }]],
  ["an image from Slack", [p.image({ image_url: undefined, slack_file: { id: "F1" } })]],
  ["an input in a message", [p.input(p.select(), { hint: p.plain(), optional: true, dispatch_action: true })]],
];

testBlocks(BAD, GOOD);
