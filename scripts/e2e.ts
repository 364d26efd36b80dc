/** The journeys in a real browser, on fresh stacks of their own: `npm run test:e2e [-- Playwright's arguments]`. */
import { type ChildProcess, spawn } from "node:child_process";
import { glob, mkdtemp, rm } from "node:fs/promises";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { findBrowser, findFirefox } from "./browser.ts";
import { buildProject, frontendFolder } from "./local/buildProject.ts";
import { newInstance } from "./local/runLock.ts";
import { startServer } from "./local/server.ts";
import { type Stack, startStack } from "./local/startStack.ts";

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
  const chosen = await chosenFiles(process.argv.slice(2));
  const browsers = {
    COLOPHON_CHROMIUM: findBrowser({ say }),
    COLOPHON_FIREFOX: chosen.some((file) => file.includes("e2e/browsers/")) ? ((await findFirefox({ say })) ?? "") : "",
  };
  await buildProject({ say });
  const stacks: FreshStack[] = [];
  try {
    // One for each processor: more of them wait for each other, and each test for all. No more than files to run.
    for (let count = Math.max(1, Math.min(2, availableParallelism(), chosen.length)); count > 0; count--)
      stacks.push(await startFreshStack());
    const ended = stacks.map(async ({ stack }) => {
      throw new Error(`The local chain ended by itself:\n${await stack.ended}`);
    });
    return await Promise.race([runPlaywright(stacks, browsers), ...ended]);
  } finally {
    tests?.kill();
    for (const { stop } of stacks) await stop();
  }
}

/** The files that Playwright will run. */
async function chosenFiles(args: readonly string[]): Promise<string[]> {
  const files = await Array.fromAsync(glob("test/e2e/**/*.spec.ts", { cwd: root }));
  // As Playwright reads them: every plain argument is a pattern of a path, perhaps with a line.
  const patterns = args.filter((arg) => !arg.startsWith("-")).map((arg) => arg.replace(/(:\d+){1,2}$/, ""));
  return files.filter((file) => patterns.length === 0 || patterns.some((pattern) => file.includes(pattern)));
}

type FreshStack = { url: string; stack: Stack; stop(): Promise<void> };

/** A stack of which nothing is left afterwards. */
async function startFreshStack(): Promise<FreshStack> {
  const data = await mkdtemp(join(tmpdir(), "colophon-e2e-"));
  const forget = () => rm(data, { recursive: true, force: true });
  try {
    const server = await startServer({ port: 0, instance: newInstance() });
    const stack = await startStack({ server, data, deployments: data, frontend: frontendFolder, say });
    return { url: server.url, stack, stop: () => stack.stop().finally(forget) };
  } catch (error) {
    await forget();
    throw error;
  }
}

function runPlaywright(stacks: readonly FreshStack[], browsers: Record<string, string>): Promise<number> {
  const cli = join(root, "node_modules/@playwright/test/cli.js");
  const urls = stacks.map(({ url }) => url).join(" ");
  const child = spawn(process.execPath, [cli, "test", ...process.argv.slice(2)], {
    cwd: root,
    stdio: ["ignore", "inherit", "inherit"],
    // Without a UTF-8 locale Chromium on Linux cannot open files whose names are not ASCII.
    env: { ...process.env, LC_ALL: "C.UTF-8", COLOPHON_URLS: urls, COLOPHON_NODE: process.execPath, ...browsers },
  });
  tests = child;
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code) => resolve(code ?? 1));
  });
}
