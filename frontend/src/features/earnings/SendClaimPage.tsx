import { allShares, isSameAddress, totalUnits } from "@colophon/sdk";
import { royaltiesAbi } from "@colophon/sdk/abi";
import { claimForCall } from "@colophon/sdk/calls";
import { readHolding } from "@colophon/sdk/read";
import { useQuery } from "@tanstack/react-query";
import { useMemo, useState, useSyncExternalStore } from "react";
import { Amount } from "../../flow/Amount.tsx";
import { TransactionButton } from "../../flow/TransactionButton.tsx";
import { useActiveChain } from "../../lib/chain.ts";
import type { ChosenFiles } from "../../lib/chosenFiles.ts";
import { documentOfFragment, parseClaim, type SignedClaim } from "../../lib/signedClaim.ts";
import { useFinding, useReadContext } from "../../lib/useFinding.ts";
import { WorkLink } from "../../parts/work.tsx";
import { DropZone } from "../../ui/DropZone.tsx";
import { Notice } from "../../ui/notice.tsx";
import { Card, Facts, PageHeader } from "../../ui/page.tsx";
import { AddressView, Time } from "../../ui/values.tsx";

function subscribe(listener: () => void) {
  window.addEventListener("hashchange", listener);
  return () => window.removeEventListener("hashchange", listener);
}

/** Sends a withdrawal that somebody else signed: from a link, or from a file. */
export function SendClaimPage() {
  const fragment = useSyncExternalStore(subscribe, () => location.hash);
  const [dropped, setDropped] = useState<string>();
  const text = dropped ?? documentOfFragment(fragment);
  const parsed = text === "" ? undefined : parseClaim(text);
  const choose = async ({ files }: ChosenFiles) => {
    const [first] = files;
    // A larger file is no signed withdrawal, and need not be read.
    setDropped(first && first.file.size <= 20_000 ? await first.file.text() : "{");
  };
  return (
    <>
      <PageHeader eyebrow="For somebody else" title="Send a signed withdrawal">
        <p>
          Somebody signed where their income should go and gave it to you. You can send it for them: you pay the
          network’s fee, get nothing, and can change nothing.
        </p>
      </PageHeader>
      <div className="grid max-w-3xl gap-6">
        {parsed?.ok ? null : (
          <DropZone
            title="Drop the signed withdrawal here"
            hint="A file that ends with .colophon-claim.json. Or open the link that you were given."
            onChoose={choose}
            folders={false}
            multiple={false}
          />
        )}
        {parsed && !parsed.ok ? (
          <Notice tone="danger" urgent title="This cannot be read">
            <p>{parsed.error}</p>
          </Notice>
        ) : null}
        {parsed?.ok ? <SendClaim claim={parsed.claim} /> : null}
      </div>
    </>
  );
}

function SendClaim({ claim }: { claim: SignedClaim }) {
  const { deployment, name } = useActiveChain();
  const { client } = useReadContext();
  const { chainId, contracts } = deployment;
  const here = claim.chainId === chainId && isSameAddress(claim.royalties, contracts.royalties.address);
  const key = `${claim.work}:${claim.currency}:${claim.holder}`;
  const holding = useFinding({
    key: ["holding", claim.work.toString(), claim.holder],
    enabled: here,
    read: (context) => readHolding(context, { work: claim.work, account: claim.holder }),
  });
  const toTake = holding.data?.status === "found" ? holding.data.value.toTake : undefined;
  const units = toTake?.units ?? 0;
  const waiting = useQuery({
    queryKey: ["chain", chainId, "claimable", key, units],
    enabled: here && holding.data !== undefined,
    queryFn: async () => {
      const read = { address: contracts.royalties.address, abi: royaltiesAbi } as const;
      const [claimable, received, kept] = await Promise.all([
        client.readContract({
          ...read,
          functionName: "claimable",
          args: [claim.work, claim.currency, claim.holder],
        }),
        client.readContract({ ...read, functionName: "received", args: [claim.work, claim.currency] }),
        client.readContract({ ...read, functionName: "keptOf", args: [claim.work] }),
      ]);
      // What the holder's untaken units have earned comes along, because they are taken in the same transaction.
      return claimable + (received * BigInt(kept) * BigInt(units)) / (BigInt(allShares) * BigInt(totalUnits));
    },
  });
  const calls = useMemo(
    () =>
      here
        ? [
            ...(toTake ? [{ call: toTake.call, says: "Take the holder’s share for them first." }] : []),
            { call: claimForCall(deployment, claim), says: `Send the income of ${claim.holder} to ${claim.to}.` },
          ]
        : undefined,
    [here, toTake, deployment, claim],
  );
  if (!here) {
    return (
      <Notice tone="danger" title="It was signed for another network">
        <p>
          It counts on the network with the number {claim.chainId}, and with the contract it names; this page looks at{" "}
          {name}, number {chainId}. Switch your wallet to that network, or ask for another.
        </p>
      </Notice>
    );
  }
  return (
    <Card className="grid gap-6">
      <Facts
        facts={[
          { label: "From the income of", value: <WorkLink id={claim.work} /> },
          { label: "That belongs to", value: <AddressView value={claim.holder} /> },
          { label: "Goes to", value: <AddressView value={claim.to} /> },
          {
            label: "Waiting now",
            value: waiting.data === undefined ? "…" : <Amount amount={waiting.data} currency={claim.currency} />,
          },
          { label: "Can be sent until", value: <Time seconds={claim.deadline} /> },
        ]}
      />
      <TransactionButton
        intent={`claim-for:${claim.holder}:${claim.nonce}`}
        title="Send a withdrawal that somebody signed"
        calls={calls}
        label="Send it for them"
        href="/claim"
      />
    </Card>
  );
}
