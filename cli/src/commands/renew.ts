import { forever, formatId, isSameAddress, mostPeriods, renewsUnder } from "@colophon/sdk";
import { offersAbi } from "@colophon/sdk/abi";
import { renewCall } from "@colophon/sdk/calls";
import { type LicenceDetails, type OfferRecord, type ReadContext, readOffers } from "@colophon/sdk/read";
import { type Address, parseEventLogs } from "viem";
import {
  type Command,
  chainHelp,
  chainOptions,
  onlyOne,
  outputHelp,
  outputOptions,
  UsageError,
  wholeOf,
} from "../Command.ts";
import { connect, licenceOf } from "../connect.ts";
import { idOf, offerIdOf } from "../named.ts";
import { deadlineOf, isRecent, paymentHelp, paymentOptions, refuseRepeat, sendPayment } from "../sendPayment.ts";
import { print } from "../terminal.ts";

export const renew: Command = {
  name: "renew",
  summary: "make a licence last longer under an open offer of its terms",
  help: `<licence> [--periods <n>] [--offer <id>] (--network <name> | --rpc <url> --key-file <file>)

Adds whole periods after the end of a licence, so that renewing early loses no day, and pays for each of its seats. For its
holder, and whoever they approved, while it runs and an offer of exactly its terms is open. How it is paid: colophon pay.

Run twice, it does not renew twice: as many periods as you added in the last day are refused unless you add --again.

  --periods <n>          how many periods are added; 1 if missing
  --offer <id>           under which offer, where there are several
${paymentHelp}
${chainHelp}
${outputHelp}`,
  options: {
    ...chainOptions,
    ...outputOptions,
    ...paymentOptions,
    periods: { type: "string" },
    offer: { type: "string" },
  },
  async run(given) {
    const id = idOf(given, onlyOne(given, "Name one licence: renew <licence>."), "licence");
    const periods = wholeOf(given, "periods");
    if (periods > mostPeriods) throw new UsageError(`--periods ${periods} is too many: ${mostPeriods} is the most.`);
    const named = given.value("offer");
    const asked = named === undefined ? undefined : offerIdOf(given, named, "--offer");
    const connection = await connect(given);
    const { client, deployment, chainId, sender } = connection;
    if (sender === undefined) throw new UsageError("Renewing needs an account: add --key-file <file>.");
    const found = await licenceOf({ client, deployment }, id);
    const { value: licence, block } = found;
    if (licence.end === forever && licence.ended === undefined)
      throw new UsageError("This licence has no end to move.");
    const earlier = licence.renewals.findLast(
      (each) => isSameAddress(each.payer, sender) && each.periods === periods && isRecent(each.at, block.time),
    );
    refuseRepeat(given, `You renewed this licence by as many periods`, earlier?.at);
    const { offer } = await offerFor({ client, deployment }, licence, sender, asked);
    const { seats } = licence;
    const amount = offer.price * BigInt(seats) * BigInt(periods);
    const deadline = deadlineOf(given, block.time);
    const receipt = await sendPayment(given, connection, {
      ...{ currency: offer.currency, amount, deadline },
      pay: renewCall(deployment, { offer, licence: id, seats, periods, deadline }),
    });
    const [renewed] = parseEventLogs({ abi: offersAbi, eventName: "LicenceRenewed", logs: receipt.logs });
    const end = renewed?.args.end;
    const until = end === undefined || end === forever ? "for ever" : `until ${new Date(end * 1000).toISOString()}`;
    print(
      given,
      { licence: formatId(id, "licence"), periods, end, ...{ currency: offer.currency, amount } },
      `Renewed ${formatId(id, "licence")} ${until}, in block ${receipt.blockNumber} of chain ${chainId}`,
    );
    return 0;
  },
};

/** The open offer to renew under: the one that was asked for, or the only one there is. */
async function offerFor(
  context: ReadContext,
  licence: LicenceDetails,
  payer: Address,
  asked: string | undefined,
): Promise<OfferRecord> {
  const found = await readOffers(context, licence.work);
  if (found.status === "unknown") throw found.cause;
  const all = found.status === "found" ? found.value : [];
  const open = all.filter(({ offer, state }) => state === "open" && renewsUnder(offer, licence, payer));
  const fitting = asked === undefined ? open : open.filter(({ id }) => id.toLowerCase() === asked);
  const [only, ...others] = fitting;
  if (only === undefined) {
    throw new UsageError(
      asked === undefined
        ? "No offer of exactly this licence's terms is open for you, so it cannot be renewed now. Ask its licensor for one."
        : `${asked} is no open offer of exactly this licence's terms for you. Leave out --offer to see whether there is one.`,
    );
  }
  if (others.length === 0) return only;
  const ids = fitting.map(({ id, offer }) => `${id} (${offer.price} of ${offer.currency} for each seat and period)`);
  throw new UsageError(`Several offers would renew it. Choose one with --offer: ${ids.join(", ")}`);
}
