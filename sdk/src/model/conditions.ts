import { type Address, encodeAbiParameters, type Hex, keccak256, zeroHash } from "viem";
import { allShares } from "./constants.ts";
import { addMonths } from "./time.ts";

/** How a royalty is counted from what came before it, cumulatively over the life of a licence. */
export type Tier = {
  /** Where the tier begins: units, or revenue in the currency's smallest unit. The first begins at 0. */
  from: bigint;
  /** Of the revenue that falls into the tier, in parts per billion. */
  share: number;
  /** For each unit that falls into the tier, in the currency's smallest unit. */
  perUnit: bigint;
};

/** What the rules of this release need to know, exactly as the Compliance contract takes it. */
export type OnchainConditions = {
  /** What is owed: an ERC-20 token, or the zero address for ETH. */
  currency: Address;
  /** 1 to 4. */
  tiers: readonly Tier[];
  /** Whether tiers begin at a revenue, and not at a number of units. */
  byRevenue: boolean;
  /** Owed at least, for each period. */
  minimum: bigint;
  /** Whether what was owed above the minimum counts for later periods. */
  carriesOver: boolean;
  /** Whether the minimum is for each seat. */
  perSeat: boolean;
  /** Owed at most, for each period; 0 for no cap. */
  cap: bigint;
  /** Owed at most, over the life of the licence; 0 for no cap. */
  lifeCap: bigint;
  /** So much is kept back from what is owed before anything is due. */
  advance: bigint;
  /** In seconds, or in calendar months. */
  period: number;
  inMonths: boolean;
  /** How long after a period its report is in time, in seconds. */
  grace: number;
  /** How long a licensee has to cure a breach after notice, in seconds; 0 if the licence can't be ended. */
  cure: number;
  /** Who rules if a notice is contested; the zero address for nobody. */
  arbitrator: Address;
  /** What the arbitrator wants to be told. */
  extraData: Hex;
  /** How long the arbitrator may take, in seconds; then the licence goes on. */
  silence: number;
};

/** As many tiers as the contract counts with. */
export const mostTiers = 4;

const conditionsLayout = [
  { name: "currency", type: "address" },
  {
    name: "tiers",
    type: "tuple[]",
    components: [
      { name: "from", type: "uint128" },
      { name: "share", type: "uint32" },
      { name: "perUnit", type: "uint96" },
    ],
  },
  { name: "byRevenue", type: "bool" },
  { name: "minimum", type: "uint96" },
  { name: "carriesOver", type: "bool" },
  { name: "perSeat", type: "bool" },
  { name: "cap", type: "uint96" },
  { name: "lifeCap", type: "uint112" },
  { name: "advance", type: "uint112" },
  { name: "period", type: "uint32" },
  { name: "inMonths", type: "bool" },
  { name: "grace", type: "uint32" },
  { name: "cure", type: "uint32" },
  { name: "arbitrator", type: "address" },
  { name: "extraData", type: "bytes" },
  { name: "silence", type: "uint32" },
] as const;

/** What terms name their conditions by: keccak256(abi.encode(conditions)). */
export function conditionsHashOf(conditions: OnchainConditions): Hex {
  return keccak256(encodeAbiParameters([{ type: "tuple", components: conditionsLayout }], [conditions]));
}

/** All that was reported over the life of a licence. */
export type Reported = { units: bigint; revenue: bigint };

const max = (a: bigint, b: bigint) => (a > b ? a : b);
const min = (a: bigint, b: bigint) => (a < b ? a : b);
const parts = BigInt(allShares);

/** How much of what lies between two totals falls into each tier. */
function within(tiers: readonly Tier[], from: bigint, to: bigint): bigint[] {
  return tiers.map((tier, i) => {
    const next = tiers[i + 1];
    return max(0n, (next ? min(next.from, to) : to) - max(tier.from, from));
  });
}

