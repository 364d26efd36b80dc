import { readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { defineConfig } from "vitest/config";
import { withAllMutants } from "./mutants.ts";
import type { MutantTask } from "./tryMutants.ts";

const root = join(import.meta.dirname, "../..");
const task: MutantTask = JSON.parse(readFileSync(process.env.COLOPHON_SDK_MUTANTS ?? "", "utf8"));

/** The SDK's tests, with every mutant of one module in its text; which of them is active, tryMutants.ts decides. */
export default defineConfig({
  root: join(root, "sdk"),
  cacheDir: join(root, "node_modules/.vite/mutants"),
  plugins: [
    {
      name: "mutants",
      enforce: "pre",
      transform: (source, id) => (id === task.file ? withAllMutants(relative(root, id), source) : undefined),
    },
  ],
  test: {
    include: ["src/**/*.test.ts"],
    // What is kept on disk would be the module without its mutants.
    fsModuleCache: false,
    runner: join(import.meta.dirname, "tryMutants.ts"),
    // One process, in which the mutants and the tests see the same globals.
    ...{ pool: "forks", maxWorkers: 1, isolate: false, watch: false, update: false },
    ...{ testTimeout: 60_000, hookTimeout: 300_000 },
    // A mutant that fills the memory ends soon.
    execArgv: ["--max-old-space-size=1500"],
    env: { CI: "1" },
  },
});
