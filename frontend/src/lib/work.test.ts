import type { ContentStore } from "@colophon/sdk";
import type { Claim } from "@colophon/sdk/read";
import { zeroHash } from "viem";
import { describe, expect, it } from "vitest";
import { eventAt, ines, maya, metadataOf, tomas, workRecord } from "../testing/fixtures.ts";
import { concernOf, contentTrust, creatorsOf, earlierClaims, titleOf } from "./work.ts";

function claim(id: bigint, claimant: typeof ines, block: number): Claim {
  const work = workRecord({ id, claimant });
  const [version] = work.versions;
  if (!version) throw new Error("A work has a version.");
  return {
    evidence: { kind: "stamp", commitment: zeroHash, at: eventAt(block) },
    claimant,
    gaps: [],
    rank: 1,
    work,
    version,
  };
}

describe("a title that is none", () => {
  const called = (name: string, credit = "Ines Okafor") => {
    const value = metadataOf({ name, credits: [{ name: credit, role: "author" }] });
    const metadata = { status: "found", value } as const;
    return {
      title: titleOf(workRecord({ id: 5n, metadata })),
      creators: creatorsOf(metadata),
      concern: concernOf(metadata),
    };
  };

  it("calls a work with a blank title by its number, and credits nobody by a blank name", () => {
    expect(called("\u200b\u200b", "\u2800")).toEqual({
      title: "Work 00000000",
      creators: undefined,
      concern: { mark: "Nothing visible in its title" },
    });
  });

  it("marks look-alike letters in titles and credits, and nothing else", () => {
    expect(called("Соlорhоn Осеаn").concern?.mark).toMatch(/Look-alike letters in its title: .*Latin and Cyrillic/);
    expect(called("Salt", "Іnеs Okafor").concern?.mark).toMatch(/in a name that it credits/);
    expect(called("Война и мир", "Лев Толстой").concern).toBeUndefined();
  });
});

describe("earlierClaims", () => {
  const own = { evidence: { kind: "record", at: eventAt(50) } as const, claimant: ines, gaps: [] };

  it("R04 lists other people's earlier works once each, the earliest first, with the files they share", () => {
    const found = earlierClaims({
      own,
      earlier: [
        { digest: "0x01", claim: claim(8n, tomas, 20) },
        { digest: "0x01", claim: claim(9n, maya, 10) },
        { digest: "0x02", claim: claim(8n, tomas, 20) },
      ],
    });
    expect(found.map(({ claim: { work }, digests }) => [work.id, digests.length])).toEqual([
      [9n, 1],
      [8n, 2],
    ]);
  });

  it("does not warn of the claimant's own earlier work", () => {
    expect(earlierClaims({ own, earlier: [{ digest: "0x01", claim: claim(8n, ines, 20) }] })).toEqual([]);
  });
});

describe("contentTrust", () => {
  const storeWith = (problem: "missing" | "unreachable" | "mismatch" | "too large"): ContentStore => ({
    get: async () => ({
      status: "unknown",
      sentence: "Not read.",
      attempts: [{ gateway: "", problem, sentence: problem }],
    }),
    put: () => Promise.reject(new Error("Nothing is written here.")),
  });
  const unknown = { status: "unknown", sentence: "Not read." } as const;

  it("R09 tells altered bytes from absent ones", async () => {
    expect(await contentTrust(storeWith("mismatch"), zeroHash, unknown)).toEqual({
      status: "refused",
      sentence: "mismatch",
    });
    expect(await contentTrust(storeWith("unreachable"), zeroHash, unknown)).toMatchObject({ status: "unavailable" });
  });

  it("W05 refuses a description that is too large, or is none", async () => {
    expect(await contentTrust(storeWith("too large"), zeroHash, unknown)).toMatchObject({ status: "refused" });
    const invalid = { status: "invalid", sentence: "It is not JSON." } as const;
    expect(await contentTrust(undefined, zeroHash, invalid)).toEqual({
      status: "refused",
      sentence: "It is not JSON.",
    });
  });

  it("verifies what was found", async () => {
    expect(await contentTrust(undefined, zeroHash, { status: "found", value: {} })).toEqual({ status: "verified" });
  });
});

describe("titles and creators", () => {
  it("calls a work by its number when its title is not known", () => {
    expect(titleOf({ id: 0xabcdef01n << 192n, metadata: { status: "unknown", sentence: "" } })).toBe("Work abcdef01");
  });

  it("names a few creators and counts the rest", () => {
    const credits = ["A", "B", "C", "D", "A"].map((name) => ({ name, role: "author" }));
    const of = (count: number) =>
      creatorsOf({ status: "found", value: metadataOf({ credits: credits.slice(0, count) }) });
    expect([0, 1, 2, 3, 5].map(of)).toEqual([undefined, "A", "A and B", "A, B and 1 other", "A, B and 2 others"]);
  });

  it("W06 cuts a name that would fill the page", () => {
    const credits = [{ name: "W".repeat(200), role: "author" }];
    expect(creatorsOf({ status: "found", value: metadataOf({ credits }) })).toHaveLength(61);
  });
});
