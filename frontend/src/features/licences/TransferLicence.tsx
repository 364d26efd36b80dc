import { formatId } from "@colophon/sdk";
import { acceptLicenceCall, transferLicenceCall } from "@colophon/sdk/calls";
import type { LicenceRecord } from "@colophon/sdk/read";
import { hasDuties } from "@colophon/sdk/terms";
import { useMemo } from "react";
import * as v from "valibot";
import { useConnection } from "wagmi";
import { DraftNotice } from "../../flow/DraftNotice.tsx";
import { AccountField } from "../../flow/fields.tsx";
import { foundOf } from "../../flow/Read.tsx";
import { TransactionButton } from "../../flow/TransactionButton.tsx";
import { useDraft } from "../../flow/useDraft.ts";
import { useActiveChain } from "../../lib/chain.ts";
import { shorten } from "../../lib/format.ts";
import { parseRecipient } from "../../lib/parse.ts";
import { useAccepted } from "../../lib/reads.ts";
import { Notice } from "../../ui/notice.tsx";
import { Section } from "../../ui/page.tsx";

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
              says: `Transfer licence ${licence.serial} of “${title}” to ${to}.`,
            },
          ]
        : undefined,
    [deployment, licence.id, licence.holder, licence.serial, title, to],
  );
  const id = formatId(licence.id, "licence");
  const duties = hasDuties(licence.terms.onchain);
  const accepted = foundOf(useAccepted(licence.id, duties ? to : undefined));
  const waits = duties && to !== undefined && accepted !== true;
  return (
    <div className="grid max-w-xl gap-5">
      <p>
        The account you name is licensed for the rest of the term, and you are not any more. You cannot take it back.
        {duties
          ? " It takes over the duties too, so it says first, on this page, that it would. You still answer for what was due before."
          : ""}
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
        title={`Transfer licence ${licence.serial} of “${title}”${to ? ` to ${shorten(to, 6, 4)}` : ""}`}
        calls={waits ? undefined : calls}
        label="Transfer it"
        href={`/licence/${id}`}
        incomplete={
          waits
            ? "The new holder has not said yet that they take it over. Send them the address of this page."
            : "Paste the address of the new holder to go on."
        }
        onConfirmed={draft.clear}
      />
    </div>
  );
}

/** For somebody who is to get a licence with duties from its holder: says that they would take it over. */
export function TakeOver({ licence, title }: { licence: LicenceRecord; title: string }) {
  const { deployment } = useActiveChain();
  const { address } = useConnection();
  const { onchain } = licence.terms;
  const asked = onchain.transferable && hasDuties(onchain);
  const accepted = foundOf(useAccepted(licence.id, asked ? address : undefined));
  const calls = useMemo(
    () => [
      {
        call: acceptLicenceCall(deployment, { licence: licence.id }),
        says: `Say that you would take over licence ${licence.serial} of “${title}” with its duties.`,
      },
    ],
    [deployment, licence.id, licence.serial, title],
  );
  if (!asked || !address) return null;
  const id = formatId(licence.id, "licence");
  return (
    <Section title="Take it over" note="Only if its holder transfers it to you.">
      {accepted ? (
        <Notice tone="ok" title="You said that you would take it over">
          <p>Its holder can transfer it to your account now.</p>
        </Notice>
      ) : (
        <div className="grid max-w-xl gap-5">
          <p>
            This licence has duties: what is reported, paid and put right under it, and what is unpaid already, would be
            yours. Say that you take it over, and its holder can transfer it to you. It counts once.
          </p>
          <TransactionButton
            intent={`take-over:${id}`}
            title={`Take over licence ${licence.serial} of “${title}”`}
            calls={calls}
            label="I would take it over"
            href={`/licence/${id}`}
          />
        </div>
      )}
    </Section>
  );
}
