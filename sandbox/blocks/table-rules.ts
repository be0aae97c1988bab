import { isObject, textAt, type JsonObject } from "../json.ts";
import { LIMITS } from "../limits.ts";
import { ELEMENTS } from "./element-rules.ts";
import { FLAWS, type Flaw } from "./flaw.ts";
import { richText } from "./rich-text-rules.ts";
import { byType, flag, list, number, object, oneOf, optional, text, typed, type Fields, type Rule } from "./schema.ts";

const { table: TABLE, dataTable: DATA } = LIMITS;

const cells = {
  raw_text: object({ type: typed, text: text({ least: 1 }) }),
  raw_number: object({ type: typed, value: number(), text: text({ least: 1 }) }),
  rich_text: richText,
} satisfies Record<string, Rule>;

/** The simple table: at most a hundred rows of twenty cells. */
export function tableBlock(common: Fields): Rule {
  const settings = object({ align: optional(oneOf("left", "center", "right")), is_wrapped: optional(flag) });
  return object(
    {
      ...common,
      rows: list(list(byType(cells), { least: 1, most: TABLE.cells }), { least: 1, most: TABLE.rows }),
      // null skips a column.
      column_settings: optional(
        list((value, pointer) => (value === null ? [] : settings(value, pointer)), { most: TABLE.columnSettings }),
      ),
    },
    textWithin(TABLE.text),
  );
}

/** The table that can be sorted and paged: a caption, a header row, rows of equal length. */
export function dataTableBlock(common: Fields): Rule {
  return object(
    {
      ...common,
      caption: text({ least: 1 }),
      rows: list(list(byType({ ...cells, button: ELEMENTS.button }), { least: 1, most: DATA.columns }), {
        least: DATA.leastRows,
        most: DATA.rows,
      }),
      page_size: optional(number({ least: 1, most: DATA.pageSize, whole: true })),
      row_header_column_index: optional(number({ least: 0, most: DATA.columns - 1, whole: true })),
    },
    equalRows,
    plainHeader,
    textWithin(DATA.text),
  );
}

function rowsOf(block: JsonObject): JsonObject[][] {
  const rows = block["rows"];
  return Array.isArray(rows) ? rows.map((row) => (Array.isArray(row) ? row.filter(isObject) : [])) : [];
}

function equalRows(block: JsonObject, pointer: string): Flaw[] {
  const rows = rowsOf(block);
  const columns = rows[0]?.length ?? 0;
  return rows.flatMap((row, at) =>
    row.length === columns ? [] : [FLAWS.unequalRows(columns)(`${pointer}/rows/${at}`)],
  );
}

function plainHeader(block: JsonObject, pointer: string): Flaw[] {
  const header = rowsOf(block)[0] ?? [];
  return header.flatMap((cell, at) =>
    cell["type"] === "rich_text" ? [FLAWS.richHeader(`${pointer}/rows/0/${at}`)] : [],
  );
}

function textWithin(most: number): (block: JsonObject, pointer: string) => Flaw[] {
  return (block, pointer) => (tableText(block) > most ? [FLAWS.tooMuchTable(most)(`${pointer}/rows`)] : []);
}

/** How much text stands in a table's cells. */
export function tableText(block: JsonObject): number {
  return rowsOf(block)
    .flat()
    .reduce((sum, cell) => sum + textLength(cell), 0);
}

function textLength(value: unknown): number {
  if (Array.isArray(value)) return value.reduce((sum: number, one) => sum + textLength(one), 0);
  if (!isObject(value)) return 0;
  const own = textAt(value, "text")?.length ?? 0;
  return own + textLength(value["elements"]) + (isObject(value["text"]) ? textLength(value["text"]) : 0);
}
