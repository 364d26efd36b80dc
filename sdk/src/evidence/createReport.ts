import type { StepOutcome, VerdictStep } from "./Verdict.ts";

export type Report = {
  steps: VerdictStep[];
  /** Sentences of steps without which nothing is proved, and which could not be taken. */
  gaps: string[];
  add: (id: string, outcome: StepOutcome, sentence: string) => void;
  /** A step that could not be taken, and without which nothing is proved. */
  gap: (id: string, sentence: string) => void;
};

/** Collects the steps of a verification. */
export function createReport(): Report {
  const steps: VerdictStep[] = [];
  const gaps: string[] = [];
  const add: Report["add"] = (id, outcome, sentence) => {
    steps.push({ id, outcome, sentence });
  };
  return {
    steps,
    gaps,
    add,
    gap(id, sentence) {
      gaps.push(sentence);
      add(id, "not-checked", sentence);
    },
  };
}
