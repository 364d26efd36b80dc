import { licenceIdOf } from "@colophon/sdk";
import { findVariants, variantsDocumentOf } from "@colophon/sdk/trace";
import {
  asDelivered,
  createKey,
  type Delivery,
  deliveryDocumentOf,
  isMarkedCopy,
  lockKey,
  parseDelivery,
  parseVaultRecord,
  recipientOf,
  type VaultRecord,
  vaultDigestOf,
  vaultDocumentOf,
  vaultUriOf,
} from "@colophon/sdk/vault";
import { beforeAll, describe, expect, it } from "vitest";
import { novelOf, randomFrom } from "../../../../../sdk/src/testing/novel.ts";
import vectors from "../../../../../sdk/vectors/vault.json" with { type: "json" };
import { markJob, traceJob } from "../../../lib/vault/traceJobs.ts";
import { metadataOf, workRecord } from "../../../testing/fixtures.ts";
import { filesProblem, sortChosen } from "./delivering.ts";
import { filesKeyOf, isFor, missingOf, recordProblem, savedName, sortGiven, sourceOf } from "./getting.ts";

const [first] = vectors.records;
const [given] = vectors.deliveries;
if (!first || !given) throw new Error("There are no vectors.");
const record = parseVaultRecord(first.document);
const delivery = parseDelivery(given.document);
const licence = licenceIdOf({ work: record.work, serial: 1 });

const versions = [{ ...workRecord().versions[0], contentRoot: record.contentRoot }] as ReturnType<
  typeof workRecord
>["versions"];
const work = workRecord({ id: record.work, versions });
const named = (uri: `ipfs://${string}`) =>
  workRecord({ ...work, metadata: { status: "found", value: metadataOf({ delivery: { record: uri } }) } });

const file = (name: string, content: string | Uint8Array<ArrayBuffer>) => new File([content], name);
const sealed = new Uint8Array(Buffer.from(first.cipher.slice(2), "hex"));

describe("what the licensee was sent", () => {
  it("is sorted in any order, and what is missing is named", async () => {
    const cipher = file("1-poem.txt.age", sealed);
    expect(missingOf({ files: [cipher] })).toContain("Add the record");
    const some = await sortGiven({ files: [] }, [cipher, file("record.json", first.document)]);
    expect(missingOf(some)).toContain("Add the key that was sent to you");
    const all = await sortGiven(some, [file("x.json", given.document)]);
    expect(all).toEqual({ record, delivery, files: [cipher] });
    expect(missingOf(all)).toBeUndefined();
    const other: Delivery = { ...delivery, record: vaultDigestOf({ ...record, service: "https://other.example" }) };
    expect(missingOf({ ...all, delivery: other })).toContain("for other files than those of the record");
  });

  it("is refused where it is a document of another kind, or damaged", async () => {
    await expect(sortGiven({ files: [] }, [file("x.json", '{"format":"colophon-quote/2"}')])).rejects.toThrow(
      "not a valid colophon-vault/1 document",
    );
    const broken = first.document.replace('"size":37', '"size":"37"');
    await expect(sortGiven({ files: [] }, [file("record.json", broken)])).rejects.toThrow("At files.0.size");
  });

  it("is held against the registration of the licence's work", () => {
    expect(recordProblem(record, licence, work)).toBeUndefined();
    expect(recordProblem(record, licenceIdOf({ work: record.work + 1n, serial: 1 }), work)).toContain(
      "Choose the record of the licence's work",
    );
    expect(recordProblem(record, licence, workRecord({ id: record.work }))).toContain(
      "does not lead to what was registered",
    );
    expect(recordProblem(record, licence, named(vaultUriOf(record)))).toBeUndefined();
    const another = vaultUriOf({ ...record, service: "https://other.example" });
    expect(recordProblem(record, licence, named(another))).toContain("names another record than this one");
  });

  it("is of this licence and this holder, or said not to be", () => {
    expect(isFor(delivery, licence, delivery.account.toLowerCase())).toBe(true);
    expect(isFor(delivery, licence + 1n, delivery.account)).toBe(false);
    expect(isFor(delivery, licence, `0x${"1".repeat(40)}`)).toBe(false);
  });
});

describe("the key of the files", () => {
  let own: { key: string; recipient: string };
  beforeAll(async () => {
    own = { key: given.key, recipient: await recipientOf(given.key) };
  });

  it("comes out of a delivery to one's own key", async () => {
    expect(await filesKeyOf(record, delivery, own)).toBe(given.vault);
  });

  it("does not come out of one to another key, nor if it is not that of the files", async () => {
    const stranger = await createKey();
    await expect(filesKeyOf(record, delivery, stranger)).rejects.toThrow("This was delivered to another key");
    const wrong = { ...delivery, key: await lockKey(stranger.key, [own.recipient]) };
    expect(parseDelivery(deliveryDocumentOf(wrong))).toEqual(wrong);
    await expect(filesKeyOf(record, wrong, own)).rejects.toThrow("is not the one that these files are encrypted to");
  });
});

