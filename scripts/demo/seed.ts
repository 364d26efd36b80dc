import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type Deployment, type Offer, type Opening, parseDeployment } from "@colophon/sdk";
import { offersAbi, royaltiesAbi, worksAbi } from "@colophon/sdk/abi";
import {
  approveCall,
  batchCall,
  buyCall,
  type Call,
  defineTermsCall,
  offerTypedData,
  publishOfferCall,
  registerCall,
  reportUsageCall,
  stampCall,
  takeUnitsCall,
} from "@colophon/sdk/calls";
import { readStamp } from "@colophon/sdk/read";
import { createQuote, type Quote, quoteDocumentOf, royaltyFor } from "@colophon/sdk/terms";
import { type Address, getAbiItem, getAddress, parseAbi, parseEther, parseUnits, zeroAddress } from "viem";
import { catalogue, sublicence } from "./catalogue.ts";
import { type DemoFiles, loadFiles } from "./files.ts";
import { leavePapers } from "./papers.ts";
import { connectPeople, type DemoChain, type Person, people } from "./people.ts";
import { offerOf, type PreparedOffer, type PreparedWork, prepareOffer, prepareWork, workOf } from "./prepareWork.ts";

/** What the quote for Maya Chen is called in the folder. */
const quoteFile = "for-maya-chen.colophon-quote.json";

type SeedParameters = {
  rpcUrl: string;
  /** What deployments/31337.json holds. */
  deployment: unknown;
  /** The play money, which anybody can make. */
  token: { address: string };
  /** Where public files go. */
  store: { put: (bytes: Uint8Array) => Promise<unknown> };
  /** Where the files of the works and their openings are left, for people to try things with. */
  folder?: string;
};

/**
 * Loads the demo catalogue into a local chain and its content store. What is there already is left as it is, so it
 * may run any number of times, and goes on where it was interrupted. On any other chain it does nothing and throws.
 */
export async function seed({ rpcUrl, token, store, folder, ...given }: SeedParameters): Promise<PreparedWork[]> {
  const chain = await connectPeople(rpcUrl);
  const deployment = parseDeployment(given.deployment);
  if (deployment.chainId !== 31337) {
    throw new Error(`The deployment is of chain ${deployment.chainId}, not of the local one. Nothing was sent.`);
  }
  const currency = getAddress(token.address);
  const works: PreparedWork[] = [];
  const loaded = new Map<string, DemoFiles>();
  for (const work of catalogue) {
    const files = await loadFiles(work, folder);
    loaded.set(work.slug, files);
    const { madeUnder } = work;
    const source = madeUnder && offerOf(works, madeUnder.slug, madeUnder.key);
    const sources = source ? [(await buyLicence(chain, deployment, work.claimant, source)).licence] : [];
    const prepared = await prepareWork(work, files, { deployment, token: currency, sources });
    for (const bytes of prepared.published) await store.put(bytes);
    const opening = await recordWork(chain, deployment, prepared);
    if (folder) {
      await mkdir(folder, { recursive: true });
      await writeFile(join(folder, `${work.slug}.colophon.json`), `${JSON.stringify(opening, null, 2)}\n`);
    }
    works.push(prepared);
  }
  await liveALittle(chain, deployment, works, { token: currency, store });
  if (folder) {
    const quote = await quoteForMaya(deployment, works, currency);
    await writeFile(join(folder, quoteFile), `${quoteDocumentOf(quote)}\n`);
    const { licence } = await buyLicence(chain, deployment, people.maya, offerOf(works, "low-water", "editorial"));
    const files = loaded.get("low-water")?.files ?? [];
    const licensed = { work: workOf(works, "low-water"), licence, files };
    await leavePapers({ chain, deployment, folder, licensed, sold: workOf(works, "ebb") });
  }
  return works;
}

/** Stamps a work, registers it in a later block and publishes its offers, as far as that was not done before. */
async function recordWork(chain: DemoChain, deployment: Deployment, work: PreparedWork): Promise<Opening> {
  const { client, send } = chain;
  const { works, offers } = deployment.contracts;
  const { opening, claimant } = work;

  const known = await readStamp({ client, deployment }, opening.commitment);
  if (known.status === "unknown") throw known.cause;
  if (known.status === "not-found") await send(claimant, stampCall(deployment, opening));
  const stamp = known.status === "found" ? known : await readStamp({ client, deployment }, opening.commitment);
  if (stamp.status !== "found") throw new Error(`The stamp of ${work.slug} is not on the chain.`);

  const isRegistered = await client.readContract({
    ...works,
    abi: worksAbi,
    functionName: "isRegistered",
    args: [work.id],
  });
  const steps: Call[] = isRegistered ? [] : [registerCall(deployment, work)];
  const controller = isRegistered
    ? await client.readContract({ ...works, abi: worksAbi, functionName: "ownerOf", args: [work.id] })
    : claimant.account.address;
  for (const { id, offer, terms } of work.offers) {
    const [state] = await client.readContract({ ...offers, abi: offersAbi, functionName: "offerOf", args: [id] });
    // Whoever got the work since then decides about its offers.
    if (state !== 0 || controller !== claimant.account.address) continue;
    steps.push(defineTermsCall(deployment, { terms }), publishOfferCall(deployment, { offer }));
  }
  if (steps.length > 0) await send(claimant, batchCall(deployment, steps));

  const { transaction, block, time } = stamp.value.at;
  return { ...opening, stamp: { transaction, block, time } };
}

