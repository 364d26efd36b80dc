import type { ParseArgsOptionsConfig } from "node:util";

/** What was typed after a command's name. */
export type Arguments = {
  positionals: string[];
  /** Of options that take a value: the last one given. */
  value: (name: string) => string | undefined;
  /** Of options that may be repeated. */
  values: (name: string) => string[];
  flag: (name: string) => boolean;
};

export type Command = {
  name: string;
  /** One line for the list of commands. */
  summary: string;
  /** Everything after "colophon <name> " in examples, and what the options mean. */
  help: string;
  options: ParseArgsOptionsConfig;
  /** The exit code when it could not be done; 1 if missing. */
  failureCode?: number;
  /** Returns the exit code. */
  run: (given: Arguments) => Promise<number>;
};
