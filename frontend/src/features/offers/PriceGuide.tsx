import type { CategoryId } from "@colophon/sdk";
import { routes, type TrendsAnswer } from "@colophon/sdk/index-api";
import { uses as allUses, type UseId } from "@colophon/sdk/terms";
import { Link } from "wouter";
import { Amount } from "../../flow/Amount.tsx";
import type { CurrencyInfo } from "../../lib/currency.ts";
import { count } from "../../lib/format.ts";
import { useIndex } from "../../lib/useIndex.ts";

/** What licences that allow a use were sold for on average, and how many there were. */
export type Rate = { use: UseId; mean: bigint; licences: number };

/** More uses than this are not compared. */
const mostRates = 6;

/** The mean over all months of each chosen use that anything was sold for; the mean of each month is rounded down. */
export function ratesOf({ series }: Pick<TrendsAnswer, "series">, uses: readonly UseId[]): Rate[] {
  return uses
    .flatMap((use): Rate[] => {
      const points = series.find(({ key }) => key === use)?.points ?? [];
      const licences = points.reduce((sum, point) => sum + point.count, 0);
      if (licences === 0) return [];
      const sum = points.reduce((total, { value, count: number }) => total + value * BigInt(number), 0n);
      return [{ use, mean: sum / BigInt(licences), licences }];
    })
    .sort((one, other) => other.licences - one.licences)
    .slice(0, mostRates);
}

type PriceGuideProps = { category: CategoryId; uses: readonly UseId[]; currency: CurrencyInfo | undefined };

/** What others were paid, with the number of sales behind each figure. Nothing where no index can tell. */
export function PriceGuide({ category, uses, currency }: PriceGuideProps) {
  const asked =
    currency && uses.length > 0
      ? ({ measure: "price", by: "month", split: "use", category, currency: currency.address } as const)
      : undefined;
  const { data } = useIndex(routes.trends, asked);
  if (!asked || !data) return null;
  const rates = ratesOf(data, uses);
  return (
    <section aria-labelledby="price-guide" className="grid gap-2 rounded-xl border border-rule bg-sunk p-4">
      <h3 id="price-guide" className="font-medium">
        What others were paid
      </h3>
      {rates.length === 0 ? (
        <p className="text-soft text-sm">
          No licence of this kind of work with these uses was sold here in {currency?.symbol} yet.
        </p>
      ) : (
        <>
          <dl className="grid gap-1">
            {rates.map(({ use, mean, licences }) => (
              <div key={use} className="flex flex-wrap justify-between gap-x-4">
                <dt>{allUses.find(({ id }) => id === use)?.label ?? use}</dt>
                <dd>
                  <Amount amount={mean} currency={asked.currency} />{" "}
                  <span className="text-soft text-sm">mean of {count(licences, "licence")}</span>
                </dd>
              </div>
            ))}
          </dl>
          <p className="text-soft text-sm">
            Sales of this kind of work that allow the use, whatever else they allow, free ones included. Anybody can buy
            from themselves: these figures say what was recorded, not what a licence is worth.{" "}
            <Link href="/trends" className="link">
              All figures
            </Link>
          </p>
        </>
      )}
    </section>
  );
}
