import {
  bytesToHex,
  getContractAddress,
  type Hex,
  hexToBytes,
  keccak256,
  numberToHex,
  sha256,
  stringToBytes,
  zeroHash,
} from "viem";
import { describe, expect, it, vi } from "vitest";
import { createDigester } from "../content/digest.ts";
import { create2Deployer } from "../core/deployment.ts";
import { canonicalJson } from "../core/json.ts";
import { createContentStore } from "../core/store.ts";
import { FormatError } from "../model/errors.ts";
import { type MakeBundleParameters, makeBundle, makeExcerpt } from "../testing/bundles.ts";
import { type Bundle, parseBundle } from "./bundle.ts";
import { readExcerpts } from "./checkFiles.ts";
import { decodeRlp, encodeRlp, type RlpItem } from "./rlp.ts";
import { limitsStatement } from "./verdict.ts";
import { type VerifyBundleParameters, verifyBundle } from "./verifyBundle.ts";

const trustedOf = ({ blocks, chainId }: Bundle) =>
  blocks.map(({ number, hash }) => ({ number, hash, chainId, source: "you" }));

/** A made bundle with all that it takes to prove it; `change` is made to it first. */
function verdictOf(parameters: MakeBundleParameters = {}, more: Partial<VerifyBundleParameters> = {}) {
  const { bundle, files } = makeBundle(parameters);
  return verifyBundle({ bundle: canonicalJson(bundle), files, trusted: trustedOf(bundle), ...more });
}

const changed = (bundle: Bundle, change: (copy: Bundle & Record<string, never>) => void): Bundle => {
  const copy = structuredClone(bundle);
  change(copy as never);
  return copy;
};

async function* piecesOf(bytes: Uint8Array) {
  yield bytes;
}

/** The first receipt's proof, to be changed. */
const proofOf = (blocks: Bundle["blocks"]) => blocks[0]?.receipts?.[0]?.proof as unknown as Hex[];

