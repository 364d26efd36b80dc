import { formatId, type LicenceRecord, terminateCall } from "@colophon/sdk";
import { useMemo, useState } from "react";
import { Checkbox } from "../../../components/Checkbox.tsx";
import { Notice } from "../../../components/Notice.tsx";
import { TransactionButton } from "../../../components/TransactionButton.tsx";
import { useActiveChain } from "../../../lib/chain/useActiveChain.ts";

export type TerminateLicenceProps = { licence: LicenceRecord; passedOn: number; title: string };

/** Ends a licence whose breach was not cured in time. */
export function TerminateLicence({ licence, passedOn, title }: TerminateLicenceProps) {
  const { deployment } = useActiveChain();
  const [sure, setSure] = useState(false);
  const id = formatId(licence.id, "licence");
  const calls = useMemo(
    () =>
      sure
        ? [
            {
              call: terminateCall(deployment, { licence: licence.id }),
              says: `End licence ${licence.serial} of “${title}” for good.`,
            },
          ]
        : undefined,
    [deployment, licence.id, licence.serial, title, sure],
  );
  return (
    <div className="grid max-w-2xl gap-5">
      <Notice tone="danger" title="This ends the licence for good">
        <ul className="grid list-disc gap-1.5 pl-5">
          <li>From that block on, its holder may not use the work under it any more.</li>
          {passedOn > 0 ? (
            <li>
              Sublicences hang below it, with {passedOn.toLocaleString("en-GB")} {passedOn === 1 ? "seat" : "seats"}.
              They end with it, whatever their holders did.
            </li>
          ) : null}
          <li>Nothing is paid back. What was paid and reported stays in the record.</li>
          <li>New works that were registered under it stay, and go on owing their share.</li>
          <li>You cannot undo it. You can only sell a new licence.</li>
        </ul>
      </Notice>
      <Checkbox
        label="The breach was not cured, and I want to end this licence."
        checked={sure}
        onChange={(event) => setSure(event.target.checked)}
      />
      <TransactionButton
        intent={`terminate:${id}`}
        title={`End licence ${licence.serial} of “${title}”`}
        calls={calls}
        label="End the licence"
        href={`/licence/${id}`}
        incomplete="Tick the box to go on."
      />
    </div>
  );
}
