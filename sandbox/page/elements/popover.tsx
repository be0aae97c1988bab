import type { ComponentChildren, JSX, RefObject } from "preact";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";

interface PopoverProps {
  anchor: RefObject<HTMLElement | null>;
  onClose: () => void;
  children: ComponentChildren;
  class?: string;
  /** Which edge of the anchor the popover keeps to. */
  align?: "start" | "end";
  /** At least as wide as the anchor. */
  wide?: boolean;
}

const GAP = 4;
const MARGIN = 8;

/**
 * A small window beside its anchor, in the browser's top layer, so that no scrolling box cuts it off.
 * A press outside closes it; Escape is left to whoever has the focus (see `onEscape`).
 */
export function Popover({
  anchor,
  onClose,
  children,
  align = "start",
  wide = false,
  ...rest
}: PopoverProps): JSX.Element {
  const box = useRef<HTMLDivElement | null>(null);
  // Shown as soon as it is there: what is inside takes the focus in its own effects, and only what is shown can have it.
  const show = useRef((element: HTMLDivElement | null) => {
    box.current = element;
    if (element && !element.matches(":popover-open")) element.showPopover();
  });
  useLayoutEffect(() => {
    const popover = box.current;
    if (!popover || !anchor.current) return undefined;
    const settle = (): void => void (anchor.current && place(popover, anchor.current, { align, wide }));
    settle();
    const grown = new ResizeObserver(settle);
    grown.observe(popover);
    addEventListener("scroll", settle, { capture: true, passive: true });
    addEventListener("resize", settle);
    return () => {
      grown.disconnect();
      removeEventListener("scroll", settle, { capture: true });
      removeEventListener("resize", settle);
    };
  }, []);
  useEffect(() => {
    const press = (event: PointerEvent): void => {
      const target = event.target;
      if (!(target instanceof Node) || box.current?.contains(target) || anchor.current?.contains(target)) return;
      onClose();
    };
    document.addEventListener("pointerdown", press, true);
    return () => document.removeEventListener("pointerdown", press, true);
  }, [onClose]);
  return (
    <div ref={show.current} popover="manual" class={`popover ${rest.class ?? ""}`}>
      {children}
    </div>
  );
}

function place(
  popover: HTMLElement,
  anchor: HTMLElement,
  { align, wide }: { align: "start" | "end"; wide: boolean },
): void {
  const at = anchor.getBoundingClientRect();
  if (wide) popover.style.minWidth = `${at.width}px`;
  popover.style.maxWidth = `${innerWidth - 2 * MARGIN}px`;
  const below = innerHeight - at.bottom - GAP - MARGIN;
  const above = at.top - GAP - MARGIN;
  const wanted = popover.scrollHeight;
  const under = below >= Math.min(wanted, 240) || below >= above;
  popover.style.maxHeight = `${Math.max(under ? below : above, 80)}px`;
  const { width, height } = popover.getBoundingClientRect();
  const left = align === "start" ? at.left : at.right - width;
  popover.style.left = `${Math.max(MARGIN, Math.min(left, innerWidth - width - MARGIN))}px`;
  popover.style.top = `${under ? at.bottom + GAP : at.top - GAP - height}px`;
}

/** Handles Escape here and keeps it from closing what lies around, such as a modal. */
export function onEscape(close: () => void): (event: KeyboardEvent) => void {
  return (event) => {
    if (event.key !== "Escape") return;
    event.preventDefault();
    event.stopPropagation();
    close();
  };
}
