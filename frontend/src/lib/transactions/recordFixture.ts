import type { TransactionRecord } from "./TransactionRecord.ts";

/** A transaction on its way, for tests. */
export function recordFixture(patch: Partial<TransactionRecord> = {}): TransactionRecord {
  return {
    id: "1",
    intent: "stamp:0x01",
    chainId: 31337,
    account: "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266",
    title: "Stamp essay.txt",
    href: "/prove/0x01",
    step: 0,
    steps: 1,
    request: { to: "0xC56BD3ebd46b808187b11085Bb46310C007d30C6", data: "0x01", value: 0n },
    nonce: 4,
    status: "submitted",
    hash: "0x0a",
    createdAt: 1_000_000,
    knownAt: undefined,
    inclusion: undefined,
    sentence: undefined,
    acknowledged: false,
    ...patch,
  };
}
