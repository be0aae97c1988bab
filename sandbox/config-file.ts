import { readFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { parse } from "yaml";
import { readWorkspace, type WorkspaceConfig } from "./config.ts";
import { isObject, toJson, type Json } from "./json.ts";
import { appFromManifest } from "./manifest.ts";

/**
 * Reads a workspace from a YAML or JSON file. An app in it may name its `manifest` (a path from that file): what the manifest
 * says holds, where the file itself says nothing else.
 *
 * @throws Error that names each wrong place.
 */
export async function readConfigFile(path: string): Promise<WorkspaceConfig> {
  const input: unknown = parse(await readFile(path, "utf8"));
  if (!isObject(input) || !Array.isArray(input["apps"])) return readWorkspace(input);
  const apps = await Promise.all(input["apps"].map((app) => withManifest(app, path)));
  return readWorkspace({ ...input, apps });
}

async function withManifest(app: Json, path: string): Promise<Json> {
  if (!isObject(app)) return app;
  const { manifest, ...own } = app;
  if (typeof manifest !== "string") return app;
  const text = await readFile(resolve(dirname(path), manifest), "utf8");
  return toJson({ ...appFromManifest(parse(text)), ...own });
}
