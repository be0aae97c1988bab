import type { JSX } from "preact";
import type { RichTextBlock, RichTextBlockElement, RichTextElement, RichTextList } from "@slack/types";
import { ChannelMention, Emoji, GroupMention, Lines, Link, UserMention, When } from "./text.tsx";

/** A rich_text block: what people write in Slack's composer, and what apps use where no markup may come alive. */
export function RichText({ of }: { of: RichTextBlock }): JSX.Element {
  const numbers = firstNumbers(of.elements);
  return (
    <div class="rich-text">
      {of.elements.map((element, index) => (
        <Part key={index} of={element} start={numbers[index] ?? 1} />
      ))}
    </div>
  );
}

function Part({ of, start }: { of: RichTextBlockElement; start: number }): JSX.Element {
  switch (of.type) {
    case "rich_text_section":
      return (
        <div class="lines">
          <Pieces of={of.elements} />
        </div>
      );
    case "rich_text_quote":
      return (
        <blockquote>
          <Pieces of={of.elements} />
        </blockquote>
      );
    case "rich_text_preformatted":
      return (
        <pre class="code-block">
          <Pieces of={of.elements} />
        </pre>
      );
    case "rich_text_list":
      return <List of={of} start={start} />;
  }
}

const BULLETS = ["disc", "circle", "square"];
const NUMBERS = ["decimal", "lower-alpha", "lower-roman"];

function List({ of, start }: { of: RichTextList; start: number }): JSX.Element {
  const depth = of.indent ?? 0;
  const kinds = of.style === "ordered" ? NUMBERS : BULLETS;
  const style = { listStyleType: kinds[depth % 3], marginInlineStart: `${depth * 1.5}rem` };
  const items = of.elements.map((item, index) => (
    <li key={index}>
      <Pieces of={item.elements} />
    </li>
  ));
  const list =
    of.style === "ordered" ? (
      <ol start={start} style={style}>
        {items}
      </ol>
    ) : (
      <ul style={style}>{items}</ul>
    );
  return of.border === 1 ? <blockquote>{list}</blockquote> : list;
}

/* A list that is broken by deeper items goes on counting where it stopped, as `offset` says or as its neighbours show. */
function firstNumbers(elements: RichTextBlockElement[]): number[] {
  const counts = new Map<number, number>();
  return elements.map((element) => {
    if (element.type !== "rich_text_list" || element.style !== "ordered") {
      if (element.type !== "rich_text_list") counts.clear();
      return 1;
    }
    const depth = element.indent ?? 0;
    const offset = "offset" in element && typeof element.offset === "number" ? element.offset : undefined;
    const start = (offset ?? counts.get(depth) ?? 0) + 1;
    counts.set(depth, start - 1 + element.elements.length);
    for (const other of counts.keys()) if (other > depth) counts.delete(other);
    return start;
  });
}

function Pieces({ of }: { of: RichTextElement[] }): JSX.Element {
  return (
    <>
      {of.map((piece, index) => (
        <Styled key={index} style={piece.style}>
          <Piece of={piece} />
        </Styled>
      ))}
    </>
  );
}

function Styled({ style, children }: { style: RichTextElement["style"]; children: JSX.Element }): JSX.Element {
  let inside = children;
  if (style?.code) inside = <code>{inside}</code>;
  if (style?.bold) inside = <b>{inside}</b>;
  if (style?.italic) inside = <i>{inside}</i>;
  if (style?.strike) inside = <s>{inside}</s>;
  if (style?.underline) inside = <u>{inside}</u>;
  return inside;
}

function Piece({ of }: { of: RichTextElement }): JSX.Element {
  switch (of.type) {
    case "text":
      return <Lines text={of.text} />;
    case "link":
      return <Link url={of.url}>{of.text ?? of.url}</Link>;
    case "emoji":
      return <Emoji name={of.name} code={of.unicode} />;
    case "user":
      return <UserMention id={of.user_id} />;
    case "channel":
      return <ChannelMention id={of.channel_id} />;
    case "usergroup":
      return <GroupMention id={of.usergroup_id} />;
    case "broadcast":
      return <span class="mention mine">@{of.range}</span>;
    case "team":
      return <span class="mention">{of.team_id}</span>;
    case "date":
      return <When seconds={of.timestamp} format={of.format} url={of.url} fallback={of.fallback ?? ""} />;
    case "color":
      return (
        <span class="color-chip">
          <span class="swatch" style={{ background: of.value }} aria-hidden="true" />
          {of.value}
        </span>
      );
    default:
      return <></>;
  }
}
