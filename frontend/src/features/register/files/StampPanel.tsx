import { type Opening, stampCall, stampedOf } from "@colophon/sdk";
import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useMemo } from "react";
import { Checkbox } from "../../../components/Checkbox.tsx";
import { ErrorState } from "../../../components/ErrorState.tsx";
import { LoadingState } from "../../../components/LoadingState.tsx";
import { Notice } from "../../../components/Notice.tsx";
import { Time } from "../../../components/Time.tsx";
import { TransactionButton } from "../../../components/TransactionButton.tsx";
import { useActiveChain } from "../../../lib/chain/useActiveChain.ts";
import { keepOpening } from "./keepOpening.ts";
import { SaveOpening } from "./SaveOpening.tsx";
import { useContentStamp } from "./useContentStamp.ts";

export type StampPanelProps = {
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
