/** The geometry of charts: pure numbers in, SVG path text out. */

export interface Slice {
  path: string;
  share: number;
  /** Where its label stands. */
  x: number;
  y: number;
}

/** Slices of a circle with radius 100 around the origin, starting at twelve o'clock, clockwise. */
export function pieSlices(values: number[]): Slice[] {
  const total = values.reduce((sum, value) => sum + Math.max(value, 0), 0);
  let from = 0;
  return values.map((value) => {
    const share = total === 0 ? 0 : Math.max(value, 0) / total;
    const to = from + share;
    const middle = (from + to) / 2;
    const slice = { path: slicePath(from, to), share, x: 62 * sin(middle), y: -62 * cos(middle) };
    from = to;
    return slice;
  });
}

function slicePath(from: number, to: number): string {
  // A whole circle has no two ends to draw an arc between: two halves.
  if (to - from > 0.9999) return "M0 -100A100 100 0 1 1 0 100A100 100 0 1 1 0 -100Z";
  const large = to - from > 0.5 ? 1 : 0;
  return `M0 0L${round(100 * sin(from))} ${round(-100 * cos(from))}A100 100 0 ${large} 1 ${round(100 * sin(to))} ${round(-100 * cos(to))}Z`;
}

function sin(turn: number): number {
  return Math.sin(turn * 2 * Math.PI);
}

function cos(turn: number): number {
  return Math.cos(turn * 2 * Math.PI);
}

export function linePath(points: [number, number][]): string {
  return points.map(([x, y], index) => `${index === 0 ? "M" : "L"}${round(x)} ${round(y)}`).join("");
}

/** The surface between a line and the height `base`. */
export function areaPath(points: [number, number][], base: number): string {
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last) return "";
  return `${linePath(points)}L${round(last[0])} ${round(base)}L${round(first[0])} ${round(base)}Z`;
}

/** Four to six round numbers that span `low` to `high`: steps of 1, 2 or 5 times a power of ten. */
export function niceTicks(low: number, high: number): number[] {
  const top = high > low ? high : low + 1;
  const rough = (top - low) / 5;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 5, 10].find((each) => each * power >= rough) ?? 10) * power;
  const first = Math.floor(low / step + 1e-9);
  const last = Math.ceil(top / step - 1e-9);
  return Array.from({ length: last - first + 1 }, (_, index) => Number(((first + index) * step).toPrecision(12)));
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
