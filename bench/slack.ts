import { cpus } from "node:os";
import type { PersonControl } from "../sandbox/control/person.ts";
import type { ModalSeen } from "../sandbox/protocol.ts";
import type { Slack } from "../sandbox/slack.ts";
import { DATABASES, startRunningApp, type DatabaseKind } from "./running-app.ts";
import { line, loads, spread, type Spread } from "./spread.ts";

const CASES = 200;
const WARM_UP = 20;
/** On two cores, in milliseconds, of 95 in 100. */
const GOALS = { card: 150, form: 60 } as const;

const RECEPTION = "U0GRACE";
const CHANNEL = "C0ENG";
const PATIENCE = 30_000;

interface Figures {
  readonly database: DatabaseKind;
  readonly cases: number;
  /** From the slash command's request to the form's arrival at Slack. */
  readonly form: Spread;
  /** From the submission's request to the card's arrival at Slack. */
  readonly card: Spread;
  /** From the submission's request to its answer: what the person waits for. */
  readonly receipt: Spread;
  readonly firstStartMs: number;
  readonly nextStartMs: number;
  readonly memoryAtRestMb: number;
  readonly memoryAfterMb: number;
}

function isIntake(modal: ModalSeen): boolean {
  return modal.callbackId === "intake";
}

async function redrawn(person: PersonControl, element: string, value: string | string[]): Promise<void> {
  const modal = await person.seesModal(isIntake);
  await person.choose(modal, element, value);
  await person.seesModal((one) => isIntake(one) && one.hash !== modal.hash, PATIENCE);
}

interface Sample {
  readonly form: number;
  readonly card: number;
  readonly receipt: number;
}

/** The card, the thread's first line, who recorded it, and where it was sent. */
const POSTS_OF_A_CASE = 4;

/** One case from the slash command to the last line of its thread, so that each begins when nothing is under way. */
async function fileOne(slack: Slack, index: number, last: { id: number }): Promise<Sample> {
  const { control } = slack;
  const person = control.as(RECEPTION);
  const since = last.id;
  const arrived = (name: string, count = 1) =>
    control.untilTraffic({ kind: "api", name, since, count }, PATIENCE).then(() => performance.now());
  const opened = arrived("views.open");
  const asked = performance.now();
  await person.command("/complaint", `The lift stopped between floors, call ${index}`, CHANNEL);
  const form = (await opened) - asked;
  await redrawn(person, "category", "lift");
  await redrawn(person, "cause", "equipment");
  await redrawn(person, "ticks", ["easy"]);
  const posted = arrived("chat.postMessage");
  const whole = arrived("chat.postMessage", POSTS_OF_A_CASE);
  const sent = performance.now();
  const answer = await person.submit({
    complainant: "Ms Chen Lan",
    phone: `138 ${1_000_000 + index}`,
    source: "phone",
  });
  const receipt = performance.now() - sent;
  if (!answer.ok || answer.outcome !== "update") throw new Error(`Not filed: ${JSON.stringify(answer)}`);
  const card = (await posted) - sent;
  await whole;
  await person.closeView({ all: true });
  last.id = (await control.traffic({ since })).at(-1)?.id ?? since;
  return { form, card, receipt };
}

async function measure(database: DatabaseKind, cases: number): Promise<Figures> {
  const app = await startRunningApp(database);
  try {
    const memoryAtRestMb = await app.memory();
    const samples: Sample[] = [];
    const last = { id: 0 };
    for (let index = 0; index < WARM_UP + cases; index += 1) {
      const sample = await fileOne(app.slack, index, last);
      if (index >= WARM_UP) samples.push(sample);
    }
    return {
      database,
      cases,
      form: spread(samples.map((sample) => sample.form)),
      card: spread(samples.map((sample) => sample.card)),
      receipt: spread(samples.map((sample) => sample.receipt)),
      firstStartMs: Math.round(app.firstStart),
      nextStartMs: Math.round(app.nextStart),
      memoryAtRestMb,
      memoryAfterMb: await app.memory(),
    };
  } finally {
    await app.stop();
  }
}

function print(figures: Figures): void {
  const { database, cases, form, card, receipt } = figures;
  console.log(`\n${database}, ${cases} cases                                  median       p95`);
  line("slash command → form at Slack", form, GOALS.form);
  line("submission → receipt", receipt);
  line("submission → card at Slack", card, GOALS.card);
  console.log(`  start: first ${figures.firstStartMs} ms, next ${figures.nextStartMs} ms`);
  console.log(`  memory: ${figures.memoryAtRestMb} MB at rest, ${figures.memoryAfterMb} MB after the cases`);
}

/**
 * `npm run -s bench -- slack [pglite|postgresql] [--cases=200] [--json]`: how long people wait, through real requests,
 * with the app in a process of its own. True when the goals are met; they hold for two cores with nothing else on them.
 */
export async function benchSlack(options: { readonly json: boolean; readonly rest: readonly string[] }) {
  const wanted = DATABASES.filter((database) => options.rest.includes(database));
  const cases = Number(options.rest.find((arg) => arg.startsWith("--cases="))?.slice(8) ?? CASES);
  const before = loads();
  const all: Figures[] = [];
  for (const database of wanted.length === 0 ? DATABASES : wanted) {
    const figures = await measure(database, cases);
    all.push(figures);
    if (!options.json) print(figures);
  }
  const machine = { cores: cpus().length, loadBefore: before, loadAfter: loads() };
  if (options.json) console.log(JSON.stringify({ machine, goals: GOALS, figures: all }, undefined, 2));
  else console.log(`\n${machine.cores} cores, load before ${machine.loadBefore}, after ${machine.loadAfter}`);
  return all.every(({ card, form }) => card.p95 < GOALS.card && form.p95 < GOALS.form);
}
