import { useState } from "preact/hooks";
import type { Entered } from "../../protocol.ts";
import { useSurface, type Target } from "../state/surface.ts";

/** Sends an element's press on, and says while it is under way. A second press meanwhile is not sent, as in Slack. */
export function usePress(target: Target): { busy: boolean; press: (value?: Entered) => Promise<void> } {
  const surface = useSurface();
  const [busy, setBusy] = useState(false);
  return {
    busy,
    async press(value) {
      if (busy || surface.locked) return;
      setBusy(true);
      try {
        await surface.use(target, value);
      } finally {
        setBusy(false);
      }
    },
  };
}
