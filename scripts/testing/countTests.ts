import { readFile } from "node:fs/promises";
import { stripVTControlCharacters } from "node:util";
import type { Count, Step } from "./Step.ts";

type Reports = {
  vitest: { numPassedTests: number; numFailedTests: number };
  playwright: { stats: { expected: number; unexpected: number; flaky: number } };
};

/** How many tests a finished step ran: what it said or wrote, and never "all well" when it ended with an error. */
export async function countTests(
  { count }: Pick<Step, "count">,
  result: { code: number | null; output: string; report: string },
): Promise<Count> {
  const succeeded = result.code === 0;
  const counted = await counts[count](result.output, result.report, succeeded);
  return succeeded ? counted : { ...counted, failed: Math.max(1, counted.failed) };
}

const counts: Record<Step["count"], (output: string, report: string, succeeded: boolean) => Promise<Count>> = {
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
    const stats = (await read<Reports["playwright"]>(report))?.stats;
    // A journey that passed at its second try counts as passed; Playwright's list names it as flaky.
    return { passed: (stats?.expected ?? 0) + (stats?.flaky ?? 0), failed: stats?.unexpected ?? 0 };
  },
};

async function read<Report>(path: string): Promise<Report | undefined> {
  const text = await readFile(path, "utf8").catch(() => undefined);
  return text === undefined ? undefined : (JSON.parse(text) as Report);
}
