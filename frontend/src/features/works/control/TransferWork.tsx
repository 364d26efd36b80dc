import { formatId, transferWorkCall, type WorkRecord } from "@colophon/sdk";
import { useMemo } from "react";
import { AddressField } from "../../../components/AddressField.tsx";
import { Notice } from "../../../components/Notice.tsx";
import { shorten } from "../../../components/shorten.ts";
import { TransactionButton } from "../../../components/TransactionButton.tsx";
import { useActiveChain } from "../../../lib/chain/useActiveChain.ts";
import { useDraft } from "../../../lib/drafts/useDraft.ts";
import { parseAddress } from "../../../lib/forms/parseAddress.ts";
import { titleOf } from "../../../lib/work/titleOf.ts";

export type TransferWorkProps = { work: WorkRecord; openOffers: number };

/** Passes the control of a work on. */
export function TransferWork({ work, openOffers }: TransferWorkProps) {
  const { deployment } = useActiveChain();
  const { value: text, set: setText } = useDraft({ key: `transfer-work:${work.id}`, initial: "" });
  const { works, terms, licences, compliance, royalties, colophon } = deployment.contracts;
  const parsed = parseAddress(text, [
    { address: work.controller, why: "This account controls the work already." },
    ...[works, terms, licences, compliance, royalties, colophon].map(({ address }) => ({
      address,
      why: "This is one of Colophon's own contracts. A work sent there would be lost.",
    })),
  ]);
  const to = parsed.ok ? parsed.address : undefined;
  const id = formatId(work.id, "work");
  const calls = useMemo(
    () =>
      to
        ? [
            {
              call: transferWorkCall(deployment, { work: work.id, from: work.controller, to }),
              says: `Pass the control of this work to ${to}.`,
            },
          ]
        : undefined,
    [deployment, work.id, work.controller, to],
  );
  return (
    <div className="grid gap-5">
      <Notice title="What happens">
        <ul className="grid list-disc gap-1.5 pl-5">
          <li>The new account controls the work: it makes offers and revisions from then on.</li>
          <li>
            {openOffers === 0
              ? "There are no open offers that would lapse."
              : openOffers === 1
                ? "Your open offer lapses: nobody can buy it any more."
                : `Your ${openOffers} open offers lapse: nobody can buy them any more.`}
          </li>
          <li>Licences that were sold stay exactly as they are.</li>
          <li>Income stays with those who hold shares. Passing on the work passes on no share.</li>
          <li>The record goes on naming the claimant, and only the new controller can pass it back.</li>
        </ul>
      </Notice>
      <AddressField
        label="New controller"
        hint="The account that will control this work."
        value={text}
        onChange={setText}
        error={text && !parsed.ok ? parsed.error : undefined}
      />
      <TransactionButton
        intent={`transfer-work:${id}`}
        title={`Pass on “${titleOf(work)}”${to ? ` to ${shorten(to, 6, 4)}` : ""}`}
        calls={calls}
        label="Pass on this work"
        href={`/work/${id}`}
        incomplete="Paste the address of the new controller to go on."
      />
    </div>
  );
}
