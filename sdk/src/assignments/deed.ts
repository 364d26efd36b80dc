import { type Address, stringToBytes, zeroAddress } from "viem";
import { canonicalText } from "../agreements/text.ts";
import { randomSalt } from "../content/manifest.ts";
import { forever, totalUnits } from "../model/constants.ts";
import { ColophonError } from "../model/errors.ts";
import { formatId, isSameAddress, licenceNumberOf } from "../model/ids.ts";
import { count, grouped } from "../model/numbers.ts";
import { mostStanding, type Order, type OrderPlace } from "../model/order.ts";
import { utcTime } from "../model/time.ts";
import { percentOf } from "../model/units.ts";
import { amountInWords, inList, words } from "../model/words.ts";
import { type Encumbrances, encumbranceLines, heldBy, owedIn } from "./encumbrances.ts";

/** An order that can't be made or signed: nothing sold, nobody named, a price that is none, words that deceive. */
export class OrderError extends ColophonError {
  override name = "OrderError";
  /** The field that is wrong; undefined for the order as a whole. */
  readonly field: keyof Order | "words" | undefined;

  constructor(sentence: string, field?: keyof Order | "words") {
    super(sentence);
    this.field = field;
  }
}

/** An order without its deed: the facts, which the end of the deed says in words. */
type OrderFacts = Omit<Order, "deed">;

/** As much as a deed may have, in bytes: about 500 licences in force. */
const mostDeed = 131_072;

/** Where the list begins in every deed, and where the facts. No deed has headings of these names of its own. */
const [listHeading, factsHeading] = ["## What the work carries", "## What is signed here"];

const moment = (seconds: number) => utcTime(seconds, "second") ?? "never";

/** What a deed says where the parties have no words of their own. */
export function standardDeed({ control, units }: Pick<Order, "control" | "units">): string {
  const sold = control
    ? `The seller assigns to the buyer the work that is named at the end: its token, and with it every right in the work that the seller has and can assign. Where the law does not let a right be assigned, the buyer gets an exclusive licence of it for as long as it lasts, at no further price.${
        units === 0
          ? " The seller keeps all royalty units."
          : ` With it the buyer gets ${percentOf(units)} % of the royalty units.`
      }`
    : "The seller sells royalty units of the work that is named at the end: shares of its income. They give no right to use the work, and no say in who may.";
  const licensor = control
    ? " From the sale on the buyer is their licensor. Offers of the seller sleep, and quotes of the seller can be bought no more."
    : "";
  return [
    control ? "# Assignment of a work" : "# Sale of royalty units",
    "## What is sold",
    sold,
    "## What stays as it is",
    `Licences that were granted before live on, as long as they last.${licensor} Money that came in before the sale belongs to those who had the royalty units then. What the work owes earlier works stays owed.`,
    "## What the seller says",
    "The list below is what the chain says at its block. The seller granted nothing else in the work, to nobody, and knows of no claim by others that it does not name.",
  ].join("\n\n");
}

