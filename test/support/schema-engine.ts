/**
 * Prisma's schema engine as WebAssembly: says which SQL makes the tables of the schema, without a download. Run by
 * itself it prints it, for whoever writes the next migration:
 * `node test/support/schema-engine.ts postgres://…` (any reachable PostgreSQL; nothing is changed in it).
 */
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { PrismaPg } from "@prisma/adapter-pg";
import { bindMigrationAwareSqlAdapterFactory } from "@prisma/driver-adapter-utils";
import * as engine from "@prisma/schema-engine-wasm/schema_engine_bg";

const { __wbg_set_wasm: setWasm } = engine;

/** What is used of it; Node has it, the type libraries without a browser do not. */
declare const WebAssembly: {
  instantiate(
    bytes: Uint8Array,
    imports: object,
  ): Promise<{ readonly instance: { readonly exports: { readonly [name: string]: unknown } } }>;
};

const SCHEMA = new URL("../../prisma/schema.prisma", import.meta.url);

async function startEngine(url: string) {
  const folder = createRequire(import.meta.url).resolve("@prisma/schema-engine-wasm/schema_engine_bg");
  const wasm = await readFile(folder.replace(/\.js$/, ".wasm"));
  const { instance } = await WebAssembly.instantiate(wasm, { "./schema_engine_bg.js": { ...engine } });
  const { exports } = instance;
  setWasm(exports);
  const start = exports["__wbindgen_start"];
  if (typeof start !== "function") throw new Error("The schema engine has no beginning");
  start();
  const path = SCHEMA.pathname;
  const content = await readFile(SCHEMA, "utf8");
  const adapter = bindMigrationAwareSqlAdapterFactory(new PrismaPg({ connectionString: url }));
  return {
    schema: { path, content },
    engine: await engine.SchemaEngine.new({ datamodels: [[path, content]] }, () => undefined, adapter),
  };
}

/** The SQL that makes an empty database look as prisma/schema.prisma says. */
export async function sqlOfSchema(url: string): Promise<string> {
  const started = await startEngine(url);
  const answer = await started.engine.diff({
    from: { tag: "empty" },
    to: { tag: "schemaDatamodel", files: [started.schema] },
    script: true,
    exitCode: null,
    filters: { externalTables: [], externalEnums: [] },
  });
  return answer.stdout ?? "";
}

if (import.meta.main) console.log(await sqlOfSchema(process.argv[2] ?? ""));
