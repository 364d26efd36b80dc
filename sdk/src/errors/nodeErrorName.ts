import type { NodeErrorName } from "./nodeSentences.ts";

/** viem's errors by name: the check still works when a wallet library brings its own copy of viem. */
const byName: Record<string, NodeErrorName> = {
  UserRejectedRequestError: "Rejected",
  TransactionRejectedRpcError: "RequestFailed",
  ResourceUnavailableRpcError: "WalletBusy",
  UnauthorizedProviderError: "WalletLocked",
  ConnectorNotConnectedError: "WalletLocked",
  AccountNotFoundError: "WalletLocked",
  ProviderDisconnectedError: "WalletDisconnected",
  ChainDisconnectedError: "WalletDisconnected",
  UnsupportedProviderMethodError: "WalletUnsupported",
  MethodNotSupportedRpcError: "WalletUnsupported",
  MethodNotFoundRpcError: "WalletUnsupported",
  ChainMismatchError: "WrongChain",
  ConnectorChainMismatchError: "WrongChain",
  SwitchChainError: "WrongChain",
  UnsupportedChainIdError: "WrongChain",
  InsufficientFundsError: "InsufficientFunds",
  NonceTooLowError: "NonceTooLow",
  NonceTooHighError: "NonceTooHigh",
  NonceMaxValueError: "NonceTooHigh",
  FeeCapTooLowError: "FeeTooLow",
  FeeCapTooHighError: "FeeTooHigh",
  TipAboveFeeCapError: "FeeTooHigh",
  IntrinsicGasTooLowError: "OutOfGas",
  IntrinsicGasTooHighError: "OutOfGas",
  WaitForTransactionReceiptTimeoutError: "NotMinedYet",
  TransactionReceiptNotFoundError: "NotMinedYet",
  TransactionNotFoundError: "TransactionNotFound",
  BlockNotFoundError: "BlockNotFound",
  TimeoutError: "Timeout",
  WebSocketRequestError: "Unreachable",
  SocketClosedError: "Unreachable",
  LimitExceededRpcError: "TooManyRequests",
  ContractFunctionZeroDataError: "NoContract",
  AbortError: "Aborted",
};

const byCode: Record<number, NodeErrorName> = {
  4001: "Rejected",
  4100: "WalletLocked",
  4200: "WalletUnsupported",
  4900: "WalletDisconnected",
  4901: "WalletDisconnected",
  4902: "WrongChain",
  5000: "Rejected",
  [-32002]: "WalletBusy",
  [-32601]: "WalletUnsupported",
};

/** What nodes say in plain words only. */
const byText: [RegExp, NodeErrorName][] = [
  [/user (?:rejected|denied|cancell?ed)|rejected by (?:the )?user/i, "Rejected"],
  [/insufficient funds|exceeds the balance of the account/i, "InsufficientFunds"],
  [/replacement transaction underpriced/i, "ReplacementUnderpriced"],
  [/already known|already imported/i, "AlreadyKnown"],
  [/nonce too low/i, "NonceTooLow"],
  [/nonce too high/i, "NonceTooHigh"],
  [/max fee per gas less than|underpriced|fee cap/i, "FeeTooLow"],
  [/out of gas|gas required exceeds|intrinsic gas/i, "OutOfGas"],
  [/too many requests|rate limit/i, "TooManyRequests"],
];

type Clue = { name?: unknown; code?: unknown; status?: unknown; message?: unknown; details?: unknown };

/** The kind of a wallet's or a node's error, from it and its causes, outermost first; undefined if none is known. */
export function nodeErrorName(causes: readonly unknown[]): NodeErrorName | undefined {
  const clues = causes.filter((cause): cause is Clue => typeof cause === "object" && cause !== null);
  for (const { code } of clues) {
    if (typeof code === "number" && byCode[code] !== undefined) return byCode[code];
  }
  for (const { name } of clues) {
    if (typeof name === "string" && Object.hasOwn(byName, name)) return byName[name];
  }
  for (const { message, details } of clues) {
    const found = byText.find(([pattern]) => pattern.test(`${message} ${details}`));
    if (found) return found[1];
  }
  for (const { name, status } of clues) {
    if (name === "HttpRequestError")
      return status === 429 ? "TooManyRequests" : status === undefined ? "Unreachable" : "RequestFailed";
    if (name === "RpcRequestError") return "RequestFailed";
  }
  return undefined;
}
