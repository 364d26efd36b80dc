import type { ReactNode } from "react";
import "./charts.css";

type BarListProps = {
  caption: string;
  rows: readonly {
    key: string;
    label: ReactNode;
    /** For the length of the bar. */
    value: number;
    /** What stands beside it, exact. */
    text: ReactNode;
  }[];
};

/** Amounts side by side: a table whose rows have bars. */
export function BarList({ caption, rows }: BarListProps) {
  const most = Math.max(0, ...rows.map(({ value }) => value));
  return (
    <table className="w-full table-fixed border-collapse text-left">
      <caption className="mb-2 text-left font-medium">{caption}</caption>
      <tbody>
        {rows.map(({ key, label, value, text }) => (
          <tr key={key}>
            <th scope="row" className="w-2/5 py-1 pr-3 align-middle font-normal text-sm [overflow-wrap:anywhere]">
              {label}
            </th>
            <td className="py-1 align-middle">
              <div className="flex items-center gap-2">
                <div
                  aria-hidden="true"
                  className="h-4 rounded-sm"
                  style={{
                    width: `${most > 0 && value > 0 ? Math.max(1, (value / most) * 62) : 0}%`,
                    background: "var(--chart-1)",
                  }}
                />
                <span className="text-sm tabular-nums">{text}</span>
              </div>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
