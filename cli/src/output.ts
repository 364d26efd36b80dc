import type { Arguments } from "./Command.ts";

/** Lines for a person while something goes on; nothing if nobody watches. Never part of a command's output. */
export function say(line: string): void {
  if (process.stderr.isTTY) process.stderr.write(`${line}\n`);
}

/** A command's result: JSON if asked for or if the output goes into a pipe, else text for a person. */
export function print(given: Arguments, result: object, text: string): void {
  const json = given.flag("json") || (!process.stdout.isTTY && !given.flag("text"));
  const plain = (_: string, value: unknown) => (typeof value === "bigint" ? value.toString() : value);
  process.stdout.write(json ? `${JSON.stringify(result, plain, 2)}\n` : `${text}\n`);
}
