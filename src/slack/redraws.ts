import type { SeenView } from "./door.ts";
import type { ShownView } from "./handlers/hand.ts";
import type { Modal } from "./modal.ts";
import { showView, type Place } from "./showing.ts";
import type { Surroundings } from "./surroundings.ts";

type Marks = { readonly [mark: string]: string };

/** A choice in an open view, and what the view is to show because of it. */
export interface Redraw {
  readonly view: SeenView;
  /** Slack's time of the press: of two choices the later one knows more. */
  readonly at: string;
  /** What the press unfolds or sets on the surface. */
  readonly marks?: Marks;
  readonly draw: (marks: Marks) => Promise<Modal | undefined>;
}

/**
 * Draws views anew after choices, one drawing of a view after the other. Slack takes an update only on the hash that
 * the view has now, and two quick choices carry the same one: the second drawing therefore waits for the first, and
 * goes out on the hash that the first has left. What waits while a later choice arrives is not drawn any more.
 */
export type Redraws = (redraw: Redraw, parts: Pick<Surroundings, "clients" | "log">) => Promise<void>;

interface Known {
  newest: number;
  /** Of our last drawing. */
  hash: string | undefined;
  /** Set by presses that were made before the reader saw the drawing of an earlier one. */
  marks: Marks;
  last: Promise<void>;
}

/** Views that are remembered; a form is closed long before so many others were opened. */
const MOST_VIEWS = 1000;

export function makeRedraws(
  show: (
    view: Modal,
    place: Place,
    parts: Pick<Surroundings, "clients" | "log">,
  ) => Promise<ShownView | undefined> = showView,
): Redraws {
  const views = new Map<string, Known>();

  function knownOf(id: string): Known {
    const known = views.get(id) ?? { newest: 0, hash: undefined, marks: {}, last: Promise.resolve() };
    views.delete(id);
    views.set(id, known);
    const oldest = views.keys().next().value;
    if (views.size > MOST_VIEWS && oldest !== undefined) views.delete(oldest);
    return known;
  }

  return async ({ view, at, marks = {}, draw }, parts) => {
    const known = knownOf(view.id);
    // The reader pressed on the last drawing: whatever was set before stands in it.
    if (known.hash === view.hash) known.marks = {};
    known.marks = { ...known.marks, ...marks };
    const order = Number(at) || 0;
    if (order < known.newest) return;
    known.newest = order;
    const turn = async (): Promise<void> => {
      if (order < known.newest) return;
      const drawn = await draw({ ...view.meta.marks, ...known.marks });
      // A later choice may have come while this one was drawn.
      if (drawn === undefined || order < known.newest) return;
      const shown = await show(drawn, { update: view.id, hash: known.hash ?? view.hash }, parts);
      if (shown !== undefined) known.hash = shown.hash;
    };
    known.last = known.last.then(turn, turn);
    await known.last;
  };
}
