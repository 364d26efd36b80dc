/** The journeys in a real browser, on a fresh stack of their own: `npm run test:e2e [-- Playwright's arguments]`. */
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findBrowser } from "./browser.ts";
import { buildProject, frontendFolder } from "./local/buildProject.ts";
import { newInstance } from "./local/runLock.ts";
import { startServer } from "./local/server.ts";
import { startStack } from "./local/startStack.ts";

const root = join(import.meta.dirname, "..");
const say = (line: string) => console.log(line);

let tests: ChildProcess | undefined;
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
  process.on(signal, () => (tests ? tests.kill(signal) : process.exit(130)));
}

try {
  process.exitCode = await run();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
// A wallet's open connection must not keep us.
process.exit();

async function run(): Promise<number> {
  const browser = findBrowser({ say });
  await buildProject({ say });
  const data = await mkdtemp(join(tmpdir(), "colophon-e2e-"));
  try {
    const server = await startServer({ port: 0, instance: newInstance() });
    const stack = await startStack({ server, data, deployments: data, frontend: frontendFolder, say });
    try {
      const ended = stack.ended.then((reason) => {
        throw new Error(`The local chain ended by itself:\n${reason}`);
      });
      return await Promise.race([runPlaywright(server.url, browser), ended]);
    } finally {
      tests?.kill();
      await stack.stop();
    }
  } finally {
    await rm(data, { recursive: true, force: true });
  }
}

function runPlaywright(url: string, browser: string): Promise<number> {
  const cli = join(root, "node_modules/@playwright/test/cli.js");
  const child = spawn(process.execPath, [cli, "test", ...process.argv.slice(2)], {
    cwd: root,
    stdio: ["ignore", "inherit", "inherit"],
    // Without a UTF-8 locale Chromium on Linux cannot open files whose names are not ASCII.
    env: { ...process.env, LC_ALL: "C.UTF-8", COLOPHON_URL: url, COLOPHON_CHROMIUM: browser },
  });
  tests = child;
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code) => resolve(code ?? 1));
  });
}
