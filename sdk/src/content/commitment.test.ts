import { bytesToHex, type Hex } from "viem";
import { describe, expect, it } from "vitest";
import vectors from "../../vectors/commitment.json" with { type: "json" };
import { merkleProof, merkleTree } from "../core/merkle.ts";
import { FormatError } from "../model/errors.ts";
import {
  batchOpenings,
  type CommitmentParameters,
  checkOpening,
  commitmentOf,
  createOpening,
  type ExpectedOpening,
  type Opening,
  parseOpening,
  stampedOf,
} from "./commitment.ts";
import { contentRootOf } from "./disclosure.ts";
import { createManifest, randomSalt } from "./manifest.ts";

const random = (size = 32): Hex => bytesToHex(crypto.getRandomValues(new Uint8Array(size)));
const hashed = (path: string) => ({ path, size: 3, sha256: random(), blake3: random() });
const place = { chainId: 31337, timestamps: random(20), claimant: random(20) } as const;
const open = () => createOpening({ ...place, manifest: createManifest({ files: [hashed("a"), hashed("b")] }) });

function partsOf(opening: Opening, expected: ExpectedOpening = {}) {
  const check = checkOpening(opening, expected);
  return check.opens ? [] : check.differences.map(({ part }) => part);
}

describe("published vectors", () => {
  it("commits", () => {
    for (const { commitment, ...parts } of vectors.commitments) {
      expect(commitmentOf(parts as CommitmentParameters)).toBe(commitment);
    }
  });

  it("batches", () => {
    const tree = merkleTree(vectors.batch.leaves as Hex[]);
    expect(tree.root).toBe(vectors.batch.root);
    vectors.batch.proofs.forEach((proof, i) => {
      expect(merkleProof(tree, i)).toEqual(proof);
    });
  });
});

