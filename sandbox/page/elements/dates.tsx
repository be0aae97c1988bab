import type { JSX } from "preact";
import { useId, useRef, useState } from "preact/hooks";
import type { DateTimepicker, Datepicker, Timepicker } from "@slack/types";
import { useSurface, type Target } from "../state/surface.ts";
import { useWorld } from "../state/world.ts";
import { clockTime, dayKey } from "../text/dates.ts";
import { Calendar, inLocale } from "./calendar.tsx";
import { useConfirm } from "./confirm.tsx";
import { instantOf, readDay, readTime, wallOf } from "./days.ts";
import { fieldAttributes, useField, useFocusOnLoad } from "./field.ts";
import { Icon } from "./icons.tsx";
import { Popover, onEscape } from "./popover.tsx";
import { nextIndex } from "./roving.ts";

export function DateElement({ of, target }: { of: Datepicker; target: Target }): JSX.Element {
  const { form } = useSurface();
  const { words } = useWorld();
  const field = useField();
  const commit = useCommit(of, target);
  const read = form.read(target);
  return (
    <DayField
      day={typeof read === "string" ? read : undefined}
      attributes={fieldAttributes(field, of.placeholder?.text ?? words.pickDate)}
      placeholder={of.placeholder?.text ?? words.pickDate}
      focus={of.focus_on_load}
      onDay={commit}
    />
  );
}

export function TimeElement({ of, target }: { of: Timepicker; target: Target }): JSX.Element {
  const { form } = useSurface();
  const { words } = useWorld();
  const field = useField();
  const commit = useCommit(of, target);
  const read = form.read(target);
  return (
    <span class="stack">
      <TimeField
        time={typeof read === "string" ? read : undefined}
        attributes={fieldAttributes(field, of.placeholder?.text ?? words.pickTime)}
        placeholder={of.placeholder?.text ?? words.pickTime}
        focus={of.focus_on_load}
        onTime={commit}
      />
      {of.timezone === undefined ? null : <small class="hint">{words.zoneNote(of.timezone)}</small>}
    </span>
  );
}

/** Day and time in the person's own zone; the value is seconds since 1970. */
export function DateTimeElement({ of, target }: { of: DateTimepicker; target: Target }): JSX.Element {
  const { form } = useSurface();
  const { words, reader } = useWorld();
  const field = useField();
  const commit = useCommit(of, target);
  const read = form.read(target);
  const wall = typeof read === "number" ? wallOf(read, reader.zone) : undefined;
  const label = useId();
  const named = (word: string): Record<string, string | boolean | undefined> => ({
    ...fieldAttributes(field, word),
    ...(field.labelId
      ? { "aria-labelledby": `${field.labelId} ${label}-${word === words.date ? "date" : "time"}` }
      : {}),
  });
  const set = (day: string | null, time: string | null): void =>
    void commit(day === null || time === null ? null : instantOf(day, time, reader.zone));
  return (
    <span class="date-time" role="group" {...(field.labelId ? { "aria-labelledby": field.labelId } : {})}>
      <span id={`${label}-date`} hidden>
        {words.date}
      </span>
      <span id={`${label}-time`} hidden>
        {words.time}
      </span>
      <DayField
        day={wall?.day}
        attributes={named(words.date)}
        placeholder={words.pickDate}
        focus={of.focus_on_load}
        onDay={(day) => set(day, wall?.time ?? "09:00")}
      />
      <TimeField
        time={wall?.time}
        attributes={named(words.time)}
        placeholder={words.pickTime}
        onTime={(time) => set(wall?.day ?? dayKey(reader.now, reader.zone), time)}
      />
    </span>
  );
}

function useCommit(
  of: Datepicker | Timepicker | DateTimepicker,
  target: Target,
): (value: string | number | null) => Promise<void> {
  const { form, use } = useSurface();
  const ask = useConfirm();
  return async (value) => {
    if (value === form.read(target)) return;
    if (!(await ask(of.confirm))) return form.write(target, form.read(target));
    form.write(target, value);
    await use(target, value);
  };
}

interface FieldProps {
  attributes: Record<string, string | boolean | undefined>;
  placeholder: string;
  focus?: boolean | undefined;
}

