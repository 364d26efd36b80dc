import { parseArgs } from "node:util";
import { explainError } from "@colophon/sdk";
import { type Arguments, type Command, UsageError } from "./Command.ts";
import { agree } from "./commands/agree.ts";
import { assign } from "./commands/assign.ts";
import { batch } from "./commands/batch.ts";
import { bundle } from "./commands/bundle.ts";
import { dataset } from "./commands/dataset.ts";
import { deliver } from "./commands/deliver.ts";
import { disclose } from "./commands/disclose.ts";
import { hash } from "./commands/hash.ts";
import { licence } from "./commands/licence.ts";
import { name as nameCommand } from "./commands/name.ts";
import { pay } from "./commands/pay.ts";
import { policy } from "./commands/policy.ts";
import { register } from "./commands/register.ts";
import { renew } from "./commands/renew.ts";
import { report } from "./commands/report.ts";
import { serve } from "./commands/serve.ts";
import { stamp } from "./commands/stamp.ts";
import { statement } from "./commands/statement.ts";
import { text } from "./commands/text.ts";
import { trace } from "./commands/trace.ts";
import { vault } from "./commands/vault.ts";
import { verify } from "./commands/verify.ts";
import { withdraw } from "./commands/withdraw.ts";
import { witness } from "./commands/witness.ts";

const commands: readonly Command[] = [
  ...[hash, stamp, batch, register, bundle, witness, verify],
  ...[text, policy, licence, pay, renew, report, withdraw, statement, dataset, agree, assign, nameCommand],
  ...[vault, serve, deliver, disclose, trace],
];

const overview = `Prove when you held a work, register it and account for it, on Ethereum. Your files never leave your machine.

  colophon <command> ...

${commands.map(({ name, summary }) => `  ${name.padEnd(10)}${summary}`).join("\n")}

  Works, licences, offers, accounts and digests are named by their number, by a link to a page of Colophon, an explorer or
  a marketplace, or by a CAIP name; what is of another chain is refused.

  colophon <command> --help tells more. Private keys come from Hardhat's keystore or from a key file, never from an
  argument: arguments can be seen by everybody on the machine.`;

function read(command: Command, args: string[]): Arguments {
  try {
    const { values, positionals } = parseArgs({ args, options: command.options, allowPositionals: true });
    const all = (name: string) => [(values as Record<string, unknown>)[name] ?? []].flat();
    return {
      positionals,
      value: (name) => all(name).at(-1) as string | undefined,
      values: (name) => all(name) as string[],
      flag: (name) => all(name).at(-1) === true,
      named: { texts: [] },
    };
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : error} See colophon ${command.name} --help.`);
  }
}

async function main([name, ...args]: string[]): Promise<number> {
  if (name === undefined || name === "--help" || name === "-h" || name === "help") {
    const asked = commands.find((command) => command.name === args[0]);
    process.stdout.write(asked ? helpOf(asked) : `${overview}\n`);
    return name === undefined ? 2 : 0;
  }
  const command = commands.find((known) => known.name === name);
  if (!command) {
    throw new UsageError(
      `There is no command “${name}”. These are: ${commands.map((known) => known.name).join(", ")}.`,
    );
  }
  if (args.includes("--help") || args.includes("-h")) {
    process.stdout.write(helpOf(command));
    return 0;
  }
  return command.run(read(command, args));
}

function helpOf({ name, summary, help }: Command): string {
  return `colophon ${name}: ${summary}\n\n  colophon ${name} ${help}\n`;
}

/** Does what was typed after "colophon". What goes wrong is said in a sentence. Returns the exit code. */
export async function colophon(words: string[]): Promise<number> {
  try {
    return await main(words);
  } catch (error) {
    const { name, sentence } = explainError(error);
    const details = name === "Unknown" && error instanceof Error ? `\nDetails: ${error.message}` : "";
    process.stderr.write(`${sentence}${details}\n`);
    return commands.find((command) => command.name === words[0])?.failureCode ?? 1;
  }
}
