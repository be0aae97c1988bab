import type { JSX } from "preact";
import type { Button, RawNumberElement, RawTextElement, RichTextBlock } from "@slack/types";
import { ElementView } from "../elements/element.tsx";
import { plainOfRichText } from "../elements/rich-text-dom.ts";
import { RichText } from "../text/rich-text.tsx";

/** Cells of both table blocks; a button is the data table's newer "action cell", not yet in @slack/types. */
export type Cell = RawTextElement | RawNumberElement | RichTextBlock | Button;

export function CellView({ of, block }: { of: Cell; block: string }): JSX.Element {
  switch (of.type) {
    case "rich_text":
      return <RichText of={of} />;
    case "button":
      return <ElementView of={of} block={block} />;
    default:
      return <>{of.text}</>;
  }
}

/** What a cell is sorted by: numbers as numbers, all else by its words. */
export function sortKey(cell: Cell | undefined): number | string {
  if (cell === undefined) return "";
  if (cell.type === "raw_number") return cell.value;
  if (cell.type === "rich_text") return plainOfRichText(cell);
  return cell.type === "button" ? cell.text.text : cell.text;
}
