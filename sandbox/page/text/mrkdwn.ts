/**
 * Slack's own markup, read into a tree. It is not Markdown: one star is bold, there are no lists or headings,
 * and a marker only counts next to white space or ASCII punctuation, which is why Chinese text needs spaces around it.
 * Source: docs.slack.dev/messaging/formatting-message-text.
 */

export type Inline =
  | { kind: "text"; text: string }
  | { kind: "bold" | "italic" | "strike"; children: Inline[] }
  | { kind: "code"; text: string }
  | { kind: "emoji"; name: string }
  | { kind: "link"; url: string; label: string }
  | { kind: "user" | "channel" | "group"; id: string; label?: string }
  | { kind: "broadcast"; range: string }
  | { kind: "date"; seconds: number; format: string; url?: string; fallback: string }
  | { kind: "break" };

export type Passage =
  | { kind: "lines"; children: Inline[] }
  | { kind: "quote"; children: Inline[] }
  | { kind: "pre"; text: string };

/** `verbatim` leaves bare addresses alone; `knows` says which emoji names exist (others stay as typed). */
export interface MrkdwnOptions {
  verbatim?: boolean;
  knows: (emojiName: string) => boolean;
}

/** Reads mrkdwn text (entities still encoded, as Slack stores it) into passages. */
export function parseMrkdwn(text: string, options: MrkdwnOptions): Passage[] {
  const passages: Passage[] = [];
  for (const [index, part] of text.split(/```([\s\S]+?)```/).entries()) {
    if (index % 2 === 1) passages.push({ kind: "pre", text: plainOf(part.replace(/^\n/, "").replace(/\n$/, "")) });
    else passages.push(...readLines(trimAtFence(part, index, text), options));
  }
  return passages;
}

/** Decodes the only three entities that Slack knows. */
export function decodeEntities(text: string): string {
  return text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
}

/** The words of mrkdwn text without any markup, for previews and accessible names. */
export function plainOf(text: string): string {
  return decodeEntities(
    text.replace(/<([^<>\n]+)>/g, (_, body: string) => {
      const bar = body.indexOf("|");
      if (bar >= 0) return body.slice(bar + 1);
      return body.startsWith("!") || body.startsWith("@") || body.startsWith("#") ? `@${body.slice(1)}` : body;
    }),
  );
}

function trimAtFence(part: string, index: number, whole: string): string {
  const before = index > 0 ? part.replace(/^\n/, "") : part;
  return whole.includes("```") ? before.replace(/\n$/, "") : before;
}

function readLines(text: string, options: MrkdwnOptions): Passage[] {
  if (text === "") return [];
  const passages: Passage[] = [];
  let open: { quote: boolean; lines: string[] } | undefined;
  let restIsQuote = false;
  const flush = (): void => {
    if (open)
      passages.push({ kind: open.quote ? "quote" : "lines", children: readInline(open.lines.join("\n"), options) });
    open = undefined;
  };
  for (const line of text.split("\n")) {
    const mark = restIsQuote ? "" : /^(?:&gt;&gt;&gt;|>>>|&gt;|>) ?/.exec(line)?.[0];
    if (mark !== undefined && /^(?:&gt;&gt;&gt;|>>>)/.test(mark)) restIsQuote = true;
    const quote = restIsQuote || mark !== undefined;
    if (open && open.quote !== quote) flush();
    open ??= { quote, lines: [] };
    open.lines.push(line.slice(mark?.length ?? 0));
  }
  flush();
  return passages;
}

/* Finished pieces are parked behind one private-use character each, so that markers can span them. */
const PARK = 0xe000;
const PARKED = "\\uE000-\\uF8FF";

/* U+200B counts as a space: authors use it both to separate a marker from a word and to keep one from closing. */
const SPACE = "\\s\\u200B";
const EDGE = `${SPACE}!-\\/:-@\\[-\`{-~${PARKED}`;

function span(marker: string): RegExp {
  const edge = EDGE.replace("!-\\/", marker === "\\*" ? "!-)+-\\/" : "!-\\/");
  return new RegExp(
    `(?<=^|[${edge}])(?<!${marker})${marker}(?![${SPACE}]|${marker})([^\\n]*?[^${SPACE}])${marker}(?!${marker})(?=$|[${edge}])`,
    "mu",
  );
}

const CODE = span("`");
const SPANS = [
  { kind: "bold", pattern: span("\\*") },
  { kind: "italic", pattern: span("_") },
  { kind: "strike", pattern: span("~") },
] as const;

function readInline(text: string, options: MrkdwnOptions): Inline[] {
  const parked: Inline[] = [];
  const park = (piece: Inline): string => {
    parked.push(piece);
    return String.fromCharCode(PARK + parked.length - 1);
  };
  const withoutTokens = text
    .replace(new RegExp(`[${PARKED}]`, "g"), "")
    .replace(/<([^<>\n]+)>/g, (whole, body: string) => {
      const piece = readToken(body);
      return piece ? park(piece) : whole;
    });
  const withoutCode = withoutTokens.replace(new RegExp(CODE, "gmu"), (_, inner: string) =>
    park({ kind: "code", text: unpark(inner, parked) }),
  );
  return readSpans(withoutCode, { ...options, parked });
}

