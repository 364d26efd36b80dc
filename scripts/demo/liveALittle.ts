import {
  approveCall,
  type Deployment,
  dueForReport,
  reportUsageCall,
  royaltiesAbi,
  takeUnitsCall,
} from "@colophon/sdk";
import { type Address, getAbiItem, parseAbi, parseEther, parseUnits, zeroAddress } from "viem";
import { buyLicence } from "./buyLicence.ts";
import type { DemoChain } from "./connectPeople.ts";
import { demoDays } from "./demoDays.ts";
import { offerOf } from "./offerOf.ts";
import { type Person, people } from "./people.ts";
import type { PreparedOffer, PreparedWork } from "./prepareWork.ts";
import { workOf } from "./workOf.ts";

const tokenAbi = parseAbi([
  "function mint(address to, uint256 amount)",
  "event Transfer(address indexed from, address indexed to, uint256 value)",
]);

/**
 * Something to see on every page: pocket money, licences, one of them exclusive, a co-author who has taken his share,
 * money under way to the work another is made from and in a till, a usage report, and one that is missing.
 */
export async function liveALittle(
  chain: DemoChain,
  deployment: Deployment,
  works: readonly PreparedWork[],
  token: Address,
): Promise<void> {
  const { client, send } = chain;
  const { royalties } = deployment.contracts;
  const { ines, tomas, maya } = people;

  const give = async (person: Person, amount: string) => {
    const given = await client.getLogs({
      address: token,
      event: getAbiItem({ abi: tokenAbi, name: "Transfer" }),
      args: { from: zeroAddress, to: person.account.address },
      fromBlock: 0n,
    });
    if (given.length > 0) return;
    const args = [person.account.address, parseUnits(amount, 6)] as const;
    await send(person, { address: token, abi: tokenAbi, functionName: "mint", args });
  };

  const buy = (person: Person, offer: PreparedOffer) => buyLicence(chain, deployment, person, offer);

  const take = async (person: Person, { id, holders }: PreparedWork) => {
    if (!holders) return;
    const holder = person.account.address;
    const [taken] = await client.readContract({
      address: royalties.address,
      abi: royaltiesAbi,
      functionName: "holdingOf",
      args: [id, holder],
    });
    if (taken > 0n) return;
    await send(person, takeUnitsCall(deployment, { work: id, holder, proof: holders.proofOf(holder) }));
  };

  /** As if somebody had sent what a resale owes straight to the work's own address. */
  const putIntoTill = async ({ id }: PreparedWork) => {
    const till = await client.readContract({
      address: royalties.address,
      abi: royaltiesAbi,
      functionName: "tillOf",
      args: [id],
    });
    if ((await client.getBalance({ address: till })) === 0n) await chain.give(maya, till, parseEther("0.02"));
  };

  await give(maya, "2500");
  await give(tomas, "400");
  await give(ines, "400");
  await buy(maya, offerOf(works, "low-water", "editorial"));
  await buy(maya, offerOf(works, "lantern-song", "sync"));
  await take(tomas, workOf(works, "low-water"));
  // Whoever wants to translate the story into German now reads who has that right, and until when.
  await buy(maya, offerOf(works, "the-last-page", "german edition"));
  // A tenth of this is on its way to Lantern Song, until somebody settles it.
  await buy(ines, offerOf(works, "words-for-lantern-song", "remix"));
  await putIntoTill(workOf(works, "low-water"));

  const cards = offerOf(works, "ferrow-marsh", "cards and prints");
  const { licence, isNew } = await buy(maya, cards);
  if (!isNew) return;
  // One period is reported and paid for, the next one is not.
  await chain.pass(demoDays / 2);
  const { terms } = cards;
  const usage = { units: 40n, revenue: parseUnits("320", 6) };
  const amount = dueForReport(terms, usage);
  await send(maya, approveCall(deployment, { currency: terms.currency, amount }));
  await send(maya, reportUsageCall(deployment, { licence, terms, period: 0, ...usage }));
  await chain.pass(demoDays / 2);
}