describe("an opening", () => {
  it("opens its commitment, survives its file, and spells addresses in lower case", () => {
    const opening = createOpening({
      ...place,
      claimant: "0x70997970C51812dc3A010C7d01b50e0d17dc79C8",
      manifest: createManifest({ files: [hashed("a")] }),
    });
    expect(opening.claimant).toBe("0x70997970c51812dc3a010c7d01b50e0d17dc79c8");
    const { commitment, ...parts } = opening;
    expect(commitment).toBe(commitmentOf(parts));
    expect(
      checkOpening(parseOpening(JSON.stringify(opening)), { claimant: "0x70997970C51812dc3A010C7d01b50e0d17dc79C8" }),
    ).toEqual({
      opens: true,
    });
    expect(randomSalt()).not.toBe(randomSalt());
    const timestamps = "0x70997970C51812dc3A010C7d01b50e0d17dc79C8";
    expect(createOpening({ ...place, claimant: random(20), timestamps, manifest: opening.manifest }).timestamps).toBe(
      timestamps.toLowerCase(),
    );
  });

  it("may be of the first chain, and stamped in the first block, at the first second", () => {
    const opening = { ...open(), chainId: 1, stamp: { transaction: random(), block: 0, time: 0 } };
    expect(parseOpening(JSON.stringify(opening))).toEqual(opening);
  });

  it("R02 R06 names the part that differs from what is on record", () => {
    const opening = open();
    const { chainId, timestamps, claimant, contentRoot, salt } = opening;
    expect(partsOf(opening, { chainId, timestamps, claimant, contentRoot, salt, stamped: opening.commitment })).toEqual(
      [],
    );
    expect(partsOf(opening, { chainId: 1 })).toEqual(["chainId"]);
    expect(partsOf(opening, { timestamps: random(20) })).toEqual(["timestamps"]);
    expect(partsOf(opening, { claimant: random(20) })).toEqual(["claimant"]);
    expect(partsOf(opening, { contentRoot: random() })).toEqual(["contentRoot"]);
    expect(partsOf(opening, { salt: random() })).toEqual(["salt"]);
    expect(partsOf(opening, { stamped: random() })).toEqual(["stamped"]);
    const check = checkOpening(opening, { chainId: 1 });
    expect(!check.opens && check.differences[0]?.sentence).toBe(
      "It does not open: the chain in the file is 31337, but on record it is 1.",
    );
    const upper = (digits: string) => `0x${digits.slice(2).toUpperCase()}` as Hex;
    expect(checkOpening(opening, { stamped: upper(opening.commitment) })).toEqual({ opens: true });
    const [root, stamped] = [random(), random()];
    expect(checkOpening(opening, { contentRoot: upper(root) })).toMatchObject({ differences: [{ expected: root }] });
    expect(checkOpening(opening, { stamped: upper(stamped) })).toMatchObject({
      differences: [
        { expected: stamped, sentence: expect.stringContaining(`what was stamped is ${stamped}, and this file`) },
      ],
    });
  });

  it("R02 names the part that was changed inside the file, as far as that can be known", () => {
    const opening = open();
    const { chainId, timestamps, claimant } = opening;
    const known = { chainId, timestamps, claimant };
    expect(partsOf({ ...opening, salt: random() }, known)).toEqual(["salt"]);
    expect(partsOf({ ...opening, salt: random() })).toEqual(["commitment"]);
    const salt = random();
    const fits = commitmentOf({ ...opening, salt });
    expect(checkOpening({ ...opening, salt })).toMatchObject({
      differences: [
        {
          ...{ part: "commitment", expected: fits, found: opening.commitment },
          sentence: `It does not open: its parts make the commitment ${fits}, but the file says ${opening.commitment}. One of chain, contract, claimant and salt was changed.`,
        },
      ],
    });
    expect(checkOpening({ ...opening, salt }, known)).toMatchObject({
      differences: [
        {
          ...{ part: "salt", expected: undefined, found: salt },
          sentence: `It does not open: the salt in the file, ${salt}, is not the one that was committed; everything else fits.`,
        },
      ],
    });
    expect(partsOf({ ...opening, chainId: 5 }, known)).toEqual(["chainId"]);
    expect(partsOf({ ...opening, claimant: random(20) }, known)).toEqual(["claimant"]);
    expect(partsOf({ ...opening, claimant: random(20) }, { chainId, timestamps, salt: opening.salt })).toEqual([
      "claimant",
    ]);
    expect(partsOf({ ...opening, contentRoot: random() }, known)).toEqual(["manifest"]);
    expect(partsOf({ ...opening, commitment: random() }, { ...known, salt: opening.salt })).toEqual(["commitment"]);
    const [first, ...rest] = opening.manifest.files;
    const files = [{ ...(first as (typeof opening.manifest.files)[number]), size: 4 }, ...rest];
    expect(partsOf({ ...opening, manifest: { ...opening.manifest, files } }, known)).toEqual(["manifest"]);
  });

  it("W11 doesn't open after any change of one digit", () => {
    const opening = open();
    const text = JSON.stringify(opening);
    const { chainId, timestamps, claimant } = opening;
    let changed = 0;
    for (let i = 0; i < text.length; i += 7) {
      const digit = text[i] as string;
      if (!/[0-9a-f]/.test(digit)) continue;
      const other = digit === "0" ? "1" : "0";
      let candidate: Opening;
      try {
        candidate = parseOpening(text.slice(0, i) + other + text.slice(i + 1));
      } catch (error) {
        expect(error).toBeInstanceOf(FormatError);
        continue;
      }
      changed++;
      expect(checkOpening(candidate, { chainId, timestamps, claimant, stamped: opening.commitment }).opens).toBe(false);
    }
    expect(changed).toBeGreaterThan(50);
  });

  it("refuses files of another format, with unknown fields, or with an endless proof", () => {
    const opening = open();
    expect(() => parseOpening(opening.manifest)).toThrow(/format is “colophon-manifest\/2”/);
    expect(() => parseOpening({ ...opening, extra: 1 })).toThrow(FormatError);
    expect(() => parseOpening({ ...opening, salt: "0x12" })).toThrow(/At salt/);
    const proof = Array.from({ length: 65 }, () => random());
    expect(() => parseOpening({ ...opening, batch: { root: random(), proof } })).toThrow(/At batch\.proof/);
  });
});

describe("batchOpenings", () => {
  it.each([2, 3, 17, 100])("R08 stamps %i openings with one root, each of which opens", (size) => {
    const openings = Array.from({ length: size }, open);
    const batch = batchOpenings(openings);
    for (const opening of batch.openings) {
      expect(stampedOf(opening)).toBe(batch.commitment);
      expect(checkOpening(parseOpening(JSON.stringify(opening)), { stamped: batch.commitment })).toEqual({
        opens: true,
      });
    }
  });

  it("R08 leaves a batch of one alone and refuses a batch of none", () => {
    const opening = open();
    const batch = batchOpenings([opening]);
    expect(batch.commitment).toBe(opening.commitment);
    expect(batch.openings).toEqual([{ ...opening, batch: undefined }]);
    expect(() => batchOpenings([])).toThrow("nothing to stamp");
  });

  it("refuses openings for different chains", () => {
    const opening = open();
    expect(() => batchOpenings([opening, { ...opening, chainId: 1 }])).toThrow(/chain 31337 .* chain 1 /);
  });

  it("R08 notices an opening that was moved into another batch", () => {
    const [first, second] = [batchOpenings([open(), open()]), batchOpenings([open(), open()])];
    const opening = { ...(first.openings[0] as Opening), batch: second.openings[0]?.batch };
    expect(partsOf(opening)).toEqual(["batch"]);
    expect(contentRootOf(opening.manifest)).toBe(opening.contentRoot);
  });
});
