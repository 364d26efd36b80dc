import { formatId, licenceIdOf } from "@colophon/sdk";
import { royaltiesAbi } from "@colophon/sdk/abi";
import { buyCall, type UnderRules } from "@colophon/sdk/calls";
import { isLicensed, type LicenceDetails, readLicence } from "@colophon/sdk/read";
import { baseConditions, type Conditions, conditionsOf, onchainTermsOf, type Terms } from "@colophon/sdk/terms";
import { type Address, parseEther, zeroAddress } from "viem";
import type { PrivateKeyAccount } from "viem/accounts";
import { deployment, publicClient, readContext, testClient } from "./chain.ts";
import { type Author, createAuthor, type RegisteredWork } from "./createAuthor.ts";

export const hour = 3_600;
export const day = 24 * hour;
/** Of one seat of what is sold here. */
export const price = parseEther("0.01");

/** A tenth of the revenue, reported every hour, and nothing that could end the licence. */
export const hourly: Conditions = {
  ...baseConditions,
  tiers: [{ from: 0n, share: 100_000_000, perUnit: 0n }],
  ...{ period: { seconds: hour }, grace: 0, cure: "irrevocable" },
};

type Sold = { work: RegisteredWork; licence: bigint; terms: Terms };

/** A new work, with a licence of it that somebody bought: nobody else could, where it has duties. */
export async function sell(
  author: Author,
  holder: PrivateKeyAccount,
  changes: Partial<Terms>,
  seats = 1,
): Promise<Sold> {
  const work = await author.register({ metadata: { name: "Tide Tables" } });
  const editorial: Partial<Terms> = { uses: ["print"], purposes: ["editorial"], ...changes };
  const { offer, terms } = await author.offer(work, { price, terms: editorial });
  const buyer = await createAuthor(holder);
  await buyer.send(buyCall(deployment, { offer, recipient: holder.address, seats }));
  return { work, licence: licenceIdOf({ work: work.id, serial: 1 }), terms };
}

/** What calls about the duties of a licence are made with. */
export function rulesOf({ licence, terms }: Pick<Sold, "licence" | "terms">): UnderRules {
  const conditions = conditionsOf(terms);
  if (!conditions) throw new Error("These terms have no conditions.");
  return { licence, terms: onchainTermsOf(terms, deployment), conditions };
}

export async function licenceOf(id: bigint): Promise<LicenceDetails> {
  const found = await readLicence(readContext, id);
  if (found.status !== "found") throw new Error(`Licence ${formatId(id, "licence")} is ${found.status}.`);
  return found.value;
}

export async function ask(licence: bigint, account: Address) {
  const found = await isLicensed(readContext, {
    account,
    licence,
    use: "print",
    purpose: "editorial",
    territory: "DE",
  });
  if (found.status !== "found") throw new Error("The contract did not answer.");
  return found.value;
}

export async function reasonOf(licence: bigint, account: Address) {
  return (await ask(licence, account)).reason;
}

export function receivedBy(work: bigint): Promise<bigint> {
  return publicClient.readContract({
    address: deployment.contracts.royalties.address,
    abi: royaltiesAbi,
    functionName: "received",
    args: [work, zeroAddress],
  });
}

export function pathOf(licence: bigint): string {
  return `/licence/${formatId(licence, "licence")}`;
}

export async function pass(seconds: number): Promise<void> {
  await testClient.increaseTime({ seconds });
  await testClient.mine({ blocks: 1 });
}
