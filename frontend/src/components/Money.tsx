import { formatAmount } from "./formatAmount.ts";

export type MoneyProps = {
  /** In the currency's smallest unit. */
  amount: bigint;
  decimals: number;
  symbol: string;
  /** At most this many decimals, with a leading "about" when something is left out; the title stays exact. */
  about?: number;
};

/** An amount of money, exact to its last digit unless `about` says otherwise. */
export function Money({ amount, decimals, symbol, about }: MoneyProps) {
  const exact = formatAmount(amount, decimals);
  if (about !== undefined && decimals > about) {
    const unit = 10n ** BigInt(decimals - about);
    const rounded = ((amount + unit / 2n) / unit) * unit;
    if (rounded !== amount) {
      const tooSmall = rounded === 0n;
      const shown = formatAmount(tooSmall ? unit : rounded, decimals);
      return (
        <span title={`${exact} ${symbol}`} className="tabular-nums">
          {tooSmall ? "less than" : "about"} {shown}&nbsp;{symbol}
        </span>
      );
    }
  }
  return (
    <span className="tabular-nums">
      {/* Eighteen decimals may break where they must; the currency's name never does. */}
      <span className="[overflow-wrap:anywhere]">{exact}</span>
      <span className="whitespace-nowrap">&nbsp;{symbol}</span>
    </span>
  );
}
