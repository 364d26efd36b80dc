import { formatId, parseId } from "@colophon/sdk";
import { licencesAbi } from "@colophon/sdk/abi";
import { buyCall, payCall } from "@colophon/sdk/calls";
import { readCurrency, readOffer } from "@colophon/sdk/read";
import { type Address, isHex, parseEventLogs, parseUnits, zeroAddress } from "viem";
import {
  type Arguments,
  accountOf,
  type Command,
  chainHelp,
  chainOptions,
  outputHelp,
  outputOptions,
  UsageError,
} from "../Command.ts";
import { type Connection, connect } from "../connect.ts";
import { sendPayment } from "../sendPayment.ts";
import { print } from "../terminal.ts";

/** The last moment at which a purchase may be mined, in seconds from now. */
const patience = 3_600;

export const pay: Command = {
  name: "pay",
  summary: "pay a work, or buy a licence under an open offer, in ETH or any ERC-20 token",
  help: `work <number> --amount <amount> [--currency <token>] (--network <name> | --rpc <url> --key-file <file>)
  colophon pay offer <id> [--seats <n>] [--recipient <account>] (--network ...)

Pays money into a work, for those who hold its shares, or buys a licence for exactly the price of an offer. A token is
allowed to be taken first, exactly the amount; an old allowance is set back to 0 where the token wants that (as USDT).

  --amount <amount>      in ETH or in the token's own unit, such as 12.5; of a token without decimals in its smallest unit
  --currency <token>     the address of an ERC-20 token; ETH if missing
  --seats <n>            how many seats the licence has; 1 if missing
  --recipient <account>  who gets the licence; the sender if missing
${chainHelp}
${outputHelp}`,
  options: {
    ...chainOptions,
    ...outputOptions,
    amount: { type: "string" },
    currency: { type: "string" },
    seats: { type: "string" },
    recipient: { type: "string" },
  },
  async run(given) {
    const [kind, what, ...more] = given.positionals;
    if ((kind !== "work" && kind !== "offer") || what === undefined || more.length > 0) {
      throw new UsageError("Say what to pay for: pay work <number> --amount <amount>, or pay offer <id>.");
    }
    return kind === "work" ? payWork(given, what) : buyOffer(given, what);
  },
};

async function payWork(given: Arguments, number: string): Promise<number> {
  const work = parseId(number, "work");
  const currency = accountOf(given, "currency") ?? zeroAddress;
  const typed = given.value("amount");
  if (typed === undefined) throw new UsageError("Say how much: --amount 12.5");
  const connection = await connect(given);
  const amount = await amountOf(connection, typed, currency);
  const call = payCall(connection.deployment, { work, currency, amount });
  const { transactionHash, blockNumber } = await sendPayment(connection, { currency, amount, pay: call });
  print(
    given,
    { work: formatId(work, "work"), currency, amount, transaction: transactionHash, block: Number(blockNumber) },
    `Paid ${typed} to ${formatId(work, "work")} in block ${blockNumber} of chain ${connection.chainId}`,
  );
  return 0;
}

async function buyOffer(given: Arguments, id: string): Promise<number> {
  if (!isHex(id) || id.length !== 66) throw new UsageError(`${id} is not the id of an offer: 0x and 64 digits.`);
  const seats = Number(/^[1-9]\d{0,4}$/.exec(given.value("seats") ?? "1")?.[0]);
  if (Number.isNaN(seats)) throw new UsageError("--seats is a whole number from 1, with digits only.");
  const connection = await connect(given);
  const { client, deployment, sender } = connection;
  const recipient = accountOf(given, "recipient") ?? sender;
  if (recipient === undefined) throw new UsageError("Buying needs an account: add --key-file <file>.");
  const found = await readOffer({ client, deployment }, id);
  if (found.status === "unknown") throw found.cause;
  if (found.status === "not-found") throw new UsageError(`There is no offer ${id} on this chain.`);
  const { offer, state } = found.value;
  if (state !== "open") throw new UsageError(`This offer is ${state}, so nothing can be bought under it.`);
  const amount = offer.price * BigInt(seats);
  const call = buyCall(deployment, { offer, recipient, seats, deadline: found.block.time + patience });
  const receipt = await sendPayment(connection, { currency: offer.currency, amount, pay: call });
  const [sold] = parseEventLogs({ abi: licencesAbi, eventName: "LicenceSold", logs: receipt.logs });
  const licence = sold && formatId(sold.args.licence, "licence");
  print(
    given,
    { licence, recipient, currency: offer.currency, amount, transaction: receipt.transactionHash },
    `Bought ${licence} in block ${receipt.blockNumber} of chain ${connection.chainId}`,
  );
  return 0;
}

/** An amount as typed, exactly: nothing is rounded. */
async function amountOf({ client }: Connection, typed: string, currency: Address): Promise<bigint> {
  const decimals = (await readCurrency(client, currency))?.decimals ?? 0;
  const [, fraction = ""] = /^\d+(?:\.(\d+))?$/.exec(typed) ?? [undefined, "?".repeat(99)];
  if (fraction.length > decimals) {
    throw new UsageError(
      `--amount ${typed} is not an amount of this currency: digits, with at most ${decimals} after the point.`,
    );
  }
  const amount = parseUnits(typed, decimals);
  if (amount === 0n) throw new UsageError("--amount 0 pays nothing.");
  return amount;
}
