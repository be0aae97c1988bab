import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { instantOf, shiftDay, wallOf } from "../elements/days.ts";
import { nowOf, type Model } from "../state/model.ts";
import { useWorld } from "../state/world.ts";
import { formatter } from "../text/dates.ts";

const MINUTE = 60_000;
const MORNING = "08:30";

/** The sandbox's time on the acted person's wall, in short. */
export function ClockFace({ clock, long = false }: { clock: Model["clock"]; long?: boolean }): JSX.Element {
  const { me } = useWorld();
  const now = useNow(clock);
  const options: Intl.DateTimeFormatOptions = long
    ? { dateStyle: "full", timeStyle: "medium" }
    : { weekday: "short", month: "short", day: "numeric", hour: "2-digit", minute: "2-digit", hourCycle: "h23" };
  const shown = formatter(me.locale, { timeZone: me.tz, ...options }).format(now);
  return (
    <time class={`clock-face${clock.running ? "" : " stopped"}`} dateTime={new Date(now).toISOString()}>
      {shown}
    </time>
  );
}

function useNow(clock: Model["clock"]): number {
  const [, redraw] = useState({});
  useEffect(() => {
    if (!clock.running) return undefined;
    const timer = setInterval(() => redraw({}), 1000);
    return () => clearInterval(timer);
  }, [clock]);
  return Math.floor(nowOf(clock) / 1000) * 1000;
}

/** Moves the sandbox's time: what falls due on the way happens in order. */
export function ClockTool({ model }: { model: Model }): JSX.Element {
  const { words, session, me } = useWorld();
  const [busy, setBusy] = useState(false);
  const { clock } = model;
  const wall = wallOf(nowOf(clock) / 1000, me.tz);
  const [typed, setTyped] = useState<string>();
  const to = typed ?? `${wall.day}T${wall.time}`;
  const run = async (deed: Parameters<typeof session.deed>[0]): Promise<void> => {
    setBusy(true);
    await session.deed(deed);
    setBusy(false);
  };
  const move = (by: number): void => void run({ do: "clock-move", by });
  const morning = (): void => {
    const now = nowOf(clock);
    const today = instantOf(wall.day, MORNING, me.tz) * 1000;
    const next = today > now ? today : instantOf(shiftDay(wall.day, 1), MORNING, me.tz) * 1000;
    move(next - now);
  };
  const set = (): void => {
    const [day, time] = to.split("T");
    setTyped(undefined);
    if (day && time) void run({ do: "clock-set", now: instantOf(day, time.slice(0, 5), me.tz) * 1000 });
  };
  return (
    <div class="clock-tool">
      <p class="hint">{words.clockIntro}</p>
      <p class="clock-line">
        <ClockFace clock={clock} long />
        <small>
          {me.tz} · {clock.running ? words.running : words.stopped}
        </small>
      </p>
      <div class="button-row">
        <button
          type="button"
          class="button"
          disabled={busy}
          onClick={() => void run({ do: clock.running ? "clock-stop" : "clock-start" })}
        >
          {clock.running ? words.stop : words.run}
        </button>
        <button type="button" class="button" disabled={busy} onClick={() => move(10 * MINUTE)}>
          {words.plusMinutes}
        </button>
        <button type="button" class="button" disabled={busy} onClick={() => move(60 * MINUTE)}>
          {words.plusHour}
        </button>
        <button type="button" class="button" disabled={busy} onClick={morning}>
          {words.nextMorning}
        </button>
        <button type="button" class="button" disabled={busy} onClick={() => move(24 * 60 * MINUTE)}>
          {words.plusDay}
        </button>
      </div>
      <div class="button-row low">
        <label class="inline-field">
          <span>{words.setTo}</span>
          <input type="datetime-local" value={to} onInput={(event) => setTyped(event.currentTarget.value)} />
        </label>
        <button type="button" class="button" disabled={busy} onClick={set}>
          {words.set}
        </button>
      </div>
      <p role="status" class="hint">
        {busy ? words.clockMoving : ""}
      </p>
    </div>
  );
}
