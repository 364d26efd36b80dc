import { createHash } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Hex, sha256 } from "viem";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import vectors from "../../vectors/vault.json" with { type: "json" };
import { createManifest } from "../content/manifest.ts";
import { pieceCipher } from "../core/platform.ts";
import { FormatError } from "../model/errors.ts";
import { needAge, runAge } from "../testing/age.ts";
import {
  challengeOf,
  challengeSeconds,
  type Delivery,
  deliveryDigestOf,
  deliveryDocumentOf,
  parseDelivery,
  readChallenge,
} from "./delivery.ts";
import {
  createKey,
  isProtected,
  keyFileOf,
  keysOfFile,
  lockKey,
  parseRecipient,
  protectKeyFile,
  recipientOf,
  unlockKey,
  VaultError,
} from "./keys.ts";
import {
  checkOpened,
  checkVaultKey,
  createVaultRecord,
  disclosureOf,
  parseVaultRecord,
  vaultDigestOf,
  vaultDocumentOf,
  vaultFileOf,
} from "./record.ts";
import { decryptFile, encryptFile, platformTools, sealedSize, type VaultTools } from "./sealing.ts";

const kibibyte = 1024;
const piece = 64 * kibibyte;
const sealedPiece = piece + 16;

let folder: string;
let one: { key: string; recipient: string };
let other: typeof one;

