import { glob, readFile } from "node:fs/promises";
import { dirname, relative, resolve } from "node:path";
import { describe, expect, it } from "vitest";

const root = resolve(import.meta.dirname, "..");

/** Which rooms of `src` a room may import from; a room may always import from itself. The map of design.md. */
const MAY_IMPORT: { readonly [room: string]: readonly string[] } = {
  calendar: [],
  regulation: ["calendar"],
  desk: ["regulation", "calendar"],
  story: ["desk", "regulation", "calendar"],
  store: ["desk", "regulation", "calendar"],
  slack: ["desk", "regulation", "calendar"],
  records: ["desk", "regulation", "calendar"],
  coverage: ["records", "slack", "story", "desk", "regulation", "calendar"],
};

interface Import {
  readonly file: string;
  readonly from: string;
}

async function importsIn(pattern: string): Promise<readonly Import[]> {
  const found: Import[] = [];
  for await (const path of glob(pattern, { cwd: root })) {
    const text = await readFile(resolve(root, path), "utf8");
    for (const match of text.matchAll(
      /(?:import|export)\s[^"';]*?from\s+"([^"]+)"|import\("([^"]+)"\)|import\s+"([^"]+)"/g,
    )) {
      const target = match[1] ?? match[2] ?? match[3] ?? "";
      const from = target.startsWith(".") ? relative(root, resolve(root, dirname(path), target)) : target;
      found.push({ file: path, from });
    }
  }
  return found;
}

function roomOf(path: string): string | undefined {
  return /^src\/([^/]+)\//.exec(path)?.[1];
}

describe("the direction of imports", () => {
  it("lets each room import only from the rooms below it", async () => {
    const imports = await importsIn("src/*/**/*.ts");
    const wrong = imports.filter(({ file, from }) => {
      const room = roomOf(file) ?? "";
      const target = roomOf(from);
      if (MAY_IMPORT[room] === undefined) return false;
      if (!from.startsWith("src/")) return false;
      return target === undefined ? from !== "src/clock.ts" : target !== room && !MAY_IMPORT[room].includes(target);
    });
    expect(wrong).toEqual([]);
  });

  it("keeps Slack, Prisma, the file system and the network out of the rules", async () => {
    const imports = await importsIn("src/{calendar,regulation,desk,story}/**/*.ts");
    expect(imports.filter(({ from }) => /^(@slack|@prisma|node:|pg-boss|pino|ws$)/.test(from))).toEqual([]);
  });

  it("keeps the calendar a library of its own", async () => {
    const imports = await importsIn("src/calendar/**/*.ts");
    expect(imports.filter(({ from }) => from.startsWith("src/") && !from.startsWith("src/calendar/"))).toEqual([]);
  });

  it("keeps the sandbox and the app strangers to each other", async () => {
    const sandbox = await importsIn("sandbox/**/*.{ts,tsx}");
    const app = await importsIn("src/**/*.ts");
    expect(sandbox.filter(({ from }) => from.startsWith("src/"))).toEqual([]);
    expect(app.filter(({ from }) => from.startsWith("sandbox/"))).toEqual([]);
  });

  it("reads the clock and chance nowhere in the rules", async () => {
    const wrong: string[] = [];
    for await (const path of glob("src/{calendar,regulation,desk,story}/**/*.ts", { cwd: root })) {
      const text = await readFile(resolve(root, path), "utf8");
      if (/new Date\(\)|Date\.now\(|Math\.random\(|process\./.test(text.replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*/g, "")))
        wrong.push(path);
    }
    expect(wrong).toEqual([]);
  });

  it("reads the environment in the settings alone", async () => {
    const wrong: string[] = [];
    for await (const path of glob("src/**/*.ts", { cwd: root })) {
      if (path === "src/settings.ts") continue;
      if ((await readFile(resolve(root, path), "utf8")).includes("process.env")) wrong.push(path);
    }
    expect(wrong).toEqual([]);
  });
});
