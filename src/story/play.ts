import type { Order } from "../desk/commands.ts";
import type { CaseEvent } from "../desk/events.ts";
import type { People, Person } from "../desk/desk.ts";
import type { Notice } from "../desk/notices.ts";
import { loadRegulation } from "../regulation/load.ts";
import type { Language } from "../regulation/shape.ts";
import { textIn } from "../regulation/text.ts";
import { commandOf } from "./commands.ts";
import type { Seen } from "./compare.ts";
import { unmet, type Unmet } from "./expect.ts";
import { readStory } from "./read.ts";
import { rulesAlone, type Runner, type Turn } from "./runner.ts";
import type { Entry, Stage, Story, StoryCase } from "./story.ts";
import { moment, tellTurn, type Voice } from "./tell.ts";
import { say, WORDS } from "./words.ts";

export interface Played {
  /** What happened when, for people to read. */
  readonly lines: readonly string[];
  /** Nothing was otherwise than expected. */
  readonly ok: boolean;
  readonly cases: number;
  readonly checks: number;
  /** What was otherwise, one sentence each. */
  readonly failures: readonly string[];
}

export interface PlayOptions {
  readonly language?: Language;
  /** Where each case happens; in memory by the rules alone, if nothing is said. */
  readonly runnerFor?: (stage: Stage) => Runner | Promise<Runner>;
}

/** More looks at the clock between two entries than any honest case needs. */
const MOST_TICKS = 2000;

interface Play {
  readonly runner: Runner;
  readonly voice: Voice;
  readonly lines: string[];
  readonly failures: string[];
  people: People;
  lastOrder: Order | undefined;
  count: number;
  /** The people's latest word, and everything since the entry before. */
  since: Turn[];
}

/** Lets time pass by looking exactly when something happens by itself. A command at the same instant comes first. */
async function pass(play: Play, until: number, inclusive: boolean): Promise<void> {
  for (let ticks = 0; ; ticks += 1) {
    const next = await play.runner.nextTick();
    if (next === undefined || next > until || (next === until && !inclusive)) return;
    if (ticks >= MOST_TICKS) throw new Error(`The case does something by itself more than ${MOST_TICKS} times`);
    keep(play, await play.runner.tick(next));
  }
}

function keep(play: Play, turn: Turn): void {
  play.since.push(turn);
  play.lines.push(...tellTurn(turn, play.voice));
}

function changed(entry: Entry, people: People): People {
  const id = entry.people.away ?? entry.people.leaves ?? "";
  const person = people.persons[id];
  if (person === undefined) return people;
  const absence = {
    from: entry.at,
    to: entry.times.until ?? Number.MAX_SAFE_INTEGER,
    ...(entry.people.deputy === undefined ? {} : { deputy: entry.people.deputy }),
  };
  const now: Person =
    entry.act === "leaves" ? { ...person, active: false } : { ...person, absences: [...person.absences, absence] };
  return { ...people, version: people.version + 1, persons: { ...people.persons, [id]: now } };
}

async function orderOf(entry: Entry, play: Play): Promise<Order | undefined> {
  if (entry.act === "again") return play.lastOrder;
  const command = commandOf(entry, await play.runner.standing(entry.at));
  play.count += 1;
  return command === undefined ? undefined : { command, by: entry.by, key: `story-${play.count}` };
}

async function act(entry: Entry, play: Play): Promise<Turn | undefined> {
  if (entry.act === "away" || entry.act === "leaves") {
    play.people = changed(entry, play.people);
    const person = entry.raw.away ?? entry.raw.leaves ?? "";
    play.lines.push(
      `  ${moment(entry.at, play.voice).padEnd(22)}  ${say(WORDS.changed, play.voice.language, { person })}`,
    );
    const turn = await play.runner.change(play.people, entry.at);
    if (turn.events.length > 0) keep(play, turn);
    return undefined;
  }
  if (entry.act === "alike" || entry.act === "on-list") {
    if (play.runner.learn === undefined) throw new Error("What is known of other cases cannot be set here");
    const { alike, "on-list": lists } = entry.raw;
    const known = {
      ...(alike === undefined ? {} : { counts: alike }),
      ...(lists === undefined ? {} : { listed: lists }),
    };
    const turn = await play.runner.learn(known, entry.at);
    if (turn.events.length > 0) keep(play, turn);
    return undefined;
  }
  const order = await orderOf(entry, play);
  if (order === undefined) return undefined;
  play.lastOrder = order;
  const turn = await play.runner.submit(order, entry.at);
  keep(play, turn);
  return turn;
}

