import type { JSX } from "preact";
import { useId, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { ConversationSeen, FileSeen } from "../../protocol.ts";
import { Menu } from "../elements/buttons.tsx";
import { Icon } from "../elements/icons.tsx";
import { Popover } from "../elements/popover.tsx";
import { nextIndex } from "../elements/roving.ts";
import { readForUpload } from "../elements/upload.ts";
import { useWorld } from "../state/world.ts";
import { spokenOf } from "../text/typed.ts";
import { nameOf } from "./conversation.tsx";
import { suggestionsFor, type Suggesting, type Suggestion } from "./suggestions.ts";

interface ComposerProps {
  conversation: ConversationSeen;
  label: string;
  thread?: string;
}

/** Where one writes: Enter sends, Shift+Enter breaks the line, a slash at the start is a command. Unsent words stay with their place. */
export function Composer({ conversation, label, thread }: ComposerProps): JSX.Element {
  const world = useWorld();
  const { session, words, me } = world;
  const id = useId();
  const draft = `${me.id} ${conversation.id} ${thread ?? ""}`;
  const [text, setText] = useState(session.drafts.get(draft) ?? "");
  const [offered, setOffered] = useState<Suggesting>();
  const [active, setActive] = useState(0);
  const [files, setFiles] = useState<FileSeen[]>([]);
  const [broadcast, setBroadcast] = useState(false);
  const area = useRef<HTMLTextAreaElement>(null);
  const box = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (!area.current) return;
    area.current.style.height = "auto";
    area.current.style.height = `${Math.min(area.current.scrollHeight, 220)}px`;
  }, [text]);
  const type = (next: string, cursor: number): void => {
    setText(next);
    session.drafts.set(draft, next);
    setActive(0);
    setOffered(suggestionsFor(next, cursor, world));
  };
  const accept = (suggestion: Suggestion): void => {
    const at = offered?.from ?? 0;
    const cursor = area.current?.selectionStart ?? text.length;
    type(text.slice(0, at) + suggestion.insert + text.slice(cursor), at + suggestion.insert.length);
    setOffered(undefined);
    area.current?.focus();
  };
  const send = async (): Promise<void> => {
    const typed = text.trim();
    if (typed === "" && files.length === 0) return;
    const sent = files;
    type("", 0);
    setFiles([]);
    setBroadcast(false);
    const place = { conversation: conversation.id, ...(thread === undefined ? {} : { thread }) };
    if (typed.startsWith("/")) return void (await session.act({ do: "command", ...place, text: typed }));
    const result = await session.tryAct({
      do: "say",
      ...place,
      text: spokenOf(typed, world),
      ...(broadcast ? { broadcast } : {}),
      ...(sent.length > 0 ? { files: sent.map((file) => file.id) } : {}),
    });
    if (result.ok) return;
    type(typed, typed.length);
    setFiles(sent);
  };
  const list = offered?.suggestions ?? [];
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.isComposing) return;
    const chosen = list[active];
    const to = list.length > 0 && event.key.startsWith("Arrow") ? nextIndex(event.key, active, list.length) : undefined;
    if (to !== undefined) setActive(to);
    else if (chosen && event.key === "Tab" && !event.shiftKey) accept(chosen);
    else if (
      chosen &&
      event.key === "Enter" &&
      !event.shiftKey &&
      text.slice(offered?.from ?? 0).trim() !== chosen.insert.trim()
    )
      accept(chosen);
    else if (event.key === "Enter" && !event.shiftKey) void send();
    else if (event.key === "Escape" && list.length > 0) {
      event.stopPropagation();
      setOffered(undefined);
    } else return;
    event.preventDefault();
  };
  return (
    <div class="composer" ref={box}>
      {list.length > 0 ? (
        <SuggestionList
          id={id}
          list={list}
          active={active}
          title={text.startsWith("/") ? words.commands : words.suggestions}
          onPick={accept}
        />
      ) : null}
      <textarea
        ref={area}
        rows={1}
        value={text}
        placeholder={label}
        aria-label={label}
        aria-autocomplete="list"
        aria-controls={list.length > 0 ? `${id}-list` : undefined}
        aria-activedescendant={list.length > 0 ? `${id}-${active}` : undefined}
        onInput={(event) => type(event.currentTarget.value, event.currentTarget.selectionStart)}
        onBlur={() => setOffered(undefined)}
        onKeyDown={onKeyDown}
      />
      {files.length === 0 ? null : (
        <ul class="file-list">
          {files.map((file) => (
            <li key={file.id}>
              <Icon name="file" /> {file.name}
              <button
                type="button"
                class="icon-button small"
                aria-label={words.remove(file.name)}
                onClick={() => setFiles(files.filter((each) => each !== file))}
              >
                <Icon name="close" />
              </button>
            </li>
          ))}
        </ul>
      )}
      <div class="composer-tools">
        {thread === undefined ? <GlobalShortcuts /> : null}
        <AttachButton onFile={(file) => setFiles((old) => [...old, file])} />
        {thread !== undefined && conversation.kind !== "app" && conversation.kind !== "dm" ? (
          <label class="also-send">
            <input
              type="checkbox"
              checked={broadcast}
              onChange={(event) => setBroadcast(event.currentTarget.checked)}
            />
            {words.alsoSendTo(nameOf(conversation))}
          </label>
        ) : null}
        <button
          type="button"
          class="send"
          aria-label={words.send}
          disabled={text.trim() === "" && files.length === 0}
          onClick={() => void send()}
        >
          <Icon name="send" />
        </button>
      </div>
    </div>
  );
}

