import { type Clue, isFromNode } from "./errorClues.ts";

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
  WalletFailed:
    "Your wallet could not do this. Open it, see that it is unlocked and connected, and look at its own list before you ask again.",
  HardwareBlind:
    "Your hardware wallet shows only what it knows, and this is a call of a contract. Allow blind signing (or contract data) in the settings of its Ethereum app, then try again. Nothing was sent.",
  HardwareLocked: "Your hardware wallet is locked. Unlock it, open its Ethereum app, and try again. Nothing was sent.",
  HardwareApp:
    "The Ethereum app is not open on your hardware wallet. Open it (and update it if it is old), then try again. Nothing was sent.",
  HardwareAway:
    "Your wallet can't reach the hardware wallet. Connect it, close other programs that use it, and try again. Nothing was sent.",
  WrongChain: "Your wallet is on another chain. Switch it to the chain shown here and try again. Nothing was sent.",
  InsufficientFunds:
    "The account has too little ETH for the amount and the network fee. Nothing was sent. Add ETH, or use another account.",
  NonceTooLow:
    "A transaction with this number was sent from the account already, perhaps from another window. Check your wallet's activity before you try again, so that you don't pay twice.",
  SenderHasCode:
    "The chain takes no transactions from this account, because it is a contract. Send it with the wallet that controls it. Nothing was sent.",
  NonceTooHigh:
    "An earlier transaction of this account is still missing. Nothing was sent. Finish or cancel it in your wallet, then try again.",
  ReplacementUnderpriced:
    "Another transaction of this account with the same number is waiting. Let it finish, or raise the fee in your wallet.",
  FeeTooLow: "The network fee is below what the chain asks for now. Nothing was sent. Try again with the current fee.",
  FeeTooHigh:
    "The network fee in the request is not plausible. Nothing was sent. Reset the fee in your wallet and try again.",
  TypeNotSupported:
    "This chain does not take this kind of transaction. Nothing was sent. Set your wallet to send plain (legacy) transactions, or update it.",
  PoolFull: "The network is too busy to take this up now. Nothing was sent. Try again in a few minutes.",
  OutOfGas: "The transaction needs more gas than it was given. Try again and let your wallet estimate the gas.",
  AlreadyKnown: "This transaction was sent already and is waiting. Don't send it again.",
  NotMinedYet:
    "The transaction was not included in a block yet. It may still be: look at it in your wallet before you send another.",
  TransactionNotFound:
    "The node does not know this transaction. It may have been dropped. Look at it in your wallet before you send another.",
  BlockNotFound:
    "The node does not have this block: it may be behind, or the chain may have been restarted. Try again in a moment.",
  HistoryMissing:
    "This node does not keep what the chain was at that time. Ask a node that keeps its history (an archive node).",
  NodeRefuses:
    "The node does not serve this site: it wants a key, or what it serves for one is used up. Ask another node. What is on the chain is safe.",
  NodeUnsupported: "This node does not answer this kind of question. Ask another node. What is on the chain is safe.",
  RangeTooWide: "The node finds that this asks for too much at once. Ask for less, or ask another node.",
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
  UnauthorizedProviderError: "WalletLocked",
  ConnectorNotConnectedError: "WalletLocked",
  AccountNotFoundError: "WalletLocked",
  ConnectorAccountNotFoundError: "WalletLocked",
  ProviderDisconnectedError: "WalletDisconnected",
  ChainDisconnectedError: "WalletDisconnected",
  UnsupportedProviderMethodError: "WalletUnsupported",
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
  TransactionTypeNotSupportedError: "TypeNotSupported",
  BlockNotFoundError: "BlockNotFound",
  TimeoutError: "Timeout",
  WebSocketRequestError: "Unreachable",
  SocketClosedError: "Unreachable",
  ContractFunctionZeroDataError: "NoContract",
  AbortError: "Aborted",
};

