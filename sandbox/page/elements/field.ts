import { createContext, type RefObject } from "preact";
import { useContext, useEffect, useRef } from "preact/hooks";
import { useSurface } from "../state/surface.ts";

/** What an input block tells the element inside it: who names it, who describes it, whether it is wrong. */
export interface Field {
  labelId?: string;
  describedBy?: string;
  invalid: boolean;
  required: boolean;
  /** Whether choosing in it reaches the app at once. */
  dispatch: boolean;
  inInput: boolean;
}

export const FieldContext = createContext<Field>({ invalid: false, required: false, dispatch: true, inInput: false });

export function useField(): Field {
  return useContext(FieldContext);
}

/**
 * The ARIA attributes of an element's control; `fallback` names it where no label stands beside it. Both names are given where
 * there are two: the label counts, and a checker that does not see a label scrolled out of sight finds the other.
 */
export function fieldAttributes(
  field: Field,
  fallback: string | undefined,
): Record<string, string | boolean | undefined> {
  return {
    "aria-label": fallback,
    ...(field.labelId ? { "aria-labelledby": field.labelId } : {}),
    ...(field.describedBy ? { "aria-describedby": field.describedBy } : {}),
    ...(field.invalid ? { "aria-invalid": true } : {}),
    ...(field.required ? { "aria-required": true } : {}),
  };
}

/** Focuses the element that the app marked with focus_on_load, once, as soon as it can take the focus. */
export function useFocusOnLoad<T extends HTMLElement>(wanted: boolean | undefined): RefObject<T | null> {
  const { locked } = useSurface();
  const ref = useRef<T>(null);
  const done = useRef(false);
  useEffect(() => {
    if (!wanted || locked || done.current) return;
    ref.current?.focus();
    done.current = true;
  }, [wanted, locked]);
  return ref;
}
