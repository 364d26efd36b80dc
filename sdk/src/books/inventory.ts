import type { Address } from "viem";
import { forever } from "../model/constants.ts";
import { day } from "../model/time.ts";
import type { BlockRef, ReadContext } from "../read/finding.ts";
import {
  blockBefore,
  type DocumentRow,
  type DocumentSection,
  documentHead,
  type StatementDocument,
} from "./document.ts";
import { type PortfolioWork, portfolioWorkAt, worksControlledAt } from "./portfolio.ts";
import { licensedScope } from "./register.ts";

/** The tables of an inventory. */
const sections: readonly DocumentSection[] = [
  {
    id: "works",
    title: "Works",
    intro: "Every work that the account controls at the block above, the first first.",
    columns: [
      { id: "work", title: "Work", kind: "work" },
      { id: "name", title: "Name", kind: "text", note: "as its metadata says, if it was at hand" },
      { id: "category", title: "Category", kind: "text" },
      { id: "claimant", title: "Claimant", kind: "address" },
      { id: "time", title: "Registered", kind: "time" },
      {
        id: "proven",
        title: "Provably held since",
        kind: "time",
        note: "its stamp, if it has one; else its registration",
      },
      {
        id: "stages",
        title: "Stage",
        kind: "list",
        note: "stamped before it was registered, registered, offered now, licensed now, earning, derivative of others, made into others",
      },
      { id: "revisions", title: "Revisions", kind: "count" },
      { id: "openOffers", title: "Offers open", kind: "count" },
      { id: "licences", title: "Licences in force", kind: "count" },
      { id: "derivativeWorks", title: "Works made from it", kind: "count" },
      { id: "upstream", title: "Owed to earlier works", kind: "share", note: "of everything it receives" },
    ],
  },
  {
    id: "grants",
    title: "Licences in force and their remaining life",
    intro:
      "Sole and exclusive ones stand in the way of others for the same act, purpose, territory, field and time until they end.",
    columns: [
      { id: "work", title: "Work", kind: "work" },
      { id: "licence", title: "Licence", kind: "licence" },
      { id: "holder", title: "Held by", kind: "address" },
      { id: "exclusivity", title: "Exclusivity", kind: "text" },
      { id: "uses", title: "Uses", kind: "list" },
      { id: "purposes", title: "For", kind: "list" },
      { id: "territories", title: "Where", kind: "list" },
      { id: "field", title: "Field", kind: "text" },
      { id: "end", title: "Until before", kind: "time" },
      { id: "daysLeft", title: "Days left", kind: "count", note: "whole days after the block above; empty for no end" },
    ],
  },
  {
    id: "income",
    title: "Income",
    intro: "What each work received in its lifetime, in each currency: Royalties.received.",
    columns: [
      { id: "work", title: "Work", kind: "work" },
      { id: "currency", title: "Currency", kind: "currency" },
      { id: "received", title: "Received", kind: "amount" },
      { id: "entitled", title: "Belongs to its holders", kind: "amount" },
      { id: "withdrawn", title: "Withdrawn by them", kind: "amount" },
      { id: "unsettled", title: "Owed to earlier works", kind: "amount", note: "Royalties.unsettled" },
    ],
  },
  {
    id: "categories",
    title: "By category",
    intro: "How many works, and how many of them are at each stage.",
    columns: [
      { id: "category", title: "Category", kind: "text" },
      { id: "works", title: "Works", kind: "count" },
      { id: "stamped", title: "Stamped before", kind: "count" },
      { id: "offered", title: "Offered now", kind: "count" },
      { id: "licensed", title: "Licensed now", kind: "count" },
      { id: "earning", title: "Earning", kind: "count" },
    ],
  },
];

/** Where a work stands in its life; several hold at a time. */
function stagesOf({ evidence, offers, grants, income, parents, derivatives }: PortfolioWork): string[] {
  return [
    ...(evidence.evidence.kind === "record" ? [] : ["stamped before"]),
    "registered",
    ...(offers.some(({ state }) => state === "open") ? ["offered"] : []),
    ...(grants.some(({ state }) => state === "running") ? ["licensed"] : []),
    ...(income.some(({ received }) => received !== undefined && received > 0n) ? ["earning"] : []),
    ...(parents.length > 0 ? ["derivative"] : []),
    ...(derivatives.length > 0 ? ["made into others"] : []),
  ];
}

function* rowsOf(portfolio: readonly PortfolioWork[], block: BlockRef): Generator<DocumentRow, void> {
  const categories = new Map<
    string,
    { works: number; stamped: number; offered: number; licensed: number; earning: number }
  >();
  for (const entry of portfolio) {
    const { work, evidence, offers, grants, parents, derivatives } = entry;
    const { id, category, claimant, metadata, registered, versions } = work;
    const stages = stagesOf(entry);
    const count = categories.get(category) ?? { works: 0, stamped: 0, offered: 0, licensed: 0, earning: 0 };
    categories.set(category, count);
    const has = (stage: string) => (stages.includes(stage) ? 1 : 0);
    count.works++;
    count.stamped += has("stamped before");
    count.offered += has("offered");
    count.licensed += has("licensed");
    count.earning += has("earning");
    const row = {
      ...{ work: id, name: metadata.status === "found" ? metadata.value.name : undefined, category, claimant, stages },
      ...{ time: registered.time, proven: evidence.evidence.at.time, revisions: versions.length - 1 },
      openOffers: offers.filter(({ state }) => state === "open").length,
      licences: grants.filter(({ state }) => state === "running").length,
      derivativeWorks: derivatives.length,
      upstream: parents.reduce((sum, { share }) => sum + share, 0),
    };
    yield { section: "works", row };
  }
  for (const { work, grants } of portfolio) {
    for (const { id: licence, holder, terms, endsAt: end, state } of grants) {
      if (state !== "running") continue;
      const { derivatives: _, ...scope } = licensedScope(terms);
      const daysLeft = end === forever ? undefined : Math.floor((end - block.time) / day);
      yield {
        section: "grants",
        row: { work: work.id, licence, holder, ...scope, end, daysLeft },
      };
    }
  }
  for (const { income } of portfolio) for (const row of income) yield { section: "income", row };
  for (const [category, row] of categories) yield { section: "categories", row: { category, ...row } };
}

/** The works that an account controls: kind, stage, what is licensed and for how long, and what they earn. */
export async function readInventory(
  context: ReadContext,
  { owner, until }: { owner: Address; until?: number | undefined },
): Promise<StatementDocument> {
  const block = await blockBefore(context, until);
  const head = documentHead(context.deployment, {
    ...{ kind: "inventory", title: "Inventory of works", subject: { owner }, block, sections },
    period: { from: undefined, until },
    limits: ["How long the law protects a work is not in it: that depends on its author and on the country."],
  });
  async function* rows(): AsyncGenerator<DocumentRow, void> {
    const portfolio: PortfolioWork[] = [];
    for (const work of await worksControlledAt(context, owner, block)) {
      portfolio.push(await portfolioWorkAt(context, work, block));
    }
    yield* rowsOf(portfolio, block);
  }
  return { head, rows: rows() };
}
