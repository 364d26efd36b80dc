import { bytesToHex, type Hex, hexToBytes, keccak256, sha256 } from "viem";
import { describe, expect, it } from "vitest";
import token from "../../vectors/rfc3161.json" with { type: "json" };
import { canonicalJson } from "../core/json.ts";
import { makeBundle, makeOpenTimestamps } from "../testing/bundles.ts";
import type { Bundle } from "./bundle.ts";
import { readOpenTimestamps } from "./openTimestamps.ts";
import { EvidenceError } from "./rlp.ts";
import { verifyTimestampToken } from "./timestampToken.ts";
import { verifyBundle } from "./verifyBundle.ts";
import { attachWitness, verifyWitnesses, witnessDigest } from "./witnesses.ts";

const message = token.message as Hex;
const der = token.token as Hex;
const roots = [hexToBytes(token.root as Hex)];

const trustedOf = ({ blocks, chainId }: Bundle) =>
  blocks.map(({ number, hash }) => ({ number, hash, chainId, source: "you" }));

describe("an OpenTimestamps proof", () => {
  const digest = sha256("0x0102");
  const { proof, merkleRoot } = makeOpenTimestamps(digest);

  it("is read, and its way to Bitcoin computed", () => {
    expect(readOpenTimestamps(proof)).toEqual({
      digest,
      attestations: [
        { type: "pending", uri: "https://calendar.example" },
        { type: "bitcoin", height: 800_000, merkleRoot },
      ],
    });
  });

  it("is refused when it is cut, lengthened, of another version, of another digest, or something else", () => {
    const bytes = hexToBytes(proof);
    for (let length = 0; length < bytes.length; length++) {
      expect(() => readOpenTimestamps(bytesToHex(bytes.subarray(0, length)))).toThrow(EvidenceError);
    }
    const changed = (at: number, value: number) => bytesToHex(bytes.map((byte, i) => (i === at ? value : byte)));
    expect(() => readOpenTimestamps(`${proof}00`)).toThrow("bytes follow the end");
    expect(() => readOpenTimestamps(changed(3, 0))).toThrow("does not begin like one");
    expect(() => readOpenTimestamps(changed(31, 2))).toThrow("version is 2");
    expect(() => readOpenTimestamps(changed(32, 2))).toThrow("another kind of digest");
    expect(() => readOpenTimestamps(changed(65, 0x77))).toThrow("operation 119");
    expect(() =>
      readOpenTimestamps(bytesToHex(Uint8Array.from([...bytes.subarray(0, 65), ...new Uint8Array(400).fill(8)]))),
    ).toThrow("nests deeper");
    expect(() => readOpenTimestamps(`${proof.slice(0, 132)}f0ffffff7f` as never)).toThrow("too long");
  });

  it("is refused where the reference refuses it: messages grow to 4,096 bytes and no further", () => {
    const head = hexToBytes(proof).subarray(0, 65);
    const appending = (...lengths: number[]) => {
      const steps = lengths.flatMap((length) => [
        0xf0,
        (length & 0x7f) | 0x80,
        length >> 7,
        ...Array.from({ length }, () => 7),
      ]);
      const end = [8, 0, ...hexToBytes("0x0588960d73d71901"), 1, 5];
      return bytesToHex(Uint8Array.from([...head, ...steps, ...end]));
    };
    expect(readOpenTimestamps(appending(4096 - 32)).attestations).toMatchObject([{ type: "bitcoin", height: 5 }]);
    expect(() => readOpenTimestamps(appending(4096 - 31))).toThrow("a message is too long");
    expect(() => readOpenTimestamps(appending(2000, 2065))).toThrow("a message is too long");
    expect(() => readOpenTimestamps(appending(4097))).toThrow("a part is too long");
  });

  it("stands beside the verdict and never changes it", () => {
    const { bundle } = makeBundle({ withWitnesses: true });
    const verdict = verifyBundle({ bundle, trusted: trustedOf(bundle) });
    expect(verdict.verdict).toBe("proved");
    expect(verdict.witnesses[0]).toMatchObject({ type: "opentimestamps", outcome: "not-checked" });
    expect(verdict.witnesses[0]?.sentence).toContain("Bitcoin's block 800000, whose Merkle root must be");
    expect(verdict.witnesses[0]?.sentence).toContain("not checked here");
    expect(verdict.witnesses[1]).toMatchObject({ type: "rfc3161", outcome: "not-checked" });

    const foreign = attachWitness(makeBundle().bundle, { type: "opentimestamps", proof });
    const other = verifyBundle({ bundle: foreign, trusted: trustedOf(foreign) });
    expect(other.verdict).toBe("proved");
    expect(other.witnesses[0]?.outcome).toBe("disproved");
    expect(other.witnesses[0]?.sentence).toContain(witnessDigest(foreign.stamp as never));
    const nonsense = attachWitness(makeBundle().bundle, { type: "opentimestamps", proof: "0x00" });
    expect(verifyBundle({ bundle: nonsense }).witnesses[0]).toMatchObject({ outcome: "disproved" });
    expect(() => attachWitness(foreign, { type: "opentimestamps", proof })).toThrow("in the bundle already");
    expect(() => attachWitness(makeBundle({ withoutStamp: true }).bundle, { type: "opentimestamps", proof })).toThrow(
      "no stamp",
    );
  });

  it("W11 can't be changed by a byte", () => {
    const { bundle } = makeBundle({ withWitnesses: true, files: { a: "a" }, transactions: 1 });
    const text = canonicalJson(bundle);
    const from = text.indexOf('"witnesses"');
    const proved: number[] = [];
    const length = canonicalJson(bundle.stamp?.witnesses as object).length + '"witnesses":'.length;
    for (let i = from; i < from + length; i++) {
      const other = String.fromCharCode(text.charCodeAt(i) ^ 1);
      const verdict = verifyBundle({
        bundle: text.slice(0, i) + other + text.slice(i + 1),
        trusted: trustedOf(bundle),
      });
      if (verdict.verdict === "proved") proved.push(i);
    }
    expect(proved).toEqual([]);
  });
});

