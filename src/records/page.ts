import type { Language } from "../regulation/shape.ts";

/** A part of a page: what stands in it is text, never markup. */
export type Part =
  | { readonly kind: "heading"; readonly text: string }
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "note"; readonly text: string }
  | { readonly kind: "quote"; readonly text: string }
  /** Names and values side by side, as on a paper form. */
  | { readonly kind: "facts"; readonly rows: readonly (readonly [string, string])[] }
  | { readonly kind: "table"; readonly head: readonly string[]; readonly rows: readonly (readonly string[])[] }
  /** Lines to sign on. */
  | { readonly kind: "sign"; readonly lines: readonly string[] };

export interface Page {
  readonly language: Language;
  readonly title: string;
  /** Small print above the title: which house, which form. */
  readonly above: string;
  readonly parts: readonly Part[];
  /** Small print at the foot. */
  readonly foot: string;
}

const ESCAPED: { readonly [character: string]: string } = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Text that can stand anywhere in a page; line breaks stay. */
function escaped(text: string): string {
  return text.replace(/[&<>"']/gu, (character) => ESCAPED[character] ?? character);
}

function cells(tag: "th" | "td", texts: readonly string[]): string {
  return texts.map((text) => `<${tag}>${escaped(text)}</${tag}>`).join("");
}

function part(one: Part): string {
  switch (one.kind) {
    case "heading":
      return `<h2>${escaped(one.text)}</h2>`;
    case "text":
      return `<p>${escaped(one.text)}</p>`;
    case "note":
      return `<p class="note">${escaped(one.text)}</p>`;
    case "quote":
      return `<blockquote>${escaped(one.text)}</blockquote>`;
    case "facts":
      return `<table class="facts">${one.rows
        .map(([name, value]) => `<tr><th scope="row">${escaped(name)}</th><td>${escaped(value)}</td></tr>`)
        .join("")}</table>`;
    case "table":
      return `<table><thead><tr>${cells("th", one.head)}</tr></thead><tbody>${one.rows
        .map((row) => `<tr>${cells("td", row)}</tr>`)
        .join("")}</tbody></table>`;
    case "sign":
      return `<div class="sign">${one.lines.map((line) => `<span>${escaped(line)}</span>`).join("")}</div>`;
  }
}

const STYLE = `
@page { size: A4; margin: 20mm 18mm; }
body { font: 10.5pt/1.5 "Noto Sans SC", "PingFang SC", "Microsoft YaHei", "Helvetica Neue", Arial, sans-serif; color: #1d1c1d; max-width: 174mm; margin: 0 auto; padding: 12mm 0; }
p, blockquote, td { white-space: pre-line; overflow-wrap: anywhere; }
.above, .foot, .note { color: #616061; font-size: 9pt; }
h1 { font-size: 17pt; line-height: 1.25; margin: 1mm 0 6mm; }
h2 { font-size: 11.5pt; margin: 7mm 0 2mm; break-after: avoid; }
table { border-collapse: collapse; width: 100%; }
th, td { border: 0.3mm solid #b8b8b8; padding: 1.4mm 2.2mm; text-align: left; vertical-align: top; font-weight: normal; }
thead th, .facts th { background: #f4f4f4; color: #454245; }
.facts th { width: 42mm; }
tr { break-inside: avoid; }
blockquote { border-left: 1mm solid #b8b8b8; margin: 0; padding: 0.5mm 0 0.5mm 4mm; }
.sign { display: flex; gap: 10mm; margin-top: 18mm; break-inside: avoid; }
.sign span { border-top: 0.3mm solid #616061; flex: 1; padding-top: 1.5mm; color: #454245; font-size: 9pt; }
.foot { border-top: 0.3mm solid #dddddd; margin-top: 9mm; padding-top: 2mm; }
@media print { body { padding: 0; } }
`;

/** A page by itself, without scripts or anything to load: it prints the same years later. */
export function pageText({ language, title, above, parts, foot }: Page): string {
  return [
    "<!doctype html>",
    `<html lang="${language}">`,
    `<head><meta charset="utf-8"><title>${escaped(title)}</title><style>${STYLE}</style></head>`,
    `<body><div class="above">${escaped(above)}</div><h1>${escaped(title)}</h1>`,
    ...parts.map(part),
    `<div class="foot">${escaped(foot)}</div></body>`,
    "</html>",
    "",
  ].join("\n");
}
