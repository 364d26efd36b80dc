import { ContractFunctionRevertedError, decodeErrorResult, type Hex, isHex } from "viem";
import { ColophonError } from "../model/errors.ts";
import { visibleText } from "../model/words.ts";
import { contractSentences } from "./contractSentences.ts";
import { type Clue, cluesOf } from "./errorClues.ts";
import { errorsAbi } from "./errorsAbi.ts";
import { type NodeErrorName, nodeErrorName, nodeSentences } from "./nodeErrors.ts";

export type Explanation = {
  /** The error's name: of a contract's error, of one of ours, or of a kind of wallet or node error. */
  name: string;
  /** For people: what happened, what became of money and rights, and what to do. */
  sentence: string;
  /** The values that the error carries, by name. */
  values: Record<string, unknown>;
};

/** The bytes that a contract reverted with, wherever viem, a wallet or a node put them. */
function revertDataOf(clues: readonly Clue[]): Hex | undefined {
  for (const { value } of clues.toReversed()) {
    if (typeof value !== "object" || value === null) continue;
    for (const key of ["raw", "data"] as const) {
      const found: unknown = key in value ? (value as Record<string, unknown>)[key] : undefined;
      // "Reverted 0x…" is how OpenEthereum and its heirs write it.
      const data = typeof found === "string" ? found.replace(/^Reverted /, "") : found;
      if (isHex(data) && data.length >= 10) return data;
    }
  }
  return undefined;
}

/** What is written after "reverted", if a contract's refusal came without its bytes. */
const revertWords =
  /\brevert(?:ed)?\b(?: (?:with|for) (?:the )?(?:following )?(?:an? )?(?:unknown )?reason(?: string)?)?[:.,]?\s*(.*)$/is;

/** What nodes call a contract that stopped in another way. */
const evmFaults = /invalid opcode|bad instruction|invalid jump|stack (?:under|over)flow|static state change/i;

/** A refusal of a contract that came in words alone; undefined if nobody speaks of one. */
function revertReasonOf(clues: readonly Clue[]): string | undefined {
  // viem says "reverted" of an internal error of a node (-32603) too, so what others say of it counts first.
  for (const { text, codes, name } of clues.filter((clue) => !clue.name.startsWith("ContractFunction")).toReversed()) {
    const [, said] = revertWords.exec(text) ?? [];
    if (said !== undefined) return said.replace(/^['"“`]+|['"”`.]+$/g, "");
    if (codes.includes(3) || evmFaults.test(text) || name === "ExecutionRevertedError") return "";
  }
  if (clues.some(({ codes }) => codes.includes(-32603))) return undefined;
  const revert = clues.map(({ value }) => value).find((value) => value instanceof ContractFunctionRevertedError);
  return revert && (revert.reason ?? "");
}

function explainContractError(errorName: string, args: readonly unknown[]): Explanation | undefined {
  if (!Object.hasOwn(contractSentences, errorName)) return undefined;
  const item = errorsAbi.find((candidate) => candidate.type === "error" && candidate.name === errorName);
  const inputs = item && "inputs" in item ? item.inputs : [];
  const values = Object.fromEntries(inputs.map((input, i) => [input.name ?? String(i), args[i]]));
  // The table's type binds each name to its values, which is lost when the name is only known at run time.
  const sentence = (contractSentences as Record<string, (values: object) => string>)[errorName];
  return sentence && { name: errorName, sentence: sentence(values), values };
}

function explainRevert(clues: readonly Clue[]): Explanation | undefined {
  const data = revertDataOf(clues);
  if (data !== undefined) {
    try {
      const { errorName, args } = decodeErrorResult({ abi: errorsAbi, data });
      if (errorName === "Error") return explainReason(String(args?.[0] ?? ""));
      if (errorName === "Panic") return { name: "Panic", sentence: nodeSentences.Panic, values: { code: args?.[0] } };
      return explainContractError(errorName, args ?? []);
    } catch {
      // Not an error that we know: a token or a receiver may revert with anything.
      return {
        name: "Reverted",
        sentence: `A contract refused, and wrote its reason in a code that is not known here (${data.slice(0, 10)}). Nothing was changed and nothing was paid. It may be a token that is paused or does not serve one of the accounts: ask whoever made it.`,
        values: { data },
      };
    }
  }
  const reason = revertReasonOf(clues);
  if (reason === undefined) return undefined;
  return explainReason(reason);
}

function explainReason(reason: string): Explanation {
  const words = visibleText(reason).replace(/\s+/g, " ").slice(0, 200).trim();
  if (words === "") return { name: "Reverted", sentence: nodeSentences.Reverted, values: {} };
  return {
    name: "Error",
    sentence: `A contract refused: “${words}”. Nothing was changed and nothing was paid. Check your balance and what you allowed the token to take.`,
    values: { reason },
  };
}

/** What to tell a person about any error: of our contracts, of tokens, of this package, of a wallet or of a node. */
export function explainError(error: unknown): Explanation {
  const clues = cluesOf(error);
  const ours = clues.map(({ value }) => value).find((value) => value instanceof ColophonError);
  if (ours) return { name: ours.name, sentence: ours.shortMessage, values: { ...ours } };
  const name = nodeErrorName(clues);
  // A person's refusal says more than whatever the wallet wrapped into it; a revert more than a node.
  const revert = name === "Rejected" ? undefined : explainRevert(clues);
  if (revert) return revert;
  const kind = name ?? "Unknown";
  const details = error instanceof Error ? error.message : String(error);
  return { name: kind, sentence: nodeSentences[kind], values: { details } };
}

/** The kind of a wallet's or a node's error; undefined for a contract's, for one of ours and for what is not known. */
export function errorKindOf(error: unknown): NodeErrorName | undefined {
  return nodeErrorName(cluesOf(error));
}

/** Whether a contract said no, rather than a node, a wallet or a person: to ask again changes nothing. */
export function isRevert(error: unknown): boolean {
  const clues = cluesOf(error);
  return nodeErrorName(clues) !== "Rejected" && explainRevert(clues) !== undefined;
}

const replacementSentences = {
  cancelled: "You cancelled the transaction in your wallet. It did nothing; only its fee was spent.",
  repriced: "The transaction was sent again with another fee. It is the same transaction and happens once.",
  replaced:
    "Another transaction of the same account took this one's place, so this one will never happen. Look at your wallet's activity to see what was sent instead.",
} as const;

/** What to tell a person when a transaction was replaced, by viem's reason. */
export function explainReplacement(reason: keyof typeof replacementSentences): Explanation {
  return { name: "Replaced", sentence: replacementSentences[reason], values: { reason } };
}
