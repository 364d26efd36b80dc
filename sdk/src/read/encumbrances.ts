import { type Address, getAbiItem, zeroAddress } from "viem";
import { licencesAbi, offersAbi, royaltiesAbi, worksAbi } from "../abi/generated.ts";
import type { Encumbrances, LatentOffer, LiveLicence } from "../assignments/encumbrances.ts";
import { forever, totalUnits, unlimitedSupply } from "../model/constants.ts";
import { noticeStands } from "../model/states.ts";
import { exclusivities, hasDuties } from "../model/terms.ts";
import { isOver } from "../model/time.ts";
import { agentsAt } from "./agents.ts";
import { type BlockRef, type Finding, isMissingToken, missingLogs, type ReadContext, readAtHead } from "./finding.ts";
import { type LicenceRecord, licenceAt, salesAt } from "./licences.ts";
import { getLogsInRanges, mapLimit } from "./logs.ts";
import { noticesAt } from "./notices.ts";
import { type OfferRecord, offersAt } from "./offers.ts";

const soldEvent = getAbiItem({ abi: offersAbi, name: "LicenceSold" });
const movedEvent = getAbiItem({ abi: royaltiesAbi, name: "Transfer" });

/** How often licences of a work were granted or renewed, from the contract's own slot: bits 32 to 63. */
export function changesOfPage(page: bigint): number {
  return Number(BigInt.asUintN(32, page >> 32n));
}

/** Every licence of a work that was ever granted, sublicences included, the first first. */
async function licencesAt(
  context: ReadContext,
  { offers, granted }: { offers: readonly OfferRecord[]; granted: number },
  block: BlockRef,
): Promise<LicenceRecord[]> {
  const { client, deployment } = context;
  const { address, block: fromBlock } = deployment.contracts.offers;
  const ids = offers.map(({ id }) => id);
  const range = { address, event: soldEvent, fromBlock, toBlock: block.number };
  const sold = ids.length === 0 ? [] : await getLogsInRanges(client, { ...range, args: { offer: ids } });
  // The contract counts them: a node that left one out is found out.
  if (sold.length !== granted) throw missingLogs(`${granted} licences of the work`);
  const numbers = sold.map(({ args }) => args.licence);
  const sales = salesAt(context, numbers, block);
  const records = await mapLimit(numbers, 8, (id) => licenceAt(context, id, sales, block));
  return records.filter((record) => record !== undefined).sort((a, b) => a.serial - b.serial);
}

function liveOf(licence: LicenceRecord, time: number): LiveLicence[] {
  const { id, parent, holder, terms, seats, start, endsAt, state } = licence;
  if ((state !== "running" && state !== "not started") || isOver(endsAt, time)) return [];
  const exclusivity = exclusivities[terms.onchain.exclusivity] ?? "non-exclusive";
  return [{ id, parent, holder, terms: terms.id, exclusivity, ruled: hasDuties(terms.onchain), seats, start, endsAt }];
}

/** Those of the work itself that can be bought, or that count again when their licensor has the work again. */
function latentOf({ id, offer, state, sold }: OfferRecord, time: number): LatentOffer[] {
  const { licensor, terms, currency, price, closes, supply, parent } = offer;
  const over = state === "closed" || (closes !== forever && time >= closes);
  if (parent !== 0n || over || (supply !== unlimitedSupply && sold >= supply)) return [];
  return [{ id, licensor, terms, currency, price, closes, state }];
}

/** The balances of a work's units, from every move of them. */
async function unitsAt({ client, deployment }: ReadContext, work: bigint, block: BlockRef) {
  const { address, block: fromBlock } = deployment.contracts.royalties;
  const range = { address, event: movedEvent, args: { id: work }, fromBlock, toBlock: block.number };
  const held = new Map<Address, bigint>();
  const add = (account: Address, units: bigint) => held.set(account, (held.get(account) ?? 0n) + units);
  for (const { args } of await getLogsInRanges(client, range)) {
    if (args.sender !== zeroAddress) add(args.sender, -args.amount);
    add(args.receiver, args.amount);
  }
  const units = [...held].flatMap(([account, balance]) => (balance > 0n ? [{ account, units: Number(balance) }] : []));
  units.sort((a, b) => b.units - a.units || (a.account.toLowerCase() < b.account.toLowerCase() ? -1 : 1));
  return { units, untaken: totalUnits - units.reduce((sum, each) => sum + each.units, 0) };
}

/** What hangs on a work at a block; undefined if it isn't registered. */
async function encumbrancesAt(
  context: ReadContext,
  { work, currencies = [] }: ReadEncumbrancesParameters,
  block: BlockRef,
): Promise<Encumbrances | undefined> {
  const { client, deployment } = context;
  const { works, licences, royalties } = deployment.contracts;
  const blockNumber = BigInt(block.number);
  const read = { abi: worksAbi, address: works.address, blockNumber } as const;
  const state = await client.readContract({ ...read, functionName: "workOf", args: [work] }).catch((error: unknown) => {
    if (isMissingToken(error)) return undefined;
    throw error;
  });
  if (state === undefined) return undefined;
  const ofLicences = { abi: licencesAbi, address: licences.address, blockNumber } as const;
  const ofRoyalties = { abi: royaltiesAbi, address: royalties.address, blockNumber } as const;
  const [granted, page, offers, parents, units, agents] = await Promise.all([
    client.readContract({ ...ofLicences, functionName: "totalLicences", args: [work] }),
    client.readContract({ ...ofLicences, functionName: "pageOf", args: [work] }),
    offersAt(context, work, block),
    client.readContract({ ...ofRoyalties, functionName: "parentsOf", args: [work] }),
    unitsAt(context, work, block),
    agentsAt(context, { grantor: work, account: state.controller }, block),
  ]);
  const all = await licencesAt(context, { offers, granted }, block);
  const live = all.flatMap((licence) => liveOf(licence, block.time));
  const paid = [zeroAddress, ...currencies, ...offers.map(({ offer }) => offer.currency)];
  const amounts = await mapLimit([...new Set(paid)], 8, async (currency) => {
    const args = [work, currency] as const;
    return { currency, amount: await client.readContract({ ...ofRoyalties, functionName: "unsettled", args }) };
  });
  const noticed = await mapLimit(live, 8, async ({ id, ruled }) => {
    const last = ruled ? (await noticesAt(context, id, block)).at(-1) : undefined;
    if (last?.until === undefined || !noticeStands(last.state)) return [];
    return [{ licence: id, state: last.state, cures: last.cures, until: last.until }];
  });
  return {
    ...{ chainId: deployment.chainId, work, block, controller: state.controller },
    ...{ version: state.revisions + 1, head: state.head, granted, changes: changesOfPage(page) },
    licences: live,
    offers: offers.flatMap((offer) => latentOf(offer, block.time)).reverse(),
    upstream: parents.map(({ work: parent, share }) => ({ parent, share })),
    owed: amounts.filter(({ amount }) => amount > 0n),
    notices: noticed.flat(),
    agents,
    ...units,
    resaleRoyalty: state.resaleRoyalty,
  };
}

export type ReadEncumbrancesParameters = {
  work: bigint;
  /** Currencies that are asked about beside ETH and those of its offers. */
  currencies?: readonly Address[];
};

/** Everything on the chain that hangs on a work now, for a deed: see draftOrder and encumbranceLines. */
export function readEncumbrances(
  context: ReadContext,
  parameters: ReadEncumbrancesParameters,
): Promise<Finding<Encumbrances>> {
  return readAtHead(context, (block) => encumbrancesAt(context, parameters, block));
}
