import { createContext } from "preact";
import { useContext, useMemo, useRef, useState } from "preact/hooks";
import type { ActResults, Entered, EnteredState, Place, SeenBlock } from "../../protocol.ts";

/** A message, a modal or a Home tab, for the elements that stand on it. */
export interface Surface {
  kind: "message" | "modal" | "home";
  form: Form;
  /** Slack's or the app's sentence beside an input block, by block_id. */
  errors: Record<string, string>;
  /** A submission is under way. */
  locked: boolean;
  /** A press or a choice; resolves when the app has acknowledged (or Slack has given up on it). */
  use: (target: Target, value?: Entered, by?: "enter" | "character") => Promise<void>;
  options: (target: Target, query: string) => Promise<ActResults["options"]>;
}

/** Where an element stands on its surface. */
export interface Target {
  block: string;
  action: string;
}

/** What stands in the fields: what the sandbox knows, and over it what was typed here and not yet told. */
export interface Form {
  read: (target: Target) => Entered;
  write: (target: Target, value: Entered) => void;
  all: () => EnteredState;
}

export const SurfaceContext = createContext<Surface | undefined>(undefined);

export function useSurface(): Surface {
  const surface = useContext(SurfaceContext);
  if (!surface) throw new Error("an element outside of a surface");
  return surface;
}

/** A form over the state that the sandbox gave for a surface. What was typed stays as long as its block_id and action_id stay. */
export function useForm(known: EnteredState, blocks: SeenBlock[]): Form {
  const present = useMemo(() => targetsOf(blocks), [blocks]);
  const held = useRef<{ typed: EnteredState; types: Map<string, string> }>({ typed: {}, types: present });
  const [version, redraw] = useState(0);
  return useMemo(() => {
    held.current = { typed: stillThere(held.current, present), types: present };
    return {
      read({ block, action }) {
        const typed = held.current.typed[block]?.[action];
        return (typed === undefined ? known[block]?.[action] : typed) ?? null;
      },
      write({ block, action }, value) {
        const { typed } = held.current;
        held.current.typed = { ...typed, [block]: { ...typed[block], [action]: value } };
        redraw((old) => old + 1);
      },
      all: () => merged(known, held.current.typed),
    };
  }, [known, present, version]);
}

/** What a surface needs to carry out a use of one of its elements. */
export interface Doer {
  act: (act: {
    do: "use";
    place: Place;
    block: string;
    action: string;
    value?: Entered;
    by?: "enter" | "character";
    state: EnteredState;
  }) => Promise<unknown>;
  options: (act: {
    do: "options";
    place: Place;
    block: string;
    action: string;
    query: string;
  }) => Promise<ActResults["options"]>;
}

/** The acts of a surface's elements, with the whole state of the surface beside each. */
export function surfaceActs(place: Place, form: Form, doer: Doer): Pick<Surface, "use" | "options"> {
  return {
    async use({ block, action }, value, by) {
      const chosen = value === undefined ? {} : { value };
      await doer.act({ do: "use", place, block, action, ...chosen, ...(by ? { by } : {}), state: form.all() });
    },
    options: ({ block, action }, query) => doer.options({ do: "options", place, block, action, query }),
  };
}

/* An element of another type under the same ids is another field: Slack does not carry text over into a menu. */
function targetsOf(blocks: SeenBlock[]): Map<string, string> {
  const found = new Map<string, string>();
  const visit = (value: unknown, block: string): void => {
    if (typeof value !== "object" || value === null) return;
    if (Array.isArray(value)) return value.forEach((each) => visit(each, block));
    const own = "block_id" in value && typeof value.block_id === "string" ? value.block_id : block;
    if ("action_id" in value && typeof value.action_id === "string" && "type" in value)
      found.set(`${own}\n${value.action_id}`, String(value.type));
    Object.values(value).forEach((each) => visit(each, own));
  };
  visit(blocks, "");
  return found;
}

function stillThere(
  held: { typed: EnteredState; types: Map<string, string> },
  present: Map<string, string>,
): EnteredState {
  const kept: EnteredState = {};
  for (const [block, actions] of Object.entries(held.typed))
    for (const [action, value] of Object.entries(actions)) {
      const key = `${block}\n${action}`;
      const type = present.get(key);
      if (type !== undefined && type === held.types.get(key)) kept[block] = { ...kept[block], [action]: value };
    }
  return kept;
}

function merged(known: EnteredState, typed: EnteredState): EnteredState {
  const all: EnteredState = { ...known };
  for (const [block, actions] of Object.entries(typed)) all[block] = { ...all[block], ...actions };
  return all;
}
