import { explainError } from "@colophon/sdk";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { useConfig, useConnection } from "wagmi";
import { useActiveChain } from "../lib/chain.ts";
import { planSteps, type TransactionCall } from "../lib/transactions/plan.ts";
import { quoteBundle, quoteSteps } from "../lib/transactions/quote.ts";
import { isPending, type TransactionRecord, transactions, useTransactions } from "../lib/transactions/record.ts";
import { sendStep } from "../lib/transactions/send.ts";
import { useChainClient } from "../lib/useFinding.ts";
import { useAtomicCalls } from "./usePayment.ts";

export type TransactionFlowParameters = {
  intent: string;
  title: string;
  calls: readonly TransactionCall[] | undefined;
  href: string | undefined;
  beforeSigning: (() => Promise<void>) | undefined;
  onConfirmed: ((record: TransactionRecord) => void) | undefined;
};

/** Everything a {@link TransactionButton} needs to know and do. */
export function useTransactionFlow({
  intent,
  title,
  calls,
  href,
  beforeSigning,
  onConfirmed,
}: TransactionFlowParameters) {
  const config = useConfig();
  const queries = useQueryClient();
  const chain = useActiveChain();
  const client = useChainClient();
  const { address: account, chainId: walletChainId, connector } = useConnection();
  const [asking, setAsking] = useState(false);
  const [problem, setProblem] = useState<string | undefined>();

  const all = useTransactions();
  const records = useMemo(
    () =>
      all.filter(
        (record) =>
          record.intent === intent &&
          record.chainId === chain.id &&
          record.account === account &&
          (isPending(record) || !record.acknowledged),
      ),
    [all, intent, chain.id, account],
  );
  const latest = records[0];
  const done = latest?.status === "confirmed" && latest.step === latest.steps - 1 ? latest : undefined;

  const atomic = useAtomicCalls();
  const [alone, setAlone] = useState(false);
  // A wallet that promised more than it did is not asked for that again.
  const broken = records.some(({ bundle, status }) => bundle && (status === "failed" || status === "reverted"));
  const bundle = !alone && !broken && (atomic === "supported" || atomic === "ready");

  const steps = useMemo(() => (calls ? planSteps(chain.deployment, calls) : undefined), [calls, chain]);
  // Steps of a plan that was made otherwise, such as with another way to pay, do not count for this one.
  const confirmedSteps = records
    .filter((record) => record.status === "confirmed" && (steps === undefined || record.steps === steps.length))
    .map((record) => record.step + 1);
  const firstStep = Math.max(0, ...confirmedSteps);
  const key = useMemo(
    () =>
      JSON.stringify(
        steps?.map(({ call }) => [call.address, call.functionName, call.args, call.value]),
        (_, value) => (typeof value === "bigint" ? value.toString() : value),
      ),
    [steps],
  );
  const rightChain = walletChainId === chain.id;
  const waiting = latest?.status === "submitted" || latest?.status === "unknown";
  const quote = useQuery({
    queryKey: ["quote", chain.id, account, intent, firstStep, bundle, key],
    enabled: Boolean(
      steps && account && rightChain && !waiting && !done && (steps.length === 1 || atomic !== "reading"),
    ),
    queryFn: () => (bundle ? quoteBundle : quoteSteps)(client, account ?? "0x", steps ?? [], firstStep),
    refetchInterval: 20_000,
    retry: false,
    staleTime: 0,
    gcTime: 0,
  });

  // How it ended has been seen once the person goes elsewhere; a reload does not count as that.
  const leaving = useRef(new Map<string, ReturnType<typeof setTimeout>>());
  useEffect(() => {
    const timers = leaving.current;
    clearTimeout(timers.get(intent));
    return () => {
      timers.set(
        intent,
        setTimeout(() => void acknowledge(intent), 0),
      );
    };
  }, [intent]);

  const told = useRef(new Set<string>());
  // What stands in the way of it, such as somebody who was first, was read before it too.
  const refused = latest?.status === "reverted" ? latest.id : undefined;
  useEffect(() => {
    if (refused) void queries.invalidateQueries();
  }, [refused, queries]);
  const tell = useRef(onConfirmed);
  tell.current = onConfirmed;
  useEffect(() => {
    if (!done || told.current.has(done.id)) return;
    told.current.add(done.id);
    // What was read before the transaction is old now.
    void queries.invalidateQueries();
    tell.current?.(done);
  }, [done, queries]);

  const send = useCallback(async () => {
    if (!steps || !account || asking) return;
    setAsking(true);
    setProblem(undefined);
    try {
      const result = await sendStep({
        publicClient: client,
        getWallet: async () => {
          const { getWallet } = await import("../lib/getWallet.ts");
          return getWallet(config, { account, chainId: chain.id, connector });
        },
        chainId: chain.id,
        account,
        intent,
        title,
        href,
        steps,
        firstStep,
        bundle,
        beforeSigning,
      });
      if (result === "already-under-way") {
        setProblem("This is already under way, here or in another tab. Nothing is sent twice.");
      }
    } catch (error) {
      setProblem(explainError(error).sentence);
    } finally {
      setAsking(false);
    }
  }, [
    steps,
    account,
    asking,
    client,
    config,
    chain.id,
    connector,
    intent,
    title,
    href,
    firstStep,
    bundle,
    beforeSigning,
  ]);

  const startAgain = useCallback(() => {
    setProblem(undefined);
    void acknowledge(intent);
  }, [intent]);

  const together = done || latest?.status === "submitted" ? (latest?.bundle?.steps ?? 1) : (quote.data?.together ?? 1);
  return {
    account,
    rightChain,
    chain,
    steps,
    firstStep,
    /** How many steps the wallet is asked for at once. */
    together,
    latest,
    done,
    quote,
    asking,
    problem,
    send,
    sendAlone: () => setAlone(true),
    startAgain,
  };
}

async function acknowledge(intent: string): Promise<void> {
  const seen = transactions
    .list()
    .filter((record) => record.intent === intent && !isPending(record) && !record.acknowledged);
  await Promise.all(seen.map((record) => transactions.change(record.id, { acknowledged: true })));
}