describe("a complete bundle", () => {
  it("is proved, with what that means, what is assumed and what a timestamp can't prove", () => {
    const verdict = verdictOf();
    expect(verdict.verdict).toBe("proved");
    expect(verdict.sentence).toMatch(
      /^Proved: 0x7099.* held exactly these bytes \(2 files\) no later than block 24000000 of chain 1, 2026-01-01 00:00:00 UTC\.$/,
    );
    expect(verdict.assumed).toEqual([expect.stringContaining("it is taken from you")]);
    expect(verdict.notChecked).toEqual([]);
    expect(verdict.limits).toBe(limitsStatement);
    expect(verdict.steps.map(({ id, outcome }) => `${id} ${outcome}`)).toEqual([
      "format proved",
      "contract:timestamps proved",
      "header:24000000 proved",
      "receipt:24000000:2 proved",
      "content proved",
      "commitment proved",
      "stamp proved",
      "claimant proved",
      "files proved",
      "trust:24000000 assumed",
    ]);
    expect(verdict.records).toEqual([expect.objectContaining({ contract: "timestamps", event: "Commit" })]);
  });

  it.each<[string, MakeBundleParameters]>([
    ["alone in its block", { transactions: 1 }],
    ["among 300", { transactions: 300 }],
    ["in a batch", { others: 8 }],
    ["with one file disclosed", { disclose: ["notes.txt"], files: { "notes.txt": "spring\n" } }],
    ["with an anchor", { withAnchor: true }],
    ["with state", { withState: true }],
    ["of Amsterdam", { header: { blockAccessListHash: keccak256("0x01"), slotNumber: "0x9" } }],
    [
      "of London",
      {
        header: {
          withdrawalsRoot: undefined,
          blobGasUsed: undefined,
          excessBlobGas: undefined,
          parentBeaconBlockRoot: undefined,
          requestsHash: undefined,
        },
      },
    ],
  ])("is proved %s", (_, parameters) => {
    expect(verdictOf(parameters).verdict).toBe("proved");
  });

  it("says that the claimant did not send it, as anyone may name anyone", () => {
    const verdict = verdictOf({ sender: "0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266" });
    expect(verdict.verdict).toBe("proved");
    expect(verdict.proved[0]).toMatch(/^Somebody who named 0x7099.* as the claimant held exactly these bytes/);
    expect(verdict.notChecked[0]).toMatch(/sent by 0xf39f.* and not by the claimant/);
  });

  it("without files proves only what the digests say, and says so", () => {
    const verdict = verdictOf({}, { files: undefined });
    expect(verdict.verdict).toBe("proved");
    const { files } = makeBundle();
    expect(verdict.files).toEqual(
      expect.arrayContaining(files.map(({ path, size, sha256 }) => ({ path, size, sha256, compared: false }))),
    );
    expect(verdict.proved[0]).toContain("the bytes with the listed digests (2 files, none of them compared here)");
    expect(verdict.notChecked[0]).toMatch(/No file was compared/);
  });

  it("with one file of two says that the other was not compared", () => {
    const { files } = makeBundle();
    const verdict = verdictOf({}, { files: files.slice(0, 1) });
    expect(verdict.verdict).toBe("proved");
    expect(verdict.files.map(({ path, compared }) => `${path} ${compared}`).sort()).toEqual([
      "notes.txt false",
      "poems/tide.txt true",
    ]);
    expect(verdict.proved[0]).toContain(`exactly these bytes (SHA-256 ${files[0]?.sha256})`);
    expect(verdict.notChecked[0]).toMatch(/^1 more/);
  });

  it("puts a block on both sides only if both are vouched for", () => {
    const { bundle, files } = makeBundle({ withAnchor: true });
    const anchor = bundle.stamp?.manifest?.anchor as { hash: Hex };
    const without = verifyBundle({ bundle, files, trusted: trustedOf(bundle) });
    expect(without.stamp?.notBefore).toBeUndefined();
    expect(without.notChecked.join()).toContain("so it is not older than that block if");
    const trusted = [...trustedOf(bundle), { hash: anchor.hash, chainId: 1, source: "you" }];
    const both = verifyBundle({ bundle, files, trusted });
    expect(both.stamp?.notBefore).toMatchObject({ number: 23999984, time: 0x6955b840 });
    expect(both.proved[1]).toContain("was not made before block 23999984");
    // The parent of the stamp's block needs no word of anybody: its hash is in the header.
    const child = makeBundle({ withAnchor: true, header: { parentHash: anchor.hash } });
    expect(verifyBundle({ bundle: child.bundle, trusted: trustedOf(child.bundle) }).stamp?.notBefore?.hash).toBe(
      anchor.hash,
    );
    const disclosed = makeBundle({ withAnchor: true, disclose: ["notes.txt"] });
    const shown = verifyBundle({
      bundle: disclosed.bundle,
      trusted: [...trustedOf(disclosed.bundle), { hash: anchor.hash, chainId: 1, source: "you" }],
    });
    expect(shown.stamp?.notBefore?.hash).toBe(anchor.hash);
  });

  it("R07 states its times to the block, and is disproved by a stamp that says a second more or less", () => {
    const time = 0x6955b900;
    const outcomes = [-1, 0, 1].map((seconds) => {
      const { bundle } = makeBundle({ header: { timestamp: numberToHex(time + seconds) } });
      const moved = changed(bundle, ({ blocks }) => Object.assign(blocks[0] as object, { time: time + seconds }));
      const verdict = verifyBundle({ bundle: moved, trusted: trustedOf(moved) });
      return `${verdict.verdict}: ${verdict.steps.find(({ id }) => id === "stamp")?.sentence}`;
    });
    expect(outcomes[0]).toBe(`disproved: The stamp says the time ${time}, but its block's is ${time - 1}.`);
    expect(outcomes[1]).toContain("proved: ");
    expect(outcomes[1]).toContain("in transaction 2 of block 24000000, 2026-01-01 00:00:00 UTC.");
    expect(outcomes[2]).toBe(`disproved: The stamp says the time ${time}, but its block's is ${time + 1}.`);
  });

  it("R07 has two blocks around its time: an anchor in the block before it is one, in the same or a later it is none", () => {
    const anchorNumber = 23999984;
    const bracket = [1, 0, -1].map((later) => {
      const number = anchorNumber + later;
      const parentHash = makeBundle({ withAnchor: true }).bundle.stamp?.manifest?.anchor?.hash;
      const header = { number: numberToHex(number), ...(later === 1 && { parentHash }) };
      const { bundle } = makeBundle({ withAnchor: true, header });
      const moved = changed(bundle, ({ blocks }) => Object.assign(blocks[0] as object, { number }));
      const anchor = { hash: bundle.stamp?.manifest?.anchor?.hash as Hex, chainId: 1, source: "you" };
      return verifyBundle({ bundle: moved, trusted: [...trustedOf(moved), anchor] });
    });
    expect(bracket.map(({ verdict }) => verdict)).toEqual(["proved", "disproved", "disproved"]);
    expect(bracket[0]?.stamp).toMatchObject({
      notBefore: { number: anchorNumber, time: 0x6955b840 },
      notAfter: { number: anchorNumber + 1, time: 0x6955b900 },
    });
    expect(bracket[0]?.proved.slice(0, 2)).toEqual([
      expect.stringContaining(`no later than block ${anchorNumber + 1} of chain 1, 2026-01-01 00:00:00 UTC.`),
      expect.stringContaining(`not made before block ${anchorNumber} of chain 1, 2025-12-31 23:56:48 UTC.`),
    ]);
    expect(bracket[1]?.sentence).toContain("can't have been known before the stamp");
  });
});

