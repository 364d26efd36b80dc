import { type Address, type Hex, maxUint256, parseAbi, type TypedDataDomain, zeroAddress, zeroHash } from "viem";
import { royaltiesAbi } from "../abi/generated.ts";
import type { Deployment } from "../core/deployment.ts";
import type { HolderProof } from "../core/holders.ts";
import { normalSignature, signatureParts } from "../core/signature.ts";
import { stepsPerClaim } from "../model/constants.ts";
import { call, domainOf } from "./call.ts";

type ApproveParameters = {
  currency: Address;
  amount: bigint;
  /** Who may take it; the Royalties contract when missing. */
  spender?: Address | undefined;
};

/** As the standard has it, but for its answer: some tokens give none (USDT), and no answer changes what was allowed. */
const approveAbi = parseAbi(["function approve(address spender, uint256 amount)"]);

/** Allows the contract that will take a payment to take exactly this amount of a token; 0 takes it back. */
export function approveCall(deployment: Deployment, { currency, amount, spender }: ApproveParameters) {
  const by = spender ?? deployment.contracts.royalties.address;
  return call({ address: currency }, approveAbi, "approve", [by, amount]);
}

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

export type PermitParameters = {
  currency: Address;
  /** In the token's smallest unit. */
  amount: bigint;
  /** The last second at which the permit counts, as signed. */
  deadline: bigint;
  /** The owner's signature of permitTypedData, from an account: ERC-2612 knows no wallets that are contracts. */
  signature: Hex;
};

/**
 * Uses the sender's ERC-2612 permit for the Royalties contract, in a batch before the step that pays. It does nothing
 * if the permit was used before: then the allowance is there already, and if not, the step that pays fails.
 */
export function permitCall(deployment: Deployment, { currency, amount, deadline, signature }: PermitParameters) {
  const { r, s, v } = signatureParts(signature);
  return call(deployment.contracts.royalties, royaltiesAbi, "permit", [currency, amount, deadline, v, r, s]);
}

export type PayParameters = {
  work: bigint;
  /** An ERC-20 token, or the zero address for ETH. */
  currency: Address;
  amount: bigint;
  /** What it is for, for the record. */
  memo?: Hex;
};

/** Pays money into a work, for its holders. */
export function payCall(deployment: Deployment, { work, currency, amount, memo = zeroHash }: PayParameters) {
  return call(
    deployment.contracts.royalties,
    royaltiesAbi,
    "pay",
    [work, currency, amount, memo],
    currency === zeroAddress ? amount : 0n,
  );
}

export type PayForLicenceParameters = {
  licence: bigint;
  /** An ERC-20 token, or the zero address for ETH. */
  currency: Address;
  amount: bigint;
};

/**
 * Pays for a licence: of a sublicence each licensor above keeps what the licence that they hold does not ask, and what
 * is left goes into the work. It pays no debt of a report: see payDebtCall.
 */
export function payForLicenceCall(deployment: Deployment, { licence, currency, amount }: PayForLicenceParameters) {
  return call(
    deployment.contracts.royalties,
    royaltiesAbi,
    "payFor",
    [licence, currency, amount],
    currency === zeroAddress ? amount : 0n,
  );
}

export type SweepParameters = {
  work: bigint;
  /** An ERC-20 token, or the zero address for ETH. */
  currency: Address;
  /** The most to send, in the currency's smallest unit; all when missing. For tokens that limit their transfers. */
  most?: bigint;
};

/** Sends what stands in a work's till into the work. Anyone may send it; fails if the till is empty. */
export function sweepCall(deployment: Deployment, { work, currency, most = maxUint256 }: SweepParameters) {
  return call(deployment.contracts.royalties, royaltiesAbi, "sweep", [work, currency, most]);
}

export type SettleParameters = {
  /** In the order of settlement: a work before those it is made from. See readUpstream. */
  works: readonly bigint[];
  /** An ERC-20 token, or the zero address for ETH. */
  currency: Address;
};

/** Moves what works owe to the works they are made from, one step up for each. Anyone may send it. */
export function settleCall(deployment: Deployment, { works, currency }: SettleParameters) {
  return call(deployment.contracts.royalties, royaltiesAbi, "settle", [works, currency]);
}

export type TakeAllUnitsParameters = {
  work: bigint;
  claimant: Address;
  /** The root that the work was registered with. */
  contentRoot: Hex;
};

/** Takes all units for the claimant of a work that was registered without a list of holders. Anyone may send it. */
export function takeAllUnitsCall(deployment: Deployment, { work, claimant, contentRoot }: TakeAllUnitsParameters) {
  return call(deployment.contracts.royalties, royaltiesAbi, "takeAll", [work, claimant, contentRoot]);
}

export type TakeUnitsParameters = { work: bigint; holder: Address; proof: HolderProof };

