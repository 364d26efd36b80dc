import {
  type Address,
  BaseError,
  decodeAbiParameters,
  domainSeparator,
  type Hex,
  hexToBigInt,
  hexToBytes,
  parseAbi,
  size,
  slice,
  type TypedDataDomain,
  zeroAddress,
} from "viem";
import { showableTitle, titleConcern } from "../model/titles.ts";
import { unseen } from "../model/typed.ts";
import { markOf, visibleText, words } from "../model/words.ts";
import {
  type BlockRef,
  type Finding,
  isUnreachable,
  type ReadClient,
  type ReadContext,
  readAtHead,
} from "./finding.ts";

export type Currency = {
  address: Address;
  /** As the token calls itself, made safe to show: anyone can make a token with any name. */
  symbol: string;
  name: string;
  decimals: number;
};

/** The longest that is shown of what a token calls itself, in characters. */
const [longestSymbol, longestName] = [12, 40];

/** Decimals of which a 256-bit amount has any use. */
const mostDecimals = 77;

function shortened(text: string, maximum: number): string {
  const honest = titleConcern(text)?.kind === "hidden" ? text.replace(unseen, markOf) : text;
  const shown = showableTitle(visibleText(honest).replace(/\s+/g, " ").trim()) ?? "";
  const visible = [...shown];
  return visible.length > maximum ? `${visible.slice(0, maximum).join("")}…` : visible.join("");
}

/** Whether nobody would see it: blanks, joiners, fillers, marks without a letter. */
function isBlank(text: string): boolean {
  return !/[\p{L}\p{N}\p{S}\p{P}]/u.test(text.replace(/[\u115f\u1160\u3164\uffa0\u2800\u{1d159}]/gu, ""));
}

/** Bytes that are no UTF-8 are no word. */
const ifText = (word: string) => (word.includes("\ufffd") ? "" : word);

/** A word as contracts answer it: a string, or 32 bytes as the first tokens did. Empty if it is neither. */
function wordOf(data: Hex): string {
  const bytes = hexToBytes(data);
  try {
    if (bytes.length > 32) return ifText(decodeAbiParameters([{ type: "string" }], data)[0]);
  } catch {
    // Neither; then perhaps the first 32 bytes are a word.
  }
  const end = bytes.indexOf(0);
  return ifText(new TextDecoder().decode(bytes.subarray(0, end === -1 ? Math.min(32, bytes.length) : end)));
}

const selectors = {
  // Read as bytes, because what comes may be of another kind than the standard says.
  symbol: "0x95d89b41",
  name: "0x06fdde03",
  decimals: "0x313ce567",
} as const;

/**
 * What a token says of itself. A token that has no usable decimals is undefined: its amounts can't be shown but in its
 * smallest unit. One that has no name is called by its address. Throws viem's errors when the node can't be reached.
 */
export async function readCurrency(client: ReadClient, address: Address): Promise<Currency | undefined> {
  if (address === zeroAddress) {
    const native = client.chain?.nativeCurrency ?? { symbol: "ETH", name: "Ether", decimals: 18 };
    return { address, ...native };
  }
  const ask = async (data: Hex): Promise<Hex | undefined> => (await answerOf(client.call({ to: address, data })))?.data;
  const [symbol, name, decimals] = await Promise.all([
    ask(selectors.symbol),
    ask(selectors.name),
    ask(selectors.decimals),
  ]);
  if (decimals === undefined || size(decimals) < 32) return undefined;
  const places = hexToBigInt(slice(decimals, 0, 32));
  if (places > BigInt(mostDecimals)) return undefined;
  const [ticker, title] = [wordOf(symbol ?? "0x"), wordOf(name ?? "0x")];
  const called = [ticker, title].find((word) => !isBlank(word)) ?? `token ${words.account(address)}`;
  return {
    address,
    symbol: isBlank(ticker) && isBlank(title) ? called : shortened(called, longestSymbol),
    name: shortened(isBlank(title) ? called : title, longestName),
    decimals: Number(places),
  };
}

