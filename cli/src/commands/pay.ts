import { formatId, isLicenceOver, isSameAddress } from "@colophon/sdk";
import { offersAbi } from "@colophon/sdk/abi";
import { buyCall, payCall, payDebtCall } from "@colophon/sdk/calls";
import {
  type DebtPayment,
  type EventRef,
  type ReadContext,
  readCurrency,
  readLicencesOf,
  readOffer,
  readPayments,
} from "@colophon/sdk/read";
import {
  type Address,
  formatUnits,
  type Hex,
  parseEventLogs,
  sha256,
  stringToBytes,
  zeroAddress,
  zeroHash,
} from "viem";
import {
  type Arguments,
  type Command,
  chainHelp,
  chainOptions,
  kindAndOne,
  outputHelp,
  outputOptions,
  storeHelp,
  storeOf,
  storeOption,
  UsageError,
  wholeOf,
} from "../Command.ts";
import { connect, licenceOf, unknownConditions } from "../connect.ts";
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
  colophon pay debt <licence> [--amount <amount>] (--network ...)

Pays money into a work, for those who hold its shares, buys a licence for exactly the price of an offer, or pays what is due
under a licence for what was reported, which anybody may. A token that knows permits (ERC-2612) is paid in one transaction. Of others exactly the amount is allowed to be taken first; an old
allowance is set back to 0 where the token wants that (as USDT).

Run twice, it does not pay twice: what you paid to the same work in the last day in the same amount, or ever with the same
reference, and a licence under the same offer that its recipient holds, is refused unless you add --again. A debt that is
paid is none.

  --amount <amount>      in ETH or in the token's own unit, such as 12.5; of a token without decimals in its smallest unit. Of
                         a debt all that is due if missing
  --currency <token>     the address of an ERC-20 token; ETH if missing
  --reference <words>    of a payment to a work: its SHA-256 stands in the record, and it is paid once, whenever
  --seats <n>            how many seats the licence has; 1 if missing
  --recipient <account>  who gets the licence; the sender if missing
${paymentHelp}.
                         A payment to a work or of a debt is held to it by a permit only, so not in ETH
${storeHelp}
${chainHelp}
${outputHelp}`,
  options: {
    ...chainOptions,
    ...outputOptions,
    ...paymentOptions,
    ...storeOption,
    amount: { type: "string" },
    currency: { type: "string" },
    reference: { type: "string" },
    seats: { type: "string" },
    recipient: { type: "string" },
  },
  async run(given) {
    const refusal = "Say what to pay for: pay work <number> --amount <amount>, pay offer <id>, or pay debt <licence>.";
    const [kind, what] = kindAndOne(given, ["work", "offer", "debt"], refusal);
    return { work: payWork, offer: buyOffer, debt: payDebt }[kind](given, what);
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

async function payDebt(given: Arguments, named: string): Promise<number> {
  const id = idOf(given, named, "licence");
  const licence = formatId(id, "licence");
  const connection = await connect(given);
  const { client, deployment, chainId, sender } = connection;
  const found = await licenceOf({ client, deployment, store: storeOf(given) }, id);
  const { compliance, terms } = found.value;
  const { conditions, due } = compliance;
  if (conditions === undefined || due === undefined) throw new UsageError(unknownConditions(found.value));
  if (due.debt === 0n) {
    const later = compliance.arrears?.periods ? " What was not reported yet is owed with its report." : "";
    throw new UsageError(
      `Nothing is due under ${licence} as of block ${found.block.number}.${later} Nothing was sent.`,
    );
  }
  const { currency } = conditions;
  const typed = given.value("amount");
  const amount = typed === undefined ? due.debt : await amountOf(connection, "--amount", typed, currency);
  if (amount === 0n) throw new UsageError("--amount 0 pays nothing.");
  if (amount > due.debt) {
    const symbol = await readCurrency(client, currency);
    const most = symbol ? `${formatUnits(due.debt, symbol.decimals)} ${symbol.symbol}` : `${due.debt}`;
    throw new UsageError(`--amount ${typed} is more than the ${most} that are due. Leave it out to pay exactly that.`);
  }
  if (typed !== undefined && sender !== undefined) {
    const same = (each: DebtPayment) => isSameAddress(each.payer, sender) && each.amount === amount;
    const earlier = compliance.payments.find((each) => same(each) && isRecent(each.at, found.block.time));
    refuseRepeat(given, `You paid exactly this of what is due under ${licence}`, earlier?.at);
  }
  const { transactionHash, blockNumber } = await sendPayment(given, connection, {
    ...{ currency, amount, deadline: deadlineOf(given, found.block.time) },
    onlyByPermit: given.value("deadline") !== undefined,
    pay: payDebtCall(deployment, { licence: id, terms: terms.onchain, conditions, payment: { amount } }),
  });
  const left = due.debt - amount;
  print(
    given,
    { licence, currency, amount, left, transaction: transactionHash, block: Number(blockNumber) },
    `Paid ${left === 0n ? "all that" : "a part of what"} was due under ${licence} in block ${blockNumber} of chain ${chainId}`,
  );
  return 0;
}
