import type { JSX } from "preact";
import { useRef, useState } from "preact/hooks";
import type { Button, FeedbackButtons, IconButton, Overflow, WorkflowButton } from "@slack/types";
import { useSurface, type Target } from "../state/surface.ts";
import { useWorld } from "../state/world.ts";
import { Plain } from "../text/text.tsx";
import { useConfirm } from "./confirm.tsx";
import { Icon } from "./icons.tsx";
import { Popover, onEscape } from "./popover.tsx";
import { useRoving } from "./roving.ts";
import { usePress } from "./use-press.ts";

export function ButtonElement({ of, target }: { of: Button; target: Target }): JSX.Element {
  const { busy, press } = usePress(target);
  const ask = useConfirm();
  const surface = useSurface();
  const click = async (): Promise<void> => {
    if (!(await ask(of.confirm))) return;
    if (of.url !== undefined) open(of.url, "_blank", "noopener,noreferrer");
    await press();
  };
  return (
    <button
      type="button"
      class={`button ${of.style ?? ""}`}
      aria-label={of.accessibility_label}
      aria-busy={busy}
      disabled={surface.locked}
      onClick={() => void click()}
    >
      <span class="button-text">
        <Plain of={of.text} />
      </span>
      {of.url === undefined ? null : <Icon name="outside" />}
    </button>
  );
}

/* The platform runs a workflow here; the sandbox has none and says so. */
export function WorkflowButtonElement({ of }: { of: WorkflowButton }): JSX.Element {
  const { session, words } = useWorld();
  const ask = useConfirm();
  const click = async (): Promise<void> => {
    if (await ask(of.confirm)) session.say(words.workflowButton);
  };
  return (
    <button
      type="button"
      class={`button ${of.style ?? ""}`}
      aria-label={of.accessibility_label}
      onClick={() => void click()}
    >
      <span class="button-text">
        <Plain of={of.text} />
      </span>
    </button>
  );
}

export function FeedbackElement({ of, target }: { of: FeedbackButtons; target: Target }): JSX.Element {
  const { press } = usePress(target);
  const [chosen, choose] = useState<string>();
  const give = async (value: string): Promise<void> => {
    choose(value);
    await press(value);
  };
  const both = [
    { button: of.positive_button, icon: "thumb-up" },
    { button: of.negative_button, icon: "thumb-down" },
  ] as const;
  return (
    <span class="feedback" role="group">
      {both.map(({ button, icon }) => (
        <button
          type="button"
          key={icon}
          class="icon-button"
          aria-label={button.accessibility_label ?? button.text.text}
          title={button.text.text}
          aria-pressed={chosen === button.value}
          onClick={() => void give(button.value)}
        >
          <Icon name={icon} />
        </button>
      ))}
    </span>
  );
}

export function IconButtonElement({ of, target }: { of: IconButton; target: Target }): JSX.Element | null {
  const { me } = useWorld();
  const { busy, press } = usePress(target);
  const ask = useConfirm();
  if (of.visible_to_user_ids && !of.visible_to_user_ids.includes(me.id)) return null;
  const click = async (): Promise<void> => {
    if (await ask(of.confirm)) await press();
  };
  return (
    <button
      type="button"
      class="icon-button"
      aria-label={of.accessibility_label ?? of.text.text}
      title={of.text.text}
      aria-busy={busy}
      onClick={() => void click()}
    >
      <Icon name={of.icon === "trash" ? "trash" : "spark"} />
    </button>
  );
}

export function OverflowElement({ of, target }: { of: Overflow; target: Target }): JSX.Element {
  const { words } = useWorld();
  const { busy, press } = usePress(target);
  const ask = useConfirm();
  const [open, setOpen] = useState(false);
  const opener = useRef<HTMLButtonElement>(null);
  const choose = async (option: Overflow["options"][number]): Promise<void> => {
    close();
    if (!(await ask(of.confirm))) return;
    if (option.url !== undefined) window.open(option.url, "_blank", "noopener,noreferrer");
    await press(option.value ?? "");
  };
  const close = (): void => {
    setOpen(false);
    opener.current?.focus();
  };
  return (
    <span class="menu">
      <button
        type="button"
        ref={opener}
        class="button overflow"
        aria-label={words.moreOptions}
        aria-haspopup="menu"
        aria-expanded={open}
        aria-busy={busy}
        onClick={() => setOpen(!open)}
      >
        <Icon name="dots" />
      </button>
      {open ? (
        <Popover anchor={opener} align="end" onClose={() => setOpen(false)}>
          <Menu
            label={words.moreOptions}
            items={of.options.map((option) => ({
              key: option.value ?? option.text.text,
              label: <Plain of={option.text} />,
              run: () => void choose(option),
              ...(option.description ? { note: <Plain of={option.description} /> } : {}),
            }))}
            onClose={close}
          />
        </Popover>
      ) : null}
    </span>
  );
}

export interface MenuItem {
  key: string;
  label: JSX.Element | string;
  note?: JSX.Element | string;
  danger?: boolean;
  run: () => void;
}

/** A menu of commands: arrows move, Enter chooses, Escape and Tab close. */
export function Menu({
  label,
  items,
  onClose,
}: {
  label: string;
  items: MenuItem[];
  onClose: () => void;
}): JSX.Element {
  const roving = useRoving(items.length);
  return (
    <div
      role="menu"
      aria-label={label}
      class="menu-list"
      ref={roving.list}
      onKeyDown={(event) => {
        onEscape(onClose)(event);
        if (event.key === "Tab") onClose();
        roving.onKeyDown(event);
      }}
    >
      {items.map((item) => (
        <button
          type="button"
          role="menuitem"
          tabIndex={-1}
          key={item.key}
          class={item.danger ? "danger" : ""}
          onClick={item.run}
        >
          {item.label}
          {item.note ? <small>{item.note}</small> : null}
        </button>
      ))}
    </div>
  );
}
