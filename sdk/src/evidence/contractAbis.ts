import type { Abi } from "viem";
import {
  colophonAbi,
  complianceAbi,
  licencesAbi,
  royaltiesAbi,
  termsAbi,
  timestampsAbi,
  worksAbi,
} from "../abi/generated.ts";
import type { ContractName } from "../deployment/Deployment.ts";

/** The ABI of each contract, by its name in deployments and bundles. */
export const contractAbis: Record<ContractName, Abi> = {
  timestamps: timestampsAbi,
  colophon: colophonAbi,
  works: worksAbi,
  terms: termsAbi,
  licences: licencesAbi,
  compliance: complianceAbi,
  royalties: royaltiesAbi,
};