/** The facts in words, the same for everybody: what the contract holds the order to. */
function factLines({ chainId, assignments }: OrderPlace, facts: OrderFacts): string[] {
  const { work, control, units, seller, buyer, currency, price, resaleRoyalty, standing } = facts;
  const { version, licences, changes, owed, opens, closes, salt } = facts;
  const open = isSameAddress(buyer, zeroAddress);
  return [
    `- The work is number ${formatId(work, "work")} on chain ${chainId}.`,
    control ? "- Its token is sold, which controls it." : "- Its token is not sold.",
    `- ${percentOf(units)} % of its royalty units are sold (${grouped(units)} of ${grouped(totalUnits)}).${control || units === 0 ? "" : " They can be taken in parts, each at its part of the price."}`,
    `- The seller is the account ${seller.toLowerCase()}.`,
    open ? "- The buyer is whoever pays." : `- The buyer is the account ${buyer.toLowerCase()}.`,
    `- The price is ${price === 0n ? "nothing" : amountInWords(price, currency)}.`,
    resaleRoyalty
      ? "- What the work asks of resales goes from the price to its till."
      : "- Nothing of the price goes to the work's till.",
    `- It can be taken from ${moment(opens)}${closes >= forever ? "" : `, and no longer at ${moment(closes)}`}.`,
    `- It can be taken only while the work is at version ${version}, no more than ${count(licences, "licence")} of it were ever granted, they were granted or renewed no more than ${count(changes, "time")}, and the work owes earlier works no more than ${amountInWords(owed, currency)} before it is settled.`,
    ...(standing.length === 0
      ? []
      : [
          `- It can be taken only while none of these licences has ended early or is under notice of breach: ${inList(standing.map(licenceNumberOf))}.`,
        ]),
    `- It is taken by the contract ${assignments.toLowerCase()} on chain ${chainId}, which checks all of this.`,
    "- A signature shows that whoever has the account's key agreed to these words. Who that is, and whether the words bind them, it does not show. Some countries want more for an assignment: paper, a form, a register.",
    `- Reference: ${salt.slice(2)}`,
  ];
}

/** What the contract would refuse of the facts, in a sentence; undefined if nothing. */
function orderFactsProblem(facts: OrderFacts): { field: keyof OrderFacts; sentence: string } | undefined {
  const { control, units, seller, buyer, opens, closes, standing } = facts;
  const wrong = (field: keyof OrderFacts, sentence: string) => ({ field, sentence });
  if (!Number.isInteger(units) || units < 0 || units > totalUnits)
    return wrong("units", `${grouped(units)} units are sold; there are ${grouped(totalUnits)}.`);
  if (!control && units === 0) return wrong("units", "nothing is sold: choose the work, royalty units, or both.");
  if (isSameAddress(seller, zeroAddress)) return wrong("seller", "nobody can sell as the zero address.");
  if (control && isSameAddress(buyer, zeroAddress))
    return wrong("buyer", "control of a work needs a named buyer. Only royalty units can be sold to whoever pays.");
  if (isSameAddress(seller, buyer)) return wrong("buyer", `${words.account(buyer)} would buy from itself.`);
  if (opens >= closes) return wrong("closes", "it would close before it opens.");
  if (standing.length > mostStanding)
    return wrong("standing", `${standing.length} licences must stand; there can be ${mostStanding}.`);
  const stranger = standing.find((licence) => licence >> 32n !== facts.work);
  if (stranger !== undefined) return wrong("standing", `${words.licence(stranger)} is of another work.`);
  return undefined;
}

/** A deed: the words, the list of what the work carries, and the facts said in words. Throws an OrderError. */
function deedText(place: OrderPlace, own: string, list: readonly string[], facts: OrderFacts): string {
  const reserved = [listHeading, factsHeading].find((heading) => `\n${own}\n`.includes(`\n${heading}\n`));
  if (reserved !== undefined)
    throw new OrderError(
      `The words have the heading “${reserved.slice(3)}”, which is kept for what the program writes. Call it something else.`,
      "words",
    );
  const parts = [own.trim(), `${listHeading}\n\n${list.join("\n")}`];
  const text = canonicalText(`${parts.join("\n\n")}\n\n${factsHeading}\n\n${factLines(place, facts).join("\n")}`);
  const { length } = stringToBytes(text);
  if (length > mostDeed)
    throw new OrderError(
      `The deed has ${grouped(length)} bytes, and wallets show up to about ${grouped(mostDeed)}. Shorten your words; if the list alone is so long, wait until licences have ended, or sell on paper.`,
      "words",
    );
  return text;
}

