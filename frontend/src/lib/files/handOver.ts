import type { ChosenFiles } from "./ChosenFiles.ts";

let waiting: ChosenFiles | undefined;

/** Carries chosen files from one page to the next. A file cannot travel in an address. */
export const handOver = {
  put(chosen: ChosenFiles) {
    waiting = chosen;
  },
  take(): ChosenFiles | undefined {
    const chosen = waiting;
    waiting = undefined;
    return chosen;
  },
};
