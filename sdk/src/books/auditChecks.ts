import { type Address, encodeAbiParameters, getAbiItem, type Hex, keccak256, maxUint256 } from "viem";
import { royaltiesAbi, worksAbi } from "../abi/generated.ts";
import { totalUnits } from "../model/constants.ts";
import { formatId, workIdOf } from "../model/ids.ts";
import { isoTime } from "../model/time.ts";
import { percentOf } from "../model/units.ts";
import { claimsAt } from "../read/claims.ts";
import type { BlockRef, ReadContext } from "../read/finding.ts";
import { getLogsInRanges, mapLimit } from "../read/logs.ts";
import type { WorkRecord } from "../read/works.ts";
import { type AuditCheck, chainChecks, conflictsCheck, dutiesCheck } from "./grantChecks.ts";
import { inParts } from "./logBodies.ts";
import type { PortfolioWork } from "./portfolio.ts";

export type UnitHolder = { work: bigint; holder: Address; units: bigint };

const takenEvent = getAbiItem({ abi: royaltiesAbi, name: "UnitsTaken" });
const movedEvent = getAbiItem({ abi: royaltiesAbi, name: "Transfer" });

const versionType = [{ type: "bytes32" }, { type: "bytes32" }, { type: "bytes32" }, { type: "uint40" }] as const;

function numberCheck({ id, claimant, contentRoot }: WorkRecord): AuditCheck {
  const fits = workIdOf({ claimant, contentRoot }) === id;
  return {
    check: "number of the work",
    result: fits ? "consistent" : "differs",
    work: id,
    finding: fits
      ? "The number is that of its claimant and content."
      : "The number is not that of claimant and content.",
    how: "keccak256(abi.encode(claimant, contentRoot)) >> 32, from the event WorkRegistered",
  };
}

async function versionsCheck(
  { client, deployment }: ReadContext,
  work: WorkRecord,
  block: BlockRef,
): Promise<AuditCheck> {
  const { id, versions } = work;
  const { head } = await client.readContract({
    ...{ address: deployment.contracts.works.address, abi: worksAbi, functionName: "workOf", args: [id] },
    blockNumber: BigInt(block.number),
  });
  let expected: Hex = formatId(id, "licence");
  for (const { contentRoot, metadataDigest, at } of versions.slice(1)) {
    expected = keccak256(encodeAbiParameters(versionType, [expected, contentRoot, metadataDigest, at.time]));
  }
  const fits = expected === head;
  return {
    check: "chain of versions",
    result: fits ? "consistent" : "differs",
    work: id,
    finding: fits
      ? `${versions.length - 1} revisions, none missing and none changed.`
      : `The events lead to ${expected}, the contract says ${head}.`,
    how: "from the work's number on, keccak256(abi.encode(previous, contentRoot, metadataDigest, time)) for each WorkRevised; Works.workOf(work).head",
  };
}

function evidenceCheck({ work, evidence: { evidence, gaps } }: PortfolioWork): AuditCheck {
  const since = `${isoTime(evidence.at.time)}, block ${evidence.at.block}`;
  return {
    check: "evidence of the content",
    result: gaps.length > 0 ? "unknown" : "consistent",
    work: work.id,
    finding:
      evidence.kind === "record"
        ? `No earlier stamp: the registration itself is the first evidence, ${since}. ${gaps.join(" ")}`.trim()
        : `Stamped ${evidence.kind === "batch" ? "in a batch " : ""}by ${since}. ${gaps.join(" ")}`.trim(),
    how: "the commitment from claimant, contentRoot and salt (docs/formats.md), looked for in the events Commit of Timestamps",
  };
}

async function rivalsCheck(context: ReadContext, { work }: PortfolioWork, block: BlockRef): Promise<AuditCheck> {
  const digests = [...new Set(work.disclosures.map(({ digest }) => digest))];
  const claims = await claimsAt(context, digests, block);
  const [earlier, later] = [new Set<bigint>(), new Set<bigint>()];
  for (const ranked of claims.values()) {
    const own = ranked.findIndex((claim) => claim.work.id === work.id);
    for (const [i, claim] of ranked.entries()) if (i !== own) (i < own ? earlier : later).add(claim.work.id);
  }
  const names = [...earlier].map((id) => formatId(id, "work")).join(", ");
  return {
    check: "other claims to the same files",
    result: earlier.size > 0 ? "attention" : digests.length === 0 ? "unknown" : "consistent",
    work: work.id,
    finding:
      digests.length === 0
        ? "No file of it was made findable, so nothing can be compared."
        : earlier.size > 0
          ? `${earlier.size} works with earlier evidence for one of its files: ${names}`
          : `No work has earlier evidence for any of its ${digests.length} findable files; ${later.size} have later.`,
    how: "the events FileDisclosed by digest, ranked as docs/formats.md says (Rank of claims)",
  };
}

