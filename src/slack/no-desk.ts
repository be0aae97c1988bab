import { setTimeout as pause } from "node:timers/promises";
import type { Language } from "../regulation/shape.ts";
import { slackError } from "./clients.ts";
import { listText } from "./phrases.ts";
import type { Surroundings } from "./surroundings.ts";
import type { Reader } from "./voice.ts";
import { t } from "./words.ts";

interface Administrator {
  readonly id: string;
  readonly name: string;
}

/** Pages of a workspace that are looked through, and names that are told. */
const PAGES = 5;
const NAMES = 5;
/** How long a press may wait for the names: Slack gives three seconds for the whole. */
const PATIENCE_MS = 1500;

type Asking = Pick<Surroundings, "clients" | "log">;

async function askSlack({ clients, log }: Asking): Promise<readonly Administrator[]> {
  const found: Administrator[] = [];
  try {
    let cursor: string | undefined;
    for (let page = 0; page < PAGES; page += 1) {
      const { members = [], response_metadata: more } = await clients.patient.users.list({
        limit: 200,
        ...(cursor === undefined ? {} : { cursor }),
      });
      for (const { id, name, real_name: real, is_admin: admin, is_owner: owner, deleted, is_bot: bot } of members)
        if (id !== undefined && (admin === true || owner === true) && deleted !== true && bot !== true)
          found.push({ id, name: real ?? name ?? id });
      cursor = more?.next_cursor;
      if (cursor === undefined || cursor === "") break;
    }
  } catch (error) {
    log.warn({ reason: slackError(error) ?? String(error) }, "Slack does not say who administers the workspace");
  }
  return found;
}

/** What is said wherever a desk would be needed and there is none: whom to ask, and to whoever may, what to do. */
export async function noDeskText(reader: Reader, parts: Asking, patienceMs = PATIENCE_MS): Promise<string> {
  const { language } = reader;
  const waited = new AbortController();
  const late = pause(patienceMs, [], { signal: waited.signal }).catch(() => []);
  const administrators: readonly Administrator[] = await Promise.race([askSlack(parts), late]);
  waited.abort();
  if (administrators.some(({ id }) => id === reader.id)) return t(language, "no-desk.set-up");
  return noDeskFor(
    administrators.map(({ name }) => name),
    language,
  );
}

/** For those who cannot set one up: whom to ask, by name where names are known. */
export function noDeskFor(names: readonly string[], language: Language): string {
  const named = listText(names.slice(0, NAMES), language);
  return t(language, "no-desk.ask", { people: named || t(language, "no-desk.administrators") });
}
