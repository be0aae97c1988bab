import type { RichTextBlock, RichTextBlockElement, RichTextElement, RichTextSection, RichTextText } from "@slack/types";

type Style = NonNullable<RichTextText["style"]>;

/** What stands in an editable element, as a rich_text block. */
export function richTextOf(editor: HTMLElement): RichTextBlock {
  const elements: RichTextBlockElement[] = [];
  let line: RichTextElement[] = [];
  const endLines = (): void => {
    if (line.length > 0) elements.push({ type: "rich_text_section", elements: line });
    line = [];
  };
  const visit = (node: Node, style: Style): void => {
    if (node instanceof Text) return pushText(line, node.data, style);
    if (!(node instanceof HTMLElement)) return;
    const tag = node.tagName;
    if (tag === "BR") return pushText(line, "\n", {});
    if (tag === "UL" || tag === "OL") {
      endLines();
      elements.push({ type: "rich_text_list", style: tag === "OL" ? "ordered" : "bullet", elements: itemsOf(node) });
      return;
    }
    const own = styleOf(node, style);
    if ((tag === "DIV" || tag === "P") && line.length > 0) pushText(line, "\n", {});
    node.childNodes.forEach((child) => visit(child, own));
  };
  editor.childNodes.forEach((child) => visit(child, {}));
  dropLastBreak(line);
  endLines();
  return { type: "rich_text", elements };
}

function itemsOf(list: HTMLElement): RichTextSection[] {
  return [...list.querySelectorAll("li")].map((item) => {
    const pieces: RichTextElement[] = [];
    const visit = (node: Node, style: Style): void => {
      if (node instanceof Text) pushText(pieces, node.data, style);
      else if (node instanceof HTMLElement && node.tagName !== "BR")
        node.childNodes.forEach((child) => visit(child, styleOf(node, style)));
    };
    item.childNodes.forEach((child) => visit(child, {}));
    return { type: "rich_text_section", elements: pieces };
  });
}

function styleOf(element: HTMLElement, outer: Style): Style {
  const tag = element.tagName;
  const inline = element.style;
  return {
    ...outer,
    ...(tag === "B" || tag === "STRONG" || inline.fontWeight === "bold" ? { bold: true } : {}),
    ...(tag === "I" || tag === "EM" || inline.fontStyle === "italic" ? { italic: true } : {}),
    ...(tag === "S" || tag === "STRIKE" || tag === "DEL" || inline.textDecoration.includes("line-through")
      ? { strike: true }
      : {}),
    ...(tag === "CODE" ? { code: true } : {}),
  };
}

function pushText(pieces: RichTextElement[], text: string, style: Style): void {
  if (text === "") return;
  const last = pieces.at(-1);
  const styled = Object.keys(style).length > 0;
  if (last?.type === "text" && JSON.stringify(last.style ?? {}) === JSON.stringify(style)) {
    last.text += text;
    return;
  }
  pieces.push({ type: "text", text: text.replaceAll("\u00A0", " "), ...(styled ? { style } : {}) });
}

function dropLastBreak(pieces: RichTextElement[]): void {
  const last = pieces.at(-1);
  if (last?.type !== "text" || !last.text.endsWith("\n")) return;
  last.text = last.text.slice(0, -1);
  if (last.text === "") pieces.pop();
}

/** Only the words of a rich_text block. */
export function plainOfRichText(block: RichTextBlock): string {
  return block.elements
    .map((element) =>
      element.type === "rich_text_list"
        ? element.elements.map((item) => wordsOf(item.elements)).join("\n")
        : wordsOf(element.elements),
    )
    .join("\n");
}

function wordsOf(pieces: RichTextElement[]): string {
  return pieces
    .map((piece) =>
      piece.type === "text" ? piece.text : piece.type === "link" ? (piece.text ?? piece.url) : piece.type,
    )
    .join("");
}

/** Puts a rich_text block into an editable element, with text nodes only: nothing in it can become markup. */
export function writeRichText(editor: HTMLElement, block: RichTextBlock): void {
  editor.replaceChildren();
  for (const element of block.elements) {
    if (element.type === "rich_text_list") {
      const list = document.createElement(element.style === "ordered" ? "ol" : "ul");
      for (const item of element.elements) {
        const row = document.createElement("li");
        row.append(...item.elements.map(nodeOf));
        list.append(row);
      }
      editor.append(list);
      continue;
    }
    const part = document.createElement("div");
    part.append(...element.elements.map(nodeOf));
    editor.append(part);
  }
}

function nodeOf(piece: RichTextElement): Node {
  const text =
    piece.type === "text"
      ? piece.text
      : piece.type === "link"
        ? (piece.text ?? piece.url)
        : piece.type === "emoji"
          ? `:${piece.name}:`
          : "";
  let node: Node = document.createTextNode(text);
  const tags: [keyof Style, string][] = [
    ["code", "code"],
    ["bold", "b"],
    ["italic", "i"],
    ["strike", "s"],
  ];
  for (const [name, tag] of tags) {
    if (!piece.style?.[name]) continue;
    const wrap = document.createElement(tag);
    wrap.append(node);
    node = wrap;
  }
  return node;
}