/** A person's licence under an offer, bought unless they have it already. */
async function buyLicence(
  { client, send }: DemoChain,
  deployment: Deployment,
  person: Person,
  { id, offer }: PreparedOffer,
): Promise<{ licence: bigint; isNew: boolean }> {
  const { offers } = deployment.contracts;
  const find = async () => {
    const [sold] = await client.getLogs({
      address: offers.address,
      event: getAbiItem({ abi: offersAbi, name: "LicenceSold" }),
      args: { offer: id, buyer: person.account.address },
      fromBlock: BigInt(offers.block),
    });
    return sold?.args.licence;
  };
  const had = await find();
  if (had !== undefined) return { licence: had, isNew: false };
  const { currency, price } = offer;
  if (currency !== zeroAddress) await send(person, approveCall(deployment, { currency, amount: price }));
  await send(person, buyCall(deployment, { offer, recipient: person.account.address }));
  const licence = await find();
  if (licence === undefined) throw new Error(`${person.name} bought under ${id}, and there is no licence.`);
  return { licence, isNew: true };
}

/** How many days pass while the catalogue is loaded, so that there is something to report and something late. */
export const demoDays = 62;

const tokenAbi = parseAbi([
  "function mint(address to, uint256 amount)",
  "event Transfer(address indexed from, address indexed to, uint256 value)",
]);

/**
 * Something to see on every page: pocket money, licences, one of them exclusive, a co-author who has taken his share,
 * money under way to the work another is made from and in a till, a sublicence, usage reports, a debt, and a report that
 * is missing.
 */
async function liveALittle(
  chain: DemoChain,
  deployment: Deployment,
  works: readonly PreparedWork[],
  { token, store }: { token: Address; store: SeedParameters["store"] },
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

  const cards = offerOf(works, sublicence.slug, sublicence.under);
  const { licence: parent, isNew } = await buy(maya, cards);
  if (!isNew) return;
  const { by, to, offer } = sublicence;
  const { id: work } = workOf(works, sublicence.slug);
  const postcards = prepareOffer(offer, { work, parent, licensor: by, deployment, token });
  await store.put(postcards.deed);
  const { terms } = postcards;
  const steps = [defineTermsCall(deployment, { terms }), publishOfferCall(deployment, postcards)];
  await send(by, batchCall(deployment, steps));
  const { licence: below } = await buy(to, postcards);

  // One period is reported and paid for, the next one is not. Of what is owed for the postcards, a part stays a debt.
  await chain.pass(demoDays / 2);
  await report(chain, deployment, maya, { offer: cards, licence: parent, units: 40n, revenue: "320" });
  await report(chain, deployment, to, { offer: postcards, licence: below, units: 600n, revenue: "150", pays: "10" });
  await chain.pass(demoDays / 2);
}

type DemoReport = {
  offer: PreparedOffer;
  licence: bigint;
  units: bigint;
  /** In the play money, as people write it. */
  revenue: string;
  /** What is paid with it, in the play money; all that it owes if missing. */
  pays?: string;
};

/** Reports the first period of a licence. */
async function report({ send }: DemoChain, deployment: Deployment, person: Person, told: DemoReport): Promise<void> {
  const { offer, licence, units, pays } = told;
  const { terms, conditions } = offer;
  if (!conditions) throw new Error(`The offer “${offer.key}” asks for no reports.`);
  const usage = { units, revenue: parseUnits(told.revenue, 6) };
  const amount = pays === undefined ? royaltyFor(conditions, { units: 0n, revenue: 0n }, usage) : parseUnits(pays, 6);
  await send(person, approveCall(deployment, { currency: conditions.currency, amount }));
  const parameters = { licence, terms, conditions, report: { period: 0, ...usage }, payment: { amount } };
  await send(person, reportUsageCall(deployment, parameters));
}

/** A price that Ines made for Maya alone: three seats of the commercial licence, below the price on the page. */
async function quoteForMaya(deployment: Deployment, works: readonly PreparedWork[], token: Address): Promise<Quote> {
  const { ines, maya } = people;
  const [slug, key] = ["low-water", "commercial"] as const;
  const terms = catalogue.find((work) => work.slug === slug)?.offers.find((offer) => offer.key === key)?.terms;
  if (!terms) throw new Error(`The catalogue has no ${key} terms for ${slug}.`);
  const offer: Offer = {
    ...offerOf(works, slug, key).offer,
    buyer: maya.account.address,
    currency: token,
    price: parseUnits("320", 6),
    supply: 3,
  };
  const signature = await ines.account.signTypedData(offerTypedData(deployment, { offer }));
  return createQuote(deployment, { offer, terms, signature });
}