function tierAt(tiers: readonly Tier[], total: bigint): Tier {
  const tier = tiers.findLast(({ from }) => from <= total);
  if (!tier) throw new RangeError("The first tier begins at 0.");
  return tier;
}

/**
 * What a report owes by itself, before minimum and cap, in the currency's smallest unit: as the Compliance contract
 * works it out. Each unit, or each part of the revenue, falls into the tier that is reached when it comes.
 *
 * @param before All that was reported before.
 * @param report What is reported now.
 */
export function royaltyFor(
  { tiers, byRevenue }: Pick<OnchainConditions, "tiers" | "byRevenue">,
  before: Reported,
  report: Reported,
): bigint {
  if (byRevenue || tiers.length === 1) {
    const ofRevenue = (total: bigint) =>
      within(tiers, 0n, total).reduce((sum, amount, i) => sum + amount * BigInt(tiers[i]?.share ?? 0), 0n) / parts;
    const { perUnit } = tierAt(tiers, byRevenue ? before.revenue : 0n);
    return report.units * perUnit + ofRevenue(before.revenue + report.revenue) - ofRevenue(before.revenue);
  }
  if (report.units === 0n) return (report.revenue * BigInt(tierAt(tiers, before.units).share)) / parts;
  const counts = within(tiers, before.units, before.units + report.units);
  const fees = counts.reduce((sum, count, i) => sum + count * (tiers[i]?.perUnit ?? 0n), 0n);
  const shares = counts.reduce((sum, count, i) => sum + count * BigInt(tiers[i]?.share ?? 0), 0n);
  return fees + (report.revenue * shares) / (report.units * parts);
}

/** Where the books of a licence stand, as the Compliance contract keeps them. */
export type LicenceBooks = {
  /** The royalties for all that was reported, before the advance. */
  owed: bigint;
  /** What was paid and withheld. */
  paid: bigint;
};

/** What is due now, or was paid too much: at most the cap for life, and what the advance leaves. */
export function debtOf(
  { lifeCap, advance }: Pick<OnchainConditions, "lifeCap" | "advance">,
  { owed, paid }: LicenceBooks,
): { debt: bigint; credit: bigint } {
  const capped = lifeCap === 0n ? owed : min(owed, lifeCap);
  const due = max(0n, capped - advance);
  return { debt: max(0n, due - paid), credit: max(0n, paid - due) };
}

/**
 * What is due once a report is made. Anybody may pay what was due before, also while the report is on its way: a report
 * that would pay more than is owed then is refused as a whole. So `sure` is the most that a report pays whatever others do.
 *
 * @param books Before the report.
 * @param added What the report says is owed for its period, as the contract counts it.
 */
export function debtWithReport(
  conditions: Pick<OnchainConditions, "lifeCap" | "advance">,
  books: LicenceBooks,
  added: bigint,
): { debt: bigint; credit: bigint; older: bigint; sure: bigint } {
  const older = debtOf(conditions, books).debt;
  const after = debtOf(conditions, { owed: books.owed + added, paid: books.paid });
  return { ...after, older, sure: max(0n, after.debt - older) };
}

/** When a reporting period of a licence begins, in seconds since 1970: as the Compliance contract has it. */
export function periodStartOf(
  { period, inMonths }: Pick<OnchainConditions, "period" | "inMonths">,
  start: number,
  number: number,
): number {
  return inMonths ? addMonths(start, period * number) : start + period * number;
}

/** What counts of a report in the hash of all reports. */
export type CountedReport = { period: number; units: bigint; revenue: bigint };

const reportLayout = [{ type: "bytes32" }, { type: "uint32" }, { type: "uint128" }, { type: "uint128" }] as const;

/** The hash of all reports of a licence, the first first: what Compliance.reportsOf answers. */
export function reportsHashOf(reports: readonly CountedReport[]): Hex {
  return reports.reduce<Hex>(
    (before, { period, units, revenue }) =>
      keccak256(encodeAbiParameters(reportLayout, [before, period, units, revenue])),
    zeroHash,
  );
}
