import { type Address, getAddress } from "viem";
import { createHolders, HoldersError } from "../core/holders.ts";
import { mostParties } from "../model/agreement.ts";
import { formatId, isSameAddress } from "../model/ids.ts";
import { type SafePlan, safeAddressOf, safeNonceOf } from "../model/safe.ts";
import { percentOf } from "../model/units.ts";
import { fillTemplate } from "./fill.ts";
import { AgreementError, canonicalText } from "./text.ts";

/** Somebody who founds a venture: the account that signs and is paid, a name, and royalty units. */
export type Partner = { account: Address; name: string; units: number };

/** A work in several hands: a Safe of the partners controls it, and each has a share of its income. */
export type Venture = {
  name: string;
  /** In ascending order of their accounts. */
  partners: readonly Partner[];
  /** How many of them must sign for the Safe to act. */
  threshold: number;
};

const mostName = 100;

/** What an error about a partner names as its field. */
const partnerField = (place: number) => ["partner", place].join(" ");

function nameOf(typed: string, field: string, what: string): string {
  const name = canonicalText(typed).trim();
  if (name === "") throw new AgreementError(`${what} has no name yet. Enter one.`, field);
  if (name.length > mostName || name.includes("\n"))
    throw new AgreementError(`“${name.slice(0, 40)}…” must be one line of ${mostName} characters at most.`, field);
  return name;
}

/**
 * A venture that can be founded. Throws an AgreementError whose field is `name`, `partners`, `partner <place>` or
 * `threshold`: a partner twice, shares that are not 100 % together, more signatures than partners.
 */
export function createVenture(given: Venture): Venture {
  const name = nameOf(given.name, "name", "The venture");
  const { threshold } = given;
  if (given.partners.length < 2)
    throw new AgreementError("A venture has two partners at least. Add the others.", "partners");
  if (given.partners.length > mostParties)
    throw new AgreementError(`There can be ${mostParties} partners at most, since all of them sign.`, "partners");
  const named = given.partners.map((partner, i) => ({
    ...partner,
    name: nameOf(partner.name, partnerField(i), `Partner ${i + 1}`),
  }));
  const twice = named.findIndex(({ account }, i) =>
    named.slice(0, i).some((earlier) => isSameAddress(earlier.account, account)),
  );
  if (twice >= 0)
    throw new AgreementError(
      `${named[twice]?.account} is named twice. Put both shares into one line.`,
      partnerField(twice),
    );
  if (!Number.isSafeInteger(threshold) || threshold < 1 || threshold > named.length)
    throw new AgreementError(
      `${threshold} signatures can't be asked of ${named.length} partners. Choose a whole number from 1 to ${named.length}.`,
      "threshold",
    );
  try {
    const { holders } = createHolders(named);
    const partners = holders.flatMap(({ account: held }) => {
      const partner = named.find(({ account }) => isSameAddress(account, held));
      return partner ? [{ ...partner, account: getAddress(held) }] : [];
    });
    return { name, partners, threshold };
  } catch (error) {
    if (error instanceof HoldersError) throw new AgreementError(error.shortMessage, "partners");
    throw error;
  }
}

/** The Safe of a venture, which follows from its name, its partners and how many of them must sign. */
export function ventureSafeOf({ name, partners, threshold }: Venture): SafePlan & { address: Address } {
  const plan = { owners: partners.map(({ account }) => account), threshold, nonce: safeNonceOf(name) };
  return { ...plan, address: safeAddressOf(plan) };
}

export type VentureWords = {
  work: bigint;
  chainId: number;
  /** How many days a partner may think a question over. */
  days: string;
  /** Which law applies, and who decides disputes. */
  law: string;
  courts: string;
};

/** What the partners sign, for draftAgreement: a collaboration with shares, which names the work and its Safe. */
export function ventureWords(venture: Venture, { work, chainId, days, law, courts }: VentureWords): string {
  const { name, partners, threshold } = venture;
  const { address } = ventureSafeOf(venture);
  return fillTemplate("collaboration", {
    people: partners.map((each) => `- ${each.name}, with the account ${each.account.toLowerCase()}`).join("\n"),
    work: [
      `“${name}”, registered with Colophon as the work ${formatId(work, "work")} on chain ${chainId}.`,
      `It is controlled by the Safe ${address.toLowerCase()}. The Safe acts when ${threshold} of the ${partners.length} authors' accounts sign.`,
    ].join("\n"),
    shares: partners.map((each) => `${each.account} ${percentOf(each.units)}`).join("\n"),
    decisions: "safe",
    ...{ days, law, courts },
  });
}
