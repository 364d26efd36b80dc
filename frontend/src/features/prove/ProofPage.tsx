import { isSameAddress } from "@colophon/sdk";
import { useMemo } from "react";
import type { Hex } from "viem";
import { useConnection } from "wagmi";
import { Link } from "wouter";
import { unknownOf } from "../../flow/Read.tsx";
import { useActiveChain } from "../../lib/chain.ts";
import { formatNumber } from "../../lib/format.ts";
import { useKeptOpenings } from "../../lib/openings.ts";
import { usePageTitle } from "../../lib/pageTitle.ts";
import { Notice } from "../../ui/notice.tsx";
import { PageHeader, Steps } from "../../ui/page.tsx";
import { EmptyState, LoadingState } from "../../ui/states.tsx";
import { AddressView } from "../../ui/values.tsx";
import { KeepOpening } from "./KeepOpening.tsx";
import { ShowPart } from "./ShowPart.tsx";
import { StampIt } from "./StampIt.tsx";
import { EvidenceCard, StampRecord } from "./StampRecord.tsx";
import { proveSteps } from "./sealing.ts";
import { useEvidence, useStampOf } from "./stampEvidence.ts";

/** One seal: keep its opening, stamp it, and see what it shows. */
export function ProofPage({ stamped }: { stamped: string }) {
  const chain = useActiveChain();
  const { address } = useConnection();
  const openings = useKeptOpenings();
  const mine = useMemo(() => openings.data?.filter((kept) => kept.stamped === stamped) ?? [], [openings.data, stamped]);
  const [first] = mine;
  const name = first
    ? mine.length === 1
      ? first.name
      : `${first.name} and ${formatNumber(mine.length - 1)} more`
    : undefined;
  usePageTitle(name);

  const here = first?.opening.chainId === chain.id;
  const stamp = useStampOf(here ? (stamped as Hex) : undefined, mine);
  const found = stamp.data?.status === "found" ? stamp.data : undefined;
  const unknown = unknownOf(stamp);
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
  const someoneElse = address !== undefined && !isSameAddress(address, claimant);
  return (
    <>
      <PageHeader eyebrow="Prove" title={name}>
        <p>
          Sealed for <AddressView value={claimant} />
        </p>
      </PageHeader>
      <div className="grid gap-8">
        <Steps label="Steps of the proof" steps={proveSteps} current={found ? proveSteps.length : 2} />
        {found ? (
          <StampRecord
            stamp={found.value}
            head={found.block.number}
            openings={mine}
            chainName={chain.name}
            byOther={someoneElse}
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
        {found && evidence.data ? <ShowPart openings={mine} bundles={evidence.data} /> : null}
        <KeepOpening openings={mine} stamped={found !== undefined} />
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
