import { describe, expect, it } from "vitest";
import { custodyLog, type ProofCase } from "./proofCase.ts";

const second = 1_773_324_309;
const given = {
  bundle: { chainId: 1 },
  kept: {
    block: { number: 24_000_012, hash: "0x", time: second },
    final: false,
    capturedAt: (second + 60) * 1000 + 999,
  },
  opening: { createdAt: (second - 60) * 1000, opening: { manifest: { files: [{}] } } },
  chainName: "Ethereum",
  verifiedAt: (second + 3600) * 1000,
} as unknown as ProofCase;

describe("custodyLog", () => {
  it("gives each time with the clock that it is from, and none where none was kept", () => {
    const log = custodyLog(given);
    expect(log.map(({ time }) => time)).toEqual([
      undefined,
      "12 March 2026, 14:04:09 UTC",
      "12 March 2026, 14:05:09 UTC",
      "12 March 2026, 14:06:09 UTC",
      "12 March 2026, 15:05:09 UTC",
    ]);
    expect(log[2]?.clock).toContain("producer");
    expect(log[3]?.event).toContain("did not count the block as final");
    expect(custodyLog({ ...given, kept: { ...given.kept, final: true } })[3]?.event).toContain("which counted");
  });
});
