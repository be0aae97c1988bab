import { byType, flag, list, number, object, oneOf, optional, text, typed, type Fields, type Rule } from "./schema.ts";

const styled: Fields = {
  style: optional(
    object({
      bold: optional(flag),
      italic: optional(flag),
      strike: optional(flag),
      code: optional(flag),
      underline: optional(flag),
      highlight: optional(flag),
      client_highlight: optional(flag),
      unlink: optional(flag),
    }),
  ),
};
const border: Fields = { border: optional(number({ least: 0, most: 1, whole: true })) };

const inline = {
  text: object({ type: typed, text: text({ least: 1 }), ...styled }),
  link: object({ type: typed, url: text({ least: 1 }), text: optional(text()), unsafe: optional(flag), ...styled }),
  user: object({ type: typed, user_id: text({ least: 1 }), ...styled }),
  usergroup: object({ type: typed, usergroup_id: text({ least: 1 }), ...styled }),
  channel: object({ type: typed, channel_id: text({ least: 1 }), ...styled }),
  team: object({ type: typed, team_id: text({ least: 1 }), ...styled }),
  broadcast: object({ type: typed, range: oneOf("here", "channel", "everyone"), ...styled }),
  color: object({ type: typed, value: text({ least: 1 }), ...styled }),
  emoji: object({
    type: typed,
    name: text({ least: 1 }),
    unicode: optional(text()),
    url: optional(text()),
    skin_tone: optional(number({ least: 1, most: 6, whole: true })),
    ...styled,
  }),
  date: object({
    type: typed,
    timestamp: number({ whole: true }),
    format: text({ least: 1 }),
    url: optional(text()),
    fallback: optional(text()),
    ...styled,
  }),
} satisfies Record<string, Rule>;

const pieces = list(byType(inline));
const section = object({ type: typed, elements: pieces });
const preformattedPieces = list(byType({ text: inline.text, link: inline.link }));

const parts = {
  rich_text_section: section,
  rich_text_list: object({
    type: typed,
    elements: list(byType({ rich_text_section: section })),
    style: oneOf("bullet", "ordered"),
    indent: optional(number({ least: 0, most: 8, whole: true })),
    offset: optional(number({ least: 0, whole: true })),
    ...border,
  }),
  rich_text_quote: object({ type: typed, elements: pieces, ...border }),
  rich_text_preformatted: object({
    type: typed,
    elements: preformattedPieces,
    language: optional(text()),
    ...border,
  }),
};

/** What a rich_text block is made of, without its block_id. */
export const richTextElements: Rule = list(byType(parts));

/** A rich_text block where it stands inside something else: a cell, a title, an initial value. */
export const richText: Rule = byType({
  rich_text: object({ type: typed, block_id: optional(text()), elements: richTextElements }),
});
