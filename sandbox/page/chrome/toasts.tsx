import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { Icon } from "../elements/icons.tsx";
import type { Toast } from "../state/model.ts";
import { useWorld } from "../state/world.ts";

/** Words from Slack that belong to no message: they go by themselves, or when pressed. */
export function Toasts({ toasts }: { toasts: Toast[] }): JSX.Element {
  const { session, words } = useWorld();
  const box = useRef<HTMLDivElement>(null);
  const newest = toasts.at(-1)?.id;
  useEffect(() => {
    // Shown anew each time, so that they come to lie above a window opened meanwhile.
    if (box.current?.matches(":popover-open")) box.current.hidePopover();
    if (newest !== undefined) box.current?.showPopover();
  }, [newest]);
  return (
    <div ref={box} class="toasts" popover="manual" role="status" aria-live="polite">
      {toasts.map((toast) => (
        <div key={toast.id} class="toast">
          <Icon name="warning" />
          <span>{toast.words}</span>
          <button
            type="button"
            class="icon-button small"
            aria-label={words.dismiss}
            onClick={() => session.dismiss(toast.id)}
          >
            <Icon name="close" />
          </button>
        </div>
      ))}
    </div>
  );
}
