import { setTimeout as sleep } from "node:timers/promises";
import { type Deployment, shareOf } from "@colophon/sdk";
import { complianceAbi, licencesAbi, royaltiesAbi, worksAbi } from "@colophon/sdk/abi";
import type { Address, Hex, PublicClient } from "viem";
import { countLogs } from "./countLogs.ts";
import { countLicences, type Row, readRows } from "./indexRows.ts";

/** One thing that the index says, held against the chain. */
type Difference = { what: string; index: string; chain: string };

type Check = {
  name: string;
  /** How many rows or sums were compared. */
  compared: number;
  differences: Difference[];
};

type CheckIndexParameters = {
  /** Where the index answers. */
  indexUrl: string;
  /** A node that need not be the one that the index asks. */
  client: PublicClient;
  deployment: Deployment;
  /** The most rows of each table that are held against the chain: beyond it, a random sample. */
  most: number;
  /** How long to wait for an index that is just starting, in seconds; 30 if not given. */
  patience?: number;
};

type Health = {
  ready?: boolean;
  state?: string;
  sentence?: string;
  indexed?: { block: number } | null;
  error?: { message: string };
};

type CheckResult = { block: number; checks: Check[] };

/** How many questions to the node are under way at a time. */
const parallel = 200;

/** How often it is begun again because the index went on meanwhile. */
const attempts = 10;

/**
 * Holds the index against the contracts at the block that it has taken in: its counts against those the contracts keep and
 * against a count of the logs of its own, its rows against the views. An indexer that left something out, or made
 * something up, is found out by it.
 */
export async function checkIndex(parameters: CheckIndexParameters): Promise<CheckResult> {
  for (let attempt = 1; ; attempt++) {
    const block = await indexedBlock(parameters);
    const checks = await checksAt(parameters, block);
    const agrees = checks.every(({ differences }) => differences.length === 0);
    if (agrees || (await indexedBlock(parameters)) === block || attempt === attempts) return { block, checks };
  }
}

/** The block that the index has taken in whole. Waits a little for one that is just about to; throws while it is not worth comparing. */
async function indexedBlock({ indexUrl, patience = 30 }: CheckIndexParameters): Promise<number> {
  for (let attempt = 1; ; attempt++) {
    const health = await readHealth(indexUrl);
    if (health.indexed && (health.ready || health.state === "behind")) return health.indexed.block;
    // What follows another chain is compared all the same: that is what the check is for.
    if (health.indexed && health.state === "diverged") return health.indexed.block;
    if (attempt > patience) throw new Error(health.sentence ?? health.error?.message ?? "The index does not answer.");
    await sleep(1000);
  }
}

/** What the index says of itself; that nobody answers is a finding too, and may pass. */
async function readHealth(indexUrl: string): Promise<Health> {
  try {
    const response = await fetch(`${indexUrl}/v1/health`, { signal: AbortSignal.timeout(30_000) });
    return (await response.json()) as Health;
  } catch {
    return { sentence: `Nothing answers at ${indexUrl}. Start the indexer, or name where it is with --index.` };
  }
}

