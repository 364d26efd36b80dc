import { isSameAddress } from "@colophon/sdk";
import { stampCall } from "@colophon/sdk/calls";
import { useCallback, useMemo } from "react";
import type { Hex } from "viem";
import { useConnection } from "wagmi";
import { CannotRead } from "../../flow/Read.tsx";
import { TransactionButton } from "../../flow/TransactionButton.tsx";
import { useActiveChain } from "../../lib/chain.ts";
import { type KeptOpening, secureOpenings } from "../../lib/openings.ts";
import { Notice } from "../../ui/notice.tsx";
import { Card } from "../../ui/page.tsx";
import { AddressView } from "../../ui/values.tsx";

type StampItProps = {
  first: KeptOpening;
  name: string;
  stamped: Hex;
  /** Why it is not known whether it is stamped already. */
  unknown: string | undefined;
  onRetry: () => void;
};

/** The transaction that stamps a seal, and what it tells others. */
export function StampIt({ first, name, stamped, unknown, onRetry }: StampItProps) {
  const chain = useActiveChain();
  const { address } = useConnection();
  const { claimant } = first.opening;
  const someoneElse = address !== undefined && !isSameAddress(address, claimant);
  const beforeSigning = useCallback(() => secureOpenings(stamped), [stamped]);
  const calls = useMemo(
    () => [{ call: stampCall(chain.deployment, { commitment: stamped }), says: "Stamp the sealed fingerprint." }],
    [chain, stamped],
  );
  return (
    <Card>
      <h2 className="mb-2 text-2xl">Stamp it</h2>
      <p className="mb-5 max-w-prose text-soft">
        One transaction records 32 bytes on {chain.name}. They tell nobody what your files are, but the account that
        sends them is visible. A stamp cannot be changed or taken back.
      </p>
      {unknown ? (
        <div className="mb-5">
          <CannotRead what="whether it is stamped already" sentence={unknown} onRetry={onRetry} />
        </div>
      ) : null}
      {someoneElse ? (
        <Notice className="mb-5">
          <p>
            You are connected with another account than the claimant. You may send the stamp for them: it still counts
            for <AddressView value={claimant} />.
          </p>
        </Notice>
      ) : null}
      <TransactionButton
        intent={`stamp:${stamped}`}
        title={`Stamp ${name}`}
        href={`/prove/${stamped}`}
        label="Stamp it"
        calls={calls}
        beforeSigning={beforeSigning}
      />
    </Card>
  );
}
