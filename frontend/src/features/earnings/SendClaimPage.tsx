import { isSameAddress } from "@colophon/sdk";
import { claimForCall } from "@colophon/sdk/calls";
import { readClaimable } from "@colophon/sdk/read";
import { useMemo, useState } from "react";
import { Amount } from "../../flow/Amount.tsx";
import { CannotRead, foundOf, unknownOf } from "../../flow/Read.tsx";
import { TransactionButton } from "../../flow/TransactionButton.tsx";
import { useFragment } from "../../lib/browser.ts";
import { useActiveChain } from "../../lib/chain.ts";
import type { ChosenFiles } from "../../lib/chosenFiles.ts";
import { documentOfFragment, parseClaim, type SignedClaim } from "../../lib/signedClaim.ts";
import { useFinding } from "../../lib/useFinding.ts";
import { WorkLink } from "../../parts/work.tsx";
import { DropZone } from "../../ui/DropZone.tsx";
import { Checkbox } from "../../ui/field.tsx";
import { Notice } from "../../ui/notice.tsx";
import { Card, Facts, PageHeader } from "../../ui/page.tsx";
import { AddressView, Time } from "../../ui/values.tsx";

/** Sends a withdrawal that somebody else signed: from a link, or from a file. */
export function SendClaimPage() {
  const fragment = useFragment();
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
  const { chainId, contracts } = deployment;
  const here = claim.chainId === chainId && isSameAddress(claim.royalties, contracts.royalties.address);
  const waiting = useFinding(
    here
      ? {
          key: ["claimable", claim.work.toString(), claim.currency, claim.holder],
          read: (context) => readClaimable(context, claim),
        }
      : undefined,
  );
  const [accepted, setAccepted] = useState(false);
  const known = foundOf(waiting);
  const unknown = unknownOf(waiting);
  // Without the holding nobody can say whether a share has to be taken first, and without that less would be sent.
  const calls = useMemo(
    () =>
      known && (known.gap === undefined || accepted)
        ? [
            ...(known.toTake ? [{ call: known.toTake.call, says: "Claim the holder’s units for them first." }] : []),
            { call: claimForCall(deployment, claim), says: `Send the income of ${claim.holder} to ${claim.to}.` },
          ]
        : undefined,
    [known, accepted, deployment, claim],
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
            value: known ? (
              <Amount amount={known.amount} currency={claim.currency} />
            ) : unknown ? (
              "Not known right now"
            ) : (
              "…"
            ),
          },
          { label: "Can be sent until", value: <Time seconds={claim.deadline} /> },
        ]}
      />
      {unknown ? (
        <CannotRead what="what waits for the holder" sentence={unknown} onRetry={waiting.refetch}>
          <p>Sent now, it could leave a part behind. The signature stays good until its time is over.</p>
        </CannotRead>
      ) : null}
      {known?.gap === undefined ? null : (
        <Notice tone="warning" title="Whether the holder has a share to take first is not known">
          <p>{known.gap} Sent now, only what is certain goes out, and the signature is used up.</p>
          <Checkbox
            label="Send what is certain"
            checked={accepted}
            onChange={(event) => setAccepted(event.target.checked)}
          />
        </Notice>
      )}
      <TransactionButton
        intent={`claim-for:${claim.holder}:${claim.nonce}`}
        title="Send a withdrawal that somebody signed"
        calls={calls}
        label="Send it for them"
        href="/claim"
        incomplete={
          unknown
            ? "It can be sent once it is known what waits."
            : known
              ? "Tick the box above to send what is certain."
              : "Reading what waits for the holder…"
        }
      />
    </Card>
  );
}
