import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type { RichTextBlock, RichTextInput } from "@slack/types";
import { useSurface, type Target } from "../state/surface.ts";
import { useWorld } from "../state/world.ts";
import { fieldAttributes, useField } from "./field.ts";
import { Icon, type IconName } from "./icons.tsx";
import { plainOfRichText, richTextOf, writeRichText } from "./rich-text-dom.ts";

/* The browser's own editing commands: marked as old, supported everywhere, and all that a basic editor needs. */
const TOOLS = [
  { command: "bold", word: "bold", sign: "B" },
  { command: "italic", word: "italic", sign: "I" },
  { command: "strikeThrough", word: "strike", sign: "S" },
] as const;

const LISTS: { command: string; word: "bulletList" | "numberList"; icon: IconName }[] = [
  { command: "insertUnorderedList", word: "bulletList", icon: "list-bullet" },
  { command: "insertOrderedList", word: "numberList", icon: "list-number" },
];

/** A small editor for formatted text; the value is a rich_text block, null when empty. */
export function RichTextInputElement({ of, target }: { of: RichTextInput; target: Target }): JSX.Element {
  const { form, locked, use } = useSurface();
  const { words } = useWorld();
  const field = useField();
  const editor = useRef<HTMLDivElement>(null);
  const [empty, setEmpty] = useState(true);
  useEffect(() => {
    const box = editor.current;
    if (!box) return;
    const held = form.read(target);
    const shown = isRichText(held) ? held : of.initial_value;
    if (shown) writeRichText(box, shown);
    setEmpty(shown === undefined || plainOfRichText(shown) === "");
    if (of.focus_on_load) box.focus();
  }, []);
  const take = (): void => {
    if (!editor.current) return;
    const value = richTextOf(editor.current);
    const nothing = plainOfRichText(value).trim() === "";
    setEmpty(nothing);
    form.write(target, nothing ? null : value);
    const sends =
      field.dispatch &&
      field.inInput &&
      of.dispatch_action_config?.trigger_actions_on?.includes("on_character_entered");
    if (sends) void use(target, nothing ? null : value, "character");
  };
  const format = (command: string): void => {
    editor.current?.focus();
    document.execCommand(command);
    take();
  };
  return (
    <div class="rich-input">
      <div class="rich-tools" role="toolbar" aria-label={words.moreActions}>
        {TOOLS.map(({ command, word, sign }) => (
          <button
            type="button"
            key={command}
            class={`icon-button ${command}`}
            aria-label={words[word]}
            disabled={locked}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => format(command)}
          >
            {sign}
          </button>
        ))}
        {LISTS.map(({ command, word, icon }) => (
          <button
            type="button"
            key={command}
            class="icon-button"
            aria-label={words[word]}
            disabled={locked}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => format(command)}
          >
            <Icon name={icon} />
          </button>
        ))}
      </div>
      <div
        ref={editor}
        class="rich-editor"
        contentEditable={!locked}
        role="textbox"
        aria-multiline="true"
        {...fieldAttributes(field, of.placeholder?.text ?? words.messages)}
        data-placeholder={empty ? (of.placeholder?.text ?? "") : ""}
        style={{ minHeight: `${(of.min_lines ?? 3) * 1.5}em`, maxHeight: `${(of.max_lines ?? 8) * 1.5}em` }}
        onInput={take}
        onPaste={(event) => {
          event.preventDefault();
          document.execCommand("insertText", false, event.clipboardData?.getData("text/plain") ?? "");
        }}
      />
    </div>
  );
}

function isRichText(value: unknown): value is RichTextBlock {
  return typeof value === "object" && value !== null && "type" in value && value.type === "rich_text";
}
