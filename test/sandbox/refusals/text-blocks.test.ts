import * as p from "../payloads.ts";
import { testBlocks, type Bad, type Good } from "./blocks.ts";

const { chars, many } = p;

const BAD: Bad[] = [
  [
    "a markdown text of 12001",
    [{ type: "markdown", text: chars(12_001) }],
    "must be less than 12001 characters @/0/text",
  ],
  [
    "markdown of 12001 in two blocks",
    [
      { type: "markdown", text: chars(12_000) },
      { type: "markdown", text: "x" },
    ],
    "markdown text must be less than 12001 characters in total @",
  ],
  [
    "markdown that becomes 51 blocks",
    [{ type: "markdown", text: many(51, (at) => `# Heading ${at}`).join("\n") }],
    "no more than 50 items allowed @",
  ],

  [
    "rich text with an unknown part",
    [{ type: "rich_text", elements: [{ type: "rich_text_table" }] }],
    "unsupported type: rich_text_table @/0/elements/0/type",
  ],
  [
    "rich text with an unknown piece",
    [{ type: "rich_text", elements: [{ type: "rich_text_section", elements: [{ type: "image" }] }] }],
    "unsupported type: image @/0/elements/0/elements/0/type",
  ],
  [
    "a rich list of another style",
    [{ type: "rich_text", elements: [{ type: "rich_text_list", style: "roman", elements: [] }] }],
    "must be a valid enum value @/0/elements/0/style",
  ],
  [
    "a rich list indented by 9",
    [{ type: "rich_text", elements: [{ type: "rich_text_list", style: "bullet", indent: 9, elements: [] }] }],
    "must be less than or equal to 8 @/0/elements/0/indent",
  ],
  [
    "a broadcast to nobody known",
    [{ type: "rich_text", elements: [{ type: "rich_text_section", elements: [{ type: "broadcast", range: "all" }] }] }],
    "must be a valid enum value @/0/elements/0/elements/0/range",
  ],
  [
    "bold that is no boolean",
    [
      {
        type: "rich_text",
        elements: [{ type: "rich_text_quote", elements: [{ type: "text", text: "x", style: { bold: 1 } }] }],
      },
    ],
    "must provide a boolean @/0/elements/0/elements/0/style/bold",
  ],
  [
    "a mention in preformatted text",
    [
      {
        type: "rich_text",
        elements: [{ type: "rich_text_preformatted", elements: [{ type: "user", user_id: "U1" }] }],
      },
    ],
    "unsupported type: user @/0/elements/0/elements/0/type",
  ],
];

const GOOD: Good[] = [
  ["markdown", [{ type: "markdown", text: `# One\n\n- a\n- b\n\n${chars(100)}` }]],
  ["markdown that becomes 50 blocks", [{ type: "markdown", text: many(50, (at) => `# Heading ${at}`).join("\n") }]],
  [
    "rich text of every kind",
    [
      {
        type: "rich_text",
        elements: [
          {
            type: "rich_text_section",
            elements: [
              { type: "text", text: "x", style: { bold: true } },
              { type: "link", url: "https://a.example" },
              { type: "user", user_id: "U0ADA" },
              { type: "usergroup", usergroup_id: "S0TEAM" },
              { type: "channel", channel_id: "C0FRONT" },
              { type: "broadcast", range: "here" },
              { type: "emoji", name: "wave" },
              { type: "color", value: "#ff0000" },
              { type: "team", team_id: "T1" },
              { type: "date", timestamp: 1_793_581_200, format: "{date_long}", fallback: "a day" },
            ],
          },
          {
            type: "rich_text_list",
            style: "ordered",
            indent: 8,
            elements: [{ type: "rich_text_section", elements: [] }],
          },
          { type: "rich_text_quote", elements: [{ type: "text", text: "x" }] },
          { type: "rich_text_preformatted", elements: [{ type: "text", text: "x" }], border: 1 },
        ],
      },
    ],
  ],
];

testBlocks(BAD, GOOD);
