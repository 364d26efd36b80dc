/**
 * The indexer on its own: `npm run index -- --rpc https://your-node.example [options]`. Ctrl-C ends it.
 *
 *   --rpc <url>          The node; repeat it for more of the same chain. Or COLOPHON_RPC_URL, with commas between
 *   --deployment <path>  deployments/<chainId>.json; the only one in deployments/ if not given
 *   --database <url>     PostgreSQL; or DATABASE_URL. Without either, an embedded database in --folder
 *   --folder <path>      Where the embedded database is kept; .colophon/index/<chainId> if not given
 *   --gateway <url>      A trustless IPFS gateway that metadata is read from; repeat it for more. Or COLOPHON_GATEWAYS
 *   --port, --host       Where it answers; 42069 on 127.0.0.1 if not given
 *   --log-range <n>      The most blocks that the node answers eth_getLogs for; found out if not given
 *   --rate <n>           How many questions one address may ask in a minute; 600 if not given, 0 for no limit
 *   --proxies <n>        How many proxies of yours questions come through: their X-Forwarded-For is believed
 *   --log                Prints the indexer's own log too, one line of JSON an event
 *   --serve              Only answers, from what another process indexes into the same PostgreSQL
 *   --reset              Builds the index again
 */
import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { startIndexer } from "./local/startIndexer.ts";

const root = join(import.meta.dirname, "..");
const help = readFileSync(import.meta.filename, "utf8").match(/\/\*\*([\s\S]*?)\*\//)?.[1] ?? "";

try {
  const indexer = startIndexer(readArguments());
  let ending = false;
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP", "disconnect"] as const) {
    process.on(signal, () => {
      if (ending) return;
      ending = true;
      console.log("Ending. The index is kept.");
      indexer.stop().then(() => process.exit(0));
    });
  }
  console.log(`The index answers at ${await indexer.listening}/v1/health`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}

function readArguments() {
  const { values } = parse();
  const rpcUrls = values.rpc ?? list(process.env.COLOPHON_RPC_URL);
  if (rpcUrls.length === 0) throw new Error("Name a node with --rpc or COLOPHON_RPC_URL.");
  const deployment = values.deployment ? resolve(values.deployment) : onlyDeployment();
  const { chainId } = JSON.parse(readFileSync(deployment, "utf8")) as { chainId: number };
  const url = values.database ?? process.env.DATABASE_URL;
  if (values.serve && !url) throw new Error("--serve needs PostgreSQL: an embedded database has one process only.");
  return {
    deployment,
    rpcUrls,
    gateways: values.gateway ?? list(process.env.COLOPHON_GATEWAYS),
    database: url ? { url } : { folder: resolve(values.folder ?? join(root, ".colophon/index", String(chainId))) },
    serve: values.serve,
    reset: values.reset,
    port: wholeNumber("--port", values.port) ?? 42_069,
    hostname: values.host,
    logRange: wholeNumber("--log-range", values["log-range"]),
    rate: wholeNumber("--rate", values.rate ?? process.env.COLOPHON_RATE),
    proxies: wholeNumber("--proxies", values.proxies ?? process.env.COLOPHON_PROXIES),
    say: (line: string) => console.log(line),
    ...(values.log && { log: (line: string) => console.log(line) }),
  };
}

function parse() {
  try {
    return parseArgs({
      options: {
        rpc: { type: "string", multiple: true },
        deployment: { type: "string" },
        database: { type: "string" },
        folder: { type: "string" },
        gateway: { type: "string", multiple: true },
        port: { type: "string" },
        host: { type: "string", default: "127.0.0.1" },
        "log-range": { type: "string" },
        rate: { type: "string" },
        proxies: { type: "string" },
        log: { type: "boolean" },
        serve: { type: "boolean" },
        reset: { type: "boolean" },
      },
    });
  } catch (error) {
    throw new Error(`${error instanceof Error ? error.message : error}\n${help.replace(/^ \* ?/gm, "").trim()}`);
  }
}

function onlyDeployment(): string {
  const folder = join(root, "deployments");
  const found = readdirSync(folder).filter((name) => name.endsWith(".json"));
  if (found.length === 1) return join(folder, String(found[0]));
  throw new Error(`deployments/ holds ${found.join(", ") || "nothing"}. Name one with --deployment.`);
}

function list(text = ""): string[] {
  return text
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "");
}

function wholeNumber(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new Error(`${name} is “${text}”: give a whole number.`);
}
