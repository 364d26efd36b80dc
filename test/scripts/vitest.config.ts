import { defineConfig } from "vitest/config";

export default defineConfig({
  cacheDir: "../../node_modules/.vite/scripts",
  test: {
    include: ["*.test.ts"],
    // These start real programs, and machines that run tests are busy.
    testTimeout: 300_000,
    hookTimeout: 300_000,
  },
});
