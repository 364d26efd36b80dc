import { readFile } from "node:fs/promises";
import { ColophonError, formatId, isSameAddress, percentOf, totalUnits, unitsFromPercent } from "@colophon/sdk";
import {
  draftOrder,
  orderDocumentOf,
  orderIdOf,
  orderSignatureState,
  orderTypedData,
  parseOrder,
  priceOfPart,
  type SignedOrder,
  withOrderSignature,
} from "@colophon/sdk/assignments";
import { approveSaleCalls, batchCall, cancelOrderCall, orderPlaceOf, takeOrderCall } from "@colophon/sdk/calls";
import {
  checkOrder,
  checkSignature,
  type Finding,
  type OrderOnChain,
  readEncumbrances,
  readHolding,
  readSaleAllowance,
} from "@colophon/sdk/read";
import { zeroAddress } from "viem";
import {
  type Arguments,
  type Command,
  chainHelp,
  chainOptions,
  onlyOne,
  outputHelp,
  outputOptions,
  parseMoment,
  runJob,
  UsageError,
} from "../Command.ts";
import { type Connection, connect } from "../connect.ts";
import { replaceFile, writeNewFile } from "../files.ts";
import { accountOf, currencyOf, idOf } from "../named.ts";
import { amountOf, deadlineOf, paymentHelp, paymentOptions, sendAndWait, sendPayment } from "../sendPayment.ts";
import { print, say } from "../terminal.ts";

export const assign: Command = {
  name: "assign",
  summary: "sell or buy a work, or royalty units of it, under a deed that lists what it carries",
  help: `offer <work> [--control] [--share <percent>] --price <amount> [--currency <token>] [--buyer <account>]
                        --closes <moment> --out <file> (--network <name> | --rpc <url> --key-file <file>)
  colophon assign show <file> [(--network <name> | --rpc <url>)]
  colophon assign sign <file> (--network ...)
  colophon assign accept <file> [--share <percent>] (--network ...)
  colophon assign cancel <file> (--network ...)

offer reads what the work carries (licences, offers, shares of earlier works, notices, agents, units), writes it into a
deed, lets the contract move what is sold under orders that you sign and no others, and signs. Send the file to the buyer.
show prints the deed and what changed since. accept pays the price and gets what is sold, in one transaction: if more was
licensed, renewed, revised, owed, noticed or moved than the order allows, nothing happens and it says what.
sign adds the buyer's signature, so that somebody else can send it; a seller takes a buyer's signed order with accept.

  --control              the work itself is sold: its token, and with it control
  --share <percent>      royalty units, such as 12.5; with accept, how much of an order in parts
  --price <amount>       for all of it, in ETH or in the token's own unit; 0 if the deed names another consideration
  --currency <token>     the address of an ERC-20 token; ETH if missing. Tokens that take a fee are refused
  --buyer <account>      who may buy; needed with --control, anybody if missing
  --opens <moment>       from when it can be taken; at once if missing
  --closes <moment>      until when it can be taken: 2026-03-12 or 2026-03-12T14:05:00Z
  --room <n>             how many licences may still be granted or renewed until then; none if missing
  --resale               what the work asks of resales goes from the price to its till
  --words <file>         your own words for the deed, in Markdown; those of assignments in general if missing
  --out <file>           where the order is written; its name should end in .colophon-order.json
${paymentHelp}
${chainHelp}
${outputHelp}

Exit code of show: 0 if it can be taken, or on no chain if the seller's key signed it; 1 if not, 2 if it can't be known.`,
  options: {
    ...chainOptions,
    ...outputOptions,
    ...paymentOptions,
    control: { type: "boolean" },
    share: { type: "string" },
    price: { type: "string" },
    currency: { type: "string" },
    buyer: { type: "string" },
    opens: { type: "string" },
    closes: { type: "string" },
    room: { type: "string" },
    resale: { type: "boolean" },
    words: { type: "string" },
    out: { type: "string" },
  },
  async run(given) {
    return runJob("assign", jobs, given);
  },
};

const jobs = new Map<string, (given: Arguments, rest: string[]) => Promise<number>>([
  ["offer", offer],
  ["show", show],
  ["sign", sign],
  ["accept", accept],
  ["cancel", cancel],
]);

function needed<Value>(found: Finding<Value>, what: string): Value {
  if (found.status === "unknown") throw found.cause;
  if (found.status === "not-found") throw new UsageError(`There is no ${what} on this chain.`);
  return found.value;
}

