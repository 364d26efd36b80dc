#!/usr/bin/env node
/** `npx colophon …`: runs cli/src/main.ts under a Node that can, wherever it is called from. */
import { spawnSync } from "node:child_process";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const bootstrap = join(dirname(dirname(fileURLToPath(import.meta.url))), "scripts/bootstrap.mjs");
const { status, signal } = spawnSync(process.execPath, [bootstrap, "colophon", ...process.argv.slice(2)], {
  stdio: "inherit",
  env: { ...process.env, COLOPHON_CWD: process.cwd() },
});
process.exit(status ?? (signal === "SIGINT" ? 130 : 2));
