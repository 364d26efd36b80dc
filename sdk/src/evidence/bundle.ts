import * as v from "valibot";
import type { Address, Hex } from "viem";
import type { Disclosure } from "../content/disclosure.ts";
import { type Manifest, manifestSchema } from "../content/manifest.ts";
import { type RangeDisclosure, rangeProblem } from "../content/range.ts";
import { type ContractName, contractNames } from "../core/deployment.ts";
import { addressField, canonicalJson, hashField, parseDocument, proofField, wholeField } from "../core/json.ts";
import { FormatError } from "../model/errors.ts";
import { documents } from "../model/formats.ts";

/** A contract that the bundle speaks of, and why its code is what it is: CREATE2 with salt 0 makes the address. */
export type BundleContract = {
  name: ContractName;
  address: Address;
  /** The public CREATE2 deployer, or another contract of the bundle. */
  deployer: Address;
  /** keccak256 of the creation code with its arguments. */
  initCodeHash: Hex;
  /** What makes that code from its source, so that a reader in twenty years can look for it. */
  build?: BundleBuild | undefined;
};

/** The compiler, and the SHA-256 of its standard JSON input, which holds the sources and the settings. */
export type BundleBuild = { compiler: string; input: Hex };

/** A receipt of a block, proved by the nodes of the receipts' trie; the receipt itself is in the last of them. */
export type BundleReceipt = {
  /** The transaction's position in the block, from 0. */
  transaction: number;
  proof: readonly Hex[];
};

/** State after a block, as `eth_getProof` gives it. */
export type BundleAccount = {
  address: Address;
  proof: readonly Hex[];
  storage?: readonly { slot: Hex; proof: readonly Hex[] }[] | undefined;
};

export type BundleBlock = {
  number: number;
  /** Seconds since 1970. */
  time: number;
  hash: Hex;
  /** The whole header in RLP. */
  header: Hex;
  /** The headers of the blocks before it in RLP, the parent first: whoever trusts this block trusts those. */
  ancestors?: readonly Hex[] | undefined;
  receipts?: readonly BundleReceipt[] | undefined;
  accounts?: readonly BundleAccount[] | undefined;
};

/** A disclosed file, and perhaps a range of it whose bytes can be compared without the rest. */
export type BundleFile = Disclosure & { range?: RangeDisclosure | undefined };

/** A manifest without its files. */
type ManifestHead = Omit<Manifest, "files">;

/** Bytes that a token is checked with: a certificate, or the word of its issuer on what was revoked, in DER. */
export type WitnessMaterial = { type: "certificate" | "crl" | "ocsp"; sha256: Hex; der: Hex };

/** A second anchor, about the SHA-256 of the 32 bytes that were stamped, or of what stands before it in the bundle. */
export type BundleWitness = {
  /** A time-stamp token (RFC 3161) in DER, or a detached OpenTimestamps proof (.ots). */
  type: "rfc3161" | "opentimestamps";
  /** Of `proof`, so that no byte of it can change without being noticed, whoever reads it. */
  sha256: Hex;
  proof: Hex;
  /** A renewal: it is about the bundle with the second anchors before it, and not about the stamp alone. */
  over?: "bundle" | undefined;
  /** With a token: what it doesn't carry itself, so that it can be checked when its authority is gone. */
  material?: readonly WitnessMaterial[] | undefined;
};

/** An opened commitment, with the whole list of files or some of them disclosed. */
export type BundleStamp = {
  claimant: Address;
  contentRoot: Hex;
  salt: Hex;
  commitment: Hex;
  batch?: { root: Hex; proof: readonly Hex[] } | undefined;
  /** Every file, with names. */
  manifest?: Manifest | undefined;
  /** Instead: some files by their SHA-256, without names and without the others. */
  files?: readonly BundleFile[] | undefined;
  /** With `files`: the last sibling of every file's proof, opened, which shows the manifest's anchor. */
  head?: ManifestHead | undefined;
  /** The header in RLP of the block that the manifest's anchor names. */
  anchor?: Hex | undefined;
  witnesses?: readonly BundleWitness[] | undefined;
};

/** The parts of a stamp that a verification needs, with the list of files as a table of their digests. */
export type OpenedStamp = Omit<BundleStamp, "manifest"> & {
  /** Instead of `files`: every file of a manifest, whose head is in `head`. */
  list?: FileTable | undefined;
};

/** A manifest's entries in the order of their paths, in as few bytes as they take, and the root of the tree over them. */
export type FileTable = {
  count: number;
  root: Hex;
  /** 32 bytes for each file. */
  sha256: Uint8Array;
  blake3: Uint8Array;
  sizes: Float64Array;
  /** The paths in UTF-8 behind one another, and where each ends. */
  names: Uint8Array;
  ends: Uint32Array;
};

