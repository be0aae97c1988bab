import type { JSX } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { useWorld } from "../state/world.ts";
import { dayKey, formatter } from "../text/dates.ts";
import { monthGrid, shiftDay, shiftMonth } from "./days.ts";
import { Icon } from "./icons.tsx";

interface CalendarProps {
  chosen: string | undefined;
  onPick: (day: string) => void;
  /** Puts the focus on the day when it appears. */
  takeFocus: boolean;
}

/** A month to pick a day from. Arrows move by days and weeks, Page Up and Page Down by months. */
export function Calendar({ chosen, onPick, takeFocus }: CalendarProps): JSX.Element {
  const { reader, words } = useWorld();
  const today = dayKey(reader.now, reader.zone);
  const [day, setDay] = useState(chosen ?? today);
  const [moved, setMoved] = useState(takeFocus);
  const current = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => {
    if (moved) current.current?.focus();
  }, [day, moved]);
  const first = reader.locale.startsWith("en-US") ? 0 : 1;
  const month = day.slice(0, 7);
  const go = (to: string): void => {
    setMoved(true);
    setDay(to);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const to = dayAfterKey(event.key, day);
    if (to === undefined) return;
    event.preventDefault();
    go(to);
  };
  const days = monthGrid(month, first);
  return (
    <div class="calendar">
      <div class="calendar-head">
        <button
          type="button"
          class="icon-button"
          aria-label={words.previousMonth}
          onClick={() => setDay(shiftMonth(day, -1))}
        >
          <Icon name="back" />
        </button>
        <b aria-live="polite">{inLocale(day, reader.locale, { year: "numeric", month: "long" })}</b>
        <button
          type="button"
          class="icon-button"
          aria-label={words.nextMonth}
          onClick={() => setDay(shiftMonth(day, 1))}
        >
          <Icon name="forward" />
        </button>
      </div>
      <table role="grid" onKeyDown={onKeyDown}>
        <thead>
          <tr>
            {days.slice(0, 7).map((each) => (
              <th key={each} scope="col" aria-label={inLocale(each, reader.locale, { weekday: "long" })}>
                {inLocale(each, reader.locale, { weekday: "narrow" })}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {[0, 7, 14, 21, 28, 35].map((start) => (
            <tr key={start}>
              {days.slice(start, start + 7).map((each) => (
                <td key={each} aria-selected={each === chosen}>
                  <button
                    type="button"
                    ref={each === day ? current : null}
                    tabIndex={each === day ? 0 : -1}
                    class={`${each === chosen ? "chosen" : ""} ${each.startsWith(month) ? "" : "other-month"} ${each === today ? "today" : ""}`}
                    aria-current={each === today ? "date" : undefined}
                    aria-label={inLocale(each, reader.locale, { dateStyle: "full" })}
                    onClick={() => onPick(each)}
                  >
                    {Number(each.slice(8))}
                  </button>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function dayAfterKey(key: string, day: string): string | undefined {
  const steps: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };
  const step = steps[key];
  if (step !== undefined) return shiftDay(day, step);
  if (key === "PageUp") return shiftMonth(day, -1);
  if (key === "PageDown") return shiftMonth(day, 1);
  return undefined;
}

/** A day key written in a locale. */
export function inLocale(day: string, locale: string, options: Intl.DateTimeFormatOptions): string {
  return formatter(locale, { ...options, timeZone: "UTC" }).format(Date.parse(`${day}T00:00:00Z`));
}
