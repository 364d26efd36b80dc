import { isAddress, zeroAddress } from "viem";

/** What is wrong with an account as it was typed, as a sentence, or undefined. */
export function accountProblem(text: string): string | undefined {
  const typed = text.trim();
  if (!/^0x[0-9a-fA-F]{40}$/.test(typed)) {
    return "This is not an account. An account is 0x and 40 digits or letters from a to f.";
  }
  if (!isAddress(typed)) return "A character of this account is mistyped. Copy it again.";
  if (typed === zeroAddress) return "Nobody can use the zero address: income sent there is lost.";
  return undefined;
}