/** A bundle as it was read for a verification: once, whatever is asked of it afterwards. */
export type OpenedBundle = Omit<Bundle, "stamp"> & { stamp?: OpenedStamp | undefined };

/** Evidence that stands alone: what was recorded on a chain, and the way from there to a block hash. */
export type Bundle = {
  format: typeof documents.bundle.format;
  chainId: number;
  contracts: readonly BundleContract[];
  stamp?: BundleStamp | undefined;
  blocks: readonly BundleBlock[];
};

/** The most headers that a bundle shows behind one block. */
const mostAncestors = 1024;

const bundleFormat = documents.bundle.format;

/**
 * A bundle from its JSON text, bytes or parsed value, from anyone. Text must be exactly the canonical form (RFC 8785,
 * nothing after it), so that no byte of a file can change without being noticed. Throws a FormatError; whether the
 * evidence holds is {@link verifyBundle}'s question.
 */
export function parseBundle(input: unknown): Bundle {
  const text = input instanceof Uint8Array ? decode(input) : input;
  const bare = typeof text === "string" ? text.replace(/^\ufeff/, "") : text;
  const bundle: Bundle = parseDocument(bundleSchema, bare, documents.bundle);
  if (typeof text === "string") {
    const canonical = canonicalJson(bundle);
    if (text !== canonical) throw new FormatError(bundleFormat, spellingProblem(text, canonical));
  }
  return bundle;
}

/** Why a text with the right content is not the bundle's file, and what to do. */
function spellingProblem(text: string, canonical: string): string {
  const bare = text.replace(/^\ufeff/, "");
  const undo = "The evidence itself reads well: ask for the original file, or undo that, and verify it again.";
  if (bare.trimEnd() === canonical) {
    const what = [
      ...(bare === text ? [] : ["a byte order mark before it"]),
      ...(bare === canonical ? [] : ["a line break or spaces behind it"]),
    ];
    return `It is not in canonical form (RFC 8785): an editor or a program added ${what.join(" and ")}. ${undo}`;
  }
  return "It is not in canonical form (RFC 8785): an editor may have saved it anew, or it was changed. Ask for the original file.";
}

/** Not as the other documents: here a byte order mark is a change too. */
function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (cause) {
    throw new FormatError(bundleFormat, "It is not UTF-8 text.", { cause });
  }
}

const bytesPattern = /^0x(?:[0-9a-f]{2})+$/;

const bytesField = v.custom<Hex>(
  (value) => typeof value === "string" && bytesPattern.test(value),
  "this must be bytes: 0x and lower-case hexadecimal digits, two for each byte.",
);

/** A trie of 32-byte keys has at most 64 nodes on any way. */
const trieProofField = v.pipe(v.array(bytesField), v.maxLength(64, "there must be at most 64 nodes."));

function rising<Value>(keyOf: (item: Value) => number | string, what: string) {
  return v.check<Value[], string>(
    (items) => items.every((item, i) => i === 0 || keyOf(items[i - 1] as Value) < keyOf(item)),
    `they must be sorted by ${what}, each once.`,
  );
}

const contractSchema = v.strictObject({
  name: v.picklist(contractNames),
  address: addressField,
  deployer: addressField,
  initCodeHash: hashField,
  build: v.optional(
    v.strictObject({
      compiler: v.pipe(
        v.string(),
        v.regex(
          /^[0-9A-Za-z.+-]{1,64}$/,
          "this must be the name of a compiler's version, such as 0.8.37+commit.f401782d.",
        ),
      ),
      input: hashField,
    }),
  ),
});

const receiptSchema = v.strictObject({ transaction: wholeField(0), proof: trieProofField });

const accountSchema = v.strictObject({
  address: addressField,
  proof: trieProofField,
  storage: v.optional(
    v.pipe(
      v.array(v.strictObject({ slot: hashField, proof: trieProofField })),
      v.nonEmpty("there must be at least one."),
      rising(({ slot }) => slot, "slot"),
    ),
  ),
});

const blockSchema = v.strictObject({
  number: wholeField(0),
  time: wholeField(0),
  hash: hashField,
  header: bytesField,
  ancestors: v.optional(
    v.pipe(
      v.array(bytesField),
      v.nonEmpty("there must be at least one."),
      v.maxLength(mostAncestors, `there must be at most ${mostAncestors}.`),
    ),
  ),
  receipts: v.optional(
    v.pipe(
      v.array(receiptSchema),
      v.nonEmpty("there must be at least one."),
      rising(({ transaction }) => transaction, "transaction"),
    ),
  ),
  accounts: v.optional(
    v.pipe(
      v.array(accountSchema),
      v.nonEmpty("there must be at least one."),
      rising(({ address }) => address, "address"),
    ),
  ),
});

