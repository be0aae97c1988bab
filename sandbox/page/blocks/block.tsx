import { Component, type ComponentChildren, type JSX } from "preact";
import type { SeenBlock } from "../../protocol.ts";
import { useWorld } from "../state/world.ts";
import { Markdown } from "../text/markdown.tsx";
import { RichText } from "../text/rich-text.tsx";
import { Actions, Alert, Context, ContextActions, Header, Section } from "./basic.tsx";
import { Card, Carousel } from "./cards.tsx";
import { Chart } from "./chart.tsx";
import { Container } from "./container.tsx";
import { DataTable } from "./data-table.tsx";
import { Input } from "./input.tsx";
import { ImageView, RemoteFile, Video } from "./media.tsx";
import { PlainTable } from "./table.tsx";
import { Plan, TaskCard } from "./tasks.tsx";

/** The blocks of a surface, one under the other. One that cannot be drawn does not take the others with it. */
export function Blocks({ of }: { of: SeenBlock[] }): JSX.Element {
  const { words } = useWorld();
  return (
    <div class="blocks">
      {of.map((block, index) => (
        <Guard key={`${block.block_id ?? index} ${block.type}`} words={words.brokenBlock}>
          <BlockView of={block} />
        </Guard>
      ))}
    </div>
  );
}

function BlockView({ of }: { of: SeenBlock }): JSX.Element | null {
  const { words } = useWorld();
  const id = of.block_id ?? "";
  switch (of.type) {
    case "section":
      return <Section of={of} id={id} />;
    case "actions":
      return <Actions of={of} id={id} />;
    case "context":
      return <Context of={of} />;
    case "context_actions":
      return <ContextActions of={of} id={id} />;
    case "header":
      return <Header of={of} />;
    case "divider":
      return <hr class="divider" />;
    case "alert":
      return <Alert of={of} />;
    case "input":
      return <Input of={of} id={id} />;
    case "rich_text":
      return <RichText of={of} />;
    case "markdown":
      return <Markdown text={of.text} />;
    case "image":
      return <ImageView of={of} />;
    case "video":
      return <Video of={of} />;
    case "file":
      return <RemoteFile of={of} />;
    case "card":
      return <Card of={of} id={id} />;
    case "carousel":
      return <Carousel of={of} id={id} />;
    case "container":
      return <Container of={of} />;
    case "table":
      return <PlainTable of={of} />;
    case "data_table":
      return <DataTable of={of} id={id} />;
    case "data_visualization":
      return <Chart of={of} />;
    case "task_card":
      return <TaskCard of={of} />;
    case "plan":
      return <Plan of={of} />;
    default:
      return <p class="trouble">{words.unknownBlock(typeOf(of))}</p>;
  }
}

function typeOf(of: never): string {
  const unknown: unknown = of;
  return typeof unknown === "object" && unknown !== null && "type" in unknown ? String(unknown.type) : "?";
}

interface GuardProps {
  words: string;
  children: ComponentChildren;
}

/* Preact catches errors of a subtree in a class only. */
class Guard extends Component<GuardProps, { broken: boolean }> {
  override state = { broken: false };

  static override getDerivedStateFromError(): { broken: boolean } {
    return { broken: true };
  }

  override render({ words, children }: GuardProps, { broken }: { broken: boolean }): ComponentChildren {
    return broken ? <p class="trouble">{words}</p> : children;
  }
}