describe("an RFC 3161 token made by OpenSSL", () => {
  const verify = (more: object = {}) => verifyTimestampToken({ token: der, message, roots, ...more } as never);

  it("says a time, on the word of an authority that the verifier trusts", async () => {
    const found = await verify();
    expect(found).toMatchObject({ outcome: "assumed", time: token.time });
    expect(found.sentence).toContain("signed by “Test time-stamping authority”");
    expect(found.sentence).toContain("Revocation was not checked");
  });

  it("is no evidence while nobody is trusted, or somebody else", async () => {
    expect(await verify({ roots: [] })).toMatchObject({ outcome: "not-checked", time: token.time });
    const other = await verify({ roots: [hexToBytes(token.otherRoot as Hex)] });
    expect(other.outcome).toBe("not-checked");
    expect(other.sentence).toContain("does not lead to an authority that you trust");
  });

  it("is refused about other bytes, by a signer who may not sign times, and when it is no token", async () => {
    expect((await verify({ message: keccak256("0x01") })).sentence).toContain("about something else");
    expect(await verify({ token: "0x3003020101" })).toMatchObject({ outcome: "disproved" });
    expect(await verify({ token: "0x" })).toMatchObject({ outcome: "disproved" });
    const wrong = await verify({ token: token.wrongUsage, message });
    expect(wrong).toMatchObject({ outcome: "disproved" });
    expect(wrong.sentence).toContain("is not for time stamps");
  });

  it("W11 is never taken on trust after a change of any byte that was signed", async () => {
    const bytes = hexToBytes(der);
    const info = bytesToHex(bytes).indexOf(sha256(message).slice(2)) / 2 - 1;
    const taken: number[] = [];
    for (const at of [info, info + 31, info + 45, bytes.length - 1, bytes.length - 100, bytes.length - 256]) {
      const changed = bytes.map((byte, i) => (i === at ? byte ^ 1 : byte));
      if ((await verify({ token: bytesToHex(changed) })).outcome === "assumed") taken.push(at);
    }
    expect(taken).toEqual([]);
  });

  it("is reported beside the verdict of its bundle", async () => {
    const bundle = attachWitness(makeBundle().bundle, { type: "rfc3161", proof: der });
    const verdict = verifyBundle({ bundle, trusted: trustedOf(bundle) });
    const checked = await verifyWitnesses({ opened: bundle, verdict, roots });
    // It was made for other bytes than this stamp's.
    expect(checked.witnesses).toEqual([expect.objectContaining({ outcome: "disproved" })]);
    expect(checked.verdict).toBe("proved");
  });
});
