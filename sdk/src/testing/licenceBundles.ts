import {
  type Address,
  encodeAbiParameters,
  getCreate2Address,
  type Hex,
  hexToBytes,
  keccak256,
  numberToHex,
  pad,
  stringToHex,
  toEventSelector,
  zeroHash,
} from "viem";
import { initCodeHashes } from "../abi/initCodeHashes.ts";
import { create2Deployer } from "../core/deployment.ts";
import { encodeReceipt } from "../evidence/block.ts";
import type { Bundle } from "../evidence/bundle.ts";
import { licenceSlots } from "../evidence/licenceStorage.ts";
import { encodeRlp, toRlpNumber } from "../evidence/rlp.ts";
import { createTrie } from "../evidence/trie.ts";
import { worldwide } from "../model/constants.ts";
import { documents } from "../model/formats.ts";
import { licenceIdOf } from "../model/ids.ts";
import { makeHeader } from "./bundles.ts";

/** The slots of one of the two licences. */
export type LicenceSlotName = "record" | "parent" | "terminatedAt" | "terms" | "scope" | "excluded";

export type MakeLicenceBundleParameters = {
  /** The time of the block, in seconds from the start of the licences. */
  after?: number;
  /** How long they last, in seconds. */
  duration?: number;
  periods?: number;
  /** When they were terminated, in seconds from their start: the first, and the sublicence below it. */
  terminated?: { first?: number; second?: number };
  /** Which of the two the record of a sale is about. */
  sold?: 1 | 2;
  /** Slots that are not shown, such as "1 scope". */
  without?: readonly `${1 | 2} ${LicenceSlotName}`[];
  /** As if the contract were of another release. */
  initCodeHash?: Hex;
};

/** When both licences start, in seconds since 1970. */
export const licenceStart = 0x6955b900;

const work = 0xabc0n;
const holders: readonly Address[] = [
  "0x70997970c51812dc3a010c7d01b50e0d17dc79c8",
  "0x3c44cdddb6a900fa2b585dd299e03d12fa4293bc",
];
const lower = (address: Address) => address.toLowerCase() as Address;
const fixed = (what: string): Hex => keccak256(stringToHex(what));

/** The numbers of the two licences, of which the second is a sublicence of the first. */
export const madeLicences = [1, 2].map((serial) => licenceIdOf({ work, serial })) as [bigint, bigint];

/**
 * A bundle of a licence and a sublicence below it, of a chain that never was: the record of a sale, and the storage of
 * the Licences contract. For editorial and print in AD and AE, exclusive, with two seats each.
 */
export function makeLicenceBundle({
  after = 0,
  duration = 100,
  periods = 1,
  terminated = {},
  sold = 2,
  without = [],
  initCodeHash = initCodeHashes.licences,
}: MakeLicenceBundleParameters = {}): Bundle {
  const at = (from: Address, bytecodeHash: Hex) => lower(getCreate2Address({ from, salt: zeroHash, bytecodeHash }));
  const colophon = at(create2Deployer, initCodeHashes.colophon);
  const address = at(colophon, initCodeHash);
  const uses = (1n << 3n) | (1n << 5n);
  const values = [1, 2].flatMap((serial) => {
    const id = madeLicences[serial - 1] as bigint;
    const end = serial === 1 ? terminated.first : terminated.second;
    const number = BigInt(serial);
    const terms = `0x${String(serial).repeat(48)}` as Hex;
    const flags = (serial === 2 ? 1n << 92n : 0n) | (end === undefined ? 0n : 1n << 93n);
    const data = BigInt(licenceStart) | (number << 40n) | (2n << 64n) | (BigInt(periods) << 80n) | flags;
    const grantor = serial === 1 ? work : (madeLicences[0] as bigint);
    const scope = licenceSlots.scope(terms);
    const slots: Record<LicenceSlotName, [Hex, bigint]> = {
      record: [licenceSlots.record(id), (data << 160n) | BigInt(holders[serial - 1] as Address)],
      parent: [licenceSlots.parent(id), serial === 1 ? 0n : (madeLicences[0] as bigint)],
      terminatedAt: [licenceSlots.terminatedAt(id), end === undefined ? 0n : BigInt(licenceStart + end)],
      terms: [licenceSlots.terms(grantor, number), (BigInt(terms) << 64n) | 5n],
      scope: [scope.first, uses | (BigInt(duration) << 64n) | (2n << 168n)],
      excluded: [scope.excluded, worldwide ^ 3n],
    };
    return Object.entries(slots)
      .map(([name, [slot, value]]) => ({ name: `${serial} ${name}`, slot, value }))
      .filter(({ value }) => value !== 0n);
  });
  const storage = createTrie(
    values.map(({ slot, value }) => ({ key: keccak256(slot, "bytes"), value: encodeRlp(toRlpNumber(value)) })),
  );
  const account = encodeRlp([Uint8Array.of(1), new Uint8Array(), hexToBytes(storage.root), hexToBytes(fixed("code"))]);
  const accounts = createTrie([{ key: keccak256(address, "bytes"), value: account }]);
  const log = {
    address,
    topics: [
      toEventSelector("LicenceSold(uint256,bytes32,address,uint16)"),
      numberToHex(madeLicences[sold - 1] as bigint, { size: 32 }),
      fixed("offer"),
      pad(holders[sold - 1] as Address),
    ],
    data: encodeAbiParameters([{ type: "uint16" }], [2]),
  };
  const key = encodeRlp(toRlpNumber(0n));
  const receipt = encodeReceipt({
    type: "0x2",
    status: "0x1",
    cumulativeGasUsed: "0x5208",
    logsBloom: numberToHex(0, { size: 256 }),
    logs: [log],
  });
  const receipts = createTrie([{ key, value: receipt }]);
  const [number, time] = [0x16e3600, licenceStart + after];
  const header = makeHeader({
    timestamp: numberToHex(time),
    receiptsRoot: receipts.root,
    stateRoot: accounts.root,
  });
  const hidden = new Set<string>(without);
  return {
    format: documents.bundle.format,
    chainId: 1,
    contracts: [
      { name: "colophon", address: colophon, deployer: create2Deployer, initCodeHash: initCodeHashes.colophon },
      { name: "licences", address, deployer: colophon, initCodeHash },
    ],
    blocks: [
      {
        number,
        time,
        hash: keccak256(header),
        header,
        receipts: [{ transaction: 0, proof: receipts.proof(key) }],
        accounts: [
          {
            address,
            proof: accounts.proof(keccak256(address, "bytes")),
            storage: values
              .filter(({ name }) => !hidden.has(name))
              .map(({ slot }) => ({ slot, proof: storage.proof(keccak256(slot, "bytes")) }))
              .sort((a, b) => (a.slot < b.slot ? -1 : 1)),
          },
        ],
      },
    ],
  };
}
