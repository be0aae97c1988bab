import type { JSX, RefObject } from "preact";
import { useId, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { DataVisualizationBlock, PieChart, SeriesChart } from "../../chart-block.ts";
import { useWorld } from "../state/world.ts";
import { areaPath, linePath, niceTicks, pieSlices } from "./chart-shapes.ts";

/* Distinguishable for most colour-blind readers and at least 3:1 on white; order as drawn. */
const COLORS = [
  "#1f6f78",
  "#c2571a",
  "#5b5ea6",
  "#9b2335",
  "#4a7c2c",
  "#8a6d1d",
  "#2d6cb0",
  "#a0457e",
  "#56656f",
  "#3a8f6e",
  "#7a4f2b",
  "#6b3fa0",
];

/** The chart block as a drawing with a legend; its figures stand in a table behind one press, for everybody who cannot use a drawing. */
export function Chart({ of }: { of: DataVisualizationBlock }): JSX.Element {
  const { words } = useWorld();
  const id = useId();
  const [open, setOpen] = useState(false);
  const { chart } = of;
  const names =
    chart.type === "pie" ? chart.segments.map((segment) => segment.label) : chart.series.map((series) => series.name);
  return (
    <figure class="chart" aria-labelledby={id}>
      <figcaption id={id}>{of.title}</figcaption>
      {chart.type === "pie" ? <Pie of={chart} title={of.title} /> : <Axes of={chart} title={of.title} />}
      {names.length > 1 || chart.type === "pie" ? (
        <ul class="legend">
          {names.map((name, index) => (
            <li key={name}>
              <span class="swatch" style={{ background: colorOf(index) }} aria-hidden="true" />
              {name}
            </li>
          ))}
        </ul>
      ) : null}
      <button type="button" class="link-button" aria-expanded={open} onClick={() => setOpen(!open)}>
        {words.chartTable}
      </button>
      {open ? <Figures of={chart} title={of.title} /> : null}
    </figure>
  );
}

function colorOf(index: number): string {
  return COLORS[index % COLORS.length] ?? "#1f6f78";
}

function Pie({ of, title }: { of: PieChart; title: string }): JSX.Element {
  const slices = pieSlices(of.segments.map((segment) => segment.value));
  return (
    <svg viewBox="-105 -105 210 210" class="pie" role="img" aria-label={title}>
      {slices.map((slice, index) => (
        <path key={index} d={slice.path} fill={colorOf(index)}>
          <title>{`${of.segments[index]?.label}: ${of.segments[index]?.value}`}</title>
        </path>
      ))}
      {slices.map((slice, index) =>
        slice.share >= 0.06 ? (
          <text key={index} x={slice.x} y={slice.y} class="slice-label">
            {Math.round(slice.share * 100)}%
          </text>
        ) : null,
      )}
    </svg>
  );
}

const WIDEST = 640;
const NARROWEST = 280;
const HEIGHT = 260;
const LEFT = 52;
const BOTTOM = 44;
const TOP = 10;

function Axes({ of, title }: { of: SeriesChart; title: string }): JSX.Element {
  const { reader } = useWorld();
  const box = useRef<HTMLDivElement>(null);
  const width = useWidth(box);
  const { categories, x_label: xLabel, y_label: yLabel } = of.axis_config;
  const values = of.series.flatMap((series) => series.data.map((point) => point.value));
  const ticks = niceTicks(Math.min(0, ...values), Math.max(0, ...values));
  const [low = 0, high = 1] = [ticks[0], ticks.at(-1)];
  const bottom = HEIGHT - BOTTOM;
  const y = (value: number): number => bottom - ((value - low) / (high - low || 1)) * (bottom - TOP);
  const band = (width - LEFT) / categories.length;
  const x = (index: number): number => LEFT + band * (index + 0.5);
  const crowded = band < 64;
  const number = new Intl.NumberFormat(reader.locale);
  return (
    <div ref={box}>
      <svg viewBox={`0 0 ${width} ${HEIGHT}`} class="axes" role="img" aria-label={title}>
        {ticks.map((tick) => (
          <g key={tick}>
            <line x1={LEFT} x2={width} y1={y(tick)} y2={y(tick)} class={tick === 0 ? "axis" : "grid"} />
            <text x={LEFT - 8} y={y(tick) + 4} class="tick end">
              {number.format(tick)}
            </text>
          </g>
        ))}
        {of.series.map((series, at) => {
          const points = series.data.map((point, index): [number, number] => [x(index), y(point.value)]);
          if (of.type === "bar")
            return <Bars key={series.name} series={series} at={at} of={of} x={x} y={y} band={band} />;
          return (
            <g key={series.name}>
              {of.type === "area" ? <path d={areaPath(points, y(0))} fill={colorOf(at)} fill-opacity="0.25" /> : null}
              <path d={linePath(points)} stroke={colorOf(at)} class="line" />
              {points.map(([px, py], index) => (
                <circle key={index} cx={px} cy={py} r="3.5" fill={colorOf(at)}>
                  <title>{`${series.name}, ${categories[index]}: ${series.data[index]?.value}`}</title>
                </circle>
              ))}
            </g>
          );
        })}
        {categories.map((category, index) => (
          <text
            key={category}
            class={crowded ? "tick turned" : "tick middle"}
            transform={`translate(${x(index)} ${bottom + 16})${crowded ? " rotate(-28)" : ""}`}
          >
            {category}
          </text>
        ))}
        {xLabel === undefined ? null : (
          <text x={(width + LEFT) / 2} y={HEIGHT - 4} class="tick middle strong">
            {xLabel}
          </text>
        )}
        {yLabel === undefined ? null : (
          <text class="tick middle strong" transform={`translate(12 ${(TOP + bottom) / 2}) rotate(-90)`}>
            {yLabel}
          </text>
        )}
      </svg>
    </div>
  );
}

/* Drawn at the width that there is, so that its letters keep their size on a narrow window. */
function useWidth(box: RefObject<HTMLDivElement | null>): number {
  const [width, setWidth] = useState(WIDEST);
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return undefined;
    const watcher = new ResizeObserver(() => setWidth(Math.max(NARROWEST, Math.min(element.clientWidth, WIDEST))));
    watcher.observe(element);
    return () => watcher.disconnect();
  }, []);
  return width;
}

