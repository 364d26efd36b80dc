import type { Offer, WorkRecord } from "@colophon/sdk";
import { Amount } from "../../components/Amount.tsx";
import { Notice } from "../../components/Notice.tsx";
import { SharesPicture } from "../../components/SharesPicture.tsx";
import { Spinner } from "../../components/Spinner.tsx";
import { extraDecimals, partOf } from "../../lib/shares/splitAmount.ts";
import { useShares } from "../../lib/shares/useShares.ts";

/** To whom a price goes, to the last digit. */
export function MoneyGoes({ work, offer }: { work: WorkRecord; offer: Pick<Offer, "price" | "currency"> }) {
  const shares = useShares(work);
  if (shares.isPending) {
    return (
      <p className="flex items-center gap-2 text-soft text-sm">
        <Spinner /> Reading who holds the shares…
      </p>
    );
  }
  if (shares.data?.status !== "found") {
    return (
      <Notice tone="warning" title="Who gets the money cannot be listed right now">
        <p>{shares.data?.sentence}</p>
        <p>The contract divides it among the holders that were registered with the work, whoever reads the list.</p>
      </Notice>
    );
  }
  return (
    <div className="text-sm">
      <SharesPicture
        shares={shares.data.shares}
        most={5}
        detail={({ units }) => (
          <Amount amount={partOf(offer.price, units)} currency={offer.currency} extra={extraDecimals} />
        )}
      />
      <p className="mt-3 text-soft">
        All of it goes to these holders; nobody takes a fee. Each withdraws their own part, and parts of the smallest
        unit are carried over, never lost.
      </p>
    </div>
  );
}
