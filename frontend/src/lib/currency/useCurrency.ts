import { readCurrency } from "@colophon/sdk";
import { useQuery } from "@tanstack/react-query";
import { type Address, isAddressEqual, zeroAddress } from "viem";
import type { ChainConfig } from "../../config/RuntimeConfig.ts";
import { useActiveChain } from "../chain/useActiveChain.ts";
import { useChainClient } from "../chain/useChainClient.ts";
import type { CurrencyInfo } from "./CurrencyInfo.ts";

/** The chain's coin or a listed token, without asking anybody. */
export function listedCurrency(chain: ChainConfig, address: Address): CurrencyInfo | undefined {
  if (address === zeroAddress) return { address, ...chain.currency, listed: true };
  const token = chain.tokens.find((known) => isAddressEqual(known.address, address));
  return token ? { ...token, address, listed: true } : undefined;
}

export type CurrencyState =
  | { status: "known"; currency: CurrencyInfo }
  | { status: "reading" }
  /** The token says nothing usable of itself, so its amounts can only be shown in its smallest unit. */
  | { status: "silent" }
  | { status: "unreachable" };

/** A currency by its address. What an unlisted token says of itself is read from the token. */
export function useCurrency(address: Address): CurrencyState {
  const chain = useActiveChain();
  const client = useChainClient();
  const listed = listedCurrency(chain, address);
  const query = useQuery({
    queryKey: ["currency", chain.id, address],
    enabled: !listed,
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async () => (await readCurrency(client, address)) ?? null,
  });
  if (listed) return { status: "known", currency: listed };
  if (query.data) return { status: "known", currency: { ...query.data, address, listed: false } };
  if (query.data === null) return { status: "silent" };
  return query.isError ? { status: "unreachable" } : { status: "reading" };
}
