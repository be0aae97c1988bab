import { createContext, type ComponentChildren, type JSX } from "preact";
import { useContext, useEffect, useRef, useState } from "preact/hooks";
import type { ConfirmationDialog } from "@slack/types";
import { useWorld } from "../state/world.ts";
import { Plain, Text } from "../text/text.tsx";

type Ask = (confirm: ConfirmationDialog | undefined) => Promise<boolean>;

const AskContext = createContext<Ask>(async () => true);

/** Asks the element's confirm dialog; without one the answer is yes at once. */
export function useConfirm(): Ask {
  return useContext(AskContext);
}

/** Holds the one confirm dialog of the page. */
export function ConfirmRoom({ children }: { children: ComponentChildren }): JSX.Element {
  const [open, setOpen] = useState<{ confirm: ConfirmationDialog; settle: (yes: boolean) => void }>();
  const ask = useRef<Ask>((confirm) =>
    confirm === undefined ? Promise.resolve(true) : new Promise((settle) => setOpen({ confirm, settle })),
  );
  const answer = (yes: boolean): void => {
    open?.settle(yes);
    setOpen(undefined);
  };
  return (
    <AskContext.Provider value={ask.current}>
      {children}
      {open ? <ConfirmDialog of={open.confirm} onAnswer={answer} /> : null}
    </AskContext.Provider>
  );
}

function ConfirmDialog({ of, onAnswer }: { of: ConfirmationDialog; onAnswer: (yes: boolean) => void }): JSX.Element {
  const { words } = useWorld();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    dialog.current?.showModal();
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  return (
    <dialog
      ref={dialog}
      class="confirm"
      role="alertdialog"
      aria-labelledby="confirm-title"
      aria-describedby="confirm-text"
      onCancel={(event) => {
        event.preventDefault();
        onAnswer(false);
      }}
    >
      <h2 id="confirm-title">{of.title ? <Plain of={of.title} /> : words.confirmTitle}</h2>
      <div id="confirm-text" class="confirm-text">
        <Text of={of.text} />
      </div>
      <div class="dialog-buttons">
        <button type="button" class="button" onClick={() => onAnswer(false)}>
          {of.deny ? <Plain of={of.deny} /> : words.no}
        </button>
        <button type="button" class={`button ${of.style ?? "primary"}`} onClick={() => onAnswer(true)}>
          {of.confirm ? <Plain of={of.confirm} /> : words.yes}
        </button>
      </div>
    </dialog>
  );
}
