import { isAddress, zeroAddress } from "viem";

/** Why the address of another token cannot be used, as a sentence that says what to do. */
export function tokenProblem(token: string): string {
  const text = token.trim();
  if (text === "") return "Enter the address of the token.";
  if (!isAddress(text, { strict: false }))
    return "This is not an address. It is 0x and 40 digits or letters from a to f.";
  if (!isAddress(text)) return "A character of this address is mistyped. Copy it again.";
  if (text === zeroAddress) return "The zero address is not a token. For ETH, choose ETH above.";
  return "An amount in this token cannot be understood. See the note below.";
}
