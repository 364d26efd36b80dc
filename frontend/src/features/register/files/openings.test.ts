import { canonicalJson, createManifest, createOpening } from "@colophon/sdk";
import type { Claim } from "@colophon/sdk/read";
import { zeroAddress, zeroHash } from "viem";
import { describe, expect, it } from "vitest";
import { openingMismatch, openingOf, parseOpeningFile } from "./content.ts";
import { claimsOfWorks } from "./KnownFilesNotice.tsx";

const ines = "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266";
const tomas = "0x70997970C51812dc3A010C7d01b50e0d17dc79C8";
const hash = (digit: string) => `0x${digit.repeat(64)}` as const;
const manifest = createManifest({ files: [{ path: "a", size: 1, sha256: hash("1"), blake3: hash("2") }] });
const opening = createOpening({ chainId: 1, timestamps: zeroAddress, claimant: ines, manifest });
const contract = { address: zeroAddress as `0x${string}`, block: 0, initCodeHash: zeroHash };
const contracts = {
  timestamps: contract,
  colophon: contract,
  works: contract,
  licences: contract,
  royalties: contract,
  agreements: contract,
  assignments: contract,
  terms: contract,
  offers: contract,
  compliance: contract,
};
const file = (text: string) => new File([text], "a.colophon.json");

describe("readOpeningFile", () => {
  it("reads what was kept", async () => {
    expect(await parseOpeningFile(file(canonicalJson(opening)))).toEqual({ ok: true, opening });
  });

  it("W11 refuses a file that was changed in one character, and says what does not fit", async () => {
    const changed = canonicalJson({ ...opening, claimant: tomas.toLowerCase() });
    expect(await parseOpeningFile(file(changed))).toMatchObject({ error: expect.stringContaining("does not open") });
  });

  it.each(["", "{", "[]", '{"format":"colophon-manifest/1"}'])("W03 refuses %j with a sentence", async (text) => {
    const result = await parseOpeningFile(file(text));
    expect(result.ok ? "" : result.error).toMatch(/^This is not a valid colophon-opening\/1 document\./);
  });
});

describe("openingMismatch", () => {
  it("R06 counts a stamp for its own chain, contract and claimant only", () => {
    const deployment = { chainId: 1, contracts };
    expect(openingMismatch(opening, deployment, ines)).toBeUndefined();
    expect(openingMismatch(opening, { ...deployment, chainId: 5 }, ines)).toBe("chain");
    const elsewhere = { ...contracts, timestamps: { ...contract, address: tomas } as typeof contract };
    expect(openingMismatch(opening, { chainId: 1, contracts: elsewhere }, ines)).toBe("contract");
    expect(openingMismatch(opening, deployment, tomas)).toBe("claimant");
  });
});

describe("openingOf", () => {
  it("seals files that were just read for the account that is connected, always with the same salt", async () => {
    const content = { name: "a", manifest, salt: hash("9"), opening: undefined };
    const made = await openingOf(content, { chainId: 1, contracts }, tomas);
    expect(made).toMatchObject({ claimant: tomas.toLowerCase(), salt: hash("9"), contentRoot: opening.contentRoot });
    expect((await openingOf(content, { chainId: 1, contracts }, tomas)).commitment).toBe(made.commitment);
  });

  it("leaves an opening that was made before as it is", async () => {
    expect(
      await openingOf({ name: "a", manifest, salt: opening.salt, opening }, { chainId: 1, contracts }, tomas),
    ).toBe(opening);
  });
});

describe("claimsOfWorks", () => {
  const claim = (id: bigint, block: number, rank = 1) =>
    ({
      rank,
      work: { id },
      claimant: ines,
      evidence: { kind: "record", at: { block, logIndex: 0 } },
    }) as unknown as Claim;

  it("R04 lists each work once, by its earliest evidence for any of the files", () => {
    const works = claimsOfWorks([
      { digest: hash("1"), claims: [claim(7n, 30), claim(8n, 40, 2)] },
      { digest: hash("2"), claims: [claim(8n, 20), claim(7n, 50, 2)] },
    ]);
    expect(works.map(({ work, rank, evidence }) => [work.id, rank, evidence.at.block])).toEqual([
      [8n, 1, 20],
      [7n, 2, 30],
    ]);
  });
});
