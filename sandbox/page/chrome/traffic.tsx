import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { TrafficEntry } from "../../protocol-control.ts";
import { Icon } from "../elements/icons.tsx";
import { useStore } from "../state/store.ts";
import { useWorld } from "../state/world.ts";
import { clockTime } from "../text/dates.ts";
import { JsonTree } from "./json-tree.tsx";

/** What passed between Slack and the app, newest first; one press shows request and answer. */
export function TrafficTool(): JSX.Element {
  const { words, session } = useWorld();
  const entries = useStore(session.traffic, (value) => value);
  const [wanted, setWanted] = useState("");
  const [open, setOpen] = useState<number>();
  const lower = wanted.trim().toLowerCase();
  const shown = entries
    .filter(
      (entry) => lower === "" || `${entry.kind} ${entry.name} ${entry.verdict ?? ""}`.toLowerCase().includes(lower),
    )
    .toReversed();
  return (
    <div class="traffic">
      <input
        class="filter"
        type="search"
        value={wanted}
        placeholder={words.filter}
        aria-label={words.filter}
        onInput={(event) => setWanted(event.currentTarget.value)}
      />
      {shown.length === 0 ? <p class="empty">{words.trafficEmpty}</p> : null}
      <ol class="traffic-rows">
        {shown.map((entry) => (
          <li key={entry.id}>
            <Row of={entry} open={open === entry.id} onOpen={() => setOpen(open === entry.id ? undefined : entry.id)} />
          </li>
        ))}
      </ol>
    </div>
  );
}

function Row({ of, open, onOpen }: { of: TrafficEntry; open: boolean; onOpen: () => void }): JSX.Element {
  const { words, reader, people } = useWorld();
  const out = of.direction === "to-app";
  const good = of.verdict === undefined || of.verdict === "ok";
  const by = of.by === undefined ? undefined : people.get(of.by)?.displayName;
  return (
    <>
      <button type="button" class="traffic-row" aria-expanded={open} onClick={onOpen}>
        <span
          class={`arrow ${of.direction}`}
          role="img"
          aria-label={out ? words.toApp : words.fromApp}
          title={out ? words.toApp : words.fromApp}
        >
          {out ? "→" : "←"}
        </span>
        <span class="traffic-name">
          <b>{of.name}</b>
          <small>
            {[of.kind, by, of.retry === undefined ? undefined : `#${of.retry}`, of.fault].filter(Boolean).join(" · ")}
          </small>
        </span>
        {of.verdict === undefined ? null : <span class={`verdict ${good ? "good" : "bad"}`}>{of.verdict}</span>}
        <small class="when">
          {clockTime(of.at, reader, { seconds: true })}
          {of.took === undefined ? null : (
            <>
              <br />
              {words.milliseconds(of.took)}
            </>
          )}
        </small>
        <Icon name={open ? "up" : "down"} />
      </button>
      {open ? (
        <div class="traffic-detail">
          <h3>{words.request}</h3>
          <JsonTree value={of.request} />
          <h3>
            {words.answer}
            {of.status === undefined ? "" : ` · ${of.status}`}
          </h3>
          {of.response === undefined ? <p class="hint">{words.noAnswer}</p> : <JsonTree value={of.response} />}
        </div>
      ) : null}
    </>
  );
}
