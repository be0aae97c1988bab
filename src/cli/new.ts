import { readFile, writeFile } from "node:fs/promises";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { loadRegulation } from "../regulation/load.ts";
import { openSlot, withKeys, written } from "../regulation/edit.ts";
import type { Regulation } from "../regulation/shape.ts";
import { pathOf, Stop } from "./regulation-file.ts";
import { notGiven, questionsOf, type Ground, type Question } from "./questions.ts";
import { deskSkeleton } from "./desk-skeleton.ts";
import { WORDS, type Terminal } from "./words.ts";

/** What somebody types after a question; undefined when nobody answers any more. */
export type Asking = (question: string) => Promise<string | undefined>;

const NAME = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
const HOUSE = "Decided by the company | 公司自定";

export interface Beginning {
  readonly name?: string | undefined;
  /** A regulation that comes with the app, or a file. */
  readonly from?: string | undefined;
  readonly ask: Asking;
  /** Where the two files are written. */
  readonly folder?: string;
}

interface Talk {
  readonly terminal: Terminal;
  readonly ask: Asking;
  readonly name: string;
  /** True as soon as nobody answers any more: everything else stays as it is. */
  over: boolean;
}

/**
 * A regulation file of a company's own, begun from another: asks what every regulation must answer, writes each answer
 * with its clause or as the company's own, and writes a desk's file to fill in beside it.
 */
export async function begin(terminal: Terminal, { name = "", from, ask, folder = "." }: Beginning): Promise<number> {
  if (!NAME.test(name)) throw new Stop(WORDS.newName, { name });
  const files = { regulation: `${name}.yaml`, desk: `${name}-desk.yaml` };
  for (const file of Object.values(files))
    if (existsSync(join(folder, file))) throw new Stop(WORDS.newExists, { file });
  const model = await readFile(await pathOf(from ?? "property"), "utf8");
  const talk: Talk = { terminal, ask, name, over: false };
  terminal.say(WORDS.newIntro, { from: from ?? "property" });
  let text = model.replace(/^id: .*$/m, `id: ${name}`);
  // On what the company's own text is silent, only the company knows.
  text = withKeys(text, ["edition"], { silent: undefined }) ?? text;
  text = await named(text, talk);
  text = await asked(text, talk);
  text = await filledIn(text, talk);
  await writeFile(join(folder, files.regulation), text, { flag: "wx" });
  await writeFile(join(folder, files.desk), deskSkeleton(name, regulationIn(text, talk)), { flag: "wx" });
  const open = loadRegulation(text, name).problems.filter(({ severity }) => severity === "question");
  terminal.say(WORDS.newDone, { ...files, open: open.length });
  return 0;
}

function regulationIn(text: string, { name }: Talk): Regulation {
  const loaded = loadRegulation(text, name);
  if (!("regulation" in loaded)) throw new Stop(WORDS.unusable, { file: name });
  return loaded.regulation;
}

async function named(text: string, talk: Talk): Promise<string> {
  const { title } = regulationIn(text, talk);
  const answer = await heard(talk, {
    ask: { en: "What is your regulation called?", "zh-CN": "你们的制度叫什么？" },
    form: { en: "English | 中文", "zh-CN": "English | 中文" },
    now: `${title.en} | ${title["zh-CN"]}`,
    write: (file, words) => file.replace(/^title: .*$/m, () => `title: ${written(words)}`),
  });
  if (answer === undefined) return text;
  return tried(text, talk, (file) => file.replace(/^title: .*$/m, () => `title: ${written(answer)}`)) ?? text;
}

/** The questions stay the same while their answers change what the file says now. */
async function asked(begun: string, talk: Talk): Promise<string> {
  let text = begun;
  let questions = questionsOf(regulationIn(text, talk), text);
  const count = questions.length;
  for (let index = 0; index < count && !talk.over; index += 1) {
    const question = questions[index];
    const next = question === undefined ? text : await settled(text, talk, question, `[${index + 1}/${count}] `);
    if (next !== text) questions = questionsOf(regulationIn(next, talk), next);
    text = next;
  }
  return text;
}

/** Every slot that `check` still finds open. */
async function filledIn(begun: string, talk: Talk): Promise<string> {
  let text = begun;
  const passed = new Set<string>();
  let { problems } = loadRegulation(text, talk.name);
  for (;;) {
    const open = problems.find((found) => found.code === "not-given" && !passed.has(found.message.en));
    if (open === undefined || talk.over) return text;
    passed.add(open.message.en);
    const [, key = "", name = ""] = /`([^`]+)` of `([^`]+)`/.exec(open.message.en) ?? [];
    const path = openSlot(text, open.line, key);
    const next = path === undefined ? text : await settled(text, talk, notGiven(path, key, name), "");
    if (next !== text) ({ problems } = loadRegulation(next, talk.name));
    text = next;
  }
}

/** One question until its answer fits or is left out. */
async function settled(text: string, talk: Talk, question: Question, place: string): Promise<string> {
  for (;;) {
    const answer = await heard(talk, question, place);
    if (answer === undefined) return text;
    const next = tried(text, talk, (file) => question.write(file, answer, { house: HOUSE }));
    if (next !== undefined) {
      const ground = await groundOf(talk);
      return "house" in ground ? next : (tried(text, talk, (file) => question.write(file, answer, ground)) ?? next);
    }
    if (talk.over) return text;
  }
}

async function heard(talk: Talk, { ask, form, now }: Question, place = ""): Promise<string | undefined> {
  const { terminal } = talk;
  const { language } = terminal;
  terminal.print("");
  terminal.print(`${place}${ask[language]}`);
  terminal.print(`   ${form[language]}`);
  terminal.say(now === undefined ? WORDS.newOpen : WORDS.newKeeps, { now: now ?? "" });
  const answer = await talk.ask("> ");
  if (answer === undefined) talk.over = true;
  return answer === undefined || answer.trim() === "" || answer.trim() === now ? undefined : answer.trim();
}

async function groundOf(talk: Talk): Promise<Ground> {
  talk.terminal.say(WORDS.newClause);
  const clause = await talk.ask("§ ");
  if (clause === undefined) talk.over = true;
  const basis = (clause ?? "")
    .split(/[\s,，、]+/)
    .filter((one) => one !== "")
    .map((one) => one.padStart(2, "0"));
  return basis.length === 0 ? { house: HOUSE } : { basis };
}

/** The file with a change, if it can still be used; otherwise says what is wrong with the answer. */
function tried(
  text: string,
  { terminal, name }: Talk,
  change: (text: string) => string | undefined,
): string | undefined {
  const next = change(text);
  if (next === undefined) {
    terminal.say(WORDS.newUnfit);
    return undefined;
  }
  const errors = loadRegulation(next, name).problems.filter(({ severity }) => severity === "error");
  for (const { message } of errors) terminal.print(`   ✘ ${message[terminal.language]}`);
  return errors.length === 0 ? next : undefined;
}
