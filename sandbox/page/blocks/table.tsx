import type { JSX } from "preact";
import type { TableBlock } from "@slack/types";
import { CellView } from "./cell.tsx";

/** The simple table: first row as heads, columns aligned and wrapped as its settings say. */
export function PlainTable({ of }: { of: TableBlock }): JSX.Element {
  const [head = [], ...rows] = of.rows;
  const styleOf = (column: number): { textAlign: "left" | "center" | "right"; whiteSpace: "normal" | "nowrap" } => ({
    textAlign: of.column_settings?.[column]?.align ?? "left",
    whiteSpace: of.column_settings?.[column]?.is_wrapped ? "normal" : "nowrap",
  });
  const id = of.block_id ?? "";
  return (
    <div class="table-scroll" tabIndex={0} role="group">
      <table class="plain-table">
        <thead>
          <tr>
            {head.map((cell, column) => (
              <th key={column} scope="col" style={styleOf(column)}>
                <CellView of={cell} block={id} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={index}>
              {row.map((cell, column) => (
                <td key={column} style={styleOf(column)}>
                  <CellView of={cell} block={id} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
