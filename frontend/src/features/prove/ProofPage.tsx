/** @remarks It puts the parts of one proof in their order, and each is a file of its own. */
import { isSameAddress } from "@colophon/sdk";
import { useMemo } from "react";
import type { Hex } from "viem";
import { useConnection } from "wagmi";
import { Link } from "wouter";
import { useBecame } from "../../flow/Outcome.tsx";
import { unknownOf } from "../../flow/Read.tsx";
import { useActiveChain } from "../../lib/chain.ts";
import { batchName, inOrder, useKeptOpenings } from "../../lib/openings.ts";
import { usePageTitle } from "../../lib/pageTitle.ts";
import { Notice } from "../../ui/notice.tsx";
import { PageHeader, Steps } from "../../ui/page.tsx";
import { EmptyState, LoadingState } from "../../ui/states.tsx";
import { AddressView } from "../../ui/values.tsx";
import { EvidenceCard } from "./EvidenceCard.tsx";
import { KeepProof } from "./KeepProof.tsx";
import { ShowPart } from "./ShowPart.tsx";
import { StampedFiles } from "./StampedFiles.tsx";
import { StampIt } from "./StampIt.tsx";
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
        {found && evidence.data ? null : <KeepProof openings={mine} stamped={found !== undefined} />}
        {here && !found ? (
          <StampIt first={first} name={name} stamped={stamped as Hex} unknown={unknown} onRetry={stamp.refetch} />
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
