import {
  BaseError,
  ContractFunctionRevertedError,
  HttpRequestError,
  InternalRpcError,
  LimitExceededRpcError,
  MethodNotFoundRpcError,
  ResourceUnavailableRpcError,
  RpcRequestError,
  UnknownRpcError,
} from "viem";
import { describe, expect, it } from "vitest";
import { hasErrorCode } from "./errorClues.ts";
import { errorKindOf, explainError, isRevert } from "./explainError.ts";

/** As viem throws what a node of ours answered. */
const node = (code: number, message: string, data?: unknown) =>
  new RpcRequestError({ body: {}, url: "http://x", error: { code, message, data } });

/** As a wallet throws it: an object or an error with a number. */
const wallet = (code: number | string, message: string, more: object = {}) =>
  Object.assign(new Error(message), { code, ...more });

describe("a person's no", () => {
  it.each([
    ["EIP-1193", { code: 4001, message: "User rejected the request." }],
    ["WalletConnect", { code: 5000, message: "User rejected." }],
    ["WalletConnect, methods", { code: 5002, message: "User rejected methods." }],
    ["a plain string", "User rejected the request"],
    ["another plain string", "cancelled"],
    ["a string from a mobile wallet", "User canceled"],
    ["hidden two levels down", wallet(-32603, "Internal JSON-RPC error.", { data: { originalError: { code: 4001 } } })],
    ["hidden in a cause of a cause", new BaseError("x", { cause: new Error("y", { cause: { code: 4001 } }) })],
    ["ethers", wallet("ACTION_REJECTED", "user rejected action", { info: { error: { code: 4001 } } })],
    ["as viem wraps an unknown code", new UnknownRpcError(new Error("Request rejected"))],
    ["MetaMask", new Error("MetaMask Tx Signature: User denied transaction signature.")],
    ["MetaMask, message", new Error("MetaMask Message Signature: User denied message signature.")],
    ["Coinbase Wallet", new Error("User denied account authorization")],
    ["Coinbase Smart Wallet", new Error("User closed modal")],
    ["Rabby", new Error("User Cancel")],
    ["Safe", new Error("Transaction was rejected")],
    ["Ledger", new Error("Ledger device: Condition of use not satisfied (denied by the user?) (0x6985)")],
    ["Ledger's name", wallet(0x6985, "TransportStatusError")],
    ["Trezor", wallet("Failure_ActionCancelled", "Action cancelled by user")],
    ["Trezor's popup", wallet("Method_Cancel", "Popup closed")],
    ["declined", new Error("Transaction declined")],
    ["refused", new Error("The user has refused to sign")],
    ["a bare number", 4001],
    ["a list with one answer", [{ code: 4001 }]],
    ["XDEFI", wallet(-32603, "Transaction was not approved")],
    ["WalletConnect, as a word", new Error("USER_REJECTED")],
    ["Keystone", new Error("KeystoneError#Tx_canceled")],
    ["BitBox", new Error("userAbort")],
    ["SafePal", new Error("用户取消了操作")],
    ["in a string of JSON", JSON.stringify({ code: 4001, message: "User disapproved requested methods" })],
  ])("is one in the words of %s", (_, error) => {
    expect(errorKindOf(error)).toBe("Rejected");
  });

  it("is not read into what a node or a contract says", () => {
    expect(errorKindOf(node(-32000, "transaction rejected"))).not.toBe("Rejected");
    expect(errorKindOf(node(4001, "user rejected"))).not.toBe("Rejected");
    expect(errorKindOf(new Error("The wallet took no notice of user 4001"))).not.toBe("Rejected");
  });
});

describe("one number, two speakers", () => {
  it.each([
    [-32002, "Request of type 'eth_requestAccounts' already pending", "request timed out", "WalletBusy", "Timeout"],
    [-32002, "x", "x", "WalletBusy", "Timeout"],
    [-32601, "Method not found", "the method eth_getProof does not exist", "WalletUnsupported", "NodeUnsupported"],
    [-32004, "Method not supported", "method not supported", "WalletUnsupported", "NodeUnsupported"],
    [-32005, "x", "limit exceeded", "WalletFailed", "TooManyRequests"],
    [-32602, "Invalid params", "Invalid params", "WalletFailed", "RequestFailed"],
    [-32603, "Internal error", "Internal error", "WalletFailed", "RequestFailed"],
  ])("%i", (code, said, answered, ofWallet, ofNode) => {
    expect(errorKindOf(wallet(code, said))).toBe(ofWallet);
    expect(errorKindOf({ code, message: said })).toBe(ofWallet);
    expect(errorKindOf(node(code, answered))).toBe(ofNode);
  });

  it("is told apart however viem wraps it", () => {
    expect(errorKindOf(new ResourceUnavailableRpcError(node(-32002, "x")))).toBe("Timeout");
    expect(errorKindOf(new ResourceUnavailableRpcError(new Error("x")))).toBe("WalletBusy");
    expect(errorKindOf(new MethodNotFoundRpcError(node(-32601, "x")))).toBe("NodeUnsupported");
    expect(errorKindOf(new LimitExceededRpcError(node(-32005, "x")))).toBe("TooManyRequests");
  });

  it("takes an internal error of a node for no refusal of a contract", () => {
    const cause = new InternalRpcError(node(-32603, "Internal error"));
    const error = new ContractFunctionRevertedError({ abi: [], functionName: "f", message: "Internal error", cause });
    expect(explainError(error).name).toBe("RequestFailed");
    expect(isRevert(error)).toBe(false);
    expect(isRevert(node(3, "execution reverted: paused"))).toBe(true);
    expect(explainError(node(-32603, "VM Exception while processing transaction: revert paused")).sentence).toContain(
      "“paused”",
    );
    expect(explainError(node(-32015, "VM execution error.", `Reverted 0x${"ab".repeat(4)}`)).name).toBe("Reverted");
  });
});

