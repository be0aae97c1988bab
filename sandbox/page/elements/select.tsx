import type { JSX } from "preact";
import { useEffect, useId, useRef, useState } from "preact/hooks";
import type { OptionSeen } from "../../protocol.ts";
import { useSurface, type Target } from "../state/surface.ts";
import { useWorld } from "../state/world.ts";
import { listOf } from "./choices.tsx";
import { useConfirm } from "./confirm.tsx";
import { fieldAttributes, useField, useFocusOnLoad } from "./field.ts";
import { Icon } from "./icons.tsx";
import { filterOptions, labelOf, ownOptions, type OptionGroup, type SelectElement } from "./options.ts";
import { Popover } from "./popover.tsx";
import { nextIndex } from "./roving.ts";

/** Every menu of Slack's: static, external, people, conversations, channels; for one and for several. With search. */
export function SelectMenu({ of, target }: { of: SelectElement; target: Target }): JSX.Element {
  const { form, locked, use } = useSurface();
  const world = useWorld();
  const ask = useConfirm();
  const field = useField();
  const many = of.type.startsWith("multi_");
  const id = useId();
  const box = useRef<HTMLDivElement>(null);
  const input = useFocusOnLoad<HTMLInputElement>(of.focus_on_load);
  const [query, setQuery] = useState<string>();
  const [active, setActive] = useState(0);
  const offered = useOptions({ of, target, query });
  const seen = useRef<OptionGroup[]>([]);
  if (offered.groups.length > 0) seen.current = [...offered.groups, ...seen.current].slice(0, 20);

  const read = form.read(target);
  const chosen = many ? listOf(read) : typeof read === "string" ? [read] : [];
  const name = (value: string): string => labelOf(value, of, [...(ownOptions(of) ?? []), ...seen.current], world);
  const flat = offered.groups.flatMap((group) => group.options);
  const open = query !== undefined;

  const commit = async (values: string[]): Promise<void> => {
    if (!(await ask(of.confirm))) return;
    const value = many ? values : (values[0] ?? null);
    form.write(target, value);
    await use(target, value);
  };
  const pick = (option: OptionSeen): void => {
    if (!many) {
      setQuery(undefined);
      if (chosen[0] !== option.value) void commit([option.value]);
      return;
    }
    const most =
      of.type.startsWith("multi_") && "max_selected_items" in of ? (of.max_selected_items ?? Infinity) : Infinity;
    const without = chosen.filter((value) => value !== option.value);
    if (without.length === chosen.length && chosen.length >= most) return;
    setQuery("");
    void commit(without.length < chosen.length ? without : [...chosen, option.value]);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.isComposing) return;
    const to = open ? nextIndex(event.key, active, flat.length) : undefined;
    const option = flat[active];
    if (!open && (event.key === "ArrowDown" || event.key === "ArrowUp" || event.key === "Enter")) setQuery("");
    else if (to !== undefined && event.key.startsWith("Arrow")) setActive(to);
    else if (event.key === "Enter" && option) pick(option);
    else if (event.key === "Escape" && open) {
      event.stopPropagation();
      setQuery(undefined);
    } else if (event.key === "Backspace" && many && !query && chosen.length > 0)
      return void commit(chosen.slice(0, -1));
    else return;
    event.preventDefault();
  };
  const single = !many && chosen[0] !== undefined && !open ? name(chosen[0]) : undefined;
  return (
    <div class={`select${many ? " many" : ""}`} ref={box}>
      <div class="select-box">
        {many
          ? chosen.map((value) => (
              <Chip
                key={value}
                name={name(value)}
                onRemove={() => void commit(chosen.filter((each) => each !== value))}
              />
            ))
          : null}
        <input
          ref={input}
          role="combobox"
          aria-expanded={open}
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          aria-activedescendant={open && flat[active] ? `${id}-${active}` : undefined}
          autocomplete="off"
          disabled={locked}
          value={query ?? single ?? ""}
          placeholder={
            chosen.length > 0 && many
              ? ""
              : chosen[0] !== undefined
                ? name(chosen[0])
                : (of.placeholder?.text ?? (many ? world.words.chooseMany : world.words.choose))
          }
          {...fieldAttributes(field, of.placeholder?.text ?? (many ? world.words.chooseMany : world.words.choose))}
          onInput={(event) => {
            setQuery(event.currentTarget.value);
            setActive(0);
          }}
          onClick={() => setQuery(query ?? "")}
          onBlur={() => setQuery(undefined)}
          onKeyDown={onKeyDown}
        />
        {!many && chosen.length > 0 && field.inInput ? (
          <button
            type="button"
            class="icon-button small"
            aria-label={world.words.clear}
            onClick={() => void commit([])}
          >
            <Icon name="close" />
          </button>
        ) : (
          <Icon name="down" />
        )}
      </div>
      {open ? (
        <Popover anchor={box} wide onClose={() => setQuery(undefined)} class="listbox">
          <OptionList
            id={id}
            groups={offered.groups}
            note={offered.note}
            chosen={chosen}
            active={active}
            many={many}
            onPick={pick}
          />
        </Popover>
      ) : null}
    </div>
  );
}

