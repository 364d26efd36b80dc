import { type Address, formatEther, type Hex, isAddressEqual, zeroAddress } from "viem";

/** A long hexadecimal value as people compare it: its first and last digits. */
function short(hex: string): string {
  return `${hex.slice(0, 8)}…${hex.slice(-4)}`;
}

/** How values appear in sentences about errors. */
export const words = {
  account: (address: Address) => (isAddressEqual(address, zeroAddress) ? "the zero address" : short(address)),
  hash: (hash: Hex) => short(hash),
  work: (id: bigint) => `work ${short(`0x${id.toString(16).padStart(56, "0")}`)}`,
  licence: (id: bigint) =>
    `licence ${id & 0xffff_ffffn} of work ${short(`0x${(id >> 32n).toString(16).padStart(56, "0")}`)}`,
  token: (id: bigint) => `number ${short(`0x${id.toString(16)}`)}`,
  eth: (wei: bigint) => `${formatEther(wei)} ETH`,
  amount: (amount: bigint) => amount.toLocaleString("en"),
  time: (seconds: number | bigint) =>
    Number(seconds) > 8_640_000_000_000
      ? "never"
      : `${new Date(Number(seconds) * 1000).toISOString().slice(0, 19).replace("T", " ")} UTC`,
};
