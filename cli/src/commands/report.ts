import { formatId, mostReported } from "@colophon/sdk";
import { complianceAbi } from "@colophon/sdk/abi";
import { reportUsageCall, type UnderRules, type UsageReport } from "@colophon/sdk/calls";
import type { LicenceCompliance, LicenceDetails, ReadContext } from "@colophon/sdk/read";
import { debtWithReport } from "@colophon/sdk/terms";
import { type Address, type Hex, zeroHash } from "viem";
import {
  type Arguments,
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
  wholeOf,
} from "../Command.ts";
import { connect, licenceOf, unknownConditions } from "../connect.ts";
import { listFiles } from "../files.ts";
import { hashFiles } from "../hashing.ts";
import { idOf } from "../named.ts";
import { amountOf, deadlineOf, paymentHelp, paymentOptions, sendPayment } from "../sendPayment.ts";
import { print } from "../terminal.ts";

export const report: Command = {
  name: "report",
  summary: "report a period of a licence, and pay what is owed for it",
  help: `<licence> --units <n> --revenue <amount> [--period <n>] [--file <report>] (--network <name> | --rpc <url> --key-file <file>)

Reports what was sold or handed over and what it brought in, for the next period that is over, and pays what the terms say in
the same transaction. For the licence's holder. A report is public, and can only be corrected. How it is paid: colophon pay.

Run twice, it does not report twice: each period is reported once, and of several that are over it wants the number.

  --units <n>            how many units; 0 if there were none
  --revenue <amount>     in the currency of the terms, such as 1250.50; 0 if there was none
  --period <n>           which period, from 1; may be missing if only one is over and not reported
  --file <report>        the detailed report: only its SHA-256 is published
  --pay <what>           all that is due (the default), added: what this report adds to it, or nothing. Anybody may pay what
                         was due before, and a report that pays more than is owed then is refused: added never is
${paymentHelp}
${storeHelp}
${chainHelp}
${outputHelp}`,
  options: {
    ...chainOptions,
    ...outputOptions,
    ...paymentOptions,
    ...storeOption,
    units: { type: "string" },
    revenue: { type: "string" },
    period: { type: "string" },
    file: { type: "string" },
    pay: { type: "string" },
  },
  async run(given) {
    const id = idOf(given, onlyOne(given, "Name one licence: report <licence>."), "licence");
    const [units, typed] = [unitsOf(given), given.value("revenue")];
    if (typed === undefined) throw new UsageError("Say what it brought in: --revenue 1250.50, or 0.");
    const pay = payOf(given);
    const digest = await digestOf(given);
    const connection = await connect(given);
    const { client, deployment, chainId, sender } = connection;
    const context: ReadContext = { client, deployment, store: storeOf(given) };
    const found = await licenceOf(context, id);
    const { onchain: terms } = found.value.terms;
    const { conditions } = found.value.compliance;
    if (conditions === undefined) throw new UsageError(unknownConditions(found.value));
    const period = periodOf(given, found.value.compliance);
    const { currency } = conditions;
    const revenue = await amountOf(connection, "--revenue", typed, currency);
    if (revenue > mostReported) throw new UsageError(`--revenue ${typed} is more than a report can hold.`);
    const usage = { period, units, revenue, ...(digest ? { digest } : {}) };
    const under = { licence: id, terms, conditions };
    const due = await dueWith(context, found.value, { ...under, report: usage }, sender);
    const amount = { all: due.debt, added: due.sure, nothing: 0n }[pay];
    const receipt = await sendPayment(given, connection, {
      ...{ currency, amount, deadline: deadlineOf(given, found.block.time) },
      pay: reportUsageCall(deployment, { ...under, report: usage, payment: { amount } }),
    });
    const licence = formatId(id, "licence");
    print(
      given,
      { licence, ...usage, period: period + 1, currency, paid: amount, transaction: receipt.transactionHash },
      `Reported period ${period + 1} of ${licence} in block ${receipt.blockNumber} of chain ${chainId}`,
    );
    return 0;
  },
};

function payOf(given: Arguments): "all" | "added" | "nothing" {
  const asked = given.value("pay") ?? "all";
  if (asked === "all" || asked === "added" || asked === "nothing") return asked;
  throw new UsageError(`--pay ${asked} is none of these: all, added, nothing.`);
}

function unitsOf(given: Arguments): bigint {
  const typed = given.value("units");
  if (typed === undefined) throw new UsageError("Say how many: --units 1250, or 0.");
  if (!/^\d{1,40}$/.test(typed) || BigInt(typed) > mostReported) {
    throw new UsageError(`--units ${typed} is not a number that a report can hold: digits only, such as 1250.`);
  }
  return BigInt(typed);
}

/** What is due with a report, older debts included: the contract itself is asked, without sending anything. */
async function dueWith(
  { client, deployment }: ReadContext,
  { compliance: { account } }: LicenceDetails,
  parameters: UnderRules & { report: UsageReport },
  sender: Address | undefined,
): Promise<ReturnType<typeof debtWithReport>> {
  if (sender === undefined) throw new UsageError("Reporting needs an account: add --key-file <file>.");
  const { conditions, licence, terms, report } = parameters;
  const usage = { digest: zeroHash, ...report };
  const { result } = await client.simulateContract({
    address: deployment.contracts.compliance.address,
    abi: complianceAbi,
    functionName: "report",
    args: [licence, terms, conditions, usage, { amount: 0n, withheld: 0n, certificate: zeroHash }],
    account: sender,
  });
  return debtWithReport(conditions, account, result);
}

/** The period to report, from 0: the next one, if it is over. The contract takes them in their order. */
function periodOf(given: Arguments, { next, arrears }: LicenceCompliance): number {
  if (next === undefined)
    throw new UsageError("Every period of this licence is reported, or its terms ask for no reports.");
  const asked = given.value("period") === undefined ? undefined : wholeOf(given, "period");
  const nextNumber = next.period + 1;
  if (asked !== undefined && asked < nextNumber) {
    throw new UsageError(`Period ${asked} is reported already. The next one is ${nextNumber}. Nothing was sent.`);
  }
  if (!next.over) {
    const end = new Date(next.end * 1000).toISOString();
    throw new UsageError(`Nothing is due now: period ${nextNumber} runs until ${end}. Report it from then on.`);
  }
  if (asked !== undefined && asked !== nextNumber) {
    throw new UsageError(`Periods are reported in their order: ${nextNumber} comes before ${asked}.`);
  }
  if (asked === undefined && arrears !== undefined && arrears.periods > 1) {
    throw new UsageError(
      `${arrears.periods} periods are over and not reported. Say which one this is: --period ${nextNumber} is the first.`,
    );
  }
  return next.period;
}

async function digestOf(given: Arguments): Promise<Hex | undefined> {
  const path = given.value("file");
  if (path === undefined) return undefined;
  const [file, ...others] = await hashFiles((await listFiles([path])).files);
  if (file === undefined || others.length > 0) throw new UsageError(`--file ${path} is not one file.`);
  return file.sha256;
}
