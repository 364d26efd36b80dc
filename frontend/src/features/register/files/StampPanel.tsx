import { createProofPackage, explainError, type Opening, stampedOf } from "@colophon/sdk";
import { stampCall } from "@colophon/sdk/calls";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Package } from "lucide-react";
import { useCallback, useMemo } from "react";
import { Outcome, useBecame } from "../../../flow/Outcome.tsx";
import { Read } from "../../../flow/Read.tsx";
import { TransactionButton } from "../../../flow/TransactionButton.tsx";
import { useActiveChain } from "../../../lib/chain.ts";
import { downloadFile } from "../../../lib/download.ts";
import { keepOpenings, keptOpenings, noteSaved, secureOpenings } from "../../../lib/openings.ts";
import { walletDialog } from "../../../lib/wallet.ts";
import { Button } from "../../../ui/button.tsx";
import { Checkbox } from "../../../ui/field.tsx";
import { Notice } from "../../../ui/notice.tsx";
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
export function StampPanel(props: StampPanelProps) {
  const { opening, name } = props;
  const stamp = useContentStamp(opening);
  const status = stamp.data?.status;
  const fresh = useBecame(status === "found" ? true : status === "not-found" ? false : undefined);
  return (
    <Read of={stamp} what="whether this is stamped" none={<MakeStamp {...props} />}>
      {({ at: { transaction, block, time } }) => (
        <Outcome fresh={fresh}>
          <Notice
            tone="ok"
            title="Stamped"
            actions={<SaveOpening opening={{ ...opening, stamp: { transaction, block, time } }} name={name} />}
          >
            <p>
              You can prove that you held these files by <Time seconds={time} block={block} />. Whoever copies what you
              send now comes after that.
            </p>
          </Notice>
        </Outcome>
      )}
    </Read>
  );
}

/** The stamp as a first step, or the decision to go on without it. */
function MakeStamp({ opening, name, href, declined, onDecline }: StampPanelProps) {
  const { deployment } = useActiveChain();
  const queries = useQueryClient();
  const stamped = stampedOf(opening);
  const calls = useMemo(
    () => [
      {
        call: stampCall(deployment, { commitment: stamped }),
        says: "Stamp a sealed fingerprint of these files. It tells nobody what they are.",
      },
    ],
    [deployment, stamped],
  );
  const beforeSigning = useCallback(async () => {
    if (!(await keptOpenings.get(opening.commitment))) await keepOpenings([{ opening, name }]);
    await secureOpenings(stamped);
    await queries.invalidateQueries({ queryKey: ["openings"] });
  }, [opening, name, stamped, queries]);
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
          intent={`stamp:${stamped}`}
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

/** Gives the person their proof package, and remembers that they have it. */
function SaveOpening({ opening, name }: { opening: Opening; name: string }) {
  const queries = useQueryClient();
  const saving = useMutation({
    mutationFn: async () => {
      const made = createProofPackage([{ opening, name }]);
      downloadFile(made.name, made.bytes, "application/zip");
      await noteSaved([{ opening, name }], made.complete);
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ["openings"] }),
  });
  return (
    <div className="grid justify-items-start gap-2">
      <Button
        variant="secondary"
        size="small"
        icon={<Package aria-hidden="true" className="size-4" />}
        busy={saving.isPending}
        onClick={() => saving.mutate()}
      >
        Save the proof package
      </Button>
      {saving.isError ? (
        <p role="alert" className="text-sm text-warn">
          Whether you have it could not be noted here. {explainError(saving.error).sentence} Check that the file is on
          your device before you stamp.
        </p>
      ) : null}
    </div>
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
