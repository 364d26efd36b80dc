import { spawn } from "node:child_process";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { countTests } from "./countTests.ts";
import type { Count, Step } from "./Step.ts";

const root = join(import.meta.dirname, "../..");
const logs = join(root, "test-results/logs");

/** No step takes this long unless it hangs, even on a busy machine. */
const patience = 40 * 60_000;

export type StepResult = Count & { seconds: number; output: string; reason?: string };

/** Runs one step to its end. What it prints goes to test-results/logs/ and into the result. */
export async function runStep(step: Step, signal: AbortSignal): Promise<StepResult> {
  const start = performance.now();
  const file = step.name.replaceAll(/\W+/g, "-");
  const report = join(logs, `${file}.json`);
  await mkdir(logs, { recursive: true });
  await rm(report, { force: true });

  const { code, output, reason } = await runToEnd(step, report, signal);
  await writeFile(join(logs, `${file}.log`), output);
  const counted = await countTests(step, { code, output, report });
  const seconds = (performance.now() - start) / 1000;
  if (counted.passed + counted.failed === 0)
    return { passed: 0, failed: 1, seconds, output, reason: "It ran no tests." };
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
