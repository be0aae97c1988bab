import type { JSX } from "preact";

/* Drawn for this page, on a grid of 20; one stroke width for all. */
const PATHS = {
  dots: "M4 10a.6.6 0 101.2 0 .6.6 0 10-1.2 0M9.4 10a.6.6 0 101.2 0 .6.6 0 10-1.2 0M14.8 10a.6.6 0 101.2 0 .6.6 0 10-1.2 0",
  close: "M5 5l10 10M15 5L5 15",
  back: "M12 4l-6 6 6 6",
  forward: "M8 4l6 6-6 6",
  down: "M5 8l5 5 5-5",
  up: "M5 12l5-5 5 5",
  outside: "M8 5H5v10h10v-3M11 4h5v5M16 4l-7 7",
  "thumb-up": "M7 9v7H4V9zM7 9l3-6c1.5 0 2 1 1.7 2.5L11 8h4c1 0 1.6 1 1.3 2l-1.4 5c-.2.6-.7 1-1.4 1H7",
  "thumb-down": "M7 11V4H4v7zM7 11l3 6c1.5 0 2-1 1.7-2.5L11 12h4c1 0 1.6-1 1.3-2l-1.4-5c-.2-.6-.7-1-1.4-1H7",
  trash: "M4 6h12M8 6V4h4v2M6 6l.7 10h6.6L14 6M9 9v4M11 9v4",
  spark: "M10 3l1.8 5.2L17 10l-5.2 1.8L10 17l-1.8-5.2L3 10l5.2-1.8z",
  home: "M4 9l6-5 6 5v7h-4v-4H8v4H4z",
  lock: "M6 9V7a4 4 0 018 0v2M5 9h10v7H5z",
  hash: "M8 3L6 17M14 3l-2 14M4 7.5h13M3 12.5h13",
  thread: "M4 4h12v9H9l-4 3v-3H4z",
  smile: "M10 3a7 7 0 100 14 7 7 0 000-14zM7 12c1.5 2 4.5 2 6 0M7.5 8h.01M12.5 8h.01",
  clip: "M14 9l-5 5a2.8 2.8 0 01-4-4l6-6a1.9 1.9 0 013 3l-6 6a1 1 0 01-1.4-1.4l5-5",
  send: "M3 4l14 6-14 6 2-6zM5 10h6",
  bolt: "M11 3L5 11h4l-1 6 7-9h-4z",
  eye: "M2 10c2-4 5-6 8-6s6 2 8 6c-2 4-5 6-8 6s-6-2-8-6zM10 12.5a2.5 2.5 0 100-5 2.5 2.5 0 000 5z",
  pause: "M7.5 5v10M12.5 5v10",
  calendar: "M4 5h12v11H4zM4 8.5h12M7 3v4M13 3v4",
  clock: "M10 3a7 7 0 100 14 7 7 0 000-14zM10 6v4l3 2",
  traffic: "M4 7h11M12 4l3 3-3 3M16 13H5M8 10l-3 3 3 3",
  warning: "M10 3l8 14H2zM10 8v4M10 14.5h.01",
  check: "M4 10l4 4 8-8",
  plus: "M10 4v12M4 10h12",
  file: "M5 3h6l4 4v10H5zM11 3v4h4",
  play: "M7 5l8 5-8 5z",
  pin: "M8 3h6l-1 5 2 3H5l2-3zM10 11v6",
  people:
    "M7 9a2.5 2.5 0 100-5 2.5 2.5 0 000 5zM2.5 16c0-3 2-4.5 4.5-4.5s4.5 1.5 4.5 4.5M13 9a2 2 0 100-4M13.5 11.5c2.5 0 4 1.5 4 4.5",
  info: "M10 3a7 7 0 100 14 7 7 0 000-14zM10 9v5M10 6.5h.01",
  error: "M10 3a7 7 0 100 14 7 7 0 000-14zM7.5 7.5l5 5M12.5 7.5l-5 5",
  success: "M10 3a7 7 0 100 14 7 7 0 000-14zM6.5 10l2.5 2.5 4.5-5",
  "list-bullet": "M8 5h9M8 10h9M8 15h9M4 5h.01M4 10h.01M4 15h.01",
  "list-number": "M9 5h8M9 10h8M9 15h8M4 4v3M3 10h2l-2 3h2",
  quote: "M5 4v12M9 7h7M9 12h5",
  circle: "M10 3a7 7 0 100 14 7 7 0 000-14z",
  half: "M10 3a7 7 0 100 14 7 7 0 000-14zM10 3v14M13 5v10M16 8v4",
} as const;

export type IconName = keyof typeof PATHS;

/** A small drawing beside or instead of words; what it means must stand in words or in an aria-label. */
export function Icon({ name }: { name: IconName }): JSX.Element {
  return (
    <svg class="icon" viewBox="0 0 20 20" aria-hidden="true" focusable="false">
      <path d={PATHS[name]} />
    </svg>
  );
}
