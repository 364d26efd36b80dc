/** What went wrong between the person, the wallet and the node. */
export const nodeSentences = {
  Rejected: "You rejected the request in your wallet. Nothing was sent and nothing was paid.",
  WalletBusy:
    "Your wallet is waiting for an answer to an earlier request. Open the wallet and answer it, then try again.",
  WalletLocked:
    "Your wallet has not allowed this site to use the account. Unlock the wallet, connect it, and try again.",
  WalletDisconnected:
    "Your wallet is not connected to the chain. Check its connection, then try again. Nothing was sent.",
  WalletUnsupported: "Your wallet can't do this. Nothing was sent. Update it, or use another wallet.",
  WrongChain: "Your wallet is on another chain. Switch it to the chain shown here and try again. Nothing was sent.",
  InsufficientFunds:
    "The account has too little ETH for the amount and the network fee. Nothing was sent. Add ETH, or use another account.",
  NonceTooLow:
    "A transaction with this number was sent from the account already, perhaps from another window. Check your wallet's activity before you try again, so that you don't pay twice.",
  NonceTooHigh:
    "An earlier transaction of this account is still missing. Nothing was sent. Finish or cancel it in your wallet, then try again.",
  ReplacementUnderpriced:
    "Another transaction of this account with the same number is waiting. Let it finish, or raise the fee in your wallet.",
  FeeTooLow: "The network fee is below what the chain asks for now. Nothing was sent. Try again with the current fee.",
  FeeTooHigh:
    "The network fee in the request is not plausible. Nothing was sent. Reset the fee in your wallet and try again.",
  OutOfGas: "The transaction needs more gas than it was given. Try again and let your wallet estimate the gas.",
  AlreadyKnown: "This transaction was sent already and is waiting. Don't send it again.",
  NotMinedYet:
    "The transaction was not included in a block yet. It may still be: look at it in your wallet before you send another.",
  TransactionNotFound:
    "The node does not know this transaction. It may have been dropped. Look at it in your wallet before you send another.",
  BlockNotFound:
    "The node does not have this block: it may be behind, or the chain may have been restarted. Try again in a moment.",
  Unreachable: "The node can't be reached. What is on the chain is safe. Check your connection and try again.",
  TooManyRequests: "The node is answering too many requests. Wait a minute and try again.",
  Timeout:
    "The node took too long to answer. If you had signed a transaction, look at it in your wallet before you send another.",
  RequestFailed:
    "The node refused the request. If you had signed a transaction, look at it in your wallet before you send another.",
  NoContract:
    "There is no such contract at this address on this chain. Check the chain; a local chain may have been restarted.",
  Panic:
    "The contract stopped at an internal check. Nothing was changed and nothing was paid. This is a defect: please report it with the details.",
  Reverted: "The contract refused without a reason. Nothing was changed and nothing was paid.",
  Aborted: "This was cancelled.",
  Unknown:
    "Something unexpected went wrong. If you had signed a transaction, look at it in your wallet before you send another.",
} as const;

export type NodeErrorName = keyof typeof nodeSentences;

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
