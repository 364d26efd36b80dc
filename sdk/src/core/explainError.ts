import { ContractFunctionRevertedError, decodeErrorResult, type Hex, isHex } from "viem";
import { ColophonError } from "../model/errors.ts";
import { visibleText } from "../model/words.ts";
import { contractSentences } from "./contractSentences.ts";
import { errorsAbi } from "./errorsAbi.ts";
import { nodeErrorName, nodeSentences } from "./nodeErrors.ts";

export type Explanation = {
  /** The error's name: of a contract's error, of one of ours, or of a kind of wallet or node error. */
  name: string;
  /** For people: what happened, what became of money and rights, and what to do. */
  sentence: string;
  /** The values that the error carries, by name. */
  values: Record<string, unknown>;
};

function causesOf(error: unknown): unknown[] {
  const causes: unknown[] = [];
  for (let cause = error; cause !== undefined && cause !== null && causes.length < 16; ) {
    causes.push(cause);
    cause = typeof cause === "object" && "cause" in cause ? cause.cause : undefined;
  }
  return causes;
}

/** The bytes that a contract reverted with, wherever viem, a wallet or a node put them. */
function revertDataOf(causes: readonly unknown[]): Hex | undefined {
  for (const cause of causes.toReversed()) {
    if (typeof cause !== "object" || cause === null) continue;
    for (const key of ["raw", "data"] as const) {
      const found: unknown = key in cause ? (cause as Record<string, unknown>)[key] : undefined;
      const data = typeof found === "object" && found !== null && "data" in found ? found.data : found;
      if (isHex(data) && data.length >= 10) return data;
    }
  }
  return undefined;
}

function explainContractError(errorName: string, args: readonly unknown[]): Explanation | undefined {
  if (!Object.hasOwn(contractSentences, errorName)) return undefined;
  const item = errorsAbi.find((candidate) => candidate.type === "error" && candidate.name === errorName);
  const inputs = item && "inputs" in item ? item.inputs : [];
  const values = Object.fromEntries(inputs.map((input, i) => [input.name ?? String(i), args[i]]));
  // The table's type binds each name to its values, which is lost when the name is only known at run time.
  const sentence = (contractSentences as unknown as Record<string, (values: object) => string>)[errorName];
  return sentence && { name: errorName, sentence: sentence(values), values };
}

function explainRevert(causes: readonly unknown[]): Explanation | undefined {
  const data = revertDataOf(causes);
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
        sentence: `${nodeSentences.Reverted} It may have come from a token or a receiver (${data.slice(0, 10)}).`,
        values: { data },
      };
    }
  }
  const revert = causes.find((cause) => cause instanceof ContractFunctionRevertedError);
  if (revert === undefined) return undefined;
  return revert.reason
    ? explainReason(revert.reason)
    : { name: "Reverted", sentence: nodeSentences.Reverted, values: {} };
}

function explainReason(reason: string): Explanation {
  const words = visibleText(reason).slice(0, 200);
  return {
    name: "Error",
    sentence: `A contract refused: “${words}”. Nothing was changed and nothing was paid. Check your balance and what you allowed the token to take.`,
    values: { reason },
  };
}

/** What to tell a person about any error: of our contracts, of tokens, of this package, of a wallet or of a node. */
export function explainError(error: unknown): Explanation {
  const causes = causesOf(error);
  const ours = causes.find((cause) => cause instanceof ColophonError);
  if (ours) return { name: ours.name, sentence: ours.shortMessage, values: { ...ours } };
  const name = nodeErrorName(causes);
  // A person's refusal or a missing node says more than whatever the wallet wrapped into it; a revert more than a node.
  const revert = name === "Rejected" ? undefined : explainRevert(causes);
  if (revert) return revert;
  const kind = name ?? "Unknown";
  const details = error instanceof Error ? error.message : String(error);
  return { name: kind, sentence: nodeSentences[kind], values: { details } };
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
