import { type PermitData, readPermit } from "@colophon/sdk";
import { useQuery } from "@tanstack/react-query";
import { type Address, zeroAddress } from "viem";
import { useActiveChain } from "../chain/useActiveChain.ts";
import { useReadContext } from "../chain/useReadContext.ts";

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