describe("W07 a gateway", () => {
  const { bundle, files } = makeBundle();
  const bytes = new Uint8Array(stringToBytes(canonicalJson(bundle)));
  const gateway = "https://gateway.example";
  const storeOf = (answer: () => Response) =>
    createContentStore({ gateways: [gateway], api: null, fetch: (async () => answer()) as typeof fetch });

  it("that sends a bundle with a byte changed is refused with words, and so is the bundle by whoever took it", async () => {
    const altered = bytes.slice();
    const at = canonicalJson(bundle).indexOf(bundle.stamp?.salt.slice(2) ?? "") + 5;
    altered.set(stringToBytes(altered[at] === 0x30 ? "1" : "0"), at);
    const found = await storeOf(() => new Response(altered)).get(sha256(bytes));
    expect(found).toMatchObject({
      status: "unknown",
      sentence: expect.stringContaining(`${gateway} sent other bytes than those asked for, so they were refused.`),
    });
    const verdict = verifyBundle({ bundle: altered, files, trusted: trustedOf(bundle) });
    expect(verdict.verdict).toBe("disproved");
    expect(verdict.sentence).toContain("It does not open");
    const honest = await storeOf(() => new Response(bytes)).get(sha256(bytes));
    expect(honest.status).toBe("found");
  });

  it("that is offline takes no proof away: nobody is asked for anything", async () => {
    const down = await storeOf(() => {
      throw new TypeError("fetch failed");
    }).get(sha256(bytes));
    expect(down).toMatchObject({ status: "unknown", sentence: expect.stringContaining("could not be reached") });
    const asked = vi.spyOn(globalThis, "fetch").mockRejectedValue(new TypeError("fetch failed"));
    try {
      expect(verifyBundle({ bundle: bytes, files, trusted: trustedOf(bundle) }).verdict).toBe("proved");
      expect(asked).not.toHaveBeenCalled();
    } finally {
      asked.mockRestore();
    }
  });
});

