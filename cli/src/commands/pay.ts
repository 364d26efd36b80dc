import { formatId, isLicenceOver, isSameAddress } from "@colophon/sdk";
import { offersAbi } from "@colophon/sdk/abi";
import { buyCall, payCall } from "@colophon/sdk/calls";
import { type EventRef, type ReadContext, readLicencesOf, readOffer, readPayments } from "@colophon/sdk/read";
import { type Address, type Hex, parseEventLogs, sha256, stringToBytes, zeroAddress, zeroHash } from "viem";
import {
  type Arguments,
  type Command,
  chainHelp,
  chainOptions,
  kindAndOne,
  outputHelp,
  outputOptions,
  UsageError,
  wholeOf,
} from "../Command.ts";
import { connect } from "../connect.ts";
import { accountOf, currencyOf, idOf, offerIdOf } from "../named.ts";
import {
  amountOf,
  deadlineOf,
  isRecent,
  paymentHelp,
  paymentOptions,
  refuseRepeat,
  sendPayment,
} from "../sendPayment.ts";
import { print } from "../terminal.ts";

export const pay: Command = {
  name: "pay",
  summary: "pay a work, or buy a licence under an open offer, in ETH or any ERC-20 token",
  help: `work <number> --amount <amount> [--currency <token>] (--network <name> | --rpc <url> --key-file <file>)
  colophon pay offer <id> [--seats <n>] [--recipient <account>] (--network ...)

Pays money into a work, for those who hold its shares, or buys a licence for exactly the price of an offer. A token that
knows permits (ERC-2612) is paid in one transaction. Of others exactly the amount is allowed to be taken first; an old
allowance is set back to 0 where the token wants that (as USDT).

Run twice, it does not pay twice: what you paid to the same work in the last day in the same amount, or ever with the same
reference, and a licence under the same offer that its recipient holds, is refused unless you add --again.

  --amount <amount>      in ETH or in the token's own unit, such as 12.5; of a token without decimals in its smallest unit
  --currency <token>     the address of an ERC-20 token; ETH if missing
  --reference <words>    of a payment to a work: its SHA-256 stands in the record, and it is paid once, whenever
  --seats <n>            how many seats the licence has; 1 if missing
  --recipient <account>  who gets the licence; the sender if missing
${paymentHelp}.
                         A payment to a work is held to it by a permit only, so not in ETH
${chainHelp}
${outputHelp}`,
  options: {
    ...chainOptions,
    ...outputOptions,
    ...paymentOptions,
    amount: { type: "string" },
    currency: { type: "string" },
    reference: { type: "string" },
    seats: { type: "string" },
    recipient: { type: "string" },
  },
  async run(given) {
    const refusal = "Say what to pay for: pay work <number> --amount <amount>, or pay offer <id>.";
    const [kind, what] = kindAndOne(given, ["work", "offer"], refusal);
    return kind === "work" ? payWork(given, what) : buyOffer(given, what);
  },
};

async function payWork(given: Arguments, number: string): Promise<number> {
  const work = idOf(given, number, "work");
  const name = formatId(work, "work");
  const currency = currencyOf(given) ?? zeroAddress;
  const typed = given.value("amount");
  if (typed === undefined) throw new UsageError("Say how much: --amount 12.5");
  const reference = given.value("reference");
  if (reference?.trim() === "")
    throw new UsageError("--reference is empty. Give a few words, such as an invoice number.");
  const memo = reference === undefined ? zeroHash : sha256(stringToBytes(reference));
  const connection = await connect(given);
  const { client, deployment, sender } = connection;
  const amount = await amountOf(connection, "--amount", typed, currency);
  if (amount === 0n) throw new UsageError("--amount 0 pays nothing.");
  const { timestamp } = await client.getBlock();
  const deadline = deadlineOf(given, Number(timestamp));
  if (sender !== undefined && !given.flag("again")) {
    const asked = { work, payer: sender, currency, amount, memo, now: Number(timestamp) };
    const earlier = await earlierPayment({ client, deployment }, asked);
    const same = reference === undefined ? `exactly this to ${name}` : `${name} with the reference “${reference}”`;
    refuseRepeat(given, `You paid ${same}`, earlier);
  }
  const { transactionHash, blockNumber } = await sendPayment(given, connection, {
    ...{ currency, amount, deadline, onlyByPermit: given.value("deadline") !== undefined },
    pay: payCall(deployment, { work, currency, amount, memo }),
  });
  print(
    given,
    { work: name, currency, amount, memo, transaction: transactionHash, block: Number(blockNumber) },
    `Paid ${typed} to ${name} in block ${blockNumber} of chain ${connection.chainId}`,
  );
  return 0;
}

type AskedPayment = { work: bigint; payer: Address; currency: Address; amount: bigint; memo: Hex; now: number };

/** A payment that is this one: of the same reference, whenever it was, or without one, of the same amount a moment ago. */
async function earlierPayment(context: ReadContext, asked: AskedPayment): Promise<EventRef | undefined> {
  const found = await readPayments(context, asked.work);
  if (found.status === "unknown") throw found.cause;
  const payments = found.status === "found" ? found.value : [];
  return payments.find(
    ({ payer, memo, currency, amount, at }) =>
      isSameAddress(payer, asked.payer) &&
      memo === asked.memo &&
      (memo !== zeroHash ||
        (isSameAddress(currency, asked.currency) && amount === asked.amount && isRecent(at, asked.now))),
  )?.at;
}

async function buyOffer(given: Arguments, named: string): Promise<number> {
  const id = offerIdOf(given, named);
  const seats = wholeOf(given, "seats");
  const connection = await connect(given);
  const { client, deployment, sender } = connection;
  const context = { client, deployment };
  const recipient = accountOf(given, "recipient") ?? sender;
  if (recipient === undefined) throw new UsageError("Buying needs an account: add --key-file <file>.");
  const found = await readOffer(context, id);
  if (found.status === "unknown") throw found.cause;
  if (found.status === "not-found") throw new UsageError(`There is no offer ${id} on this chain.`);
  const { offer, state } = found.value;
  if (state !== "open") throw new UsageError(`This offer is ${state}, so nothing can be bought under it.`);
  if (!given.flag("again")) {
    const licences = await readLicencesOf(context, recipient);
    if (licences.status === "unknown") throw licences.cause;
    const held = licences.status === "found" ? licences.value : [];
    const same = held.find((each) => each.sale.offer.toLowerCase() === id && !isLicenceOver(each.state));
    refuseRepeat(
      given,
      `${recipient} bought ${same ? formatId(same.id, "licence") : ""} under this offer`,
      same?.sale.at,
    );
  }
  const amount = offer.price * BigInt(seats);
  const deadline = deadlineOf(given, found.block.time);
  const call = buyCall(deployment, { offer, recipient, seats, deadline });
  const receipt = await sendPayment(given, connection, { currency: offer.currency, amount, deadline, pay: call });
  const [sold] = parseEventLogs({ abi: offersAbi, eventName: "LicenceSold", logs: receipt.logs });
  const licence = sold && formatId(sold.args.licence, "licence");
  print(
    given,
    { licence, recipient, currency: offer.currency, amount, transaction: receipt.transactionHash },
    `Bought ${licence} in block ${receipt.blockNumber} of chain ${connection.chainId}`,
  );
  return 0;
}
