import { readEarnings } from "@colophon/sdk";
import type { Address } from "viem";
import { useFinding } from "../chain/useFinding.ts";

/** What an account has earned and why; nothing is asked while there is no account. */
export function useEarnings(account: Address | undefined) {
  return useFinding({
    key: ["earnings", account?.toLowerCase()],
    enabled: account !== undefined,
    read: (context) => readEarnings(context, account ?? "0x"),
  });
}
