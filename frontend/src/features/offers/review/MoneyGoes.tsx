import type { Offer, WorkRecord } from "@colophon/sdk";
import { Amount } from "../../../components/Amount.tsx";
import { Notice } from "../../../components/Notice.tsx";
import { SharesPicture } from "../../../components/SharesPicture.tsx";
import { Spinner } from "../../../components/Spinner.tsx";
import { extraDecimals, partOf } from "../../../lib/shares/splitAmount.ts";
import { useShares } from "../../../lib/shares/useShares.ts";

/** Who gets which part of each sale. */
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
      <Notice tone="warning" title="Who gets the money cannot be listed now">
        <p>{shares.data?.sentence}</p>
        <p>The contract divides it among the holders that were registered with the work, whoever reads the list.</p>
      </Notice>
    );
  }
  return (
    <div className="text-sm">
      <SharesPicture
        shares={shares.data.shares}
        most={6}
        detail={
          offer.price === 0n
            ? undefined
            : ({ units }) => (
                <>
                  <Amount amount={partOf(offer.price, units)} currency={offer.currency} extra={extraDecimals} /> of each
                  licence
                </>
              )
        }
      />
      <p className="mt-3 text-soft">
        {offer.price === 0n
          ? "There is nothing to divide for a free licence. Anything else that the work earns is divided like this."
          : "Each withdraws their own part under Earn, whenever they like. Nobody takes a fee."}
      </p>
    </div>
  );
}