/** A day typed or picked from a calendar. */
function DayField({
  day,
  attributes,
  placeholder,
  focus,
  onDay,
}: FieldProps & { day: string | undefined; onDay: (day: string | null) => unknown }): JSX.Element {
  const { locked } = useSurface();
  const { reader, words } = useWorld();
  const id = useId();
  const [open, setOpen] = useState<"typing" | "picking">();
  const [typed, setTyped] = useState<string>();
  const box = useRef<HTMLSpanElement>(null);
  const input = useFocusOnLoad<HTMLInputElement>(focus);
  const shown = day === undefined ? "" : inLocale(day, reader.locale, { dateStyle: "long" });
  const finish = (next: string | null | undefined): void => {
    setOpen(undefined);
    setTyped(undefined);
    if (next !== undefined) onDay(next);
  };
  const takeTyped = (): void => finish(typed === undefined ? undefined : typed.trim() === "" ? null : readDay(typed));
  return (
    <span class="date-field" ref={box}>
      <Icon name="calendar" />
      <input
        ref={input}
        role="combobox"
        aria-haspopup="dialog"
        aria-expanded={open !== undefined}
        aria-controls={`${id}-calendar`}
        autocomplete="off"
        disabled={locked}
        {...attributes}
        value={typed ?? shown}
        placeholder={placeholder}
        onClick={() => setOpen(open ?? "typing")}
        onInput={(event) => setTyped(event.currentTarget.value)}
        onBlur={(event) => {
          if (event.relatedTarget instanceof Node && box.current?.contains(event.relatedTarget)) return;
          takeTyped();
        }}
        onKeyDown={(event) => {
          if (event.key === "Enter") takeTyped();
          else if (event.key === "ArrowDown") setOpen("picking");
          else if (event.key === "Escape" && open) {
            event.stopPropagation();
            finish(undefined);
          } else return;
          event.preventDefault();
        }}
      />
      {open ? (
        <Popover anchor={box} onClose={() => finish(undefined)}>
          <div
            id={`${id}-calendar`}
            role="dialog"
            aria-label={words.pickDate}
            onMouseDown={(event) => event.preventDefault()}
            onKeyDown={onEscape(() => {
              finish(undefined);
              input.current?.focus();
            })}
          >
            <Calendar
              key={open}
              chosen={day}
              takeFocus={open === "picking"}
              onPick={(picked) => {
                finish(picked);
                input.current?.focus();
                setOpen(undefined);
              }}
            />
          </div>
        </Popover>
      ) : null}
    </span>
  );
}

const HALF_HOURS = Array.from(
  { length: 48 },
  (_, index) => `${String(Math.floor(index / 2)).padStart(2, "0")}:${index % 2 === 0 ? "00" : "30"}`,
);

/** A time typed or picked from the half hours of the day. */
function TimeField({
  time,
  attributes,
  placeholder,
  focus,
  onTime,
}: FieldProps & { time: string | undefined; onTime: (time: string | null) => unknown }): JSX.Element {
  const { locked } = useSurface();
  const { reader } = useWorld();
  const id = useId();
  const box = useRef<HTMLSpanElement>(null);
  const input = useFocusOnLoad<HTMLInputElement>(focus);
  const [typed, setTyped] = useState<string>();
  const [active, setActive] = useState<number>();
  const written = (each: string): string =>
    clockTime(Date.parse(`2026-01-01T${each}:00Z`), { zone: "UTC", locale: reader.locale });
  const open = active !== undefined;
  const finish = (next: string | null | undefined): void => {
    setTyped(undefined);
    setActive(undefined);
    if (next !== undefined) onTime(next);
  };
  const start = (): void => setActive(Math.max(HALF_HOURS.indexOf(time ?? "09:00"), 0));
  const fromWords = (text: string): string | null | undefined =>
    text.trim() === "" ? null : (readTime(text) ?? HALF_HOURS.find((each) => written(each) === text.trim()));
  return (
    <span class="date-field time" ref={box}>
      <Icon name="clock" />
      <input
        ref={input}
        role="combobox"
        aria-expanded={open}
        aria-controls={`${id}-list`}
        aria-activedescendant={open ? `${id}-${active}` : undefined}
        autocomplete="off"
        disabled={locked}
        {...attributes}
        value={typed ?? (time === undefined ? "" : written(time))}
        placeholder={placeholder}
        onClick={start}
        onInput={(event) => setTyped(event.currentTarget.value)}
        onBlur={() => finish(typed === undefined ? undefined : fromWords(typed))}
        onKeyDown={(event) => {
          const to = open ? nextIndex(event.key, active, HALF_HOURS.length) : undefined;
          if (event.key === "Enter" && typed !== undefined) finish(fromWords(typed));
          else if (event.key === "Enter" && open) finish(HALF_HOURS[active]);
          else if (!open && event.key === "ArrowDown") start();
          else if (to !== undefined && event.key.startsWith("Arrow")) setActive(to);
          else if (event.key === "Escape" && open) {
            event.stopPropagation();
            finish(undefined);
          } else return;
          event.preventDefault();
        }}
      />
      {open ? (
        <Popover anchor={box} onClose={() => finish(undefined)} class="listbox">
          <div role="listbox" id={`${id}-list`} onMouseDown={(event) => event.preventDefault()}>
            {HALF_HOURS.map((each, index) => (
              <div
                key={each}
                id={`${id}-${index}`}
                ref={(row) => {
                  if (index === active) row?.scrollIntoView({ block: "nearest" });
                }}
                role="option"
                aria-selected={each === time}
                class={index === active ? "active" : ""}
                onClick={() => finish(each)}
              >
                {written(each)}
              </div>
            ))}
          </div>
        </Popover>
      ) : null}
    </span>
  );
}
