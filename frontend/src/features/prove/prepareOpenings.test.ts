import { checkOpening, type Deployment, stampedOf } from "@colophon/sdk";
import type { PublicClient } from "viem";
import { describe, expect, it } from "vitest";
import { prepareOpenings } from "./sealing.ts";

const contract = (digit: string) => ({
  address: `0x${digit.repeat(40)}` as const,
  block: 0,
  initCodeHash: `0x${"0".repeat(64)}` as const,
});
const deployment: Deployment = {
  chainId: 31337,
  contracts: {
    timestamps: contract("1"),
    colophon: contract("2"),
    works: contract("3"),
    licences: contract("4"),
    royalties: contract("5"),
    agreements: contract("9"),
    assignments: contract("a"),
    terms: contract("6"),
    compliance: contract("7"),
    offers: contract("8"),
  },
};
const claimant = `0x${"9".repeat(40)}` as const;
const file = (path: string, size = 3) => ({
  path,
  size,
  sha256: `0x${path.charCodeAt(0).toString(16).repeat(32)}` as const,
  blake3: `0x${path.charCodeAt(0).toString(16).repeat(32)}` as const,
});
const chain = {
  getChainId: async () => 31337,
  getBlockNumber: async () => 20n,
  getBlock: async () => ({ number: 8n, hash: `0x${"8".repeat(64)}` }),
} as unknown as PublicClient;
const silent = {
  getChainId: () => Promise.reject(new Error("no answer")),
  getBlockNumber: () => Promise.reject(new Error("no answer")),
} as unknown as PublicClient;
const common = { client: chain, deployment, claimant, folder: undefined, separately: false };

describe("prepareOpenings", () => {
  it("seals all files together under the folder's name, with a recent block inside", async () => {
    const { stamped, openings } = await prepareOpenings({
      ...common,
      files: [file("a"), file("b"), file("empty", 0)],
      folder: "book",
    });
    expect(openings).toHaveLength(1);
    const [first] = openings;
    if (!first) return;
    expect(first.name).toBe("book");
    expect(first.opening.commitment).toBe(stamped);
    expect(first.opening.manifest.files.map(({ path }) => path)).toEqual(["a", "b", "empty"]);
    expect(first.opening.manifest.anchor).toMatchObject({ number: 8 });
    expect(checkOpening(first.opening, { chainId: 31337, claimant })).toEqual({ opens: true });
  });

  it("seals each file on its own in one batch, leaving out empty ones", async () => {
    const { stamped, openings } = await prepareOpenings({
      ...common,
      files: [file("a"), file("empty", 0), file("b")],
      separately: true,
    });
    expect(openings.map(({ name }) => name)).toEqual(["a", "b"]);
    for (const { opening } of openings) {
      expect(stampedOf(opening)).toBe(stamped);
      expect(checkOpening(opening)).toEqual({ opens: true });
    }
    expect(new Set(openings.map(({ opening }) => opening.salt)).size).toBe(2);
  });

  it("seals without the chain, only without a block inside", async () => {
    const { openings } = await prepareOpenings({ ...common, client: silent, files: [file("a")] });
    expect(openings[0]?.opening.manifest.anchor).toBeUndefined();
    expect(openings[0]?.name).toBe("a");
  });

  it("R05 refuses nothing but empty files", async () => {
    await expect(prepareOpenings({ ...common, files: [file("e", 0)] })).rejects.toThrow(/empty/);
  });
});
