import { isSameAddress } from "@colophon/sdk";
import { useMemo } from "react";
import { useConnection } from "wagmi";
import { Link } from "wouter";
import { useActiveChain } from "../../../lib/chain.ts";
import { batchName, inOrder, useKeptOpenings } from "../../../lib/openings.ts";
import { walletDialog } from "../../../lib/wallet.ts";
import { Button } from "../../../ui/button.tsx";
import { Notice } from "../../../ui/notice.tsx";
import { PageHeader } from "../../../ui/page.tsx";
import { EmptyState, LoadingState } from "../../../ui/states.tsx";
import { AddressView } from "../../../ui/values.tsx";
import { SeriesForm } from "./SeriesForm.tsx";

/** Registers many files that were sealed each on its own, as works with one description. */
export function SeriesPage({ stamped }: { stamped: string }) {
  const chain = useActiveChain();
  const { address } = useConnection();
  const kept = useKeptOpenings();
  const openings = useMemo(
    () =>
      inOrder(kept.data?.filter(({ stamped: of, opening }) => of === stamped && opening.chainId === chain.id) ?? []),
    [kept.data, stamped, chain.id],
  );
  const [first] = openings;
  if (kept.isPending) return <LoadingState label="Looking on this device" />;
  return (
    <>
      <PageHeader eyebrow="Register a series" title={batchName(openings) ?? "A series of works"}>
        <p>
          What you say here counts for every one of them: kind, people, shares. Each becomes a work of its own, with its
          own number, title and offers.
        </p>
      </PageHeader>
      {!first ? (
        <EmptyState title="The openings of these files are not on this device">
          <p>
            They were sealed in another browser, or for another chain.{" "}
            <Link href="/prove" className="link">
              See what was sealed here
            </Link>
            .
          </p>
        </EmptyState>
      ) : !address ? (
        <EmptyState
          title="Connect the wallet of the claimant"
          actions={<Button onClick={() => walletDialog.setOpen(true)}>Connect a wallet</Button>}
        />
      ) : isSameAddress(address, first.opening.claimant) ? (
        <SeriesForm key={stamped} stamped={stamped} openings={openings} account={address} />
      ) : (
        <Notice tone="warning" title="Another account is the claimant">
          <p>
            These files were sealed for <AddressView value={first.opening.claimant} />. Connect that account: their
            stamp counts for it alone.
          </p>
        </Notice>
      )}
    </>
  );
}
