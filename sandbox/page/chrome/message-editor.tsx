import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type { MessageSeen } from "../../protocol.ts";
import { onEscape } from "../elements/popover.tsx";
import { useWorld } from "../state/world.ts";
import { typedOf, spokenOf } from "../text/typed.ts";

/** Changing one's own words in place: Enter keeps, Escape gives up. */
export function MessageEditor({ of, onDone }: { of: MessageSeen; onDone: () => void }): JSX.Element {
  const world = useWorld();
  const { words, session } = world;
  const [text, setText] = useState(() => typedOf(of.text, world));
  const area = useRef<HTMLTextAreaElement>(null);
  useEffect(() => area.current?.focus(), []);
  const save = async (): Promise<void> => {
    const result = await session.tryAct({
      do: "edit",
      conversation: of.conversation,
      ts: of.ts,
      text: spokenOf(text, world),
    });
    if (result.ok) onDone();
  };
  return (
    <div class="message-editor" onKeyDown={onEscape(onDone)}>
      <textarea
        ref={area}
        rows={2}
        value={text}
        aria-label={words.editMessage}
        onInput={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
          event.preventDefault();
          void save();
        }}
      />
      <div class="dialog-buttons">
        <button type="button" class="button" onClick={onDone}>
          {words.cancel}
        </button>
        <button type="button" class="button primary" onClick={() => void save()}>
          {words.save}
        </button>
      </div>
    </div>
  );
}
