import { type Address, zeroAddress } from "viem";
import type { ChartSeries } from "../../components/charts/ChartSeries.ts";
import { TimeChart } from "../../components/charts/TimeChart.tsx";
import { formatAmount } from "../../components/formatAmount.ts";
import { useCurrency } from "../../lib/currency/useCurrency.ts";
import type { IndexedLicence } from "../../lib/index/IndexedLicence.ts";
import { bucketText } from "../../lib/time/bucketText.ts";
import { salesByMonth } from "./salesByMonth.ts";

/** What the licences of each month brought, one chart for each currency. */
export function SalesOverTime({ licences, now }: { licences: readonly IndexedLicence[]; now: number }) {
  const currencies = [...new Set(licences.filter(({ pricePaid }) => pricePaid > 0n).map(({ currency }) => currency))];
  if (currencies.length === 0) return null;
  return (
    <>
      {currencies
        .toSorted((a, b) => Number(b === zeroAddress) - Number(a === zeroAddress))
        .map((currency) => (
          <SalesChart key={currency} currency={currency} licences={licences} now={now} />
        ))}
    </>
  );
}

type SalesChartProps = { currency: Address; licences: readonly IndexedLicence[]; now: number };

function SalesChart({ currency, licences, now }: SalesChartProps) {
  const state = useCurrency(currency);
  const { decimals, symbol } =
    state.status === "known" ? state.currency : { decimals: 0, symbol: "smallest units of an unnamed token" };
  const months = salesByMonth(licences, currency, now);
  const series: ChartSeries = {
    key: currency,
    label: symbol,
    points: months.map(({ amount }) => ({
      value: Number(amount) / 10 ** decimals,
      text: `${formatAmount(amount, decimals)} ${symbol}`,
    })),
  };
  const title = `Paid for licences, by the month they were sold, in ${symbol}`;
  return (
    <figure className="grid gap-3">
      <figcaption className="font-medium">{title}</figcaption>
      <TimeChart
        label={title}
        kind="bars"
        times={months.map(({ start }) => bucketText("month", start))}
        series={[series]}
        tickText={(value) => value.toLocaleString("en-GB", { maximumSignificantDigits: 6 })}
      />
      <details>
        <summary className="font-medium">The figures of this chart</summary>
        <ul className="mt-2 grid gap-1">
          {months
            .filter(({ amount }) => amount > 0n)
            .map(({ start, amount }) => (
              <li key={start}>
                {bucketText("month", start)}: {formatAmount(amount, decimals)} {symbol}
              </li>
            ))}
        </ul>
      </details>
    </figure>
  );
}