function Chip({ name, onRemove }: { name: string; onRemove: () => void }): JSX.Element {
  const { words } = useWorld();
  return (
    <span class="chip">
      {name}
      <button type="button" aria-label={words.remove(name)} onClick={onRemove}>
        <Icon name="close" />
      </button>
    </span>
  );
}

interface OptionListProps {
  id: string;
  groups: OptionGroup[];
  note: string | undefined;
  chosen: string[];
  active: number;
  many: boolean;
  onPick: (option: OptionSeen) => void;
}

function OptionList({ id, groups, note, chosen, active, many, onPick }: OptionListProps): JSX.Element {
  let number = -1;
  return (
    <div role="listbox" id={`${id}-list`} aria-multiselectable={many} onMouseDown={(event) => event.preventDefault()}>
      {groups.map((group, at) => (
        <div key={at} role="group" aria-label={group.label}>
          {group.label === undefined ? null : (
            <div class="group-label" aria-hidden="true">
              {group.label}
            </div>
          )}
          {group.options.map((option) => {
            number += 1;
            return (
              <OptionRow
                key={option.value}
                id={`${id}-${number}`}
                option={option}
                active={number === active}
                chosen={chosen.includes(option.value)}
                onPick={onPick}
              />
            );
          })}
        </div>
      ))}
      {note === undefined ? null : (
        <div class="list-note" role="status">
          {note}
        </div>
      )}
    </div>
  );
}

interface OptionRowProps {
  id: string;
  option: OptionSeen;
  active: boolean;
  chosen: boolean;
  onPick: (option: OptionSeen) => void;
}

function OptionRow({ id, option, active, chosen, onPick }: OptionRowProps): JSX.Element {
  const row = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (active) row.current?.scrollIntoView({ block: "nearest" });
  }, [active]);
  return (
    <div
      ref={row}
      id={id}
      role="option"
      aria-selected={chosen}
      class={active ? "active" : ""}
      onClick={() => onPick(option)}
    >
      <span class="option-text">
        {option.text}
        {option.description === undefined ? null : <small>{option.description}</small>}
      </span>
      {chosen ? <Icon name="check" /> : null}
    </div>
  );
}

interface Offered {
  groups: OptionGroup[];
  note: string | undefined;
}

const PAUSE_MS = 120;

/* Lists of the element's own are filtered here; all others are asked of the sandbox, which asks the app for external ones. */
function useOptions({ of, target, query }: { of: SelectElement; target: Target; query: string | undefined }): Offered {
  const surface = useSurface();
  const { words } = useWorld();
  const [answer, setAnswer] = useState<{ query: string; groups: OptionGroup[]; trouble?: string }>();
  const own = ownOptions(of);
  const least = "min_query_length" in of ? (of.min_query_length ?? 3) : 0;
  const remote = own === undefined && query !== undefined && query.length >= least;
  useEffect(() => {
    if (!remote) return undefined;
    let stale = false;
    const timer = setTimeout(
      async () => {
        const result = await surface.options(target, query);
        if (stale) return;
        if (!result.ok) return setAnswer({ query, groups: [], trouble: result.words });
        const rest = result.options.length > 0 ? [{ options: result.options }] : [];
        setAnswer({ query, groups: [...rest, ...result.groups] });
      },
      query === "" ? 0 : PAUSE_MS,
    );
    return () => {
      stale = true;
      clearTimeout(timer);
    };
  }, [remote, query, target.block, target.action]);
  if (query === undefined) return { groups: [], note: undefined };
  if (own) return noted(filterOptions(own, query), words.nothingFound);
  if (query.length < least) return { groups: [], note: words.typeMore(least) };
  if (answer?.query !== query) return { groups: [], note: words.loading };
  return answer.trouble === undefined ? noted(answer.groups, words.nothingFound) : { groups: [], note: answer.trouble };
}

function noted(groups: OptionGroup[], empty: string): Offered {
  return { groups, note: groups.some((group) => group.options.length > 0) ? undefined : empty };
}
