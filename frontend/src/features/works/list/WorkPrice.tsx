import { readOffers } from "@colophon/sdk";
import { Fragment } from "react";
import { Amount } from "../../../components/Amount.tsx";
import { useFinding } from "../../../lib/chain/useFinding.ts";
import { cheapestOffers } from "./cheapestOffers.ts";

/** What a licence of a work costs at least, in each currency it is offered in. */
export function WorkPrice({ work, enabled }: { work: bigint; enabled: boolean }) {
  const offers = useFinding({
    key: ["offers", work.toString()],
    read: (context) => readOffers(context, work),
    enabled,
  });
  if (!offers.data) return <span className="inline-block h-4 w-20 animate-pulse rounded bg-sunk align-middle" />;
  if (offers.data.status !== "found") return <span className="text-soft">Offers not readable now</span>;
  const cheapest = cheapestOffers(offers.data.value);
  if (cheapest.length === 0) return <span className="text-soft">No open offers</span>;
  if (cheapest.some(({ price }) => price === 0n)) return <span className="font-medium">Licences from free</span>;
  return (
    <span>
      <span className="text-soft">from </span>
      {cheapest.slice(0, 2).map(({ currency, price }, index) => (
        <Fragment key={currency}>
          {index > 0 ? <span className="text-soft"> or </span> : null}
          <span className="font-medium">
            <Amount amount={price} currency={currency} />
          </span>
        </Fragment>
      ))}
    </span>
  );
}
