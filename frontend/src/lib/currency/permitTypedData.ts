import type { Address } from "viem";
import type { PermitDomain } from "./PermitDomain.ts";

export type PermitTypedDataParameters = PermitDomain & {
  owner: Address;
  spender: Address;
  /** Exactly what will be taken; never more is asked for. */
  amount: bigint;
  /** The last second, since 1970, at which it counts. */
  deadline: bigint;
};

/** What an account signs (ERC-2612) to let exactly this amount of a token be taken. */
export function permitTypedData({ domain, nonce, owner, spender, amount, deadline }: PermitTypedDataParameters) {
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
    message: { owner, spender, value: amount, nonce, deadline },
  } as const;
}
