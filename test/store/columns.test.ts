import { expect, it } from "vitest";
import { columnsOf } from "../../src/store/columns.ts";
import { opened } from "../support/given.ts";

it.each([
  ["138 1234 5678 / 0755-88881234转801", ["13812345678", "075588881234"]],
  ["+86 138-1234-5678", ["13812345678"]],
  ["内线 8012", []],
  ["none", []],
])("a case is found by each telephone number of “%s”", (phone, phones) => {
  const { case: current, context } = opened("minor", { phone });
  expect(columnsOf("c1", current, context).phones).toEqual(phones);
});
