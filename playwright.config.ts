import { join } from "node:path";
import { defineConfig, devices } from "@playwright/test";
import { stackUrl } from "./test/e2e/support/stackUrl.ts";

// scripts/e2e.ts starts fresh stacks, finds the browser, and then runs Playwright with these.
const { COLOPHON_URLS = "", COLOPHON_CHROMIUM = "", COLOPHON_FIREFOX = "" } = process.env;

/** They begin first, so that no worker is left with one of them while the others have nothing to do. */
const long = ["story", "deals", "rights", "duties", "evidence"].map((name) => `**/e2e/${name}.spec.ts`);

const chromium = {
  use: {
    ...devices["Desktop Chrome"],
    launchOptions: {
      executablePath: COLOPHON_CHROMIUM,
      args: process.getuid?.() === 0 ? ["--no-sandbox"] : [],
    },
  },
};

export default defineConfig({
  testDir: "test/e2e",
  outputDir: "test-results/e2e",
  reporter: process.env.PLAYWRIGHT_JSON_OUTPUT_FILE ? [["list"], ["json"]] : "list",
  forbidOnly: true,
  // One stack for each worker. A file whose tests build on one another says so itself.
  workers: COLOPHON_URLS.split(" ").length,
  fullyParallel: true,
  // `npm test` names what needed a second try.
  retries: 1,
  // What does not happen fails late, so that what happens late on a busy machine does not fail.
  timeout: 15 * 60_000,
  expect: { timeout: 2 * 60_000 },
  use: {
    baseURL: stackUrl(),
    actionTimeout: 2 * 60_000,
    // What answers from what is kept would hide requests from the tests; test/e2e/offline.spec.ts allows it.
    serviceWorkers: "block",
    screenshot: "only-on-failure",
    // Recording costs a third of the time, so only what failed once is recorded.
    trace: "on-first-retry",
  },
  projects: [
    { ...chromium, name: "chromium, what takes long", testMatch: long },
    // Where there is one: scripts/e2e.ts says so if there is none.
    ...(COLOPHON_FIREFOX
      ? [
          {
            name: "firefox",
            testMatch: "**/e2e/browsers/*.spec.ts",
            use: {
              browserName: "firefox" as const,
              channel: "moz-firefox",
              viewport: { width: 1280, height: 720 },
              launchOptions: { executablePath: join(import.meta.dirname, "test/e2e/firefox/firefox.sh") },
            },
          },
        ]
      : []),
    { ...chromium, name: "chromium", testIgnore: long },
  ],
});
