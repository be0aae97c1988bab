import type { JSX } from "preact";
import { useMemo, useRef } from "preact/hooks";
import { Icon } from "../elements/icons.tsx";
import { onEscape } from "../elements/popover.tsx";
import type { Model } from "../state/model.ts";
import { useWorld } from "../state/world.ts";
import { Composer } from "./composer.tsx";
import { nameOf } from "./conversation.tsx";
import { useAim, useStayAtEnd } from "./message-list.tsx";
import { MessageView } from "./message.tsx";

/** A message and its replies, beside the conversation. Escape closes it. */
export function ThreadPane({
  thread,
  model,
}: {
  thread: { conversation: string; ts: string };
  model: Model;
}): JSX.Element | null {
  const { words, session } = useWorld();
  const all = model.messages.get(thread.conversation);
  const messages = useMemo(
    () => (all ?? []).filter((each) => each.ts === thread.ts || each.threadTs === thread.ts),
    [all, thread.ts],
  );
  const conversation = model.conversations.get(thread.conversation);
  const list = useRef<HTMLDivElement>(null);
  useStayAtEnd(list, messages.at(-1)?.ts);
  useAim(list, model, messages);
  if (!conversation) return null;
  const replies = messages.filter((each) => each.ts !== thread.ts && !each.ephemeral).length;
  return (
    <aside class="thread-pane" aria-label={words.thread} onKeyDown={onEscape(() => session.closeThread())}>
      <header class="place-head">
        <div class="place-words">
          <h2>{words.thread}</h2>
          <span class="topic">{nameOf(conversation)}</span>
        </div>
        <button type="button" class="icon-button" aria-label={words.closeThread} onClick={() => session.closeThread()}>
          <Icon name="close" />
        </button>
      </header>
      <div ref={list} class="messages" tabIndex={0} role="region" aria-label={words.thread}>
        <ol class="message-rows">
          {messages.map((message) => (
            <li key={`${message.ts} ${message.ephemeral}`}>
              <MessageView of={message} still={conversation.archived || !conversation.member} inThread />
              {message.ts === thread.ts && replies > 0 ? (
                <div class="divider-line left" role="separator" aria-label={words.replies(replies)}>
                  <span aria-hidden="true">{words.replies(replies)}</span>
                </div>
              ) : null}
            </li>
          ))}
        </ol>
      </div>
      {conversation.archived || !conversation.member ? null : (
        <Composer conversation={conversation} thread={thread.ts} label={words.reply} />
      )}
    </aside>
  );
}
