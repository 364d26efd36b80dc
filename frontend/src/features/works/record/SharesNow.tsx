import type { OfferRecord, WorkRecord } from "@colophon/sdk";
import type { ReactNode } from "react";
import { type Address, isAddressEqual } from "viem";
import { Amount } from "../../../components/Amount.tsx";
import { MoneyGoes } from "../../../components/MoneyGoes.tsx";
import { useShares } from "../../../lib/shares/useShares.ts";
import { joinWords } from "../../../lib/terms/joinWords.ts";
import { roleLabel } from "../../../lib/work/roleLabel.ts";
import { exampleOffer } from "./exampleOffer.ts";

export type SharesNowProps = {
  work: WorkRecord;
  /** Its offers, one of which gives the example of a price. */
  offers?: readonly OfferRecord[] | undefined;
};

/** Who gets which part of what a work brings in, as the chain knows it now. */
export function SharesNow({ work, offers = [] }: SharesNowProps) {
  const shares = useShares(work);
  const example = exampleOffer(offers);
  return (
    <div>
      <p className="mb-3">
        {example ? (
          <>
            Of <Amount amount={example.price} currency={example.currency} />, the price of an offer above:
          </>
        ) : (
          "Of everything it receives:"
        )}
      </p>
      <MoneyGoes
        work={work}
        offer={example}
        price={example?.price}
        detail={(account) => creditOf(work, account)}
        most={12}
      />
      {shares.data?.status === "found" ? (
        <p className="mt-3 text-sm text-soft">
          {shares.data.moves.length === 0
            ? "The shares are as registered; none have changed hands."
            : `The shares are as they stand after ${shares.data.moves.length} ${shares.data.moves.length === 1 ? "transfer" : "transfers"}.`}{" "}
          Read at block {shares.data.block.toLocaleString("en-GB")}.
        </p>
      ) : null}
    </div>
  );
}

/** How the description credits an account. */
function creditOf(work: WorkRecord, account: Address): ReactNode {
  if (work.metadata.status !== "found") return null;
  const credits = work.metadata.value.credits.filter(
    (credit) => credit.account !== undefined && isAddressEqual(credit.account, account),
  );
  const [first] = credits;
  if (!first) return null;
  return (
    <>
      Credited as <bdi>{first.name}</bdi>,{" "}
      <bdi>{joinWords(credits.map(({ role }) => roleLabel(role).toLowerCase()))}</bdi>
    </>
  );
}
