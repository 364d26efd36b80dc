import { type Address, maxUint256 } from "viem";
import { royaltiesAbi } from "../abi/generated.ts";
import { allShares, totalUnits } from "../model/constants.ts";
import { isSameAddress } from "../model/ids.ts";
import { shareOf } from "../model/units.ts";
import type { BlockRef, ReadContext } from "../read/finding.ts";
import { mapLimit } from "../read/logs.ts";
import { type AuditCheck, resultOf } from "./auditCheck.ts";
import type { PortfolioWork } from "./portfolio.ts";
import type { UnitIncome } from "./unitChanges.ts";

const whole = BigInt(totalUnits) * BigInt(allShares);

/** The work's figures from the log, beside the same of the contract. */
function reconciled({ work: { id }, checks, events }: PortfolioWork): AuditCheck[] {
  return checks.map(({ check, result, currency, computed, contract, how }): AuditCheck => {
    const logs = events.filter(
      (event) =>
        (event.type === "paid" || event.type === "settled") &&
        isSameAddress(event.currency, currency ?? event.currency),
    );
    const finding = {
      consistent: "The events and the contract say the same.",
      differs: "The events and the contract differ.",
      unknown: "The node did not answer.",
    };
    const compared = "the sum of what the log says with the contract's own figure";
    const found = { compared, items: logs.length, finding: finding[result] };
    // Nothing in the log and nothing in the contract is a comparison too: a payment that is left out would show here.
    return { check, result, work: id, currency, computed, contract, ...found, how };
  });
}

/** Each holder's claim, and that all of them together with what is untaken and lost in rounding are what there is. */
async function claimChecks(
  { client, deployment }: ReadContext,
  { work: { id }, income, events }: PortfolioWork,
  { holders, earnedBy, untaken: open }: UnitIncome,
  currency: Address,
  block: BlockRef,
): Promise<AuditCheck[]> {
  const { address } = deployment.contracts.royalties;
  const read = { address, abi: royaltiesAbi, blockNumber: BigInt(block.number) } as const;
  const [received, keptParts] = await Promise.all([
    client.readContract({ ...read, functionName: "received", args: [id, currency] }),
    client.readContract({ ...read, functionName: "keptOf", args: [id] }),
  ]);
  const kept = BigInt(keptParts);
  const claims = events.filter((event) => event.type === "claimed" && isSameAddress(event.currency, currency));
  const claimedBy = new Map<string, bigint>();
  for (const event of claims) {
    if (event.type !== "claimed") continue;
    const key = event.holder.toLowerCase();
    claimedBy.set(key, (claimedBy.get(key) ?? 0n) + event.amount);
  }
  // Whoever withdrew something must have had units, even if the log hides how they came by them.
  const known = new Set(holders.map((holder) => holder.toLowerCase()));
  const strangers = [...claimedBy.keys()].filter((holder) => !known.has(holder)) as Address[];
  const rows = await mapLimit([...holders, ...strangers], 8, async (holder) => {
    const entitled = (earnedBy(holder, currency) * kept) / whole;
    const claimed = claimedBy.get(holder.toLowerCase()) ?? 0n;
    const args = [id, currency, holder, maxUint256] as const;
    const claimable = await client.readContract({ ...read, functionName: "claimable", args });
    return { holder, entitled, claimed, claimable };
  });
  const wrong = rows.filter(({ entitled, claimed, claimable }) => entitled - claimed !== claimable);
  const sum = (of: (row: (typeof rows)[number]) => bigint) => rows.reduce((total, row) => total + of(row), 0n);
  const theirs = shareOf(received, kept);
  const inLog = income.find((balance) => isSameAddress(balance.currency, currency))?.received ?? 0n;
  const untaken = (open * inLog * kept) / whole;
  // What the divisions leave over, of the log alone: less than one unit for each holder, and one for what is untaken.
  const dust = shareOf(inLog, kept) - sum(({ entitled }) => entitled) - untaken;
  const [claimed, claimable] = [sum((row) => row.claimed), sum((row) => row.claimable)];
  const parts = claimed + claimable + untaken + dust;
  const fits = parts === theirs && dust >= 0n && dust <= BigInt(rows.length);
  return [
    {
      ...{ check: "each holder's claim", result: resultOf(rows.length, wrong.length === 0), work: id, currency },
      compared:
        "what each holder earned by the log, less what they withdrew, with what the contract lets them withdraw",
      items: rows.length,
      finding:
        wrong.length === 0
          ? `${rows.length} holders, each the same to the smallest unit.`
          : wrong
              .slice(0, 5)
              .map(({ holder, entitled, claimed: out, claimable: now }) => `${holder}: ${entitled - out} and ${now}`)
              .join("; "),
      how: "units x income at each payment, x kept / 10^17, less Claimed, beside Royalties.claimable(work, currency, holder, maxSteps)",
    },
    {
      ...{ check: "claims add up to what came in", result: resultOf(rows.length + 1, fits), work: id, currency },
      compared:
        "received x kept with what was withdrawn, can be withdrawn, waits for units not claimed yet, and rounding left",
      items: rows.length + 1,
      ...{ computed: parts, contract: theirs },
      finding: `${claimed} withdrawn + ${claimable} to withdraw + ${untaken} of units not claimed yet + ${dust} left by rounding = ${parts}; the holders' part is ${theirs}.`,
      how: "Royalties.received x keptOf / 10^9, beside the sums of Claimed and of claimable over all holders, untaken units x received x kept / 10^17, and what the divisions leave",
    },
  ];
}

/** Every question about the money of a work. */
export async function moneyChecks(
  context: ReadContext,
  entry: PortfolioWork,
  units: UnitIncome,
  block: BlockRef,
): Promise<AuditCheck[]> {
  const claims = await mapLimit(entry.income, 4, ({ currency }) => claimChecks(context, entry, units, currency, block));
  return [...reconciled(entry), ...claims.flat()];
}
