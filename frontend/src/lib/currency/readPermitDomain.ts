import { type Address, domainSeparator, type PublicClient, parseAbi } from "viem";
import type { PermitDomain } from "./PermitDomain.ts";

const abi = parseAbi([
  "function nonces(address owner) view returns (uint256)",
  "function DOMAIN_SEPARATOR() view returns (bytes32)",
  "function name() view returns (string)",
  "function version() view returns (string)",
]);

export type ReadPermitDomainParameters = { chainId: number; currency: Address; owner: Address };

/**
 * How an account signs an ERC-2612 permit for a token; undefined if the token has none, or if what it says of itself
 * does not make its own domain separator, or if the account is a contract, whose signatures ERC-2612 does not know.
 */
export async function readPermitDomain(
  client: PublicClient,
  { chainId, currency, owner }: ReadPermitDomainParameters,
): Promise<PermitDomain | undefined> {
  const read = { address: currency, abi } as const;
  try {
    const [code, nonce, separator, name, version] = await Promise.all([
      client.getCode({ address: owner }),
      client.readContract({ ...read, functionName: "nonces", args: [owner] }),
      client.readContract({ ...read, functionName: "DOMAIN_SEPARATOR" }),
      client.readContract({ ...read, functionName: "name" }),
      client.readContract({ ...read, functionName: "version" }).catch(() => "1"),
    ]);
    const domain = { name, version, chainId, verifyingContract: currency };
    const isContract = code !== undefined && code !== "0x";
    return !isContract && domainSeparator({ domain }) === separator ? { domain, nonce } : undefined;
  } catch {
    return undefined;
  }
}