describe("trust in the block", () => {
  it("is never invented: without a hash nothing is proved", () => {
    const verdict = verdictOf({}, { trusted: [] });
    expect(verdict.verdict).toBe("cannot-know");
    expect(verdict.sentence).toMatch(/^Cannot know: Whether block 24000000 with the hash 0x/);
    expect(verdict).toMatchObject({ proved: [], records: [], states: [] });
    expect(verdict.stamp).toBeUndefined();
    for (const parameters of [{ others: 3 }, { withoutStamp: true }, { withState: true }]) {
      expect(verdictOf(parameters, { trusted: undefined, files: undefined }).verdict).toBe("cannot-know");
    }
  });

  it("R06 names both chains, and both hashes", () => {
    const { bundle } = makeBundle();
    const [known] = trustedOf(bundle) as [ReturnType<typeof trustedOf>[number]];
    const chain = verdictOf({}, { trusted: [{ ...known, chainId: 10 }] });
    expect(chain.verdict).toBe("disproved");
    expect(chain.sentence).toContain("for chain 1, but the block that you trust");
    expect(chain.sentence).toContain("of chain 10");
    const hash = keccak256("0x01");
    for (const number of [known.number, undefined]) {
      const verdict = verdictOf({}, { trusted: [{ ...known, hash, number }] });
      expect(verdict.verdict).toBe("disproved");
      expect(verdict.sentence).toContain(hash);
      expect(verdict.sentence).toContain(known.hash);
    }
    expect(verdictOf({}, { trusted: [{ ...known, number: known.number + 1, hash }] }).verdict).toBe("cannot-know");
    expect(verdictOf({}, { trusted: [{ ...known, number: known.number + 1 }] }).verdict).toBe("cannot-know");
  });

  it("needs a chain where no commitment names one", () => {
    const { bundle } = makeBundle({ withoutStamp: true });
    const [known] = trustedOf(bundle) as [ReturnType<typeof trustedOf>[number]];
    expect(verifyBundle({ bundle, trusted: [known] }).verdict).toBe("proved");
    const verdict = verifyBundle({ bundle, trusted: [{ ...known, chainId: undefined }] });
    expect(verdict.verdict).toBe("cannot-know");
    expect(verdict.sentence).toContain("Name the chain");
    const stamp = makeBundle();
    expect(
      verifyBundle({ bundle: stamp.bundle, trusted: [{ hash: stamp.bundle.blocks[0]?.hash as Hex, source: "you" }] })
        .verdict,
    ).toBe("proved");
  });
});

