import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { useWorld } from "../state/world.ts";

/** JSON that folds: two levels open, the rest on request. */
export function JsonTree({ value }: { value: unknown }): JSX.Element {
  const { words } = useWorld();
  const [whole, setWhole] = useState(false);
  const copy = (): void => void navigator.clipboard?.writeText(JSON.stringify(value, null, 2)).catch(() => undefined);
  return (
    <div class="json">
      <div class="json-tools">
        <button type="button" class="link-button" onClick={() => setWhole(!whole)} aria-pressed={whole}>
          {words.expandAll}
        </button>
        <button type="button" class="link-button" onClick={copy}>
          {words.copy}
        </button>
      </div>
      <Node key={String(whole)} value={value} depth={whole ? -100 : 0} />
    </div>
  );
}

const OPEN_TO = 2;

function Node({ name, value, depth }: { name?: string; value: unknown; depth: number }): JSX.Element {
  const label = name === undefined ? null : <span class="json-key">{name}: </span>;
  if (typeof value !== "object" || value === null)
    return (
      <div class="json-leaf">
        {label}
        <span class={`json-${value === null ? "null" : typeof value}`}>{JSON.stringify(value) ?? "undefined"}</span>
      </div>
    );
  const entries = Object.entries(value);
  const [open, close] = Array.isArray(value) ? ["[", "]"] : ["{", "}"];
  if (entries.length === 0)
    return (
      <div class="json-leaf">
        {label}
        {open + close}
      </div>
    );
  return (
    <details open={depth < OPEN_TO}>
      <summary>
        {label}
        {open}
        <span class="json-count">{entries.length}</span>
        {close}
      </summary>
      <div class="json-inside">
        {entries.map(([key, each]) => (
          <Node key={key} name={key} value={each} depth={depth + 1} />
        ))}
      </div>
    </details>
  );
}
