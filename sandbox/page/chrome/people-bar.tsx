import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { Icon } from "../elements/icons.tsx";
import type { Model } from "../state/model.ts";
import { useWorld } from "../state/world.ts";
import { Avatar } from "./avatar.tsx";
import { ClockFace } from "./clock.tsx";
import type { Tool } from "./tools.tsx";

interface PeopleBarProps {
  model: Model;
  tool: Tool | undefined;
  onTool: (tool: Tool) => void;
}

/* More people than this get a line of their own. */
const FEW = 5;

/** Who one is, and one press to be somebody else; at its end the sandbox's own tools. */
export function PeopleBar({ model, tool, onTool }: PeopleBarProps): JSX.Element {
  const { words, me, session, people } = useWorld();
  const current = useRef<HTMLButtonElement>(null);
  useEffect(() => current.current?.scrollIntoView({ inline: "nearest", block: "nearest" }), [me.id]);
  const known = session.workspace.people.map((each) => people.get(each.id) ?? each).filter((each) => !each.deactivated);
  return (
    <header class={`people-bar${known.length > FEW ? " many" : ""}`}>
      <span class="team-name">{model.team?.name}</span>
      <nav class="people" aria-label={words.actingAs}>
        {known.map((person) => (
          <button
            type="button"
            key={person.id}
            class="person"
            title={person.title}
            ref={person.id === me.id ? current : null}
            aria-current={person.id === me.id ? "true" : undefined}
            onClick={() => person.id !== me.id && session.become(person.id)}
          >
            <Avatar id={person.id} name={person.displayName} small />
            <span class="person-words">
              <b>{person.displayName}</b>
              <small>{person.title}</small>
            </span>
          </button>
        ))}
      </nav>
      <div class="tool-buttons" role="group" aria-label={words.tools}>
        <button
          type="button"
          class="tool-button clock-button"
          aria-pressed={tool === "clock"}
          title={words.clockIntro}
          onClick={() => onTool("clock")}
        >
          <Icon name={model.clock.running ? "clock" : "pause"} />
          <span class="unseen">{words.clock} </span>
          <ClockFace clock={model.clock} />
          <span class="clock-verb">{words.moveClock}</span>
        </button>
        <button type="button" class="tool-button" aria-pressed={tool === "traffic"} onClick={() => onTool("traffic")}>
          <Icon name="traffic" />
          <span>{words.traffic}</span>
        </button>
        <button type="button" class="tool-button" aria-pressed={tool === "faults"} onClick={() => onTool("faults")}>
          <Icon name="warning" />
          <span>{words.faults}</span>
          {model.faults.length > 0 ? <span class="badge">{model.faults.length}</span> : null}
        </button>
      </div>
    </header>
  );
}
