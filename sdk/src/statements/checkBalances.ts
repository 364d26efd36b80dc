import { type Address, BaseError, getAddress, zeroAddress } from "viem";
import { royaltiesAbi } from "../abi/generated.ts";
import type { BlockRef } from "../chain/BlockRef.ts";
import { mapLimit } from "../chain/mapLimit.ts";
import type { ReadContext } from "../chain/ReadContext.ts";
import { formatId } from "../ids/formatId.ts";
import type { StatementBalance, StatementCheck } from "./Statement.ts";

type View =
  | { functionName: "claimable"; args: readonly [bigint, Address, Address] }
  | { functionName: "received" | "unsettled"; args: readonly [bigint, Address] }
  | { functionName: "proceedsOf"; args: readonly [Address, Address] };

type Question = { check: string; balance: Pick<StatementBalance, "work" | "currency">; computed: bigint; view: View };

function questionsOf(balance: StatementBalance): Question[] {
  const { ledger, work, currency, account, received, waiting, unsettled } = balance;
  const questions: Question[] = [];
  const ask = (check: string, computed: bigint, view: View) => questions.push({ check, balance, computed, view });
  if (work !== undefined && received !== undefined) {
    ask("received by the work", received, { functionName: "received", args: [work, currency] });
  }
  if (ledger === "units" && work !== undefined && account !== undefined) {
    ask("waiting for the holder", waiting, { functionName: "claimable", args: [work, currency, account] });
  }
  if (ledger === "work" && work !== undefined && unsettled !== undefined) {
    ask("owed to earlier works", unsettled, { functionName: "unsettled", args: [work, currency] });
  }
  if (ledger === "proceeds" && account !== undefined) {
    ask("proceeds waiting", waiting, { functionName: "proceedsOf", args: [account, currency] });
  }
  return questions;
}

/** Works in which a currency has no balance, though another one has, or ETH: it must have received nothing. */
function silentOf(balances: readonly StatementBalance[], works: readonly bigint[], only?: Address): Question[] {
  const inWorks = balances.filter(({ work, received }) => work !== undefined && received !== undefined);
  const known = new Set(inWorks.map(({ work, currency }) => `${work} ${currency.toLowerCase()}`));
  const currencies = new Map(
    (only ? [only] : [zeroAddress, ...inWorks.map(({ currency }) => currency)]).map((c) => [c.toLowerCase(), c]),
  );
  const questions: Question[] = [];
  for (const work of new Set([...works, ...inWorks.map((balance) => balance.work as bigint)])) {
    for (const [key, currency] of currencies) {
      if (known.has(`${work} ${key}`)) continue;
      const view = { functionName: "received", args: [work, currency] } as const;
      questions.push({ check: "received by the work", balance: { work, currency }, computed: 0n, view });
    }
  }
  return questions;
}

/**
 * Compares closing balances with what the contract itself says at the closing block. A difference is a line of the
 * result, never hidden; a node that no longer knows that block makes it "unknown".
 *
 * @param works Works that were looked at even if they have no balance: they must have received nothing.
 * @param currency The only currency that was looked at; all if missing.
 */
export function checkBalances(
  { client, deployment }: ReadContext,
  balances: readonly StatementBalance[],
  block: BlockRef,
  { works = [], currency: only }: { works?: readonly bigint[]; currency?: Address | undefined } = {},
): Promise<StatementCheck[]> {
  const { address } = deployment.contracts.royalties;
  const questions = [...balances.flatMap(questionsOf), ...silentOf(balances, works, only)];
  return mapLimit(questions, 8, async ({ check, balance, computed, view }) => {
    const { work, currency } = balance;
    const shown = view.args
      .map((arg) => (typeof arg === "bigint" ? formatId(arg, "work") : getAddress(arg)))
      .join(", ");
    const call = `Royalties.${view.functionName}(${shown}) of ${address} at block ${block.number}`;
    try {
      const contract = await client.readContract({
        address,
        abi: royaltiesAbi,
        blockNumber: BigInt(block.number),
        ...view,
      } as never);
      const result = (contract as bigint) === computed ? "equal" : "different";
      return { check, result, work, currency, computed, contract: contract as bigint, how: call };
    } catch (error) {
      if (!(error instanceof BaseError)) throw error;
      const how = `The node did not answer ${call}: ${error.shortMessage} Ask a node that keeps old state.`;
      return { check, result: "unknown", work, currency, computed, contract: undefined, how };
    }
  });
}
