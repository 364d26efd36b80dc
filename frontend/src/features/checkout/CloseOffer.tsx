import { type BlockRef, closeOfferCall, type OfferRecord } from "@colophon/sdk";
import { useMemo } from "react";
import { isAddressEqual } from "viem";
import { useConnection } from "wagmi";
import { Card } from "../../components/Card.tsx";
import { TransactionButton } from "../../components/TransactionButton.tsx";
import { useActiveChain } from "../../lib/chain/useActiveChain.ts";
import { offerStateNow } from "../../lib/terms/offerNow.ts";
import { useNow } from "../../lib/time/useNow.ts";

export type CloseOfferProps = { record: OfferRecord; block: BlockRef; title: string };

/** Lets the licensor, or whoever controls the work, take an offer off the market. */
export function CloseOffer({ record, block, title }: CloseOfferProps) {
  const state = offerStateNow(record, block, useNow() * 1000);
  const { deployment } = useActiveChain();
  const { address } = useConnection();
  const { offer } = record;
  const calls = useMemo(
    () => [{ call: closeOfferCall(deployment, { offer }), says: `Close this offer of “${title}” for good.` }],
    [deployment, offer, title],
  );
  const mine =
    address !== undefined && (isAddressEqual(address, offer.licensor) || isAddressEqual(address, record.controller));
  if (!mine || state === "closed") return null;
  return (
    <Card>
      <details>
        <summary className="font-medium">Close this offer</summary>
        <div className="mt-4 grid gap-4">
          <p className="text-soft">
            Nobody can buy under it from then on, and it cannot be opened again. Licences that were sold stay exactly as
            they are.
          </p>
          <TransactionButton
            intent={`close:${record.id}`}
            title={`Close an offer of “${title}”`}
            calls={calls}
            label="Close it for good"
            href={`/offer/${record.id}`}
          />
        </div>
      </details>
    </Card>
  );
}
