import type { Offer, WorkRecord } from "@colophon/sdk";
import { usePriceParts } from "../lib/shares/usePriceParts.ts";
import { Notice } from "./Notice.tsx";
import { PricePicture } from "./PricePicture.tsx";
import { Spinner } from "./Spinner.tsx";

export type MoneyGoesProps = {
  work: WorkRecord;
  offer: Pick<Offer, "currency" | "parent" | "licensor">;
  /** What is divided, in the offer's currency. */
  price: bigint;
  most?: number;
};

/** To whom a price goes, to the last digit: holders, the works it is made from, and who sells a sublicence. */
export function MoneyGoes({ work, offer, price, most }: MoneyGoesProps) {
  const found = usePriceParts(work, offer);
  if (found.status === "reading") {
    return (
      <p className="flex items-center gap-2 text-soft text-sm">
        <Spinner /> Reading who holds the shares…
      </p>
    );
  }
  if (found.status === "unknown") {
    return (
      <Notice tone="warning" title="Who gets the money cannot be listed right now">
        <p>{found.sentence}</p>
        <p>The contract divides it among the holders that were registered with the work, whoever reads the list.</p>
      </Notice>
    );
  }
  return (
    <div className="text-sm">
      <PricePicture
        parts={found.parts}
        price={price}
        currency={offer.currency}
        {...(most === undefined ? {} : { most })}
      />
      <p className="mt-3 text-soft">
        All of it goes to them; nobody takes a fee. Each withdraws their own part, and parts of the smallest unit are
        carried over, never lost.
      </p>
    </div>
  );
}
