import type { Hex, PublicClient } from "viem";
import { EvidenceError } from "./rlp.ts";

/** A block hash that the verifier vouches for: no bundle can show by itself that a block is on the chain. */
export type TrustedBlock = {
  hash: Hex;
  /** Missing if the verifier only knows the hash. */
  number?: number | undefined;
  /** Missing if the verifier doesn't say; then it counts for the chain that a stamp's commitment names. */
  chainId?: number | undefined;
  /** Who says so, as the end of a sentence: "you", "2 of 3 nodes (a, b)". */
  source: string;
};

export type ReadTrustedHashParameters = {
  /** Independent nodes, with the names under which the verdict lists them. */
  nodes: readonly { name: string; client: PublicClient }[];
  /** How many of them must agree. Missing: more than half. */
  need?: number | undefined;
  chainId: number;
  number: number;
};

type Answer = { name: string } & ({ hash: Hex; final: boolean } | { problem: string });

async function askNode(
  { name, client }: ReadTrustedHashParameters["nodes"][number],
  chainId: number,
  number: number,
): Promise<Answer> {
  try {
    const [found, block, finalized] = await Promise.all([
      client.getChainId(),
      client.getBlock({ blockNumber: BigInt(number) }),
      client.getBlock({ blockTag: "finalized" }).catch(() => undefined),
    ]);
    if (found !== chainId) return { name, problem: `serves chain ${found}` };
    if (!block.hash || block.number !== BigInt(number)) return { name, problem: "gave another block" };
    return { name, hash: block.hash, final: (finalized?.number ?? -1n) >= BigInt(number) };
  } catch {
    return { name, problem: "gave no answer" };
  }
}

/**
 * The hash of a block that at least `need` of several nodes agree on, for {@link verifyBundle}. Throws an
 * EvidenceError that says what each node answered if too few agree, or if two hashes both have enough.
 */
export async function readTrustedHash({
  nodes,
  need = Math.floor(nodes.length / 2) + 1,
  chainId,
  number,
}: ReadTrustedHashParameters): Promise<TrustedBlock> {
  if (!Number.isInteger(need) || need < 1 || need > nodes.length) {
    throw new EvidenceError(
      `${need} of ${nodes.length} nodes can't agree. Ask for a number from 1 to ${nodes.length}.`,
    );
  }
  const answers = await Promise.all(nodes.map((node) => askNode(node, chainId, number)));
  const votes = new Map<Hex, Extract<Answer, { hash: Hex }>[]>();
  for (const answer of answers)
    if ("hash" in answer) votes.set(answer.hash, [...(votes.get(answer.hash) ?? []), answer]);
  const enough = [...votes].filter(([, voters]) => voters.length >= need);
  const said = answers
    .map((answer) => `${answer.name} ${"hash" in answer ? `says ${answer.hash}` : answer.problem}`)
    .join("; ");
  const [agreed] = enough;
  if (enough.length !== 1 || agreed === undefined) {
    throw new EvidenceError(
      `${enough.length > 1 ? "The nodes disagree" : `Fewer than ${need} of ${nodes.length} nodes agree`} on the hash of block ${number} of chain ${chainId}: ${said}.`,
    );
  }
  const [hash, voters] = agreed;
  const others = answers.filter((answer) => !("hash" in answer && answer.hash === hash));
  const dissent = others.map((answer) => `${answer.name} ${"hash" in answer ? `says ${answer.hash}` : answer.problem}`);
  const finality = voters.every(({ final }) => final)
    ? "they count it as final"
    : "not all of them count it as final yet, so it could still be replaced";
  const names = voters.map(({ name }) => name).join(", ");
  return {
    hash,
    number,
    chainId,
    source: `${voters.length} of ${nodes.length} ${nodes.length === 1 ? "node" : "nodes"} (${names}${dissent.length > 0 ? `; ${dissent.join("; ")}` : ""}; ${finality})`,
  };
}
