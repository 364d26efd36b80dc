import { formatId, readTill, sweepCall, type WorkRecord } from "@colophon/sdk";
import { useMemo, useState } from "react";
import { type Address, zeroAddress } from "viem";
import { Amount } from "../../../components/Amount.tsx";
import { Button } from "../../../components/Button.tsx";
import { ErrorState } from "../../../components/ErrorState.tsx";
import { Hash } from "../../../components/Hash.tsx";
import { LoadingState } from "../../../components/LoadingState.tsx";
import { TransactionButton } from "../../../components/TransactionButton.tsx";
import { useActiveChain } from "../../../lib/chain/useActiveChain.ts";
import { useFinding } from "../../../lib/chain/useFinding.ts";
import { titleOf } from "../../../lib/work/titleOf.ts";

/** A work's own address for money that is simply sent, what waits there, and the way to send it on. */
export function TillSection({ work }: { work: WorkRecord }) {
  const chain = useActiveChain();
  const [sweeping, setSweeping] = useState<Address>();
  const currencies = useMemo(() => [zeroAddress, ...chain.tokens.map(({ address }) => address)], [chain.tokens]);
  const till = useFinding({
    key: ["till", work.id.toString()],
    read: (context) => readTill(context, { work: work.id, currencies }),
  });
  const id = formatId(work.id, "work");
  const title = titleOf(work);
  const calls = useMemo(
    () =>
      sweeping
        ? [
            {
              call: sweepCall(chain.deployment, { work: work.id, currency: sweeping }),
              says: `Send what stands in the till of “${title}” to those who hold its shares.`,
            },
          ]
        : undefined,
    [sweeping, chain.deployment, work.id, title],
  );
  if (till.isPending) return <LoadingState label="Looking into the till" />;
  if (till.data?.status !== "found") {
    return (
      <ErrorState title="The till cannot be read right now" onRetry={() => till.refetch()}>
        <p>{till.data?.status === "unknown" ? till.data.problem.sentence : "Something unexpected happened."}</p>
      </ErrorState>
    );
  }
  const { address, balances } = till.data.value;
  const full = balances.filter(({ balance }) => balance > 0n);
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
        <p className="text-soft">
          Nothing waits in it{currencies.length > 1 ? " in the currencies of this site" : ""}.
        </p>
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
      {sweeping && full.some(({ currency }) => currency === sweeping) ? (
        <div className="grid gap-3">
          <p className="text-sm text-soft">
            Anybody may do this; it pays the till’s money into the work, where each holder withdraws their part. You pay
            only the network’s fee.
          </p>
          <TransactionButton
            intent={`sweep:${id}:${sweeping}`}
            title={`Send on the till of “${title}”`}
            calls={calls}
            label="Send it on"
            href={`/work/${id}`}
          />
        </div>
      ) : null}
    </div>
  );
}