interface Reading extends MrkdwnOptions {
  parked: Inline[];
}

function readSpans(text: string, reading: Reading): Inline[] {
  let first: { kind: "bold" | "italic" | "strike"; at: number; whole: string; inner: string } | undefined;
  for (const { kind, pattern } of SPANS) {
    const match = pattern.exec(text);
    if (match?.[1] !== undefined && (first === undefined || match.index < first.at))
      first = { kind, at: match.index, whole: match[0], inner: match[1] };
  }
  if (!first) return readLeaf(text, reading);
  return [
    ...readLeaf(text.slice(0, first.at), reading),
    { kind: first.kind, children: readSpans(first.inner, reading) },
    ...readSpans(text.slice(first.at + first.whole.length), reading),
  ];
}

const ADDRESS = /https?:\/\/[^\s<>|\u3000-\u303F\uFF00-\uFFEF]*[^\s<>|.,;:!?)\]}'"\u3000-\u303F\uFF00-\uFFEF]/u;
const LEAF = new RegExp(`([${PARKED}])|(\\n)|:([a-z0-9_+'-]+(?:::skin-tone-[2-6])?):|(${ADDRESS.source})`, "gu");

function readLeaf(text: string, reading: Reading): Inline[] {
  const pieces: Inline[] = [];
  let from = 0;
  const say = (to: number): void => {
    if (to > from) pieces.push({ kind: "text", text: decodeEntities(text.slice(from, to)) });
  };
  for (const match of text.matchAll(LEAF)) {
    const [whole, parked, newline, emoji, address] = match;
    const piece = parked ? reading.parked[parked.charCodeAt(0) - PARK] : leafOf({ newline, emoji, address }, reading);
    if (!piece) continue;
    say(match.index);
    pieces.push(piece);
    from = match.index + whole.length;
  }
  say(text.length);
  return pieces;
}

interface LeafMatch {
  newline: string | undefined;
  emoji: string | undefined;
  address: string | undefined;
}

function leafOf({ newline, emoji, address }: LeafMatch, options: MrkdwnOptions): Inline | undefined {
  if (newline) return { kind: "break" };
  if (emoji) return options.knows(emoji.split("::")[0] ?? emoji) ? { kind: "emoji", name: emoji } : undefined;
  if (address && options.verbatim !== true)
    return { kind: "link", url: decodeEntities(address), label: decodeEntities(address) };
  return undefined;
}

/** Reads what stands between < and >, or answers undefined where it is not a token of Slack's. */
export function readToken(body: string): Inline | undefined {
  const bar = body.indexOf("|");
  const head = bar < 0 ? body : body.slice(0, bar);
  const label = bar < 0 ? undefined : decodeEntities(body.slice(bar + 1));
  const named = label === undefined ? {} : { label };
  if (/^@[UWB][A-Z0-9]+$/.test(head)) return { kind: "user", id: head.slice(1), ...named };
  if (/^#[CGD][A-Z0-9]+$/.test(head)) return { kind: "channel", id: head.slice(1), ...named };
  if (head.startsWith("!subteam^")) return { kind: "group", id: head.slice(9), ...named };
  if (head.startsWith("!date^")) return readDate(head, label);
  if (/^!(here|channel|everyone)$/.test(head)) return { kind: "broadcast", range: head.slice(1) };
  if (head.startsWith("!")) return { kind: "text", text: label ?? `<${head}>` };
  if (/^(https?:|mailto:|tel:|slack:)/i.test(head))
    return {
      kind: "link",
      url: decodeEntities(head),
      label: label ?? decodeEntities(head).replace(/^mailto:|^tel:/, ""),
    };
  return undefined;
}

function readDate(head: string, fallback: string | undefined): Inline {
  const [, seconds = "", format = "", url] = head.split("^");
  const at = Number(seconds);
  if (!Number.isFinite(at) || seconds === "" || format === "") return { kind: "text", text: fallback ?? head };
  return {
    kind: "date",
    seconds: at,
    format: decodeEntities(format),
    fallback: fallback ?? "",
    ...(url ? { url: decodeEntities(url) } : {}),
  };
}

function unpark(text: string, parked: Inline[]): string {
  const shown = text.replace(new RegExp(`[${PARKED}]`, "g"), (mark) => {
    const piece = parked[mark.charCodeAt(0) - PARK];
    if (!piece) return "";
    if (piece.kind === "text" || piece.kind === "code") return piece.text;
    if (piece.kind === "link") return piece.label;
    if (piece.kind === "date") return piece.fallback;
    return "label" in piece && piece.label ? piece.label : "";
  });
  return decodeEntities(shown);
}
