import type { Opening } from "@colophon/sdk";
import { Address } from "../../../components/Address.tsx";
import { Button } from "../../../components/Button.tsx";
import { Notice } from "../../../components/Notice.tsx";
import { useActiveChain } from "../../../lib/chain/useActiveChain.ts";
import { walletDialog } from "../../../lib/wallet/walletDialog.ts";
import type { OpeningMismatch } from "./openingMismatch.ts";

export type OpeningMismatchNoticeProps = {
  mismatch: OpeningMismatch;
  opening: Opening;
  /** Goes on with the same files, without the stamp. */
  onDrop: () => void;
};

/** A stamp that was made before and cannot count here: why, and the ways on. */
export function OpeningMismatchNotice({ mismatch, opening, onDrop }: OpeningMismatchNoticeProps) {
  const chain = useActiveChain();
  return (
    <Notice
      tone="warning"
      urgent
      title="This stamp cannot count for your registration"
      actions={
        <>
          {mismatch === "claimant" ? (
            <Button size="small" onClick={() => walletDialog.setOpen(true)}>
              Change account
            </Button>
          ) : null}
          <Button size="small" variant="secondary" onClick={onDrop}>
            Go on without this stamp
          </Button>
        </>
      }
    >
      {mismatch === "claimant" ? (
        <p>
          It was made for <Address value={opening.claimant} copy={false} />, and your wallet uses another account. A
          stamp counts only for the account inside it: connect that one, or go on without this stamp and make a new one.
        </p>
      ) : mismatch === "chain" ? (
        <p>
          It was made on chain {opening.chainId}, and this registration is for {chain.name} (chain {chain.id}). Switch
          to that chain, or go on without this stamp and make a new one here.
        </p>
      ) : (
        <p>
          It was made with another Timestamps contract, <Address value={opening.timestamps} copy={false} />. Go on
          without this stamp and make a new one here.
        </p>
      )}
    </Notice>
  );
}
