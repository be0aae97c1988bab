import type { JSX } from "preact";
import { useMemo } from "preact/hooks";
import { lexer, type Token, type Tokens } from "marked";
import { Link, Plain } from "./text.tsx";

/** A markdown block: standard Markdown, which Slack translates. Raw HTML is shown as text and never becomes part of the page. */
export function Markdown({ text }: { text: string }): JSX.Element {
  const tokens = useMemo(() => lexer(text, { gfm: true }), [text]);
  return (
    <div class="markdown">
      <Blocks of={tokens} />
    </div>
  );
}

function Blocks({ of }: { of: Token[] }): JSX.Element {
  return (
    <>
      {of.map((token, index) => (
        <BlockToken key={index} of={token} />
      ))}
    </>
  );
}

function BlockToken({ of }: { of: Token }): JSX.Element {
  if (isKind(of, "heading"))
    return (
      <p class="markdown-heading" role="heading" aria-level={Math.min(of.depth + 2, 6)} data-depth={of.depth}>
        <Spans of={of.tokens} />
      </p>
    );
  if (isKind(of, "paragraph"))
    return (
      <p>
        <Spans of={of.tokens} />
      </p>
    );
  if (isKind(of, "blockquote"))
    return (
      <blockquote>
        <Blocks of={of.tokens} />
      </blockquote>
    );
  if (isKind(of, "code")) return <pre class="code-block">{of.text}</pre>;
  if (isKind(of, "hr")) return <hr />;
  if (isKind(of, "list")) return <MarkdownList of={of} />;
  if (isKind(of, "table")) return <MarkdownTable of={of} />;
  if (of.type === "space") return <></>;
  if (isKind(of, "text") && of.tokens) return <Spans of={of.tokens} />;
  return <p>{of.raw}</p>;
}

function MarkdownList({ of }: { of: Tokens.List }): JSX.Element {
  const items = of.items.map((item, index) => (
    <li key={index} class={item.task ? "task" : undefined}>
      {item.task ? <span aria-hidden="true">{item.checked ? "☑ " : "☐ "}</span> : null}
      <Blocks of={item.tokens.filter((token) => token.type !== "checkbox")} />
    </li>
  ));
  return of.ordered ? <ol start={of.start === "" ? 1 : of.start}>{items}</ol> : <ul>{items}</ul>;
}

function MarkdownTable({ of }: { of: Tokens.Table }): JSX.Element {
  return (
    <div class="table-scroll" tabIndex={0} role="group">
      <table>
        <thead>
          <tr>
            {of.header.map((cell, index) => (
              <th key={index} scope="col" style={alignOf(cell)}>
                <Spans of={cell.tokens} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {of.rows.map((row, index) => (
            <tr key={index}>
              {row.map((cell, at) => (
                <td key={at} style={alignOf(cell)}>
                  <Spans of={cell.tokens} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function alignOf(cell: Tokens.TableCell): { textAlign: "left" | "right" | "center" } {
  return { textAlign: cell.align ?? "left" };
}

function Spans({ of }: { of: Token[] }): JSX.Element {
  return (
    <>
      {of.map((token, index) => (
        <SpanToken key={index} of={token} />
      ))}
    </>
  );
}

function SpanToken({ of }: { of: Token }): JSX.Element {
  if (isKind(of, "strong"))
    return (
      <b>
        <Spans of={of.tokens} />
      </b>
    );
  if (isKind(of, "em"))
    return (
      <i>
        <Spans of={of.tokens} />
      </i>
    );
  if (isKind(of, "del"))
    return (
      <s>
        <Spans of={of.tokens} />
      </s>
    );
  if (isKind(of, "codespan")) return <code>{of.text}</code>;
  if (of.type === "br") return <br />;
  if (isKind(of, "link"))
    return (
      <Link url={of.href}>
        <Spans of={of.tokens} />
      </Link>
    );
  if (isKind(of, "image")) return <Link url={of.href}>{of.text || of.href}</Link>;
  if (isKind(of, "text") && of.tokens) return <Spans of={of.tokens} />;
  if (isKind(of, "text") || isKind(of, "escape")) return <Plain of={{ type: "plain_text", text: decoded(of.text) }} />;
  return <>{of.raw}</>;
}

interface Kinds {
  heading: Tokens.Heading;
  paragraph: Tokens.Paragraph;
  blockquote: Tokens.Blockquote;
  code: Tokens.Code;
  hr: Tokens.Hr;
  list: Tokens.List;
  table: Tokens.Table;
  text: Tokens.Text;
  strong: Tokens.Strong;
  em: Tokens.Em;
  del: Tokens.Del;
  codespan: Tokens.Codespan;
  link: Tokens.Link;
  image: Tokens.Image;
  escape: Tokens.Escape;
}

function isKind<Kind extends keyof Kinds>(token: Token, kind: Kind): token is Kinds[Kind] & Token {
  return token.type === kind;
}

function decoded(text: string): string {
  return text
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&#39;", "'")
    .replaceAll("&amp;", "&");
}
