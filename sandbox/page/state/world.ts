import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { AppSeen, ConversationSeen, GroupSeen, PersonSeen } from "../../protocol.ts";
import type { Reader } from "../text/dates.ts";
import type { Words } from "../words/english.ts";
import type { Session } from "./session.ts";

/** What every part of the page may need to show something to the acted person. */
export interface World {
  session: Session;
  me: PersonSeen;
  reader: Reader;
  words: Words;
  people: Map<string, PersonSeen>;
  groups: Map<string, GroupSeen>;
  apps: Map<string, AppSeen>;
  conversations: Map<string, ConversationSeen>;
}

export const WorldContext = createContext<World | undefined>(undefined);

export function useWorld(): World {
  const world = useContext(WorldContext);
  if (!world) throw new Error("shown outside the world");
  return world;
}
