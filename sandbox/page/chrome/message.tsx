import type { JSX } from "preact";
import { useMemo, useState } from "preact/hooks";
import { memo } from "preact/compat";
import type { MessageSeen } from "../../protocol.ts";
import { Blocks } from "../blocks/block.tsx";
import { Icon } from "../elements/icons.tsx";
import { timeOf } from "../state/model.ts";
import { SurfaceContext, surfaceActs, useForm } from "../state/surface.ts";
import { useWorld } from "../state/world.ts";
import { ago, clockTime, fullTime } from "../text/dates.ts";
import { Emoji, Mrkdwn, Plain } from "../text/text.tsx";
import { Attachments, Files } from "./attachments.tsx";
import { AuthorAvatar, Avatar } from "./avatar.tsx";
import { MessageEditor } from "./message-editor.tsx";
import { MessageTools } from "./message-tools.tsx";
import { TroubleLine } from "./trouble.tsx";

interface MessageProps {
  of: MessageSeen;
  /** Nobody may act here: the channel is archived, or the person is not in it. */
  still: boolean;
  /** Shown without name and picture, under an earlier message of the same author. */
  follows?: boolean;
  /** In the thread pane there is no reply count and no "also sent". */
  inThread?: boolean;
}

/** One message with all that hangs on it. Drawn again only when it has itself changed. */
export const MessageView = memo(function MessageView({
  of,
  still,
  follows = false,
  inThread = false,
}: MessageProps): JSX.Element {
  const { words, reader } = useWorld();
  const [editing, setEditing] = useState(false);
  const time = timeOf(of.ts);
  const system = of.subtype === "channel_join" || of.subtype === "channel_leave";
  const stamp = (
    <time class="stamp" dateTime={new Date(time).toISOString()} title={fullTime(time, reader)}>
      {clockTime(time, reader)}
    </time>
  );
  return (
    <article
      class={`message${follows ? " follows" : ""}${of.ephemeral ? " ephemeral" : ""}${system ? " system" : ""}`}
      aria-label={of.author.name}
      data-ts={of.ts}
    >
      <div class="gutter">{follows ? stamp : <AuthorAvatar of={of.author} />}</div>
      <div class="message-body">
        {of.ephemeral ? (
          <p class="only-you">
            <Icon name="eye" /> {words.onlyYou}
          </p>
        ) : null}
        {of.pinned ? (
          <p class="only-you">
            <Icon name="pin" /> {words.pinned}
          </p>
        ) : null}
        {of.subtype === "thread_broadcast" && !inThread ? <BroadcastLine of={of} /> : null}
        {follows ? null : (
          <p class="author">
            <b>{of.author.name}</b>
            {of.author.kind === "app" ? <span class="app-mark">{words.app}</span> : null}
            {stamp}
          </p>
        )}
        {editing ? <MessageEditor of={of} onDone={() => setEditing(false)} /> : <MessageContent of={of} />}
        <Files of={of.files} />
        <Reactions of={of} />
        {of.trouble ? <TroubleLine of={of.trouble} /> : null}
        {!inThread && of.replyCount > 0 ? <ThreadLine of={of} /> : null}
      </div>
      <MessageTools of={of} still={still} inThread={inThread} onEdit={() => setEditing(true)} />
    </article>
  );
});

function MessageContent({ of }: { of: MessageSeen }): JSX.Element {
  const { session, words } = useWorld();
  const all = useMemo(
    () => [...of.blocks, ...of.attachments.flatMap((each) => each.blocks ?? [])],
    [of.blocks, of.attachments],
  );
  const form = useForm(of.state, all);
  const surface = useMemo(
    () => ({
      kind: "message" as const,
      form,
      errors: NO_ERRORS,
      locked: false,
      ...surfaceActs({ conversation: of.conversation, ts: of.ts }, form, { act: session.act, options: session.act }),
    }),
    [form, of.conversation, of.ts, session],
  );
  const mark = of.edited ? <span class="edited"> ({words.edited})</span> : null;
  return (
    <SurfaceContext.Provider value={surface}>
      {of.blocks.length > 0 ? (
        <>
          <Blocks of={of.blocks} />
          {mark}
        </>
      ) : of.text === "" ? null : (
        <div class="message-text">
          {of.mrkdwn ? <Mrkdwn text={of.text} /> : <Plain of={{ type: "plain_text", text: of.text }} />}
          {mark}
        </div>
      )}
      <Attachments of={of.attachments} />
    </SurfaceContext.Provider>
  );
}

const NO_ERRORS = {};
const MINUTE = 60_000;

function BroadcastLine({ of }: { of: MessageSeen }): JSX.Element {
  const { session, words } = useWorld();
  return (
    <button
      type="button"
      class="link-button broadcast"
      onClick={() => session.openThread(of.conversation, of.threadTs ?? of.ts)}
    >
      {words.repliedInThread}
    </button>
  );
}

function ThreadLine({ of }: { of: MessageSeen }): JSX.Element {
  const { session, words, reader, people } = useWorld();
  const last = of.latestReply === undefined ? undefined : timeOf(of.latestReply);
  const isNew = last !== undefined && reader.now - last < MINUTE;
  return (
    <button type="button" class="thread-line" onClick={() => session.openThread(of.conversation, of.ts)}>
      <span class="faces" aria-hidden="true">
        {of.replyUsers.slice(0, 4).map((id) => (
          <Avatar key={id} id={id} name={people.get(id)?.displayName ?? id} small />
        ))}
      </span>
      <b>{words.replies(of.replyCount)}</b>
      {last === undefined ? null : <small>{words.lastReply(isNew ? words.justNow : ago(last, reader))}</small>}
    </button>
  );
}

function Reactions({ of }: { of: MessageSeen }): JSX.Element | null {
  const { session, me, people, words } = useWorld();
  if (of.reactions.length === 0) return null;
  return (
    <ul class="reactions">
      {of.reactions.map(({ name, users }) => {
        const mine = users.includes(me.id);
        const who = users.map((id) => people.get(id)?.displayName ?? id).join(", ");
        return (
          <li key={name}>
            <button
              type="button"
              class={`reaction${mine ? " mine" : ""}`}
              aria-pressed={mine}
              aria-label={words.reactionBy(name, who)}
              title={words.reactionBy(`:${name}:`, who)}
              onClick={() =>
                void session.tryAct({
                  do: "react",
                  conversation: of.conversation,
                  ts: of.ts,
                  name,
                  ...(mine ? { remove: true } : {}),
                })
              }
            >
              <Emoji name={name} /> {users.length}
            </button>
          </li>
        );
      })}
    </ul>
  );
}
