import { defineConfig, devices } from "@playwright/test";

// scripts/e2e.ts starts a fresh stack, finds the browser, and then runs Playwright with these.
const { COLOPHON_URL, COLOPHON_CHROMIUM } = process.env;
if (!COLOPHON_URL || !COLOPHON_CHROMIUM) throw new Error("Run `npm run test:e2e`: it starts what the tests need.");

export default defineConfig({
  testDir: "test/e2e",
  outputDir: "test-results/e2e",
  reporter: process.env.PLAYWRIGHT_JSON_OUTPUT_FILE ? [["list"], ["json"]] : "list",
  forbidOnly: true,
  // One chain for all of them, so one after the other.
  workers: 1,
  fullyParallel: false,
  // A machine shared with others can be slow at a bad moment. A second try is named in the list, never hidden.
  retries: 1,
  timeout: 120_000,
  expect: { timeout: 15_000 },
  use: {
    ...devices["Desktop Chrome"],
    baseURL: COLOPHON_URL,
    actionTimeout: 20_000,
    launchOptions: {
      executablePath: COLOPHON_CHROMIUM,
      args: process.getuid?.() === 0 ? ["--no-sandbox"] : [],
    },
    screenshot: "only-on-failure",
    trace: "retain-on-failure",
  },
});
