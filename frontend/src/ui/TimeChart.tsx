import { type KeyboardEvent, type PointerEvent, type RefObject, useEffect, useId, useRef, useState } from "react";
import { Bars, ChartLegend, type ChartSeries, Line } from "./chartSeries.tsx";

type TimeChartProps = {
  /** What it shows, for whoever cannot see it: "Registrations per month, by category". */
  label: string;
  /** Bars stand on each other and add up; lines are compared. */
  kind: "bars" | "lines";
  /** What stands at each place of the horizontal axis, such as "March 2026". */
  times: readonly string[];
  series: readonly ChartSeries[];
  /** Names the series even if there is one only, because another question would have others. */
  named?: boolean;
  /** Values are counts, so that no fraction of one stands on the vertical axis. */
  whole?: boolean;
  /** How a value of the vertical axis is written. */
  tickText: (value: number) => string;
};

const height = 240;

const margin = { top: 12, right: 12, bottom: 28, left: 56 };

/**
 * Values over time. The pointer and the arrow keys move a marker, and what stands at it is written below; the same
 * figures belong in a table beside it.
 */
export function TimeChart({
  label,
  kind,
  times,
  series,
  named = series.length > 1,
  whole = false,
  tickText,
}: TimeChartProps) {
  const id = useId();
  const box = useRef<HTMLDivElement>(null);
  const width = useWidth(box, 640);
  const [marked, setMarked] = useState<number>();
  const count = times.length;
  const at = marked !== undefined && marked < count ? marked : undefined;

  const totals = times.map((_, i) =>
    kind === "bars"
      ? series.reduce((sum, { points }) => sum + (points[i]?.value ?? 0), 0)
      : Math.max(0, ...series.map(({ points }) => points[i]?.value ?? 0)),
  );
  const ticks = niceTicks(Math.max(0, ...totals), whole);
  const top = ticks.at(-1) ?? 1;
  const inner = { width: Math.max(1, width - margin.left - margin.right), height: height - margin.top - margin.bottom };
  const slot = inner.width / Math.max(1, count);
  const x = (i: number) => margin.left + slot * (i + 0.5);
  const y = (value: number) => margin.top + inner.height * (1 - value / top);
  const every = Math.max(1, Math.ceil(count / Math.max(1, Math.floor(inner.width / 96))));

  const move = (event: PointerEvent) => {
    const left = event.clientX - event.currentTarget.getBoundingClientRect().left - margin.left;
    setMarked(Math.min(count - 1, Math.max(0, Math.floor(left / slot))));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const last = count - 1;
    const next = {
      ArrowRight: Math.min(last, (at ?? -1) + 1),
      ArrowUp: Math.min(last, (at ?? -1) + 1),
      ArrowLeft: Math.max(0, (at ?? count) - 1),
      ArrowDown: Math.max(0, (at ?? count) - 1),
      Home: 0,
      End: last,
    }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    setMarked(next);
  };
  const readout =
    at === undefined
      ? undefined
      : `${times[at]}: ${series.map(({ label: name, points }) => `${named ? `${name} ` : ""}${points[at]?.text ?? "nothing"}`).join(", ")}`;

  if (count === 0) return null;
  return (
    <div ref={box} className="grid gap-3">
      {named ? <ChartLegend series={series} lines={kind === "lines"} /> : null}
      <div
        role="slider"
        tabIndex={0}
        aria-label={label}
        aria-valuemin={1}
        aria-valuemax={count}
        aria-valuenow={(at ?? count - 1) + 1}
        aria-valuetext={readout ?? `${times[0]} to ${times.at(-1)}. Arrow keys read out each value.`}
        aria-describedby={`${id}-readout`}
        onPointerMove={move}
        onPointerDown={move}
        onPointerLeave={() => setMarked(undefined)}
        onKeyDown={onKeyDown}
        className="touch-pan-y rounded-md"
      >
        <svg
          width={width}
          height={height}
          viewBox={`0 0 ${width} ${height}`}
          aria-hidden="true"
          className="block max-w-full"
        >
          {ticks.map((tick) => (
            <g key={tick}>
              <line x1={margin.left} x2={width - margin.right} y1={y(tick)} y2={y(tick)} className="stroke-rule" />
              <text
                x={margin.left - 8}
                y={y(tick)}
                dy="0.32em"
                textAnchor="end"
                className="fill-soft text-xs tabular-nums"
              >
                {tickText(tick)}
              </text>
            </g>
          ))}
          {times.map((time, i) =>
            i % every === 0 ? (
              <text key={time} x={x(i)} y={height - 8} textAnchor="middle" className="fill-soft text-xs">
                {time}
              </text>
            ) : null,
          )}
          {at === undefined ? null : (
            <rect x={x(at) - slot / 2} y={margin.top} width={slot} height={inner.height} className="fill-accent-wash" />
          )}
          {kind === "bars" ? (
            <Bars series={series} x={x} y={y} slot={slot} />
          ) : (
            series.map((one, place) => <Line key={one.key} series={one} place={place} x={x} y={y} />)
          )}
        </svg>
      </div>
      <p id={`${id}-readout`} aria-hidden="true" className="min-h-6 text-sm [overflow-wrap:anywhere]">
        {readout ?? (
          <span className="text-soft">Point at the chart, or use the arrow keys on it, to read each value.</span>
        )}
      </p>
    </div>
  );
}

/** Round values from zero to at least `max`, about `count` of them; whole ones only for what is counted. */
export function niceTicks(max: number, whole = false, count = 4): number[] {
  if (!(max > 0) || !Number.isFinite(max)) return [0, 1];
  const rough = whole ? Math.max(1, max / count) : max / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step =
    [1, 2, 2.5, 5, 10]
      .map((factor) => factor * power)
      .find((size) => (!whole || Number.isInteger(size)) && size >= rough * (1 - 1e-9)) ?? rough;
  const steps = Math.ceil(max / step - 1e-9);
  // Multiplied anew each time: a sum would gather the errors of binary fractions.
  return Array.from({ length: steps + 1 }, (_, i) => Number((i * step).toPrecision(12)));
}

/** How wide an element is, in pixels; `initial` until it is measured, and where nothing can be. */
function useWidth(element: RefObject<Element | null>, initial: number): number {
  const [width, setWidth] = useState(initial);
  useEffect(() => {
    if (!element.current || typeof ResizeObserver === "undefined") return;
    const observer = new ResizeObserver(([entry]) => {
      if (entry && entry.contentRect.width > 0) setWidth(Math.floor(entry.contentRect.width));
    });
    observer.observe(element.current);
    return () => observer.disconnect();
  }, [element]);
  return width;
}
