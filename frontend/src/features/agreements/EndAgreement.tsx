import { day, durationInWords, isSameAddress } from "@colophon/sdk";
import {
  agreementIdOf,
  mayLeave,
  missingOf,
  type SignedAgreement,
  titleOfAgreement,
  withEndSignature,
} from "@colophon/sdk/agreements";
import { endAgreementCall, endAgreementTypedData, leaveAgreementCall } from "@colophon/sdk/calls";
import { useMemo } from "react";
import { SignButton } from "../../flow/SignButton.tsx";
import { TransactionButton } from "../../flow/TransactionButton.tsx";
import { useTypedSignature } from "../../flow/useTypedSignature.ts";
import { useActiveChain } from "../../lib/chain.ts";
import { count } from "../../lib/format.ts";
import { useHeadTime } from "../../lib/useFinding.ts";

type EndAgreementProps = { signed: SignedAgreement; onChange: (signed: SignedAgreement) => void };

/** Ends an agreement that was witnessed: by notice, where it allows that, or by the signatures of all. */
export function EndAgreement({ signed, onChange }: EndAgreementProps) {
  const { deployment } = useActiveChain();
  const wallet = useTypedSignature();
  const now = useHeadTime();
  const { agreement } = signed;
  const id = agreementIdOf(signed, agreement);
  const title = titleOfAgreement(agreement);
  const { account } = wallet;
  const ending = signed.ending && signed.ending.deadline > now ? signed.ending : undefined;
  const missing = missingOf({ agreement, signatures: ending?.signatures ?? [] });
  const leave = useMemo(
    () => [{ call: leaveAgreementCall(deployment, { agreement }), says: `Give notice of “${title}”.` }],
    [deployment, agreement, title],
  );
  const end = useMemo(() => {
    if (!ending || missing.length > 0) return undefined;
    const signatures = ending.signatures.map(({ signature }) => signature);
    const call = endAgreementCall(deployment, { agreement, deadline: ending.deadline, signatures });
    return [{ call, says: `End “${title}” now, as all parties signed.` }];
  }, [deployment, agreement, ending, missing.length, title]);
  const sign = async () => {
    const deadline = ending?.deadline ?? now + 7 * day;
    const signature = await wallet.sign(endAgreementTypedData(deployment, { agreement, deadline }));
    if (signature && account) onChange(withEndSignature(signed, deadline, { party: account, signature }));
  };
  const isParty = agreement.parties.some((party) => isSameAddress(party, account));
  const signedEnd = isParty && !missing.some((party) => isSameAddress(party, account));
  if (!isParty) return null;
  return (
    <details className="rounded-lg border border-rule px-5 py-3">
      <summary className="link w-fit py-1">End this agreement</summary>
      <div className="mt-3 grid gap-5">
        {account && mayLeave(agreement, account) ? (
          <section aria-label="Give notice" className="grid gap-3">
            <p>
              You may end it alone.{" "}
              {agreement.notice === 0
                ? "It ends at once."
                : `It ends ${durationInWords(agreement.notice)} after your notice, which cannot be taken back.`}
            </p>
            <TransactionButton
              intent={`leave:${id}`}
              title={`Give notice of “${title}”`}
              calls={leave}
              label="Give notice"
            />
          </section>
        ) : null}
        <section aria-label="End it together" className="grid gap-3">
          <p>
            All parties together can end it at once.{" "}
            {ending ? `${count(missing.length, "signature")} of its end missing.` : "The signatures count for a week."}
          </p>
          {signedEnd && missing.length > 0 ? (
            <p className="text-soft">You signed its end. Send the link or the file to the others.</p>
          ) : missing.length > 0 ? (
            <SignButton wallet={wallet} label="Sign its end" onSign={() => void sign()} />
          ) : null}
          <TransactionButton
            intent={`end:${id}`}
            title={`End “${title}”`}
            calls={end}
            label="End it now"
            over={end === undefined}
          />
        </section>
      </div>
    </details>
  );
}
