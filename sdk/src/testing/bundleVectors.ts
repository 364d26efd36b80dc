import { writeFile } from "node:fs/promises";
import { bytesToHex, type Hex, hexToBytes, keccak256 } from "viem";
import { initCodeHashes } from "../abi/initCodeHashes.ts";
import type { ComparedFile } from "../content/compareFiles.ts";
import { canonicalJson } from "../core/json.ts";
import type { Bundle } from "../evidence/bundle.ts";
import type { GivenFile } from "../evidence/checkFiles.ts";
import { decodeRlp, encodeRlp, type RlpItem } from "../evidence/rlp.ts";
import type { TrustedBlock } from "../evidence/trust.ts";
import type { VerdictLicence } from "../evidence/verdict.ts";
import { type ExpectedBundle, verifyBundle } from "../evidence/verifyBundle.ts";
import { forever } from "../model/constants.ts";
import { coverBundle, type MadeBundle, makeBundle, makeExcerpt } from "./bundles.ts";
import { makeLicenceBundle } from "./licenceBundles.ts";

/** A step on the way into a JSON value. */
type Path = (string | number)[];

export type BundleVector = {
  name: string;
  /** Which of the bundles. */
  bundle: string;
  /** Made to the parsed bundle before it is written in canonical form; no value removes. */
  changes?: { path: Path; value?: unknown }[];
  /** Made to the text: the first occurrence of `find` becomes `replace`. */
  edit?: { find: string; replace: string };
  files?: GivenFile[];
  trusted: Omit<TrustedBlock, "source">[];
  expected?: ExpectedBundle;
  codes?: Hex[];
  verdict: string;
  steps: Record<string, string>;
  /** What it proves of licences, if anything. */
  licences?: VerdictLicence[];
};

const excerpt = await makeExcerpt();
const other = keccak256("0x01");
const stranger = "0x00000000000000000000000000000000000000aa";

/** The text that a case verifies. */
export function vectorText(bundle: unknown, { changes = [], edit }: Pick<BundleVector, "changes" | "edit">): string {
  const copy = structuredClone(bundle) as Record<string, unknown>;
  for (const { path, value } of changes) {
    const last = path.at(-1) as string;
    const parent = path
      .slice(0, -1)
      .reduce<Record<string, unknown>>((at, key) => at[key] as Record<string, unknown>, copy);
    if (value !== undefined) parent[last] = value;
    else if (Array.isArray(parent)) parent.splice(Number(last), 1);
    else delete parent[last];
  }
  const text = canonicalJson(copy);
  return edit ? text.replace(edit.find, () => edit.replace) : text;
}