describe("R02 what does not fit is named", () => {
  const cases: [string, string, (bundle: Bundle & Record<string, never>) => void][] = [
    [
      "the claimant",
      "commitment",
      ({ stamp }) => Object.assign(stamp as object, { claimant: "0x00000000000000000000000000000000000000aa" }),
    ],
    ["the salt", "commitment", ({ stamp }) => Object.assign(stamp as object, { salt: keccak256("0x02") })],
    ["the content root", "content", ({ stamp }) => Object.assign(stamp as object, { contentRoot: keccak256("0x02") })],
    ["a size in the list", "content", ({ stamp }) => Object.assign(stamp?.manifest?.files[0] as object, { size: 8 })],
    ["the commitment", "commitment", ({ stamp }) => Object.assign(stamp as object, { commitment: keccak256("0x02") })],
    [
      "the contract's address",
      "contract:timestamps",
      ({ contracts }) =>
        Object.assign(contracts[0] as object, { address: "0x00000000000000000000000000000000000000aa" }),
    ],
    [
      "the contract's code",
      "contract:timestamps",
      ({ contracts }) => Object.assign(contracts[0] as object, { initCodeHash: keccak256("0x02") }),
    ],
    ["the time", "header:24000000", ({ blocks }) => Object.assign(blocks[0] as object, { time: 1 })],
    ["the number", "header:24000001", ({ blocks }) => Object.assign(blocks[0] as object, { number: 24000001 })],
    [
      "the block's hash",
      "header:24000000",
      ({ blocks }) => Object.assign(blocks[0] as object, { hash: keccak256("0x02") }),
    ],
    [
      "the transaction",
      "receipt:24000000:3",
      ({ blocks }) => Object.assign(blocks[0]?.receipts?.[0] as object, { transaction: 3 }),
    ],
    ["a cut proof", "receipt:24000000:2", ({ blocks }) => proofOf(blocks).pop()],
    ["a longer proof", "receipt:24000000:2", ({ blocks }) => proofOf(blocks).push("0x80")],
  ];
  it.each(cases)("%s", (_, step, change) => {
    const { bundle, files } = makeBundle();
    const other = changed(bundle, change);
    const verdict = verifyBundle({ bundle: canonicalJson(other), files, trusted: trustedOf(bundle) });
    expect(verdict.verdict).toBe("disproved");
    expect(verdict.steps.find(({ outcome }) => outcome === "disproved")?.id).toBe(step);
    expect(verdict.sentence.length).toBeGreaterThan(40);
  });

  it("R06 the chain: a commitment of another chain does not open here", () => {
    const { bundle } = makeBundle();
    const other = { ...bundle, chainId: 5 };
    const verdict = verifyBundle({ bundle: other, trusted: trustedOf(other) });
    expect(verdict.verdict).toBe("disproved");
    expect(verdict.sentence).toContain("chain 5");
  });

  it("what the verifier expects: chain, contract, claimant, content root", () => {
    const { bundle } = makeBundle();
    const claimant = bundle.stamp?.claimant.toUpperCase().replace("0X", "0x") as Hex;
    const { contentRoot } = bundle.stamp as { contentRoot: Hex };
    const expected = { chainId: 1, timestamps: bundle.contracts[0]?.address as Hex, claimant, contentRoot };
    expect(verdictOf({}, { expected }).verdict).toBe("proved");
    for (const [part, value] of Object.entries({
      chainId: 10,
      timestamps: "0xaa",
      claimant: "0xbb",
      contentRoot: "0xcc",
    })) {
      const verdict = verdictOf({}, { expected: { ...expected, [part]: value } });
      expect(verdict.verdict).toBe("disproved");
      expect(verdict.steps.find(({ outcome }) => outcome === "disproved")?.id).toBe(`expected:${part}`);
      expect(verdict.sentence).toContain(String(value));
    }
  });

  it("W11 a file that was changed, and one that is another", () => {
    const { files } = makeBundle();
    const [first] = files as [(typeof files)[number]];
    const verdict = verdictOf({}, { files: [{ ...first, sha256: keccak256("0x02") }] });
    expect(verdict.verdict).toBe("disproved");
    expect(verdict.sentence).toContain("“poems/tide.txt”");
    expect(verdictOf({}, { files: [{ ...first, blake3: keccak256("0x02") }] }).verdict).toBe("disproved");
    expect(verdictOf({}, { files: [...files, { ...first, sha256: keccak256("0x03") }] }).verdict).toBe("disproved");
    expect(verdictOf({ withoutStamp: true }, { files }).verdict).toBe("cannot-know");
  });

  it("a batch and a disclosure that don't lead to the root", () => {
    const batch = makeBundle({ others: 4 }).bundle;
    const inBatch = changed(batch, ({ stamp }) => (stamp as unknown as { batch: { proof: Hex[] } }).batch.proof.pop());
    expect(verifyBundle({ bundle: inBatch, trusted: trustedOf(batch) }).sentence).toContain("is not in the batch");
    const disclosed = makeBundle({ disclose: ["notes.txt"], withAnchor: true }).bundle;
    for (const part of ["digest", "blinding"]) {
      const other = changed(disclosed, ({ stamp }) =>
        Object.assign(stamp?.files?.[0] as object, { [part]: keccak256("0x02") }),
      );
      expect(verifyBundle({ bundle: other, trusted: trustedOf(disclosed) }).sentence).toContain(
        "is not in the content",
      );
    }
    const head = changed(disclosed, ({ stamp }) => Object.assign(stamp?.head?.anchor as object, { number: 23999985 }));
    expect(verifyBundle({ bundle: head, trusted: trustedOf(disclosed) }).sentence).toContain("The head");
  });

  it("an anchor that is not its block, or is later than the stamp", () => {
    const { bundle } = makeBundle({ withAnchor: true });
    const other = changed(bundle, ({ stamp, blocks }) => Object.assign(stamp as object, { anchor: blocks[0]?.header }));
    expect(verifyBundle({ bundle: other, trusted: trustedOf(bundle) }).sentence).toContain("is not that of block");
    const late = makeBundle({ withAnchor: true, header: { number: "0x16e35f0" } }).bundle;
    const same = changed(late, ({ blocks }) => Object.assign(blocks[0] as object, { number: 0x16e35f0 }));
    expect(verifyBundle({ bundle: same, trusted: trustedOf(same) }).sentence).toContain("can't have been known before");
  });

  it("R05 the empty file shows nothing", () => {
    const { bundle } = makeBundle({ disclose: ["notes.txt"] });
    const digest = "0xe3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    const other = changed(bundle, ({ stamp }) => Object.assign(stamp?.files?.[0] as object, { digest }));
    expect(verifyBundle({ bundle: other, trusted: trustedOf(bundle) }).sentence).toContain("is empty");
  });
});