async function checksAt(parameters: CheckIndexParameters, block: number): Promise<Check[]> {
  const { indexUrl, client, deployment, most } = parameters;
  const { works, licences, compliance, royalties } = deployment.contracts;
  const blockNumber = BigInt(block);
  const read = (list: string, fields: string[], key: string, keyDigits: number) =>
    readRows({ indexUrl, list, fields, key, keyDigits, most });
  const checks: Check[] = [];

  const blockRows = await readRows({
    indexUrl,
    list: "blocks",
    fields: ["number", "hash", "logs"],
    key: "number",
    keyDigits: 1,
    most: Number.POSITIVE_INFINITY,
  });
  checks.push(compareLogs(blockRows.rows, await countLogs(client, deployment, block), block));

  const workRows = await read(
    "works",
    ["id", "controller", "revisions", "head", "metadataDigest", "shareAlike", "kept"],
    "id",
    56,
  );
  const totalWorks = await client.readContract({
    address: works.address,
    abi: worksAbi,
    functionName: "totalWorks",
    blockNumber,
  });
  checks.push(one("number of works", workRows.total, totalWorks));
  const sales = await countLicences(
    indexUrl,
    workRows.rows.map(({ id }) => String(id)),
  );
  const worksWithSales = workRows.rows.map((row) => ({ ...row, sold: sales.get(String(row.id)) ?? 0 }));
  checks.push(
    await compare("works", worksWithSales, async (row) => {
      const args = [BigInt(row.id as string)] as const;
      const [work, kept, sold, shareAlike] = await Promise.all([
        client.readContract({ address: works.address, abi: worksAbi, functionName: "workOf", args, blockNumber }),
        client.readContract({
          address: royalties.address,
          abi: royaltiesAbi,
          functionName: "keptOf",
          args,
          blockNumber,
        }),
        client.readContract({
          address: licences.address,
          abi: licencesAbi,
          functionName: "totalLicences",
          args,
          blockNumber,
        }),
        client.readContract({
          address: licences.address,
          abi: licencesAbi,
          functionName: "shareAlikeOf",
          args,
          blockNumber,
        }),
      ]);
      const { controller, revisions, metadataDigest } = work;
      return { controller, revisions, metadataDigest, kept, sold, shareAlike: zeroAsNull(shareAlike) };
    }),
  );

  const offerRows = await read("offers", ["id", "closed", "sold"], "id", 64);
  checks.push(
    await compare("offers", offerRows.rows, async ({ id }) => {
      const args = [id as Hex] as const;
      const [state, sold] = await client.readContract({
        address: licences.address,
        abi: licencesAbi,
        functionName: "offerOf",
        args,
        blockNumber,
      });
      return { closed: state === 2, sold };
    }),
  );

  const licenceRows = await read(
    "licences",
    [
      "id",
      "parent",
      "holder",
      "terms",
      "starts",
      "ends",
      "terminatedAt",
      "seats",
      "seatsPassedOn",
      "reports",
      "noticeCures",
    ],
    "id",
    64,
  );
  checks.push(
    await compare("licences", licenceRows.rows, async (row) => {
      const args = [BigInt(row.id as string)] as const;
      const [licence, seatsPassedOn, reports, notice] = await Promise.all([
        client.readContract({
          address: licences.address,
          abi: licencesAbi,
          functionName: "licenceOf",
          args,
          blockNumber,
        }),
        client.readContract({
          address: licences.address,
          abi: licencesAbi,
          functionName: "seatsPassedOn",
          args,
          blockNumber,
        }),
        client.readContract({
          address: compliance.address,
          abi: complianceAbi,
          functionName: "reportedOf",
          args,
          blockNumber,
        }),
        client.readContract({
          address: compliance.address,
          abi: complianceAbi,
          functionName: "noticeOf",
          args,
          blockNumber,
        }),
      ]);
      const { holder, terms, seats, start, end, terminated } = licence;
      const parent = licence.parent === 0n ? null : `0x${licence.parent.toString(16).padStart(64, "0")}`;
      const lasts = terminated ? { terminatedAt: end } : { ends: end, terminatedAt: null };
      const noticeCures = notice.cures === 0 ? null : notice.cures;
      return { parent, holder, terms, seats, starts: start, ...lasts, seatsPassedOn, reports, noticeCures };
    }),
  );

  const holdingRows = await read("holdings", ["work", "holder", "taken", "traded"], "work", 56);
  checks.push(
    await compare("holdings", holdingRows.rows, async ({ work, holder }) => {
      const args = [BigInt(work as string), holder as Address] as const;
      const [taken, traded] = await client.readContract({
        address: royalties.address,
        abi: royaltiesAbi,
        functionName: "holdingOf",
        args,
        blockNumber,
      });
      return { taken, traded };
    }),
  );

  const edgeRows = await read("edges", ["work", "parent", "share"], "work", 56);
  const shares = Map.groupBy(edgeRows.rows, ({ work }) => String(work));
  checks.push(
    await compare(
      "edges of a work",
      [...shares].map(([work, edges]) => ({ work, edges: spell(edges) })),
      async ({ work }) => {
        const args = [BigInt(work as string)] as const;
        const parents = await client.readContract({
          address: royalties.address,
          abi: royaltiesAbi,
          functionName: "parentsOf",
          args,
          blockNumber,
        });
        return {
          edges: spell(
            parents.map((it) => ({ parent: `0x${it.work.toString(16).padStart(56, "0")}`, share: it.share })),
          ),
        };
      },
    ),
  );

  const incomeRows = await read(
    "incomes",
    ["work", "currency", "received", "paid", "fromDerivatives", "settled", "claimed"],
    "work",
    56,
  );
  checks.push(
    await compare(
      "income",
      incomeRows.rows.map(({ work, currency, received }) => ({ work, currency, received })),
      async ({ work, currency }) => {
        const args = [BigInt(work as string), currency as Address] as const;
        return {
          received: await client.readContract({
            address: royalties.address,
            abi: royaltiesAbi,
            functionName: "received",
            args,
            blockNumber,
          }),
        };
      },
    ),
    await compare(
      "settled upstream",
      incomeRows.rows.flatMap((row) => settledRow(row, shares)),
      async ({ work, currency, owed }) => {
        const args = [BigInt(work as string), currency as Address] as const;
        const waiting = await client.readContract({
          address: royalties.address,
          abi: royaltiesAbi,
          functionName: "unsettled",
          args,
          blockNumber,
        });
        return { settled: BigInt(owed as string) - waiting };
      },
    ),
  );

  const proceedsRows = await read("proceedss", ["account", "currency", "credited", "withdrawn"], "account", 40);
  checks.push(
    await compare(
      "proceeds",
      proceedsRows.rows.map(({ account, currency, credited, withdrawn }) => ({
        account,
        currency,
        waiting: String(BigInt(credited as string) - BigInt(withdrawn as string)),
      })),
      async ({ account, currency }) => {
        const args = [account as Address, currency as Address] as const;
        return {
          waiting: await client.readContract({
            address: royalties.address,
            abi: royaltiesAbi,
            functionName: "proceedsOf",
            args,
            blockNumber,
          }),
        };
      },
    ),
  );
  return checks;
}

