import { useQuery } from "@tanstack/react-query";
import { type Address, zeroAddress } from "viem";
import { useActiveChain } from "../chain/useActiveChain.ts";
import { useChainClient } from "../chain/useChainClient.ts";
import { readPermitDomain } from "./readPermitDomain.ts";

/** How an account signs a permit for a token; null if it can't. */
export function usePermitDomain(account: Address | undefined, currency: Address) {
  const { id } = useActiveChain();
  const client = useChainClient();
  return useQuery({
    queryKey: ["chain", id, "permit", currency, account],
    enabled: account !== undefined && currency !== zeroAddress,
    queryFn: async () => (await readPermitDomain(client, { chainId: id, currency, owner: account ?? "0x" })) ?? null,
  });
}
