import { ColophonError, formatId, percentOf } from "@colophon/sdk";
import { type SignedAgreement, type Venture, ventureSafeOf } from "@colophon/sdk/agreements";
import { createSafeCall } from "@colophon/sdk/calls";
import { readVenture, type VentureState } from "@colophon/sdk/read";
import { useCallback, useMemo } from "react";
import { useConnection } from "wagmi";
import { Link } from "wouter";
import { Read } from "../../../flow/Read.tsx";
import { TransactionButton } from "../../../flow/TransactionButton.tsx";
import { ventureWork } from "../../../lib/handOver.ts";
import { useFinding, useReadContext } from "../../../lib/useFinding.ts";
import { Button, buttonClasses } from "../../../ui/button.tsx";
import { Notice } from "../../../ui/notice.tsx";
import { Card } from "../../../ui/page.tsx";
import { AddressView } from "../../../ui/values.tsx";
import { agreementPathOf } from "../kept.ts";
import { SafeControlNotice } from "./SafeControlNotice.tsx";

type VentureStepsProps = {
  venture: Venture;
  work: bigint;
  signed: SignedAgreement;
  onChange: () => void;
  onForget: () => void;
};

/** What is signed and sent for a venture. What of it is done, the chain says: the page may be closed at any time. */
export function VentureSteps({ venture, work, signed, onChange, onForget }: VentureStepsProps) {
  const { address: account } = useConnection();
  const { address } = ventureSafeOf(venture);
  // Whoever looks without a wallet has nothing to hand over.
  const from = account ?? address;
  const found = useFinding({
    key: ["venture", address, work.toString(), from],
    read: (context) => readVenture(context, { venture, work, from }),
  });
  return (
    <div className="grid max-w-3xl grid-cols-[minmax(0,1fr)] gap-8">
      <section aria-label="The agreement" className="grid gap-3">
        <h3 className="text-2xl">1. The agreement</h3>
        <Card>
          <pre className="whitespace-pre-wrap font-serif [overflow-wrap:anywhere]">{signed.agreement.text}</pre>
        </Card>
        <SafeControlNotice control={{ threshold: venture.threshold, partners: venture.partners.length }} />
        <p className="text-soft">
          Open it to sign it, and send its link to the others. Who has not signed is bound to nothing by it: collect the
          signatures before you hand anything over.
        </p>
        <div className="flex flex-wrap gap-3">
          <a href={agreementPathOf(signed)} className={buttonClasses()}>
            Open the agreement
          </a>
          <Button variant="secondary" onClick={onChange}>
            Change it
          </Button>
        </div>
      </section>
      <Read of={found} what="the venture">
        {(state) => <Sending venture={venture} work={work} from={from} state={state} connected={Boolean(account)} />}
      </Read>
      <div>
        <Button variant="quiet" size="small" onClick={onForget}>
          Found another venture
        </Button>
      </div>
    </div>
  );
}

type SendingProps = Pick<VentureStepsProps, "venture" | "work"> & {
  from: `0x${string}`;
  state: VentureState;
  connected: boolean;
};

/** The two transactions of a venture: its Safe, and what is handed over to it and to the partners. */
function Sending({ venture, work, from, state, connected }: SendingProps) {
  const context = useReadContext();
  const { address, safe, controlled, founded, handOver, problem } = state;
  const number = formatId(work, "work");
  const create = useMemo(
    () => [{ call: createSafeCall(ventureSafeOf(venture)), says: `Create the Safe ${address} of the partners.` }],
    [venture, address],
  );
  // What was read may be old by the time somebody presses: nothing goes to a Safe that changed in between.
  const look = useCallback(async () => {
    const now = await readVenture(context, { venture, work, from });
    if (now.status === "unknown") throw now.cause;
    if (now.status === "found" && now.value.problem !== undefined) throw new ColophonError(now.value.problem);
  }, [context, venture, work, from]);
  return (
    <>
      <section aria-label="The Safe" className="grid gap-3">
        <h3 className="text-2xl">2. The Safe</h3>
        <p>
          <AddressView value={address} />
        </p>
        <p className="text-soft">
          {safe
            ? `It is there. It acts when ${safe.threshold} of its ${safe.owners.length} owners sign.`
            : "It is not there yet, and its address is known already. Creating it gives nobody any rights: it belongs to the partners from the beginning."}
        </p>
        {problem !== undefined && connected ? (
          <Notice tone="danger" urgent title="It cannot go on like this">
            <p>{problem}</p>
          </Notice>
        ) : null}
        <TransactionButton
          intent={`safe:${address}`}
          title={`Create the Safe of “${venture.name}”`}
          calls={problem === undefined ? create : undefined}
          label="Create the Safe"
          over={safe !== undefined || (connected && problem !== undefined)}
        />
      </section>
      <section aria-label="Control and shares" className="grid gap-3">
        <h3 className="text-2xl">3. Control and shares</h3>
        <Notice tone={founded ? "ok" : "info"} title={founded ? "The venture is founded" : "What happens"}>
          <ul className="grid list-disc gap-1.5 pl-5">
            <li>
              {controlled
                ? "The Safe controls the work: offers and revisions need the partners' signatures there."
                : "The Safe will control the work. Your open offers lapse, and licences that were sold stay as they are."}
            </li>
            {state.shares.map(({ partner, units }) => (
              <li key={partner.account}>
                <bdi>{partner.name}</bdi>: {percentOf(units)} % of the income now, {percentOf(partner.units)} % as
                agreed
              </li>
            ))}
            <li>No copyright passes by this. That is what the agreement is for.</li>
          </ul>
        </Notice>
        <TransactionButton
          intent={`venture:${address}:${number}`}
          title={`Hand the work over to the Safe of “${venture.name}”`}
          calls={handOver.length > 0 ? handOver : undefined}
          label="Hand over the work and the shares"
          href={`/work/${number}`}
          incomplete={safe ? undefined : "Create the Safe first."}
          beforeSigning={look}
          over={founded || (connected && problem !== undefined)}
        />
        {founded ? (
          <div className="grid gap-3">
            <p>
              <Link href={`/work/${number}`} className="link">
                To the work
              </Link>
            </p>
            <p className="text-soft">
              A new work of the venture is registered with the same partners, shares and Safe. You see them filled in,
              and confirm them.
            </p>
            <div>
              <Link href="/register" className={buttonClasses("secondary")} onClick={() => ventureWork.put(venture)}>
                Register a new work of the venture
              </Link>
            </div>
          </div>
        ) : null}
      </section>
    </>
  );
}
