import { readFile } from "node:fs/promises";
import { basename, extname } from "node:path";
import { runPlay } from "../story/play.ts";
import { Stop } from "./regulation-file.ts";
import { WORDS, type Terminal } from "./words.ts";

async function textOf(file: string): Promise<string> {
  return readFile(file, "utf8").catch(() => {
    throw new Stop(WORDS.cannotRead, { file });
  });
}

/** Plays a story under a regulation and prints what happens when. Exit code 1 when something is not as expected. */
export async function play(terminal: Terminal, file: string | undefined, story: string | undefined): Promise<number> {
  if (file === undefined) throw new Stop(WORDS.fileMissing);
  if (story === undefined) throw new Stop(WORDS.storyMissing);
  const files = {
    regulation: { text: await textOf(file), name: basename(file, extname(file)) },
    story: { text: await textOf(story), name: story },
  };
  const { lines, ok } = await runPlay(files, terminal.language);
  for (const line of lines) terminal.print(line);
  return ok ? 0 : 1;
}
