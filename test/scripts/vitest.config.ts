import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["*.test.ts"],
    // These start real programs, and machines that run tests are busy.
    testTimeout: 60_000,
  },
});
