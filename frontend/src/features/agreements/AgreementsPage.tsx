import { forever } from "@colophon/sdk";
import { missingOf, type SignedAgreement, titleOfAgreement } from "@colophon/sdk/agreements";
import { readAgreementsOf } from "@colophon/sdk/read";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useConnection } from "wagmi";
import { Read } from "../../flow/Read.tsx";
import { useFragment } from "../../lib/browser.ts";
import { useActiveChain } from "../../lib/chain.ts";
import { count } from "../../lib/format.ts";
import { usePageTitle } from "../../lib/pageTitle.ts";
import { useFinding } from "../../lib/useFinding.ts";
import { walletDialog } from "../../lib/wallet.ts";
import { Button } from "../../ui/button.tsx";
import { Badge } from "../../ui/notice.tsx";
import { Card, PageHeader, Section } from "../../ui/page.tsx";
import { AddressView, Hash, Time } from "../../ui/values.tsx";
import { DraftAgreement } from "./DraftAgreement.tsx";
import { agreementPathOf, forgetAgreement, useKeptAgreements } from "./kept.ts";
import { FoundVenture } from "./venture/FoundVenture.tsx";

/** What stands after the “#” where a joint venture is to be founded at once. */
const ventureFragment = "venture";

/** Agreements: those on this device, those that were witnessed, and a new one. */
export function AgreementsPage() {
  usePageTitle("Agreements");
  // Guides and texts lead to a venture by its own link.
  const linked = useFragment() === ventureFragment;
  const [drafting, setDrafting] = useState<"agreement" | "venture" | undefined>(linked ? "venture" : undefined);
  return (
    <>
      <PageHeader title="Agreements">
        <p>
          Confidentiality, contributions, releases, shares: write it, let everybody sign the same text by link, and have
          it witnessed or keep it to yourselves. Texts and signatures stay on your devices.
        </p>
      </PageHeader>
      <Section title="New">
        {drafting === "agreement" ? (
          <DraftAgreement />
        ) : drafting === "venture" ? (
          <FoundVenture />
        ) : (
          <div className="flex flex-wrap gap-3">
            <Button onClick={() => setDrafting("agreement")}>Write an agreement</Button>
            <Button variant="secondary" onClick={() => setDrafting("venture")}>
              Found a joint venture
            </Button>
          </div>
        )}
      </Section>
      <Section title="On this device" note="Kept in this browser only. Save the files if you need them elsewhere.">
        <KeptAgreements />
      </Section>
      <Section title="Witnessed" note="What the chain says of your account. It does not have the words.">
        <WitnessedAgreements />
      </Section>
    </>
  );
}

function KeptAgreements() {
  const { id: chainId } = useActiveChain();
  const kept = useKeptAgreements(chainId);
  const queries = useQueryClient();
  if (!kept.data) return null;
  if (kept.data.length === 0)
    return <p className="text-soft">There is none yet. Those that you write or open stand here.</p>;
  return (
    <ul className="grid max-w-3xl gap-4">
      {kept.data.map(({ id, signed }) => {
        const missing = missingOf(signed);
        return (
          <li key={id}>
            <Card className="grid gap-2">
              <div className="flex flex-wrap items-center gap-3">
                <a className="link font-medium" href={agreementPathOf(signed)}>
                  {titleOfAgreement(signed.agreement)}
                </a>
                <Badge tone={missing.length === 0 ? "ok" : "neutral"}>
                  {missing.length === 0 ? "Everybody signed" : `${count(missing.length, "signature")} missing`}
                </Badge>
              </div>
              <Hash value={id} label="its id" />
              <div>
                <Button variant="secondary" size="small" onClick={() => void forgetAgreement(queries, id)}>
                  Forget it on this device
                </Button>
              </div>
            </Card>
          </li>
        );
      })}
    </ul>
  );
}

/** The title of an agreement that this device has, which leads to its words; nothing for any other. */
function TitleOfKept({ signed }: { signed: SignedAgreement | undefined }) {
  if (!signed) return null;
  return (
    <a className="link font-medium" href={agreementPathOf(signed)}>
      {titleOfAgreement(signed.agreement)}
    </a>
  );
}

function WitnessedAgreements() {
  const { address } = useConnection();
  const { id: chainId } = useActiveChain();
  // The chain has no words; of an agreement that this device has, the title is known.
  const kept = new Map(useKeptAgreements(chainId).data?.map(({ id, signed }) => [id, signed]));
  const found = useFinding(
    address === undefined
      ? undefined
      : { key: ["agreements-of", address], read: (context) => readAgreementsOf(context, address) },
  );
  if (address === undefined) {
    return (
      <div className="grid justify-items-start gap-3">
        <p className="text-soft">Connect a wallet to see those of your account.</p>
        <Button variant="secondary" onClick={() => walletDialog.setOpen(true)}>
          Connect a wallet
        </Button>
      </div>
    );
  }
  return (
    <Read of={found} what="your agreements">
      {(agreements) =>
        agreements.length === 0 ? (
          <p className="text-soft">None of your agreements was witnessed.</p>
        ) : (
          <ul className="grid max-w-3xl gap-4">
            {agreements.map(({ id, state, concluded, ends, facts }) => (
              <li key={id}>
                <Card className="grid gap-2">
                  <div className="flex flex-wrap items-center gap-3">
                    <TitleOfKept signed={kept.get(id)} />
                    <Hash value={id} label="its id" />
                    <Badge tone={state === "stands" ? "ok" : "neutral"}>
                      {state === "stands" ? "Stands" : state === "over" ? "Ended" : "Notice was given"}
                    </Badge>
                  </div>
                  <p>
                    Since <Time seconds={concluded} />, <EndOf ends={ends} />
                  </p>
                  <ul aria-label="Parties" className="flex flex-wrap gap-3">
                    {facts.parties.map((party) => (
                      <li key={party}>
                        <AddressView value={party} />
                      </li>
                    ))}
                  </ul>
                </Card>
              </li>
            ))}
          </ul>
        )
      }
    </Read>
  );
}

function EndOf({ ends }: { ends: number }) {
  return ends < forever ? (
    <>
      until <Time seconds={ends} />
    </>
  ) : (
    <>without an end</>
  );
}