/** Of these the name says more than the words: "timed out" is no fault of the node here. */
const byNameFirst: Record<string, NodeErrorName> = {
  WaitForTransactionReceiptTimeoutError: "NotMinedYet",
  TransactionReceiptNotFoundError: "NotMinedYet",
  TransactionNotFoundError: "TransactionNotFound",
};

/** A person's own "no", in the numbers of EIP-1193, WalletConnect (CAIP-25), ethers, Ledger and Trezor. */
const refusalCodes = new Set<number | string>([
  4001,
  5000,
  5001,
  5002,
  5003,
  "4001",
  "5000",
  "ACTION_REJECTED",
  "Failure_ActionCancelled",
  "Method_Cancel",
  "Permissions_NotGranted",
  0x6985,
  0x5501,
]);

/** The same in words: a refusal that came without its number, or as a plain string. */
const refusalWords =
  /\buser[ _]?(?:has )?(?:rejected|refused|denied|declined|disapproved|abort(?:ed)?|did not (?:approve|confirm)|closed)\b|\buser[ _]?cancel(?:l?ed)?\b|\buser_?abort(?:ed)?\b|\btx_cancell?ed\b|用户(?:取消|拒绝)|(?:rejected|denied|declined|refused|cancel?led|disapproved|aborted) by (?:the )?(?:user|owner|signer)|^\W*(?:(?:action|request|transaction|signature|signing|operation|message|popup|connection)(?: was| has been| request)? )?(?:rejected|cancel(?:l?ed)?|denied|declined|closed)\W*$|(?:request|transaction|signature|action)(?: signature)? (?:was )?(?:rejected|denied|declined|cancel?led)(?: (?:on|in) (?:the |your )?(?:device|wallet|ledger|trezor|safe))|condition of use not satisfied|^\W*(?:the )?(?:transaction|request|signature) (?:was )?not (?:approved|signed)(?: by .{0,20})?\W*$|0x6985|0x5501|userrefusedondevice|action_?rejected|permissions not granted|connection request reset/i;

