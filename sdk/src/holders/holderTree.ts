import { type Address, encodeAbiParameters, type Hex, keccak256 } from "viem";
import type { HolderSibling, Holders } from "./Holders.ts";
import { HoldersError } from "./HoldersError.ts";
import { holderLeafOf } from "./holderLeafOf.ts";

export type HolderProof = { units: number; proof: HolderSibling[] };

export type HolderTree = {
  /** What is registered with the work. */
  root: Hex;
  /** What an account needs to take its units. Throws a HoldersError if it isn't listed. */
  proofOf: (account: Address) => HolderProof;
};

const pair = [{ type: "bytes32" }, { type: "uint64" }, { type: "bytes32" }, { type: "uint64" }] as const;

/** The parent of two nodes: their hashes and sums, the smaller hash first. */
export function joinHolderNodes(a: HolderSibling, b: HolderSibling): HolderSibling {
  const [first, second] = BigInt(a.hash) <= BigInt(b.hash) ? [a, b] : [b, a];
  const hash = keccak256(encodeAbiParameters(pair, [first.hash, first.units, second.hash, second.units]));
  return { hash, units: a.units + b.units };
}

/** The sum tree of a list of holders: each node binds the units below it. */
export function holderTree({ holders }: Holders): HolderTree {
  const count = 2 * holders.length - 1;
  const nodes: HolderSibling[] = new Array(count);
  holders.forEach((holder, i) => {
    nodes[count - 1 - i] = { hash: holderLeafOf(holder), units: BigInt(holder.units) };
  });
  for (let i = holders.length - 2; i >= 0; i--) {
    nodes[i] = joinHolderNodes(nodes[2 * i + 1] as HolderSibling, nodes[2 * i + 2] as HolderSibling);
  }
  const root = nodes[0];
  if (root === undefined) throw new HoldersError("Nobody holds a share. Add at least one holder.");
  const positions = new Map(holders.map(({ account }, i) => [account, i]));
  return {
    root: root.hash,
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
