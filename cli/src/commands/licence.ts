import { parseId, uses } from "@colophon/sdk";
import type { Command } from "../Command.ts";
import { outputHelp, outputOptions } from "../commonOptions.ts";
import { connect } from "../connect.ts";
import { checkLicence, readQuestion } from "../licence/checkLicence.ts";
import { showLicence } from "../licence/showLicence.ts";
import { storeHelp, storeOf, storeOption } from "../storeOptions.ts";
import { UsageError } from "../UsageError.ts";

const lines = (words: readonly string[]) =>
  words.map((word, i) => `${i % 6 === 0 ? "\n                         " : ""}${word}`).join(", ");

export const licence: Command = {
  name: "licence",
  summary: "show a licence with its deed, or ask the contract whether it covers a use",
  help: `show <number> (--network <name> | --rpc <url>)
  colophon licence check <number> --account <address> --use <use> --territory <code> [--time <moment>] (--network ...)

show prints who holds a licence of what, from when until when, and its deed, compared with what the contract enforces.
check asks the contract whether an account may put the work to a use in a territory at a time.

  --account <address>    who wants to use the work
  --use <use>            one of:${lines(uses.map(({ id }) => id))}
  --territory <code>     ISO 3166-1, such as AT
  --time <moment>        2026-03-12 (midnight in UTC) or 2026-03-12T14:05:00Z; now if missing
${storeHelp}; asked for a deed only if this
                         program can't write it again from the terms
  --network <name>       a network of hardhat.config.ts, or "local" beside npm start
  --rpc <url>            instead: the address of a node
  --deployment <file>    where the contracts are; deployments/<chain>.json if missing
${outputHelp}

Exit code of check: 0 licensed, 1 not licensed, 2 cannot know. Of show: 0, or 1 if the deed is not what the contract
enforces, 2 if there is no such licence or it can't be read.`,
  options: {
    ...outputOptions,
    ...storeOption,
    network: { type: "string" },
    rpc: { type: "string" },
    deployment: { type: "string" },
    account: { type: "string" },
    use: { type: "string" },
    territory: { type: "string" },
    time: { type: "string" },
  },
  failureCode: 2,
  async run(given) {
    const [kind, number, ...more] = given.positionals;
    if ((kind !== "show" && kind !== "check") || number === undefined || more.length > 0) {
      throw new UsageError("Say what to do with which licence: licence show <number>, or licence check <number>.");
    }
    const id = parseId(number, "licence");
    const question = kind === "check" ? readQuestion(given) : undefined;
    const store = storeOf(given);
    const { client, deployment } = await connect(given);
    const context = { client, deployment, store };
    return question ? checkLicence(given, context, { ...question, licence: id }) : showLicence(given, context, id);
  },
};
