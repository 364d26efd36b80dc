import type { Abi } from "viem";
import {
  colophonAbi,
  complianceAbi,
  licencesAbi,
  royaltiesAbi,
  termsAbi,
  tillAbi,
  timestampsAbi,
  worksAbi,
} from "./generated.ts";
import { tokenErrorsAbi } from "./tokenErrorsAbi.ts";

const abis = [
  timestampsAbi,
  colophonAbi,
  worksAbi,
  termsAbi,
  licencesAbi,
  complianceAbi,
  royaltiesAbi,
  tillAbi,
  tokenErrorsAbi,
] as const;

type AnyItem = (typeof abis)[number][number];

/** Every error that a transaction of ours can end with. */
export type ContractError = Extract<AnyItem, { type: "error" }>;

/** Their ABI: one contract passes on the errors of another, so all are needed to decode any. */
export const errorsAbi: Abi = [
  ...new Map(
    abis
      .flatMap((abi) => [...(abi as Abi)])
      .filter((item) => item.type === "error")
      .map((item) => [item.name, item]),
  ).values(),
];
