import { AbiCoder, keccak256 } from "ethers";

export type Holder = { account: string; units: bigint };
export type Sibling = { hash: string; units: bigint };

const coder = AbiCoder.defaultAbiCoder();

/** A tree of holders by the letter of docs/formats.md: neither the SDK nor the contract takes part. */
export function holderTree(holders: Holder[]): { root: string; proofOf(account: string): Sibling[] } {
  const nodes = new Array<Sibling>(2 * holders.length - 1);
  const at = (index: number): Sibling => {
    const node = nodes[index];
    if (!node) throw new Error(`There is no node ${index}.`);
    return node;
  };
  for (const [i, { account, units }] of holders.entries()) {
    const hash = keccak256(coder.encode(["address", "uint64"], [account, units]));
    nodes[nodes.length - 1 - i] = { hash, units };
  }
  for (let i = holders.length - 2; i >= 0; i--) {
    const [a, b] = [at(2 * i + 1), at(2 * i + 2)].sort((x, y) => (x.hash < y.hash ? -1 : 1)) as [Sibling, Sibling];
    const hash = keccak256(
      coder.encode(["bytes32", "uint64", "bytes32", "uint64"], [a.hash, a.units, b.hash, b.units]),
    );
    nodes[i] = { hash, units: a.units + b.units };
  }

  return {
    root: at(0).hash,
    proofOf(account) {
      const index = holders.findIndex((holder) => holder.account === account);
      if (index < 0) throw new Error(`${account} is no holder.`);
      const proof: Sibling[] = [];
      for (let node = nodes.length - 1 - index; node > 0; node = Math.floor((node - 1) / 2)) {
        proof.push(at(node % 2 === 0 ? node - 1 : node + 1));
      }
      return proof;
    },
  };
}
