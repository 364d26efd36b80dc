import type { Offer, WorkRecord } from "@colophon/sdk";
import type { ReactNode } from "react";
import type { Address } from "viem";
import { mostAncestors, usePriceParts } from "../lib/shares/usePriceParts.ts";
import { Notice } from "./Notice.tsx";
import { PricePicture } from "./PricePicture.tsx";
import { Spinner } from "./Spinner.tsx";

export type MoneyGoesProps = {
  work: WorkRecord;
  /** The offer whose price it is; missing for what the work itself is paid. */
  offer?: Pick<Offer, "currency" | "parent" | "licensor"> | undefined;
  /** What is divided, in the offer's currency; percentages alone when missing. */
  price?: bigint | undefined;
  /** What to say of a holder besides their part. */
  detail?: (account: Address) => ReactNode;
  most?: number;
};

/** To whom a price goes, to the last digit: holders, the works it is made from, and who sells a sublicence. */
export function MoneyGoes({ work, offer, price, detail, most }: MoneyGoesProps) {
  const found = usePriceParts(work, offer);
  if (found.status === "reading") {
    return (
      <p className="flex items-center gap-2 text-soft text-sm">
        <Spinner /> Reading who gets which part…
      </p>
    );
  }
  if (found.status === "unknown") {
    return (
      <Notice tone="warning" title="Who gets the money cannot be listed right now">
        <p>{found.sentence}</p>
        <p>
          Nobody's money is affected: the contract divides it among the holders that were registered with the work,
          whoever reads the list.
        </p>
      </Notice>
    );
  }
  return (
    <div className="text-sm">
      <PricePicture
        parts={found.parts}
        price={offer && price !== undefined ? { amount: price, currency: offer.currency } : undefined}
        detail={detail}
        most={most}
      />
      {found.complete ? null : (
        <p className="mt-3">
          It has more than {mostAncestors} works above it. What goes on to those further up is not divided here; it is
          counted with the works that it comes through.
        </p>
      )}
      <p className="mt-3 text-soft">
        All of it goes to them; nobody takes a fee. Each withdraws their own part, and parts of the smallest unit are
        carried over, never lost.
      </p>
    </div>
  );
}
