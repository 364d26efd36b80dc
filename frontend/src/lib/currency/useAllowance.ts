import { useQuery } from "@tanstack/react-query";
import { type Address, erc20Abi, zeroAddress } from "viem";
import { useActiveChain } from "../chain/useActiveChain.ts";
import { useChainClient } from "../chain/useChainClient.ts";

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
