import * as v from "valibot";
import { type Address, encodeAbiParameters, type Hex, isAddress, keccak256, zeroAddress } from "viem";
import { totalUnits } from "../model/constants.ts";
import { ColophonError, FormatError } from "../model/errors.ts";
import { documents } from "../model/formats.ts";
import { percentOf } from "../model/units.ts";
import { addressField, parseDocument, wholeField } from "./json.ts";

export type Holder = { account: Address; units: number };

/** Who holds the royalty units of a work from the beginning. Public, so that everybody can take their units. */
export type Holders = { format: typeof documents.holders.format; holders: readonly Holder[] };

/** One step of a holder's proof, as the Royalties contract takes it. */
export type HolderSibling = { hash: Hex; units: bigint };

/** Shares that can't be registered: they don't add up, or a holder is listed twice, without units, or not at all. */
export class HoldersError extends ColophonError {
  override name = "HoldersError";
  readonly account: Address | undefined;
  /** The sum of all units, where that is what is wrong. */
  readonly sum: number | undefined;

  constructor(sentence: string, values: { account?: Address; sum?: number } = {}) {
    super(sentence);
    this.account = values.account;
    this.sum = values.sum;
  }
}

/** The list of holders of a work's units, whose units must be exactly 100,000,000 together. */
export function createHolders(holders: readonly Holder[]): Holders {
  if (holders.length === 0) throw new HoldersError("Nobody holds a share. Add at least one holder.");
  const sorted = holders
    .map(({ account, units }): Holder => {
      if (!isAddress(account)) {
        throw new HoldersError(
          `“${String(account).slice(0, 60)}” is not an address. Check it for missing or mistyped characters.`,
        );
      }
      if (account === zeroAddress) {
        throw new HoldersError("The zero address can't hold a share: nobody can withdraw its income.", { account });
      }
      if (!Number.isSafeInteger(units) || units <= 0) {
        throw new HoldersError(`The share of ${account} must be more than 0 %. Enter a share or remove the holder.`, {
          account,
        });
      }
      return { account: account.toLowerCase() as Address, units };
    })
    .sort((a, b) => (a.account < b.account ? -1 : 1));
  sorted.forEach(({ account }, i) => {
    if (sorted[i + 1]?.account === account) {
      throw new HoldersError(`${account} is listed twice. Put both shares into one line.`, { account });
    }
  });
  const sum = sorted.reduce((total, { units }) => total + units, 0);
  if (sum !== totalUnits) {
    const gap = Math.abs(totalUnits - sum);
    throw new HoldersError(
      `The shares add up to ${percentOf(sum)} %, not 100 %. ${sum < totalUnits ? "Give away another" : "Take back"} ${percentOf(gap)} %.`,
      { sum },
    );
  }
  return { format: documents.holders.format, holders: sorted };
}

const holdersSchema = v.strictObject({
  format: v.literal(documents.holders.format),
  holders: v.array(v.strictObject({ account: addressField, units: wholeField(1) })),
});

/** A list of holders from its JSON text, bytes or parsed value. Throws a FormatError. */
export function parseHolders(input: unknown): Holders {
  const found = parseDocument(holdersSchema, input, documents.holders);
  let holders: Holders;
  try {
    holders = createHolders(found.holders);
  } catch (error) {
    if (error instanceof HoldersError)
      throw new FormatError(documents.holders.format, error.shortMessage, { path: "holders", cause: error });
    throw error;
  }
  if (found.holders.some(({ account }, i) => holders.holders[i]?.account !== account)) {
    throw new FormatError(documents.holders.format, "the holders must be sorted by account.", { path: "holders" });
  }
  return holders;
}

export type HolderProof = { units: number; proof: HolderSibling[] };

export type HolderTree = {
  /** What is registered with the work. */
  root: Hex;
  /** What an account needs to take its units. Throws a HoldersError if it isn't listed. */
  proofOf: (account: Address) => HolderProof;
};

const nodePair = [{ type: "bytes32" }, { type: "uint64" }, { type: "bytes32" }, { type: "uint64" }] as const;

/** The parent of two nodes: their hashes and sums, the smaller hash first. */
export function joinHolderNodes(a: HolderSibling, b: HolderSibling): HolderSibling {
  const [first, second] = BigInt(a.hash) <= BigInt(b.hash) ? [a, b] : [b, a];
  const hash = keccak256(encodeAbiParameters(nodePair, [first.hash, first.units, second.hash, second.units]));
  return { hash, units: a.units + b.units };
}

/** The sum tree of a list of holders: each node binds the units below it. */
export function holderTree({ holders }: Holders): HolderTree {
  if (holders.length === 0) throw new HoldersError("Nobody holds a share. Add at least one holder.");
  const count = 2 * holders.length - 1;
  const nodes: HolderSibling[] = new Array(count);
  holders.forEach((holder, i) => {
    nodes[count - 1 - i] = { hash: holderLeafOf(holder), units: BigInt(holder.units) };
  });
  for (let i = holders.length - 2; i >= 0; i--) {
    nodes[i] = joinHolderNodes(nodes[2 * i + 1] as HolderSibling, nodes[2 * i + 2] as HolderSibling);
  }
  const [{ hash: root }] = nodes as [HolderSibling];
  const positions = new Map(holders.map(({ account }, i) => [account, i]));
  return {
    root,
    proofOf(account) {
      const position = positions.get(account.toLowerCase() as Address);
      const holder = position === undefined ? undefined : holders[position];
      if (position === undefined || holder === undefined) {
        throw new HoldersError(`${account} is not among the holders of this work. Check the account.`, { account });
      }
      const proof: HolderSibling[] = [];
      for (let i = count - 1 - position; i > 0; i = (i - 1) >> 1) {
        proof.push(nodes[i % 2 === 0 ? i - 1 : i + 1] as HolderSibling);
      }
      return { units: holder.units, proof };
    },
  };
}

/** A holder's leaf: keccak256(abi.encode(account, units)). */
export function holderLeafOf({ account, units }: Holder): Hex {
  return keccak256(encodeAbiParameters([{ type: "address" }, { type: "uint64" }], [account, BigInt(units)]));
}
