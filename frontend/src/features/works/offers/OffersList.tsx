import type { BlockRef, OfferRecord } from "@colophon/sdk";
import { deedVerdict } from "../../../lib/terms/deedVerdict.ts";
import { offerStateNow } from "../../../lib/terms/offerNow.ts";
import { OfferCard } from "./OfferCard.tsx";

function isDoubtful({ terms }: OfferRecord): boolean {
  return deedVerdict(terms).status !== "verified";
}

/** The offers of a work: first what can be bought now or later, the rest folded away. */
export function OffersList({ offers, block }: { offers: readonly OfferRecord[]; block: BlockRef }) {
  const alive = offers
    .filter((record) => ["open", "not open yet"].includes(offerStateNow(record, block)))
    // What nobody should buy comes last.
    .sort((a, b) => Number(isDoubtful(a)) - Number(isDoubtful(b)));
  const over = offers.filter((record) => !alive.includes(record));
  const list = (records: readonly OfferRecord[]) => (
    <ul className="grid gap-4">
      {records.map((record) => (
        <li key={record.id}>
          <OfferCard record={record} block={block} />
        </li>
      ))}
    </ul>
  );
  return (
    <div className="grid gap-5">
      {alive.length > 0 ? (
        list(alive)
      ) : (
        <p className="text-soft">There is no open offer for this work at the moment.</p>
      )}
      {over.length > 0 ? (
        <details>
          <summary className="link w-fit py-1">
            {over.length} earlier {over.length === 1 ? "offer" : "offers"} that cannot be bought any more
          </summary>
          <div className="mt-4">{list(over)}</div>
        </details>
      ) : null}
    </div>
  );
}
