import type { Deployment } from "@colophon/sdk";
import { approveCall } from "@colophon/sdk/calls";
import { type PermitData, readPermit } from "@colophon/sdk/read";
import { useQuery } from "@tanstack/react-query";
import { type Address, erc20Abi, zeroAddress } from "viem";
import { useConfig, useConnection } from "wagmi";
import { useActiveChain } from "../lib/chain.ts";
import type { TransactionCall } from "../lib/transactions/plan.ts";
import { useChainClient, useReadContext } from "../lib/useFinding.ts";

/** What an account has allowed the Royalties contract to take of a token. */
export function useAllowance(account: Address | undefined, currency: Address) {
  const { id, deployment } = useActiveChain();
  const client = useChainClient();
  return useQuery({
    queryKey: ["chain", id, "allowance", currency, account],
    enabled: account !== undefined && currency !== zeroAddress,
    refetchInterval: 15_000,
    queryFn: () =>
      client.readContract({
        address: currency,
        abi: erc20Abi,
        functionName: "allowance",
        args: [account ?? zeroAddress, deployment.contracts.royalties.address],
      }),
  });
}

/** An account that delegates to code (EIP-7702) still signs as an account. */
const delegated = "0xef0100";

/** What an account needs to sign a permit for a token; null if the token takes none, or the account is a contract. */
export function usePermit(account: Address | undefined, currency: Address, enabled: boolean) {
  const { id } = useActiveChain();
  const context = useReadContext();
  return useQuery({
    queryKey: ["chain", id, "permit", currency, account],
    enabled: enabled && account !== undefined && currency !== zeroAddress,
    queryFn: async (): Promise<PermitData | null> => {
      const owner = account ?? zeroAddress;
      const [code = "0x", permit] = await Promise.all([
        context.client.getCode({ address: owner }),
        readPermit(context, { currency, owner }),
      ]);
      const signs = code === "0x" || code.startsWith(delegated);
      return signs && permit.status === "found" ? permit.value : null;
    },
  });
}

/**
 * - supported: the wallet does several calls together or not at all (EIP-5792)
 * - ready: it can, after the person lets it change the account once (EIP-7702)
 * - none: one call at a time
 * - reading: not known yet
 */
type AtomicCalls = "supported" | "ready" | "none" | "reading";

/** A wallet that does not even answer is taken for one that cannot. */
const patience = 3_000;

/** Whether the connected wallet can do several calls in one prompt. */
export function useAtomicCalls(): AtomicCalls {
  const config = useConfig();
  const { id: chainId } = useActiveChain();
  const { address: account, connector, chainId: walletChainId } = useConnection();
  const { data } = useQuery({
    queryKey: ["atomic", chainId, account, connector?.uid],
    enabled: account !== undefined && connector !== undefined && walletChainId === chainId,
    staleTime: 60_000,
    retry: false,
    queryFn: async (): Promise<AtomicCalls> => {
      const { getCapabilities } = await import("wagmi/actions");
      const silence = new Promise<undefined>((resolve) => setTimeout(resolve, patience, undefined));
      const asked = getCapabilities(config, { account, chainId, connector }).catch(() => undefined);
      const status = (await Promise.race([asked, silence]))?.atomic?.status;
      return status === "supported" || status === "ready" ? status : "none";
    },
  });
  if (data) return data;
  return account === undefined ? "none" : "reading";
}

type ApprovalForParameters = {
  deployment: Deployment;
  owner: Address;
  currency: Address;
  /** Exactly what will be taken; never more is asked for. */
  amount: bigint;
  says: string;
};

/** The step that lets a token payment be taken, left out if exactly this much or more is allowed already. */
export function approvalFor({ deployment, owner, currency, amount, says }: ApprovalForParameters): TransactionCall {
  return {
    call: approveCall(deployment, { currency, amount }),
    says,
    async isDone(client) {
      const allowed = await client.readContract({
        address: currency,
        abi: erc20Abi,
        functionName: "allowance",
        args: [owner, deployment.contracts.royalties.address],
      });
      return allowed >= amount;
    },
  };
}