/** How many logs of each block were handled, against how many there are. */
function compareLogs(rows: readonly Row[], chain: Map<number, number>, last: number): Check {
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

/** What parents were passed on, and are owed of everything received in all: what is not settled yet is the difference. */
function settledRow({ work, currency, received, settled }: Row, shares: Map<string, Row[]>): Row[] {
  const edges = shares.get(String(work));
  if (!edges) return [];
  const owed = edges.reduce((sum, { share }) => sum + shareOf(BigInt(received as string), share as number), 0n);
  return [{ work, currency, settled, owed: String(owed) }];
}

/** The edges that owe something, in an order that both sides can be brought into. */
function spell(edges: readonly { parent?: unknown; share?: unknown }[]): string {
  const owing = edges.filter(({ share }) => Number(share) !== 0);
  return owing
    .map(({ parent, share }) => `${parent}:${share}`)
    .sort()
    .join(" ");
}

const zeroAsNull = (hex: Hex) => (/^0x0+$/.test(hex) ? null : hex);

function one(name: string, index: number, chain: number | bigint): Check {
  const differs = BigInt(index) !== BigInt(chain);
  const differences = differs ? [{ what: name, index: String(index), chain: String(chain) }] : [];
  return { name, compared: 1, differences };
}

type Value = string | number | bigint | boolean | null | undefined;

/** Compares the fields that the chain tells of each row. What the chain does not know at all differs, too. */
async function compare(
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
