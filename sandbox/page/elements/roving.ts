import type { RefObject } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";

/** Arrow keys, Home and End move the focus among a list's buttons; the first has it when the list appears. */
export function useRoving(count: number): {
  list: RefObject<HTMLDivElement | null>;
  onKeyDown: (event: KeyboardEvent) => void;
} {
  const list = useRef<HTMLDivElement>(null);
  const buttons = (): HTMLElement[] => [
    ...(list.current?.querySelectorAll<HTMLElement>("button, [role=option]") ?? []),
  ];
  useLayoutEffect(() => buttons()[0]?.focus(), []);
  return {
    list,
    onKeyDown(event) {
      const all = buttons();
      const at = all.findIndex((each) => each === document.activeElement);
      const to = nextIndex(event.key, at, count);
      if (to === undefined) return;
      event.preventDefault();
      all[to]?.focus();
    },
  };
}

/** Where an arrow key leads from one place of `count`, going round at the ends; undefined for other keys. */
export function nextIndex(key: string, at: number, count: number): number | undefined {
  if (count === 0) return undefined;
  if (key === "ArrowDown") return (at + 1) % count;
  if (key === "ArrowUp") return at <= 0 ? count - 1 : at - 1;
  if (key === "Home") return 0;
  if (key === "End") return count - 1;
  return undefined;
}
