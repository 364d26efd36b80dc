import {
  type Address,
  encodeAbiParameters,
  getAbiItem,
  getCreate2Address,
  type Hex,
  hexToBytes,
  keccak256,
  numberToHex,
  pad,
  padHex,
  slice,
  stringToHex,
  toEventSelector,
  zeroAddress,
  zeroHash,
} from "viem";
import { termsAbi } from "../abi/generated.ts";
import { initCodeHashes } from "../abi/initCodeHashes.ts";
import { type ContractName, create2Deployer } from "../core/deployment.ts";
import { encodeReceipt } from "../evidence/block.ts";
import type { Bundle } from "../evidence/bundle.ts";
import { licenceSlots } from "../evidence/licenceStorage.ts";
import { encodeRlp, toRlpNumber } from "../evidence/rlp.ts";
import { createTrie } from "../evidence/trie.ts";
import { worldwide } from "../model/constants.ts";
import { documents } from "../model/formats.ts";
import { licenceIdOf } from "../model/ids.ts";
import type { EarlyEnd } from "../model/states.ts";
import { type OnchainTerms, termsIdOf } from "../model/terms.ts";
import { fieldHashOf } from "../terms/uses.ts";
import { makeHeader } from "./bundles.ts";

const definedEvent = getAbiItem({ abi: termsAbi, name: "TermsDefined" });

/** The slots of one of the two licences. */
export type LicenceSlotName = "record" | "parent" | "endedAt" | "class" | "scope" | "excluded" | "field";

