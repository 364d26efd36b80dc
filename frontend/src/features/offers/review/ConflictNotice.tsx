import { formatId, type OnchainTerms, readConflict, termsIdOf } from "@colophon/sdk";
import { Notice } from "../../../components/Notice.tsx";
import { ConflictList } from "../../../components/terms/ConflictList.tsx";
import { useFinding } from "../../../lib/chain/useFinding.ts";

export type ConflictNoticeProps = { work: bigint; terms: OnchainTerms };

/** Says before anything is published what stands in the way of selling on these terms, and until when. */
export function ConflictNotice({ work, terms }: ConflictNoticeProps) {
  const found = useFinding({
    key: ["conflict", formatId(work, "work"), "0", termsIdOf(terms)],
    read: (context) => readConflict(context, { work, terms }),
  });
  if (found.data?.status === "unknown") {
    return (
      <Notice tone="warning">
        <p>Whether this collides with something sold already cannot be read now. {found.data.problem.sentence}</p>
      </Notice>
    );
  }
  if (found.data?.status !== "found") return null;
  const { licences, offers } = found.data.value;
  if (licences.length === 0 && offers.length === 0) return null;
  return (
    <Notice
      tone="warning"
      title={licences.length > 0 ? "Nobody could buy this now" : "This collides with what is on offer already"}
    >
      <ConflictList conflicts={found.data.value} terms={terms} />
      <p>
        {licences.length > 0
          ? "The contract refuses to sell the same right twice. You may publish it all the same, for when what stands in the way is over; or choose other uses or countries."
          : "Whoever buys first has the right, and the contract refuses the other one from then on. Close that offer if you do not want this."}
      </p>
    </Notice>
  );
}
