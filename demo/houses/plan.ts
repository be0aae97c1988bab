import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stringify } from "yaml";
import { z } from "zod";
import { readWorkspace, type WorkspaceInput } from "../../sandbox/config.ts";

/** `head of kitchen` is held in a department, `area-manager of north` in a unit, `director` in the whole company. */
const Post = z.string().regex(/^[a-z0-9-]+(?: of [a-z0-9-]+)?$/);

const Person = z.strictObject({
  /** `王芳 Wang Fang`: as Slack shows it. */
  name: z.string(),
  handle: z.string().regex(/^[a-z]+$/),
  title: z.string(),
  language: z.enum(["en", "zh-CN"]).default("zh-CN"),
  posts: z.array(Post).default([]),
  /** Channels beside those of the departments of one's posts: a department's, `desk`, or `sealed` for restricted cases. */
  in: z.array(z.string()).default([]),
});
type Person = z.infer<typeof Person>;

const Department = z.strictObject({
  title: z.string(),
  unit: z.string().optional(),
  /** What people complain about, and who looks after it. */
  matters: z.record(z.string(), z.string()).default({}),
});

const Somebody = z.union([z.string(), z.array(z.string())]);

/** A company of the demo on one page: its desk and its workspace are drawn up from it. */
export const Plan = z.strictObject({
  company: z.string(),
  handle: z.string().regex(/^[a-z]+$/),
  language: z.enum(["en", "zh-CN"]).default("zh-CN"),
  zone: z.string().default("Asia/Shanghai"),
  departments: z.record(z.string(), Department),
  /** Handles of those who run the app. */
  administrators: z.array(z.string()),
  people: z.array(Person),
  /** Entries of the regulation's lists, as in a desk's file. */
  lists: z.record(z.string(), z.array(z.string())).default({}),
  /** Files of guides, e.g. `bank-counter`. */
  guides: z.array(z.string()).default([]),
  acts: z.array(z.unknown()),
});
export type Plan = z.infer<typeof Plan>;

const DESK = "complaints";
const SEALED = "complaints-sealed";
const REGULATIONS = join(import.meta.dirname, "../../regulations");

function channelOf(department: string): string {
  return `${department}-desk`;
}

function idOf({ handle }: Person): string {
  return `U0${handle.toUpperCase()}`;
}

function placed(post: string): { readonly role: string; readonly place?: string } {
  const [role = "", place] = post.split(" of ");
  return place === undefined ? { role } : { role, place };
}

interface Held {
  readonly person: Person;
  readonly role: string;
  readonly place?: string;
}

function held(plan: Plan): readonly Held[] {
  return plan.people.flatMap((person) => person.posts.map((post) => ({ person, ...placed(post) })));
}

function rolesOf(plan: Plan): Record<string, z.infer<typeof Somebody> | Record<string, string[]>> {
  const roles: Record<string, string[] | Record<string, string[]>> = {};
  for (const { person, role, place } of held(plan)) {
    const at = `@${person.handle}`;
    const known = roles[role];
    if (place === undefined) roles[role] = [...(Array.isArray(known) ? known : []), at];
    else {
      const places = known === undefined || Array.isArray(known) ? {} : known;
      roles[role] = { ...places, [place]: [...(places[place] ?? []), at] };
    }
  }
  return roles;
}

function deskOf(id: string, plan: Plan): object {
  const matters = Object.entries(plan.departments).flatMap(([department, { matters: those }]) =>
    Object.entries(those).map(([matter, title]) => ({ id: matter, title, department })),
  );
  return {
    id: plan.handle,
    name: plan.company,
    regulation: join(REGULATIONS, `${id}.yaml`),
    language: plan.language,
    zone: plan.zone,
    channel: `#${DESK}`,
    "restricted-channel": `#${SEALED}`,
    digest: "08:30",
    administrators: plan.administrators.map((handle) => `@${handle}`),
    departments: Object.entries(plan.departments).map(([department, { title, unit }]) => ({
      id: department,
      title,
      channel: `#${channelOf(department)}`,
      ...(unit === undefined ? {} : { unit }),
    })),
    matters,
    roles: rolesOf(plan),
    lists: plan.lists,
    ...(plan.guides.length === 0
      ? {}
      : { guides: plan.guides.map((guide) => join(REGULATIONS, "guides", `${guide}.yaml`)) }),
  };
}

function membersOf(department: string, plan: Plan): readonly string[] {
  const { unit } = plan.departments[department] ?? {};
  const placesHere = held(plan).filter(({ place }) => place !== undefined && (place === department || place === unit));
  const here = new Set(placesHere.map(({ person }) => person));
  return plan.people.filter((one) => here.has(one) || one.in.includes("desk") || one.in.includes(department)).map(idOf);
}

function channel(id: string, name: string, topic: string, members: readonly string[]) {
  return { id, name, topic, members: [...members] };
}

function workspaceOf(plan: Plan): Pick<WorkspaceInput, "team" | "people" | "channels" | "groups"> {
  const whoIsIn = (place: string) => plan.people.filter((one) => one.in.includes(place)).map(idOf);
  const departments = Object.entries(plan.departments);
  return readWorkspace({
    team: { id: `T0${plan.handle.toUpperCase()}`, name: plan.company.replace(" | ", " "), domain: plan.handle },
    people: plan.people.map((person) => ({
      id: idOf(person),
      name: person.handle,
      realName: person.name,
      title: person.title,
      locale: person.language === "en" ? "en-GB" : "zh-CN",
      tz: plan.zone,
      email: `${person.handle}@${plan.handle}.example`,
      admin: plan.administrators.includes(person.handle),
    })),
    channels: [
      { ...channel("C0GENERAL", "general", "Everybody · 全员", plan.people.map(idOf)), general: true },
      channel("C0DESK", DESK, "The desk · 受理台", whoIsIn("desk")),
      ...departments.map(([department, { title }], index) =>
        channel(`C0DEPT${index + 1}`, channelOf(department), title.replace(" | ", " · "), membersOf(department, plan)),
      ),
      { ...channel("C0SEALED", SEALED, "Restricted cases · 限阅投诉", whoIsIn("sealed")), private: true },
    ],
  });
}

/** Draws up the desk's file, which the app reads as it would a company's own, and the workspace around it. */
export async function houseOfPlan(id: string, input: unknown) {
  const plan = Plan.parse(input);
  const folder = await mkdtemp(join(tmpdir(), "complaint-desk-house-"));
  const deskFile = join(folder, "desk.yaml");
  await writeFile(deskFile, stringify({ desks: [deskOf(id, plan)] }));
  return { deskFile, workspace: workspaceOf(plan), acts: plan.acts };
}