export type PermitData = {
  /** The token's EIP-712 domain, checked against its DOMAIN_SEPARATOR. */
  domain: TypedDataDomain;
  /** The owner's next nonce. */
  nonce: bigint;
};

const permitAbi = parseAbi([
  "function DOMAIN_SEPARATOR() view returns (bytes32)",
  "function PERMIT_TYPEHASH() view returns (bytes32)",
  "function nonces(address owner) view returns (uint256)",
  "function name() view returns (string)",
  "function version() view returns (string)",
  "function eip712Domain() view returns (bytes1 fields, string name, string version, uint256 chainId, address verifyingContract, bytes32 salt, uint256[] extensions)",
]);

/** keccak256("Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)"). */
const permitTypehash = "0x6e71edae12b1b97f4d1f60370fef10105fa2faae0126114a169c64845d6126c9";

/** What a token answers, or undefined if it doesn't know the question. A node that is away throws. */
async function answerOf<Value>(question: Promise<Value>): Promise<Value | undefined> {
  try {
    return await question;
  } catch (error) {
    if (error instanceof BaseError && !isUnreachable(error)) return undefined;
    throw error;
  }
}

/** The domains that a token may use, the likeliest first: what it says by ERC-5267, then its name with a version. */
async function candidatesOf(
  { client, deployment }: ReadContext,
  currency: Address,
  blockNumber: bigint,
): Promise<TypedDataDomain[]> {
  const read = { address: currency, abi: permitAbi, blockNumber } as const;
  const [stated, name, version] = await Promise.all([
    answerOf(client.readContract({ ...read, functionName: "eip712Domain" })),
    answerOf(client.readContract({ ...read, functionName: "name" })),
    answerOf(client.readContract({ ...read, functionName: "version" })),
  ]);
  const place = { chainId: deployment.chainId, verifyingContract: currency };
  const candidates: TypedDataDomain[] = [];
  if (stated) {
    const [bits, itsName, itsVersion, chainId, verifyingContract, salt] = stated;
    const fields = Number(bits);
    candidates.push({
      ...(fields & 1 && { name: itsName }),
      ...(fields & 2 && { version: itsVersion }),
      ...(fields & 4 && { chainId: Number(chainId) }),
      ...(fields & 8 && { verifyingContract }),
      ...(fields & 16 && { salt }),
    });
  }
  if (name !== undefined) {
    for (const each of [version, "1", "2"]) if (each !== undefined) candidates.push({ name, version: each, ...place });
    candidates.push({ name, ...place });
  }
  return candidates;
}

async function permitAt(
  context: ReadContext,
  { currency, owner }: ReadPermitParameters,
  block: BlockRef,
): Promise<PermitData | undefined> {
  const { client } = context;
  const blockNumber = BigInt(block.number);
  const read = { address: currency, abi: permitAbi, blockNumber } as const;
  const [separator, nonce, type, candidates] = await Promise.all([
    answerOf(client.readContract({ ...read, functionName: "DOMAIN_SEPARATOR" })),
    answerOf(client.readContract({ ...read, functionName: "nonces", args: [owner] })),
    answerOf(client.readContract({ ...read, functionName: "PERMIT_TYPEHASH" })),
    candidatesOf(context, currency, blockNumber),
  ]);
  // Some tokens have a permit of their own, with other fields.
  if (separator === undefined || nonce === undefined || (type !== undefined && type !== permitTypehash))
    return undefined;
  const domain = candidates.find((each) => domainSeparator({ domain: each }) === (separator as Hex));
  return domain && { domain, nonce };
}

export type ReadPermitParameters = {
  /** An ERC-20 token. */
  currency: Address;
  owner: Address;
};

/** What permitTypedData needs. Not found: the token takes no ERC-2612 permits, so the owner approves instead. */
export function readPermit(context: ReadContext, parameters: ReadPermitParameters): Promise<Finding<PermitData>> {
  return readAtHead(context, (block) => permitAt(context, parameters, block));
}
