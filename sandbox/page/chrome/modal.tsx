import type { ComponentChildren, JSX } from "preact";
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import type { ModalSeen } from "../../protocol.ts";
import { Blocks } from "../blocks/block.tsx";
import { Icon } from "../elements/icons.tsx";
import { SurfaceContext, surfaceActs, useForm } from "../state/surface.ts";
import { useWorld } from "../state/world.ts";
import { TroubleLine } from "./trouble.tsx";

/** The open window with its stack; only the topmost is seen, the others keep what was typed in them. */
export function ModalStack({ modals }: { modals: ModalSeen[] }): JSX.Element | null {
  const { session } = useWorld();
  const dialog = useRef<HTMLDialogElement>(null);
  const opener = useRef<Element | null>(null);
  const open = modals.length > 0;
  const top = modals.at(-1);
  // Before the effects of the fields inside, which take the focus that an opening window gives to its first button.
  useLayoutEffect(() => {
    if (!open) return undefined;
    opener.current = document.activeElement;
    dialog.current?.showModal();
    return () => {
      if (opener.current instanceof HTMLElement && opener.current.isConnected) opener.current.focus();
    };
  }, [open]);
  if (!top) return null;
  return (
    <dialog
      ref={dialog}
      class="modal"
      aria-labelledby={`${top.id}-title`}
      onCancel={(event) => {
        event.preventDefault();
        void session.tryAct({ do: "close", view: top.id });
      }}
    >
      {modals.map((modal, index) => (
        <ModalView key={modal.id} of={modal} onTop={modal === top} depth={index + 1} all={modals.length} />
      ))}
    </dialog>
  );
}

interface ModalProps {
  of: ModalSeen;
  onTop: boolean;
  depth: number;
  all: number;
}

function ModalView({ of, onTop, depth, all }: ModalProps): JSX.Element {
  const { session, words } = useWorld();
  const form = useForm(of.state, of.blocks);
  const [sending, setSending] = useState(false);
  const body = useRef<HTMLFormElement>(null);
  const locked = of.loading || sending;
  const surface = useMemo(
    () => ({
      kind: "modal" as const,
      form,
      errors: of.errors,
      locked,
      ...surfaceActs({ view: of.id }, form, { act: session.act, options: session.act }),
    }),
    [form, of.errors, of.id, locked, session],
  );
  useFirstFocus(body, onTop);
  useFocusAfterAnswer(body, of.errors, locked);
  const submit = async (): Promise<void> => {
    if (locked) return;
    setSending(true);
    await session.act({ do: "submit", view: of.id, state: form.all() });
    setSending(false);
  };
  const close = (everything: boolean): void =>
    void session.tryAct({ do: "close", view: of.id, ...(everything ? { all: true } : {}) });
  return (
    <form
      ref={body}
      class="modal-view"
      hidden={!onTop}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <header class="modal-head">
        {depth > 1 ? (
          <button type="button" class="icon-button" aria-label={words.back} onClick={() => close(false)}>
            <Icon name="back" />
          </button>
        ) : null}
        <h2 id={`${of.id}-title`}>{of.title}</h2>
        {all > 1 ? <span class="unseen">{words.viewStack(depth, all)}</span> : null}
        <button type="button" class="icon-button" aria-label={words.close} onClick={() => close(true)}>
          <Icon name="close" />
        </button>
      </header>
      <ModalBody titleId={`${of.id}-title`}>
        <SurfaceContext.Provider value={surface}>
          <Blocks of={of.blocks} />
        </SurfaceContext.Provider>
      </ModalBody>
      <footer class="modal-foot">
        {of.trouble ? <TroubleLine of={of.trouble} /> : null}
        <div class="dialog-buttons">
          <button type="button" class="button" onClick={() => close(false)}>
            {of.close}
          </button>
          {of.submit === undefined ? null : (
            <button type="submit" class="button primary" aria-busy={locked} disabled={locked}>
              <span class="button-text">{of.submit}</span>
            </button>
          )}
        </div>
      </footer>
    </form>
  );
}

const REACHABLE = "a[href], button, input, textarea, select, summary, [contenteditable=true], [tabindex='0']";

/* Where nothing inside takes the focus, Tab must reach the text itself as soon as it is longer than its window. */
function ModalBody({ titleId, children }: { titleId: string; children: ComponentChildren }): JSX.Element {
  const [text, setText] = useState(false);
  const body = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const element = body.current;
    if (!element) return undefined;
    const look = (): void =>
      setText(element.scrollHeight > element.clientHeight && element.querySelector(REACHABLE) === null);
    look();
    const sizes = new ResizeObserver(look);
    sizes.observe(element);
    return () => sizes.disconnect();
  }, [children]);
  return (
    <div
      ref={body}
      class="modal-body"
      tabIndex={text ? 0 : -1}
      {...(text ? { role: "region", "aria-labelledby": titleId } : {})}
    >
      {children}
    </div>
  );
}

const FIELDS = "input:not([type=file]), textarea, [contenteditable=true], select";

/* The app's focus_on_load has gone first; else the first field of a form, else the text, which arrow keys then scroll. */
function useFirstFocus(body: { current: HTMLFormElement | null }, onTop: boolean): void {
  useEffect(() => {
    const form = body.current;
    if (!onTop || !form || form.querySelector(".modal-body")?.contains(document.activeElement)) return;
    const first =
      form.querySelector<HTMLElement>(`.input-block :is(${FIELDS})`) ?? form.querySelector<HTMLElement>(".modal-body");
    first?.focus();
  }, [onTop]);
}

/* Locked fields lose the focus; when they are free again it goes to the first wrong one, else to the last button. */
function useFocusAfterAnswer(
  body: { current: HTMLFormElement | null },
  errors: Record<string, string>,
  locked: boolean,
): void {
  const was = useRef(false);
  useEffect(() => {
    const form = body.current;
    if (!form) return;
    if (locked) {
      was.current = true;
      return;
    }
    if (!was.current) return;
    was.current = false;
    const wrong = form.querySelector<HTMLElement>(".input-block.wrong");
    wrong?.scrollIntoView({ block: "nearest" });
    const next =
      wrong?.querySelector<HTMLElement>(FIELDS) ?? form.querySelector<HTMLElement>(".modal-foot button:last-of-type");
    if (!form.hidden && (wrong || !form.contains(document.activeElement))) next?.focus();
  }, [errors, locked]);
}
