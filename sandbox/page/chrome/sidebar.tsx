import type { JSX } from "preact";
import { useRef, useState } from "preact/hooks";
import type { AppSeen, ConversationSeen } from "../../protocol.ts";
import { Menu } from "../elements/buttons.tsx";
import { Icon } from "../elements/icons.tsx";
import { Popover } from "../elements/popover.tsx";
import type { Model } from "../state/model.ts";
import { useWorld } from "../state/world.ts";
import { Avatar } from "./avatar.tsx";

/** Apps, channels and direct messages; bold what is unread, with a number where one is meant. */
export function Sidebar({ model }: { model: Model }): JSX.Element {
  const { words } = useWorld();
  const all = [...model.conversations.values()];
  const channels = all.filter(
    (each) => (each.kind === "public" || each.kind === "private") && (!each.archived || each.member),
  );
  const direct = all.filter((each) => each.kind === "dm" || each.kind === "group-dm");
  return (
    <nav class="sidebar" aria-label={model.team?.name}>
      <Group title={words.apps}>
        {[...model.apps.values()].map((app) => (
          <AppRow key={app.id} app={app} model={model} />
        ))}
      </Group>
      <Group title={words.channels}>
        {channels.toSorted(byName).map((each) => (
          <Row key={each.id} of={each} model={model} />
        ))}
      </Group>
      <Group title={words.directMessages} extra={<NewDirectMessage />}>
        {direct.toSorted(byName).map((each) => (
          <Row key={each.id} of={each} model={model} />
        ))}
      </Group>
    </nav>
  );
}

function Group({
  title,
  extra,
  children,
}: {
  title: string;
  extra?: JSX.Element;
  children: JSX.Element[];
}): JSX.Element {
  return (
    <section>
      <div class="group-head">
        <h2>{title}</h2>
        {extra}
      </div>
      <ul>{children}</ul>
    </section>
  );
}

function byName(a: ConversationSeen, b: ConversationSeen): number {
  return Number(a.archived) - Number(b.archived) || a.name.localeCompare(b.name);
}

function Row({ of, model }: { of: ConversationSeen; model: Model }): JSX.Element {
  const { session, words, people, me } = useWorld();
  const here = model.where?.kind === "conversation" && model.where.id === of.id;
  const others = of.members.filter((id) => id !== me.id);
  const partner = of.kind === "dm" ? people.get(others[0] ?? me.id) : undefined;
  const state = [of.unread > 0 ? "unread" : "", of.archived ? "archived" : "", of.member ? "" : "outside"]
    .filter(Boolean)
    .join(" ");
  return (
    <li>
      <button
        type="button"
        class={`row ${state}`}
        aria-current={here ? "page" : undefined}
        onClick={() => session.go({ kind: "conversation", id: of.id })}
      >
        {partner ? <Avatar id={partner.id} name={partner.displayName} small /> : <Icon name={iconOf(of)} />}
        <span class="row-name">{of.name}</span>
        {of.kind === "private" ? <span class="unseen"> ({words.privateChannel})</span> : null}
        {partner ? <small class="row-note">{partner.deactivated ? words.deactivated : partner.title}</small> : null}
        {of.mentions > 0 ? (
          <span class="badge" aria-label={words.unread(of.mentions)}>
            {of.mentions}
          </span>
        ) : of.unread > 0 ? (
          <span class="unseen"> {words.unread(of.unread)}</span>
        ) : null}
      </button>
    </li>
  );
}

function iconOf(of: ConversationSeen): "hash" | "lock" | "people" {
  return of.kind === "private" ? "lock" : of.kind === "public" ? "hash" : "people";
}

/* An app is one row: its Home tab and its messages are two views of the same place. */
function AppRow({ app, model }: { app: AppSeen; model: Model }): JSX.Element {
  const { session, words } = useWorld();
  const chat = [...model.conversations.values()].find((each) => each.kind === "app" && each.app === app.id);
  const here =
    model.where?.kind === "home" ? model.where.app === app.id : model.where?.id === chat?.id && chat !== undefined;
  const unread = chat?.unread ?? 0;
  const open = async (): Promise<void> => {
    if (chat && (unread > 0 || !app.homeTab)) return session.go({ kind: "conversation", id: chat.id });
    if (app.homeTab) return session.go({ kind: "home", app: app.id });
    const opened = await session.tryAct({ do: "open-dm", users: [app.botUser] });
    if (opened.ok) session.go({ kind: "conversation", id: opened.conversation });
  };
  return (
    <li>
      <button
        type="button"
        class={`row${unread > 0 ? " unread" : ""}`}
        aria-current={here ? "page" : undefined}
        onClick={() => void open()}
      >
        <Avatar id={app.botUser} name={app.name} small />
        <span class="row-name">{app.name}</span>
        {app.connected ? null : <small class="row-note">{words.appAway}</small>}
        {unread > 0 ? (
          <span class="badge" aria-label={words.unread(unread)}>
            {unread}
          </span>
        ) : null}
      </button>
    </li>
  );
}

function NewDirectMessage(): JSX.Element {
  const { session, words, people, me } = useWorld();
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const write = async (id: string): Promise<void> => {
    setOpen(false);
    const opened = await session.tryAct({ do: "open-dm", users: [id] });
    if (opened.ok) session.go({ kind: "conversation", id: opened.conversation });
  };
  const others = [...people.values()].filter((each) => each.id !== me.id && !each.bot && !each.deactivated);
  return (
    <>
      <button
        type="button"
        ref={button}
        class="icon-button small"
        aria-label={words.newDirectMessage}
        aria-haspopup="menu"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        <Icon name="plus" />
      </button>
      {open ? (
        <Popover anchor={button} align="end" onClose={() => setOpen(false)}>
          <Menu
            label={words.newDirectMessage}
            onClose={() => {
              setOpen(false);
              button.current?.focus();
            }}
            items={others.map((each) => ({
              key: each.id,
              label: each.displayName,
              note: each.title,
              run: () => void write(each.id),
            }))}
          />
        </Popover>
      ) : null}
    </>
  );
}