describe("C07 forged evidence", () => {
  it("a receipt that stamps something else, or nothing", () => {
    const { bundle } = makeBundle({ stamped: keccak256("0x05") });
    const verdict = verifyBundle({ bundle, trusted: trustedOf(bundle) });
    expect(verdict.verdict).toBe("disproved");
    expect(verdict.sentence).toContain("None of the receipts");
  });

  it("a receipt of another block, a whole forged block", () => {
    const [real, forged] = [makeBundle({ transactions: 7 }).bundle, makeBundle({ transactions: 5 }).bundle];
    const mixed = changed(forged, ({ blocks }) =>
      Object.assign(blocks[0] as object, { receipts: real.blocks[0]?.receipts }),
    );
    expect(verifyBundle({ bundle: mixed, trusted: trustedOf(forged) }).verdict).toBe("disproved");
    expect(verifyBundle({ bundle: forged, trusted: trustedOf(real) }).verdict).toBe("disproved");
  });

  it("a stray copy of a contract's code is not the register", () => {
    const { bundle } = makeBundle();
    const [initCodeHash, name] = [keccak256("0x08"), "works"];
    const address = getContractAddress({
      opcode: "CREATE2",
      from: create2Deployer,
      salt: zeroHash,
      bytecodeHash: initCodeHash,
    });
    const stray = { name, address: address.toLowerCase(), deployer: create2Deployer, initCodeHash };
    const other = changed(bundle, ({ contracts }) => (contracts as unknown[]).push(stray));
    const verdict = verifyBundle({ bundle: other, trusted: trustedOf(bundle), codes: [initCodeHash] });
    expect(verdict.verdict).toBe("cannot-know");
    expect(verdict.sentence).toContain("may be a copy with other neighbours");
  });

  it("another contract's code can't be known, unless the verifier accepts it", () => {
    const initCodeHash = keccak256("0x06");
    const { bundle } = makeBundle({ initCodeHash });
    const verdict = verifyBundle({ bundle, trusted: trustedOf(bundle) });
    expect(verdict.verdict).toBe("cannot-know");
    expect(verdict.sentence).toContain(initCodeHash);
    expect(verifyBundle({ bundle, trusted: trustedOf(bundle), codes: [initCodeHash] }).verdict).toBe("proved");
    const stranger = changed(bundle, ({ contracts }) =>
      Object.assign(contracts[0] as object, { deployer: "0x00000000000000000000000000000000000000aa" }),
    );
    expect(verifyBundle({ bundle: stranger, trusted: trustedOf(bundle), codes: [initCodeHash] }).verdict).toBe(
      "disproved",
    );
  });

  it("a header with a field more is refused, although its hash is vouched for", () => {
    const { bundle } = makeBundle();
    const items = decodeRlp(hexToBytes(bundle.blocks[0]?.header as Hex)) as readonly RlpItem[];
    const header = bytesToHex(encodeRlp([...items, new Uint8Array(32)]));
    const other = changed(bundle, ({ blocks }) =>
      Object.assign(blocks[0] as object, { header, hash: keccak256(header) }),
    );
    const verdict = verifyBundle({ bundle: other, trusted: trustedOf(other) });
    expect(verdict.verdict).not.toBe("proved");
    expect(verdict.steps.find(({ id }) => id === "header:24000000")?.sentence).toContain("it has 22 fields");
  });

  it("state that is not under the root", () => {
    const { bundle } = makeBundle({ withState: true });
    const proved = verifyBundle({ bundle, trusted: trustedOf(bundle) });
    expect(proved.states[0]?.storage.map(({ value }) => BigInt(value))).toEqual([4n, 5n]);
    const slot = changed(bundle, ({ blocks }) =>
      Object.assign(blocks[0]?.accounts?.[0]?.storage?.[1] as object, { slot: keccak256("0x07") }),
    );
    expect(verifyBundle({ bundle: slot, trusted: trustedOf(bundle) }).verdict).toBe("disproved");
    const address = changed(bundle, ({ blocks }) =>
      Object.assign(blocks[0]?.accounts?.[0] as object, { address: "0x00000000000000000000000000000000000000aa" }),
    );
    expect(verifyBundle({ bundle: address, trusted: trustedOf(bundle) }).verdict).toBe("disproved");
  });
});

