import { day } from "@colophon/sdk";
import { offersAbi } from "@colophon/sdk/abi";
import { acceptTypedData } from "@colophon/sdk/calls";
import type { BlockRef } from "@colophon/sdk/read";
import { hasDuties } from "@colophon/sdk/terms";
import { useState } from "react";
import { NumberField } from "../../flow/fields.tsx";
import { CopyLine } from "../../flow/HandOver.tsx";
import { SignButton } from "../../flow/SignButton.tsx";
import { useTypedSignature } from "../../flow/useTypedSignature.ts";
import { useActiveChain } from "../../lib/chain.ts";
import { formatTime, latestTime } from "../../lib/time.ts";
import { useChainClient } from "../../lib/useFinding.ts";
import { Card } from "../../ui/page.tsx";
import { acceptanceText } from "./acceptance.ts";
import { type CheckoutRecord, parseSeats } from "./purchase.ts";

/** How long an acceptance counts. */
const countsFor = 7 * day;

type AcceptItProps = { record: CheckoutRecord; block: BlockRef };

/** Where somebody accepts a licence with duties that another pays for; nothing for one without, or that is not on sale. */
export function AcceptIt({ record, block }: AcceptItProps) {
  const onSale = hasDuties(record.terms.onchain) && record.state === "open";
  return onSale ? <Accepting record={record} time={latestTime(block)} /> : null;
}

/** Their signature, and the text to hand over. */
function Accepting({ record: { id, offer, sold }, time }: { record: CheckoutRecord; time: number }) {
  const { deployment } = useActiveChain();
  const client = useChainClient();
  const wallet = useTypedSignature();
  const [typed, setTyped] = useState("1");
  const [text, setText] = useState<string>();
  const parsed = parseSeats(typed, { supply: offer.supply, sold });
  const deadline = time + countsFor;
  const ask = async () => {
    const { account: recipient } = wallet;
    if (!recipient || !parsed.ok) return;
    const { seats } = parsed;
    const { address } = deployment.contracts.offers;
    const nonce = await client.readContract({ address, abi: offersAbi, functionName: "nonces", args: [recipient] });
    const signature = await wallet.sign(acceptTypedData(deployment, { offer, recipient, seats, nonce, deadline }));
    if (signature) setText(acceptanceText({ offer: id, recipient, seats, deadline, signature }));
  };
  return (
    <Card>
      <details>
        <summary className="font-medium">Somebody else pays for you?</summary>
        <div className="mt-4 grid gap-4">
          <p className="text-soft">
            This licence has duties, so nobody can get it for you without your word. Sign that you accept it, and send
            what you get to whoever pays. It counts once, until {formatTime(deadline)}. Signing sends nothing and costs
            nothing.
          </p>
          <NumberField
            label="Seats that you get"
            value={typed}
            onChange={(next) => {
              setTyped(next);
              setText(undefined);
            }}
            error={parsed.ok ? undefined : parsed.error}
            narrow
          />
          <SignButton
            wallet={wallet}
            label="Accept this licence"
            onSign={() => void ask()}
            incomplete={parsed.ok ? undefined : "Type how many seats to go on."}
          />
          {text === undefined ? null : <CopyLine text={text} label="Copy the acceptance" />}
        </div>
      </details>
    </Card>
  );
}
