import { formatId, inList, isSameAddress, type Offer } from "@colophon/sdk";
import { sweepCall } from "@colophon/sdk/calls";
import { type OfferRecord, readTill, type Till, type WorkRecord } from "@colophon/sdk/read";
import { type ReactNode, useMemo, useState } from "react";
import { type Address, zeroAddress } from "viem";
import { Amount } from "../../flow/Amount.tsx";
import { Read } from "../../flow/Read.tsx";
import { TransactionButton } from "../../flow/TransactionButton.tsx";
import { useActiveChain } from "../../lib/chain.ts";
import { count, formatNumber } from "../../lib/format.ts";
import { inSmallLetters } from "../../lib/labels.ts";
import { deedVerdict } from "../../lib/terms.ts";
import { useFinding } from "../../lib/useFinding.ts";
import { useShares } from "../../lib/useShares.ts";
import { roleLabel, titleOf } from "../../lib/work.ts";
import { MoneyGoes } from "../../parts/MoneyGoes.tsx";
import { Button } from "../../ui/button.tsx";
import { Hash } from "../../ui/values.tsx";
import { PayHolder } from "./PayHolder.tsx";

type SharesNowProps = {
  work: WorkRecord;
  /** Its offers, one of which gives the example of a price. */
  offers?: readonly OfferRecord[] | undefined;
};

/** Who gets which part of what a work brings in, as the chain knows it now. */
export function SharesNow({ work, offers = [] }: SharesNowProps) {
  const shares = useShares(work);
  const example = exampleOffer(offers);
  return (
    <div>
      <p className="mb-3">
        {example ? (
          <>
            Of <Amount amount={example.price} currency={example.currency} />, the price of an offer of it:
          </>
        ) : (
          "Of everything it receives:"
        )}
      </p>
      <MoneyGoes
        work={work}
        offer={example}
        price={example?.price}
        detail={(account) => creditOf(work, account)}
        most={12}
      />
      {shares.data?.status === "found" ? (
        <p className="mt-3 text-sm text-soft">
          {shares.data.value.moves.length === 0
            ? "The shares are as registered; none have changed hands."
            : `The shares are as they stand after ${count(shares.data.value.moves.length, "transfer")}.`}{" "}
          Read at block {formatNumber(shares.data.block.number)}.
        </p>
      ) : null}
      <PayHolder work={work} />
    </div>
  );
}

/** How the description credits an account. */
function creditOf(work: WorkRecord, account: Address): ReactNode {
  if (work.metadata.status !== "found") return null;
  const credits = work.metadata.value.credits.filter(
    (credit) => credit.account !== undefined && isSameAddress(credit.account, account),
  );
  const [first] = credits;
  if (!first) return null;
  return (
    <>
      Credited as <bdi>{first.name}</bdi>,{" "}
      <bdi>{inList(credits.map(({ role }) => inSmallLetters(roleLabel(role))))}</bdi>
    </>
  );
}

/** An offer whose price shows how money is divided: of the work itself, open, not free, as early in the list as can be. */
function exampleOffer(offers: readonly OfferRecord[]): Offer | undefined {
  return offers.find(
    ({ offer, state, terms }) =>
      state === "open" && offer.parent === 0n && offer.price > 0n && deedVerdict(terms).status !== "refused",
  )?.offer;
}

/** A work's own address for money that is simply sent, what waits there, and the way to send it on. */
export function TillSection({ work }: { work: WorkRecord }) {
  const chain = useActiveChain();
  const currencies = useMemo(() => [zeroAddress, ...chain.tokens.map(({ address }) => address)], [chain.tokens]);
  const till = useFinding({
    key: ["till", work.id.toString()],
    read: (context) => readTill(context, { work: work.id, currencies }),
  });
  return (
    <Read of={till} what="the till">
      {(value) => <TillNow work={work} till={value} several={currencies.length > 1} />}
    </Read>
  );
}

type TillNowProps = { work: WorkRecord; till: Till; several: boolean };

function TillNow({ work, till, several }: TillNowProps) {
  const { deployment } = useActiveChain();
  const [sweeping, setSweeping] = useState<Address>();
  const id = formatId(work.id, "work");
  const title = titleOf(work);
  const calls = useMemo(
    () =>
      sweeping
        ? [
            {
              call: sweepCall(deployment, { work: work.id, currency: sweeping }),
              says: `Send what stands in the till of “${title}” to those who hold its shares.`,
            },
          ]
        : undefined,
    [sweeping, deployment, work.id, title],
  );
  const { address, balances } = till;
  const full = balances.filter(({ balance }) => balance > 0n);
  const waits = full.some(({ currency }) => currency === sweeping);
  return (
    <div className="grid gap-5">
      <p className="max-w-prose">
        Money that anybody simply sends to this address belongs to the work. Marketplaces that honour resale royalties
        send them here
        {work.resaleRoyalty > 0
          ? `: sellers of the work’s token and of its licences are asked for ${work.resaleRoyalty / 100} %. Marketplaces may ignore it.`
          : ", but none is asked for this work."}
      </p>
      <p>
        <Hash value={address} label="the till’s address" full />
      </p>
      {full.length === 0 ? (
        <p className="text-soft">Nothing waits in it{several ? " in the currencies of this site" : ""}.</p>
      ) : (
        <ul className="grid gap-3">
          {full.map(({ currency, balance }) => (
            <li
              key={currency}
              className="flex flex-wrap items-center justify-between gap-3 rounded-lg bg-sunk px-4 py-3"
            >
              <span>
                <span className="font-semibold">
                  <Amount amount={balance} currency={currency} />
                </span>{" "}
                waits in it
              </span>
              {sweeping === currency ? null : (
                <Button variant="secondary" size="small" onClick={() => setSweeping(currency)}>
                  Send it to the holders
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      {sweeping ? (
        <div className="grid gap-3">
          {waits ? (
            <p className="text-sm text-soft">
              Anybody may do this; it pays the till’s money into the work, where each holder withdraws their part. You
              pay only the network’s fee.
            </p>
          ) : null}
          <TransactionButton
            intent={`sweep:${id}:${sweeping}`}
            title={`Send on the till of “${title}”`}
            calls={calls}
            label="Send it on"
            href={`/work/${id}`}
            over={!waits}
          />
        </div>
      ) : null}
    </div>
  );
}
