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
  // `npm test` names what needed a second try.
  retries: 1,
  // What does not happen fails late, so that what happens late on a busy machine does not fail.
  timeout: 15 * 60_000,
  expect: { timeout: 2 * 60_000 },
  use: {
    ...devices["Desktop Chrome"],
    baseURL: stackUrl(),
    actionTimeout: 2 * 60_000,
    launchOptions: {
      executablePath: COLOPHON_CHROMIUM,
      args: process.getuid?.() === 0 ? ["--no-sandbox"] : [],
    },
    screenshot: "only-on-failure",
    // Recording costs a third of the time, so only what failed once is recorded.
    trace: "on-first-retry",
  },
});
