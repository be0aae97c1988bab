import { useEffect, useState } from "preact/hooks";

/** A value that components can watch. */
export interface Store<T> {
  get: () => T;
  set: (change: (old: T) => T) => void;
  watch: (listener: () => void) => () => void;
}

export function createStore<T>(initial: T): Store<T> {
  let value = initial;
  const listeners = new Set<() => void>();
  return {
    get: () => value,
    set(change) {
      const next = change(value);
      if (Object.is(next, value)) return;
      value = next;
      for (const listener of listeners) listener();
    },
    watch(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** Renders again when the selected part has become another value (compared by identity). */
export function useStore<T, Part>(store: Store<T>, select: (value: T) => Part): Part {
  const part = select(store.get());
  const [, redraw] = useState({});
  useEffect(() => {
    let last = select(store.get());
    if (!Object.is(last, part)) redraw({});
    return store.watch(() => {
      const next = select(store.get());
      if (Object.is(next, last)) return;
      last = next;
      redraw({});
    });
  }, [store]);
  return part;
}
