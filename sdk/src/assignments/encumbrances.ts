import type { Address, Hex } from "viem";
import { forever } from "../model/constants.ts";
import { formatId, isSameAddress, licenceNumberOf, serialOf } from "../model/ids.ts";
import { count, grouped } from "../model/numbers.ts";
import type { NoticeState, OfferState } from "../model/states.ts";
import type { Exclusivity } from "../model/terms.ts";
import { utcTime } from "../model/time.ts";
import { percentOf, percentOfShare } from "../model/units.ts";
import { amountInWords } from "../model/words.ts";

/** A licence that is in force, or will be. */
export type LiveLicence = {
  id: bigint;
  /** The licence that it is a sublicence of; undefined if the work's controller granted it. */
  parent: bigint | undefined;
  holder: Address;
  /** The name of its terms. */
  terms: Hex;
  exclusivity: Exclusivity;
  /** Whether terms with rules of their own can end it. */
  ruled: boolean;
  seats: number;
  /** Seconds since 1970; `endsAt` also by those above it, and 2^40 - 1 for no end. */
  start: number;
  endsAt: number;
};

/** An offer that can be bought, or that counts again once its licensor controls the work again. */
export type LatentOffer = {
  id: Hex;
  licensor: Address;
  terms: Hex;
  currency: Address;
  price: bigint;
  /** Seconds since 1970; 2^40 - 1 for no end. */
  closes: number;
  state: OfferState;
};

/** Everything on the chain that hangs on a work at a block: what a buyer takes over, and what stays with others. */
export type Encumbrances = {
  chainId: number;
  work: bigint;
  /** What it holds for. Time in seconds since 1970. */
  block: { number: number; hash: Hex; time: number };
  controller: Address;
  /** Counted from 1 for the registration, and the hash that ends the chain of versions. */
  version: number;
  head: Hex;
  /** Licences that were ever granted, and how often any was granted or renewed. */
  granted: number;
  changes: number;
  /** In force or to come, the first first. */
  licences: readonly LiveLicence[];
  /** Of the work itself: those of sublicences are their licensors' own. */
  offers: readonly LatentOffer[];
  /** What earlier works get of everything that the work receives, in parts per billion. */
  upstream: readonly { parent: bigint; share: number }[];
  /** What of that was not settled yet, in currencies in which something is. */
  owed: readonly { currency: Address; amount: bigint }[];
  /** Notices of breach that can still end a licence. Times in seconds since 1970. */
  notices: readonly { licence: bigint; state: NoticeState; cures: number; until: number }[];
  /** Who may act for the controller, who would be the buyer's no more. */
  agents: readonly { account: Address; agent: Address; until: number }[];
  /** The balances of royalty units, the largest first, and what nobody took yet. */
  units: readonly { account: Address; units: number }[];
  untaken: number;
  /** What sellers of its token are asked to pay to its till, in hundredths of a per cent. */
  resaleRoyalty: number;
};

const until = (time: number) => (time >= forever ? "without an end" : `until ${utcTime(time, "second")}`);

const lower = (address: Address) => address.toLowerCase();

function licenceLine({ id, parent, holder, terms, exclusivity, ruled, seats, start, endsAt }: LiveLicence): string {
  const under = parent === undefined ? "" : `, under licence ${serialOf(parent)}`;
  const kind = exclusivity === "non-exclusive" ? "" : `, ${exclusivity}`;
  return `- Licence ${licenceNumberOf(id)} of ${lower(holder)}${under}: terms ${terms}${kind}, ${count(seats, "seat")}, from ${utcTime(start, "second")} ${until(endsAt)}${ruled ? ", with duties" : ""}.`;
}

function offerLine({ id, licensor, terms, currency, price, closes, state }: LatentOffer): string {
  const asleep = state === "lapsed" ? ", which sleeps" : "";
  return `- Offer ${id} of ${lower(licensor)}${asleep}: terms ${terms}, ${amountInWords(price, currency)}, ${until(closes)}.`;
}

/** The list in words, one thing a line, as a deed has it. The same list always has the same words. */
export function encumbranceLines(found: Encumbrances): string[] {
  const { block, chainId, granted, licences, offers, upstream, owed, notices, agents, units, untaken } = found;
  const none = (list: readonly unknown[], words: string) => (list.length === 0 ? [words] : []);
  return [
    `This is what block ${grouped(block.number)} of chain ${chainId} says (${utcTime(block.time, "second")}, hash ${block.hash}) of work ${formatId(found.work, "work")}.`,
    `- It is at version ${found.version}, which ends in ${found.head}. ${lower(found.controller)} controls it.`,
    `- ${count(granted, "licence")} of it were granted so far, ${count(licences.length, "is", "are")} in force or to come.`,
    ...licences.map(licenceLine),
    ...none(licences, "- No licence is in force."),
    ...offers.map(offerLine),
    ...none(offers, "- No offer is open, and none sleeps."),
    ...upstream.map(
      ({ parent, share }) =>
        `- Work ${formatId(parent, "work")} gets ${percentOfShare(share)} % of everything that it receives.`,
    ),
    ...none(upstream, "- No earlier work gets a share of what it receives."),
    ...owed.map(({ currency, amount }) => `- It owes earlier works ${amountInWords(amount, currency)} of that now.`),
    ...notices.map(
      ({ licence, state, cures, until: lapses }) =>
        `- Notice of breach of licence ${licenceNumberOf(licence)} was given (${state}): it can be cured ${until(cures)}, and acted on ${until(lapses)}.`,
    ),
    ...none(notices, "- No notice of breach stands that this project's rules know of."),
    ...agents.map(({ account, agent, until: end }) => `- ${lower(agent)} may act for ${lower(account)} ${until(end)}.`),
    ...none(agents, "- Nobody may act for its controller."),
    ...units.map(({ account, units: held }) => `- ${lower(account)} holds ${percentOf(held)} % of the royalty units.`),
    ...(untaken === 0 ? [] : [`- ${percentOf(untaken)} % of the royalty units were not taken by their holders yet.`]),
    `- A resale royalty of ${found.resaleRoyalty / 100} % is asked of sellers of its token.`,
    "- What is not on this chain is not in this list: agreements on paper, claims of others, and rights in other registers.",
  ];
}

/** What a work owes earlier ones in a currency. */
export function owedIn({ owed }: Pick<Encumbrances, "owed">, currency: Address): bigint {
  return owed.find((each) => isSameAddress(each.currency, currency))?.amount ?? 0n;
}

/** The units that an account has in a list. */
export function heldBy({ units }: Pick<Encumbrances, "units">, account: Address): number {
  return units.find((each) => isSameAddress(each.account, account))?.units ?? 0;
}
