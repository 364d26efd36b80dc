import {
  type Address,
  bytesToHex,
  concat,
  encodeAbiParameters,
  getCreate2Address,
  type Hex,
  hexToBytes,
  keccak256,
  numberToHex,
  pad,
  sha256,
  stringToBytes,
  stringToHex,
  toEventSelector,
  zeroHash,
} from "viem";
import { initCodeHashes, releaseBuild } from "../abi/initCodeHashes.ts";
import { batchOpenings, createOpening, type Opening, stampedOf } from "../content/commitment.ts";
import type { ComparedFile } from "../content/compareFiles.ts";
import { createManifest } from "../content/manifest.ts";
import { type DiscloseRangeParameters, hashSpans, rangeRoot, rangeSpans } from "../content/range.ts";
import { create2Deployer } from "../core/deployment.ts";
import { historyRange, historySlot } from "../evidence/ancestry.ts";
import { encodeHeader, encodeReceipt } from "../evidence/block.ts";
import type { Bundle } from "../evidence/bundle.ts";
import { bundleStampOf } from "../evidence/capture.ts";
import { encodeRlp, toRlpNumber } from "../evidence/rlp.ts";
import { createTrie } from "../evidence/trie.ts";
import { witnessDigest } from "../evidence/witnesses.ts";
import { documents } from "../model/formats.ts";

export type MakeBundleParameters = {
  chainId?: number;
  /** Texts by path. */
  files?: Record<string, string>;
  /** Real BLAKE3 digests by path, where a test needs them. */
  blake3?: Record<string, Hex>;
  /** How many others are stamped in the same batch. */
  others?: number;
  disclose?: readonly string[];
  /** Bytes of a disclosed file, with the nodes of its tree. Needs its real BLAKE3. */
  ranges?: readonly DiscloseRangeParameters[];
  withAnchor?: boolean;
  /** How many transactions the block has. The stamp is in the third, or the last of fewer. */
  transactions?: number;
  /** Who sends the stamp, if not the claimant. */
  sender?: Address;
  /** What the receipt says was stamped, if not what the opening opens. */
  stamped?: Hex;
  initCodeHash?: Hex;
  withState?: boolean;
  /** Leave the opening out: then the logs and the state are all there is. */
  withoutStamp?: boolean;
  header?: Record<string, unknown>;
  /** The block's number, and its time in seconds since 1970. */
  number?: number;
  time?: number;
  /** Name the compiler and the input that make the contracts' code. */
  withBuild?: boolean;
  /** Second anchors: an OpenTimestamps proof, and bytes that stand for a token whose signature nobody checks. */
  withWitnesses?: boolean;
};

export type MadeBundle = { bundle: Bundle; files: ComparedFile[]; opening: Opening };

const claimant: Address = "0x70997970c51812dc3a010c7d01b50e0d17dc79c8";

const fixed = (what: string): Hex => keccak256(stringToHex(what));

const keyOf = (index: number) => encodeRlp(toRlpNumber(BigInt(index)));

/** An account among others, with two storage slots among others, as `eth_getProof` would prove them. */
function makeState(address: Address) {
  const slot = (n: number) => pad(numberToHex(n));
  const storage = createTrie(
    Array.from({ length: 30 }, (_, n) => ({
      key: keccak256(slot(n), "bytes"),
      value: encodeRlp(toRlpNumber(BigInt(n + 1))),
    })),
  );
  const account = encodeRlp([Uint8Array.of(1), new Uint8Array(), hexToBytes(storage.root), hexToBytes(fixed("code"))]);
  const accounts = createTrie([
    { key: keccak256(address, "bytes"), value: account },
    ...Array.from({ length: 20 }, (_, n) => ({ key: hexToBytes(fixed(`account ${n}`)), value: account })),
  ]);
  const slots = [slot(3), slot(4)];
  return {
    root: accounts.root,
    account: {
      address,
      proof: accounts.proof(keccak256(address, "bytes")),
      storage: slots.map((at) => ({ slot: at, proof: storage.proof(keccak256(at, "bytes")) })),
    },
  };
}

