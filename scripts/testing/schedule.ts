import type { StepResult } from "./runStep.ts";
import type { Step } from "./steps.ts";

export type ScheduleParameters = {
  steps: readonly Step[];
  /** How many run side by side. */
  lanes: number;
  run: (step: Step) => Promise<StepResult>;
  /** Told of each result as soon as it is there. */
  ended: (step: Step, result: StepResult) => void;
  signal: AbortSignal;
};

/**
 * Runs steps side by side, each as soon as what it needs has passed; of those that may begin, the first in the list. One
 * that needs what failed is not run, and counts as failed.
 */
export async function schedule({ steps, lanes, run, ended, signal }: ScheduleParameters): Promise<void> {
  const names = new Set(steps.map(({ name }) => name));
  const outcomes = new Map<string, "passed" | "failed">();
  const waiting = new Set(steps);
  const running = new Set<Promise<void>>();
  let free = lanes;

  const end = (step: Step, result: StepResult) => {
    outcomes.set(step.name, result.failed > 0 ? "failed" : "passed");
    ended(step, result);
  };
  const begin = (step: Step, width: number) => {
    free -= width;
    const promise = run(step).then((result) => {
      running.delete(promise);
      free += width;
      end(step, result);
    });
    running.add(promise);
  };
  const beginWhatCan = () => {
    for (const step of waiting) {
      const needs = (step.needs ?? []).filter((name) => names.has(name));
      const broken = needs.find((name) => outcomes.get(name) === "failed");
      const width = Math.min(step.lanes ?? 1, lanes);
      if (broken !== undefined) {
        waiting.delete(step);
        const reason = `It was not run: it needs “${broken}”, which failed.`;
        end(step, { passed: 0, failed: 1, flaky: [], seconds: 0, output: "", reason });
      } else if (width <= free && needs.every((name) => outcomes.has(name))) {
        waiting.delete(step);
        begin(step, width);
      }
    }
  };

  while (!signal.aborted) {
    // What is not run because of another may keep a third from running.
    for (let left = -1; left !== waiting.size; beginWhatCan()) left = waiting.size;
    if (running.size === 0) return;
    await Promise.race(running);
  }
  await Promise.all(running);
}
