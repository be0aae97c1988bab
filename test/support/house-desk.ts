import { redrawAt } from "../../src/store/redraw.ts";
import type { House } from "../../demo/houses/houses.ts";
import { playHistory } from "../../demo/history.ts";
import { createPipe } from "../../src/pipe.ts";
import { applyDeskFile } from "../../src/setup/apply.ts";
import type { Names } from "../../src/setup/names.ts";
import { directoryBook } from "../../src/store/directory.ts";
import { readFrames } from "../../src/store/frames.ts";
import { openQueue } from "../../src/store/queue.ts";
import { createReading } from "../../src/store/reading.ts";
import type { CaseFile, DeskService } from "../../src/desk/service.ts";
import { openTestDatabase } from "./database.ts";
import { loud } from "./until.ts";

function namesOf({ people, channels = [] }: House["workspace"]): Names {
  return {
    person: (name) => Promise.resolve(people.find((one) => `@${one.name}` === name)?.id),
    channel: (name) => Promise.resolve(channels.find((one) => `#${one.name}` === name)?.id),
    group: () => Promise.resolve(undefined),
  };
}

/** A house of the demo in a database, without a Slack: its past has been played, and these are its cases. */
export async function playHouse(house: House, morning: number): Promise<readonly CaseFile[]> {
  await using database = await openTestDatabase("embedded");
  const queue = await openQueue(database, { onError: loud, idle: true });
  const frames = readFrames();
  let now = morning - 40 * 86_400_000;
  const parts = { database, queue, frames, now: () => now };
  const pipe = createPipe(parts);
  const reading = createReading(parts);
  const { people, channels = [] } = house.workspace;
  await applyDeskFile(house.deskFile, { database, names: namesOf(house.workspace), now });
  const book = directoryBook(database);
  await book.savePersons(
    people.map(({ id, realName, locale, tz = "Asia/Shanghai" }) => ({
      id,
      name: realName,
      language: locale === "zh-CN" ? ("zh-CN" as const) : ("en" as const),
      zone: tz,
      active: true,
      absences: [],
    })),
  );
  for (const { id, members = [] } of channels) await book.saveMembers(id, members);
  const [desk] = await reading.desks();
  if (desk === undefined) throw new Error(`The house ${house.id} has no desk`);

  const caseIds = async () =>
    (await database.prisma.caseRecord.findMany({ orderBy: { number: "asc" } })).map((row) => row.id);
  async function passTo(at: number): Promise<void> {
    for (const id of await caseIds()) {
      for (let next = await pipe.tick(id); next !== undefined && next <= at; next = await pipe.tick(id))
        now = Math.max(now, next);
    }
    now = at;
  }
  const redraw = (channel: string) => redrawAt({ database, queue }, channel);
  const service: DeskService = { ...reading, submit: pipe.submit, file: pipe.file, redrawAt: redraw, now: () => now };
  await playHistory(house, morning, { service, desk, passTo });
  const files = await Promise.all((await caseIds()).map((id) => reading.readForDelivery(id)));
  await queue.stop();
  return files.flatMap((file) => file ?? []);
}
