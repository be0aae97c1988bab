import type { JSX } from "preact";
import { useRef, useState } from "preact/hooks";
import type { ConversationSeen } from "../../protocol.ts";
import { Menu } from "../elements/buttons.tsx";
import { Icon } from "../elements/icons.tsx";
import { Popover } from "../elements/popover.tsx";
import type { Model } from "../state/model.ts";
import { topLevel } from "../state/session.ts";
import { useWorld } from "../state/world.ts";
import { Mrkdwn } from "../text/text.tsx";
import { AppTabs } from "./app-tabs.tsx";
import { Composer } from "./composer.tsx";
import { MessageList } from "./message-list.tsx";

/** One channel, direct message or app conversation: its name, what is in it, and where to write. */
export function ConversationView({
  conversation,
  model,
}: {
  conversation: ConversationSeen;
  model: Model;
}): JSX.Element {
  const { words, session } = useWorld();
  const messages = topLevel(model.messages.get(conversation.id) ?? []);
  const name = nameOf(conversation);
  return (
    <>
      <header class="place-head">
        <button type="button" class="icon-button to-list" aria-label={words.back} onClick={() => session.leave()}>
          <Icon name="back" />
        </button>
        <div class="place-words">
          <h1>
            {conversation.kind === "private" ? <Icon name="lock" /> : null}
            {name}
          </h1>
          {conversation.topic === "" ? null : (
            <span class="topic">
              <Mrkdwn text={conversation.topic} />
            </span>
          )}
        </div>
        <PlaceMenu conversation={conversation} />
      </header>
      {conversation.app === undefined ? null : <AppTabs app={conversation.app} tab="messages" model={model} />}
      {conversation.bookmarks.length === 0 ? null : (
        <ul class="bookmarks">
          {conversation.bookmarks.map((bookmark) => (
            <li key={bookmark.id}>
              <a href={bookmark.link} target="_blank" rel="noreferrer noopener">
                {bookmark.title}
              </a>
            </li>
          ))}
        </ul>
      )}
      <MessageList conversation={conversation} messages={messages} model={model} />
      <Foot conversation={conversation} name={name} />
    </>
  );
}

function Foot({ conversation, name }: { conversation: ConversationSeen; name: string }): JSX.Element {
  const { words, session } = useWorld();
  if (conversation.archived) return <p class="foot-note">{words.archivedChannel}</p>;
  if (!conversation.member)
    return (
      <p class="foot-note">
        {words.notMember(conversation.name)}{" "}
        <button
          type="button"
          class="button primary"
          onClick={() => void session.tryAct({ do: "join", conversation: conversation.id })}
        >
          {words.join}
        </button>
      </p>
    );
  return <Composer conversation={conversation} label={words.messageTo(name)} />;
}

function PlaceMenu({ conversation }: { conversation: ConversationSeen }): JSX.Element {
  const { words, session, people } = useWorld();
  const [open, setOpen] = useState<"menu" | "members">();
  const button = useRef<HTMLButtonElement>(null);
  const count = useRef<HTMLButtonElement>(null);
  const channel = conversation.kind === "public" || conversation.kind === "private";
  const close = (): void => setOpen(undefined);
  return (
    <div class="place-tools">
      <button
        type="button"
        ref={count}
        class="tool-button"
        aria-haspopup="dialog"
        aria-expanded={open === "members"}
        aria-label={words.members(conversation.members.length)}
        onClick={() => setOpen(open ? undefined : "members")}
      >
        <Icon name="people" /> {conversation.members.length}
      </button>
      {open === "members" ? (
        <Popover anchor={count} align="end" onClose={close}>
          <ul class="member-list" aria-label={words.members(conversation.members.length)}>
            {conversation.members.map((id) => (
              <li key={id}>
                <b>{people.get(id)?.displayName ?? id}</b> <small>{people.get(id)?.title}</small>
              </li>
            ))}
          </ul>
        </Popover>
      ) : null}
      {channel && conversation.member ? (
        <>
          <button
            type="button"
            ref={button}
            class="icon-button"
            aria-label={words.moreActions}
            aria-haspopup="menu"
            aria-expanded={open === "menu"}
            onClick={() => setOpen(open ? undefined : "menu")}
          >
            <Icon name="dots" />
          </button>
          {open === "menu" ? (
            <Popover anchor={button} align="end" onClose={close}>
              <Menu
                label={words.moreActions}
                onClose={() => {
                  close();
                  button.current?.focus();
                }}
                items={[
                  {
                    key: "leave",
                    label: words.leaveChannel,
                    run: () => {
                      close();
                      void session.tryAct({ do: "leave", conversation: conversation.id });
                    },
                  },
                ]}
              />
            </Popover>
          ) : null}
        </>
      ) : null}
    </div>
  );
}

/** What a conversation is called at its head: channels with their #. */
export function nameOf(conversation: ConversationSeen): string {
  return conversation.kind === "public" ? `#${conversation.name}` : conversation.name;
}