export type DraftOrderParameters = OrderPlace & {
  /** What the work carries, as the deed lists it: see readEncumbrances. */
  encumbrances: Encumbrances;
  seller: Address;
  /** Nobody in particular when missing, which is possible only for royalty units. */
  buyer?: Address;
  control: boolean;
  /** Royalty units, of 100,000,000. */
  units: number;
  /** An ERC-20 token, or the zero address for ETH. */
  currency: Address;
  /** For all of it, in the currency's smallest unit; 0 if the deed names another consideration. */
  price: bigint;
  resaleRoyalty?: boolean;
  /** Seconds since 1970: it can be taken from, and no longer at. */
  opens: number;
  closes: number;
  /** How many more licences may be granted or renewed until it is taken; none when missing. */
  room?: number;
  /** The parties' own words in place of standardDeed. */
  words?: string;
  /** 32 bytes; at random when missing. */
  salt?: Order["salt"];
};

/**
 * An order of what a work is and carries at a block. It can be taken only as long as that holds: beyond `room`, nothing
 * may be licensed or renewed. The licences with duties that are not under notice must go on to stand, at most 32 of them.
 * Throws an OrderError that names what is missing or wrong.
 */
export function draftOrder(parameters: DraftOrderParameters): Order {
  const { encumbrances, seller, control, units, currency, price, opens, closes, room = 0 } = parameters;
  const { work, version, granted, changes, licences, notices, controller } = encumbrances;
  const held = heldBy(encumbrances, seller);
  if (held < units)
    throw new OrderError(
      `${words.account(seller)} holds ${percentOf(held)} % of the royalty units, and ${percentOf(units)} % would be sold. Take the units first, or sell fewer.`,
      "units",
    );
  if (control && !isSameAddress(controller, seller))
    throw new OrderError(
      `${words.account(seller)} does not control the work; ${words.account(controller)} does. Sell it from that account.`,
      "seller",
    );
  const noticed = new Set(notices.map(({ licence }) => licence));
  const facts: OrderFacts = {
    ...{ work, control, units, seller, currency, price, version, opens, closes },
    buyer: parameters.buyer ?? zeroAddress,
    resaleRoyalty: parameters.resaleRoyalty ?? false,
    licences: granted + room,
    changes: changes + room,
    owed: owedIn(encumbrances, currency),
    standing: licences
      .filter(({ ruled, id }) => ruled && !noticed.has(id))
      .map(({ id }) => id)
      .slice(0, mostStanding),
    salt: parameters.salt ?? randomSalt(),
  };
  const problem = orderFactsProblem(facts);
  if (problem) throw new OrderError(`This can't be sold: ${problem.sentence}`, problem.field);
  const own = parameters.words ?? standardDeed(facts);
  return { deed: deedText(parameters, own, encumbranceLines(encumbrances), facts), ...facts };
}

function partsOf(deed: string): { own: string; list: string[] } | undefined {
  const [own, rest, ...more] = `\n${deed}`.split(`\n${listHeading}\n\n`);
  const [list, facts, ...others] = (rest ?? "").split(`\n\n${factsHeading}\n`);
  if (own === undefined || list === undefined || facts === undefined || more.length + others.length > 0)
    return undefined;
  return { own: own.trim(), list: list.split("\n") };
}

/** What is wrong with an order, in a sentence; undefined if it is sound and its deed and its facts are the same. */
export function orderProblem(place: OrderPlace, order: Order): { field: keyof Order; sentence: string } | undefined {
  const { deed, ...facts } = order;
  const problem = orderFactsProblem(facts);
  if (problem) return problem;
  const parts = partsOf(deed);
  if (!parts)
    return { field: "deed", sentence: `the deed has no “${listHeading.slice(3)}” and “${factsHeading.slice(3)}”.` };
  try {
    if (deed === deedText(place, parts.own, parts.list, facts)) return undefined;
  } catch (error) {
    if (error instanceof ColophonError) return { field: "deed", sentence: error.shortMessage };
    throw error;
  }
  return { field: "deed", sentence: "the deed says other facts than those that are signed. Do not sign it." };
}

/** What a deed lists of what the work carries, a line each. */
export function listOfDeed({ deed }: Pick<Order, "deed">): string[] {
  return partsOf(deed)?.list ?? [];
}

/** The words of a deed, without the list and the facts. */
export function wordsOfDeed({ deed }: Pick<Order, "deed">): string {
  return partsOf(deed)?.own ?? deed;
}
