import { accusedOf } from "../../desk/directory.ts";
import type { Deliver, Delivery, SendPost } from "../../desk/notices.ts";
import type { CaseFile } from "../../desk/service.ts";
import { isAway, retryAfter } from "../clients.ts";
import { tellAdministrators } from "./administrators.ts";
import { deliverCards } from "./cards.ts";
import type { Delivering } from "./delivering.ts";
import { sendDeskPost } from "./digests.ts";
import { deliverGroupPing } from "./group-pings.ts";
import { Away, Later } from "./later.ts";
import { deliverPing } from "./pings.ts";
import { settlePings } from "./settle.ts";
import { deliverLine } from "./thread.ts";

export interface Deliverer {
  readonly deliver: Deliver;
  readonly sendPost: SendPost;
}

async function carry({ notice }: Delivery, file: CaseFile, delivering: Delivering): Promise<void> {
  switch (notice.kind) {
    case "card":
      return deliverCards(file, delivering);
    case "line":
      return deliverLine(file, notice, delivering);
    case "ping":
      return deliverPing(file, notice, delivering);
    case "group-ping":
      return deliverGroupPing(file, notice, delivering);
    case "settle-pings":
      return settlePings(file, delivering);
    case "administrators":
      return tellAdministrators(file, notice, delivering);
  }
}

/** What Slack said about its rate becomes a time to come back, and its silence patience, wherever in a delivery. */
async function heeding(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    const seconds = retryAfter(error);
    if (seconds !== undefined) throw new Later(seconds, "Slack limits the rate", error);
    throw isAway(error) ? new Away("Slack cannot be reached", { cause: error }) : error;
  }
}

/** Whoever did something, or is complained about, and is nobody whom the desk knows yet. */
function strangersIn({ case: current, events, context }: CaseFile): readonly string[] {
  const people = [...events.map((event) => event.by), ...accusedOf(current)];
  return people.filter((id) => /^[UW][A-Z0-9]+$/u.test(id) && context.people.persons[id] === undefined);
}

/** The case with the names of all that it tells of, even of those who are in none of the desk's channels. */
async function read(caseId: string, { service, directory }: Delivering): Promise<CaseFile | undefined> {
  const file = await service.readForDelivery(caseId);
  const strangers = file === undefined ? [] : strangersIn(file);
  if (strangers.length === 0) return file;
  await directory.meet(strangers);
  return strangers.some((id) => directory.person(id) !== undefined) ? service.readForDelivery(caseId) : file;
}

/**
 * Sends what the queue holds. Everything is drawn from the record at this moment, so that a late delivery shows the
 * truth; every message is posted once; what Slack refuses for good ends with a word on the case.
 */
export function makeDeliverer(delivering: Delivering): Deliverer {
  return {
    deliver: (delivery) =>
      heeding(async () => {
        const file = await read(delivery.caseId, delivering);
        if (file !== undefined) await carry(delivery, file, delivering);
      }),
    sendPost: (post) => heeding(() => sendDeskPost(post, delivering)),
  };
}
