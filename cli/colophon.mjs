#!/usr/bin/env node
/** The command line: runs cli/src/main.ts under a Node that can, wherever it is called from. */
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const bootstrap = join(dirname(dirname(fileURLToPath(import.meta.url))), "scripts/bootstrap.mjs");
process.env.COLOPHON_CWD = process.cwd();
process.argv.splice(1, 1, bootstrap, "colophon");
await import(pathToFileURL(bootstrap).href);
