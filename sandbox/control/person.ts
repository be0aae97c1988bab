import type { Link } from "./link.ts";
import {
  personHands,
  personSteps,
  personWords,
  type PersonHands,
  type PersonSteps,
  type PersonWords,
} from "./person-acts.ts";
import { personSight, type PersonSight } from "./person-sight.ts";
import { takeSeat } from "./seat.ts";

/** One person of the workspace, as a test acts through him. Channels may be named by id or as "#name". */
export interface PersonControl extends PersonWords, PersonHands, PersonSteps, PersonSight {
  id: string;
}

export function createPerson(link: Link, id: string): PersonControl {
  const seat = takeSeat(link, id);
  return { id, ...personWords(seat), ...personHands(seat), ...personSteps(seat), ...personSight(seat) };
}
