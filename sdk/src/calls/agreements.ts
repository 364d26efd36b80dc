import type { Address, Hex } from "viem";
import { agreementsAbi } from "../abi/generated.ts";
import { missingOf, type SignedAgreement } from "../agreements/document.ts";
import { AgreementError } from "../agreements/text.ts";
import type { Deployment } from "../core/deployment.ts";
import { normalSignature } from "../core/signature.ts";
import {
  type Agreement,
  type AgreementPlace,
  agreementDomain,
  agreementIdOf,
  onchainAgreementOf,
} from "../model/agreement.ts";
import { isSameAddress } from "../model/ids.ts";
import { inList, words } from "../model/words.ts";
import { call } from "./call.ts";

/** Where agreements are signed for on the chain of a deployment. */
export function agreementPlaceOf({ chainId, contracts }: Pick<Deployment, "chainId" | "contracts">): AgreementPlace {
  return { chainId, agreements: contracts.agreements.address };
}

/**
 * Has an agreement witnessed. Anyone may send it. Throws an AgreementError that names who has not signed, or says that
 * the agreement is for another chain or stays with its parties.
 */
export function concludeCall(deployment: Deployment, signed: SignedAgreement) {
  const { agreement, signatures } = signed;
  const missing = missingOf(signed);
  if (missing.length > 0)
    throw new AgreementError(
      `${inList(missing.map(words.account))} did not sign yet. Collect every signature first.`,
      "signatures",
    );
  if (!agreement.witnessed)
    throw new AgreementError(
      "The parties agreed to keep this to themselves, so it can't be witnessed. Stamp its file instead.",
      "witnessed",
    );
  const { chainId, agreements } = agreementPlaceOf(deployment);
  if (signed.chainId !== chainId || !isSameAddress(signed.agreements, agreements)) {
    throw new AgreementError(
      `This agreement was signed for ${words.account(signed.agreements)} on chain ${signed.chainId}, not for ${words.account(agreements)} on chain ${chainId}. Switch the chain.`,
    );
  }
  const args = [onchainAgreementOf(agreement), signatures.map(({ signature }) => normalSignature(signature))] as const;
  return call(deployment.contracts.agreements, agreementsAbi, "conclude", args);
}

const deadlineFields = [
  { name: "agreement", type: "bytes32" },
  { name: "deadline", type: "uint256" },
] as const;

export type EndAgreementParameters = {
  agreement: Agreement;
  /** The last second, since 1970, at which the signatures count. */
  deadline: number;
};

function message(deployment: Deployment, { agreement, deadline }: EndAgreementParameters) {
  const place = agreementPlaceOf(deployment);
  return {
    domain: agreementDomain(place),
    message: { agreement: agreementIdOf(place, agreement), deadline: BigInt(deadline) },
  };
}

/** What each party signs (EIP-712) to end an agreement together. */
export function endAgreementTypedData(deployment: Deployment, parameters: EndAgreementParameters) {
  return { ...message(deployment, parameters), types: { End: deadlineFields }, primaryType: "End" } as const;
}

/** Ends an agreement now, as all its parties signed: in the order of the parties. Anyone may send it. */
export function endAgreementCall(
  deployment: Deployment,
  { agreement, deadline, signatures }: EndAgreementParameters & { signatures: readonly Hex[] },
) {
  const args = [onchainAgreementOf(agreement), BigInt(deadline), signatures.map(normalSignature)] as const;
  return call(deployment.contracts.agreements, agreementsAbi, "end", args);
}

/** Gives notice of an agreement. For a party that the agreement lets end it alone. */
export function leaveAgreementCall(deployment: Deployment, { agreement }: { agreement: Agreement }) {
  return call(deployment.contracts.agreements, agreementsAbi, "leave", [onchainAgreementOf(agreement)]);
}

/** What a party signs (EIP-712) to give notice without sending it. */
export function leaveAgreementTypedData(deployment: Deployment, parameters: EndAgreementParameters) {
  return { ...message(deployment, parameters), types: { Leave: deadlineFields }, primaryType: "Leave" } as const;
}

/** Gives notice for a party that signed it. Anyone may send it. */
export function leaveAgreementForCall(
  deployment: Deployment,
  { agreement, deadline, party, signature }: EndAgreementParameters & { party: Address; signature: Hex },
) {
  const args = [onchainAgreementOf(agreement), party, BigInt(deadline), normalSignature(signature)] as const;
  return call(deployment.contracts.agreements, agreementsAbi, "leaveFor", args);
}