/** Takes the units that a holder was given at registration. Anyone may send it for them. */
export function takeUnitsCall(deployment: Deployment, { work, holder, proof }: TakeUnitsParameters) {
  return call(deployment.contracts.royalties, royaltiesAbi, "take", [work, holder, BigInt(proof.units), proof.proof]);
}

export type TransferUnitsParameters = { work: bigint; to: Address; units: number };

/** Passes on royalty units. Income already earned stays with the sender. */
export function transferUnitsCall(deployment: Deployment, { work, to, units }: TransferUnitsParameters) {
  return call(deployment.contracts.royalties, royaltiesAbi, "transfer", [to, work, BigInt(units)]);
}

export type ClaimParameters = {
  work: bigint;
  /** An ERC-20 token, or the zero address for ETH. */
  currency: Address;
  /** Where the money goes. */
  to: Address;
  /** How many earlier changes of units to count at most, each about 6,000 gas; stepsPerClaim when missing. */
  maxSteps?: bigint;
};

/** Sends the sender's income from a work to an address. */
export function claimCall(deployment: Deployment, { work, currency, to, maxSteps = stepsPerClaim }: ClaimParameters) {
  return call(deployment.contracts.royalties, royaltiesAbi, "claim", [work, currency, to, maxSteps]);
}

export type ReleaseParameters = {
  work: bigint;
  /** An ERC-20 token, or the zero address for ETH. */
  currency: Address;
  /** Who is paid, at their own address. */
  holder: Address;
  /** As in claimCall. */
  maxSteps?: bigint;
};

/**
 * Sends a holder's income from a work to the holder's own address. Anyone may send it: for holders that can neither
 * call nor sign, like an immutable split.
 */
export function releaseCall(deployment: Deployment, parameters: ReleaseParameters) {
  const { work, currency, holder, maxSteps = stepsPerClaim } = parameters;
  return call(deployment.contracts.royalties, royaltiesAbi, "release", [work, currency, holder, maxSteps]);
}

export type ReleaseProceedsParameters = { account: Address; currency: Address };

/** Sends an account's proceeds of sublicences to the account itself. Anyone may send it. */
export function releaseProceedsCall(deployment: Deployment, { account, currency }: ReleaseProceedsParameters) {
  return call(deployment.contracts.royalties, royaltiesAbi, "releaseProceeds", [account, currency]);
}

export type SignedClaimParameters = {
  work: bigint;
  /** An ERC-20 token, or the zero address for ETH. */
  currency: Address;
  /** Who has the income and signs. */
  holder: Address;
  /** Where the money goes. */
  to: Address;
  /** How many earlier changes of units to count at most; stepsPerClaim when missing. */
  maxSteps?: bigint;
  /** The holder's next nonce: see readClaimNonce. */
  nonce: bigint;
  /** The last second, since 1970, at which the signature counts. */
  deadline: bigint;
};

/** What a holder signs (EIP-712) so that anyone may send their income to the address they name. */
export function claimForTypedData(deployment: Deployment, parameters: SignedClaimParameters) {
  const { work, currency, holder, to, maxSteps = stepsPerClaim, nonce, deadline } = parameters;
  return {
    domain: domainOf(deployment, "Colophon Royalties", deployment.contracts.royalties),
    types: {
      Claim: [
        { name: "work", type: "uint256" },
        { name: "currency", type: "address" },
        { name: "holder", type: "address" },
        { name: "to", type: "address" },
        { name: "maxSteps", type: "uint256" },
        { name: "nonce", type: "uint256" },
        { name: "deadline", type: "uint256" },
      ],
    },
    primaryType: "Claim",
    message: { work, currency, holder, to, maxSteps, nonce, deadline },
  } as const;
}

export type ClaimForParameters = SignedClaimParameters & {
  /** The holder's signature of claimForTypedData: an account's, or by ERC-1271 a contract's. */
  signature: Hex;
};

/** Sends a holder's income to the address they signed for. Anyone may send it; each signature counts once. */
export function claimForCall(deployment: Deployment, parameters: ClaimForParameters) {
  const { work, currency, holder, to, maxSteps = stepsPerClaim, nonce, deadline, signature } = parameters;
  return call(deployment.contracts.royalties, royaltiesAbi, "claimFor", [
    work,
    currency,
    holder,
    to,
    maxSteps,
    nonce,
    deadline,
    normalSignature(signature),
  ]);
}

export type WithdrawProceedsParameters = {
  /** An ERC-20 token, or the zero address for ETH. */
  currency: Address;
  /** Where the money goes. */
  to: Address;
};

/** Sends the sender's proceeds of the sublicences they sold to an address. */
export function withdrawProceedsCall(deployment: Deployment, { currency, to }: WithdrawProceedsParameters) {
  return call(deployment.contracts.royalties, royaltiesAbi, "withdraw", [currency, to]);
}
