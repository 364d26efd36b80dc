import { type ContentStore, formatId, isSameAddress } from "@colophon/sdk";
import { royaltiesAbi } from "@colophon/sdk/abi";
import {
  batchCall,
  type Call,
  claimCall,
  releaseCall,
  releaseProceedsCall,
  withdrawProceedsCall,
} from "@colophon/sdk/calls";
import { type Claimable, readClaimable, readCurrency } from "@colophon/sdk/read";
import { type Address, formatUnits, zeroAddress } from "viem";
import {
  type Command,
  chainHelp,
  chainOptions,
  onlyOne,
  outputHelp,
  outputOptions,
  storeHelp,
  storeOf,
  storeOption,
  UsageError,
} from "../Command.ts";
import { type Connection, connect } from "../connect.ts";
import { accountOf, currencyOf, idOf } from "../named.ts";
import { sendAndWait } from "../sendPayment.ts";
import { print, warn } from "../terminal.ts";

export const withdraw: Command = {
  name: "withdraw",
  summary: "take out what waits for you, or have what waits for somebody else sent to them",
  help: `<work> [--holder <account>] [--to <account>] [--currency <token>] (--network <name> | --rpc <url> --key-file <file>)
  colophon withdraw proceeds [--holder <account>] [--to <account>] [--currency <token>] (--network ...)

Sends what a work has earned for the units of an account, or what an account earned by selling sublicences (proceeds).
Units that were not taken yet are taken first, in the same transaction. Where a work has a list of holders, that needs the
store in which the list is.

Your own goes where you like. Anybody may have somebody else's sent, to that account itself and nowhere else: for holders
that can receive but not call, such as an immutable split.

  --holder <account>     whose money it is; the sender if missing
  --to <account>         where yours goes; your own account if missing
  --currency <token>     the address of an ERC-20 token; ETH if missing
${storeHelp}
${chainHelp}
${outputHelp}`,
  options: {
    ...chainOptions,
    ...outputOptions,
    ...storeOption,
    holder: { type: "string" },
    to: { type: "string" },
    currency: { type: "string" },
  },
  async run(given) {
    const what = onlyOne(given, "Say of what: withdraw <work>, or withdraw proceeds.");
    const work = what === "proceeds" ? undefined : idOf(given, what, "work");
    const currency = currencyOf(given) ?? zeroAddress;
    const connection = await connect(given);
    if (connection.sender === undefined) throw new UsageError("Sending needs an account: add --key-file <file>.");
    const holder = accountOf(given, "holder") ?? connection.sender;
    const own = isSameAddress(holder, connection.sender);
    const to = accountOf(given, "to") ?? holder;
    if (!own && !isSameAddress(to, holder)) {
      throw new UsageError(`What waits for ${holder} can be sent by you to that account only, not to ${to}.`);
    }
    const { amount: waiting, toTake, gap } = await waitingFor(connection, { work, currency, holder }, storeOf(given));
    const amount = await inWords(connection, waiting, currency);
    const unseen = gap && `Units that were not claimed yet are not counted. ${gap}`;
    if (waiting === 0n)
      throw new UsageError([`Nothing waits for ${holder} in this currency.`, unseen ?? []].flat().join(" "));
    if (unseen) warn(unseen);
    const claim = callFor(connection, { work, currency, holder, to, own });
    const call = toTake ? batchCall(connection.deployment, [toTake.call, claim]) : claim;
    const { transactionHash: transaction, blockNumber } = await sendAndWait(connection, call, "Withdrawing");
    const of = work === undefined ? "sublicences" : formatId(work, "work");
    print(
      given,
      { of, holder, to, currency, amount: waiting, transaction, block: Number(blockNumber) },
      `Sent ${amount} of ${of} to ${to} in block ${blockNumber} of chain ${connection.chainId}`,
    );
    return 0;
  },
};

type Waiting = { work: bigint | undefined; currency: Address; holder: Address };

/** What one transaction sends, and the units that have to be taken before it. */
async function waitingFor(
  { client, deployment }: Connection,
  { work, currency, holder }: Waiting,
  store: ContentStore | undefined,
): Promise<Claimable> {
  if (work !== undefined) {
    const found = await readClaimable({ client, deployment, store }, { work, currency, holder });
    if (found.status === "unknown") throw found.cause;
    if (found.status === "found") return found.value;
    throw new UsageError(`There is no work ${formatId(work, "work")} on this chain.`);
  }
  const amount = await client.readContract({
    address: deployment.contracts.royalties.address,
    abi: royaltiesAbi,
    functionName: "proceedsOf",
    args: [holder, currency],
  });
  return { amount, toTake: undefined, gap: undefined };
}

function callFor(
  { deployment }: Connection,
  { work, currency, holder, to, own }: Waiting & { to: Address; own: boolean },
): Call {
  if (work === undefined) {
    return own
      ? withdrawProceedsCall(deployment, { currency, to })
      : releaseProceedsCall(deployment, { account: holder, currency });
  }
  return own ? claimCall(deployment, { work, currency, to }) : releaseCall(deployment, { work, currency, holder });
}

async function inWords({ client }: Connection, amount: bigint, currency: Address): Promise<string> {
  const known = await readCurrency(client, currency);
  return known
    ? `${formatUnits(amount, known.decimals)} ${known.symbol}`
    : `${amount} of the smallest unit of ${currency}`;
}
