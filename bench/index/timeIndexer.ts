import { spawn } from "node:child_process";
import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { freePort, indexerFlags } from "../../scripts/local/startIndexer.ts";

const root = join(import.meta.dirname, "../..");
const ponder = join(root, "node_modules/ponder/dist/esm/bin/ponder.js");

export type TimeIndexerParameters = {
  /** A folder with a ponder.config.ts. */
  project: string;
  schema: string;
  environment: Record<string, string>;
  scratch: string;
};

export type IndexerTime = {
  /** From the first log that is asked for to the last row. */
  seconds: number;
  /** The most memory that the process ever had, in MiB; undefined where the system does not tell. */
  peakMiB: number | undefined;
};

/** Runs Ponder over everything that is past, and ends it. */
export async function timeIndexer({
  project,
  schema,
  environment,
  scratch,
}: TimeIndexerParameters): Promise<IndexerTime> {
  mkdirSync(scratch, { recursive: true });
  const options = ["start", "--schema", schema, "--root", project, "--hostname", "127.0.0.1", "--log-format", "json"];
  const child = spawn(process.execPath, [...indexerFlags, ponder, ...options, "--port", String(await freePort())], {
    cwd: scratch,
    env: { ...process.env, PONDER_TELEMETRY_DISABLED: "true", ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const kill = () => child.kill("SIGKILL");
  process.once("exit", kill);
  const said: string[] = [];
  try {
    return await new Promise<IndexerTime>((resolve, reject) => {
      let started: number | undefined;
      const ended = (code: number | null) =>
        reject(new Error(`Ponder ended (${code}):\n${said.slice(-10).join("\n")}`));
      child.once("exit", ended);
      child.stderr.on("data", (text) => said.push(String(text)));
      createInterface(child.stdout).on("line", (line) => {
        said.push(line);
        if (!line.startsWith("{")) return;
        const log = JSON.parse(line) as { msg: string; time: number };
        if (log.msg === "Started backfill indexing") started = log.time;
        if (log.msg !== "Completed backfill indexing across all chains" || started === undefined) return;
        child.off("exit", ended);
        resolve({ seconds: (log.time - started) / 1000, peakMiB: peakOf(child.pid) });
      });
    });
  } finally {
    const gone = new Promise((resolve) => child.once("exit", resolve));
    if (child.exitCode === null && child.signalCode === null) {
      kill();
      await gone;
    }
    process.off("exit", kill);
  }
}

function peakOf(pid: number | undefined): number | undefined {
  try {
    const peak = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
    return peak ? Math.round(Number(peak) / 1024) : undefined;
  } catch {
    return undefined;
  }
}
