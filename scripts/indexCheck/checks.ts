import { type Deployment, earlyEndOf, formatId, isOver, shareOf } from "@colophon/sdk";
import {
  agreementsAbi,
  assignmentsAbi,
  complianceAbi,
  licencesAbi,
  offersAbi,
  royaltiesAbi,
  worksAbi,
} from "@colophon/sdk/abi";
import { orderStates } from "@colophon/sdk/assignments";
import { type Address, getContract, type Hex, type PublicClient } from "viem";
import { countedEvents, countLogs } from "../../indexer/countLogs.ts";
import { type Check, compare, compareLogs, compareOne } from "./compare.ts";
import { countLicences, type Row, readRows, type Sample } from "./indexRows.ts";

/** What is held against each other: rows of an index, and the contracts at one block. */
type Held = {
  sample: Sample;
  client: PublicClient;
  /** More nodes of the same chain, which must say the same. */
  others: readonly PublicClient[];
  deployment: Deployment;
  block: number;
};

/** The contracts' views; each is asked with `at`, the block that the index has taken in. */
function viewsOf({ client, deployment: { contracts }, block }: Held) {
  const { works, offers, licences, compliance, royalties, agreements, assignments } = contracts;
  return {
    at: { blockNumber: BigInt(block) },
    works: getContract({ address: works.address, abi: worksAbi, client }).read,
    offers: getContract({ address: offers.address, abi: offersAbi, client }).read,
    licences: getContract({ address: licences.address, abi: licencesAbi, client }).read,
    compliance: getContract({ address: compliance.address, abi: complianceAbi, client }).read,
    royalties: getContract({ address: royalties.address, abi: royaltiesAbi, client }).read,
    agreements: getContract({ address: agreements.address, abi: agreementsAbi, client }).read,
    assignments: getContract({ address: assignments.address, abi: assignmentsAbi, client }).read,
  };
}

const numberOf = (id: Row[string]) => BigInt(String(id));

/** The logs of every block of the contracts' lives up to one, as a node tells them. */
function countAll(client: PublicClient, deployment: Deployment, toBlock: number): Promise<Map<number, number>> {
  const fromBlock = Math.min(...Object.values(deployment.contracts).map(({ block }) => block));
  return countLogs({ client, events: countedEvents(deployment), fromBlock, toBlock });
}

/** Every log of the contracts was handled once. All blocks are looked at: what is left out has no row to draw. */
export async function checkLogs({ sample, client, others, deployment, block }: Held): Promise<Check[]> {
  const table = { list: "blocks", fields: ["number", "hash", "logs"], key: ["number"] };
  const { rows } = await readRows({ ...sample, most: Number.POSITIVE_INFINITY }, table);
  const counts = await countAll(client, deployment, block);
  return [compareLogs(rows, counts, block), ...(await compareNodes(client, others, { deployment, block, counts }))];
}

/** Whether other nodes have the same block and the same logs: one that leaves something out can't be found out alone. */
async function compareNodes(
  client: PublicClient,
  others: readonly PublicClient[],
  { deployment, block, counts }: Pick<Held, "deployment" | "block"> & { counts: ReadonlyMap<number, number> },
): Promise<Check[]> {
  const at = { blockNumber: BigInt(block) };
  const { hash } = await client.getBlock(at);
  const checks = others.map(async (other, i): Promise<Check> => {
    const name = `node ${i + 2} against node 1`;
    const [found, theirs] = await Promise.all([other.getBlock(at), countAll(other, deployment, block)]);
    const blocks = [...new Set([...counts.keys(), ...theirs.keys()])].sort((a, b) => a - b);
    const logs = blocks.filter((number) => counts.get(number) !== theirs.get(number));
    const differences = logs.map((number) => ({
      what: `logs of block ${number}`,
      index: String(counts.get(number) ?? 0),
      chain: String(theirs.get(number) ?? 0),
    }));
    if (found.hash !== hash) differences.unshift({ what: `block ${block}`, index: hash, chain: found.hash });
    return { name, compared: blocks.length + 1, differences };
  });
  return Promise.all(checks);
}

export async function checkWorks(held: Held): Promise<Check[]> {
  const { sample } = held;
  const { at, works, licences, royalties } = viewsOf(held);
  const fields = ["id", "controller", "revisions", "head", "metadataDigest", "shareAlike", "least", "endsHere", "kept"];
  const { rows, total } = await readRows(sample, { list: "works", fields, key: ["id"] });
  const sales = await countLicences(
    sample.indexUrl,
    rows.map(({ id }) => String(id)),
  );
  return [
    compareOne("number of works", total, await works.totalWorks(at)),
    await compare(
      "works",
      rows.map((row) => ({ ...row, sold: sales.get(String(row.id)) ?? 0 })),
      async ({ id }) => {
        const args = [numberOf(id)] as const;
        const [work, kept, sold, bounds] = await Promise.all([
          works.workOf(args, at),
          royalties.keptOf(args, at),
          licences.totalLicences(args, at),
          licences.boundsOf(args, at),
        ]);
        const { controller, revisions, metadataDigest } = work;
        const { least, endsHere } = bounds;
        const asked = { shareAlike: zeroAsNull(bounds.shareAlike), least, endsHere };
        return { controller, revisions, metadataDigest, kept, sold, ...asked };
      },
    ),
  ];
}