/** Everybody's units from the events, beside the contract's balances. */
async function unitsCheck({ client, deployment }: ReadContext, { work: { id } }: PortfolioWork, block: BlockRef) {
  const { address, block: fromBlock } = deployment.contracts.royalties;
  const range = { address, fromBlock, toBlock: block.number };
  const taken = await getLogsInRanges(client, { ...range, event: takenEvent, args: { work: id } });
  const holders = [...new Set(taken.map(({ args }) => args.holder))];
  const balances = new Map<Address, bigint>();
  for (const { args } of taken) balances.set(args.holder, (balances.get(args.holder) ?? 0n) + args.units);
  // A transfer's log can't be found by its work: but whoever got units got them from somebody who had some.
  for (let from: Address[] = holders; from.length > 0; ) {
    const parts = await mapLimit(inParts(from), 4, (sender) =>
      getLogsInRanges(client, { ...range, event: movedEvent, args: { sender } }),
    );
    const next = new Set<Address>();
    for (const { args } of parts.flat()) {
      const { id: work, sender, receiver, amount } = args;
      if (work !== id) continue;
      if (!balances.has(receiver)) next.add(receiver);
      balances.set(sender, (balances.get(sender) ?? 0n) - amount);
      balances.set(receiver, (balances.get(receiver) ?? 0n) + amount);
    }
    from = [...next];
  }
  const read = { address, abi: royaltiesAbi, blockNumber: BigInt(block.number) } as const;
  const wrong: string[] = [];
  await mapLimit([...balances], 8, async ([holder, units]) => {
    const balance = await client.readContract({ ...read, functionName: "balanceOf", args: [holder, id] });
    if (balance !== units) wrong.push(`${holder}: ${units} from the events, ${balance} in the contract`);
  });
  const sum = [...balances.values()].reduce((total, units) => total + units, 0n);
  const fits = wrong.length === 0 && sum <= BigInt(totalUnits);
  const check: AuditCheck = {
    check: "units and their holders",
    result: fits ? "consistent" : "differs",
    work: id,
    finding: fits
      ? `${balances.size} accounts hold ${percentOf(Number(sum))} %; ${percentOf(totalUnits - Number(sum))} % is not taken yet.`
      : `${sum} units. ${wrong.join("; ")}`,
    how: "the sum of UnitsTaken and Transfer for each account beside Royalties.balanceOf(account, work)",
  };
  const list = [...balances].map(([holder, units]): UnitHolder => ({ work: id, holder, units }));
  return { check, holders: list.filter(({ units }) => units > 0n) };
}

/** That what everybody could take out now is no more than what is left for them. */
async function coverChecks(
  { client, deployment }: ReadContext,
  { work: { id }, income, checks }: PortfolioWork,
  holders: readonly UnitHolder[],
  block: BlockRef,
): Promise<AuditCheck[]> {
  const { address } = deployment.contracts.royalties;
  const read = { address, abi: royaltiesAbi, blockNumber: BigInt(block.number) } as const;
  const reconciled = checks.map(({ check, result, currency, computed, contract, how }): AuditCheck => {
    const finding = {
      consistent: "The events and the contract say the same.",
      differs: "The events and the contract differ.",
      unknown: "Not answered.",
    };
    return { check, result, work: id, currency, computed, contract, finding: finding[result], how };
  });
  const covered = await mapLimit(income, 4, async ({ currency, waiting }): Promise<AuditCheck> => {
    const due = await mapLimit(holders, 8, ({ holder }) =>
      client.readContract({ ...read, functionName: "claimable", args: [id, currency, holder, maxUint256] }),
    );
    const sum = due.reduce((total, amount) => total + amount, 0n);
    return {
      ...{
        check: "everybody's claims are covered",
        result: sum <= waiting ? "consistent" : "differs",
        work: id,
        currency,
      },
      ...{ computed: waiting, contract: sum },
      finding: `The holders' part less what was taken out is at least what ${holders.length} holders can claim. The rest belongs to units that are not taken, or is less than one unit for each holder.`,
      how: "received x kept / 10^9 - sum of Claimed, beside the sum of Royalties.claimable over all holders",
    };
  });
  return [...reconciled, ...covered];
}

/** Every question of the audit about one work, and who holds its units. */
export async function auditChecks(
  context: ReadContext,
  entry: PortfolioWork,
  block: BlockRef,
): Promise<{ checks: AuditCheck[]; holders: UnitHolder[] }> {
  const [versions, rivals, units] = await Promise.all([
    versionsCheck(context, entry.work, block),
    rivalsCheck(context, entry, block),
    unitsCheck(context, entry, block),
  ]);
  const money = await coverChecks(context, entry, units.holders, block);
  const first = [numberCheck(entry.work), versions, evidenceCheck(entry), rivals, units.check];
  return {
    checks: [...first, ...money, ...chainChecks(entry), conflictsCheck(entry), dutiesCheck(entry)],
    holders: units.holders,
  };
}
