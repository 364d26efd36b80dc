import { day, formatId, isSameAddress, stepsPerClaim } from "@colophon/sdk";
import { claimForTypedData } from "@colophon/sdk/calls";
import { readClaimNonce, type WorkEarnings } from "@colophon/sdk/read";
import { useState } from "react";
import type { Address } from "viem";
import { Amount } from "../../flow/Amount.tsx";
import { AccountField } from "../../flow/fields.tsx";
import { CopyLine } from "../../flow/HandOver.tsx";
import { Outcome } from "../../flow/Outcome.tsx";
import { SignButton } from "../../flow/SignButton.tsx";
import { useTypedSignature } from "../../flow/useTypedSignature.ts";
import { useActiveChain } from "../../lib/chain.ts";
import { downloadFile } from "../../lib/download.ts";
import { parseRecipient } from "../../lib/parse.ts";
import { claimDocument, claimLink, type SignedClaim } from "../../lib/signedClaim.ts";
import { formatTime, latestTime } from "../../lib/time.ts";
import { useReadContext } from "../../lib/useFinding.ts";
import { Button } from "../../ui/button.tsx";
import { Field, Select } from "../../ui/field.tsx";
import { Notice } from "../../ui/notice.tsx";

export type RedirectClaimProps = { account: Address; income: WorkEarnings; currency: Address; waiting: bigint };

const spans = [
  { days: 1, label: "One day" },
  { days: 7, label: "One week" },
  { days: 30, label: "30 days" },
];

/** Signs that income may be sent to another address, by anyone who has the signature. No fee is paid here. */
export function RedirectClaim({ account, income, currency, waiting }: RedirectClaimProps) {
  const { deployment } = useActiveChain();
  const context = useReadContext();
  const wallet = useTypedSignature();
  const [text, setText] = useState("");
  const [days, setDays] = useState(7);
  const [signed, setSigned] = useState<SignedClaim>();
  const [problem, setProblem] = useState<string>();
  const to = parseRecipient(text, deployment, "Money");
  const sign = async () => {
    if (!to.ok) return;
    setProblem(undefined);
    const nonce = await readClaimNonce(context, account);
    if (nonce.status !== "found") {
      setProblem(nonce.status === "unknown" ? nonce.problem.sentence : "Your account cannot be read right now.");
      return;
    }
    const claim = {
      work: income.work.id,
      currency,
      holder: account,
      to: to.address,
      maxSteps: stepsPerClaim,
      nonce: nonce.value,
      deadline: BigInt(latestTime(nonce.block) + days * day),
    };
    const signature = await wallet.sign(claimForTypedData(deployment, claim));
    if (!signature) return;
    const { chainId, contracts } = deployment;
    setSigned({ chainId, royalties: contracts.royalties.address, ...claim, signature });
  };

  if (signed) {
    const document = claimDocument(signed);
    const link = claimLink(document);
    return (
      <div className="grid gap-5">
        <Outcome>
          <Notice tone="ok" title="Signed. Give it to anybody who will send it.">
            <p>
              It counts once, until {formatTime(signed.deadline)}, and sends everything that waits then to the address
              you chose. Whoever sends it pays the network’s fee and can change nothing.
            </p>
          </Notice>
        </Outcome>
        <CopyLine text={link} label="Copy the link" />
        <div>
          <Button
            variant="secondary"
            onClick={() =>
              downloadFile(`withdrawal-${formatId(income.work.id, "work").slice(2, 10)}.colophon-claim.json`, document)
            }
          >
            Download it as a file
          </Button>
        </div>
        <p className="text-sm text-soft">
          Withdrawing by yourself does not make it void; a second signed withdrawal that is sent first does.
        </p>
      </div>
    );
  }
  return (
    <div className="grid gap-5">
      <p>
        <strong className="font-semibold">
          <Amount amount={waiting} currency={currency} />
        </strong>{" "}
        waits. You sign where it should go, and anybody can send it for you: if a token refuses your own address, or you
        have nothing to pay the network’s fee with.
      </p>
      <AccountField
        label="Account that receives the money"
        hint={
          to.ok && isSameAddress(to.address, account)
            ? "This is your own account."
            : "Check it twice: it cannot be called back."
        }
        value={text}
        onChange={setText}
        error={text && !to.ok ? to.error : undefined}
      />
      <Field label="It may be sent within">
        <Select value={days} onChange={(event) => setDays(Number(event.target.value))}>
          {spans.map((span) => (
            <option key={span.days} value={span.days}>
              {span.label}
            </option>
          ))}
        </Select>
      </Field>
      <SignButton
        wallet={wallet}
        label="Sign it"
        onSign={sign}
        problem={problem}
        incomplete={to.ok ? undefined : "Paste the account that receives the money to go on."}
      />
    </div>
  );
}