const zeroAsNull = (hex: Hex) => (/^0x0+$/.test(hex) ? null : hex);

export async function checkOffers(held: Held): Promise<Check[]> {
  const { at, offers } = viewsOf(held);
  const { rows } = await readRows(held.sample, { list: "offers", fields: ["id", "closed", "sold"], key: ["id"] });
  return [
    await compare("offers", rows, async ({ id }) => {
      const [state, sold] = await offers.offerOf([id as Hex], at);
      return { closed: state === 2, sold };
    }),
  ];
}

export async function checkAgreements(held: Held): Promise<Check[]> {
  const { at, agreements } = viewsOf(held);
  const { rows } = await readRows(held.sample, {
    ...{ list: "agreements", fields: ["id", "time", "ends", "ending"], key: ["id"] },
  });
  return [
    await compare("agreements", rows, async ({ id }) => {
      const [time, ends, ending] = await agreements.recordOf([id as Hex], at);
      return { time, ends, ending };
    }),
  ];
}

/** What was taken of orders, and that the sales of each add up to it. */
export async function checkSales(held: Held): Promise<Check[]> {
  const { at, assignments } = viewsOf(held);
  const all = { ...held.sample, most: Number.POSITIVE_INFINITY };
  const sales = await readRows(all, { list: "assignments", fields: ["order", "units"], key: ["order"] });
  const sold = new Map<string, number>();
  for (const { order, units } of sales.rows) {
    sold.set(String(order), (sold.get(String(order)) ?? 0) + Number(units));
  }
  const { rows } = await readRows(held.sample, {
    ...{ list: "saleOrders", fields: ["id", "taken", "cancelled"], key: ["id"] },
  });
  const withSales = rows.map((row) => ({ ...row, sales: sold.get(String(row.id)) ?? 0 }));
  return [
    await compare("orders", withSales, async ({ id }) => {
      const [state, taken] = await assignments.orderOf([id as Hex], at);
      return { taken, sales: taken, cancelled: orderStates[state] === "cancelled" };
    }),
  ];
}

export async function checkLicences(held: Held): Promise<Check[]> {
  const { at, licences } = viewsOf(held);
  const agreed = ["id", "parent", "holder", "terms", "starts", "ends", "endedAt", "ended", "seats"];
  const fields = [...agreed, "seatsPassedOn", "sublicencesUntil"];
  const { rows } = await readRows(held.sample, { list: "licences", fields, key: ["id"] });
  const { timestamp } = await held.client.getBlock(at);
  // Once all sublicences are over, none of their seats counts.
  const passedOn = (row: Row) => (isOver(Number(row.sublicencesUntil), Number(timestamp)) ? 0 : row.seatsPassedOn);
  return [
    await compare(
      "licences",
      rows.map((row) => ({ ...row, seatsPassedOn: passedOn(row) })),
      async (row) => {
        const args = [numberOf(row.id)] as const;
        const [licence, seatsPassedOn] = await Promise.all([
          licences.licenceOf(args, at),
          licences.seatsPassedOn(args, at),
        ]);
        const { holder, terms, start, end } = licence;
        const parent = licence.parent === 0n ? null : formatId(licence.parent, "licence");
        const ended = earlyEndOf(licence.ended) ?? null;
        const lasts = ended ? { endedAt: end } : { ends: end, endedAt: null };
        // Where nothing asks for them any more, the contract has forgotten the seats.
        const seats = ended && licence.seats === 0 ? undefined : licence.seats;
        return { parent, holder, terms, starts: start, ...lasts, ended, seats, seatsPassedOn };
      },
    ),
  ];
}

/** What was reported, owed and paid under licences. */
export async function checkAccounts(held: Held): Promise<Check[]> {
  const { at, compliance } = viewsOf(held);
  const fields = ["id", "units", "revenue", "owed", "debtPaid", "reports"];
  const { rows } = await readRows(held.sample, { list: "licences", fields, key: ["id"] });
  return [
    await compare("accounts", rows, async ({ id }) => {
      const { units, revenue, owed, paid, reported } = await compliance.accountOf([numberOf(id)], at);
      return { units, revenue, owed, debtPaid: paid, reports: reported };
    }),
  ];
}

