import { existsSync } from "node:fs";
import { readFile, readdir } from "node:fs/promises";
import { basename, join } from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import { readWorkspace, type WorkspaceInput } from "../../sandbox/config.ts";
import { houseOfPlan } from "./plan.ts";

/** Times are `15:00` on that day or `+2 12:00` working days later, dates `+2`, people `@handle`, sums `100 CNY`. */
const Facts = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]));

/** One thing that somebody did at this house before the demo begins. */
const Act = z.strictObject({
  /** Working days back from today; 0 is today. */
  day: z.int().min(0),
  time: z.string().regex(/^\d{2}:\d{2}$/),
  who: z.string(),
  /** Any word that names the case among the acts. */
  case: z.string(),
  file: Facts.optional(),
  kind: z.string().default("complaint"),
  do: z.string().optional(),
  answers: Facts.optional(),
  /** Names of files that are attached. */
  evidence: z.array(z.string()).default([]),
  note: z.string().optional(),
  contact: z.strictObject({ how: z.string(), said: z.string() }).optional(),
  ask: z.literal("extension").optional(),
  /** For `ask`: the new date, so many working days after the act. */
  "working-days": z.int().positive().optional(),
  /** Says yes to what was asked for: a step, `extension`, `list`, … */
  approve: z.string().optional(),
  escalate: z.string().optional(),
  withdraw: z.string().optional(),
  wait: z.string().optional(),
  reason: z.string().optional(),
});
export type Act = z.infer<typeof Act>;

const Acts = z.strictObject({ acts: z.array(Act) });

/** A company of the demo: its desk, its people and channels, and what has happened there so far. */
export interface House {
  readonly id: string;
  readonly deskFile: string;
  readonly workspace: Pick<WorkspaceInput, "team" | "people" | "channels" | "groups">;
  readonly acts: readonly Act[];
}

const FOLDER = import.meta.dirname;

/** Every house that can be shown: a page here for each regulation, or a folder with the three files it stands for. */
export async function houseNames(): Promise<readonly string[]> {
  const entries = await readdir(FOLDER, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory() || entry.name.endsWith(".yaml"))
    .map((entry) => basename(entry.name, ".yaml"))
    .toSorted();
}

async function yamlIn(folder: string, name: string): Promise<unknown> {
  return parse(await readFile(join(folder, name), "utf8"));
}

/** @throws Error naming the houses there are, when there is none of this name */
export async function readHouse(id: string): Promise<House> {
  const names = await houseNames();
  if (!names.includes(id)) throw new Error(`There is no house "${id}". There are: ${names.join(", ")}`);
  const folder = join(FOLDER, id);
  if (existsSync(`${folder}.yaml`)) {
    const { acts, ...house } = await houseOfPlan(id, await yamlIn(FOLDER, `${id}.yaml`));
    return { id, ...house, acts: Acts.parse({ acts }).acts };
  }
  const { team, people, channels, groups } = readWorkspace(await yamlIn(folder, "people.yaml"));
  return {
    id,
    deskFile: join(folder, "desk.yaml"),
    workspace: { team, people, channels, groups },
    acts: Acts.parse(await yamlIn(folder, "cases.yaml")).acts,
  };
}
