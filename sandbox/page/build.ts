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
const WEIGHTS = ["400", "700"];

async function readFonts(): Promise<Map<string, PageFile>> {
  const [letters, pictures] = await Promise.all([readLetters(), readPictures()]);
  const sheet = letters.sheet + pictures.sheet;
  return new Map([
    ...letters.files,
    ...pictures.files,
    ["/fonts.css", { type: "text/css; charset=utf-8", body: Buffer.from(sheet) }],
  ]);
}

interface Fonts {
  sheet: string;
  files: [string, PageFile][];
}

/* Chinese for machines without a Chinese font, in about a hundred pieces a weight. */
async function readLetters(): Promise<Fonts> {
  const from = folderOf("@fontsource/noto-sans-sc");
  const under = `/fonts/noto-sans-sc-${await versionOf("@fontsource/noto-sans-sc")}`;
  const sheets = await Promise.all(
    WEIGHTS.map(async (weight) => leanSheet(await readFile(join(from, `${weight}.css`), "utf8"), under)),
  );
  const sheet = `${sheets.join("\n")}\n`;
  const names = [...sheet.matchAll(/\/([\w.-]+\.woff2)/g)].map((match) => match[1] ?? "");
  const files = names.map((name) => fontFile(`${under}/${name}`, join(from, "files", name)));
  return { sheet, files: await Promise.all(files) };
}

/* Emoji for machines that have none of their own. */
async function readPictures(): Promise<Fonts> {
  const path = `/fonts/twemoji-${await versionOf("twemoji-colr-font")}.woff2`;
  const sheet = `@font-face{font-family:Twemoji;font-display:swap;src:url(${path}) format("woff2")}\n`;
  return { sheet, files: [await fontFile(path, join(folderOf("twemoji-colr-font"), "twemoji.woff2"))] };
}

async function fontFile(path: string, from: string): Promise<[string, PageFile]> {
  return [path, { type: "font/woff2", body: await readFile(from) }];
}

function folderOf(name: string): string {
  return dirname(require.resolve(`${name}/package.json`));
}

/*
 * The Chinese font stands first in the page's list, because a browser that has once found no glyph in a local font does not
 * look again when this one arrives; so its sheet may speak for Chinese only, and letters go on coming from the system's font.
 */
const FIRST_CHINESE = 0x2e80;

function leanSheet(sheet: string, under: string): string {
  const faces = sheet.match(/@font-face \{[^}]*\}/g) ?? [];
  return faces
    .flatMap((face) => {
      const range = /unicode-range: ([^;]*);/.exec(face)?.[1] ?? "";
      const chinese = range.split(",").filter((each) => Number.parseInt(each.trim().slice(2), 16) >= FIRST_CHINESE);
      if (chinese.length === 0) return [];
      return face
        .replace(range, chinese.join(","))
        .replace(/, url\([^)]*\.woff\) format\('woff'\)/, "")
        .replace("url(./files/", `url(${under}/`)
        .replaceAll(/\s+/g, " ");
    })
    .join("\n");
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