describe("where an encrypted file comes from", () => {
  const [poem] = record.files;
  if (!poem) throw new Error("There is no file.");
  const twin = { ...poem, path: "other/song.txt", cipher: { ...poem.cipher } };
  const two: VaultRecord = { ...record, files: [poem, twin] };

  it("is what was chosen, by size and name, also if it is cut", () => {
    const whole = file("1-poem.txt.age", sealed);
    const cut = file("1-poem.txt.age", sealed.subarray(0, 100));
    const song = file("2-song.txt.age", sealed);
    expect(sourceOf(two, poem, { files: [song, whole] }, [])).toEqual({ file: whole });
    expect(sourceOf(two, twin, { files: [whole, song] }, [])).toEqual({ file: song });
    expect(sourceOf(two, poem, { files: [cut] }, [])).toEqual({ file: cut });
    expect(sourceOf(record, poem, { files: [file("renamed", sealed.subarray(0, 9))] }, [])).toHaveProperty("file");
  });

  it("is else the addresses on record, with gateways in place of ipfs://, and the service last", () => {
    const stored = { ...poem, addresses: ["ipfs://bafkreib", "https://cdn.example/1.age"] };
    expect(sourceOf({ ...record, files: [stored] }, stored, { files: [] }, ["https://gate.example"])).toEqual({
      addresses: [
        "https://gate.example/ipfs/bafkreib",
        "https://cdn.example/1.age",
        `https://files.example/files/${poem.cipher.sha256.slice(2)}`,
      ],
    });
    expect(savedName(twin)).toBe("song.txt");
    expect(vaultDocumentOf(record)).toBe(first.document);
  });
});

describe("what a creator delivers", () => {
  it("names what is missing before anything is encrypted", () => {
    expect(filesProblem({ files: [], variants: [] }, work)).toBe("Add the opening of the work.");
  });
});

describe("marked copies", () => {
  const novel = novelOf(60, randomFrom(9));
  const variants = findVariants({ bytes: novel.bytes, kind: "text", colluders: 2, pairs: novel.pairs });
  const original = file("novel.txt", novel.text);
  const ask = { file: original, variants, secret: given.key };

  it("are made by variants that are chosen with the files, which must be of one of them", async () => {
    const chosen = await sortChosen({ files: [], variants: [] }, [
      { path: "novel.variants.json", file: file("novel.variants.json", variantsDocumentOf(variants)) },
      { path: "novel.txt", file: original },
    ]);
    expect(chosen.variants).toEqual([variants]);
    expect(chosen.files.map(({ path }) => path)).toEqual(["novel.txt"]);
  });

  it("lead to their licence from a part, and the registered file to nobody", async () => {
    const { blob } = await markJob({ kind: "mark", ...ask, licence });
    const copy = await blob.text();
    expect(copy).not.toBe(novel.text);
    const licences = [licence, licence + 1n, licence + 2n];
    const leak = file("leak.txt", copy.slice(0, copy.length / 2).toUpperCase());
    const trace = await traceJob({ kind: "trace", ...ask, leak, licences });
    expect(trace.named.map((named) => named.licence)).toEqual([licence]);
    await expect(traceJob({ kind: "trace", ...ask, leak: original, licences })).rejects.toThrow("from nobody's copy");
  });

  it("are what the delivery's key opens, in place of the files of the record", () => {
    const [poem] = record.files;
    if (!poem) throw new Error("There is no file.");
    const cipher = { size: 400, sha256: vaultDigestOf(record) };
    const copies = {
      recipient: delivery.recipient,
      files: [{ path: poem.path, size: 40, sha256: cipher.sha256, cipher }],
    };
    const marked = parseDelivery(deliveryDocumentOf({ ...delivery, copies }));
    const delivered = asDelivered(record, marked);
    expect(delivered.recipient).toBe(delivery.recipient);
    expect(delivered.files).toEqual([
      {
        ...poem,
        size: 40,
        sha256: cipher.sha256,
        cipher,
        addresses: [],
        copyOf: { size: poem.size, sha256: poem.sha256 },
      },
    ]);
    expect(delivered.files.map(isMarkedCopy)).toEqual([true]);
    expect(asDelivered(record, delivery)).toBe(record);
    expect(missingOf({ files: [], record, delivery: marked })).toBeUndefined();
    const stray = {
      ...marked,
      copies: { ...copies, files: [{ path: "other.txt", size: 40, sha256: cipher.sha256, cipher }] },
    };
    expect(missingOf({ files: [], record, delivery: stray })).toContain("which is not on record");
  });
});
