import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["src/**/*.test.ts"],
    testTimeout: 300_000,
    hookTimeout: 300_000,
    // The modules are pure: loading viem once for all files saves half of the time.
    isolate: false,
  },
});