beforeAll(async () => {
  needAge();
  folder = mkdtempSync(join(tmpdir(), "colophon-vault-"));
  [one, other] = [await createKey(), await createKey()];
  writeFileSync(join(folder, "one.key"), await keyFileOf(one.key));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Bytes that are the same each time and repeat nowhere near. */
function sample(length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  let state = 1;
  for (let i = 0; i < length; i++) {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    bytes[i] = state >>> 16;
  }
  return bytes;
}

async function* inPieces(bytes: Uint8Array, length: number) {
  for (let at = 0; at < bytes.length; at += length) yield bytes.subarray(at, at + length);
}

const digestOf = (bytes: Uint8Array): Hex => `0x${createHash("sha256").update(bytes).digest("hex")}`;

async function seal(bytes: Uint8Array, recipients: readonly string[], { length = 70_001, tools = platformTools } = {}) {
  const parts: Uint8Array[] = [];
  const write = async (part: Uint8Array) => parts.push(part.slice());
  const result = await encryptFile({ source: inPieces(bytes, length), recipients, write, tools });
  return { ...result, bytes: new Uint8Array(Buffer.concat(parts)) };
}

async function open(
  bytes: Uint8Array,
  keys: readonly string[],
  options: { length?: number; size?: number; tools?: VaultTools } = {},
) {
  const parts: Uint8Array[] = [];
  const { length = 50_021, ...rest } = options;
  const write = async (part: Uint8Array) => parts.push(part.slice());
  const opened = await decryptFile({ source: inPieces(bytes, length), keys, write, ...rest });
  return { ...opened, bytes: new Uint8Array(Buffer.concat(parts)) };
}

const problemOf = (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    (error: unknown) => {
      if (error instanceof VaultError) return error;
      throw error;
    },
  );

/** Across the borders of pieces and of the blocks of 64 pieces in which they are worked on. */
const lengths = [
  0,
  1,
  piece - 1,
  piece,
  piece + 1,
  2 * piece,
  64 * piece - 1,
  64 * piece,
  64 * piece + 1,
  130 * piece + 5,
];

/** As in a browser that lacks the cipher: the script does it. */
const scriptTools: VaultTools = {
  ...platformTools,
  async cipher(key) {
    const { chacha20poly1305 } = await import("@noble/ciphers/chacha.js");
    return {
      seal: async (nonce, plain) => chacha20poly1305(key, nonce).encrypt(plain),
      open: async (nonce, sealed) => chacha20poly1305(key, nonce).decrypt(sealed),
    };
  },
};

describe("files", () => {
  it.each(lengths)("of %i bytes come back, and the age program opens them", async (length) => {
    const bytes = sample(length);
    const sealed = await seal(bytes, [one.recipient, other.recipient]);
    expect(sealed.plain).toEqual({ size: length, sha256: digestOf(bytes) });
    expect(sealed.cipher).toEqual({ size: sealed.bytes.length, sha256: digestOf(sealed.bytes) });
    expect(Buffer.from(runAge("age", ["-d", "-i", join(folder, "one.key")], sealed.bytes)).equals(bytes)).toBe(true);
    for (const { key } of [one, other]) {
      const opened = await open(sealed.bytes, [key], { size: sealed.bytes.length });
      expect(opened).toMatchObject({ size: length, sha256: digestOf(bytes) });
      expect(Buffer.from(opened.bytes).equals(bytes)).toBe(true);
    }
  });

  it.each(lengths)("of %i bytes that the age program encrypted open", async (length) => {
    const bytes = sample(length);
    const sealed = new Uint8Array(runAge("age", ["-r", one.recipient], bytes));
    expect(await open(sealed, [other.key, one.key])).toMatchObject({ size: length, sha256: digestOf(bytes) });
  });

  it("are the same whoever computes: the platform or the script", async () => {
    const bytes = sample(3 * piece + 9);
    const sealed = await seal(bytes, [one.recipient], { tools: scriptTools });
    expect((await open(sealed.bytes, [one.key])).sha256).toBe(digestOf(bytes));
    expect((await open((await seal(bytes, [one.recipient])).bytes, [one.key], { tools: scriptTools })).sha256).toBe(
      digestOf(bytes),
    );
    const [key, nonce] = [sample(32), sample(12)];
    const [platform, script] = [await pieceCipher(key), await scriptTools.cipher(key)];
    expect(await platform.seal(nonce, bytes)).toEqual(await script.seal(nonce, bytes));
    await expect(platform.open(nonce, bytes)).rejects.toThrow();
  });

  it("grow by their header and 16 bytes for each 64 KiB", async () => {
    for (const length of [0, 1, piece, piece + 1]) {
      const { bytes } = await seal(sample(length), [one.recipient]);
      const header = bytes.length - sealedSize(length);
      expect(new TextDecoder().decode(bytes.subarray(0, header))).toMatch(
        /^age-encryption\.org\/v1\n[\s\S]+\n--- \S{43}\n$/,
      );
    }
  });

  it("that were cut anywhere are never given out as whole, and it is said where", async () => {
    const { bytes } = await seal(sample(2 * piece + 100), [one.recipient]);
    const header = bytes.length - sealedSize(2 * piece + 100);
    const borders = [0, 1, 2].map((count) => header + 16 + count * sealedPiece);
    const ends = [
      0,
      5,
      22,
      header - 1,
      header,
      header + 15,
      ...borders,
      ...borders.map((at) => at + 7),
      bytes.length - 1,
    ];
    for (const end of new Set(ends)) {
      const known = await problemOf(open(bytes.subarray(0, end), [one.key], { size: bytes.length }));
      expect(known?.problem, `cut at ${end}`).toBe(end === 0 ? "not age" : "cut");
      if (end > 0)
        expect(known?.shortMessage).toContain(
          `cut at byte ${end.toLocaleString("en")} of ${bytes.length.toLocaleString("en")}`,
        );
      const unknown = await problemOf(open(bytes.subarray(0, end), [one.key]));
      expect(["cut", "changed", "not age"]).toContain(unknown?.problem);
    }
    // At the border of a piece the cut shows by itself.
    expect((await problemOf(open(bytes.subarray(0, borders[1]), [one.key])))?.problem).toBe("cut");
  });

  it("in which a byte was changed, added, or whose pieces were swapped never open", async () => {
    const { bytes } = await seal(sample(3 * piece), [one.recipient]);
    const header = bytes.length - sealedSize(3 * piece);
    for (let round = 0; round < 48; round++) {
      const changed = bytes.slice();
      const at = Math.floor((round / 48) * bytes.length);
      changed[at] = (changed[at] ?? 0) ^ (1 << (round % 8));
      expect((await problemOf(open(changed, [one.key], { size: bytes.length })))?.problem, `byte ${at}`).toMatch(
        /^(?:changed|not age|wrong key|cut)$/,
      );
    }
    const longer = new Uint8Array([...bytes, 7]);
    expect((await problemOf(open(longer, [one.key], { size: bytes.length })))?.problem).toBe("changed");
    const swapped = bytes.slice();
    const [a, b] = [header + 16, header + 16 + sealedPiece];
    swapped.set(bytes.subarray(b, b + sealedPiece), a);
    swapped.set(bytes.subarray(a, a + sealedPiece), b);
    const problem = await problemOf(open(swapped, [one.key], { size: bytes.length }));
    expect(problem?.shortMessage).toContain("changed between bytes");
  });

  it("for others, and what is no such file, are refused with a sentence", async () => {
    const { bytes } = await seal(sample(10), [one.recipient]);
    expect((await problemOf(open(bytes, [other.key])))?.shortMessage).toContain("it was encrypted to others");
    expect((await problemOf(open(sample(5000), [one.key])))?.problem).toBe("not age");
    expect((await problemOf(seal(sample(1), [])))?.shortMessage).toContain("Name at least one recipient");
  });
});

describe("keys", () => {
  it("are those of age-keygen, in its files", async () => {
    const theirs = runAge("age-keygen", []).toString();
    const [key = ""] = await keysOfFile(theirs);
    expect(theirs).toContain(await recipientOf(key));
    expect(
      runAge("age-keygen", ["-y"], await keyFileOf(one.key))
        .toString()
        .trim(),
    ).toBe(one.recipient);
  });

  it("behind a passphrase open with it alone", async () => {
    const file = await protectKeyFile(await keyFileOf(one.key), "four words of mine");
    expect(isProtected(file)).toBe(true);
    expect(await keysOfFile(file, "four words of mine")).toEqual([one.key]);
    expect((await problemOf(keysOfFile(file)))?.shortMessage).toContain("protected by a passphrase");
    const wrong = await problemOf(keysOfFile(file, "five words"));
    expect(wrong?.problem).toBe("wrong key");
    expect(String(wrong)).not.toContain(one.key);
    expect((await problemOf(protectKeyFile("x", "")))?.shortMessage).toContain("passphrase is empty");
  });

  it("of a vault are locked for one person, whom the age program serves too", async () => {
    const vault = await createKey();
    const locked = await lockKey(vault.key, [one.recipient]);
    expect(await unlockKey(locked, [one.key])).toBe(vault.key);
    expect(runAge("age", ["-d", "-i", join(folder, "one.key")], locked).toString()).toBe(await keyFileOf(vault.key));
    expect((await problemOf(unlockKey(locked, [other.key])))?.problem).toBe("wrong key");
    expect((await problemOf(unlockKey("-----BEGIN", [one.key])))?.problem).toBe("unusable");
  });

  it.each(["", "age1", "age1qqqq", "ssh-ed25519 AAAA", "0x70997970C51812dc3A010C7d01b50e0d17dc79C8"])(
    "“%s” is no public key",
    (text) => {
      expect(() => parseRecipient(text)).toThrow("is not a public key of age");
    },
  );

  it("that are secret are not taken for public ones, and not repeated", () => {
    expect(() => parseRecipient(one.key)).toThrow("This is a secret key, which nobody but its owner may see");
    try {
      parseRecipient(one.key);
    } catch (error) {
      expect(String(error)).not.toContain(one.key);
    }
    expect(parseRecipient(` ${one.recipient}\n`)).toBe(one.recipient);
  });
});

const bytes = new TextEncoder().encode("The tide writes and the tide erases.\n");
const manifest = createManifest({
  files: [
    { path: "poem.txt", size: bytes.length, type: "text/plain", sha256: digestOf(bytes), blake3: sha256(bytes) },
    { path: "notes.txt", size: 3, type: "text/plain", sha256: digestOf(sample(3)), blake3: sha256(sample(3)) },
  ],
});

describe("records", () => {
  const place = { chainId: 31337, works: "0x8888888888888888888888888888888888888888", work: 7n } as const;

  it("lead from each file to the registration", async () => {
    const sealed = await seal(bytes, [one.recipient]);
    const record = createVaultRecord({
      ...place,
      recipient: one.recipient,
      manifest,
      files: [
        { path: "poem.txt", plain: sealed.plain, cipher: sealed.cipher, addresses: ["https://files.example/1.age"] },
      ],
    });
    expect(parseVaultRecord(vaultDocumentOf(record))).toEqual(record);
    const file = vaultFileOf(record);
    expect(disclosureOf(file).digest).toBe(digestOf(bytes));
    await checkVaultKey(record, one.key);
    await expect(checkVaultKey(record, other.key)).rejects.toThrow("is not the one that these files are encrypted to");
    checkOpened(file, sealed.plain);
    const otherFile = { size: bytes.length, sha256: digestOf(sample(9)) };
    expect(() => checkOpened(file, otherFile)).toThrow(
      "Keep the encrypted file, the record and the key of the files: with them anybody can repeat this",
    );
    expect(() => vaultFileOf(record, "x.txt")).toThrow("There is no file “x.txt” in the record. It has “poem.txt”.");
  });

  it("are not made of a file that was changed", async () => {
    const sealed = await seal(sample(5), [one.recipient]);
    const files = [{ path: "poem.txt", plain: sealed.plain, cipher: sealed.cipher }];
    expect(() => createVaultRecord({ ...place, recipient: one.recipient, manifest, files })).toThrow(
      "“poem.txt” is not the file that was registered",
    );
  });

  it.each(vectors.records)("$name, as published", ({ document, digest }) => {
    const record = parseVaultRecord(document);
    expect(vaultDocumentOf(record)).toBe(document);
    expect(vaultDigestOf(record)).toBe(digest);
  });

  const good = JSON.parse(vectors.records[0]?.document ?? "");
  const file = good.files[0];
  it.each([
    ["another format", { format: "colophon-vault/9" }, "Its format is “colophon-vault/9”"],
    ["a secret key for a public one", { recipient: "AGE-SECRET-KEY-1X" }, "must be a public key of age"],
    ["a service over http", { service: "http://files.example" }, "must be an https:// address"],
    ["a service with a password", { service: "https://a:b@files.example" }, "must be an https:// address"],
    ["a program as an address", { files: [{ ...file, addresses: ["javascript:alert(1)"] }] }, "https:// or ipfs://"],
    [
      "a file that leads elsewhere",
      { files: [{ ...file, sha256: `0x${"ab".repeat(32)}` }] },
      "does not lead to the content root",
    ],
    ["a path that climbs", { files: [{ ...file, path: "../x" }] }, "which points elsewhere"],
    ["a file twice", { files: [file, file] }, "two files have this path"],
    ["no file", { files: [] }, "there must be a file"],
    ["what is unknown", { key: "AGE-SECRET-KEY-1" }, "this field is unknown"],
  ])("with %s are refused", (_, change, sentence) => {
    const parse = () => parseVaultRecord({ ...good, ...change });
    expect(parse).toThrow(FormatError);
    expect(parse).toThrow(sentence);
  });
});

describe("deliveries", () => {
  it.each(vectors.deliveries)("$name, as published", async ({ document, digest, key, vault }) => {
    const delivery = parseDelivery(document);
    expect(deliveryDocumentOf(delivery)).toBe(document);
    expect(deliveryDigestOf(delivery)).toBe(digest);
    expect(await unlockKey(delivery.key, [key])).toBe(vault);
  });

  it("with a field changed are other deliveries", () => {
    const delivery = parseDelivery(vectors.deliveries[0]?.document);
    const changes: Partial<Delivery>[] = [
      { chainId: 1 },
      { licence: 9n },
      { time: 5 },
      { recipient: other.recipient },
      { record: `0x${"11".repeat(32)}` },
      { intended: { ...delivery.intended, use: "goods" } },
    ];
    const digests = changes.map((change) => deliveryDigestOf({ ...delivery, ...change }));
    expect(new Set([deliveryDigestOf(delivery), ...digests]).size).toBe(changes.length + 1);
  });

  it("are asked for by a message in which all of it stands", () => {
    const { recipient } = parseDelivery(vectors.deliveries[0]?.document);
    const asked = {
      account: "0x70997970C51812dc3A010C7d01b50e0d17dc79C8",
      licence: 4294967297n,
      recipient,
      ...{ use: "print", purpose: "commercial", territory: "AT", field: "language: French" },
    } as const;
    const message = challengeOf({
      ...asked,
      ...{ domain: "colophon.example", service: "https://files.example", chainId: 31337, nonce: "a".repeat(32) },
      issued: 1_800_000_000,
    });
    expect(message).toMatchSnapshot();
    expect(readChallenge(message)).toEqual({
      account: asked.account,
      ...{ domain: "colophon.example", service: "https://files.example", chainId: 31337, nonce: "a".repeat(32) },
      expires: 1_800_000_000 + challengeSeconds,
    });
  });
});
