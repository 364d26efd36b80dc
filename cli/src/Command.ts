import type { ParseArgsOptionsConfig } from "node:util";
import { ColophonError, type ContentStore, createContentStore, type PastedPlace, parseUtcMoment } from "@colophon/sdk";

/** What was typed after a command's name. */
export type Arguments = {
  positionals: string[];
  /** Of options that take a value: the last one given. */
  value: (name: string) => string | undefined;
  /** Of options that may be repeated. */
  values: (name: string) => string[];
  flag: (name: string) => boolean;
  /** Links and numbers that were read, and the chain that they are for once it is known; see named.ts. */
  named: { texts: { typed: string; text: string }[]; place?: PastedPlace };
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

/** Something was typed that can't be done. */
export class UsageError extends ColophonError {
  override name = "UsageError";
}

/** The one thing that a command is about. None, or more than one, is refused in the command's own words. */
export function onlyOne({ positionals }: Pick<Arguments, "positionals">, refusal: string): string {
  const [one, ...more] = positionals;
  if (one === undefined || more.length > 0) throw new UsageError(refusal);
  return one;
}

/** Which of its kinds a command is asked for, and the one thing that it is about; anything else is refused. */
export function kindAndOne<Kind extends string>(
  { positionals }: Pick<Arguments, "positionals">,
  kinds: readonly Kind[],
  refusal: string,
): [kind: Kind, what: string] {
  const kind = kinds.find((each) => each === positionals[0]);
  if (kind === undefined) throw new UsageError(refusal);
  return [kind, onlyOne({ positionals: positionals.slice(1) }, refusal)];
}

/** Does what the first word after a command's name says, with the words after it; another word is refused with all there are. */
export function runJob(
  command: string,
  jobs: ReadonlyMap<string, (given: Arguments, rest: string[]) => Promise<number>>,
  given: Arguments,
): Promise<number> {
  const [kind = "", ...rest] = given.positionals;
  const job = jobs.get(kind);
  if (!job) throw new UsageError(`Say what to do: ${command} ${[...jobs.keys()].join(", ")}.`);
  return job(given, rest);
}

/** The value of an option that a job cannot do without; `value` says what to give, such as "<file>". */
export function neededOf(given: Arguments, option: string, value: string): string {
  const text = given.value(option);
  if (text === undefined) throw new UsageError(`Add --${option} ${value}.`);
  return text;
}

/** A whole number from 1 that an option names. */
export function wholeOf(given: Arguments, option: string, missing = 1): number {
  const text = given.value(option);
  if (text === undefined) return missing;
  const value = Number(/^[1-9]\d{0,9}$/.exec(text)?.[0]);
  if (Number.isNaN(value)) throw new UsageError(`--${option} is a whole number from 1, with digits only.`);
  return value;
}

export const outputOptions = {
  json: { type: "boolean" },
  text: { type: "boolean" },
} satisfies ParseArgsOptionsConfig;

export const outputHelp = `  --json                 print JSON, also on a terminal (in a pipe it is the default)
  --text                 print text, also in a pipe`;

export const chainOptions = {
  network: { type: "string" },
  rpc: { type: "string" },
  "key-file": { type: "string" },
  deployment: { type: "string" },
} satisfies ParseArgsOptionsConfig;

export const chainHelp = `  --network <name>       a network of hardhat.config.ts, with the account in Hardhat's keystore
                         (hardhat keystore set COLOPHON_DEPLOYER_KEY), or "local" beside npm start
  --rpc <url>            instead: the address of a node
  --key-file <file>      with --rpc: a file that only you can read, with the sender's private key in hexadecimal
  --deployment <file>    where the contracts are; deployments/<chain>.json if missing`;

export const storeOption = { store: { type: "string" } } as const;

export const storeHelp = `  --store <url>          the origin of a content store: an IPFS gateway, and for writing a node's API (Kubo) at the same
                         origin, such as http://127.0.0.1:4173 beside npm start`;

/** The content store that --store names; undefined without it. */
export function storeOf(given: Arguments): ContentStore | undefined {
  const url = given.value("store");
  if (url === undefined) return undefined;
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) {
    throw new UsageError(`--store ${url} is not the address of a content store, such as http://127.0.0.1:5001.`);
  }
  const { origin } = new URL(url);
  return createContentStore({ gateways: [origin], api: origin });
}

/** A moment as people type it: a day, which begins at midnight in UTC, or a day and a time. In seconds. */
export function parseMoment(text: string, option: string): number {
  const seconds = parseUtcMoment(text);
  if (seconds !== undefined) return seconds;
  throw new UsageError(
    `${option} ${text} is not a date. Give a day such as 2026-03-12, which begins at midnight in UTC, or a time such as 2026-03-12T14:05:00Z.`,
  );
}