/** What wallets with a device behind them say of it. */
const hardwareWords: readonly [RegExp, NodeErrorName][] = [
  [
    /blind[ -]?sign|(?:enable|allow|activate|turn on) ['"“]?contract data|contract data.{0,20}(?:settings|disabled)|pleaseenablecontractdata|0x6a80/i,
    "HardwareBlind",
  ],
  [
    /locked ?device|device (?:is |seems )?locked|ledger.{0,20}locked|unlock your (?:device|ledger|trezor|hardware)|0x5515|0x6b0c|0x6804|lockeddeviceerror/i,
    "HardwareLocked",
  ],
  [
    /(?:open|launch|start) (?:the )?(?:\w+ )?(?:ethereum )?app\b|ethereum app.{0,30}(?:not open|closed|open it)|wrong app|cla_not_supported|ins_not_supported|0x6511|0x6d00|0x6d02|0x6e00|0x6e01|0x650f|appnotopen/i,
    "HardwareApp",
  ],
  [
    /(?:ledger|trezor|hardware wallet|usb ?device|hid ?device|device) ?.{0,20}(?:disconnected|not (?:found|connected|detected)|could not be (?:found|opened|reached)|used elsewhere|unresponsive)|(?:open|claim|access)(?:ing)?.{0,20}(?:usb|hid|the device)|unable to connect to .{0,12}(?:ledger|trezor)|no device selected|transportopenusercancelled|transport_missing|device_usedelsewhere|transferout|disconnecteddevice/i,
    "HardwareAway",
  ],
];

/** How nodes and providers say that they are asked too much. */
const busyWords =
  /too many (?:requests|connections)|rate[ -]?limit|request (?:limit|count|rate)|requests? per|per (?:second|minute|day)\b|compute units|throughput|throttl|quota|call (?:limit|rate)|error code: 1015|overloaded|capacity (?:limit )?exceeded|exceeded .{0,40}capacity|slow down|credits? (?:exceeded|limit)|over (?:the )?limit|backoff/i;

/** What wallets say of themselves, and what libraries of WalletConnect do once one has hung up, or never answered. */
const sessionWords: readonly [RegExp, NodeErrorName][] = [
  [
    /(?:wallet|keyring|vault|extension) (?:is |seems )?locked|unlock (?:the |your )?(?:wallet|extension)|at least one account/i,
    "WalletLocked",
  ],
  [/disconnected from chain/i, "WalletDisconnected"],
  // The extension was updated or put to sleep: what it was asked may have happened.
  [
    /extension context invalidated|disconnected from \w+ background|message (?:port|channel) closed|receiving end does not exist/i,
    "WalletFailed",
  ],
  [
    /session topic|no matching key|session .{0,20}(?:not found|disconnected|deleted)|please call connect/i,
    "WalletDisconnected",
  ],
  [/(?:proposal|request|session).{0,10} expired/i, "WalletFailed"],
];

/** How nodes and providers say that a query of logs covers too many blocks or finds too many of them. */
const rangeWords =
  /\brange|blocks? (?:range|limit|span)|(?:too many|max(?:imum)?|more than|limit(?:ed)? (?:of|to)|up to|over|exceeds?) .{0,24}(?:blocks?|results?|logs?|events?|entries)|(?:results?|logs?|events?|response|query|content)(?: size| set| length)? .{0,20}(?:too (?:large|many|big)|exceed|limit|more than)|response (?:is )?too (?:large|big)|too (?:large|wide|big)|response size|no backend is currently healthy|reduce (?:the )?(?:range|blocks?)|smaller (?:range|number)/i;

/** What nodes of every make say in words only, and what wallets pass on of it. */
const chainWords: readonly [RegExp, NodeErrorName][] = [
  [
    /insufficient ?(?:funds|balance for|eth|sender balance)|lack ?of ?funds?|exceeds the balance of the account|doesn'?t have enough funds|does not have enough funds|not enough (?:balance|funds|eth)|upfront[ _]cost[ _]exceeds|balance too low/i,
    "InsufficientFunds",
  ],
  [
    /replacement.{0,20}underpriced|replacement_underpriced|could not replace existing|replacementnotallowed|feetoolowtocompete|another transaction with (?:the )?same nonce/i,
    "ReplacementUnderpriced",
  ],
  [
    /already ?known|already ?imported|known transaction|already (?:exists )?in (?:the )?(?:mem|tx|transaction )?pool|existing tx with same hash|transaction (?:already exists|with the same hash)|duplicate transaction/i,
    "AlreadyKnown",
  ],
  [
    /nonce[ _]?too[ _]?low|old ?nonce|nonce[ _](?:is )?(?:has )?(?:already )?(?:been )?(?:too low|used|expired)|nonce_expired|(?:doesn'?t|does not) have the correct nonce|lower than the current nonce|invalid (?:transaction )?nonce/i,
    "NonceTooLow",
  ],
  [
    /nonce[ _]?too[ _]?(?:high|distant|far)|nonce ?gap|gapped ?nonce|future ?nonce|nonce is too (?:high|distant)/i,
    "NonceTooHigh",
  ],
  [
    /transaction type (?:is )?not supported|(?:un|not ?)supported (?:transaction|tx) ?type|invalid ?(?:transaction|tx) ?type|(?:tx|transaction) ?type ?not ?supported|eip-?1559.{0,30}not (?:supported|enabled|activated)|type 2 transaction|only legacy/i,
    "TypeNotSupported",
  ],
  [
    /invalid chain ?id|wrong chain ?id|chain ?id (?:mismatch|does not match)|incorrect chain|must match the active chain|does not match the (?:target|active|current) chain|unrecognized chain/i,
    "WrongChain",
  ],
  [/in-flight transaction limit|authority already reserved/i, "NonceTooHigh"],
  [/not an eoa|sender is ?not ?eoa|sendernoteoa|sender.{0,10}has (?:deployed )?code/i, "SenderHasCode"],
  [
    /(?:exceeds|above|over) the configured cap|higher than max fee|tip (?:is )?(?:above|higher)|fee cap (?:is )?too high/i,
    "FeeTooHigh",
  ],
  [
    /max fee per gas less than|fee ?cap (?:less|lower|below|cannot be lower)|underpriced|fee ?too ?low|gas ?price (?:is )?(?:too ?low|below)|gas_price_(?:too_low|below)|lower ?than ?(?:the )?base ?fee|below (?:the )?(?:base ?fee|minimum|configured minimum)|tip too low|min(?:imum)? ?(?:gas price|priority fee)/i,
    "FeeTooLow",
  ],
  [
    /(?:tx|transaction) ?pool (?:is )?full|txpool.{0,6}full|mempool (?:is )?full|pool overflow|\bqueue (?:is )?full/i,
    "PoolFull",
  ],
  [
    /out of gas|gas required exceeds|insufficient gas|intrinsic gas|exceeds (?:the )?(?:block|transaction|maximum) ?gas|gas ?limit ?(?:too high|exceeded|reached)|transaction gas limit/i,
    "OutOfGas",
  ],
  [
    /missing trie node|(?:historical )?state .{0,60}(?:not available|unavailable|pruned|missing)|no state available|pruned|world state unavailable|archive (?:node|request|state|data|access)|required historical|block is too old|old data not available|distance to target block exceeds/i,
    "HistoryMissing",
  ],
  [
    /header not found|unknown block|block not found|could not find block|header for hash not found|indexing is in progress|(?:node|client) is (?:still )?syncing|not (?:yet )?synced/i,
    "BlockNotFound",
  ],
  // How many questions came together, and not how much one of them asks for.
  [/\bbatch(?:es)? (?:is |size |of |requests? |too |limit)/i, "RequestFailed"],
  [rangeWords, "RangeTooWide"],
  [busyWords, "TooManyRequests"],
  [/timed? ?out|timeout|context deadline exceeded|took too long|execution aborted/i, "Timeout"],
];

/** What only a node says: "unauthorized" from a wallet means the account. */
const refusingWords: readonly [RegExp, NodeErrorName][] = [
  [
    /\bmethods? .{0,40}(?:is |are )?(?:disabled|blocked|not (?:available|allowed|supported|enabled))/i,
    "NodeUnsupported",
  ],
  [
    /unauthori[sz]ed|must be authenticated|authentication (?:required|failed)|(?:invalid|missing|disabled) (?:project|api|access|app) ?-?(?:id|key|token)|api key|origin .{0,40}not allowed|payment required|upgrade your (?:plan|account)/i,
    "NodeRefuses",
  ],
];

/** What browsers, Node and wallets say of a node that gave no answer at all. */
const awayWords: readonly [RegExp, NodeErrorName][] = [
  [
    /failed to fetch|networkerror when attempting|^load failed$|fetch failed|network request failed|enotfound|econnrefused|econnreset|eai_again|socket hang up|err_network/i,
    "Unreachable",
  ],
];

const busyCodes = new Set<number | string>([429, "429", -32097, -32029, -32007, -32090]);

/** What a wallet's own numbers mean (EIP-1193, EIP-1474, EIP-3085, EIP-5792). A node uses the last ones for other things. */
const walletCodes: Record<number, NodeErrorName> = {
  4100: "WalletLocked",
  4200: "WalletUnsupported",
  4900: "WalletDisconnected",
  4901: "WalletDisconnected",
  4902: "WrongChain",
  [-32002]: "WalletBusy",
  [-32004]: "WalletUnsupported",
  5700: "WalletUnsupported",
  5710: "WalletUnsupported",
  5760: "WalletUnsupported",
  [-32601]: "WalletUnsupported",
};

const nodeCodes: Record<number, NodeErrorName> = {
  [-32001]: "BlockNotFound",
  [-32002]: "Timeout",
  [-32004]: "NodeUnsupported",
  [-32005]: "TooManyRequests",
  [-32601]: "NodeUnsupported",
};

const timeoutStatuses = new Set([408, 504, 522, 524]);

/** A key is missing or wrong, money is, or the address is not among those that are served. */
const refusedStatuses = new Set([401, 402, 403, 407]);

/** Geth counts what the account could pay for: so little gas is missing money, not missing gas. */
const fewGas = 1_000_000;

function wordsIn(clues: readonly Clue[], table: readonly [RegExp, NodeErrorName][]): NodeErrorName | undefined {
  for (const { text } of clues) {
    const allowance = /gas required exceeds allowance \((\d+)\)/i.exec(text);
    if (allowance && Number(allowance[1]) < fewGas) return "InsufficientFunds";
    const found = table.find(([pattern]) => pattern.test(text));
    if (found) return found[1];
  }
  return undefined;
}

function namedIn(clues: readonly Clue[], table: Record<string, NodeErrorName>): NodeErrorName | undefined {
  const named = clues.find(({ name }) => Object.hasOwn(table, name));
  return named && table[named.name];
}

function codeIn(clues: readonly Clue[], table: Record<number, NodeErrorName>): NodeErrorName | undefined {
  for (const { codes } of clues) {
    const known = codes.map((code) => table[Number(code)]).find((name) => name !== undefined);
    if (known) return known;
  }
  return undefined;
}

/** Whether a person said no in their wallet, in whatever form that wallet tells it. */
function isRefusal(clues: readonly Clue[]): boolean {
  return (
    !isFromNode(clues) &&
    clues.some(
      ({ name, codes, text }) =>
        name === "UserRejectedRequestError" || codes.some((code) => refusalCodes.has(code)) || refusalWords.test(text),
    )
  );
}

/**
 * The kind of a wallet's or a node's error; undefined if none is known. A refusal comes first, then what the words say,
 * then the numbers, which mean one thing from a node and another from a wallet.
 */
export function nodeErrorName(clues: readonly Clue[]): NodeErrorName | undefined {
  if (isRefusal(clues)) return "Rejected";
  const first = namedIn(clues, byNameFirst);
  if (first) return first;
  const fromNode = isFromNode(clues);
  if (!fromNode) {
    const hardware = wordsIn(clues, hardwareWords);
    if (hardware) return hardware;
    const session = wordsIn(clues, sessionWords);
    if (session) return session;
  }
  if (clues.some(({ status, codes }) => status === 429 || codes.some((code) => busyCodes.has(code)))) {
    return "TooManyRequests";
  }
  const said = wordsIn(clues, fromNode ? [...chainWords, ...refusingWords] : chainWords);
  if (said) return said;
  const coded = codeIn(clues, fromNode ? nodeCodes : walletCodes);
  if (coded) return coded;
  const named = namedIn(clues, byName);
  if (named) return named;
  for (const { name, status } of clues) {
    if (name === "HttpRequestError") {
      if (status === undefined) return "Unreachable";
      return timeoutStatuses.has(status) ? "Timeout" : refusedStatuses.has(status) ? "NodeRefuses" : "RequestFailed";
    }
    if (name === "RpcRequestError" || name === "ResponseBodyTooLargeError") return "RequestFailed";
  }
  const away = wordsIn(clues, awayWords);
  if (away) return away;
  // A number without a known meaning, and no node of ours behind it: the wallet.
  return clues.some(({ codes }) => codes.some((code) => typeof code === "number" && code < 0))
    ? "WalletFailed"
    : undefined;
}

/** Whether a node only says that some limit was passed (-32005): how often it is asked, or how much at once. */
export function isAnyLimit(clues: readonly Clue[]): boolean {
  return (
    isFromNode(clues) &&
    nodeErrorName(clues) === "TooManyRequests" &&
    clues.some(({ codes }) => codes.includes(-32005)) &&
    !clues.some(({ status, text }) => status === 429 || busyWords.test(text))
  );
}