const rangeSchema = v.pipe(
  v.strictObject({
    from: wholeField(0),
    to: wholeField(1),
    size: wholeField(1),
    blake3: hashField,
    salt: hashField,
    name: hashField,
    // A file of 2^53 bytes has 43 levels, and a range has two borders.
    nodes: v.pipe(v.array(hashField), v.maxLength(86, "there must be at most 86 nodes.")),
  }),
  v.rawCheck(({ dataset, addIssue }) => {
    const problem = dataset.typed ? rangeProblem(dataset.value) : undefined;
    if (problem) addIssue({ message: `the range can't be used: ${problem}` });
  }),
);

const materialSchema = v.strictObject({
  type: v.picklist(["certificate", "crl", "ocsp"]),
  sha256: hashField,
  der: bytesField,
});

const witnessSchema = v.pipe(
  v.strictObject({
    type: v.picklist(["rfc3161", "opentimestamps"]),
    sha256: hashField,
    proof: bytesField,
    over: v.optional(v.literal("bundle")),
    material: v.optional(
      v.pipe(
        v.array(materialSchema),
        v.nonEmpty("there must be at least one."),
        v.maxLength(64, "there must be at most 64."),
        v.check(
          (material) => new Set(material.map(({ sha256 }) => sha256)).size === material.length,
          "each may be there once.",
        ),
      ),
    ),
  }),
  v.check(
    ({ type, material }) => material === undefined || type === "rfc3161",
    "only a time-stamp token goes with certificates.",
  ),
);

type ManifestSchema<Output> = v.GenericSchema<unknown, Output>;

const stampSchemaOf = <Output extends ManifestHead>(manifest: ManifestSchema<Output>) =>
  v.pipe(
    v.strictObject({
      claimant: addressField,
      contentRoot: hashField,
      salt: hashField,
      commitment: hashField,
      batch: v.optional(v.strictObject({ root: hashField, proof: proofField })),
      manifest: v.optional(manifest),
      files: v.optional(
        v.pipe(
          v.array(
            v.strictObject({
              digest: hashField,
              blinding: hashField,
              proof: proofField,
              range: v.optional(rangeSchema),
            }),
          ),
          v.nonEmpty("there must be at least one."),
        ),
      ),
      head: v.optional(
        v.strictObject({
          format: manifestSchema.entries.format,
          anchor: v.optional(manifestSchema.entries.anchor.wrapped),
        }),
      ),
      anchor: v.optional(bytesField),
      witnesses: v.optional(
        v.pipe(
          v.array(witnessSchema),
          v.nonEmpty("there must be at least one."),
          v.check(
            (witnesses) => new Set(witnesses.map(({ sha256 }) => sha256)).size === witnesses.length,
            "each may be there once.",
          ),
        ),
      ),
    }),
    v.check(
      ({ manifest, files }) => (manifest === undefined) !== (files === undefined),
      "there must be either a manifest or disclosed files.",
    ),
    v.check(({ files, head }) => head === undefined || files !== undefined, "a head only goes with disclosed files."),
    v.check(
      ({ manifest, head, anchor }) => anchor === undefined || (manifest ?? head)?.anchor !== undefined,
      "an anchor's header needs a manifest or a head that names the anchor.",
    ),
  );

/** A bundle as it stands in files. Nothing is in it that is not checked, so nothing unknown may be in it. */
const bundleSchemaOf = <Output extends ManifestHead>(manifest: ManifestSchema<Output>) =>
  v.pipe(
    v.strictObject({
      format: v.literal(bundleFormat),
      chainId: wholeField(1),
      contracts: v.pipe(
        v.array(contractSchema),
        v.check(
          (contracts) => new Set(contracts.map(({ name }) => name)).size === contracts.length,
          "each contract may be named once.",
        ),
      ),
      stamp: v.optional(stampSchemaOf(manifest)),
      blocks: v.pipe(
        v.array(blockSchema),
        v.nonEmpty("there must be at least one block."),
        rising(({ number }) => number, "number"),
      ),
    }),
    v.check(
      ({ blocks }) => blocks.every(({ receipts, accounts, ancestors }) => receipts ?? accounts ?? ancestors),
      "each block must have receipts, accounts or ancestors.",
    ),
    v.check(
      ({ stamp, contracts }) => stamp === undefined || contracts.some(({ name }) => name === "timestamps"),
      "a stamp needs the contract timestamps.",
    ),
  );

const bundleSchema = bundleSchemaOf(manifestSchema);

/** The same of a text out of which the files of its manifest were taken, to be read one by one. */
export const bundleRestSchema = bundleSchemaOf(v.strictObject({ ...manifestSchema.entries, files: v.strictTuple([]) }));
