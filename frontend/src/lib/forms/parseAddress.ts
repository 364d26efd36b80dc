import { type Address, getAddress, isAddress, isAddressEqual, zeroAddress } from "viem";

export type ParsedAddress = { ok: true; address: Address } | { ok: false; error: string };

/** Reads an address that a person typed or pasted, strictly, with reasons why some may not be given. */
export function parseAddress(
  text: string,
  forbidden: readonly { address: Address; why: string }[] = [],
): ParsedAddress {
  const trimmed = text.trim();
  if (trimmed === "") return { ok: false, error: "Paste the address of the account." };
  if (!/^0x[0-9a-fA-F]{40}$/.test(trimmed)) {
    return { ok: false, error: "An address is 0x and 40 letters and digits. Copy it from the other person's wallet." };
  }
  if (!isAddress(trimmed)) {
    return {
      ok: false,
      error: "This address has a mistyped letter: its capital letters do not add up. Copy it again.",
    };
  }
  const address = getAddress(trimmed);
  if (address === zeroAddress) return { ok: false, error: "Nobody can ever use the zero address. Paste another one." };
  const refused = forbidden.find((each) => isAddressEqual(each.address, address));
  return refused ? { ok: false, error: refused.why } : { ok: true, address };
}
