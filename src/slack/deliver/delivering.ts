import type { Logger } from "pino";
import type { PostBook } from "../../desk/notices.ts";
import type { DeskService } from "../../desk/service.ts";
import type { DeskCache } from "../desk-cache.ts";
import type { Directory } from "../directory.ts";
import type { Poster } from "./poster.ts";

/** What the parts of the deliverer share. */
export interface Delivering {
  readonly service: DeskService;
  readonly posts: PostBook;
  readonly poster: Poster;
  readonly directory: Directory;
  readonly desks: DeskCache;
  readonly log: Logger;
  /** One after another for the same person. */
  readonly turns: <T>(key: string, work: () => Promise<T>) => Promise<T>;
  /** The workspace's address, for links to cards; known once Slack has answered. */
  readonly workspaceUrl: () => string | undefined;
}
