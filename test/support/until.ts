import { setTimeout as pause } from "node:timers/promises";

/** Later than this a test has failed. */
const PATIENCE_MS = 20_000;

/** Waits for something that happens by itself, looking often. */
export async function until(holds: () => boolean | Promise<boolean>, patienceMs = PATIENCE_MS): Promise<void> {
  const end = Date.now() + patienceMs;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error("What was waited for did not come");
    await pause(10);
  }
}

/** For trouble that no test expects: it shows in the run's output. */
export function loud(error: unknown): void {
  console.error(error);
}
