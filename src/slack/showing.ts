import type { Modal } from "./modal.ts";
import type { HomeView } from "@slack/types";
import type { Logger } from "pino";
import { slackError, type Clients } from "./clients.ts";
import { section } from "./blocks.ts";
import { escapeText } from "./mrkdwn.ts";
import type { ShownView } from "./handlers/hand.ts";

/** Where a view is to be shown. */
export type Place =
  | { readonly open: string }
  | { readonly push: string }
  | { readonly update: string; readonly hash?: string };

/** New kinds of blocks reach workspaces one after the other: the same view with the kinds that all have. */
function classic(view: Modal): Modal {
  return {
    ...view,
    blocks: view.blocks.map((block) => (block.type === "alert" ? section(escapeText(block.text.text)) : block)),
  };
}

function call(clients: Clients, place: Place, view: Modal) {
  if ("open" in place) return clients.once.views.open({ trigger_id: place.open, view });
  if ("push" in place) return clients.once.views.push({ trigger_id: place.push, view });
  return clients.once.views.update({
    view_id: place.update,
    view,
    ...(place.hash === undefined ? {} : { hash: place.hash }),
  });
}

/** Slack's words for a view that has changed or gone meanwhile: somebody was faster, and nothing is wrong. */
const OVERTAKEN = ["hash_conflict", "not_found", "view_not_found"];

/**
 * Shows a view. A form that was overtaken by another change, or closed, is left alone. Slack's refusal of a new kind
 * of block is answered once with classic blocks.
 */
export async function showView(
  view: Modal,
  place: Place,
  { clients, log }: { readonly clients: Clients; readonly log: Logger },
): Promise<ShownView | undefined> {
  const shown = async (what: Modal) => {
    const { view: answer } = await call(clients, place, what);
    return answer?.id === undefined ? undefined : { id: answer.id, hash: answer.hash ?? "" };
  };
  try {
    return await shown(view);
  } catch (error) {
    const code = slackError(error);
    if (code !== undefined && OVERTAKEN.includes(code)) return undefined;
    if (code !== "invalid_arguments" && code !== "invalid_blocks") throw error;
    log.error({ err: error, callback: view.callback_id }, "Slack refused a view; it is shown with classic blocks");
    return shown(classic(view));
  }
}

/** Publishes a Home tab; where Slack refuses a new kind of block, once more without it. */
export async function publishHome(
  draw: (isClassic: boolean) => HomeView,
  user: string,
  { clients, log }: { readonly clients: Clients; readonly log: Logger },
): Promise<void> {
  const publish = (isClassic: boolean) => clients.patient.views.publish({ user_id: user, view: draw(isClassic) });
  try {
    await publish(false);
  } catch (error) {
    const code = slackError(error);
    if (code === "hash_conflict") return;
    if (code !== "invalid_arguments" && code !== "invalid_blocks") throw error;
    log.error({ err: error, user }, "Slack refused a Home tab; it is drawn with classic blocks");
    await publish(true);
  }
}
