import { readFileSync } from "node:fs";
import { isAbsolute } from "node:path";
import { type Deployment, parseDeployment } from "@colophon/sdk";
import type { RateSettings } from "./http/limitRate.ts";

export type Settings = {
  deployment: Deployment;
  /** The node, or several of the same chain. */
  rpcUrls: readonly [string, ...string[]];
  /** A PostgreSQL server, or the folder of an embedded database. */
  database: { url: string; directory?: undefined } | { url?: undefined; directory: string };
  /** Trustless IPFS gateways by their origin, tried in order. None: metadata stays unread. */
  gateways: readonly string[];
  /** The most blocks that the node answers `eth_getLogs` for; found out by asking if undefined. */
  logRange: number | undefined;
  rate: RateSettings;
};

/** Questions that one address may ask in a minute where nothing else is said. */
const usualRate = 600;

/**
 * What the indexer is told by its environment: COLOPHON_DEPLOYMENT (a deployments/<chainId>.json), COLOPHON_RPC_URL and
 * COLOPHON_GATEWAYS (several with commas between), DATABASE_URL or COLOPHON_INDEX_FOLDER, COLOPHON_LOG_RANGE, COLOPHON_RATE,
 * COLOPHON_PROXIES.
 */
export function readSettings(environment: Record<string, string | undefined>): Settings {
  const path = required(environment, "COLOPHON_DEPLOYMENT");
  const [rpcUrl, ...others] = list(required(environment, "COLOPHON_RPC_URL"));
  if (rpcUrl === undefined) throw new Error("COLOPHON_RPC_URL names no node.");
  const url = environment.DATABASE_URL;
  const folder = "COLOPHON_INDEX_FOLDER";
  const range = whole(environment, "COLOPHON_LOG_RANGE", "blocks, such as 2000");
  if (range === 0) throw new Error("COLOPHON_LOG_RANGE is “0”: give a number of blocks, such as 2000.");
  const rate = {
    perMinute: whole(environment, "COLOPHON_RATE", "questions a minute, such as 600, or 0 for no limit") ?? usualRate,
    proxies: whole(environment, "COLOPHON_PROXIES", "proxies in front, such as 1") ?? 0,
  };
  return {
    deployment: parseDeployment(readFileSync(absolute("COLOPHON_DEPLOYMENT", path), "utf8")),
    rpcUrls: [rpcUrl, ...others],
    database: url ? { url } : { directory: absolute(folder, required(environment, folder)) },
    gateways: list(environment.COLOPHON_GATEWAYS ?? ""),
    logRange: range,
    rate,
  };
}

function required(environment: Record<string, string | undefined>, name: string): string {
  const value = environment[name];
  if (value) return value;
  throw new Error(`${name} is not set. Start the indexer with \`npm run index\`, which sets it.`);
}

function whole(environment: Record<string, string | undefined>, name: string, what: string): number | undefined {
  const value = environment[name];
  if (!value) return undefined;
  if (/^\d{1,9}$/.test(value)) return Number(value);
  throw new Error(`${name} is “${value}”: give a number of ${what}.`);
}

/** Ponder runs in a folder of its own, where a relative path would mean something else. */
function absolute(name: string, path: string): string {
  if (isAbsolute(path)) return path;
  throw new Error(`${name} is “${path}”: give the whole path, from / on.`);
}

function list(text: string): string[] {
  return text
    .split(",")
    .map((part) => part.trim().replace(/\/+$/, ""))
    .filter((part) => part !== "");
}
