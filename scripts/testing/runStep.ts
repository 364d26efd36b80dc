import { spawn } from "node:child_process";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { type Count, dropResult, fileOf, keepResult, logs, sourcesOf } from "./results.ts";
import type { Step } from "./steps.ts";

const root = join(import.meta.dirname, "../..");

/** No step takes this long unless it hangs, even on a busy machine. */
const patience = 90 * 60_000;

export type StepResult = Count & { seconds: number; output: string; reason?: string };

/** Runs one step to its end. What it prints goes to test-results/logs/ and into the result. */
export async function runStep(step: Step, signal: AbortSignal): Promise<StepResult> {
  const start = performance.now();
  const file = fileOf(step.name);
  const report = join(logs, `${file}.json`);
  await mkdir(logs, { recursive: true });
  await dropResult(step);
  const sources = await sourcesOf(step);
  await rm(report, { force: true });

  const { code, output, reason } = await runToEnd(step, report, signal);
  await writeFile(join(logs, `${file}.log`), output);
  const counted = await countTests(step, { code, output, report });
  const seconds = (performance.now() - start) / 1000;
  await keepResult(step, sources, { ...counted, seconds });
  if (counted.passed + counted.failed === 0 && !step.mayBeEmpty)
    return { passed: 0, failed: 1, flaky: [], seconds, output, reason: "It ran no tests." };
  return { ...counted, seconds, output, reason };
}

async function runToEnd(step: Step, report: string, signal: AbortSignal) {
  const more = step.count === "vitest" ? ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`] : [];
  const child = spawn(process.execPath, [...step.command, ...more], {
    cwd: root,
    env: { ...process.env, CI: "true", FORCE_COLOR: undefined, NO_COLOR: "1", PLAYWRIGHT_JSON_OUTPUT_FILE: report },
    stdio: ["ignore", "pipe", "pipe"],
    // A group of its own, so that what a tool has started ends with it.
    detached: true,
  });
  const killGroup = (how: NodeJS.Signals) => {
    try {
      if (child.pid !== undefined) process.kill(-child.pid, how);
    } catch {
      // The group has ended already.
    }
  };

  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8");
    stream.on("data", (text: string) => {
      output += text;
    });
  }
  let reason: string | undefined;
  let hard: NodeJS.Timeout | undefined;
  const timer = setTimeout(() => {
    reason = `It did not end within ${patience / 60_000} minutes.`;
    killGroup("SIGTERM");
    hard = setTimeout(() => killGroup("SIGKILL"), 15_000);
  }, patience);
  const interrupt = () => killGroup("SIGTERM");
  signal.addEventListener("abort", interrupt);
  const code = await new Promise<number | null>((resolve) => {
    child.once("error", (error) => {
      reason = error.message;
      resolve(null);
    });
    child.once("close", resolve);
  });
  clearTimeout(timer);
  clearTimeout(hard);
  signal.removeEventListener("abort", interrupt);
  killGroup("SIGTERM");
  return { code, output, reason };
}

type PlaywrightSuite = {
  title: string;
  suites?: PlaywrightSuite[];
  specs?: { title: string; tests: { status: string }[] }[];
};

type Reports = {
  vitest: { numPassedTests: number; numFailedTests: number };
  playwright: { stats: { expected: number; unexpected: number; flaky: number }; suites?: PlaywrightSuite[] };
};

/** How many tests a finished step ran: what it said or wrote, and never "all well" when it ended with an error. */
export async function countTests(
  { count }: Pick<Step, "count">,
  result: { code: number | null; output: string; report: string },
): Promise<Count> {
  const succeeded = result.code === 0;
  const counted = { flaky: [], ...(await counts[count](result.output, result.report, succeeded)) };
  return succeeded ? counted : { ...counted, failed: Math.max(1, counted.failed) };
}

type Counted = Omit<Count, "flaky"> & Partial<Count>;

const counts: Record<Step["count"], (output: string, report: string, succeeded: boolean) => Promise<Counted>> = {
  check: async (_output, _report, succeeded) => ({ passed: succeeded ? 1 : 0, failed: succeeded ? 0 : 1 }),
  passing: async (output) => {
    const lines = stripVTControlCharacters(output);
    const sum = (word: string) =>
      [...lines.matchAll(new RegExp(`^\\s*(\\d+) ${word}`, "gm"))].reduce((total, [, n]) => total + Number(n), 0);
    return { passed: sum("passing"), failed: sum("failing") };
  },
  vitest: async (_output, report) => {
    const written = await read<Reports["vitest"]>(report);
    return { passed: written?.numPassedTests ?? 0, failed: written?.numFailedTests ?? 0 };
  },
  playwright: async (_output, report) => {
    const { stats, suites = [] } = (await read<Reports["playwright"]>(report)) ?? {};
    return {
      passed: (stats?.expected ?? 0) + (stats?.flaky ?? 0),
      failed: stats?.unexpected ?? 0,
      flaky: suites.flatMap((suite) => flakyOf(suite, [])),
    };
  },
};

/** The tests of a suite that passed at a second try only, with the names of what they stand in. */
function flakyOf({ title, suites = [], specs = [] }: PlaywrightSuite, above: readonly string[]): string[] {
  const path = [...above, title];
  return [
    ...specs
      .filter(({ tests }) => tests.some(({ status }) => status === "flaky"))
      .map((spec) => [...path, spec.title].join(" › ")),
    ...suites.flatMap((suite) => flakyOf(suite, path)),
  ];
}

async function read<Report>(path: string): Promise<Report | undefined> {
  const text = await readFile(path, "utf8").catch(() => undefined);
  return text === undefined ? undefined : (JSON.parse(text) as Report);
}
