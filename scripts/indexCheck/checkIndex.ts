import { randomBytes } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { Deployment } from "@colophon/sdk";
import { askIndex, IndexError, type IndexHealth, routes } from "@colophon/sdk/index-api";
import type { PublicClient } from "viem";
import {
  checkAccounts,
  checkAgents,
  checkAgreements,
  checkHoldings,
  checkIncome,
  checkLicences,
  checkLogs,
  checkNotices,
  checkOffers,
  checkProceeds,
  checkSales,
  checkWorks,
} from "./checks.ts";
import type { Check } from "./compare.ts";

type CheckIndexParameters = {
  /** Where the index answers. */
  indexUrl: string;
  /** A node that need not be the one that the index asks. */
  client: PublicClient;
  /** More nodes of the same chain, which must say the same; none if not given. */
  others?: readonly PublicClient[];
  deployment: Deployment;
  /** About the most rows of each table that are held against the chain: beyond it, a random sample. */
  most: number;
  /** How long to wait for an index that is just starting, in seconds; 30 if not given. */
  patience?: number;
  /** Rows that are read at once; as many as Ponder gives if not given. */
  pageRows?: number;
};

type CheckResult = { block: number; checks: Check[] };

/** How often it is begun again because the index went on meanwhile. */
const attempts = 10;

/** What an index may be and still be compared: what it has taken in stays what it is. */
const comparable = new Set<IndexHealth["state"]>(["behind", "stuck", "frozen", "diverged", "wrong"]);

const every = [
  ...[checkLogs, checkWorks, checkOffers, checkLicences, checkAccounts, checkNotices, checkAgents],
  ...[checkHoldings, checkIncome, checkProceeds, checkAgreements, checkSales],
];

/**
 * Holds the index against the contracts at the block that it has taken in: its counts against those the contracts keep and
 * against a count of the logs of its own, its rows against the views. An indexer that left something out, or made
 * something up, is found out by it.
 */
export async function checkIndex(parameters: CheckIndexParameters): Promise<CheckResult> {
  const { indexUrl, client, others = [], deployment, most, pageRows } = parameters;
  const sample = { indexUrl, most, pageRows, seed: randomBytes(16).toString("hex") };
  for (let attempt = 1; ; attempt++) {
    const block = await indexedBlock(parameters);
    const checks: Check[] = [];
    for (const check of every) checks.push(...(await check({ sample, client, others, deployment, block })));
    const agrees = checks.every(({ differences }) => differences.length === 0);
    if (agrees || (await indexedBlock(parameters)) === block || attempt === attempts) return { block, checks };
  }
}

/** The block that the index has taken in whole. Waits a little for one that is just about to; throws while it is not worth comparing. */
async function indexedBlock({ indexUrl, patience = 30 }: CheckIndexParameters): Promise<number> {
  for (let attempt = 1; ; attempt++) {
    const health = await askIndex(indexUrl, routes.health, {}).catch((error: IndexError) => error);
    if (!(health instanceof IndexError) && health.indexed) {
      // What follows another chain is compared all the same: that is what the check is for.
      const { ready, state, indexed } = health;
      if (ready || comparable.has(state)) return indexed.block;
    }
    if (attempt > patience) throw new Error(reasonOf(health, indexUrl));
    await sleep(1000);
  }
}

/** Why there is nothing to compare; that nobody answers is a finding too, and may pass. */
function reasonOf(health: IndexHealth | IndexError, indexUrl: string): string {
  if (!(health instanceof IndexError)) return health.sentence;
  if (health.problem !== "unreachable") return health.shortMessage;
  return `Nothing answers at ${indexUrl}. Start the indexer, or name where it is with --index.`;
}
