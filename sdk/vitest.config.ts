import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["src/**/*.test.ts"],
    testTimeout: 60_000,
    // The modules are pure: loading viem once for all files saves half of the time.
    isolate: false,
  },
});
