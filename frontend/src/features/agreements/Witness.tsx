import { agreementIdOf, type SignedAgreement, titleOfAgreement } from "@colophon/sdk/agreements";
import { concludeCall } from "@colophon/sdk/calls";
import type { AgreementOnChain } from "@colophon/sdk/read";
import { useMemo } from "react";
import { TransactionButton } from "../../flow/TransactionButton.tsx";
import { useActiveChain } from "../../lib/chain.ts";

/** Has an agreement witnessed once everybody signed, if it is meant for that. */
export function Witness({ signed, check }: { signed: SignedAgreement; check: AgreementOnChain }) {
  const { deployment } = useActiveChain();
  const title = titleOfAgreement(signed.agreement);
  const calls = useMemo(
    () =>
      check.ready
        ? [{ call: concludeCall(deployment, signed), says: `Record that all parties signed “${title}”.` }]
        : undefined,
    [check.ready, deployment, signed, title],
  );
  if (!signed.agreement.witnessed) return null;
  return (
    <section aria-label="Witness" className="grid gap-3">
      {check.ready ? (
        <p className="text-soft">
          Everybody will see which accounts agreed and until when, and not on what. This cannot be undone. Anybody may
          send it, and whoever does pays the network’s fee.
        </p>
      ) : null}
      <TransactionButton
        intent={`agreement:${agreementIdOf(signed, signed.agreement)}`}
        title={`Have “${title}” witnessed`}
        calls={calls}
        label="Have it witnessed"
        over={!check.ready}
      />
    </section>
  );
}
