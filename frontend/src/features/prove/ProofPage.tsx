import { isSameAddress } from "@colophon/sdk";
import { stampCall } from "@colophon/sdk/calls";
import { useCallback, useMemo } from "react";
import type { Hex } from "viem";
import { useConnection } from "wagmi";
import { Link } from "wouter";
import { useBecame } from "../../flow/Outcome.tsx";
import { CannotRead, unknownOf } from "../../flow/Read.tsx";
import { TransactionButton } from "../../flow/TransactionButton.tsx";
import { useActiveChain } from "../../lib/chain.ts";
import { batchName, inOrder, secureOpenings, useKeptOpenings } from "../../lib/openings.ts";
import { usePageTitle } from "../../lib/pageTitle.ts";
import { Notice } from "../../ui/notice.tsx";
import { Card, PageHeader, Steps } from "../../ui/page.tsx";
import { EmptyState, LoadingState } from "../../ui/states.tsx";
import { AddressView } from "../../ui/values.tsx";
import { EvidenceCard } from "./EvidenceCard.tsx";
import { KeepOpening } from "./KeepOpening.tsx";
import { ShowPart } from "./ShowPart.tsx";
import { StampedFiles } from "./StampedFiles.tsx";
import { StampRecord } from "./StampRecord.tsx";
import { proveSteps } from "./sealing.ts";
import { useEvidence, useStampOf } from "./stampEvidence.ts";

/** One seal: keep its opening, stamp it, and see what it shows. */
export function ProofPage({ stamped }: { stamped: string }) {
  const chain = useActiveChain();
  const { address } = useConnection();
  const openings = useKeptOpenings();
  const mine = useMemo(
    () => inOrder(openings.data?.filter((kept) => kept.stamped === stamped) ?? []),
    [openings.data, stamped],
  );
  const [first] = mine;
  const name = batchName(mine);
  usePageTitle(name);

  const here = first?.opening.chainId === chain.id;
  const stamp = useStampOf(here ? (stamped as Hex) : undefined, mine);
  const found = stamp.data?.status === "found" ? stamp.data : undefined;
  const unknown = unknownOf(stamp);
  const fresh = useBecame(stamp.data === undefined || unknown ? undefined : found !== undefined);
  const evidence = useEvidence(found?.value, mine);
  const beforeSigning = useCallback(() => secureOpenings(stamped as Hex), [stamped]);
  const calls = useMemo(
    () =>
      here
        ? [{ call: stampCall(chain.deployment, { commitment: stamped as Hex }), says: "Stamp the sealed fingerprint." }]
        : undefined,
    [chain, here, stamped],
  );

  if (openings.isPending) return <LoadingState label="Looking on this device" />;
  if (!first || !name) {
    return (
      <>
        <PageHeader eyebrow="Prove" title="This seal is not on this device" />
        <EmptyState title="It was made in another browser, or this browser has cleared it.">
          <p>
            If you have its opening file,{" "}
            <Link href="/verify" className="link">
              check it here
            </Link>
            . Without it, nobody can open the seal.
          </p>
        </EmptyState>
      </>
    );
  }

  const { claimant, chainId } = first.opening;
  const saved = mine.every(({ downloaded }) => downloaded);
  // A key that only this browser has is not kept, whatever was stamped for it.
  const stepsDone = [true, true, saved, found !== undefined];
  const someoneElse = address !== undefined && !isSameAddress(address, claimant);
  return (
    <>
      <PageHeader eyebrow="Prove" title={name}>
        <p>
          Sealed for <AddressView value={claimant} />
        </p>
      </PageHeader>
      <div className="grid gap-8">
        <Steps
          label="Steps of the proof"
          steps={proveSteps}
          current={saved ? (found ? proveSteps.length : 3) : 2}
          done={stepsDone}
        />
        {found ? (
          <StampRecord
            stamp={found.value}
            head={found.block.number}
            openings={mine}
            chainName={chain.name}
            byOther={someoneElse}
            fresh={fresh}
          />
        ) : null}
        {found ? (
          <EvidenceCard
            openings={mine}
            bundles={evidence.data}
            error={evidence.error}
            busy={evidence.isFetching}
            onRetry={evidence.refetch}
            head={found.block.number}
            chainId={chain.id}
          />
        ) : null}
        {found && mine.length > 1 ? <StampedFiles openings={mine} captured={evidence.data !== undefined} /> : null}
        {found && evidence.data ? <ShowPart openings={mine} bundles={evidence.data} /> : null}
        <KeepOpening openings={mine} stamped={found !== undefined} />
        {here && !found ? (
          <Card>
            <h2 className="mb-2 text-2xl">Stamp it</h2>
            <p className="mb-5 max-w-prose text-soft">
              One transaction records 32 bytes on {chain.name}. They tell nobody what your files are, but the account
              that sends them is visible. A stamp cannot be changed or taken back.
            </p>
            {unknown ? (
              <div className="mb-5">
                <CannotRead what="whether it is stamped already" sentence={unknown} onRetry={stamp.refetch} />
              </div>
            ) : null}
            {someoneElse ? (
              <Notice className="mb-5">
                <p>
                  You are connected with another account than the claimant. You may send the stamp for them: it still
                  counts for <AddressView value={claimant} />.
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
        ) : null}
        {here ? null : (
          <Notice tone="warning" title="This seal belongs to another chain">
            <p>
              It was made for chain number {chainId} and counts there only. Connect to that chain to stamp it, or seal
              the files again for {chain.name}.
            </p>
          </Notice>
        )}
      </div>
    </>
  );
}