/** As the contract numbers the states of a notice; one that was withdrawn is none to it. */
const noticeStates = ["withdrawn", "given", "contested", "upheld", "rejected"];

/** Where the last notice of each licence stands. */
export async function checkNotices(held: Held): Promise<Check[]> {
  const { at, compliance } = viewsOf(held);
  const fields = ["position", "licence", "state", "cures", "until"];
  const { rows } = await readRows(held.sample, { list: "notices", fields, key: ["licence"] });
  const last = new Map<string, Row>();
  for (const row of rows) {
    const known = last.get(String(row.licence));
    if (known === undefined || Number(known.position) < Number(row.position)) last.set(String(row.licence), row);
  }
  return [
    await compare(
      "notices",
      [...last.values()].map((row) => ({ ...row, id: row.licence })),
      async ({ licence }) => {
        const { state, cures, until } = await compliance.noticeOf([numberOf(licence)], at);
        const said = noticeStates[state];
        return said === "withdrawn" ? { state: said } : { state: said, cures, until };
      },
    ),
  ];
}

/** Until when agents may act. */
export async function checkAgents(held: Held): Promise<Check[]> {
  const { at, licences } = viewsOf(held);
  const fields = ["grantor", "account", "agent", "until"];
  const { rows } = await readRows(held.sample, { list: "agents", fields, key: ["grantor", "account", "agent"] });
  return [
    await compare("agents", rows, async ({ grantor, account, agent }) => ({
      until: await licences.agentUntil([numberOf(grantor), account as Address, agent as Address], at),
    })),
  ];
}

export async function checkHoldings(held: Held): Promise<Check[]> {
  const { at, royalties } = viewsOf(held);
  const table = { list: "holdings", fields: ["work", "holder", "taken", "traded"], key: ["work", "holder"] };
  const { rows } = await readRows(held.sample, table);
  return [
    await compare("holdings", rows, async ({ work, holder }) => {
      const [taken, traded] = await royalties.holdingOf([numberOf(work), holder as Address], at);
      return { taken, traded };
    }),
  ];
}

/** What works are made from, and what came of their income: edges and income of a work are drawn together. */
export async function checkIncome(held: Held): Promise<Check[]> {
  const { at, royalties } = viewsOf(held);
  const edges = await readRows(held.sample, { list: "edges", fields: ["work", "parent", "share"], key: ["work"] });
  const shares = Map.groupBy(edges.rows, ({ work }) => String(work));
  const fields = ["work", "currency", "received", "settled"];
  const { rows } = await readRows(held.sample, { list: "incomes", fields, key: ["work"] });
  const of = ({ work, currency }: Row) => [numberOf(work), currency as Address] as const;
  return [
    await compare(
      "edges of a work",
      [...shares].map(([work, list]) => ({ work, edges: spell(list) })),
      async ({ work }) => {
        const parents = await royalties.parentsOf([numberOf(work)], at);
        return { edges: spell(parents.map((it) => ({ parent: formatId(it.work, "work"), share: it.share }))) };
      },
    ),
    await compare(
      "income",
      rows.map(({ work, currency, received }) => ({ work, currency, received })),
      async (row) => ({ received: await royalties.received(of(row), at) }),
    ),
    await compare(
      "settled upstream",
      rows.flatMap((row) => settledRow(row, shares)),
      async (row) => ({ settled: numberOf(row.owed) - (await royalties.unsettled(of(row), at)) }),
    ),
  ];
}

/** What parents were passed on, and are owed of everything received in all: what is not settled yet is the difference. */
function settledRow({ work, currency, received, settled }: Row, shares: Map<string, Row[]>): Row[] {
  const edges = shares.get(String(work));
  if (!edges) return [];
  const owed = edges.reduce((sum, { share }) => sum + shareOf(numberOf(received), share as number), 0n);
  return [{ work, currency, settled, owed: String(owed) }];
}

/** The edges that owe something, in an order that both sides can be brought into. */
function spell(edges: readonly { parent?: unknown; share?: unknown }[]): string {
  const owing = edges.filter(({ share }) => Number(share) !== 0);
  return owing
    .map(({ parent, share }) => `${parent}:${share}`)
    .sort()
    .join(" ");
}

export async function checkProceeds(held: Held): Promise<Check[]> {
  const { at, royalties } = viewsOf(held);
  const fields = ["account", "currency", "credited", "withdrawn"];
  const { rows } = await readRows(held.sample, { list: "proceedss", fields, key: ["account", "currency"] });
  return [
    await compare(
      "proceeds",
      rows.map(({ account, currency, credited, withdrawn }) => ({
        ...{ account, currency },
        waiting: String(numberOf(credited) - numberOf(withdrawn)),
      })),
      async ({ account, currency }) => ({
        waiting: await royalties.proceedsOf([account as Address, currency as Address], at),
      }),
    ),
  ];
}