function senderOf({ sender }: Connection) {
  if (sender === undefined) throw new UsageError("This needs an account: add --key-file <file>.");
  return sender;
}

function unitsOf(given: Arguments): number | undefined {
  const typed = given.value("share");
  return typed === undefined ? undefined : unitsFromPercent(typed);
}

function roomOf(given: Arguments): number {
  const typed = given.value("room") ?? "0";
  if (!/^\d{1,6}$/.test(typed)) throw new UsageError("--room is a whole number of licences, from 0.");
  return Number(typed);
}

async function offer(given: Arguments, rest: string[]): Promise<number> {
  const named = onlyOne({ positionals: rest }, "Name one work: assign offer <work>.");
  const work = idOf(given, named, "work");
  const [out, closes, typed] = [given.value("out"), given.value("closes"), given.value("price")];
  if (out === undefined || closes === undefined || typed === undefined)
    throw new UsageError(
      "Say the price, until when, and where to write it: --price <amount> --closes <moment> --out <file>.",
    );
  const control = given.flag("control");
  const units = unitsOf(given) ?? 0;
  if (!control && units === 0) throw new UsageError("Say what is sold: --control, --share <percent>, or both.");
  const buyer = accountOf(given, "buyer");
  const [opens, words] = [given.value("opens"), given.value("words")];
  const own = words === undefined ? undefined : await readText(words);
  const connection = await connect(given);
  const { client, deployment } = connection;
  const context = { client, deployment };
  const seller = senderOf(connection);
  const currency = currencyOf(given) ?? zeroAddress;
  const price = await amountOf(connection, "--price", typed, currency);

  const held = needed(await readHolding(context, { work, account: seller }), `work ${formatId(work, "work")}`);
  const take = held.units < units && held.toTake ? [held.toTake.call] : [];
  const asked = {
    ...{ seller, control, units, currency, price, resaleRoyalty: given.flag("resale"), room: roomOf(given) },
    ...(buyer !== undefined && { buyer }),
    ...(own !== undefined && { words: own }),
    closes: parseMoment(closes, "--closes"),
  };
  const draft = async () => {
    const found = await readEncumbrances(context, { work, currencies: [currency] });
    const encumbrances = needed(found, `work ${formatId(work, "work")}`);
    const from = opens === undefined ? encumbrances.block.time : parseMoment(opens, "--opens");
    return draftOrder({ ...orderPlaceOf(deployment), ...asked, encumbrances, opens: from });
  };
  // What can't be sold is said before anything is sent; units that wait to be taken are taken with the approval.
  if (take.length === 0) await draft();
  const allowed = needed(await readSaleAllowance(context, { work, seller }), "allowance");
  const calls = [
    ...take,
    ...approveSaleCalls(deployment, { work, control, units: units === 0 ? 0 : Math.min(totalUnits, allowed + units) }),
  ];
  await sendAndWait(connection, batchCall(deployment, calls), "Letting the contract move what is sold");
  const order = await draft();
  const bare = { ...orderPlaceOf(deployment), order, sellerSignature: undefined, buyerSignature: undefined };
  const signed = await signedBy(connection, bare);
  await writeNewFile(out, orderDocumentOf(signed));
  const id = orderIdOf(signed, order);
  print(
    given,
    { id, file: out, work: formatId(work, "work"), control, units, price, closes: order.closes },
    `${order.deed}\nSigned and written to ${out}. Send it to the buyer: colophon assign accept ${out}`,
  );
  return 0;
}

async function readText(path: string): Promise<string> {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(await readFile(path));
  } catch (cause) {
    throw new UsageError(`${path} can't be read as text. Check its name.`, { cause });
  }
}

async function fileOf(rest: string[], job: string): Promise<{ path: string; signed: SignedOrder }> {
  const path = onlyOne({ positionals: rest }, `Name one file: assign ${job} <file>.`);
  return { path, signed: parseOrder(await readText(path)) };
}

/** The same with the connected account's signature. */
async function signedBy(connection: Connection, signed: SignedOrder): Promise<SignedOrder> {
  const party = senderOf(connection);
  const typedData = orderTypedData(signed, signed.order);
  const signature = await connection.sign(typedData);
  if (signature === undefined)
    throw new UsageError("This network's account can't sign messages. Use --rpc and --key-file.");
  const found = await checkSignature(connection.client, { signer: party, typedData, signature });
  if (found.status !== "good") throw new ColophonError(`${party} gave a signature that does not count.`);
  return withOrderSignature(signed, { party, signature: found.signature });
}

