import { decodeEventLog, isAddress } from "viem";
import type { ContractName } from "../deployment/Deployment.ts";
import { contractAbis } from "./contractAbis.ts";
import type { ReceiptLog } from "./Receipt.ts";

function textOf(value: unknown): string {
  if (typeof value === "string" && isAddress(value)) return value.toLowerCase();
  return typeof value === "object" && value !== null
    ? JSON.stringify(value, (_, inner) => (typeof inner === "bigint" ? inner.toString() : inner))
    : String(value);
}

/** The event that a log of one of our contracts records, by its ABI, or undefined if the ABI has no such event. */
export function decodeRecord(
  contract: ContractName,
  { topics, data }: ReceiptLog,
): { event: string; values: Record<string, string> } | undefined {
  try {
    const { eventName, args } = decodeEventLog({
      abi: contractAbis[contract],
      topics: topics as [`0x${string}`, ...`0x${string}`[]],
      data,
      strict: true,
    });
    const values = Object.entries((args ?? {}) as Record<string, unknown>).map(([name, value]) => [
      name,
      textOf(value),
    ]);
    return { event: String(eventName), values: Object.fromEntries(values) };
  } catch {
    return undefined;
  }
}
