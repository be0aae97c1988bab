import { secret } from "../ids.ts";
import type { StoredFile } from "./nouns.ts";
import type { World } from "./world.ts";

const TYPES: Record<string, string> = {
  csv: "text/csv",
  doc: "application/msword",
  docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  gif: "image/gif",
  htm: "text/html",
  html: "text/html",
  jpeg: "image/jpeg",
  jpg: "image/jpeg",
  json: "application/json",
  md: "text/markdown",
  mp3: "audio/mpeg",
  mp4: "video/mp4",
  pdf: "application/pdf",
  png: "image/png",
  svg: "image/svg+xml",
  txt: "text/plain",
  webp: "image/webp",
  xls: "application/vnd.ms-excel",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  yaml: "application/x-yaml",
  yml: "application/x-yaml",
  zip: "application/zip",
};

export function extensionOf(name: string): string {
  return /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? "";
}

export function mimetypeOf(name: string): string {
  return TYPES[extensionOf(name)] ?? "application/octet-stream";
}

export function storeFile(
  world: World,
  file: Pick<StoredFile, "name" | "user" | "stage"> & Partial<StoredFile>,
): StoredFile {
  const full: StoredFile = {
    id: world.ids.next("F"),
    title: file.name,
    mimetype: mimetypeOf(file.name),
    bytes: Buffer.alloc(0),
    created: world.clock.now(),
    channels: new Set(),
    givenTo: new Set(),
    shares: [],
    ticket: secret(16),
    ...file,
  };
  world.files.set(full.id, full);
  return full;
}
