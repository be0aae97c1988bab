import type { JSX } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { onEscape } from "../elements/popover.tsx";
import { useWorld } from "../state/world.ts";
import { emojiOf, findEmoji } from "../text/emoji.ts";

const USUAL = [
  "+1",
  "white_check_mark",
  "eyes",
  "pray",
  "raised_hands",
  "heart",
  "tada",
  "thinking_face",
  "rotating_light",
  "hourglass_flowing_sand",
  "telephone_receiver",
  "x",
];

/** A few usual emoji, and any other by its name. */
export function EmojiPicker({ onPick, onClose }: { onPick: (name: string) => void; onClose: () => void }): JSX.Element {
  const { words } = useWorld();
  const [typed, setTyped] = useState("");
  const input = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => input.current?.focus(), []);
  const names = typed === "" ? USUAL : findEmoji(typed, 24);
  return (
    <div class="emoji-picker" role="dialog" aria-label={words.react} onKeyDown={onEscape(onClose)}>
      <input
        ref={input}
        value={typed}
        placeholder={words.searchEmoji}
        aria-label={words.searchEmoji}
        onInput={(event) => setTyped(event.currentTarget.value)}
        onKeyDown={(event) => {
          const first = names[0];
          if (event.key === "Enter" && first !== undefined) onPick(first);
        }}
      />
      <div class="emoji-grid">
        {names.map((name) => (
          <button type="button" key={name} aria-label={name} title={`:${name}:`} onClick={() => onPick(name)}>
            <span class="emoji">{emojiOf(name)}</span>
          </button>
        ))}
      </div>
    </div>
  );
}
