import { type Deployment, type Explanation, explainError } from "@colophon/sdk";
import type { Call } from "@colophon/sdk/calls";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { Hex, TransactionReceipt } from "viem";
import { useConfig } from "wagmi";
import { getConnection, simulateContract, waitForTransactionReceipt, writeContract } from "wagmi/actions";
import { useColophon } from "./context.ts";
import { readingKey } from "./readings.ts";

/** How far a transaction is: it is tried out, the wallet is asked, the chain is waited for. */
export type SendingState = "idle" | "trying" | "asking" | "waiting" | "done" | "failed";

export type Sending = {
  state: SendingState;
  /** The transaction, as soon as the wallet has sent it. */
  hash: Hex | undefined;
  receipt: TransactionReceipt | undefined;
  /** Why it failed, in a sentence, and whether trying again may help. */
  problem: Explanation | undefined;
  /**
   * Sends what a function of `@colophon/sdk/calls` makes. Resolves with the receipt once a block has it, or with
   * undefined if it failed: then `problem` says why.
   */
  send: (make: (deployment: Deployment) => Call) => Promise<TransactionReceipt | undefined>;
};

/**
 * Sends transactions: each is tried out first, so that what would fail costs nothing, then signed by the wallet, and
 * waited for. What the hooks of this package have read is read again afterwards.
 *
 * @example
 * const { send, state, problem } = useSend();
 * <button onClick={() => send((deployment) => payWorkCall(deployment, { work, currency, amount, memo }))}>Pay</button>
 */
export function useSend(): Sending {
  const config = useConfig();
  const queries = useQueryClient();
  const { deployment } = useColophon();
  const [progress, setProgress] = useState<{ state: SendingState; hash?: Hex }>({ state: "idle" });
  const mutation = useMutation({
    mutationFn: async (call: Call): Promise<TransactionReceipt> => {
      const { chainId } = deployment;
      const { address: account } = getConnection(config);
      setProgress({ state: "trying" });
      // The ABI of a call is one of many, which wagmi's types would have to know.
      await simulateContract(config, { ...call, account, chainId } as never);
      setProgress({ state: "asking" });
      const hash = await writeContract(config, { ...call, chainId } as never);
      setProgress({ state: "waiting", hash });
      const receipt = await waitForTransactionReceipt(config, { hash, chainId });
      if (receipt.status !== "success")
        throw new Error("The transaction was mined and failed. Only its fee was taken.");
      setProgress({ state: "done", hash });
      return receipt;
    },
    onError: () => setProgress(({ hash }) => ({ state: "failed", ...(hash && { hash }) })),
    onSettled: () => queries.invalidateQueries({ queryKey: [readingKey] }),
  });
  return {
    state: progress.state,
    hash: progress.hash,
    receipt: mutation.data,
    problem: mutation.error ? explainError(mutation.error) : undefined,
    send: (make) => mutation.mutateAsync(make(deployment)).catch(() => undefined),
  };
}
