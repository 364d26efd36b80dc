/** What a runner reports in its own way. */
export type Count = { passed: number; failed: number };

export type Step = {
  name: string;
  /** The tool and its arguments, run with the Node that runs this. */
  command: string[];
  /** How to learn how many tests ran: a check is one test; the others say it, or write it to the given file. */
  count: "check" | "passing" | "vitest" | "playwright";
  /** Whether it uses PostgreSQL where there is one. */
  postgres?: boolean;
};
