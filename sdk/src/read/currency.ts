import {
  type Address,
  BaseError,
  domainSeparator,
  erc20Abi,
  type Hex,
  parseAbi,
  type TypedDataDomain,
  zeroAddress,
} from "viem";
import { visibleText } from "../model/words.ts";
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

function shortened(text: string, maximum: number): string {
  const visible = visibleText(text).replace(/\s+/g, " ").trim();
  return visible.length > maximum ? `${visible.slice(0, maximum)}…` : visible;
}

/**
 * What a token says of itself. A token that answers nothing or nonsense is undefined: its amounts can't be shown.
 * Throws viem's errors when the node can't be reached.
 */
export async function readCurrency(client: ReadClient, address: Address): Promise<Currency | undefined> {
  if (address === zeroAddress) {
    const native = client.chain?.nativeCurrency ?? { symbol: "ETH", name: "Ether", decimals: 18 };
    return { address, ...native };
  }
  const read = { address, abi: erc20Abi } as const;
  try {
    const [symbol, name, decimals] = await Promise.all([
      client.readContract({ ...read, functionName: "symbol" }),
      client.readContract({ ...read, functionName: "name" }),
      client.readContract({ ...read, functionName: "decimals" }),
    ]);
    return decimals > 77 ? undefined : { address, symbol: shortened(symbol, 12), name: shortened(name, 40), decimals };
  } catch (error) {
    if (error instanceof BaseError && !isUnreachable(error)) return undefined;
    throw error;
  }
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
async function answerOf<value>(question: Promise<value>): Promise<value | undefined> {
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
