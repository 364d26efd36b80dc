import type { WorkRecord } from "@colophon/sdk";
import type { ReactNode } from "react";
import { type Address, isAddressEqual } from "viem";
import { LoadingState } from "../../../components/LoadingState.tsx";
import { Notice } from "../../../components/Notice.tsx";
import { SharesPicture } from "../../../components/SharesPicture.tsx";
import { useShares } from "../../../lib/shares/useShares.ts";
import { joinWords } from "../../../lib/terms/joinWords.ts";
import { roleLabel } from "../../../lib/work/roleLabel.ts";

/** Who holds the income of a work now, as the chain knows it. */
export function SharesNow({ work }: { work: WorkRecord }) {
  const shares = useShares(work);
  if (shares.isPending) return <LoadingState label="Reading the shares" />;
  if (shares.data?.status !== "found") {
    return (
      <Notice tone="warning" title="The shares cannot be read now">
        <p>{shares.data?.sentence ?? "Something unexpected happened."}</p>
        <p>Nobody's money is affected: what is paid waits for the holders.</p>
      </Notice>
    );
  }
  return (
    <div>
      <SharesPicture shares={shares.data.shares} detail={({ account }) => creditOf(work, account)} />
      <p className="mt-4 text-sm text-soft">
        {shares.data.moves.length === 0
          ? "As registered; no shares have changed hands."
          : `After ${shares.data.moves.length} ${shares.data.moves.length === 1 ? "transfer" : "transfers"} of shares.`}{" "}
        Read at block {shares.data.block.toLocaleString("en-GB")}.
      </p>
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
