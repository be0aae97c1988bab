import type { Logger } from "pino";
import type { Pipe } from "../pipe.ts";
import type { Database } from "../store/database.ts";
import type { Frames } from "../store/frames.ts";
import type { Queue } from "../store/queue.ts";

/** What the rounds of the timers work with. */
export interface RoundParts {
  readonly database: Database;
  readonly frames: Frames;
  readonly queue: Pick<Queue, "deliver" | "rejudge" | "post" | "figures">;
  readonly pipe: Pipe;
  readonly log: Logger;
}