async function sign(given: Arguments, rest: string[]): Promise<number> {
  const { path, signed } = await fileOf(rest, "sign");
  const connection = await connect(given);
  say(signed.order.deed);
  const all = await signedBy(connection, signed);
  await replaceFile(path, orderDocumentOf(all));
  print(given, { id: orderIdOf(all, all.order), signed: connection.sender }, `Signed as ${connection.sender}.`);
  return 0;
}

async function show(given: Arguments, rest: string[]): Promise<number> {
  const { signed } = await fileOf(rest, "show");
  const { order } = signed;
  const id = orderIdOf(signed, order);
  const about = { id, work: formatId(order.work, "work"), seller: order.seller, buyer: order.buyer };
  if (given.value("network") === undefined && given.value("rpc") === undefined) {
    const seller = await orderSignatureState(signed, order.seller, signed.sellerSignature);
    const sentence =
      seller === "signed"
        ? "The seller's key signed exactly this. Whether it can be taken, only its chain can say: add --rpc."
        : seller === "missing"
          ? "The seller did not sign it yet."
          : "What is there for the seller is not a signature of that account's key. If it is a contract, only its chain can say.";
    print(given, { ...about, sellerSignature: seller, sentence }, `${order.deed}\n${id}\n${sentence}`);
    return seller === "signed" ? 0 : 1;
  }
  const { client, deployment } = await connect(given);
  const found = await checkOrder({ client, deployment }, signed);
  if (found.status === "unknown") throw found.cause;
  if (found.status === "not-found") return 2;
  const { value } = found;
  print(given, { ...about, ...value, block: found.block.number }, `${order.deed}\n${id}\n${value.sentence}`);
  return value.ready ? 0 : 1;
}

/** What stands in the way of taking an order, before anything is sent. */
function refuse(check: OrderOnChain, isSeller: boolean): void {
  const agreed = isSeller ? check.buyer === "signed" : check.seller === "signed";
  if (check.state !== "open" || check.changes.length > 0 || !check.approved)
    throw new ColophonError(`${check.sentence} Nothing was sent.`);
  if (!agreed)
    throw new ColophonError(
      `The ${isSeller ? "buyer" : "seller"} did not sign exactly this. Nothing was sent. Ask for the signature.`,
    );
}

async function accept(given: Arguments, rest: string[]): Promise<number> {
  const { signed } = await fileOf(rest, "accept");
  const { order } = signed;
  const connection = await connect(given);
  const { client, deployment } = connection;
  const sender = senderOf(connection);
  const isSeller = isSameAddress(sender, order.seller);
  const check = needed(await checkOrder({ client, deployment }, signed), "order");
  refuse(check, isSeller);
  const units = unitsOf(given) ?? check.left;
  if (units > check.left || (order.control && units < check.left))
    throw new UsageError(
      `--share ${percentOf(units)}: this order has ${percentOf(check.left)} % left${order.control ? ", and is taken whole" : ""}. Nothing was sent.`,
    );
  const price = priceOfPart(order, { taken: check.taken, units });
  const call = takeOrderCall(deployment, signed, { units, price });
  const { timestamp } = await client.getBlock();
  const receipt =
    isSeller && !isSameAddress(order.currency, zeroAddress)
      ? await sendAndWait(connection, call, "Selling")
      : await sendPayment(given, connection, {
          ...{ currency: order.currency, amount: price, deadline: deadlineOf(given, Number(timestamp)), pay: call },
          spender: deployment.contracts.assignments.address,
        });
  const what = [
    ...(order.control ? ["control"] : []),
    ...(units > 0 ? [`${percentOf(units)} % of the royalty units`] : []),
  ];
  print(
    given,
    { id: check.id, units, price, transaction: receipt.transactionHash, block: Number(receipt.blockNumber) },
    `${isSeller ? "Sold" : "Bought"} ${what.join(" and ")} of ${formatId(order.work, "work")} in block ${receipt.blockNumber} of chain ${connection.chainId}`,
  );
  return 0;
}

async function cancel(given: Arguments, rest: string[]): Promise<number> {
  const { signed } = await fileOf(rest, "cancel");
  const connection = await connect(given);
  const receipt = await sendAndWait(connection, cancelOrderCall(connection.deployment, signed.order), "Cancelling");
  const id = orderIdOf(signed, signed.order);
  print(given, { id, block: Number(receipt.blockNumber) }, `Cancelled ${id} in block ${receipt.blockNumber}.`);
  return 0;
}
