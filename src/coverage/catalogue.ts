import { readdir, readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { parse } from "yaml";
import { z } from "zod";

/** One clause of a written regulation: what it is about, and the facts and figures that it gives. */
const Clause = z.strictObject({
  id: z.string().regex(/^[\w-]+-\d{2,3}$/),
  topic: z.string(),
  parameters: z.record(z.string(), z.unknown()),
  /** Parameters that the text leaves open and that are read into it. */
  inferred: z.array(z.string()).optional(),
});
export type Clause = z.infer<typeof Clause>;

const System = z.strictObject({ system: z.string(), clauses: z.array(Clause).min(1) });

/** A clause that no software can carry out, and why, in both languages. */
const Beyond = z.strictObject({
  clause: z.string(),
  why: z.strictObject({ en: z.string().min(20), "zh-CN": z.string().min(8) }),
});
export type Beyond = z.infer<typeof Beyond>;

const REGULATIONS = join(import.meta.dirname, "../../regulations");
const CLAUSES = join(REGULATIONS, "clauses");
/** Stands beside the systems' files and is none of them. */
const BEYOND = "beyond.yaml";

/** Every system that the catalogue has, by name. */
export async function catalogued(): Promise<readonly string[]> {
  const files = await readdir(CLAUSES);
  return files
    .filter((file) => file.endsWith(".yaml") && file !== BEYOND)
    .map((file) => basename(file, ".yaml"))
    .toSorted();
}

/**
 * The clauses of one system, in the order of its text.
 *
 * @throws Error when the file is missing, malformed, or names a clause twice or under another system
 */
export async function readClauses(system: string): Promise<readonly Clause[]> {
  const read = System.parse(parse(await readFile(join(CLAUSES, `${system}.yaml`), "utf8")));
  const ids = read.clauses.map(({ id }) => id);
  const strange = ids.filter((id, index) => !id.startsWith(`${system}-`) || ids.indexOf(id) !== index);
  if (read.system !== system || strange.length > 0)
    throw new Error(`${system}.yaml: ${strange.join(", ") || read.system} does not belong here`);
  return read.clauses;
}

/** The clauses of all systems that lie outside software. */
export async function readBeyond(): Promise<readonly Beyond[]> {
  return z.array(Beyond).parse(parse(await readFile(join(CLAUSES, BEYOND), "utf8")));
}

/** A regulation file's text; guides stand in a folder of their own. */
export async function readRegulationText(system: string): Promise<{ readonly text: string; readonly guide: boolean }> {
  const own = await readFile(join(REGULATIONS, `${system}.yaml`), "utf8").catch(() => undefined);
  if (own !== undefined) return { text: own, guide: false };
  return { text: await readFile(join(REGULATIONS, "guides", `${system}.yaml`), "utf8"), guide: true };
}