describe("what nodes of every make say", () => {
  it.each([
    ["InsufficientFunds", node(-32000, "gas required exceeds allowance (0)")],
    ["InsufficientFunds", node(-32000, "gas required exceeds allowance (20914)")],
    ["OutOfGas", node(-32000, "gas required exceeds allowance (30000000)")],
    ["InsufficientFunds", node(-32003, "insufficient funds for gas * price + value: have 0 want 1")],
    ["InsufficientFunds", node(-32010, "InsufficientFunds, Account balance: 0, cumulative cost: 1")],
    ["InsufficientFunds", node(-32000, "Upfront cost exceeds account balance")],
    ["InsufficientFunds", node(-32000, "sender doesn't have enough funds to send tx")],
    ["InsufficientFunds", wallet(-32603, "Internal JSON-RPC error.", { data: { message: "insufficient funds" } })],
    ["AlreadyKnown", node(-32010, "AlreadyKnown")],
    ["AlreadyKnown", node(-32000, "already known")],
    ["AlreadyKnown", node(-32000, "Known transaction")],
    ["NonceTooLow", node(-32010, "OldNonce, Current nonce: 9, nonce of rejected tx: 8")],
    ["NonceTooLow", node(-32001, "Nonce too low")],
    ["NonceTooLow", wallet("NONCE_EXPIRED", "nonce has already been used")],
    ["NonceTooHigh", node(-32010, "NonceGap, Future nonce. Expected nonce: 5")],
    ["NonceTooHigh", node(-32006, "Transaction nonce is too distant from current sender nonce")],
    ["ReplacementUnderpriced", node(-32000, "could not replace existing tx")],
    ["ReplacementUnderpriced", node(-32010, "FeeTooLowToCompete")],
    ["ReplacementUnderpriced", node(-32000, "Replacement transaction underpriced")],
    ["FeeTooLow", node(-32010, "FeeTooLow, MaxFeePerGas too low. MaxFeePerGas: 1, BaseFee: 7")],
    ["FeeTooLow", node(-32000, "transaction underpriced: gas tip cap 1, minimum needed 25")],
    ["FeeTooLow", node(-32009, "Gas price below configured minimum gas price")],
    ["FeeTooHigh", node(-32000, "tx fee (1.20 ether) exceeds the configured cap (1.00 ether)")],
    ["TypeNotSupported", node(-32000, "transaction type not supported")],
    ["TypeNotSupported", node(-32010, "InvalidTxType")],
    ["PoolFull", node(-32000, "txpool is full")],
    ["SenderHasCode", node(-32000, "sender not an eoa: address 0xabc")],
    ["HistoryMissing", node(-32000, "missing trie node 1a2b (path )")],
    ["HistoryMissing", node(-32000, "historical state 1a2b is not available")],
    ["HistoryMissing", node(-32000, "World state unavailable")],
    ["Timeout", node(-32000, "execution aborted (timeout = 5s)")],
    ["Timeout", new HttpRequestError({ url: "http://x", status: 504, details: "Gateway" })],
    ["TooManyRequests", node(429, "Your app has exceeded its compute units per second capacity")],
    ["TooManyRequests", node(-32600, "Your app has exceeded its concurrent requests capacity.")],
    ["NodeRefuses", node(-32001, "Unauthorized")],
    ["NodeRefuses", node(-32600, "Must be authenticated!")],
    ["NodeRefuses", node(-32600, "invalid project id")],
    ["NodeRefuses", new HttpRequestError({ url: "http://x", status: 401 })],
    ["NodeRefuses", new HttpRequestError({ url: "http://x", status: 402 })],
    [
      "NodeRefuses",
      new HttpRequestError({ url: "http://x", status: 403, details: "origin https://a.b is not allowed" }),
    ],
    ["WrongChain", node(-32000, "invalid chain id for signer: have 1 want 11155111")],
    ["OutOfGas", node(-32000, "insufficient gas for floor data gas cost: gas 21000, minimum needed 30000")],
    ["NonceTooHigh", node(-32000, "in-flight transaction limit reached for delegated accounts")],
    ["BlockNotFound", node(-32000, "transaction indexing is in progress")],
    ["Unreachable", new TypeError("Failed to fetch")],
    ["Unreachable", new TypeError("NetworkError when attempting to fetch resource.")],
    ["Unreachable", new TypeError("Load failed")],
    ["TooManyRequests", node(-32097, "x")],
    ["TooManyRequests", node(-32005, "daily request count exceeded, request rate limited")],
    ["TooManyRequests", node(-32007, "50/second request limit reached - reduce calls per second")],
    ["TooManyRequests", new HttpRequestError({ url: "http://x", status: 429 })],
    ["TooManyRequests", node(-32000, "Too Many Requests")],
    ["TooManyRequests", node(-32001, "Your app has exceeded the call limit. Try again later")],
    ["TooManyRequests", new HttpRequestError({ url: "http://x", status: 403, details: "error code: 1015" })],
    ["TooManyRequests", new HttpRequestError({ url: "http://x", status: 503, details: "server is overloaded" })],
    ["RequestFailed", node(-32600, "batch too large")],
    ["RequestFailed", node(-32600, "Batch size exceeds limit of 10")],
    ["NodeUnsupported", node(-32000, "Method eth_getLogs is disabled")],
    ["NodeUnsupported", node(-32000, "The method debug_traceCall is not available on this plan")],
    ["AlreadyKnown", node(-32000, "INTERNAL_ERROR: existing tx with same hash")],
    ["PoolFull", node(-32000, "queue full")],
  ])("%s", (name, error) => {
    expect(explainError(error).name).toBe(name);
  });
});

