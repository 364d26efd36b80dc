import * as v from "valibot";
import type { Hex } from "viem";
import { manifestSchema } from "../content/manifestSchema.ts";
import { rangeProblem } from "../content/rangeProblem.ts";
import { addressField, hashField, proofField, wholeField } from "../json/fields.ts";

const bytes = /^0x(?:[0-9a-f]{2})+$/;

const bytesField = v.custom<Hex>(
  (value) => typeof value === "string" && bytes.test(value),
  "this must be bytes: 0x and lower-case hexadecimal digits, two for each byte.",
);

/** A trie of 32-byte keys has at most 64 nodes on any way. */
const trieProofField = v.pipe(v.array(bytesField), v.maxLength(64, "there must be at most 64 nodes."));

function rising<value>(keyOf: (item: value) => number | string, what: string) {
  return v.check<value[], string>(
    (items) => items.every((item, i) => i === 0 || keyOf(items[i - 1] as value) < keyOf(item)),
    `they must be sorted by ${what}, each once.`,
  );
}

const contract = v.strictObject({
  name: v.picklist(["timestamps", "colophon", "works", "terms", "licences", "compliance", "royalties"]),
  address: addressField,
  deployer: addressField,
  initCodeHash: hashField,
});

const receipt = v.strictObject({ transaction: wholeField(0), proof: trieProofField });

const account = v.strictObject({
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

const block = v.strictObject({
  number: wholeField(0),
  time: wholeField(0),
  hash: hashField,
  header: bytesField,
  receipts: v.optional(
    v.pipe(
      v.array(receipt),
      v.nonEmpty("there must be at least one."),
      rising(({ transaction }) => transaction, "transaction"),
    ),
  ),
  accounts: v.optional(
    v.pipe(
      v.array(account),
      v.nonEmpty("there must be at least one."),
      rising(({ address }) => address, "address"),
    ),
  ),
});

const range = v.pipe(
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

const stamp = v.pipe(
  v.strictObject({
    claimant: addressField,
    contentRoot: hashField,
    salt: hashField,
    commitment: hashField,
    batch: v.optional(v.strictObject({ root: hashField, proof: proofField })),
    manifest: v.optional(manifestSchema),
    files: v.optional(
      v.pipe(
        v.array(
          v.strictObject({ digest: hashField, blinding: hashField, proof: proofField, range: v.optional(range) }),
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
        v.array(
          v.strictObject({ type: v.picklist(["rfc3161", "opentimestamps"]), sha256: hashField, proof: bytesField }),
        ),
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
export const bundleSchema = v.pipe(
  v.strictObject({
    format: v.literal("colophon-bundle/1"),
    chainId: wholeField(1),
    contracts: v.pipe(
      v.array(contract),
      v.check(
        (contracts) => new Set(contracts.map(({ name }) => name)).size === contracts.length,
        "each contract may be named once.",
      ),
    ),
    stamp: v.optional(stamp),
    blocks: v.pipe(
      v.array(block),
      v.nonEmpty("there must be at least one block."),
      rising(({ number }) => number, "number"),
    ),
  }),
  v.check(
    ({ blocks }) => blocks.every(({ receipts, accounts }) => receipts !== undefined || accounts !== undefined),
    "each block must have receipts or accounts.",
  ),
  v.check(
    ({ stamp, contracts }) => stamp === undefined || contracts.some(({ name }) => name === "timestamps"),
    "a stamp needs the contract timestamps.",
  ),
);
