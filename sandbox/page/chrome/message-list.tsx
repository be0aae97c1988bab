import type { JSX } from "preact";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import type { ConversationSeen, MessageSeen } from "../../protocol.ts";
import { compareTs, timeOf, type Model } from "../state/model.ts";
import { useWorld } from "../state/world.ts";
import { dayKey, dividerDay } from "../text/dates.ts";
import { MessageView } from "./message.tsx";

interface MessageListProps {
  conversation: ConversationSeen;
  messages: MessageSeen[];
  model: Model;
}

const NEAR_END = 120;
const SAME_HAND_MS = 5 * 60_000;

/** Messages of a conversation, oldest first, with a line between days and one before what is new. Keeps to the end while one reads there. */
export function MessageList({ conversation, messages, model }: MessageListProps): JSX.Element {
  const { words, session, reader } = useWorld();
  const list = useRef<HTMLDivElement>(null);
  const mark = model.readMark.get(conversation.id) ?? "";
  const hasMore = model.looked.get(conversation.id) === true;
  useStayAtEnd(list, messages.at(-1)?.ts);
  useMarkRead(conversation, messages);
  useAim(list, model, messages);
  const firstNew = mark === "" ? undefined : messages.find((each) => compareTs(each.ts, mark) > 0 && !isMine(each))?.ts;
  function isMine(message: MessageSeen): boolean {
    return message.author.id === session.model.get().me?.id;
  }
  return (
    <div ref={list} class="messages" tabIndex={0} role="region" aria-label={words.messages}>
      {hasMore ? (
        <button type="button" class="link-button older" onClick={() => void session.lookBack(conversation.id)}>
          {words.older}
        </button>
      ) : null}
      {messages.length === 0 && model.looked.has(conversation.id) ? (
        <p class="empty">{words.emptyConversation}</p>
      ) : null}
      <ol class="message-rows">
        {messages.map((message, index) => {
          const before = messages[index - 1];
          const day = dayKey(timeOf(message.ts), reader.zone);
          const newDay = before === undefined || dayKey(timeOf(before.ts), reader.zone) !== day;
          return (
            <li key={`${message.ts} ${message.ephemeral}`}>
              {newDay ? <Divider>{dividerDay(timeOf(message.ts), reader)}</Divider> : null}
              {message.ts === firstNew ? <Divider new>{words.newMessages}</Divider> : null}
              <MessageView
                of={message}
                still={conversation.archived || !conversation.member}
                follows={!newDay && message.ts !== firstNew && follows(before, message)}
              />
            </li>
          );
        })}
      </ol>
    </div>
  );
}

/* A second message of the same hand within five minutes goes without name and picture. */
function follows(before: MessageSeen | undefined, message: MessageSeen): boolean {
  return (
    before !== undefined &&
    before.author.id === message.author.id &&
    before.author.name === message.author.name &&
    before.ephemeral === message.ephemeral &&
    before.replyCount === 0 &&
    before.subtype !== "thread_broadcast" &&
    message.subtype !== "thread_broadcast" &&
    timeOf(message.ts) - timeOf(before.ts) < SAME_HAND_MS
  );
}

function Divider({ children, new: isNew = false }: { children: string; new?: boolean }): JSX.Element {
  return (
    <div class={`divider-line${isNew ? " new" : ""}`} role="separator" aria-label={children}>
      <span aria-hidden="true">{children}</span>
    </div>
  );
}

/** Scrolls to the newest message when it comes, unless one has scrolled up to read. */
export function useStayAtEnd(list: { current: HTMLElement | null }, newest: string | undefined): void {
  const near = useRef(true);
  useEffect(() => {
    const box = list.current;
    if (!box) return undefined;
    const look = (): void => {
      near.current = box.scrollHeight - box.scrollTop - box.clientHeight < NEAR_END;
    };
    const stay = new ResizeObserver(() => {
      if (near.current) box.scrollTop = box.scrollHeight;
    });
    box.addEventListener("scroll", look, { passive: true });
    stay.observe(box);
    for (const child of box.children) stay.observe(child);
    return () => {
      box.removeEventListener("scroll", look);
      stay.disconnect();
    };
  }, []);
  useLayoutEffect(() => {
    if (near.current && list.current) list.current.scrollTop = list.current.scrollHeight;
  }, [newest]);
}

/** Brings the message that a link leads to before the eyes, and marks it for a moment. */
export function useAim(list: { current: HTMLElement | null }, { aim }: Model, messages: MessageSeen[]): void {
  useEffect(() => {
    const row = aim && list.current?.querySelector(`[data-ts="${aim.ts}"]`);
    if (!row) return undefined;
    row.scrollIntoView({ block: "center" });
    row.classList.add("aimed");
    return () => row.classList.remove("aimed");
  }, [aim, messages.length]);
}

function useMarkRead(conversation: ConversationSeen, messages: MessageSeen[]): void {
  const { session } = useWorld();
  const newest = messages.findLast((each) => !each.ephemeral)?.ts;
  useEffect(() => {
    if (newest === undefined || conversation.unread === 0) return;
    if (compareTs(newest, conversation.lastRead || "0.0") > 0)
      void session.act({ do: "read", conversation: conversation.id, ts: newest });
  }, [newest, conversation.unread]);
}