describe("W11 the file of a bundle", () => {
  it("is read only in canonical form, without anything unknown", () => {
    const { bundle } = makeBundle();
    const text = canonicalJson(bundle);
    expect(parseBundle(text)).toEqual(bundle);
    expect(parseBundle(new TextEncoder().encode(text))).toEqual(bundle);
    for (const other of [
      `${text}\n`,
      ` ${text}`,
      JSON.stringify(bundle),
      text.replace('"chainId":1', '"chainId":1.0'),
      text.replace('"chainId":1', '"chainId":1,"chainId":1'),
      `\ufeff${text}`,
    ]) {
      expect(() => parseBundle(other)).toThrow(FormatError);
      expect(() => parseBundle(new TextEncoder().encode(other))).toThrow(FormatError);
      expect(verifyBundle({ bundle: other, trusted: trustedOf(bundle) }).verdict).toBe("cannot-know");
    }
    for (const other of [
      { ...bundle, extra: 1 },
      { ...bundle, format: "colophon-bundle/1" },
      { ...bundle, blocks: [] },
      { ...bundle, blocks: [...bundle.blocks, ...bundle.blocks] },
      { ...bundle, contracts: [...bundle.contracts, ...bundle.contracts] },
      { ...bundle, contracts: [] },
      { ...bundle, stamp: { ...bundle.stamp, manifest: undefined } },
      { ...bundle, stamp: { ...bundle.stamp, files: [] } },
      { ...bundle, blocks: [{ ...bundle.blocks[0], receipts: undefined }] },
      { ...bundle, blocks: [{ ...bundle.blocks[0], header: "0x" }] },
      null,
      [],
      "",
    ]) {
      expect(() => parseBundle(other)).toThrow(FormatError);
    }
  });

  const flips = (text: string, step: number, parameters: Omit<VerifyBundleParameters, "bundle">) => {
    const bytes = new TextEncoder().encode(text);
    const proved: string[] = [];
    for (let i = 0; i < bytes.length; i += step) {
      const original = bytes[i] as number;
      for (const other of [original ^ 1, original ^ (2 << (i % 7))]) {
        bytes[i] = other;
        if (other !== original && verifyBundle({ ...parameters, bundle: bytes }).verdict === "proved")
          proved.push(`byte ${i}: ${other}`);
      }
      bytes[i] = original;
    }
    return proved;
  };

  it("is never proved after a change of any single byte, of which every one is tried", () => {
    const { bundle, files } = makeBundle({ files: { a: "a" }, transactions: 1 });
    expect(verifyBundle({ bundle: canonicalJson(bundle), files, trusted: trustedOf(bundle) }).verdict).toBe("proved");
    expect(flips(canonicalJson(bundle), 1, { files, trusted: trustedOf(bundle) })).toEqual([]);
    // Nor when all that the verifier knows is the block's hash.
    const trusted = [{ hash: bundle.blocks[0]?.hash as Hex, source: "you" }];
    expect(flips(canonicalJson(bundle), 3, { trusted })).toEqual([]);
  });

  it("is never proved with a file in which any single byte was changed", async () => {
    const text = "The tide comes in.\n";
    const digester = await createDigester();
    const hash = (bytes: Uint8Array) => {
      digester.update(bytes);
      return { path: "tide.txt", ...digester.finish() };
    };
    const bytes = new TextEncoder().encode(text);
    const blake3 = { "tide.txt": hash(bytes).blake3 };
    const { bundle } = makeBundle({ files: { "tide.txt": text }, blake3 });
    const disclosed = makeBundle({ files: { "tide.txt": text }, blake3, disclose: ["tide.txt"] }).bundle;
    const verdictWith = (file: Uint8Array, which = bundle) =>
      verifyBundle({ bundle: which, files: [hash(file)], trusted: trustedOf(which) }).verdict;
    expect([verdictWith(bytes), verdictWith(bytes, disclosed)]).toEqual(["proved", "proved"]);
    for (let i = 0; i < bytes.length; i++) {
      const other = bytes.map((byte, at) => (at === i ? byte ^ (1 << (i % 8)) : byte));
      expect([verdictWith(other), verdictWith(other, disclosed)]).toEqual(["disproved", "disproved"]);
    }
    expect(verdictWith(bytes.subarray(1))).toBe("disproved");
  });

  it("W11 is never proved with a part of a file after a change of a byte of the bundle or of the part", async () => {
    const { text, blake3, nodes, range, file, shown } = await makeExcerpt();
    const { bundle } = makeBundle({
      files: { "book.txt": text, "notes.txt": "spring\n" },
      blake3: { "book.txt": blake3 },
      disclose: ["book.txt"],
      ranges: [{ path: "book.txt", from: range.from, to: range.to, nodes }],
    });
    const parameters = { files: [file], trusted: trustedOf(bundle) };
    const verdict = verifyBundle({ bundle, ...parameters });
    expect(verdict.verdict).toBe("proved");
    expect(verdict.files).toEqual([expect.objectContaining({ range, compared: true })]);
    expect(verdict.proved[0]).toContain("as those from 1024 up to 3072 of a file of 5000 bytes");
    expect(flips(canonicalJson(bundle), 5, parameters)).toEqual([]);
    for (let at = 0; at < shown.length; at += 97) {
      const other = shown.map((byte, i) => (i === at ? byte ^ 1 : byte));
      const excerpts = await readExcerpts(bundle, { size: other.length, read: () => piecesOf(other) });
      const changedFile = { ...file, sha256: keccak256(other), excerpts };
      expect(verifyBundle({ bundle, ...parameters, files: [changedFile] }).verdict).toBe("disproved");
    }
  }, 180_000);

  it.each<[string, MakeBundleParameters]>([
    ["a batch", { others: 30, withAnchor: true }],
    ["a disclosure", { disclose: ["notes.txt"], withAnchor: true }],
    ["state and records", { withState: true, withoutStamp: true }],
    ["a block of 200", { transactions: 200, withState: true }],
  ])("is never proved after a change of a byte: %s, sampled", (_, parameters) => {
    const { bundle } = makeBundle(parameters);
    const anchor = (bundle.stamp?.manifest ?? bundle.stamp?.head)?.anchor;
    const trusted = [...trustedOf(bundle), ...(anchor ? [{ ...anchor, source: "you" }] : [])];
    expect(verifyBundle({ bundle, trusted }).verdict).toBe("proved");
    expect(flips(canonicalJson(bundle), 7, { trusted })).toEqual([]);
  });
});
