import { type Address, getAbiItem, getAddress } from "viem";
import { worksAbi } from "../abi/generated.ts";
import type { Holders } from "../core/holders.ts";
import { totalUnits } from "../model/constants.ts";
import { shareOf } from "../model/units.ts";
import type { BlockRef, ReadContext } from "../read/finding.ts";
import { getLogsInRanges, mapLimit } from "../read/logs.ts";
import { firstHoldersAt } from "./shares.ts";
import type { StatementLine, StatementPart, StatementPayee, StatementPayeeTotal } from "./statement.ts";
import { type UnitChange, unitChangesAt } from "./unitChanges.ts";

const derivedEvent = getAbiItem({ abi: worksAbi, name: "WorkDerived" });

/** How a work's income is divided: who was given units, how they moved, and what earlier works are owed. */
type Division = {
  first: ReadonlyMap<Address, bigint>;
  moves: readonly UnitChange[];
  parents: readonly { parent: bigint; share: bigint }[];
};

async function divisionAt(
  context: ReadContext,
  work: bigint,
  lists: readonly Holders[],
  block: BlockRef,
): Promise<Division> {
  const { address, block: fromBlock } = context.deployment.contracts.works;
  const range = { address, event: derivedEvent, args: { work }, fromBlock, toBlock: block.number };
  const [first, changes, derived] = await Promise.all([
    firstHoldersAt(context, work, lists, block),
    unitChangesAt(context, work, block),
    getLogsInRanges(context.client, range),
  ]);
  const moves = changes.filter(({ from }) => from !== undefined);
  return { first, moves, parents: derived.map(({ args }) => ({ parent: args.parent, share: BigInt(args.share) })) };
}

/** Everybody's units at a place in the log: given at registration, whether taken by then or not, and got from others. */
function unitsAt({ first, moves }: Division, { block, logIndex }: StatementLine): Map<Address, bigint> {
  const units = new Map([...first].map(([account, given]) => [getAddress(account), given]));
  for (const move of moves) {
    if (move.block > block || (move.block === block && move.logIndex > logIndex)) break;
    units.set(move.from as Address, (units.get(move.from as Address) ?? 0n) - move.units);
    units.set(move.to, (units.get(move.to) ?? 0n) + move.units);
  }
  return units;
}

type Part = Pick<StatementPayee, "part" | "payee" | "otherWork" | "units" | "amount">;

function partsOf(division: Division, line: StatementLine): Part[] {
  const amount = line.amount ?? 0n;
  const parts = division.parents.map(({ parent, share }): Part => {
    const owed = shareOf(amount, share);
    return { part: "earlier-work", payee: undefined, otherWork: parent, units: undefined, amount: owed };
  });
  const kept = parts.reduce((rest, part) => rest - part.amount, amount);
  let [counted, given] = [0n, 0n];
  const upTo = (units: bigint) => (kept * units) / BigInt(totalUnits);
  const add = (part: StatementPayee["part"], payee: Address | undefined, units: bigint) => {
    if (units === 0n) return;
    counted += units;
    const sum = upTo(counted);
    parts.push({ part, payee, otherWork: undefined, units, amount: sum - given });
    given = sum;
  };
  for (const [account, units] of unitsAt(division, line)) add("holder", account, units);
  add("unknown", undefined, BigInt(totalUnits) - counted);
  return parts.filter((part) => part.amount > 0n);
}

/**
 * Who got what of an account's payments.
 *
 * @param lines Of the ledger of payments, in the order of the log.
 * @param lists Lists of holders as files.
 */
export async function payeesAt(
  context: ReadContext,
  lines: readonly StatementLine[],
  lists: readonly Holders[],
  block: BlockRef,
): Promise<StatementPayee[]> {
  const works = [...new Set(lines.flatMap(({ work }) => work ?? []))];
  const divisions = new Map(
    await mapLimit(works, 4, async (work) => [work, await divisionAt(context, work, lists, block)] as const),
  );
  return lines.flatMap((line): StatementPayee[] => {
    const { work, currency, counterparty, amount = 0n } = line;
    const division = work === undefined ? undefined : divisions.get(work);
    if (work === undefined || currency === undefined || division === undefined) return [];
    const { block: number, time, transaction, logIndex, kind, licence } = line;
    const own = { block: number, time, transaction, logIndex, kind, work, licence, currency };
    if (counterparty === undefined) return partsOf(division, line).map((part) => ({ ...own, ...part }));
    const none = { otherWork: undefined, units: undefined };
    return [{ ...own, ...none, part: "licensor", payee: counterparty, amount }];
  });
}

/** Payees as parts of a statement, with what each got in all. */
export function* payeeParts(payees: readonly StatementPayee[]): Generator<StatementPart, void> {
  const totals = new Map<string, StatementPayeeTotal>();
  for (const row of payees) {
    yield { section: "payees", row };
    const { payee, part, currency, amount } = row;
    const key = `${payee} ${part} ${currency.toLowerCase()}`;
    const total = totals.get(key) ?? { payee, part, currency, payments: 0, amount: 0n };
    totals.set(key, { ...total, payments: total.payments + 1, amount: total.amount + amount });
  }
  for (const row of totals.values()) yield { section: "payeeTotals", row };
}