interface BarsProps {
  series: SeriesChart["series"][number];
  at: number;
  of: SeriesChart;
  x: (index: number) => number;
  y: (value: number) => number;
  band: number;
}

function Bars({ series, at, of, x, y, band }: BarsProps): JSX.Element {
  const width = Math.min((band * 0.76) / of.series.length, 48);
  const shift = (at - (of.series.length - 1) / 2) * width;
  return (
    <g>
      {series.data.map((point, index) => (
        <rect
          key={point.label}
          x={x(index) + shift - width / 2 + 1}
          width={Math.max(width - 2, 1)}
          y={Math.min(y(point.value), y(0))}
          height={Math.abs(y(point.value) - y(0))}
          fill={colorOf(at)}
        >
          <title>{`${series.name}, ${point.label}: ${point.value}`}</title>
        </rect>
      ))}
    </g>
  );
}

function Figures({ of, title }: { of: PieChart | SeriesChart; title: string }): JSX.Element {
  const { words } = useWorld();
  const total = of.type === "pie" ? of.segments.reduce((sum, segment) => sum + segment.value, 0) : 0;
  const head = of.type === "pie" ? [words.chartValue, words.chartShare] : of.series.map((series) => series.name);
  const rows: [string, string[]][] =
    of.type === "pie"
      ? of.segments.map((segment) => [
          segment.label,
          [String(segment.value), `${Math.round((segment.value / total) * 100)}%`],
        ])
      : of.axis_config.categories.map((category, index) => [
          category,
          of.series.map((series) => String(series.data[index]?.value ?? "")),
        ]);
  return (
    <div class="table-scroll" tabIndex={0} role="group" aria-label={title}>
      <table class="plain-table">
        <thead>
          <tr>
            <td />
            {head.map((each) => (
              <th key={each} scope="col">
                {each}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(([name, values]) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              {values.map((value, index) => (
                <td key={index} class="number">
                  {value}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
