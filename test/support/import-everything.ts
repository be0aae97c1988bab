/**
 * Imports every module under plain Node. The test runner transforms TypeScript by itself and would not notice an enum,
 * a decorator or a `.js` ending; Node does.
 */
import { glob } from "node:fs/promises";
import { pathToFileURL } from "node:url";
import { resolve } from "node:path";

/** These start something when they are imported. */
const STARTERS = new Set(["src/main.ts", "src/cli.ts", "sandbox/main.ts", "demo/main.ts", "bench/main.ts"]);

const root = resolve(import.meta.dirname, "../..");
let count = 0;
const failed: string[] = [];
for await (const path of glob("{src,sandbox,bench,demo}/**/*.ts", {
  cwd: root,
  exclude: (name) => name.includes("sandbox/page"),
})) {
  const file = path.replaceAll("\\", "/");
  if (STARTERS.has(file) || (file.startsWith("sandbox/page/") && file !== "sandbox/page/build.ts")) continue;
  count += 1;
  try {
    await import(pathToFileURL(resolve(root, file)).href);
  } catch (error) {
    failed.push(`${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
}
if (failed.length > 0) {
  console.error(`These modules do not load under plain Node:\n${failed.join("\n")}`);
  process.exit(1);
}
console.log(`${count} modules load under plain Node`);
process.exit(0);
