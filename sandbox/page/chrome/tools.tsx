import type { JSX } from "preact";
import { Icon } from "../elements/icons.tsx";
import { onEscape } from "../elements/popover.tsx";
import type { Model } from "../state/model.ts";
import { useWorld } from "../state/world.ts";
import { ClockTool } from "./clock.tsx";
import { FaultsTool } from "./faults.tsx";
import { TrafficTool } from "./traffic.tsx";

export type Tool = "clock" | "traffic" | "faults";

const TOOLS: Tool[] = ["clock", "traffic", "faults"];

interface ToolsPaneProps {
  tool: Tool;
  model: Model;
  onTool: (tool: Tool | undefined) => void;
}

/** What no Slack has: its clock, its traffic with the app, and its faults. */
export function ToolsPane({ tool, model, onTool }: ToolsPaneProps): JSX.Element {
  const { words } = useWorld();
  return (
    <aside class="tools-pane" aria-label={words.tools} onKeyDown={onEscape(() => onTool(undefined))}>
      <header class="place-head">
        <nav class="tabs" aria-label={words.tools}>
          {TOOLS.map((each) => (
            <button
              type="button"
              key={each}
              aria-current={each === tool ? "page" : undefined}
              onClick={() => onTool(each)}
            >
              {words[each]}
            </button>
          ))}
        </nav>
        <button type="button" class="icon-button" aria-label={words.closeTools} onClick={() => onTool(undefined)}>
          <Icon name="close" />
        </button>
      </header>
      {tool === "clock" ? <ClockTool model={model} /> : null}
      {tool === "traffic" ? <TrafficTool /> : null}
      {tool === "faults" ? <FaultsTool model={model} /> : null}
    </aside>
  );
}
