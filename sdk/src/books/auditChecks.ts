import { type Address, encodeAbiParameters, type Hex, keccak256 } from "viem";
import { royaltiesAbi, worksAbi } from "../abi/generated.ts";
import { totalUnits } from "../model/constants.ts";
import { formatId, workIdOf } from "../model/ids.ts";
import { isoTime } from "../model/time.ts";
import { percentOf } from "../model/units.ts";
import { claimsAt } from "../read/claims.ts";
import type { BlockRef, ReadContext } from "../read/finding.ts";
import { mapLimit } from "../read/logs.ts";
import type { WorkRecord } from "../read/works.ts";
import { type AuditCheck, resultOf } from "./auditCheck.ts";
import { chainChecks, conflictsCheck, dutiesCheck, reportsCheck } from "./grantChecks.ts";
import { moneyChecks } from "./moneyChecks.ts";
import { licencesCheck } from "./populationChecks.ts";
import type { PortfolioWork } from "./portfolio.ts";
import { type UnitIncome, unitChangesAt, unitIncome } from "./unitChanges.ts";

export type UnitHolder = { work: bigint; holder: Address; units: bigint };

const versionType = [{ type: "bytes32" }, { type: "bytes32" }, { type: "bytes32" }, { type: "uint40" }] as const;

function numberCheck({ id, claimant, contentRoot }: WorkRecord): AuditCheck {
  const fits = workIdOf({ claimant, contentRoot }) === id;
  return {
    check: "number of the work",
    result: resultOf(1, fits),
    work: id,
    compared: "the work's number with the hash of the claimant and the content that its registration names",
    items: 1,
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
    result: resultOf(versions.length, fits),
    work: id,
    compared: "the registration and each revision in the log, hashed one upon the other, with the head in the contract",
    items: versions.length,
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
    result: gaps.length > 0 ? "unknown" : evidence.kind === "record" ? "nothing" : "consistent",
    work: work.id,
    compared: "the commitment made of claimant, content and salt with the stamps in the log",
    items: evidence.kind === "record" ? 0 : 1,
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
    result: earlier.size > 0 ? "attention" : resultOf(digests.length, true),
    work: work.id,
    compared: "the digest of each of its findable files with all that were ever made findable here",
    items: digests.length,
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
async function unitsCheck(
  { client, deployment }: ReadContext,
  { work: { id } }: PortfolioWork,
  { holders, unitsOf, untaken }: UnitIncome,
  block: BlockRef,
): Promise<AuditCheck> {
  const { address } = deployment.contracts.royalties;
  const read = { address, abi: royaltiesAbi, blockNumber: BigInt(block.number) } as const;
  const wrong: string[] = [];
  await mapLimit([...holders], 8, async (holder) => {
    const balance = await client.readContract({ ...read, functionName: "balanceOf", args: [holder, id] });
    if (balance !== unitsOf(holder)) {
      wrong.push(`${holder}: ${unitsOf(holder)} from the events, ${balance} in the contract`);
    }
  });
  if (untaken < 0n) wrong.push(`${-untaken} units more were claimed than there are`);
  return {
    check: "units and their holders",
    result: resultOf(holders.length, wrong.length === 0),
    work: id,
    compared: "the sum of each account's units in the log with its balance in the contract",
    items: holders.length,
    finding:
      wrong.length === 0
        ? `${holders.filter((holder) => unitsOf(holder) > 0n).length} accounts hold ${percentOf(totalUnits - Number(untaken))} %; ${percentOf(Number(untaken))} % is not claimed yet.`
        : wrong.join("; "),
    how: "the sum of UnitsTaken and Transfer for each account beside Royalties.balanceOf(account, work)",
  };
}

/** Every question of the audit about one work, and who holds its units. */
export async function auditChecks(
  context: ReadContext,
  entry: PortfolioWork,
  block: BlockRef,
): Promise<{ checks: AuditCheck[]; holders: UnitHolder[] }> {
  const { work, events } = entry;
  const units = unitIncome(work.id, BigInt(totalUnits), await unitChangesAt(context, work.id, block), events);
  const asked = await Promise.all([
    versionsCheck(context, work, block),
    rivalsCheck(context, entry, block),
    unitsCheck(context, entry, units, block),
    licencesCheck(context, entry, block),
    moneyChecks(context, entry, units, block),
  ]);
  const grants = [...chainChecks(entry), conflictsCheck(entry), reportsCheck(entry), dutiesCheck(entry)];
  const list = units.holders.map((holder): UnitHolder => ({ work: work.id, holder, units: units.unitsOf(holder) }));
  return {
    checks: [numberCheck(work), evidenceCheck(entry), ...asked.flat(), ...grants],
    holders: list.filter(({ units: held }) => held > 0n),
  };
}
