import { defineConfig } from "vitest/config";

export default defineConfig({
  cacheDir: "../../node_modules/.vite/indexer",
  test: {
    include: ["*.test.ts"],
    // These start chains and indexers, and machines that run tests are busy.
    testTimeout: 900_000,
    hookTimeout: 900_000,
    maxWorkers: 2,
  },
});
