import { type Address, formatEther, zeroAddress } from "viem";

/**
 * An amount as a deed writes it: ETH in ether, a token in its smallest unit with its address, because a deed may not
 * depend on what a token says of itself.
 */
export function amountInWords(amount: bigint, currency: Address): string {
  if (currency === zeroAddress) return `${formatEther(amount)} ETH`;
  const grouped = String(amount).replace(/\B(?=(\d{3})+$)/g, ",");
  return `${grouped} of the smallest unit of the token ${currency.toLowerCase()}`;
}
