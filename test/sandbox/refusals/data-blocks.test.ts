import type { JsonObject } from "../../../sandbox/json.ts";
import * as p from "../payloads.ts";
import { testBlocks, type Bad, type Good } from "./blocks.ts";

const { chars, many } = p;
const row = (cells: number): JsonObject[] => many(cells, () => p.raw());
const rich = p.richText();

const BAD: Bad[] = [
  ["a table of 101 rows", [p.table(many(101, () => row(1)))], "no more than 100 items allowed @/0/rows"],
  ["a row of 21 cells", [p.table([row(21)])], "no more than 20 items allowed @/0/rows/0"],
  [
    "21 column settings",
    [p.table([row(1)], { column_settings: many(21, () => ({})) })],
    "no more than 20 items allowed @/0/column_settings",
  ],
  [
    "a column aligned anyhow",
    [p.table([row(1)], { column_settings: [{ align: "justify" }] })],
    "must be a valid enum value @/0/column_settings/0/align",
  ],
  [
    "a table of 10001 characters",
    [p.table([[p.raw(chars(5001)), p.raw(chars(5000))]])],
    "table text must be less than 10001 characters @/0/rows",
  ],
  ["an empty cell", [p.table([[p.raw("")]])], "must be more than 0 characters @/0/rows/0/0/text"],
  ["a button in a simple table", [p.table([[p.button()]])], "unsupported type: button @/0/rows/0/0/type"],
  ["two tables", [p.table([row(1)]), p.table([row(1)])], "no more than 1 table blocks allowed @"],

  ["a data table of one row", [p.dataTable([row(1)])], "no less than 2 items allowed @/0/rows"],
  ["a data table of 202 rows", [p.dataTable(many(202, () => row(1)))], "no more than 201 items allowed @/0/rows"],
  [
    "21 columns",
    [p.dataTable([row(21), row(21)])],
    "no more than 20 items allowed @/0/rows/0",
    "no more than 20 items allowed @/0/rows/1",
  ],
  ["rows of unequal length", [p.dataTable([row(2), row(1)])], "every row must have 2 cells @/0/rows/1"],
  ["a rich header cell", [p.dataTable([[rich], row(1)])], "header cells must not be rich_text @/0/rows/0/0"],
  [
    "a data table without a caption",
    [p.dataTable([row(1), row(1)], { caption: undefined })],
    "missing required field: caption @/0",
  ],
  [
    "a page of 101 rows",
    [p.dataTable([row(1), row(1)], { page_size: 101 })],
    "must be less than or equal to 100 @/0/page_size",
  ],
  [
    "a page of no rows",
    [p.dataTable([row(1), row(1)], { page_size: 0 })],
    "must be greater than or equal to 1 @/0/page_size",
  ],
  [
    "a data table of 20001 characters",
    [p.dataTable([[p.raw(chars(10_001))], [p.raw(chars(10_000))]])],
    "table text must be less than 20001 characters @/0/rows",
  ],
  [
    "data tables of 20001 characters together",
    [p.dataTable([[p.raw("x")], [p.raw(chars(10_000))]]), p.dataTable([[p.raw("x")], [p.raw(chars(9_999))]])],
    "table text must be less than 20001 characters @",
  ],

  ["a chart title of 51", [p.pie([p.slice()], { title: chars(51) })], "must be less than 51 characters @/0/title"],
  ["a pie of 13", [p.pie(many(13, (at) => p.slice(at)))], "no more than 12 items allowed @/0/chart/segments"],
  ["a pie of nothing", [p.pie([])], "no less than 1 items allowed @/0/chart/segments"],
  [
    "a slice label of 21",
    [p.pie([p.slice(0, { label: chars(21) })])],
    "must be less than 21 characters @/0/chart/segments/0/label",
  ],
  ["a slice of zero", [p.pie([p.slice(0, { value: 0 })])], "must be greater than 0 @/0/chart/segments/0/value"],
  [
    "an unknown chart",
    [{ type: "data_visualization", title: "x", chart: { type: "radar" } }],
    "unsupported type: radar @/0/chart/type",
  ],
  [
    "13 series",
    [p.bars({ series: many(13, (at) => p.series(`S${at}`)) })],
    "no more than 12 items allowed @/0/chart/series",
  ],
  [
    "one series name twice",
    [p.bars({ series: [p.series("One"), p.series("One")] })],
    'series name "One" already exists @/0/chart/series/1/name',
  ],
  [
    "a series name of 21",
    [p.bars({ series: [p.series(chars(21))] })],
    "must be less than 21 characters @/0/chart/series/0/name",
  ],
  [
    "21 points",
    [
      p.bars({
        series: [
          p.series(
            "One",
            many(21, (at) => `d${at}`),
          ),
        ],
        axis_config: { categories: many(20, (at) => `d${at}`) },
      }),
    ],
    "no more than 20 items allowed @/0/chart/series/0/data",
  ],
  [
    "points that are not the categories",
    [p.bars({ series: [p.series("One", ["Mon", "Wed"])] })],
    "data labels must be the axis categories, each once and in their order @/0/chart/series/0/data",
  ],
  [
    "an axis label of 51",
    [p.bars({ axis_config: { categories: ["Mon", "Tue"], x_label: chars(51) } })],
    "must be less than 51 characters @/0/chart/axis_config/x_label",
  ],
  ["a chart without axes", [p.bars({ axis_config: undefined })], "missing required field: axis_config @/0/chart"],
  ["three charts", many(3, () => p.pie([p.slice()])), "no more than 2 data_visualization blocks allowed @"],
];

const GOOD: Good[] = [
  [
    "a table",
    [
      p.table(
        many(100, () => row(20)),
        { column_settings: [null, { align: "right", is_wrapped: true }] },
      ),
    ],
  ],
  [
    "a data table with a button",
    [
      p.dataTable([row(2), [{ type: "raw_number", value: 1, text: "1" }, p.button()]], {
        page_size: 100,
        row_header_column_index: 1,
      }),
    ],
  ],
  [
    "two charts",
    [p.pie(many(12, (at) => p.slice(at))), p.bars({ type: "line", series: [p.series("A"), p.series("B")] })],
  ],
];

testBlocks(BAD, GOOD);
