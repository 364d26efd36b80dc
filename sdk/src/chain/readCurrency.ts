import { type Address, BaseError, erc20Abi, zeroAddress } from "viem";
import { visibleText } from "../metadata/visibleText.ts";
import { isUnreachable } from "./isUnreachable.ts";
import type { ReadClient } from "./ReadClient.ts";

export type Currency = {
  address: Address;
  /** As the token calls itself, made safe to show: anyone can make a token with any name. */
  symbol: string;
  name: string;
  decimals: number;
};

function short(text: string, maximum: number): string {
  const visible = visibleText(text).replace(/\s+/g, " ").trim();
  return visible.length > maximum ? `${visible.slice(0, maximum)}…` : visible;
}

/**
 * What a token says of itself. A token that answers nothing or nonsense is undefined: its amounts can't be shown.
 * Throws viem's errors when the node can't be reached.
 */
export async function readCurrency(client: ReadClient, address: Address): Promise<Currency | undefined> {
  if (address === zeroAddress) {
    const native = client.chain?.nativeCurrency ?? { symbol: "ETH", name: "Ether", decimals: 18 };
    return { address, ...native };
  }
  const read = { address, abi: erc20Abi } as const;
  try {
    const [symbol, name, decimals] = await Promise.all([
      client.readContract({ ...read, functionName: "symbol" }),
      client.readContract({ ...read, functionName: "name" }),
      client.readContract({ ...read, functionName: "decimals" }),
    ]);
    return decimals > 77 ? undefined : { address, symbol: short(symbol, 12), name: short(name, 40), decimals };
  } catch (error) {
    if (error instanceof BaseError && !isUnreachable(error)) return undefined;
    throw error;
  }
}
