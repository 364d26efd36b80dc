import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

export default defineConfig({
  root: import.meta.dirname,
  test: {
    restoreMocks: true,
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // A page for every file costs most of the time, so logic (*.test.ts) runs without one.
    projects: [
      {
        extends: true,
        // Loading viem once for all files takes a tenth of the time that loading it for each does.
        test: { name: "logic", environment: "node", include: ["src/**/*.test.ts"], isolate: false },
      },
      {
        extends: true,
        plugins: [react()],
        test: {
          name: "page",
          environment: "happy-dom",
          include: ["src/**/*.test.tsx"],
          setupFiles: ["src/setupTests.ts"],
        },
      },
    ],
  },
});
