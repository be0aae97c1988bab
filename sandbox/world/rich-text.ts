import type { JsonObject } from "../json.ts";
import { unescapeText } from "./text.ts";

const PIECE =
  /<([^<>]+)>|:([a-z0-9_+-]+):|```([\s\S]+?)```|`([^`\n]+)`|(?<![\w*])\*(\S(?:[^*\n]*\S)?)\*(?!\w)|(?<![\w_])_(\S(?:[^_\n]*\S)?)_(?!\w)|(?<![\w~])~(\S(?:[^~\n]*\S)?)~(?!\w)/;

/** The rich_text block that Slack's composer makes of what a person typed (given as stored: entities encoded). */
export function richTextOf(text: string): JsonObject {
  const sections: JsonObject[] = [];
  let open: JsonObject[] = [];
  const close = (): void => {
    if (open.length > 0) sections.push({ type: "rich_text_section", elements: open });
    open = [];
  };
  for (const piece of pieces(text, {})) {
    if (piece["type"] !== "preformatted") {
      open.push(piece);
      continue;
    }
    close();
    sections.push({ type: "rich_text_preformatted", elements: [{ type: "text", text: piece["text"] }], border: 0 });
  }
  close();
  return { type: "rich_text", elements: sections };
}

function pieces(text: string, style: JsonObject): JsonObject[] {
  const styled = Object.keys(style).length > 0 ? { style } : {};
  const plain = (part: string): JsonObject[] =>
    part === "" ? [] : [{ type: "text", text: unescapeText(part), ...styled }];
  const found = PIECE.exec(text);
  if (!found) return plain(text);
  const [all, entity, emoji, block, code, bold, italic, strike] = found;
  const inside =
    entity !== undefined
      ? [{ ...entityOf(entity), ...styled }]
      : emoji !== undefined
        ? [{ type: "emoji", name: emoji, ...styled }]
        : block !== undefined
          ? [{ type: "preformatted", text: unescapeText(block) }]
          : code !== undefined
            ? [{ type: "text", text: unescapeText(code), style: { ...style, code: true } }]
            : bold !== undefined
              ? pieces(bold, { ...style, bold: true })
              : italic !== undefined
                ? pieces(italic, { ...style, italic: true })
                : pieces(strike ?? "", { ...style, strike: true });
  return [...plain(text.slice(0, found.index)), ...inside, ...pieces(text.slice(found.index + all.length), style)];
}

function entityOf(entity: string): JsonObject {
  const [target = "", label] = entity.split("|");
  if (target.startsWith("@")) return { type: "user", user_id: target.slice(1) };
  if (target.startsWith("#")) return { type: "channel", channel_id: target.slice(1) };
  if (target.startsWith("!subteam^")) return { type: "usergroup", usergroup_id: target.slice("!subteam^".length) };
  if (target.startsWith("!")) return { type: "broadcast", range: target.slice(1) };
  return { type: "link", url: unescapeText(target), ...(label === undefined ? {} : { text: unescapeText(label) }) };
}
