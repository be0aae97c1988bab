import type { Logger } from "pino";
import type { PostBook } from "../desk/notices.ts";
import type { Records } from "../desk/records.ts";
import type { DeskService, DirectoryBook } from "../desk/service.ts";
import type { Clients } from "./clients.ts";
import type { DeskCache } from "./desk-cache.ts";
import type { Directory } from "./directory.ts";
import type { InFlight } from "./in-flight.ts";
import type { Redraws } from "./redraws.ts";

/** What every handler and the deliverer work with. */
export interface Surroundings {
  readonly service: DeskService;
  readonly posts: PostBook;
  readonly records: Records;
  readonly clients: Clients;
  readonly directory: Directory;
  /** What is kept of people: for what administrators set. */
  readonly book: DirectoryBook;
  readonly desks: DeskCache;
  readonly log: Logger;
  readonly inFlight: InFlight;
  readonly redraws: Redraws;
}
