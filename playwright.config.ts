import { defineConfig, devices } from "@playwright/test";
import { stackUrl } from "./test/e2e/support/stackUrl.ts";

// scripts/e2e.ts starts fresh stacks, finds the browser, and then runs Playwright with these.
const { COLOPHON_URLS = "", COLOPHON_CHROMIUM = "" } = process.env;

export default defineConfig({
  testDir: "test/e2e",
  outputDir: "test-results/e2e",
  reporter: process.env.PLAYWRIGHT_JSON_OUTPUT_FILE ? [["list"], ["json"]] : "list",
  forbidOnly: true,
  // One stack for each worker; the tests of a file share a story, so they run one after the other.
  workers: COLOPHON_URLS.split(" ").length,
  fullyParallel: false,
  // A machine shared with others can be slow at a bad moment. A second try is named in the list, never hidden.
  retries: 1,
  timeout: 120_000,
  expect: { timeout: 15_000 },
  use: {
    ...devices["Desktop Chrome"],
    baseURL: stackUrl(),
    actionTimeout: 20_000,
    launchOptions: {
      executablePath: COLOPHON_CHROMIUM,
      args: process.getuid?.() === 0 ? ["--no-sandbox"] : [],
    },
    screenshot: "only-on-failure",
    // Recording costs a third of the time, so only what failed once is recorded.
    trace: "on-first-retry",
  },
});
