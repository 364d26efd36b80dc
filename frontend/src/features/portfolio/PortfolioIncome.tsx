import { type IndexedLicence, routes } from "@colophon/sdk/index-api";
import { type Address, zeroAddress } from "viem";
import { Amount } from "../../flow/Amount.tsx";
import { useCurrency } from "../../lib/currency.ts";
import { formatAmount, formatNumber } from "../../lib/format.ts";
import { formatBucket } from "../../lib/time.ts";
import { useIndex } from "../../lib/useIndex.ts";
import type { ChartSeries } from "../../ui/chartSeries.tsx";
import { Facts } from "../../ui/page.tsx";
import { TimeChart } from "../../ui/TimeChart.tsx";
import { salesByMonth } from "./figures.ts";

/** What an account has a share in, has taken out, and got for sublicences. */
export function AccountMoney({ account }: { account: Address }) {
  const { data, error } = useIndex(routes.account, { address: account });
  if (error) return <p className="text-warn">What the account took out cannot be said now. {error.shortMessage}</p>;
  if (!data) return null;
  return (
    <Facts
      facts={[
        { label: "Works of which it claimed units", value: formatNumber(data.unitsOf) },
        { label: "Withdrawn from them", value: <Amounts amounts={data.withdrawn} /> },
        {
          label: "Kept of sublicences",
          value: <Amounts amounts={data.proceeds.map(({ currency, credited }) => ({ currency, amount: credited }))} />,
        },
      ]}
    />
  );
}

function Amounts({ amounts }: { amounts: readonly { currency: Address; amount: bigint }[] }) {
  const some = amounts.filter(({ amount }) => amount > 0n);
  if (some.length === 0) return "Nothing";
  return some.map(({ currency, amount }) => (
    <span key={currency} className="block">
      <Amount amount={amount} currency={currency} />
    </span>
  ));
}

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
        times={months.map(({ start }) => formatBucket("month", start))}
        series={[series]}
        tickText={(value) => formatNumber(value, { maximumSignificantDigits: 6 })}
      />
      <details>
        <summary className="font-medium">The figures of this chart</summary>
        <ul className="mt-2 grid gap-1">
          {months
            .filter(({ amount }) => amount > 0n)
            .map(({ start, amount }) => (
              <li key={start}>
                {formatBucket("month", start)}: {formatAmount(amount, decimals)} {symbol}
              </li>
            ))}
        </ul>
      </details>
    </figure>
  );
}
