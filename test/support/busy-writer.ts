/** Opens the embedded database in a folder and files cases until it is killed; tells what has been acknowledged. */
import { createPipe } from "../../src/pipe.ts";
import { inTransaction, openDatabase } from "../../src/store/database.ts";
import { saveDesk, storeEdition } from "../../src/store/desks.ts";
import { readFrames } from "../../src/store/frames.ts";
import { openQueue } from "../../src/store/queue.ts";
import { at, desk, property, WANG } from "./property-desk.ts";
import { loud } from "./until.ts";

const folder = process.argv[2];
if (folder === undefined) throw new Error("Name a folder");
const database = await openDatabase({ dataDir: folder });
const queue = await openQueue(database, { onError: loud, idle: true });
const now = at("2026-11-24 09:12");
const { edition: _, ...settings } = desk;
await inTransaction(database, async (tx) =>
  saveDesk(tx, settings, await storeEdition(tx, { regulation: property, text: "as loaded" }, now)),
);
const pipe = createPipe({ database, queue, frames: readFrames(), now: () => now });

function acknowledge(id: string, version: number): void {
  process.stdout.write(`${JSON.stringify({ id, version })}\n`);
}

for (let count = 0; ; count++) {
  const key = `${process.pid} ${count}`;
  const filed = await pipe.file(desk.id, {
    command: { type: "file", kind: "complaint", facts: { "what-happened": `It drips, ${key}` } },
    by: WANG,
    key,
  });
  if (!filed.ok) throw new Error(filed.refusal.code);
  acknowledge(filed.file.id, filed.file.case.version);
  const noted = await pipe.submit(
    { command: { type: "note", text: "still" }, by: WANG, key: `${key} note` },
    filed.file.id,
  );
  if (noted.ok) acknowledge(noted.file.id, noted.file.case.version);
}
