import { useQuery } from "@tanstack/react-query";
import { type Address, erc20Abi, zeroAddress } from "viem";
import { useActiveChain } from "../chain/useActiveChain.ts";
import { useChainClient } from "../chain/useChainClient.ts";

/** What an account has of a currency, in its smallest unit. */
export function useBalanceOf(account: Address | undefined, currency: Address) {
  const chain = useActiveChain();
  const client = useChainClient();
  return useQuery({
    queryKey: ["chain", chain.id, "balance", currency, account],
    enabled: account !== undefined,
    refetchInterval: 15_000,
    queryFn: async () => {
      if (!account) throw new Error("There is no account.");
      return currency === zeroAddress
        ? client.getBalance({ address: account })
        : client.readContract({ address: currency, abi: erc20Abi, functionName: "balanceOf", args: [account] });
    },
  });
}
