import { z } from "zod";
import { SECTIONS, meaningOf } from "./raw/meanings.ts";
import { RawRegulation } from "./raw/raw.ts";

type Node = z.core.JSONSchema.BaseSchema;

export function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The schemas directly inside a schema that are no named keys. */
function inner(node: Node): Node[] {
  return [node.items, node.additionalProperties, ...(node.anyOf ?? [])].filter(isNode);
}

/** Calls back for every key below a section. */
function eachKey(node: Node, found: (key: string, schema: Node) => void): void {
  for (const [key, schema] of Object.entries(node.properties ?? {})) {
    if (!isNode(schema)) continue;
    found(key, schema);
    eachKey(schema, found);
  }
  for (const schema of inner(node)) eachKey(schema, found);
}

/**
 * The form of regulation files as JSON Schema (draft 2020-12), for editors that complete and check while somebody
 * writes. It knows keys, their meaning and closed words; `check` knows the rest.
 */
export function jsonSchema(): Node {
  const schema = z.toJSONSchema(RawRegulation, {
    io: "input",
    override: ({ jsonSchema: node }) => {
      // Editors that still read YAML 1.1 see `yes` and `no` as true and false.
      if (node.enum?.length === 2 && node.enum.includes("yes") && node.enum.includes("no")) {
        node.enum = ["yes", "no", true, false];
        delete node.type;
      }
    },
  });
  for (const [section, node] of Object.entries(schema.properties ?? {})) {
    if (!isNode(node)) continue;
    node.description = SECTIONS[section]?.about ?? "";
    eachKey(node, (key, found) => {
      found.description = meaningOf(section, key) ?? "";
    });
  }
  return schema;
}

/** The same as a file: what editors read beside the regulations. */
export function schemaText(): string {
  const { $schema, ...schema } = jsonSchema();
  return `${JSON.stringify({ $schema, title: "A regulation of Complaint Desk", ...schema }, null, 2)}\n`;
}

/** The keys of each section, in the order of the schema. */
export function keysOfSections(): ReadonlyMap<string, readonly string[]> {
  const sections = new Map<string, readonly string[]>();
  for (const [section, node] of Object.entries(jsonSchema().properties ?? {})) {
    const keys = new Set<string>();
    if (isNode(node)) eachKey(node, (key) => keys.add(key));
    sections.set(section, [...keys]);
  }
  return sections;
}

/** The sections and keys of the language as they stand in docs/regulation-file.md (Markdown). */
export function keyTables(): string {
  const usual = ["basis", "reading", "house", "when", "unless"];
  const parts = [...keysOfSections()].map(([section, keys]) => {
    const rows = keys
      .filter((key) => !usual.includes(key))
      .map((key) => `| \`${key}\` | ${(meaningOf(section, key) ?? "").replaceAll("|", "\\|")} |`);
    const table = rows.length === 0 ? "" : `\n| key | |\n|---|---|\n${rows.join("\n")}\n`;
    return `### ${section}\n\n${SECTIONS[section]?.about ?? ""}\n${table}`;
  });
  return parts.join("\n");
}
