import { isSameAddress } from "@colophon/sdk";
import { readCurrency } from "@colophon/sdk/read";
import { useQuery } from "@tanstack/react-query";
import { type Address, erc20Abi, zeroAddress } from "viem";
import type { ChainConfig } from "../config/config.ts";
import { useActiveChain } from "./chain.ts";
import { formatAmount, shorten } from "./format.ts";
import { useChainClient } from "./useFinding.ts";

/** What the page knows of a currency. */
export type CurrencyInfo = {
  /** An ERC-20 token, or the zero address for the chain's own coin. */
  address: Address;
  symbol: string;
  name: string;
  decimals: number;
  /**
   * Whether the name can be taken at its word: the chain's coin and the tokens that this site lists. Anybody can make
   * another token with the same name.
   */
  listed: boolean;
};

/** The chain's coin or a listed token, without asking anybody. */
export function listedCurrency(chain: ChainConfig, address: Address): CurrencyInfo | undefined {
  if (address === zeroAddress) return { address, ...chain.currency, listed: true };
  const token = chain.tokens.find((known) => isSameAddress(known.address, address));
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

/** An amount with its currency, in words; with the address of a token whose name alone could be anybody's. */
export function priceInWords(amount: bigint, address: Address, state: CurrencyState): string {
  if (amount === 0n) return "nothing";
  if (state.status !== "known") return `${amount} of the smallest unit of ${address}`;
  const { symbol, decimals, listed } = state.currency;
  return `${formatAmount(amount, decimals)} ${symbol}${listed ? "" : ` (token ${shorten(address, 6, 4)})`}`;
}

/** The same, by the currency's address. */
export function usePriceInWords(amount: bigint, address: Address): string {
  return priceInWords(amount, address, useCurrency(address));
}

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
