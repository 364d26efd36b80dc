import { formatId, percentOf, type WorkEarnings } from "@colophon/sdk";
import { useMemo } from "react";
import { TransactionButton } from "../../components/TransactionButton.tsx";

/** Says that a share was given at registration and not taken yet, and takes it. */
export function TakeShare({ income, title }: { income: WorkEarnings; title: string }) {
  const { toTake } = income.holding;
  const id = formatId(income.work.id, "work");
  const calls = useMemo(
    () => (toTake ? [{ call: toTake.call, says: `Take your ${percentOf(toTake.units)} % of “${title}”.` }] : undefined),
    [toTake, title],
  );
  if (!toTake) return null;
  return (
    <details className="mt-4 rounded-lg bg-accent-wash px-4 py-2.5">
      <summary className="py-0.5">
        <span className="font-medium">{percentOf(toTake.units)}&nbsp;% are yours and not taken yet.</span>{" "}
        <span className="link">Take them</span>
      </summary>
      <div className="mt-3 grid gap-4 pb-1.5">
        <p>
          Nothing is lost by waiting: they earn from the beginning. Withdrawing takes them along in the same
          transaction, so you need this only to hold them in your account without withdrawing.
        </p>
        <TransactionButton
          intent={`take:${id}`}
          title={`Take ${percentOf(toTake.units)} % of “${title}”`}
          calls={calls}
          label="Take my share"
          href="/earn"
        />
      </div>
    </details>
  );
}
