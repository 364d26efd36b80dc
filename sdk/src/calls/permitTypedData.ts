import type { Address, TypedDataDomain } from "viem";
import type { Deployment } from "../deployment/Deployment.ts";

export type PermitTypedDataParameters = {
  /** The token's EIP-712 domain and the owner's nonce: see readPermit. */
  domain: TypedDataDomain;
  nonce: bigint;
  /** Who pays and signs. */
  owner: Address;
  /** Exactly what is to be paid, in the token's smallest unit. */
  amount: bigint;
  /** The last second, since 1970, at which the permit counts. */
  deadline: bigint;
};

/** What an owner signs (ERC-2612) instead of an approval, so that the Royalties contract may take the amount. */
export function permitTypedData(deployment: Deployment, parameters: PermitTypedDataParameters) {
  const { domain, nonce, owner, amount, deadline } = parameters;
  return {
    domain,
    types: {
      Permit: [
        { name: "owner", type: "address" },
        { name: "spender", type: "address" },
        { name: "value", type: "uint256" },
        { name: "nonce", type: "uint256" },
        { name: "deadline", type: "uint256" },
      ],
    },
    primaryType: "Permit",
    message: { owner, spender: deployment.contracts.royalties.address, value: amount, nonce, deadline },
  } as const;
}
