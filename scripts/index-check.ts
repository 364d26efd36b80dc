/**
 * Holds an index against its chain: `npm run index:check [-- options]`. Ends with 0 if they agree, 1 if they differ, 2 if
 * it can't be known.
 *
 *   --index <url>        Where the index answers; that of a running `npm start` if not given
 *   --rpc <url>          A node; need not be the one that the index asks. Repeat it: all must say the same
 *   --deployment <path>  deployments/<chainId>.json
 *   --most <n>           About the most rows of each table that are compared, 5000 if not given; beyond it a random part
 *   --json               Prints the findings as JSON
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { parseDeployment } from "@colophon/sdk";
import { createPublicClient, http } from "viem";
import { checkIndex } from "./indexCheck/checkIndex.ts";

const root = join(import.meta.dirname, "..");

try {
  process.exitCode = await run();
} catch (error) {
  console.error(`It can't be known: ${error instanceof Error ? error.message : error}`);
  process.exitCode = 2;
}

async function run(): Promise<number> {
  const { values } = parseArgs({
    options: {
      index: { type: "string" },
      rpc: { type: "string", multiple: true },
      deployment: { type: "string" },
      most: { type: "string", default: "5000" },
      json: { type: "boolean", default: false },
    },
  });
  const local = running();
  const indexUrl = (values.index ?? (local && `${local}/index`))?.replace(/\/+$/, "");
  const [rpc, ...more] = values.rpc ?? (local ? [`${local}/rpc`] : []);
  if (!indexUrl || rpc === undefined) throw new Error("nothing runs here. Run `npm start`, or name --index and --rpc.");
  const file = values.deployment ?? join(root, "deployments/31337.json");
  const { block, checks } = await checkIndex({
    indexUrl,
    client: nodeAt(rpc),
    others: more.map(nodeAt),
    deployment: parseDeployment(readFileSync(file, "utf8")),
    most: Number(values.most),
  });
  const wrong = checks.filter(({ differences }) => differences.length > 0);
  if (values.json) console.log(JSON.stringify({ block, agrees: wrong.length === 0, checks }, null, 2));
  else print(block, checks);
  return wrong.length === 0 ? 0 : 1;
}

const nodeAt = (url: string) =>
  createPublicClient({ transport: http(url, { batch: { batchSize: 100 }, timeout: 60_000 }) });

function print(block: number, checks: Awaited<ReturnType<typeof checkIndex>>["checks"]) {
  console.log(`At block ${block}:`);
  for (const { name, compared, differences } of checks) {
    const verdict = differences.length === 0 ? "agrees" : `${differences.length} DIFFER`;
    console.log(`${verdict.padEnd(12)} ${name} (${compared} compared)`);
    for (const { what, index, chain } of differences.slice(0, 10)) {
      console.log(`             ${what}: the index says ${index}, the chain ${chain}`);
    }
  }
}

/** Where `npm start` runs, by what it wrote down. */
function running(): string | undefined {
  try {
    const { url } = JSON.parse(readFileSync(join(root, ".colophon/running.json"), "utf8")) as { url: string };
    return url.replace(/\/+$/, "");
  } catch {
    return undefined;
  }
}
