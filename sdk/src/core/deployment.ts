import * as v from "valibot";
import { type Address, getAddress, type Hex, isAddress } from "viem";
import { FormatError } from "../model/errors.ts";
import { mebibyte } from "../model/formats.ts";
import { hashField, issueSentence, readJson, wholeField } from "./json.ts";

export type ContractName = "timestamps" | "colophon" | "works" | "terms" | "licences" | "compliance" | "royalties";

export type DeployedContract = {
  address: Address;
  /** The block it was deployed in: nothing of ours is older. */
  block: number;
  initCodeHash: Hex;
};

/** Where the contracts are on one chain: deployments/<chainId>.json. */
export type Deployment = { chainId: number; contracts: Record<ContractName, DeployedContract> };

const contractSchema = v.object({
  address: v.pipe(
    v.custom<Address>((value) => typeof value === "string" && isAddress(value), "this must be an address."),
    v.transform((address) => getAddress(address)),
  ),
  block: wholeField(0),
  initCodeHash: hashField,
});

const deploymentSchema = v.object({
  chainId: wholeField(1),
  contracts: v.object({
    timestamps: contractSchema,
    colophon: contractSchema,
    works: contractSchema,
    terms: contractSchema,
    licences: contractSchema,
    compliance: contractSchema,
    royalties: contractSchema,
  }),
});

/** A deployment from the content of deployments/<chainId>.json. Throws a FormatError. */
export function parseDeployment(input: unknown): Deployment {
  const result = v.safeParse(deploymentSchema, readJson(input, "deployment", mebibyte / 16), { abortEarly: true });
  if (result.success) return result.output;
  const [issue] = result.issues;
  throw new FormatError("deployment", issueSentence(issue), { path: v.getDotPath(issue) ?? "" });
}

/**
 * The public CREATE2 deployer (github.com/Arachnid/deterministic-deployment-proxy), in lower case. Its address follows
 * from a transaction whose signature was made up, so nobody has its key and it is the same on every chain.
 */
export const create2Deployer: Address = "0x4e59b44847b379578588920ca78fbf26c0b4956c";
