import { SimpleMerkleTree } from "@openzeppelin/merkle-tree";
import { AbiCoder, concat, hexlify, keccak256, randomBytes, sha256, toUtf8Bytes } from "ethers";

type Entry = { path: string; size: number; type: string; sha256: string; blake3: string; salt: string };

/** A file's digest, and what proves that it is in the content root. */
type Disclosure = { digest: string; blinding: string; proof: string[] };

/** Canonical JSON, as far as manifests need it: objects of strings and whole numbers, keys in order. */
function canonical(object: Record<string, unknown>): Uint8Array {
  return toUtf8Bytes(JSON.stringify(Object.fromEntries(Object.entries(object).sort(([a], [b]) => (a < b ? -1 : 1)))));
}

const pair = (a: string, b: string) => keccak256(a < b ? concat([a, b]) : concat([b, a]));

/**
 * The tree of a manifest by the letter of docs/formats.md, on OpenZeppelin's tree: neither the SDK nor the contract
 * takes part, so that the three must agree.
 */
export function contentTree(files: Record<string, Uint8Array>): { root: string; disclose(path: string): Disclosure } {
  const entries: Entry[] = Object.keys(files)
    .sort()
    .map((path) => {
      const bytes = files[path] ?? new Uint8Array();
      const digest = sha256(bytes);
      const salt = hexlify(randomBytes(32));
      // The second digest is not checked here: any 32 bytes will do.
      return { path, size: bytes.length, type: "text/plain", sha256: digest, blake3: keccak256(bytes), salt };
    });
  const blindings = entries.map(({ sha256: _, ...rest }) => keccak256(canonical(rest)));
  const leaves = entries.map((entry, i) => keccak256(keccak256(concat([entry.sha256, blindings[i] ?? ""]))));
  const tree = SimpleMerkleTree.of(leaves, { sortLeaves: false });
  const head = keccak256(canonical({ format: "colophon-manifest/1" }));

  return {
    root: pair(tree.root, head),
    disclose(path) {
      const index = entries.findIndex((entry) => entry.path === path);
      const digest = entries[index]?.sha256;
      const blinding = blindings[index];
      if (!digest || !blinding) throw new Error(`There is no ${path}.`);
      return { digest, blinding, proof: [...tree.getProof(index), head] };
    },
  };
}

export type Holder = { account: string; units: bigint };

type Sibling = { hash: string; units: bigint };

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