interface SuggestionListProps {
  id: string;
  list: Suggestion[];
  active: number;
  title: string;
  onPick: (suggestion: Suggestion) => void;
}

function SuggestionList({ id, list, active, title, onPick }: SuggestionListProps): JSX.Element {
  return (
    <div class="suggestions" onMouseDown={(event) => event.preventDefault()}>
      <div class="group-label" aria-hidden="true">
        {title}
      </div>
      <div role="listbox" id={`${id}-list`} aria-label={title}>
        {list.map((each, index) => (
          <div
            key={each.key}
            id={`${id}-${index}`}
            role="option"
            aria-selected={index === active}
            class={index === active ? "active" : ""}
            onClick={() => onPick(each)}
          >
            <b>{each.label}</b>
            {each.note === undefined ? null : <small>{each.note}</small>}
          </div>
        ))}
      </div>
    </div>
  );
}

function AttachButton({ onFile }: { onFile: (file: FileSeen) => void }): JSX.Element {
  const { words, session } = useWorld();
  const input = useRef<HTMLInputElement>(null);
  const take = async (picked: File[]): Promise<void> => {
    for (const file of picked) {
      const result = await session.tryAct({ do: "upload", ...(await readForUpload(file)) });
      if (result.ok) onFile(result.file);
    }
  };
  return (
    <>
      <input
        ref={input}
        type="file"
        class="unseen"
        tabIndex={-1}
        multiple
        aria-label={words.attach}
        onChange={(event) => {
          void take([...(event.currentTarget.files ?? [])]);
          event.currentTarget.value = "";
        }}
      />
      <button
        type="button"
        class="icon-button"
        aria-label={words.attach}
        title={words.attach}
        onClick={() => input.current?.click()}
      >
        <Icon name="clip" />
      </button>
    </>
  );
}

function GlobalShortcuts(): JSX.Element {
  const { words, apps, session } = useWorld();
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const close = (): void => {
    setOpen(false);
    button.current?.focus();
  };
  const items = [...apps.values()].flatMap((app) =>
    app.globalShortcuts.map((shortcut) => ({
      key: `${app.id} ${shortcut.callbackId}`,
      label: shortcut.name,
      note: `${shortcut.description} · ${app.name}`,
      run: () => {
        close();
        void session.tryAct({ do: "global-shortcut", app: app.id, callbackId: shortcut.callbackId });
      },
    })),
  );
  return (
    <>
      <button
        type="button"
        ref={button}
        class="icon-button"
        aria-label={words.shortcuts}
        title={words.shortcuts}
        aria-haspopup="menu"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        <Icon name="bolt" />
      </button>
      {open ? (
        <Popover anchor={button} onClose={() => setOpen(false)}>
          {items.length > 0 ? (
            <Menu label={words.shortcuts} items={items} onClose={close} />
          ) : (
            <p class="list-note">{words.noShortcuts}</p>
          )}
        </Popover>
      ) : null}
    </>
  );
}