/** The published vectors: bundles of a chain that never was, and what a verifier must say of them and their changes. */
export function bundleVectors() {
  const of = (bundle: Bundle): Pick<MadeBundle, "bundle" | "files"> => ({ bundle, files: [] });
  const licences = {
    licence: of(makeLicenceBundle({ after: 10, withTerms: true })),
    licenceEnded: of(makeLicenceBundle({ after: 300, periods: 3, narrow: ["territories"] })),
    licenceTerminated: of(makeLicenceBundle({ after: 60, ended: { first: 50, second: 60 } })),
    licenceGivenBack: of(
      // After 2038, when more than 31 bits tell the time.
      makeLicenceBundle({
        after: 600_000_000,
        duration: forever,
        ended: { second: 500_000_000 },
        how: "surrendered",
        ruled: false,
        narrow: [],
      }),
    ),
    licenceGivenBackWithRules: of(
      makeLicenceBundle({ after: 60, ended: { first: 40, second: 50 }, how: "surrendered", narrow: ["field"] }),
    ),
    licenceGivenBackEarly: of(
      makeLicenceBundle({ after: -2, ended: { second: -5 }, how: "surrendered", withTerms: true, ruled: false }),
    ),
    licenceInPart: of(makeLicenceBundle({ after: 10, without: ["1 record", "2 excluded"] })),
    licenceOfOtherCode: of(makeLicenceBundle({ initCodeHash: keccak256("0x06") })),
  };
  const made = {
    stamp: makeBundle({ files: { "tide.txt": "The tide comes in.\n", "notes.txt": "spring\n" }, transactions: 5 }),
    alone: makeBundle({ files: { a: "a" }, transactions: 1 }),
    batch: makeBundle({ others: 4, withAnchor: true, transactions: 20 }),
    disclosed: makeBundle({ disclose: ["notes.txt"], withAnchor: true }),
    excerpt: makeBundle({
      files: { "book.txt": excerpt.text, "notes.txt": "spring\n" },
      blake3: { "book.txt": excerpt.blake3 },
      disclose: ["book.txt"],
      ranges: [{ path: "book.txt", from: excerpt.range.from, to: excerpt.range.to, nodes: excerpt.nodes }],
      withAnchor: true,
    }),
    state: makeBundle({ withoutStamp: true, withState: true }),
    london: makeBundle({
      header: {
        withdrawalsRoot: undefined,
        blobGasUsed: undefined,
        excessBlobGas: undefined,
        parentBeaconBlockRoot: undefined,
        requestsHash: undefined,
      },
    }),
    amsterdam: makeBundle({ header: { blockAccessListHash: other, slotNumber: "0x9" } }),
    relayed: makeBundle({ sender: "0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266" }),
    witnessed: makeBundle({ withWitnesses: true, others: 2 }),
    otherCode: makeBundle({ initCodeHash: keccak256("0x06") }),
    otherStamp: makeBundle({ stamped: keccak256("0x05") }),
    built: makeBundle({ withBuild: true }),
    byHeaders: of(coverBundle(makeBundle({ withAnchor: true }).bundle, "headers")),
    byHistory: of(coverBundle(makeBundle({ withAnchor: true }).bundle, "history")),
    byOtherCode: of(coverBundle(makeBundle().bundle, "history", { codeHash: keccak256("0x07") })),
    recordsByHistory: of(coverBundle(makeBundle({ withoutStamp: true }).bundle, "history")),
    ...licences,
  };
  type Name = keyof typeof made;
  const trust = (name: Name) => made[name].bundle.blocks.map(({ number, hash }) => ({ number, hash, chainId: 1 }));
  const block = ["blocks", 0];
  const receipt = [...block, "receipts", 0];
  const [number, hash] = [24000000, made.stamp.bundle.blocks[0]?.hash as Hex];
  const anchor = made.batch.bundle.stamp?.manifest?.anchor as { hash: Hex; number: number };
  const files = made.stamp.files;
  const [tide] = files as [ComparedFile];
  const nodes = (name: Name) => made[name].bundle.blocks[0]?.receipts?.[0]?.proof as readonly Hex[];
  const items = decodeRlp(hexToBytes(made.stamp.bundle.blocks[0]?.header as Hex)) as readonly RlpItem[];
  const longer = bytesToHex(encodeRlp([...items, new Uint8Array(32)]));

  const lastOf = (name: Name) => made[name].bundle.blocks.at(-1)?.hash as Hex;
  // The later block of one chain, and the older one of another.
  const forked = {
    bundle: "byHistory",
    changes: [{ path: ["blocks", 0], value: makeBundle({ withAnchor: true, others: 7 }).bundle.blocks[0] }],
    trusted: trust("byHistory").slice(1),
  };

  type Case = Omit<BundleVector, "verdict" | "steps" | "trusted"> & { trusted?: BundleVector["trusted"] };
  const change = (name: string, bundle: Name, path: Path, value?: unknown): Case => ({
    name,
    bundle,
    changes: [{ path, ...(value !== undefined && { value }) }],
  });
  const cases: Case[] = [
    { name: "a stamp with its files", bundle: "stamp", files },
    { name: "a stamp without its files", bundle: "stamp" },
    { name: "one of two files", bundle: "stamp", files: [tide] },
    { name: "alone in its block", bundle: "alone", files: made.alone.files },
    { name: "an item of a batch", bundle: "batch" },
    {
      name: "an item of a batch, anchor trusted",
      bundle: "batch",
      trusted: [...trust("batch"), { hash: anchor.hash, chainId: 1 }],
    },
    {
      name: "one file disclosed",
      bundle: "disclosed",
      files: made.disclosed.files.filter(({ path }) => path === "notes.txt"),
    },
    { name: "a part of a file, with its bytes", bundle: "excerpt", files: [excerpt.file] },
    { name: "a part of a file, without its bytes", bundle: "excerpt" },
    {
      name: "a part of a file, with the whole file",
      bundle: "excerpt",
      files: made.excerpt.files.filter(({ path }) => path === "book.txt"),
    },
    {
      name: "a part of a file in which a byte was changed",
      bundle: "excerpt",
      files: [{ ...excerpt.file, excerpts: [{ from: 1024, fileSize: 5000, nodes: [other, other] }] }],
    },
    {
      name: "the part, as if it were from another place",
      bundle: "excerpt",
      files: [{ ...excerpt.file, excerpts: excerpt.file.excerpts?.map((found) => ({ ...found, from: 2048 })) ?? [] }],
    },
    ...(["size", "blake3", "salt", "name"] as const).map((field) =>
      change(
        `another ${field} of the file of a part`,
        "excerpt",
        ["stamp", "files", 0, "range", field],
        field === "size" ? 5001 : other,
      ),
    ),
    change("another node of a part's file", "excerpt", ["stamp", "files", 0, "range", "nodes", 1], other),
    change("a node of a part's file missing", "excerpt", ["stamp", "files", 0, "range", "nodes", 3]),
    change("a part that begins elsewhere", "excerpt", ["stamp", "files", 0, "range", "from"], 2048),
    change("a part that begins within a chunk", "excerpt", ["stamp", "files", 0, "range", "from"], 1025),
    change("a part that is the whole", "excerpt", ["stamp", "files", 0, "range"], {
      ...made.excerpt.bundle.stamp?.files?.[0]?.range,
      from: 0,
      to: 5000,
    }),
    { name: "records and state", bundle: "state" },
    { name: "a sublicence in force", bundle: "licence" },
    { name: "a sublicence at its end", bundle: "licenceEnded" },
    { name: "a sublicence that was terminated, as was the licence above it", bundle: "licenceTerminated" },
    { name: "a sublicence that was given back, whose terms name no rules", bundle: "licenceGivenBack" },
    { name: "a sublicence that was given back, with its duties", bundle: "licenceGivenBackWithRules" },
    { name: "a sublicence that was given back before it began", bundle: "licenceGivenBackEarly" },
    { name: "a sublicence of which not all is shown", bundle: "licenceInPart" },
    { name: "a licence in a contract of other code", bundle: "licenceOfOtherCode", codes: [keccak256("0x06")] },
    change("another slot of a licence", "licence", [...block, "accounts", 0, "storage", 0, "slot"], other),
    { name: "a header of London", bundle: "london" },
    { name: "a header of Amsterdam", bundle: "amsterdam" },
    {
      name: "as expected",
      bundle: "stamp",
      expected: { chainId: 1, claimant: "0x70997970c51812dc3a010c7d01b50e0d17dc79c8" },
    },
    { name: "sent by somebody else", bundle: "relayed", files },
    { name: "only the anchor's hash", bundle: "batch", trusted: [{ hash: anchor.hash }] },
    { name: "no trusted hash", bundle: "stamp", files, trusted: [] },
    { name: "a hash without number and chain", bundle: "stamp", trusted: [{ hash }] },
    {
      name: "a hash without chain for records",
      bundle: "state",
      trusted: trust("state").map(({ chainId: _, ...rest }) => rest),
    },
    { name: "another hash for the block", bundle: "stamp", trusted: [{ number, hash: other, chainId: 1 }] },
    { name: "the hash of no block here", bundle: "stamp", trusted: [{ hash: other }] },
    { name: "the hash under another number", bundle: "stamp", trusted: [{ number: number + 1, hash, chainId: 1 }] },
    { name: "a hash of another chain", bundle: "stamp", trusted: [{ number, hash, chainId: 10 }] },
    { name: "a changed file", bundle: "stamp", files: [{ ...tide, sha256: other }] },
    { name: "a file with another BLAKE3", bundle: "stamp", files: [{ ...tide, blake3: other }] },
    { name: "a file that is not disclosed", bundle: "disclosed", files: [tide] },
    { name: "files with nothing to compare", bundle: "state", files },
    { name: "another chain expected", bundle: "stamp", expected: { chainId: 10 } },
    { name: "another claimant expected", bundle: "stamp", expected: { claimant: stranger } },
    change("another chain", "stamp", ["chainId"], 2),
    change("another claimant", "stamp", ["stamp", "claimant"], stranger),
    change("another salt", "stamp", ["stamp", "salt"], other),
    change("another content root", "stamp", ["stamp", "contentRoot"], other),
    change("another commitment", "stamp", ["stamp", "commitment"], other),
    change("another size in the list", "stamp", ["stamp", "manifest", "files", 0, "size"], 8),
    change("a name changed in the list", "stamp", ["stamp", "manifest", "files", 0, "path"], "notes.md"),
    change("another address", "stamp", ["contracts", 0, "address"], stranger),
    change("another deployer", "stamp", ["contracts", 0, "deployer"], stranger),
    change("another code", "stamp", ["contracts", 0, "initCodeHash"], other),
    change("another time", "stamp", [...block, "time"], 1767225601),
    change("another number", "stamp", [...block, "number"], 24000001),
    change("another hash in the bundle", "stamp", [...block, "hash"], other),
    change("another transaction", "stamp", [...receipt, "transaction"], 3),
    change("a proof cut short", "stamp", [...receipt, "proof", nodes("stamp").length - 1]),
    change("a proof made longer", "stamp", [...receipt, "proof", nodes("stamp").length], "0x80"),
    change("an empty proof", "stamp", [...receipt, "proof"], []),
    change("the receipt of another block", "stamp", [...receipt, "proof"], nodes("batch")),
    change("another step in the batch", "batch", ["stamp", "batch", "proof", 0], other),
    change("another root of the batch", "batch", ["stamp", "batch", "root"], other),
    change("another header for the anchor", "batch", ["stamp", "anchor"], made.batch.bundle.blocks[0]?.header),
    change("another anchor", "batch", ["stamp", "manifest", "anchor", "number"], anchor.number + 1),
    change("another digest", "disclosed", ["stamp", "files", 0, "digest"], other),
    change("another blinding", "disclosed", ["stamp", "files", 0, "blinding"], other),
    change("another head", "disclosed", ["stamp", "head", "anchor", "number"], 23999985),
    change("another account", "state", [...block, "accounts", 0, "address"], stranger),
    change("another slot", "state", [...block, "accounts", 0, "storage", 0, "slot"], `0x${"0".repeat(64)}`),
    change("a slot's proof cut short", "state", [...block, "accounts", 0, "storage", 1, "proof", 1]),
    {
      name: "a header with a field more",
      bundle: "stamp",
      changes: [
        { path: [...block, "header"], value: longer },
        { path: [...block, "hash"], value: keccak256(longer) },
      ],
      trusted: [{ number, hash: keccak256(longer), chainId: 1 }],
    },
    { name: "code that is not known", bundle: "otherCode" },
    { name: "code that is accepted", bundle: "otherCode", codes: [keccak256("0x06")] },
    { name: "a stamp of something else", bundle: "otherStamp" },
    { name: "second anchors", bundle: "witnessed" },
    change("a second anchor changed", "witnessed", ["stamp", "witnesses", 1, "proof"], "0x3003020102"),
    change(
      "a second anchor twice",
      "witnessed",
      ["stamp", "witnesses", 1],
      made.witnessed.bundle.stamp?.witnesses?.[0],
    ),
    change("a second anchor of another kind", "witnessed", ["stamp", "witnesses", 1, "type"], "rfc3162"),
    change("an unknown field", "stamp", ["extra"], 1),
    change("another format", "stamp", ["format"], "colophon-bundle/1"),
    change("no files at all", "stamp", ["stamp", "manifest"]),
    change("no blocks", "stamp", ["blocks"], []),
    change(
      "an upper-case digit",
      "stamp",
      ["stamp", "salt"],
      made.stamp.bundle.stamp?.salt.toUpperCase().replace("X", "x"),
    ),
    { name: "no file, and not the record alone", bundle: "stamp", files: [] },
    { name: "no file where none is listed", bundle: "state", files: [] },
    { name: "a file by its SHA-256 alone", bundle: "stamp", files: [{ path: "typed", sha256: tide.sha256 }] },
    {
      name: "a SHA-256 with another size",
      bundle: "stamp",
      files: [{ path: "typed", sha256: tide.sha256, size: tide.size + 1 }],
    },
    {
      name: "a SHA-256 that may be a part's",
      bundle: "excerpt",
      files: [{ path: "typed", sha256: other, size: 2048 }],
    },
    { name: "a SHA-256 that is no part's", bundle: "excerpt", files: [{ path: "typed", sha256: other, size: 2047 }] },
    {
      name: "two hashes for one block",
      bundle: "stamp",
      trusted: [...trust("stamp"), { number, hash: other, chainId: 1 }],
    },
    { name: "the hash, and one of nobody knows what", bundle: "stamp", trusted: [...trust("stamp"), { hash: other }] },
    {
      name: "the hash, and the same of another block",
      bundle: "stamp",
      trusted: [...trust("stamp"), { number: number + 1, hash, chainId: 1 }],
    },
    {
      name: "another hash for the anchor",
      bundle: "batch",
      trusted: [...trust("batch"), { number: anchor.number, hash: other, chainId: 1 }],
    },
    {
      name: "two hashes for the anchor",
      bundle: "batch",
      trusted: [...trust("batch"), { hash: anchor.hash }, { number: anchor.number, hash: other, chainId: 1 }],
    },
    {
      name: "an older block by the headers behind a trusted one",
      bundle: "byHeaders",
      trusted: trust("byHeaders").slice(1),
    },
    { name: "an older block by the state of a trusted one", bundle: "byHistory", trusted: trust("byHistory").slice(1) },
    { name: "only the older block", bundle: "byHistory", trusted: trust("byHistory").slice(0, 1) },
    { name: "neither of two blocks, and a hash of none", bundle: "byHistory", trusted: [{ hash: other }] },
    { name: "the later block without its chain", bundle: "byHistory", trusted: [{ hash: lastOf("byHistory") }] },
    {
      name: "records, by a later block without its chain",
      bundle: "recordsByHistory",
      trusted: [{ hash: lastOf("recordsByHistory") }],
    },
    {
      name: "records, by the state of a later block",
      bundle: "recordsByHistory",
      trusted: trust("recordsByHistory").slice(1),
    },
    { name: "the state of a contract of other code", bundle: "byOtherCode", trusted: trust("byOtherCode").slice(1) },
    {
      name: "a trusted later block, and another hash for the older",
      bundle: "byHistory",
      trusted: [...trust("byHistory").slice(1), { number, hash: other, chainId: 1 }],
    },
    change(
      "another header behind a block",
      "byHeaders",
      ["blocks", 1, "ancestors", 0],
      made.stamp.bundle.blocks[0]?.header,
    ),
    change("no headers behind a block", "byHeaders", ["blocks", 1, "ancestors"]),
    change("another slot of the history", "byHistory", ["blocks", 1, "accounts", 0, "storage", 0, "slot"], other),
    { name: "an older block that a trusted one does not name", ...forked },
    { name: "a build that is named", bundle: "built" },
    change("another compiler", "built", ["contracts", 0, "build", "compiler"], "0.8.36+commit.00000000"),
    change("another input of the compiler", "built", ["contracts", 0, "build", "input"], other),
    {
      ...change("a build of other code", "otherCode", ["contracts", 0, "build"], { compiler: "0.9.0", input: other }),
      codes: [keccak256("0x06")],
    },
    change(
      "a certificate kept with a token changed",
      "witnessed",
      ["stamp", "witnesses", 1, "material", 0, "der"],
      "0x30",
    ),
    change("a renewal of something else", "witnessed", ["stamp", "witnesses", 2, "over"], "stamp"),
    { name: "a space", bundle: "stamp", edit: { find: ",", replace: ", " } },
    { name: "a field twice", bundle: "stamp", edit: { find: '"chainId":1', replace: '"chainId":1,"chainId":1' } },
    { name: "a number spelled otherwise", bundle: "stamp", edit: { find: '"chainId":1', replace: '"chainId":1.0' } },
  ];
  const vectors = cases.map((given): BundleVector => {
    const { bundle } = made[given.bundle as Name];
    const trusted = given.trusted ?? trust(given.bundle as Name);
    const { verdict, steps, licences } = verifyBundle({
      bundle: vectorText(bundle, given),
      files: given.files,
      trusted: trusted.map((known) => ({ ...known, source: "you" })),
      expected: given.expected,
      codes: given.codes,
    });
    const outcomes = Object.fromEntries(steps.map(({ id, outcome }) => [id, outcome]));
    return { ...given, trusted, verdict, steps: outcomes, ...(licences.length > 0 && { licences }) };
  });
  return {
    /** What the verifier of these cases knows besides the codes that a case names. */
    initCodeHashes,
    bundles: Object.fromEntries(Object.entries(made).map(([name, { bundle }]) => [name, bundle])),
    vectors,
  };
}

if (process.argv[1] === import.meta.filename) {
  const file = new URL("../../vectors/bundle.json", import.meta.url);
  await writeFile(file, `${JSON.stringify(bundleVectors(), null, 2)}\n`);
}