describe("what wallets with a device behind them say", () => {
  it.each([
    ["HardwareBlind", "Please enable Blind signing or Contract data in the Ethereum app Settings"],
    ["HardwareBlind", "Ledger device: Invalid data received (0x6a80)"],
    ["HardwareLocked", "Ledger device: Locked device (0x5515)"],
    ["HardwareLocked", "Ledger device: UNKNOWN_ERROR (0x6b0c)"],
    ["HardwareApp", "Ledger device: CLA_NOT_SUPPORTED (0x6e00)"],
    ["HardwareApp", "Open the Ethereum app on your Ledger"],
    ["HardwareAway", "Failed to open the device."],
    ["HardwareAway", "device disconnected during action"],
    ["HardwareAway", "Device used elsewhere"],
    ["HardwareAway", "TransportOpenUserCancelled: Failed to execute 'requestDevice' on 'USB'"],
  ])("%s: %s", (name, words) => {
    expect(errorKindOf(new Error(words))).toBe(name);
    expect(errorKindOf(wallet(-32603, words))).toBe(name);
  });
});

it.each([
  ["WalletLocked", wallet(4100, "Unauthorized")],
  ["WalletDisconnected", new Error("No matching key. session topic doesn't exist: 5f3a")],
  ["WalletFailed", wallet(8000, "Proposal expired")],
  ["WalletFailed", new Error("Extension context invalidated.")],
  ["WalletFailed", new Error("MetaMask: Disconnected from MetaMask background. Page reload required.")],
  ["WalletFailed", new Error("The message port closed before a response was received.")],
  ["WalletDisconnected", new Error("Disconnected from chain. Attempting to connect.")],
  ["WalletLocked", new Error("wallet must has at least one account")],
  ["WalletLocked", wallet(-32603, "Wallet is locked")],
  ["WalletUnsupported", wallet(5700, "Unsupported capability")],
  ["WalletUnsupported", wallet(5760, "atomicity not supported")],
  ["WrongChain", wallet(-32603, 'Provided chainId "0x1" must match the active chainId "0x5"')],
  ["WrongChain", new Error("The current chain of the wallet (id: 1) does not match the target chain (id: 10)")],
  ["WalletFailed", wallet(-32603, "Request expired. Please try again.")],
  [
    "InsufficientFunds",
    wallet("SERVER_ERROR", "processing response error", {
      body: '{"error":{"code":-32000,"message":"insufficient funds for gas * price + value"}}',
    }),
  ],
])("a wallet that says it otherwise: %s", (name, error) => {
  expect(errorKindOf(error)).toBe(name);
});

it("finds a wallet's number wherever it was put", () => {
  expect(hasErrorCode(wallet(-32603, "x", { data: { cause: { code: 5730 } } }), 5730)).toBe(true);
  expect(hasErrorCode(new Error("outer", { cause: wallet(5720, "duplicate") }), 5720)).toBe(true);
  expect(hasErrorCode(undefined, 5720)).toBe(false);
});
