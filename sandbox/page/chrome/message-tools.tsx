import type { JSX } from "preact";
import { useRef, useState } from "preact/hooks";
import type { MessageSeen } from "../../protocol.ts";
import { Menu, type MenuItem } from "../elements/buttons.tsx";
import { Icon } from "../elements/icons.tsx";
import { Popover } from "../elements/popover.tsx";
import { linkTo } from "../state/session.ts";
import { useWorld } from "../state/world.ts";
import { EmojiPicker } from "./emoji-picker.tsx";

interface MessageToolsProps {
  of: MessageSeen;
  still: boolean;
  inThread: boolean;
  onEdit: () => void;
}

/** What can be done with a message: react, reply, the apps' message shortcuts, and one's own words changed or deleted. */
export function MessageTools({ of, still, inThread, onEdit }: MessageToolsProps): JSX.Element {
  const { words, session } = useWorld();
  const [open, setOpen] = useState<"menu" | "emoji">();
  const more = useRef<HTMLButtonElement>(null);
  const smile = useRef<HTMLButtonElement>(null);
  const close = (): void => {
    (open === "emoji" ? smile : more).current?.focus();
    setOpen(undefined);
  };
  const items = useItems({ of, still, inThread, onEdit });
  return (
    <div class={`message-tools${open ? " open" : ""}`} role="group" aria-label={words.moreActions}>
      {of.ephemeral || still ? null : (
        <>
          <button
            type="button"
            ref={smile}
            class="icon-button"
            aria-label={words.react}
            title={words.react}
            aria-haspopup="dialog"
            aria-expanded={open === "emoji"}
            onClick={() => setOpen(open ? undefined : "emoji")}
          >
            <Icon name="smile" />
          </button>
          {inThread ? null : (
            <button
              type="button"
              class="icon-button"
              aria-label={words.replyInThread}
              title={words.replyInThread}
              onClick={() => session.openThread(of.conversation, of.threadTs ?? of.ts)}
            >
              <Icon name="thread" />
            </button>
          )}
        </>
      )}
      <button
        type="button"
        ref={more}
        class="icon-button"
        aria-label={words.moreActions}
        title={words.moreActions}
        aria-haspopup="menu"
        aria-expanded={open === "menu"}
        onClick={() => setOpen(open ? undefined : "menu")}
      >
        <Icon name="dots" />
      </button>
      {open === "menu" ? (
        <Popover anchor={more} align="end" onClose={() => setOpen(undefined)}>
          <Menu
            label={words.moreActions}
            items={items.map((item) => ({
              ...item,
              run: () => {
                close();
                item.run();
              },
            }))}
            onClose={close}
          />
        </Popover>
      ) : null}
      {open === "emoji" ? (
        <Popover anchor={smile} align="end" onClose={() => setOpen(undefined)}>
          <EmojiPicker
            onClose={close}
            onPick={(name) => {
              close();
              void session.tryAct({ do: "react", conversation: of.conversation, ts: of.ts, name });
            }}
          />
        </Popover>
      ) : null}
    </div>
  );
}

function useItems({ of, still, inThread, onEdit }: MessageToolsProps): MenuItem[] {
  const { words, session, apps, me } = useWorld();
  const place = { conversation: of.conversation, ts: of.ts };
  const copy = {
    key: "copy",
    label: words.copyLink,
    run: () =>
      void navigator.clipboard
        ?.writeText(linkTo({ ...place, ...(of.threadTs === undefined ? {} : { thread: of.threadTs }) }))
        .catch(() => undefined),
  };
  if (of.ephemeral) return [copy];
  const shortcuts = [...apps.values()].flatMap((app) =>
    app.messageShortcuts.map((shortcut) => ({
      key: `${app.id} ${shortcut.callbackId}`,
      label: shortcut.name,
      note: app.name,
      run: () =>
        void session.tryAct({ do: "message-shortcut", ...place, app: app.id, callbackId: shortcut.callbackId }),
    })),
  );
  const mine = of.author.kind === "person" && of.author.id === me.id && !still;
  const own = [
    { key: "edit", label: words.editMessage, run: onEdit },
    {
      key: "delete",
      label: words.deleteMessage,
      danger: true,
      run: () => void session.tryAct({ do: "delete", ...place }),
    },
  ];
  // Also a button of its own, but not where there is no hovering.
  const reply = {
    key: "reply",
    label: words.replyInThread,
    run: () => session.openThread(of.conversation, of.threadTs ?? of.ts),
  };
  return [...shortcuts, ...(still || inThread ? [] : [reply]), copy, ...(mine ? own : [])];
}
