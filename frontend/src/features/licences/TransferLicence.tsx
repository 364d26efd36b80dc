import { formatId } from "@colophon/sdk";
import { transferLicenceCall } from "@colophon/sdk/calls";
import type { LicenceRecord } from "@colophon/sdk/read";
import { useMemo } from "react";
import * as v from "valibot";
import { DraftNotice } from "../../flow/DraftNotice.tsx";
import { AccountField } from "../../flow/fields.tsx";
import { TransactionButton } from "../../flow/TransactionButton.tsx";
import { useDraft } from "../../flow/useDraft.ts";
import { useActiveChain } from "../../lib/chain.ts";
import { shorten } from "../../lib/format.ts";
import { parseRecipient } from "../../lib/parse.ts";

/** Hands a licence to another account, for the rest of its term. */
export function TransferLicence({ licence, title }: { licence: LicenceRecord; title: string }) {
  const { deployment } = useActiveChain();
  const draft = useDraft({ key: `transfer-licence:${licence.id}`, version: 1, schema: v.string(), initial: "" });
  const parsed = parseRecipient(draft.value, deployment, "A licence", [
    { address: licence.holder, why: "This account holds it already." },
  ]);
  const to = parsed.ok ? parsed.address : undefined;
  const calls = useMemo(
    () =>
      to
        ? [
            {
              call: transferLicenceCall(deployment, { licence: licence.id, from: licence.holder, to }),
              says: `Hand licence ${licence.serial} of “${title}” to ${to}.`,
            },
          ]
        : undefined,
    [deployment, licence.id, licence.holder, licence.serial, title, to],
  );
  const id = formatId(licence.id, "licence");
  return (
    <div className="grid max-w-xl gap-5">
      <p>
        The account you name is licensed for the rest of the term, and you are not any more. You cannot take it back.
      </p>
      <DraftNotice of={draft} />
      <AccountField
        label="New holder"
        value={draft.value}
        onChange={draft.set}
        error={draft.value && !parsed.ok ? parsed.error : undefined}
      />
      <TransactionButton
        intent={`transfer-licence:${id}`}
        title={`Hand on licence ${licence.serial} of “${title}”${to ? ` to ${shorten(to, 6, 4)}` : ""}`}
        calls={calls}
        label="Hand it on"
        href={`/licence/${id}`}
        incomplete="Paste the address of the new holder to go on."
        onConfirmed={draft.clear}
      />
    </div>
  );
}
