import { createSignedHistory, genesis } from "./history.ts";
import type { Genesis, Machine, Outcome } from "./machines.ts";

/** Where two machines came to different things. */
type Difference = {
  /** The transaction's number, from 1. */
  number: number;
  /** What it was, or "storage" where roots are compared. */
  what: string;
  part: string;
  /** What each machine says, by its name. */
  said: Record<string, string>;
};

export type Comparison = {
  seed: string;
  machines: string[];
  transactions: number;
  succeeded: number;
  gas: bigint;
  logs: number;
  /** Balances, nonces, codes and slots that transactions changed. */
  changes: number;
  /** How often all storage roots were compared. */
  roots: number;
  counts: Map<string, { called: number; succeeded: number }>;
  /** The first that was found; it ends the comparison. */
  difference: Difference | undefined;
};

/** The storage of everything is compared so often. */
const rootsEvery = 500;

/** An outcome in parts, each as text. */
function partsOf({ succeeded, gasUsed, output, logs, changes }: Outcome): Record<string, string> {
  return {
    status: succeeded ? "succeeded" : "reverted",
    "gas used": String(gasUsed),
    output,
    logs: JSON.stringify(logs),
    ...Object.fromEntries(Object.entries(changes).sort(([a], [b]) => (a < b ? -1 : 1))),
  };
}

/** The first part in which machines differ. */
function firstDifference(told: readonly (readonly [string, Record<string, string>])[]) {
  for (const part of new Set(told.flatMap(([, parts]) => Object.keys(parts)))) {
    const said = Object.fromEntries(told.map(([name, parts]) => [name, parts[part] ?? "as before"]));
    if (new Set(Object.values(said)).size > 1) return { part, said };
  }
  return undefined;
}

/**
 * Replays one random history on several machines, transaction by transaction, until they differ or it is over.
 *
 * @param make Makes the machines; they are stopped in the end.
 * @param count How many transactions.
 * @param told Told, whenever storage was compared, what was found so far.
 */
export async function compareMachines(
  make: readonly ((genesis: Genesis) => Promise<Machine>)[],
  { seed, count, told = async () => {} }: { seed: string; count: number; told?: (so: Comparison) => Promise<void> },
): Promise<Comparison> {
  const machines: Machine[] = [];
  try {
    for (const one of make) machines.push(await one(genesis));
    const history = await createSignedHistory(seed);
    const found: Comparison = {
      ...{ seed, machines: machines.map(({ name }) => name), transactions: 0, succeeded: 0, gas: 0n, logs: 0 },
      ...{ changes: 0, roots: 0, counts: history.counts, difference: undefined },
    };
    const [first] = machines;
    if (!first) throw new Error("There is no machine to run anything on.");
    const differ = (what: string, of: readonly (readonly [string, Record<string, string>])[]) => {
      const difference = firstDifference(of);
      if (difference) found.difference = { number: found.transactions, what, ...difference };
      return difference !== undefined;
    };
    while (found.transactions < count) {
      const { sent, what, happened } = await history.next();
      const outcomes = await Promise.all(machines.map(async (it) => [it.name, await it.run(sent)] as const));
      found.transactions += 1;
      if (
        differ(
          what,
          outcomes.map(([name, outcome]) => [name, partsOf(outcome)] as const),
        )
      )
        return found;
      const [[, outcome] = []] = outcomes;
      if (!outcome) throw new Error(`${first.name} told nothing.`);
      happened(outcome);
      found.succeeded += outcome.succeeded ? 1 : 0;
      found.gas += outcome.gasUsed;
      found.logs += outcome.logs.length;
      found.changes += Object.keys(outcome.changes).length;
      if (found.transactions % rootsEvery !== 0 && found.transactions !== count) continue;
      const roots = await Promise.all(
        machines.map(async (it) => [it.name, await it.storageRoots(history.contracts)] as const),
      );
      found.roots += 1;
      if (differ("storage", roots)) return found;
      await told(found);
    }
    return found;
  } finally {
    await Promise.all(machines.map((machine) => machine.stop()));
  }
}
