import type { Row } from "./indexRows.ts";

/** One thing that the index says, held against the chain. */
type Difference = { what: string; index: string; chain: string };

export type Check = {
  name: string;
  /** How many rows or sums were compared. */
  compared: number;
  differences: Difference[];
};

type Value = string | number | bigint | boolean | null | undefined;

/** How many questions to the node are under way at a time. */
const parallel = 200;

/** Compares the fields that the chain tells of each row. What the chain does not know at all differs, too. */
export async function compare(
  name: string,
  rows: readonly Row[],
  ask: (row: Row) => Promise<Record<string, Value>>,
): Promise<Check> {
  const differences: Difference[] = [];
  for (let from = 0; from < rows.length; from += parallel) {
    await Promise.all(
      rows.slice(from, from + parallel).map(async (row) => {
        const what = `${name} ${row.id ?? `${row.work ?? row.account} ${row.holder ?? row.currency ?? ""}`}`.trim();
        const chain = await ask(row).catch((error: Error) => {
          if (error.name !== "ContractFunctionExecutionError") throw error;
          return undefined;
        });
        if (!chain) {
          differences.push({ what, index: "is there", chain: "the contract does not know it" });
          return;
        }
        for (const [field, value] of Object.entries(chain)) {
          if (value === undefined) continue;
          const [mine, theirs] = [String(row[field] ?? null).toLowerCase(), String(value).toLowerCase()];
          if (mine !== theirs) differences.push({ what: `${what}: ${field}`, index: mine, chain: theirs });
        }
      }),
    );
  }
  return { name, compared: rows.length, differences };
}

/** Compares one number with another. */
export function compareOne(name: string, index: number, chain: number | bigint): Check {
  const differs = BigInt(index) !== BigInt(chain);
  const differences = differs ? [{ what: name, index: String(index), chain: String(chain) }] : [];
  return { name, compared: 1, differences };
}

/** How many logs of each block were handled, against how many there are, up to a block. */
export function compareLogs(rows: readonly Row[], chain: ReadonlyMap<number, number>, last: number): Check {
  const index = new Map(rows.map(({ number, logs }) => [Number(number), Number(logs)]));
  const numbers = [...new Set([...index.keys(), ...chain.keys()])]
    .filter((number) => number <= last)
    .sort((a, b) => a - b);
  const differences = numbers
    .filter((number) => index.get(number) !== chain.get(number))
    .map((number) => ({
      what: `logs of block ${number}`,
      index: String(index.get(number) ?? 0),
      chain: String(chain.get(number) ?? 0),
    }));
  return {
    name: "logs of each block",
    compared: [...chain.values()].reduce((sum, count) => sum + count, 0),
    differences,
  };
}