/** A bundle of a chain that never was, complete and true to its own block hash. The same arguments make the same bundle. */
export function makeBundle({
  chainId = 1,
  files = { "poems/tide.txt": "The tide comes in.\n", "notes.txt": "spring\n" },
  blake3 = {},
  others = 0,
  disclose,
  ranges,
  withAnchor = false,
  transactions = 5,
  sender = claimant,
  stamped,
  initCodeHash = initCodeHashes.timestamps,
  withState = false,
  withoutStamp = false,
  header: headerFields = {},
  number = 0x16e3600,
  time = 0x6955b900,
  withBuild = false,
  withWitnesses = false,
}: MakeBundleParameters = {}): MadeBundle {
  const hashed = Object.entries(files).map(([path, text]) => ({
    path,
    size: stringToBytes(text).length,
    type: "text/plain",
    sha256: sha256(stringToBytes(text)),
    // Nothing recomputes it where it isn't given: any 32 bytes that follow from the text will do.
    blake3: blake3[path] ?? fixed(`blake3 of ${text}`),
    salt: fixed(`salt of ${path}`),
  }));
  const anchorHeader = makeHeader({ number: "0x16e35f0", timestamp: "0x6955b840" });
  const anchor = { chainId, number: 0x16e35f0, hash: keccak256(anchorHeader) };
  const timestamps = getCreate2Address({ from: create2Deployer, salt: zeroHash, bytecodeHash: initCodeHash });
  const open = (n: number) =>
    createOpening({
      chainId,
      timestamps,
      claimant,
      salt: fixed(`salt ${n}`),
      manifest: createManifest({ files: hashed, ...(withAnchor && { anchor }) }),
    });
  const opening = batchOpenings(Array.from({ length: others + 1 }, (_, n) => open(n))).openings[0] as Opening;

  const log = {
    address: timestamps,
    topics: [
      toEventSelector("Commit(uint256,address,bytes32,bytes)"),
      pad(numberToHex(time)),
      pad(sender),
      stamped ?? stampedOf(opening),
    ],
    data: encodeAbiParameters([{ type: "bytes" }], ["0x"]),
  };
  const position = Math.min(2, transactions - 1);
  const receipts = createTrie(
    Array.from({ length: transactions }, (_, i) => ({
      key: keyOf(i),
      value: encodeReceipt({
        type: numberToHex(i === position ? 2 : i % 5),
        status: "0x1",
        cumulativeGasUsed: numberToHex(21000 * (i + 1)),
        logsBloom: numberToHex(i, { size: 256 }),
        logs: i === position ? [log] : [],
      }),
    })),
  );
  const state = makeState(timestamps.toLowerCase() as Address);
  const header = makeHeader({
    number: numberToHex(number),
    timestamp: numberToHex(time),
    receiptsRoot: receipts.root,
    ...(withState && { stateRoot: state.root }),
    ...headerFields,
  });
  const bundle: Bundle = {
    format: documents.bundle.format,
    chainId,
    contracts: [
      {
        name: "timestamps",
        address: timestamps.toLowerCase() as Address,
        deployer: create2Deployer,
        initCodeHash,
        ...(withBuild && { build: { ...releaseBuild } }),
      },
    ],
    ...(!withoutStamp && {
      stamp: { ...bundleStampOf({ opening, disclose, ranges }), ...(withAnchor && { anchor: anchorHeader }) },
    }),
    blocks: [
      {
        number,
        time,
        hash: keccak256(header),
        header,
        receipts: [{ transaction: position, proof: receipts.proof(keyOf(position)) }],
        ...(withState && { accounts: [state.account] }),
      },
    ],
  };
  if (withWitnesses && bundle.stamp) {
    const { proof } = makeOpenTimestamps(witnessDigest(bundle.stamp));
    bundle.stamp.witnesses = [
      { type: "opentimestamps", sha256: sha256(proof), proof },
      {
        type: "rfc3161",
        sha256: sha256("0x3003020101"),
        proof: "0x3003020101",
        material: [{ type: "certificate", sha256: sha256("0x3003020102"), der: "0x3003020102" }],
      },
      { type: "rfc3161", sha256: sha256("0x3003020103"), proof: "0x3003020103", over: "bundle" },
    ];
  }
  return { bundle, opening, files: hashed.map(({ type: _, salt: __, ...file }) => file) };
}

/**
 * The bundle with a later block that speaks for its own: by the headers between, or by what the history contract keeps.
 */
export function coverBundle(
  bundle: Bundle,
  how: "headers" | "history",
  { codeHash = historyRange.codeHash }: { codeHash?: Hex } = {},
): Bundle {
  const last = bundle.blocks.at(-1) as Bundle["blocks"][number];
  const child = (parentHash: Hex, number: number, fields: Record<string, unknown> = {}) =>
    makeHeader({ parentHash, number: numberToHex(number), timestamp: numberToHex(last.time + 12), ...fields });
  const block = (number: number, header: Hex) => ({ number, time: last.time + 12, hash: keccak256(header), header });
  if (how === "headers") {
    const between = child(last.hash, last.number + 1);
    const header = child(keccak256(between), last.number + 2);
    return { ...bundle, blocks: [...bundle.blocks, { ...block(last.number + 2, header), ancestors: [between] }] };
  }
  const number = last.number + 100;
  const slot = historySlot(last.number);
  const storage = createTrie(
    [last, ...Array.from({ length: 20 }, (_, i) => ({ number: last.number + 1 + i, hash: fixed(`block ${i}`) }))].map(
      (kept) => ({
        key: keccak256(historySlot(kept.number), "bytes"),
        value: encodeRlp(toRlpNumber(BigInt(kept.hash))),
      }),
    ),
  );
  const { address } = historyRange;
  const account = encodeRlp([Uint8Array.of(1), new Uint8Array(), hexToBytes(storage.root), hexToBytes(codeHash)]);
  const accounts = createTrie([
    { key: keccak256(address, "bytes"), value: account },
    ...Array.from({ length: 20 }, (_, n) => ({ key: hexToBytes(fixed(`account ${n}`)), value: account })),
  ]);
  const header = child(fixed("parent"), number, { stateRoot: accounts.root });
  const proved = {
    address,
    proof: accounts.proof(keccak256(address, "bytes")),
    storage: [{ slot, proof: storage.proof(keccak256(slot, "bytes")) }],
  };
  return { ...bundle, blocks: [...bundle.blocks, { ...block(number, header), accounts: [proved] }] };
}

