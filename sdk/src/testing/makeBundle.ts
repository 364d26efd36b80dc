import {
  type Address,
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
import { initCodeHashes } from "../abi/initCodeHashes.ts";
import { batchOpenings } from "../commitment/batchOpenings.ts";
import { createOpening } from "../commitment/createOpening.ts";
import type { Opening } from "../commitment/Opening.ts";
import { stampedOf } from "../commitment/stampedOf.ts";
import type { ComparedFile } from "../content/compareFiles.ts";
import { createManifest } from "../content/createManifest.ts";
import type { DiscloseRangeParameters } from "../content/discloseRange.ts";
import type { Bundle } from "../evidence/Bundle.ts";
import { bundleStampOf } from "../evidence/bundleStampOf.ts";
import { create2Deployer } from "../evidence/create2Deployer.ts";
import { createTrie } from "../evidence/createTrie.ts";
import { encodeReceipt } from "../evidence/encodeReceipt.ts";
import { encodeRlp } from "../evidence/encodeRlp.ts";
import { toRlpNumber } from "../evidence/rlpNumber.ts";
import { witnessDigest } from "../evidence/witnessDigest.ts";
import { makeHeader } from "./makeHeader.ts";
import { makeOpenTimestamps } from "./makeOpenTimestamps.ts";

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

  const time = 0x6955b900;
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
    timestamp: numberToHex(time),
    receiptsRoot: receipts.root,
    ...(withState && { stateRoot: state.root }),
    ...headerFields,
  });
  const bundle: Bundle = {
    format: "colophon-bundle/1",
    chainId,
    contracts: [
      { name: "timestamps", address: timestamps.toLowerCase() as Address, deployer: create2Deployer, initCodeHash },
    ],
    ...(!withoutStamp && {
      stamp: { ...bundleStampOf({ opening, disclose, ranges }), ...(withAnchor && { anchor: anchorHeader }) },
    }),
    blocks: [
      {
        number: 0x16e3600,
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
      { type: "rfc3161", sha256: sha256("0x3003020101"), proof: "0x3003020101" },
    ];
  }
  return { bundle, opening, files: hashed.map(({ type: _, salt: __, ...file }) => file) };
}
