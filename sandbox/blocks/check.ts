import { isObject, objectsAt, textAt, type JsonObject } from "../json.ts";
import { LIMITS } from "../limits.ts";
import { SURFACES } from "./block-rules.ts";
import { FLAWS, type Flaw } from "./flaw.ts";
import { expandedCount } from "./markdown.ts";
import { byType, flag, list, object, optional, text, typed, union, type Fields, type Rule } from "./schema.ts";
import { plainText } from "./composition.ts";
import { tableText } from "./table-rules.ts";

export type SurfaceKind = "message" | "modal" | "home";

const { view: VIEW, message: MESSAGE } = LIMITS;

/** Everything that Slack holds against these blocks on this surface. `at` is where they stand: "/blocks", "/view/blocks". */
export function checkBlocks(value: unknown, surface: SurfaceKind, at = "/blocks"): Flaw[] {
  const most = surface === "message" ? MESSAGE.blocks : VIEW.blocks;
  const flaws = list(byType(SURFACES[surface]), { most })(value, at);
  if (flaws.length > 0 || !Array.isArray(value)) return flaws;
  const blocks = value.filter(isObject);
  return [
    ...uniqueBlockIds(blocks, at),
    ...uniqueActionIds(blocks, at),
    ...oneFocus(blocks, at),
    ...(surface === "message" ? messageTotals(blocks, at) : []),
  ];
}

/** Blocks with the pointer to each, nested ones too. */
function everyBlock(blocks: readonly JsonObject[], at: string): { block: JsonObject; pointer: string }[] {
  return blocks.flatMap((block, index) => {
    const pointer = `${at}/${index}`;
    const type = textAt(block, "type");
    const key =
      type === "container" ? "child_blocks" : type === "carousel" ? "elements" : type === "plan" ? "tasks" : "";
    return [{ block, pointer }, ...everyBlock(objectsAt(block, key), `${pointer}/${key}`)];
  });
}

function uniqueBlockIds(blocks: readonly JsonObject[], at: string): Flaw[] {
  const known = new Set<string>();
  return everyBlock(blocks, at).flatMap(({ block, pointer }) => {
    const id = textAt(block, "block_id");
    // A markdown block's own id is ignored.
    if (id === undefined || id === "" || textAt(block, "type") === "markdown") return [];
    if (known.has(id)) return [FLAWS.notUnique("block_id", id)(`${pointer}/block_id`)];
    known.add(id);
    return [];
  });
}

/** Within one block; the same action_id in another block is fine. */
function uniqueActionIds(blocks: readonly JsonObject[], at: string): Flaw[] {
  return everyBlock(blocks, at).flatMap(({ block, pointer }) => {
    const known = new Set<string>();
    return ["elements", "actions"].flatMap((key) =>
      objectsAt(block, key).flatMap((element, index) => {
        const id = textAt(element, "action_id");
        if (id === undefined) return [];
        if (known.has(id)) return [FLAWS.notUnique("action_id", id)(`${pointer}/${key}/${index}/action_id`)];
        known.add(id);
        return [];
      }),
    );
  });
}

function oneFocus(blocks: readonly JsonObject[], at: string): Flaw[] {
  const focused = everyBlock(blocks, at).flatMap(({ block, pointer }) => {
    const places: [string, JsonObject][] = [
      ...objectsAt(block, "elements").map((one, index): [string, JsonObject] => [`elements/${index}`, one]),
      ...["element", "accessory"].flatMap((key): [string, JsonObject][] =>
        isObject(block[key]) ? [[key, block[key]]] : [],
      ),
    ];
    return places
      .filter(([, one]) => one["focus_on_load"] === true)
      .map(([path]) => `${pointer}/${path}/focus_on_load`);
  });
  return focused.slice(1).map((pointer) => FLAWS.oneFocus(pointer));
}

function totalOf(some: readonly JsonObject[], size: (block: JsonObject) => number): number {
  return some.reduce((total, block) => total + size(block), 0);
}

/** What counts over a whole message: tables, charts, markdown and the blocks that Slack makes of it. */
function messageTotals(blocks: readonly JsonObject[], at: string): Flaw[] {
  const all = everyBlock(blocks, at);
  const of = (type: string): JsonObject[] => all.map(({ block }) => block).filter((block) => block["type"] === type);
  const markdown = of("markdown");
  const expanded =
    blocks.length - markdown.length + totalOf(markdown, (block) => expandedCount(textAt(block, "text") ?? ""));
  return [
    ...(of("table").length > MESSAGE.tables ? [FLAWS.tooManyOfType("table", MESSAGE.tables)(at)] : []),
    ...(of("data_visualization").length > MESSAGE.charts
      ? [FLAWS.tooManyOfType("data_visualization", MESSAGE.charts)(at)]
      : []),
    ...(totalOf(of("data_table"), tableText) > LIMITS.dataTable.text
      ? [FLAWS.tooMuchTable(LIMITS.dataTable.text)(at)]
      : []),
    ...(totalOf(markdown, (block) => textAt(block, "text")?.length ?? 0) > LIMITS.block.markdown
      ? [FLAWS.tooMuchMarkdown(LIMITS.block.markdown)(at)]
      : []),
    ...(expanded > MESSAGE.blocks ? [FLAWS.tooMany(MESSAGE.blocks)(at)] : []),
  ];
}

const shared: Fields = {
  type: typed,
  callback_id: optional(text({ most: VIEW.callbackId })),
  external_id: optional(text({ most: VIEW.externalId })),
  private_metadata: optional(text({ most: VIEW.privateMetadata })),
};

function viewRule(at: string): Rule {
  const blocks =
    (surface: "modal" | "home"): Rule =>
    (value) =>
      checkBlocks(value, surface, `${at}/blocks`);
  return byType({
    modal: object(
      {
        ...shared,
        title: plainText(VIEW.title),
        blocks: blocks("modal"),
        submit: optional(plainText(VIEW.submit)),
        close: optional(plainText(VIEW.close)),
        clear_on_close: optional(flag),
        notify_on_close: optional(flag),
      },
      submitForInputs,
    ),
    home: object({ ...shared, blocks: blocks("home") }),
  });
}

function submitForInputs(view: JsonObject, pointer: string): Flaw[] {
  if (view["submit"] !== undefined) return [];
  const first = objectsAt(view, "blocks").findIndex((block) => block["type"] === "input");
  return first < 0 ? [] : [FLAWS.needsSubmit(`${pointer}/blocks/${first}/input`)];
}

/** Everything that Slack holds against a view; the first flaw says that none of the schemas of views fits. */
export function checkView(value: unknown, at = "/view"): Flaw[] {
  return union(viewRule(at))(value, at);
}

/** How much text stands in these blocks, tables and charts left out: what `msg_blocks_too_long` looks at. */
export function blocksText(blocks: readonly JsonObject[]): number {
  return blocks
    .filter((block) => !/table|data_visualization/.test(textAt(block, "type") ?? ""))
    .reduce((total, block) => total + textsLength(block), 0);
}

function textsLength(value: unknown): number {
  if (Array.isArray(value)) return value.reduce((sum: number, one) => sum + textsLength(one), 0);
  if (!isObject(value)) return 0;
  return Object.entries(value).reduce(
    (sum, [key, member]) => sum + (key === "text" && typeof member === "string" ? member.length : textsLength(member)),
    0,
  );
}