function failureText({ line, check, wanted, actual, not }: Unmet, language: Language): string {
  return say(not ? WORDS.unwanted : WORDS.unmet, language, { line, check, wanted, actual });
}

async function look(entry: Entry, turn: Turn | undefined, play: Play): Promise<number> {
  const { language } = play.voice;
  const seen: Seen = {
    events: play.since.flatMap((one): readonly CaseEvent[] => one.events),
    notices: play.since.flatMap((one): readonly Notice[] => one.notices),
    standing: await play.runner.standing(entry.at),
    ...(turn === undefined ? {} : { turn }),
  };
  play.since = [];
  const failures = entry.expects.flatMap((expectation) => unmet(expectation, seen) ?? []);
  const texts = failures.map((failure) => failureText(failure, language));
  const expected = entry.expects.some((expectation) => expectation.check === "refused");
  if (turn?.refused !== undefined && !expected)
    texts.push(say(WORDS.refusedUnasked, language, { line: entry.line, actual: turn.refused.code }));
  play.failures.push(...texts);
  play.lines.push(...texts.map((text) => `  ${text}`));
  const met = entry.expects.length - failures.length;
  if (met > 0) play.lines.push(`  ${say(WORDS.asExpected, language, { count: met })}`);
  return entry.expects.length;
}

async function playCase(one: StoryCase, story: Story, runner: Runner, language: Language): Promise<Played> {
  const play: Play = {
    runner,
    voice: { language, stage: story.stage },
    lines: one.title === "" ? [] : [`· ${one.title}`],
    failures: [],
    people: story.stage.people,
    lastOrder: undefined,
    count: 0,
    since: [],
  };
  let checks = 0;
  for (const entry of one.entries) {
    const acts = entry.act !== undefined;
    await pass(play, entry.at, !acts);
    const turn = await act(entry, play);
    checks += await look(entry, turn, play);
  }
  return { lines: play.lines, failures: play.failures, ok: play.failures.length === 0, cases: 1, checks };
}

/** Plays every case of a story and says what happened and what was otherwise than expected. */
export async function playStory(story: Story, options: PlayOptions = {}): Promise<Played> {
  const { language = "en", runnerFor = rulesAlone } = options;
  const lines: string[] = [`${textIn(story.title, language)} (${story.clauses.join(", ")})`];
  const failures: string[] = [];
  let checks = 0;
  for (const one of story.cases) {
    const played = await playCase(one, story, await runnerFor(story.stage), language);
    lines.push(...played.lines);
    failures.push(...played.failures.map((failure) => (one.title === "" ? failure : `${failure} (${one.title})`)));
    checks += played.checks;
  }
  lines.push(say(WORDS.counted, language, { cases: story.cases.length, checks, failed: failures.length }));
  return { lines, failures, ok: failures.length === 0, cases: story.cases.length, checks };
}

export interface StoryFiles {
  readonly regulation: { readonly text: string; readonly name: string };
  readonly story: { readonly text: string; readonly name: string };
}

/**
 * Plays a story file under a regulation file: what the command `play` prints.
 *
 * @param files both files with their names (a regulation's name without folder and ending)
 */
export async function runPlay(
  files: StoryFiles,
  language: Language = "en",
): Promise<{ readonly lines: readonly string[]; readonly ok: boolean }> {
  const loaded = loadRegulation(files.regulation.text, files.regulation.name);
  const wrong = (
    file: string,
    problems: readonly { readonly line: number; readonly message: { readonly [L in Language]: string } }[],
  ) => problems.map(({ line, message }) => say(WORDS.wrong, language, { file, line, message: message[language] }));
  if (!("regulation" in loaded)) {
    const errors = loaded.problems.filter((found) => found.severity === "error");
    return { ok: false, lines: wrong(files.regulation.name, errors) };
  }
  const read = readStory(files.story.text, loaded.regulation);
  if ("problems" in read) return { ok: false, lines: wrong(files.story.name, read.problems) };
  const { lines, ok } = await playStory(read.story, { language });
  return { lines, ok };
}
