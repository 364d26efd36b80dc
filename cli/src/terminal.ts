import type { Arguments } from "./Command.ts";

/** Lines for a person while something goes on; nothing if nobody watches. Never part of a command's output. */
export function say(line: string): void {
  if (process.stderr.isTTY) process.stderr.write(`${line}\n`);
}

/** What whoever runs the program must know, watched or not. Never part of a command's output. */
export function warn(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** A command's result: JSON if asked for or if the output goes into a pipe, else text for a person. */
export function print(given: Arguments, result: object, text: string): void {
  const json = given.flag("json") || (!process.stdout.isTTY && !given.flag("text"));
  const plain = (_: string, value: unknown) => (typeof value === "bigint" ? value.toString() : value);
  process.stdout.write(json ? `${JSON.stringify(result, plain, 2)}\n` : `${text}\n`);
}

type ProgressBar = { add: (amount: number) => void; end: () => void };

const width = 24;

function duration(seconds: number): string {
  if (seconds < 60) return `${Math.ceil(seconds)} s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ${Math.ceil(seconds % 60)} s`;
  return `${Math.floor(seconds / 3600)} h ${Math.floor((seconds % 3600) / 60)} min`;
}

/** A bar on the terminal with the time that is left; nothing where no person watches. */
export function createProgressBar(what: string, total: number): ProgressBar {
  if (!process.stderr.isTTY) return { add: () => {}, end: () => {} };
  const start = performance.now();
  let done = 0;
  let drawn = 0;
  const draw = () => {
    const share = total === 0 ? 1 : Math.min(1, done / total);
    const seconds = (performance.now() - start) / 1000;
    const left = share > 0.01 && share < 1 ? `, ${duration((seconds / share) * (1 - share))} left` : "";
    const bar = "#".repeat(Math.round(share * width)).padEnd(width, ".");
    process.stderr.write(`\r\u001b[K${what} [${bar}] ${(share * 100).toFixed(0)} %${left}`);
  };
  return {
    add(amount) {
      done += amount;
      if (performance.now() - drawn < 100) return;
      drawn = performance.now();
      draw();
    },
    end() {
      draw();
      process.stderr.write("\n");
    },
  };
}

/** What to tell about a block that is in the chain, but perhaps not for good. */
export function finality(final: boolean, command = "colophon bundle"): string {
  return final
    ? "The block is final."
    : `The block is not final yet and could still be replaced; make the bundle again with ${command} when it is.`;
}