/** A header in which everything is made up but what is given. */
export function makeHeader(fields: Record<string, unknown>): Hex {
  return encodeHeader({
    parentHash: fixed("parent"),
    sha3Uncles: "0x1dcc4de8dec75d7aab85b567b6ccd41ad312451b948a7413f0a142fd40d49347",
    miner: "0x00000000000000000000000000000000000000c0",
    stateRoot: fixed("state"),
    transactionsRoot: fixed("transactions"),
    receiptsRoot: fixed("receipts"),
    logsBloom: numberToHex(0, { size: 256 }),
    difficulty: "0x0",
    number: "0x16e3600",
    gasLimit: "0x2aea540",
    gasUsed: "0x5208",
    timestamp: "0x6955b900",
    extraData: "0x",
    mixHash: fixed("randao"),
    nonce: "0x0000000000000000",
    baseFeePerGas: "0x7",
    withdrawalsRoot: fixed("withdrawals"),
    blobGasUsed: "0x0",
    excessBlobGas: "0x0",
    parentBeaconBlockRoot: fixed("beacon"),
    requestsHash: fixed("requests"),
    ...fields,
  });
}

/** A text of 5,000 bytes, and the 2,048 of them from 1,024 on: what it takes to disclose and to compare them. */
export async function makeExcerpt() {
  const text = Array.from({ length: 500 }, (_, i) => `line ${String(i).padStart(4, "0")}\n`).join("");
  const bytes = stringToBytes(text);
  const range = { from: 1024, to: 3072, size: bytes.length };
  const spans = rangeSpans(range);
  const nodes = (await hashSpans([bytes], { spans, bytes: range.size })) as Hex[];
  const blake3 = rangeRoot(range, nodes) as Hex;
  const shown = bytes.subarray(range.from, range.to);
  const file: ComparedFile = {
    path: "excerpt",
    size: shown.length,
    sha256: sha256(shown),
    // Of the excerpt alone; nothing is compared with it.
    blake3: `0x${"00".repeat(32)}`,
    excerpts: [{ from: range.from, fileSize: range.size, nodes: nodes.filter((_, i) => spans[i]?.inside) }],
  };
  return { text, shown, blake3, nodes, range, file };
}

/**
 * A proof as the OpenTimestamps client writes it, with two ways: to a calendar's promise, and to a block of Bitcoin.
 * Returns the Merkle root that the block would need, last byte first.
 */
export function makeOpenTimestamps(digest: Hex, { height = 800_000 } = {}): { proof: Hex; merkleRoot: Hex } {
  const bytes = (...values: number[]) => Uint8Array.from(values);
  const nonce = new Uint8Array(16).fill(7);
  const uri = stringToBytes("https://calendar.example");
  const message = sha256(concat([hexToBytes(digest), nonce]), "bytes");
  const promised = sha256(message, "bytes");
  const varint = (value: number): number[] => (value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...varint(value >> 7)]);
  const proof = concat([
    bytes(0),
    stringToBytes("OpenTimestamps"),
    bytes(0, 0),
    stringToBytes("Proof"),
    bytes(0, 0xbf, 0x89, 0xe2, 0xe8, 0x84, 0xe8, 0x92, 0x94, 1, 8),
    hexToBytes(digest),
    bytes(0xf0, nonce.length),
    nonce,
    bytes(8),
    // One way: a calendar's promise, which is the message itself.
    bytes(0xff, 0, 0x83, 0xdf, 0xe3, 0x0d, 0x2e, 0xf9, 0x0c, 0x8e, uri.length + 1, uri.length),
    uri,
    // The other: hashed once more, and in Bitcoin.
    bytes(8, 0, 0x05, 0x88, 0x96, 0x0d, 0x73, 0xd7, 0x19, 0x01, varint(height).length, ...varint(height)),
  ]);
  return { proof: bytesToHex(proof), merkleRoot: bytesToHex(promised.toReversed()) };
}
