import { isSameAddress } from "@colophon/sdk";
import {
  agreementDocumentOf,
  agreementTypedData,
  missingOf,
  type SignedAgreement,
  safeControlIn,
  titleOfAgreement,
  withSignature,
} from "@colophon/sdk/agreements";
import { type AgreementOnChain, checkAgreementOnChain } from "@colophon/sdk/read";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { Read } from "../../flow/Read.tsx";
import { SignButton } from "../../flow/SignButton.tsx";
import { useTypedSignature } from "../../flow/useTypedSignature.ts";
import { useFinding } from "../../lib/useFinding.ts";
import { Notice } from "../../ui/notice.tsx";
import { Card, PageHeader } from "../../ui/page.tsx";
import { AddressView } from "../../ui/values.tsx";
import { Disclosures } from "./disclosures/Disclosures.tsx";
import { EndAgreement } from "./EndAgreement.tsx";
import { HandOver } from "./HandOver.tsx";
import { keepAgreement } from "./kept.ts";
import { SafeControlNotice } from "./venture/SafeControlNotice.tsx";
import { Witness } from "./Witness.tsx";

/** An agreement: its whole text, who signed it, and what can be done about it. */
export function AgreementView({ given }: { given: SignedAgreement }) {
  const queries = useQueryClient();
  const [signed, setSigned] = useState(given);
  // What was opened is kept, with the signatures that this device had already.
  useEffect(() => {
    void keepAgreement(queries, given).then(setSigned);
  }, [queries, given]);
  const change = (next: SignedAgreement) => void keepAgreement(queries, next).then(setSigned);
  const control = safeControlIn(signed.agreement.text);
  const found = useFinding({
    key: ["agreement", agreementDocumentOf(signed)],
    read: (context) => checkAgreementOnChain(context, signed),
  });
  return (
    <>
      <PageHeader eyebrow="An agreement" title={titleOfAgreement(signed.agreement)} />
      <div className="grid grid-cols-[minmax(0,1fr)] gap-8 lg:grid-cols-[minmax(0,1fr)_24rem]">
        <Card>
          <h2 className="mb-3 text-2xl">The whole text</h2>
          <pre className="whitespace-pre-wrap font-serif [overflow-wrap:anywhere]">{signed.agreement.text}</pre>
        </Card>
        <div className="grid content-start gap-6">
          <Read of={found} what="the signatures">
            {(check) => (
              <>
                <Standing check={check} />
                {control ? <SafeControlNotice control={control} /> : null}
                <SignIt signed={signed} check={check} onSigned={change} />
                <Witness signed={signed} check={check} />
                {check.record && check.record.state !== "over" ? (
                  <EndAgreement signed={signed} onChange={change} />
                ) : null}
              </>
            )}
          </Read>
          <HandOver signed={signed} onJoined={change} />
        </div>
        {missingOf(signed).length === 0 ? <Disclosures signed={signed} /> : null}
      </div>
    </>
  );
}

const stateWords = { signed: "Signed", missing: "Not yet", refused: "Does not count" } as const;

function Standing({ check }: { check: AgreementOnChain }) {
  const wrong = check.parties.some(({ state }) => state === "refused");
  return (
    <section aria-label="Signatures" className="grid gap-3">
      <Notice tone={wrong ? "danger" : check.complete ? "ok" : "info"}>
        <p>{check.sentence}</p>
      </Notice>
      <ul className="grid gap-2">
        {check.parties.map(({ party, state }) => (
          <li key={party} className="flex flex-wrap items-center justify-between gap-2">
            <AddressView value={party} />
            <span className="text-soft text-sm">{stateWords[state]}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

type SignItProps = { signed: SignedAgreement; check: AgreementOnChain; onSigned: (signed: SignedAgreement) => void };

/** The signature of the connected account, if it is a party that has not signed. */
function SignIt({ signed, check, onSigned }: SignItProps) {
  const wallet = useTypedSignature();
  if (check.record || check.parties.every(({ state }) => state === "signed")) return null;
  const { account } = wallet;
  const own = check.parties.find(({ party }) => isSameAddress(party, account));
  if (own?.state === "signed") return <p className="text-soft">You signed. Send it to those who are missing.</p>;
  const sign = async () => {
    const signature = await wallet.sign(agreementTypedData(signed, signed.agreement));
    if (signature && account) onSigned(withSignature(signed, { party: account, signature }));
  };
  return (
    <section aria-label="Sign" className="grid gap-3">
      <p className="text-soft">
        Read the whole text first: your wallet shows the same. Signing sends nothing and costs nothing. It binds you to
        these words as far as the law says; a signature cannot be taken back.
      </p>
      <SignButton
        wallet={wallet}
        label="Sign this text"
        onSign={() => void sign()}
        incomplete={
          account && !own ? "Your account is no party to this. Switch to the account that is named." : undefined
        }
      />
    </section>
  );
}
