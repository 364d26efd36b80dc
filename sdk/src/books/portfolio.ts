import { type Address, getAbiItem } from "viem";
import { worksAbi } from "../abi/generated.ts";
import { isSameAddress } from "../model/ids.ts";
import { evidenceOf, type VersionEvidence } from "../read/claims.ts";
import type { BlockRef, ReadContext } from "../read/finding.ts";
import { getLogsInRanges, mapLimit } from "../read/logs.ts";
import { type OfferRecord, offersAt } from "../read/offers.ts";
import { type Derivation, derivationsAt, type WorkRecord, type WorkVersion, workAt } from "../read/works.ts";
import { readStatementEvents } from "./events.ts";
import { type Grant, grantsAt } from "./register.ts";
import { checkBalances, royaltyStatement } from "./royalties.ts";
import type { StatementBalance, StatementCheck, StatementEvent } from "./statement.ts";

/** A work with everything that a person who owns or buys a portfolio asks about it. */
export type PortfolioWork = {
  work: WorkRecord;
  /** Since when the claimant provably had the registered version. */
  evidence: VersionEvidence;
  offers: OfferRecord[];
  grants: Grant[];
  parents: Derivation[];
  derivatives: Derivation[];
  /** What it received and what is left of it, in each currency. */
  income: StatementBalance[];
  checks: StatementCheck[];
  /** All that was paid into it, and credited to licensors of it. */
  events: StatementEvent[];
};

const transferEvent = getAbiItem({ abi: worksAbi, name: "Transfer" });

/** The works that an account controls at a block, the first first. */
export async function worksControlledAt(context: ReadContext, owner: Address, block: BlockRef): Promise<WorkRecord[]> {
  const { client, deployment } = context;
  const { address, block: fromBlock } = deployment.contracts.works;
  const args = { to: owner };
  const logs = await getLogsInRanges(client, { address, event: transferEvent, args, fromBlock, toBlock: block.number });
  const ids = [...new Set(logs.map(({ args: { tokenId } }) => tokenId))];
  const works = await mapLimit(ids, 4, (id) => workAt(context, id, block));
  return works.filter((work) => isSameAddress(work?.controller, owner)) as WorkRecord[];
}

/** All that the chain says about one work at a block. */
export async function portfolioWorkAt(context: ReadContext, work: WorkRecord, block: BlockRef): Promise<PortfolioWork> {
  const { id } = work;
  const [evidence, offers, grants, parents, derivatives, events] = await Promise.all([
    evidenceOf(context, work, work.versions[0] as WorkVersion, block),
    offersAt(context, id, block),
    grantsAt(context, { works: [id] }, block),
    derivationsAt(context, { work: id }, block),
    derivationsAt(context, { parent: id }, block),
    readStatementEvents(context, { work: id }, block),
  ]);
  const income: StatementBalance[] = [];
  for await (const part of royaltyStatement(events, { work: id })) {
    if (part.section === "closings") income.push(part.row);
  }
  const checks = await checkBalances(context, income, block, { works: [id] });
  return { work, evidence, offers, grants, parents, derivatives, income, checks, events };
}
