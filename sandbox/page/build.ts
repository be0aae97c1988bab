import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, extname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

/** One thing to serve: its media type and its bytes. */
export interface PageFile {
  type: string;
  body: Uint8Array;
}

const HERE = dirname(fileURLToPath(import.meta.url));
const CACHE = join(HERE, "../../node_modules/.cache/sandbox-page");
const require = createRequire(import.meta.url);

/**
 * Builds the page in memory. Keys are absolute paths: "/" is the document, then "/assets/…", "/fonts.css" and "/fonts/…"
 * (all but "/" and "/fonts.css" carry a hash or a version in their name and never change under it).
 * The result is kept under node_modules/.cache by the hash of everything it is made of, so only the first start pays.
 */
export async function buildPage(): Promise<Map<string, PageFile>> {
  const [page, fonts] = await Promise.all([cachedPage(), readFonts()]);
  return new Map([...page, ...fonts]);
}

async function cachedPage(): Promise<Map<string, PageFile>> {
  const folder = join(CACHE, await hashOfSources());
  const kept = await readFolder(folder).catch(() => undefined);
  if (kept?.has("/")) return kept;
  const built = await bundle();
  await keep(folder, built);
  return built;
}

async function bundle(): Promise<Map<string, PageFile>> {
  const { build } = await import("vite");
  const result = await build({
    root: HERE,
    configFile: false,
    logLevel: "warn",
    publicDir: false,
    build: { write: false, target: "es2023", assetsInlineLimit: 0, modulePreload: false, reportCompressedSize: false },
    oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  });
  const files = new Map<string, PageFile>();
  for (const output of [result].flat()) {
    if (!("output" in output)) continue;
    for (const file of output.output) {
      const body = Buffer.from(file.type === "chunk" ? file.code : file.source);
      files.set(pathOf(file.fileName), { type: typeOf(file.fileName), body });
    }
  }
  return files;
}

/* A whole folder appears by one rename: two starts at once never see half of a page. */
async function keep(folder: string, files: Map<string, PageFile>): Promise<void> {
  const draft = `${folder}.${process.pid}`;
  for (const [path, file] of files) {
    const to = join(draft, path === "/" ? "index.html" : path);
    await mkdir(dirname(to), { recursive: true });
    await writeFile(to, file.body);
  }
  await rename(draft, folder).catch(() => rm(draft, { recursive: true, force: true }));
}

async function readFolder(folder: string): Promise<Map<string, PageFile>> {
  const names = await filesIn(folder);
  const files = names.map(async (name) => {
    const body = await readFile(join(folder, name));
    return [pathOf(name), { type: typeOf(name), body }] as const;
  });
  return new Map(await Promise.all(files));
}

async function hashOfSources(): Promise<string> {
  const hash = createHash("sha256");
  const beside = ["../protocol.ts", "../chart-block.ts"];
  for (const name of [...(await filesIn(HERE)), ...beside].toSorted())
    hash
      .update(name)
      .update("\0")
      .update(await readFile(join(HERE, name)));
  for (const name of ["vite", "preact", "marked", "emojibase-data"]) hash.update(`${name} ${await versionOf(name)}\n`);
  return hash.digest("hex").slice(0, 24);
}

async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll("\\", "/"));
}

async function versionOf(name: string): Promise<string> {
  const { version }: { version: string } = JSON.parse(await readFile(require.resolve(`${name}/package.json`), "utf8"));
  return version;
}

/* The fonts go round the bundler: hundreds of finished files gain nothing from it, and a browser asks only for those it needs. */
const FONTS = [
  { name: "noto-sans-sc", weights: ["400", "700"] },
  { name: "noto-color-emoji", weights: ["400"] },
];

async function readFonts(): Promise<Map<string, PageFile>> {
  const files = new Map<string, PageFile>();
  const sheets: string[] = [];
  for (const { name, weights } of FONTS) {
    const from = dirname(require.resolve(`@fontsource/${name}/package.json`));
    const under = `/fonts/${name}-${await versionOf(`@fontsource/${name}`)}`;
    for (const weight of weights) {
      const sheet = await readFile(join(from, `${weight}.css`), "utf8");
      sheets.push(leanSheet(sheet, under));
      const wanted = [...sheet.matchAll(/files\/([\w.-]+\.woff2)/g)].map((match) => match[1] ?? "");
      await Promise.all(
        wanted.map(async (file) =>
          files.set(`${under}/${file}`, { type: "font/woff2", body: await readFile(join(from, "files", file)) }),
        ),
      );
    }
  }
  return files.set("/fonts.css", { type: "text/css; charset=utf-8", body: Buffer.from(sheets.join("\n")) });
}

function leanSheet(sheet: string, under: string): string {
  return sheet
    .replaceAll(/, url\([^)]*\.woff\) format\('woff'\)/g, "")
    .replaceAll("url(./files/", `url(${under}/`)
    .replaceAll(/\/\*.*?\*\//g, "")
    .replaceAll(/\s+/g, " ");
}

function pathOf(name: string): string {
  return name === "index.html" ? "/" : `/${name}`;
}

const TYPES: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".woff2": "font/woff2",
};

function typeOf(name: string): string {
  return TYPES[extname(name)] ?? "application/octet-stream";
}
