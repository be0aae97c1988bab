import type { Deliver, Delivery, SendPost } from "../../desk/notices.ts";
import type { CaseFile } from "../../desk/service.ts";
import { retryAfter } from "../clients.ts";
import { tellAdministrators } from "./administrators.ts";
import { deliverCards } from "./cards.ts";
import type { Delivering } from "./delivering.ts";
import { sendDeskPost } from "./digests.ts";
import { Later } from "./later.ts";
import { deliverPing } from "./pings.ts";
import { settlePings } from "./settle.ts";
import { deliverGroupPing, deliverLine } from "./thread.ts";

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

/** What Slack said about its rate, wherever in a delivery it said it, becomes a time to come back. */
async function heeding(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    const seconds = retryAfter(error);
    if (seconds === undefined) throw error;
    throw new Later(seconds, "Slack limits the rate", error);
  }
}

/**
 * Sends what the queue holds. Everything is drawn from the record at this moment, so that a late delivery shows the
 * truth; every message is posted once; what Slack refuses for good ends with a word on the case.
 */
export function makeDeliverer(delivering: Delivering): Deliverer {
  return {
    deliver: (delivery) =>
      heeding(async () => {
        const file = await delivering.service.readForDelivery(delivery.caseId);
        if (file !== undefined) await carry(delivery, file, delivering);
      }),
    sendPost: (post) => heeding(() => sendDeskPost(post, delivering)),
  };
}
