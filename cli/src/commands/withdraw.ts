import { formatId, isSameAddress, stepsPerClaim } from "@colophon/sdk";
import { royaltiesAbi } from "@colophon/sdk/abi";
import { type Call, claimCall, releaseCall, releaseProceedsCall, withdrawProceedsCall } from "@colophon/sdk/calls";
import { readCurrency } from "@colophon/sdk/read";
import { type Address, formatUnits, zeroAddress } from "viem";
import { type Command, chainHelp, chainOptions, outputHelp, outputOptions, UsageError } from "../Command.ts";
import { type Connection, connect } from "../connect.ts";
import { accountOf, currencyOf, idOf } from "../named.ts";
import { sendAndWait } from "../sendPayment.ts";
import { print } from "../terminal.ts";

export const withdraw: Command = {
  name: "withdraw",
  summary: "take out what waits for you, or have what waits for somebody else sent to them",
  help: `<work> [--holder <account>] [--to <account>] [--currency <token>] (--network <name> | --rpc <url> --key-file <file>)
  colophon withdraw proceeds [--holder <account>] [--to <account>] [--currency <token>] (--network ...)

Sends what a work has earned for the units of an account, or what an account earned by selling sublicences (proceeds).
Your own goes where you like. Anybody may have somebody else's sent, to that account itself and nowhere else: for holders
that can receive but not call, such as an immutable split.

  --holder <account>     whose money it is; the sender if missing
  --to <account>         where yours goes; your own account if missing
  --currency <token>     the address of an ERC-20 token; ETH if missing
${chainHelp}
${outputHelp}`,
  options: {
    ...chainOptions,
    ...outputOptions,
    holder: { type: "string" },
    to: { type: "string" },
    currency: { type: "string" },
  },
  async run(given) {
    const [what, ...more] = given.positionals;
    if (what === undefined || more.length > 0) {
      throw new UsageError("Say of what: withdraw <work>, or withdraw proceeds.");
    }
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
    const waiting = await waitingFor(connection, { work, currency, holder });
    const amount = await inWords(connection, waiting, currency);
    if (waiting === 0n) {
      const hint = work === undefined ? "" : " Units that were not taken yet do not count.";
      throw new UsageError(`Nothing waits for ${holder} in this currency.${hint}`);
    }
    const call = callFor(connection, { work, currency, holder, to, own });
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

/** What one transaction sends, in the currency's smallest unit. */
function waitingFor({ client, deployment }: Connection, { work, currency, holder }: Waiting): Promise<bigint> {
  const read = { address: deployment.contracts.royalties.address, abi: royaltiesAbi } as const;
  return work === undefined
    ? client.readContract({ ...read, functionName: "proceedsOf", args: [holder, currency] })
    : client.readContract({ ...read, functionName: "claimable", args: [work, currency, holder, stepsPerClaim] });
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
