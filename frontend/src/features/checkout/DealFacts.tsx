import type { Offer } from "@colophon/sdk";
import type { ScheduleDocument } from "@colophon/sdk/terms";
import { zeroHash } from "viem";
import { FactsOfDeal } from "../../parts/FactsOfDeal.tsx";
import { Notice } from "../../ui/notice.tsx";
import { Time } from "../../ui/values.tsx";

type DealFactsProps = {
  offer: Offer;
  time: number;
  /** The facts that came with a quote. */
  known?: ScheduleDocument | undefined;
};

/** When its licences start, if not at their sale, and the facts that are a part of the deal. */
export function DealFacts({ offer, time, known }: DealFactsProps) {
  const starts = offer.starts > time;
  const facts = offer.schedule !== zeroHash;
  if (!starts && !facts) return null;
  return (
    <Notice title={facts ? "More belongs to this deal" : "It starts later"}>
      {starts ? (
        <p>
          It does not count before <Time seconds={offer.starts} />. Until then you may not use the work under it.
        </p>
      ) : null}
      {facts ? <FactsOfDeal digest={offer.schedule} known={known} /> : null}
    </Notice>
  );
}
