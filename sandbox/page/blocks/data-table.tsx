import type { JSX } from "preact";
import { useId, useMemo, useState } from "preact/hooks";
import type { DataTableBlock } from "@slack/types";
import { Icon } from "../elements/icons.tsx";
import { useWorld } from "../state/world.ts";
import { CellView, sortKey, type Cell } from "./cell.tsx";

interface Sorting {
  column: number;
  down: boolean;
}

/** The rich table: heads sort, pages turn, one column names the rows. */
export function DataTable({ of, id }: { of: DataTableBlock; id: string }): JSX.Element {
  const { words, reader } = useWorld();
  const own = useId();
  const [sorting, setSorting] = useState<Sorting>();
  const [page, setPage] = useState(0);
  const [head = [], ...body] = of.rows;
  const size = of.page_size ?? 5;
  const rows = useMemo(() => sorted(body, sorting, reader.locale), [of.rows, sorting, reader.locale]);
  const pages = Math.max(1, Math.ceil(rows.length / size));
  const at = Math.min(page, pages - 1);
  const shown = rows.slice(at * size, (at + 1) * size);
  const rowHead = of.row_header_column_index ?? 0;
  const sort = (column: number): void => {
    setPage(0);
    setSorting((old) =>
      old?.column !== column ? { column, down: false } : old.down ? undefined : { column, down: true },
    );
  };
  return (
    <div class="data-table">
      <div class="table-scroll" tabIndex={0} role="group" aria-labelledby={own}>
        <table>
          <caption id={own}>{of.caption}</caption>
          <thead>
            <tr>
              {head.map((cell, column) => (
                <th
                  key={column}
                  scope="col"
                  class={body[0]?.[column]?.type === "raw_number" ? "number" : ""}
                  aria-sort={ariaSort(sorting, column)}
                >
                  <button type="button" title={words.sortBy(String(sortKey(cell)))} onClick={() => sort(column)}>
                    <CellView of={cell} block={id} />
                    <span class="sort-mark" aria-hidden="true">
                      {sorting?.column !== column ? "" : sorting.down ? "↓" : "↑"}
                    </span>
                  </button>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((row, index) => (
              <tr key={index}>
                {row.map((cell, column) => (
                  <DataCell key={column} of={cell} block={id} head={column === rowHead} />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {pages > 1 ? (
        <div class="pager">
          <button
            type="button"
            class="icon-button"
            aria-label={words.previousPage}
            disabled={at === 0}
            onClick={() => setPage(at - 1)}
          >
            <Icon name="back" />
          </button>
          <span role="status">{words.rowsOf(at * size + 1, Math.min((at + 1) * size, rows.length), rows.length)}</span>
          <button
            type="button"
            class="icon-button"
            aria-label={words.nextPage}
            disabled={at === pages - 1}
            onClick={() => setPage(at + 1)}
          >
            <Icon name="forward" />
          </button>
        </div>
      ) : null}
    </div>
  );
}

function DataCell({ of, block, head }: { of: Cell; block: string; head: boolean }): JSX.Element {
  const name = of.type === "raw_number" ? "number" : "";
  return head ? (
    <th scope="row" class={name}>
      <CellView of={of} block={block} />
    </th>
  ) : (
    <td class={name}>
      <CellView of={of} block={block} />
    </td>
  );
}

function sorted(rows: Cell[][], sorting: Sorting | undefined, locale: string): Cell[][] {
  if (!sorting) return rows;
  const words = new Intl.Collator(locale, { numeric: true });
  return rows.toSorted((one, other) => {
    const [a, b] = [sortKey(one[sorting.column]), sortKey(other[sorting.column])];
    const order = typeof a === "number" && typeof b === "number" ? a - b : words.compare(String(a), String(b));
    return sorting.down ? -order : order;
  });
}

function ariaSort(sorting: Sorting | undefined, column: number): "none" | "ascending" | "descending" {
  if (sorting?.column !== column) return "none";
  return sorting.down ? "descending" : "ascending";
}
