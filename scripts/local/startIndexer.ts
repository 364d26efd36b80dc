import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";

const main = join(import.meta.dirname, "../../indexer/main.ts");

type StartIndexerParameters = {
  /** The path of deployments/<chainId>.json. */
  deployment: string;
  rpcUrls: readonly string[];
  gateways: readonly string[];
  /** A PostgreSQL server, or the folder of an embedded database. */
  database: { url: string } | { folder: string };
  /** Only answers questions, from what another process indexes. PostgreSQL only. */
  serve?: boolean;
  /** Builds the index again. */
  reset?: boolean;
  /** The first port to try; 0 for any that is free. */
  port?: number;
  hostname?: string;
  /** How long to wait for a node that knows less than the index, in milliseconds, before it is built again. */
  patience?: number;
  /** The most blocks that the node answers `eth_getLogs` for; found out if not given. */
  logRange?: number | undefined;
  /** How many questions one address may ask in a minute; 600 if not given, 0 for no limit. */
  rate?: number | undefined;
  /** How many proxies questions come through, whose X-Forwarded-For is believed; none if not given. */
  proxies?: number | undefined;
  say: (line: string) => void;
  /** Gets each line of the indexer's own log, as JSON; they are left out if not given. */
  log?: (line: string) => void;
};

export type Indexer = {
  /** Where it answers, or undefined while it does not listen. */
  url(): string | undefined;
  /** Resolves as soon as it listens. It does so before it has taken in the past. */
  listening: Promise<string>;
  /** Of the process that runs now. */
  pid(): number | undefined;
  stop(): Promise<void>;
};

/** In milliseconds: how long to wait before it is started again, doubled each time up to half a minute. */
const pause = { first: 500, longest: 30_000 };

/**
 * Starts the indexer as a process of its own, and starts it again whenever it ends by itself. It resumes where it was;
 * a chain that has changed is found out at each start.
 */
export function startIndexer(parameters: StartIndexerParameters): Indexer {
  const { say } = parameters;
  let child: ChildProcess | undefined;
  let url: string | undefined;
  let heard: (url: string) => void = () => {};
  const listening = new Promise<string>((resolve) => {
    heard = resolve;
  });
  const stopping = new AbortController();

  const running = (async () => {
    let reset = parameters.reset ?? false;
    for (let wait = pause.first; !stopping.signal.aborted; wait = Math.min(2 * wait, pause.longest)) {
      const started = performance.now();
      const run = await runOnce(
        { ...parameters, reset },
        (process) => {
          child = process;
          // Stopped before there was anything to stop.
          if (stopping.signal.aborted) void end(process);
        },
        (found) => {
          url = found;
          reset = false;
          heard(found);
        },
      );
      url = undefined;
      child = undefined;
      if (stopping.signal.aborted) return;
      // One that has worked for a minute begins with a short pause again.
      if (performance.now() - started > 60_000) wait = pause.first;
      say(`The indexer ended (${run.reason}). It starts again in ${(wait / 1000).toFixed(1)} s.`);
      await sleep(wait, undefined, { signal: stopping.signal }).catch(() => {});
    }
  })();

  return {
    url: () => url,
    listening,
    pid: () => child?.pid,
    async stop() {
      stopping.abort();
      await end(child);
      await running;
    },
  };
}

async function end(child: ChildProcess | undefined): Promise<void> {
  if (!child || child.exitCode !== null || child.signalCode !== null) return;
  child.kill("SIGTERM");
  const hard = setTimeout(() => child.kill("SIGKILL"), 8000);
  await once(child, "exit");
  clearTimeout(hard);
}

async function runOnce(
  parameters: StartIndexerParameters,
  begun: (child: ChildProcess) => void,
  listens: (url: string) => void,
): Promise<{ reason: string }> {
  const { port = 0, hostname = "127.0.0.1", serve, reset, patience } = parameters;
  const options = ["--port", String(port === 0 ? await freePort(hostname) : port), "--hostname", hostname];
  if (reset) options.push("--reset");
  if (patience !== undefined) options.push("--patience", String(patience));
  // A group of its own: Ctrl-C in the terminal is for us, who end it.
  const child = spawn(process.execPath, [...indexerFlags, main, serve ? "serve" : "start", ...options], {
    env: environmentOf(parameters),
    stdio: ["pipe", "pipe", "pipe"],
    detached: true,
  });
  begun(child);
  const said: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    createInterface(stream as NodeJS.ReadableStream).on("line", (line) => {
      const log = parseLog(line);
      if (log?.msg === "Created HTTP server") listens(`http://${hostname}:${log.port}`);
      const sentence = sentenceOf(line, log);
      if (sentence) said.push(sentence);
      if (said.length > 5) said.shift();
      if (log) parameters.log?.(line);
      else if (line.trim() !== "" && !/^\s+at /.test(line)) parameters.say(line);
    });
  }
  const reason = await new Promise<string>((resolve) => {
    child.once("error", (error) => resolve(error.message));
    child.once("exit", (code, signal) => resolve(said.at(-1) ?? `${signal ?? `code ${code}`}`));
  });
  return { reason };
}

type Log = { level: number; msg: string; port?: number; error?: { message?: string } };

function parseLog(line: string): Log | undefined {
  if (!line.startsWith("{")) return undefined;
  try {
    return JSON.parse(line) as Log;
  } catch {
    return undefined;
  }
}

/** What a line says about why it ends: errors, and what is no line of the log at all. */
function sentenceOf(line: string, log: Log | undefined): string | undefined {
  if (!log) return line.trim() || undefined;
  if (log.level < 50) return undefined;
  return log.error?.message ? `${log.msg}: ${log.error.message.split("\n")[0]}` : log.msg;
}

function environmentOf(parameters: StartIndexerParameters) {
  const { deployment, rpcUrls, gateways, database, logRange, rate, proxies } = parameters;
  const { DATABASE_URL: _, DATABASE_PRIVATE_URL: __, ...rest } = process.env;
  return {
    ...rest,
    COLOPHON_DEPLOYMENT: deployment,
    COLOPHON_RPC_URL: rpcUrls.join(","),
    COLOPHON_GATEWAYS: gateways.join(","),
    COLOPHON_LOG_RANGE: logRange?.toString(),
    COLOPHON_RATE: rate?.toString(),
    COLOPHON_PROXIES: proxies?.toString(),
    ...("url" in database ? { DATABASE_URL: database.url } : { COLOPHON_INDEX_FOLDER: database.folder }),
    COLOPHON_FOLLOW: "1",
    // What started us may have an open line to another Node, which is not for this process.
    NODE_CHANNEL_FD: undefined,
    PORT: undefined,
    FORCE_COLOR: undefined,
    NO_COLOR: "1",
  };
}

/** A port that nobody listens on at this moment. */
export function freePort(hostname = "127.0.0.1"): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, hostname, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}

/**
 * How Node is started for the indexer. Taking in the past makes millions of short-lived objects: with 64 MiB for new ones
 * instead of 16, most are gone before Node has to look at them. Ponder and what it brings use things that Node warns
 * about, which nobody here can change.
 */
export const indexerFlags = ["--max-semi-space-size=64", "--no-deprecation"];
