import { formatId } from "@colophon/sdk";
import { surrenderCall } from "@colophon/sdk/calls";
import type { LicenceDetails } from "@colophon/sdk/read";
import { useMemo, useState } from "react";
import { TransactionButton } from "../../flow/TransactionButton.tsx";
import { useActiveChain } from "../../lib/chain.ts";
import { count } from "../../lib/format.ts";
import { Checkbox } from "../../ui/field.tsx";
import { Notice } from "../../ui/notice.tsx";

/** Gives a licence back for good. */
export function Surrender({ licence, title }: { licence: LicenceDetails; title: string }) {
  const { deployment } = useActiveChain();
  const [sure, setSure] = useState(false);
  const id = formatId(licence.id, "licence");
  const calls = useMemo(
    () =>
      sure
        ? [
            {
              call: surrenderCall(deployment, { licence: licence.id }),
              says: `Give licence ${licence.serial} of “${title}” back for good.`,
            },
          ]
        : undefined,
    [deployment, licence.id, licence.serial, title, sure],
  );
  return (
    <details className="max-w-2xl rounded-lg border border-rule px-5 py-3">
      <summary className="link w-fit py-1">Give this licence back</summary>
      <div className="mt-3 grid gap-5">
        <Notice tone="danger" title="This ends the licence for good">
          <ul className="grid list-disc gap-1.5 pl-5">
            <li>From that block on you may not use the work under it any more.</li>
            <li>Nothing is paid back. What is owed already stays owed; nothing more comes to be owed.</li>
            <li>What it kept others from can be sold to somebody else.</li>
            {licence.seatsPassedOn > 0 ? (
              <li>
                {count(licence.seatsPassedOn, "seat is", "seats are")} passed on. While a sublicence may be in force,
                the contract refuses.
              </li>
            ) : null}
          </ul>
        </Notice>
        <Checkbox
          label="I want to give this licence back."
          checked={sure}
          onChange={(event) => setSure(event.target.checked)}
        />
        <TransactionButton
          intent={`surrender:${id}`}
          title={`Give licence ${licence.serial} of “${title}” back`}
          calls={calls}
          label="Give it back"
          href={`/licence/${id}`}
          incomplete="Tick the box to go on."
        />
      </div>
    </details>
  );
}
