import "./charts.css";

type ChartPoint = {
  /** For drawing; undefined where there is nothing to draw, which is not zero. */
  value: number | undefined;
  /** The value as it is read out, exact. */
  text: string;
};

/** One row of values over the times of a chart, in the same order. */
export type ChartSeries = { key: string; label: string; points: readonly ChartPoint[] };

/** There are as many colours as series that a person can follow. */
export const mostSeries = 7;

/** The colour of a series by its place. */
function chartColour(place: number): string {
  return `var(--chart-${(place % mostSeries) + 1})`;
}

const dashes = ["none", "7 4", "2 3", "10 3 2 3", "5 2", "1 4", "12 5"] as const;

/** The dashes of a line by its place, so that lines differ without colour. */
function chartDashes(place: number): string {
  return dashes[place % dashes.length] ?? "none";
}

type Scale = (value: number) => number;

/** A bar for each time, of parts that stand on each other. */
export function Bars({ series, x, y, slot }: { series: readonly ChartSeries[]; x: Scale; y: Scale; slot: number }) {
  const thick = Math.max(1, Math.min(48, slot * 0.72));
  const count = series[0]?.points.length ?? 0;
  return Array.from({ length: count }, (_, i) => {
    let below = 0;
    return series.map(({ key, points }, place) => {
      const value = points[i]?.value ?? 0;
      if (value <= 0) return null;
      const from = below;
      below += value;
      // A line of the ground between two parts, so that they are told apart without their colours.
      const gap = from > 0 ? 1 : 0;
      return (
        <rect
          key={key}
          x={x(i) - thick / 2}
          y={y(below)}
          width={thick}
          height={Math.max(1, y(from) - y(below) - gap)}
          style={{ fill: chartColour(place) }}
        />
      );
    });
  });
}

/** A line through what is known. It breaks where nothing is: no line may say what nobody knows. */
export function Line({ series, place, x, y }: { series: ChartSeries; place: number; x: Scale; y: Scale }) {
  const drawn = series.points.flatMap(({ value }, i) => (value === undefined ? [] : [{ x: x(i), y: y(value), i }]));
  const path = drawn
    .map((point, at) => {
      const goesOn = drawn[at - 1]?.i === point.i - 1;
      return `${goesOn ? "L" : "M"}${point.x.toFixed(1)} ${point.y.toFixed(1)}`;
    })
    .join("");
  const colour = chartColour(place);
  return (
    <g>
      <path d={path} fill="none" strokeWidth={2} strokeDasharray={chartDashes(place)} style={{ stroke: colour }} />
      {drawn.map((point) => (
        <circle key={point.i} cx={point.x} cy={point.y} r={3} style={{ fill: colour }} />
      ))}
    </g>
  );
}

/** Which colour and which dashes belong to which series, in the order in which bars stand on each other from below. */
export function ChartLegend({ series, lines }: { series: readonly ChartSeries[]; lines: boolean }) {
  return (
    <ul className="flex flex-wrap gap-x-5 gap-y-1 text-sm">
      {series.map(({ key, label }, place) => (
        <li key={key} className="flex items-center gap-2">
          <svg width={20} height={12} aria-hidden="true" className="shrink-0">
            {lines ? (
              <line
                x1={0}
                x2={20}
                y1={6}
                y2={6}
                strokeWidth={2.5}
                strokeDasharray={chartDashes(place)}
                style={{ stroke: chartColour(place) }}
              />
            ) : (
              <rect width={20} height={12} rx={2} style={{ fill: chartColour(place) }} />
            )}
          </svg>
          <span className="[overflow-wrap:anywhere]">{label}</span>
        </li>
      ))}
    </ul>
  );
}
