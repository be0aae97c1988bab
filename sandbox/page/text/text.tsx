import { Fragment, type ComponentChildren, type JSX } from "preact";
import { useMemo } from "preact/hooks";
import type { MrkdwnElement, PlainTextElement } from "@slack/types";
import { placeInLink } from "../state/session.ts";
import { useWorld } from "../state/world.ts";
import { fillDate, fullTime } from "./dates.ts";
import { charactersOf, emojiOf, knowsEmoji } from "./emoji.ts";
import { parseMrkdwn, type Inline, type Passage } from "./mrkdwn.ts";

/** A text object of either kind, as Slack shows it. */
export function Text({ of }: { of: PlainTextElement | MrkdwnElement }): JSX.Element {
  return of.type === "mrkdwn" ? <Mrkdwn text={of.text} verbatim={of.verbatim === true} /> : <Plain of={of} />;
}

/** Plain text: no markup is read, only emoji names where the object allows them. */
export function Plain({ of }: { of: PlainTextElement }): JSX.Element {
  if (of.emoji === false) return <Letters text={of.text} />;
  const parts = of.text.split(/:([a-z0-9_+'-]+(?:::skin-tone-[2-6])?):/);
  return (
    <>
      {parts.map((part, index) =>
        index % 2 === 0 ? <Letters key={index} text={part} /> : <Emoji key={index} name={part} />,
      )}
    </>
  );
}

/* Emoji typed as characters get the emoji font, which the machine's own letters may lack. */
const PICTURE = /(\p{RGI_Emoji})/v;
/* A cheap look first: that pattern knows thousands of sequences, and most texts hold none. */
const MAYBE_PICTURE = /[\u00A9\u00AE\u203C\u2049\u2122\u2139\u2194-\u2BFF\u3030\u303D\u3297\u3299\uD83C-\uD83E]|\uFE0F/;

function Letters({ text }: { text: string }): JSX.Element {
  if (!MAYBE_PICTURE.test(text)) return <>{text}</>;
  const parts = text.split(PICTURE);
  if (parts.length === 1) return <>{text}</>;
  return (
    <>
      {parts.map((part, index) =>
        index % 2 === 0 ? (
          part
        ) : (
          <span key={index} class="emoji">
            {part}
          </span>
        ),
      )}
    </>
  );
}

/** Slack's markup. Line breaks, quotes and code blocks included. */
export function Mrkdwn({ text, verbatim = false }: { text: string; verbatim?: boolean }): JSX.Element {
  const passages = useMemo(() => parseMrkdwn(text, { verbatim, knows: knowsEmoji }), [text, verbatim]);
  return (
    <>
      {passages.map((passage, index) => (
        <PassageView key={index} of={passage} />
      ))}
    </>
  );
}

function PassageView({ of }: { of: Passage }): JSX.Element {
  if (of.kind === "pre") return <pre class="code-block">{of.text}</pre>;
  const inside = <Inlines of={of.children} />;
  return of.kind === "quote" ? <blockquote>{inside}</blockquote> : <span class="lines">{inside}</span>;
}

function Inlines({ of }: { of: Inline[] }): JSX.Element {
  return (
    <>
      {of.map((piece, index) => (
        <InlineView key={index} of={piece} />
      ))}
    </>
  );
}

function InlineView({ of }: { of: Inline }): JSX.Element {
  switch (of.kind) {
    case "text":
      return <Letters text={of.text} />;
    case "break":
      return <br />;
    case "bold":
      return (
        <b>
          <Inlines of={of.children} />
        </b>
      );
    case "italic":
      return (
        <i>
          <Inlines of={of.children} />
        </i>
      );
    case "strike":
      return (
        <s>
          <Inlines of={of.children} />
        </s>
      );
    case "code":
      return <code>{of.text}</code>;
    case "emoji":
      return <Emoji name={of.name} />;
    case "link":
      return <Link url={of.url}>{of.label}</Link>;
    case "user":
      return <UserMention id={of.id} label={of.label} />;
    case "channel":
      return <ChannelMention id={of.id} label={of.label} />;
    case "group":
      return <GroupMention id={of.id} label={of.label} />;
    case "broadcast":
      return <span class="mention mine">@{of.range}</span>;
    case "date":
      return <When {...of} />;
  }
}

/** An emoji by its name; one that Slack does not have stays as typed. */
export function Emoji({ name, code }: { name: string; code?: string | undefined }): JSX.Element {
  const character = code === undefined ? emojiOf(name) : charactersOf(code);
  if (character === undefined) return <>{`:${name}:`}</>;
  return (
    <span class="emoji" role="img" aria-label={name.replaceAll("_", " ")} title={`:${name}:`}>
      {character}
    </span>
  );
}

/** A link that leaves the page, or leads to a message here; anything but the web, mail and telephone is shown without being one. */
export function Link({ url, children }: { url: string; children: ComponentChildren }): JSX.Element {
  const { session, conversations } = useWorld();
  if (!/^(https?:|mailto:|tel:)/i.test(url)) return <>{children}</>;
  const place = placeInLink(url);
  if (place && conversations.has(place.conversation))
    return (
      <a
        href={url}
        onClick={(event) => {
          event.preventDefault();
          void session.show(place);
        }}
      >
        {children}
      </a>
    );
  return (
    <a href={url} target="_blank" rel="noreferrer noopener">
      {children}
    </a>
  );
}

export function UserMention({ id, label }: { id: string; label?: string | undefined }): JSX.Element {
  const { people, me, session } = useWorld();
  const person = people.get(id);
  const name = `@${person?.displayName ?? label ?? id}`;
  if (!person || person.id === me.id) return <span class={`mention${id === me.id ? " mine" : ""}`}>{name}</span>;
  const write = async (): Promise<void> => {
    const opened = await session.tryAct({ do: "open-dm", users: [id] });
    if (opened.ok) session.go({ kind: "conversation", id: opened.conversation });
  };
  return (
    <button type="button" class="mention" title={person.title} onClick={() => void write()}>
      {name}
    </button>
  );
}

export function ChannelMention({ id, label }: { id: string; label?: string | undefined }): JSX.Element {
  const { conversations, session } = useWorld();
  const channel = conversations.get(id);
  if (!channel) return <span class="mention">#{label ?? id}</span>;
  return (
    <button type="button" class="mention" onClick={() => session.go({ kind: "conversation", id })}>
      #{channel.name}
    </button>
  );
}

export function GroupMention({ id, label }: { id: string; label?: string | undefined }): JSX.Element {
  const { groups, me } = useWorld();
  const group = groups.get(id);
  const mine = group?.members.includes(me.id) ? " mine" : "";
  return (
    <span class={`mention${mine}`} title={group?.name}>
      @{group?.handle ?? label?.replace(/^@/, "") ?? id}
    </span>
  );
}

/** A point in time by Slack's tokens, in the reader's zone and language; the fallback where they cannot be filled. */
export function When({
  seconds,
  format,
  url,
  fallback,
}: {
  seconds: number;
  format: string;
  url?: string | undefined;
  fallback: string;
}): JSX.Element {
  const { reader } = useWorld();
  const shown = fillDate(seconds, format, reader);
  if (shown === undefined) return <>{fallback}</>;
  const time = (
    <time dateTime={new Date(seconds * 1000).toISOString()} title={fullTime(seconds * 1000, reader)}>
      {shown}
    </time>
  );
  return url === undefined ? time : <Link url={url}>{time}</Link>;
}

/** Lines of raw text with their breaks kept. */
export function Lines({ text }: { text: string }): JSX.Element {
  return (
    <>
      {text.split("\n").map((line, index) => (
        <Fragment key={index}>
          {index > 0 ? <br /> : null}
          <Letters text={line} />
        </Fragment>
      ))}
    </>
  );
}
