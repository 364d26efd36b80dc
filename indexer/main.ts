/**
 * The indexer's process: looks at what is kept, then becomes Ponder. `scripts/index.ts` starts it and starts it again.
 *
 *   node indexer/main.ts start|serve --port <number> --hostname <address> [--reset]
 *
 * Its environment: see settings/readSettings.ts. Ends with 75 when it may be started again.
 */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { prepareIndex, schemaName, takeFolder } from "./prepare.ts";
import { readSettings } from "./settings.ts";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    port: { type: "string", default: "42069" },
    hostname: { type: "string", default: "127.0.0.1" },
    reset: { type: "boolean", default: false },
    patience: { type: "string", default: "600000" },
  },
});
// Whoever started us holds the other end; when they die, by any signal, it closes.
if (process.env.COLOPHON_FOLLOW) process.stdin.on("end", () => process.kill(process.pid, "SIGTERM")).resume();

const command = positionals[0] === "serve" ? "serve" : "start";

try {
  const settings = readSettings(process.env);
  if (settings.database.directory !== undefined) await takeFolder(settings.database.directory);
  const schema =
    command === "serve"
      ? schemaName(settings.deployment)
      : await prepareIndex({ settings, reset: values.reset, patience: Number(values.patience), say: console.log });
  await becomePonder(schema);
} catch (error) {
  // The libraries' errors go on for many lines; the first says what is wrong.
  console.error(error instanceof Error ? error.message.split("\n")[0] : error);
  process.exit(75);
}

/** Ponder reads its command line itself and lives as long as its process. */
async function becomePonder(schema: string): Promise<void> {
  process.env.PONDER_TELEMETRY_DISABLED = "true";
  // Ponder's GraphQL leaves its schema wherever it runs.
  const scratch = join(import.meta.dirname, ".ponder");
  mkdirSync(scratch, { recursive: true });
  process.chdir(scratch);
  const { port, hostname } = values;
  const options = ["--schema", schema, "--port", port, "--hostname", hostname, "--root", import.meta.dirname];
  process.argv = [process.execPath, "ponder", command, ...options, "--log-format", "json"];
  await import(new URL("bin/ponder.js", import.meta.resolve("ponder")).href);
}
