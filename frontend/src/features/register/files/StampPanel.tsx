import { ColophonError, type Opening, stampedOf } from "@colophon/sdk";
import { stampCall } from "@colophon/sdk/calls";
import { useQueryClient } from "@tanstack/react-query";
import { Download } from "lucide-react";
import { useCallback, useMemo } from "react";
import { TransactionButton } from "../../../flow/TransactionButton.tsx";
import { useActiveChain } from "../../../lib/chain.ts";
import { downloadOpening, keepOpenings, keptOpenings } from "../../../lib/openings.ts";
import { walletDialog } from "../../../lib/wallet.ts";
import { Button } from "../../../ui/button.tsx";
import { Checkbox } from "../../../ui/field.tsx";
import { Notice } from "../../../ui/notice.tsx";
import { ErrorState, LoadingState } from "../../../ui/states.tsx";
import { AddressView, Time } from "../../../ui/values.tsx";
import { type OpeningMismatch, useContentStamp } from "./content.ts";

type StampPanelProps = {
  opening: Opening;
  /** The name of the file or folder. */
  name: string;
  /** The page where this goes on. */
  href: string;
  /** Whether the person goes on without a stamp. */
  declined: boolean;
  onDecline: (declined: boolean) => void;
};

/** Whether the content is stamped, and the stamp as a first step if it is not. */
export function StampPanel({ opening, name, href, declined, onDecline }: StampPanelProps) {
  const { deployment } = useActiveChain();
  const queries = useQueryClient();
  const stamp = useContentStamp(opening);
  const calls = useMemo(
    () => [
      {
        call: stampCall(deployment, { commitment: stampedOf(opening) }),
        says: "Stamp a sealed fingerprint of these files. It tells nobody what they are.",
      },
    ],
    [deployment, opening],
  );
  const beforeSigning = useCallback(async () => {
    await keepOpening(opening, name);
    await queries.invalidateQueries({ queryKey: ["openings"] });
  }, [opening, name, queries]);

  if (stamp.isPending) return <LoadingState label="Looking for the stamp" />;
  if (stamp.isError || stamp.data.status === "unknown") {
    return (
      <ErrorState title="Whether this is stamped cannot be known now" onRetry={() => stamp.refetch()}>
        <p>{stamp.data?.status === "unknown" ? stamp.data.problem.sentence : "The chain did not answer."}</p>
      </ErrorState>
    );
  }
  if (stamp.data.status === "found") {
    const { transaction, block, time } = stamp.data.value.at;
    return (
      <Notice
        tone="ok"
        title="Stamped"
        actions={<SaveOpening opening={{ ...opening, stamp: { transaction, block, time } }} name={name} />}
      >
        <p>
          You can prove that you held these files by <Time seconds={time} block={block} />. Whoever copies what you send
          now comes after that.
        </p>
      </Notice>
    );
  }
  return (
    <div className="grid gap-5">
      <div className="grid max-w-prose gap-3">
        <p>
          These files have no stamp yet. What you send can be seen on its way into a block, and somebody who watches
          could send a copy of it that arrives before yours. With a stamp in an earlier block, yours keeps the earlier
          evidence whatever they do. It costs one more transaction, and takes as long as one block.
        </p>
        <p className="text-soft text-sm">
          The opening shows what the stamp is about. It is kept in this browser before you sign; save it as a file too,
          because without it nobody can open the stamp.
        </p>
      </div>
      <div>
        <SaveOpening opening={opening} name={name} />
      </div>
      {declined ? null : (
        <TransactionButton
          intent={`stamp:${stampedOf(opening)}`}
          title={`Stamp “${name}”`}
          calls={calls}
          label="Stamp it first"
          href={href}
          beforeSigning={beforeSigning}
        />
      )}
      <Checkbox
        checked={declined}
        onChange={(event) => onDecline(event.target.checked)}
        label="Go on without a stamp"
        hint="The record itself is then your first evidence. Somebody who copies it in time could have the earlier one."
      />
    </div>
  );
}

/** Gives the person their opening as a file, and remembers that they have it. */
function SaveOpening({ opening, name }: { opening: Opening; name: string }) {
  const queries = useQueryClient();
  const save = async () => {
    downloadOpening(opening, name);
    if (!(await keptOpenings.get(opening.commitment))) await keepOpenings([{ opening, name }]);
    await keptOpenings.update(opening.commitment, (kept) =>
      kept ? { ...kept, opening, downloaded: true } : (kept as never),
    );
    await queries.invalidateQueries({ queryKey: ["openings"] });
  };
  return (
    <Button
      variant="secondary"
      size="small"
      icon={<Download aria-hidden="true" className="size-4" />}
      onClick={() => void save()}
    >
      Save the opening file
    </Button>
  );
}

/** Makes sure that the opening is safe before anybody pays for its stamp. Throws if this browser keeps nothing. */
async function keepOpening(opening: Opening, name: string): Promise<void> {
  const kept = await keptOpenings.get(opening.commitment);
  if (!kept) await keepOpenings([{ opening, name }]);
  if (kept?.downloaded || (await keptOpenings.isDurable())) return;
  throw new ColophonError(
    "This browser keeps nothing after you close it, and without its opening a stamp proves nothing. Save the opening file first, then stamp.",
  );
}

type OpeningMismatchNoticeProps = {
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
          It was made for <AddressView value={opening.claimant} copy={false} />, and your wallet uses another account. A
          stamp counts only for the account inside it: connect that one, or go on without this stamp and make a new one.
        </p>
      ) : mismatch === "chain" ? (
        <p>
          It was made on chain {opening.chainId}, and this registration is for {chain.name} (chain {chain.id}). Switch
          to that chain, or go on without this stamp and make a new one here.
        </p>
      ) : (
        <p>
          It was made with another Timestamps contract, <AddressView value={opening.timestamps} copy={false} />. Go on
          without this stamp and make a new one here.
        </p>
      )}
    </Notice>
  );
}
