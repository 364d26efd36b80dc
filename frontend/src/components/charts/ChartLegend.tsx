import type { ChartSeries } from "./ChartSeries.ts";
import { chartColour } from "./chartColour.ts";
import { chartDashes } from "./chartDashes.ts";

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
