import type { Deployment } from "../deployment/Deployment.ts";
import type { Offer } from "../terms/Offer.ts";
import { offerFields } from "../terms/offerFields.ts";

/** What a licensor signs (EIP-712) to make a quote: an offer that anyone, usually its buyer, may publish. */
export function offerTypedData(deployment: Deployment, { offer }: { offer: Offer }) {
  return {
    domain: {
      name: "Colophon Licences",
      version: "1",
      chainId: deployment.chainId,
      verifyingContract: deployment.contracts.licences.address,
    },
    types: { Offer: offerFields },
    primaryType: "Offer",
    message: offer,
  } as const;
}