export type MakeLicenceBundleParameters = {
  /** The time of the block, in seconds from the start of the licences. */
  after?: number;
  /** How long they last, in seconds. */
  duration?: number;
  periods?: number;
  /** When they ended early, in seconds from their start: the first, and the sublicence below it. */
  ended?: { first?: number; second?: number };
  /** How they did. */
  how?: EarlyEnd;
  /** Whether their terms name rules: then the time of an early end has a slot of its own. */
  ruled?: boolean;
  /** What their terms are narrowed to: one field, some territories; else they are for all. */
  narrow?: readonly ("field" | "territories")[];
  /** Whether the records of their terms are there too. */
  withTerms?: boolean;
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
const at = (from: Address, bytecodeHash: Hex) => lower(getCreate2Address({ from, salt: zeroHash, bytecodeHash }));
const colophon = at(create2Deployer, initCodeHashes.colophon);
const addressOf = (name: ContractName) => at(colophon, initCodeHashes[name]);

/** The numbers of the two licences, of which the second is a sublicence of the first. */
export const madeLicences = [1, 2].map((serial) => licenceIdOf({ work, serial })) as [bigint, bigint];

const both = ["field", "territories"] as const;

type TermsParameters = Pick<MakeLicenceBundleParameters, "duration" | "ruled" | "narrow"> & { serial: 1 | 2 };

/** The terms of one of the two: print and show online, for editorial and advertising, exclusive. */
export function madeTerms({ serial, duration = 100, ruled = true, narrow = both }: TermsParameters): OnchainTerms {
  return {
    uses: (1n << 1n) | (1n << 2n),
    purposes: (1 << 4) | (1 << 5),
    territories: narrow.includes("territories") ? 3n : worldwide,
    field: narrow.includes("field") ? fieldHashOf("language: French") : zeroHash,
    duration,
    exclusivity: 2,
    transferable: false,
    sublicensing: 2 - serial,
    sublicenceShare: 0,
    fallsWithParent: false,
    passesDown: false,
    derivatives: 0,
    works: 0,
    upstreamShare: 0,
    further: 0,
    rules: ruled ? addressOf("compliance") : zeroAddress,
    conditions: ruled ? fixed("conditions") : zeroHash,
    deed: fixed(`licence text ${serial}`),
  };
}

/** What the contract keeps of terms. */
function scopeOf({ uses, purposes, territories, field, duration, exclusivity, sublicensing, rules }: OnchainTerms) {
  const flags = [rules !== zeroAddress, field !== zeroHash, territories !== worldwide].reduce(
    (all, is, bit) => (is ? all | (1n << BigInt(bit)) : all),
    0n,
  );
  const first =
    uses |
    (BigInt(purposes) << 64n) |
    (BigInt(duration) << 96n) |
    (BigInt(exclusivity) << 200n) |
    (BigInt(sublicensing) << 224n) |
    (flags << 240n);
  return { first, excluded: territories ^ worldwide, field: BigInt(field) };
}

/**
 * A bundle of a licence and a sublicence below it, of a chain that never was: the record of a sale, and the storage of
 * the Licences contract. In the terms of {@link madeTerms}, with two seats each.
 */
export function makeLicenceBundle({
  after = 0,
  duration = 100,
  periods = 1,
  ended = {},
  how = "terminated",
  ruled = true,
  narrow = both,
  withTerms = false,
  sold = 2,
  without = [],
  initCodeHash = initCodeHashes.licences,
}: MakeLicenceBundleParameters = {}): Bundle {
  const address = at(colophon, initCodeHash);
  const termsOf = (serial: 1 | 2) => madeTerms({ serial, duration, ruled, narrow });
  const values = ([1, 2] as const).flatMap((serial) => {
    const id = madeLicences[serial - 1] as bigint;
    const early = serial === 1 ? ended.first : ended.second;
    const endedAt = early === undefined ? 0n : BigInt(licenceStart + early);
    const terms = termsIdOf(termsOf(serial));
    const number = BigInt(slice(terms, 0, 3));
    const flags =
      (serial === 2 ? 1n << 58n : 0n) |
      (early === undefined ? 0n : 1n << 59n) |
      (early !== undefined && how === "terminated" ? 1n << 60n : 0n) |
      (early !== undefined && ruled ? 1n << 61n : 0n);
    const rest = early === undefined || ruled ? 2n | (BigInt(periods) << 16n) : endedAt;
    const data = BigInt(licenceStart) | (number << 34n) | flags | (rest << 62n);
    const grantor = serial === 1 ? work : (madeLicences[0] as bigint);
    const scope = licenceSlots.scope(terms);
    const kept = scopeOf(termsOf(serial));
    const slots: Record<LicenceSlotName, [Hex, bigint]> = {
      record: [licenceSlots.record(id), (data << 160n) | BigInt(holders[serial - 1] as Address)],
      parent: [licenceSlots.parent(id), serial === 1 ? 0n : (madeLicences[0] as bigint)],
      endedAt: [licenceSlots.endedAt(id), ruled ? endedAt : 0n],
      class: [licenceSlots.class(grantor, number), (BigInt(slice(terms, 3)) << 88n) | (1n << 64n) | (5n << 24n)],
      scope: [scope.first, kept.first],
      excluded: [scope.excluded, kept.excluded],
      field: [scope.field, kept.field],
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
  const sale = {
    address: addressOf("offers"),
    topics: [
      toEventSelector("LicenceSold(uint256,bytes32,address,uint16,uint32)"),
      numberToHex(madeLicences[sold - 1] as bigint, { size: 32 }),
      fixed("offer"),
      pad(holders[sold - 1] as Address),
    ],
    data: encodeAbiParameters([{ type: "uint16" }, { type: "uint32" }], [2, 1]),
  };
  const definitions = ([1, 2] as const).map(termsOf).map((terms) => ({
    address: addressOf("terms"),
    topics: [toEventSelector(definedEvent), padHex(termsIdOf(terms), { dir: "right", size: 32 })],
    data: encodeAbiParameters([definedEvent.inputs[1]], [terms]),
  }));
  const key = encodeRlp(toRlpNumber(0n));
  const receipt = encodeReceipt({
    type: "0x2",
    status: "0x1",
    cumulativeGasUsed: "0x5208",
    logsBloom: numberToHex(0, { size: 256 }),
    logs: [...(withTerms ? definitions : []), sale],
  });
  const receipts = createTrie([{ key, value: receipt }]);
  const [number, time] = [0x16e3600, licenceStart + after];
  const header = makeHeader({
    timestamp: numberToHex(time),
    receiptsRoot: receipts.root,
    stateRoot: accounts.root,
  });
  const hidden = new Set<string>(without);
  const named = (name: ContractName) => ({
    name,
    address: addressOf(name),
    deployer: colophon,
    initCodeHash: initCodeHashes[name],
  });
  return {
    format: documents.bundle.format,
    chainId: 1,
    contracts: [
      { name: "colophon", address: colophon, deployer: create2Deployer, initCodeHash: initCodeHashes.colophon },
      ...(withTerms ? [named("terms")] : []),
      named("offers"),
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
