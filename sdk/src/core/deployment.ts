import * as v from "valibot";
import {
  type Address,
  concat,
  encodeFunctionData,
  getAddress,
  getCreate2Address,
  type Hex,
  isAddress,
  keccak256,
  pad,
  parseAbi,
  zeroHash,
} from "viem";
import { FormatError } from "../model/errors.ts";
import { mebibyte } from "../model/formats.ts";
import { hashField, issueSentence, readJson, wholeField } from "./json.ts";

/** Those that know each other: Colophon names their code. */
const joined = ["works", "terms", "offers", "licences", "compliance", "royalties"] as const;

/** The contracts, in the order in which they are deployed. */
export const contractNames = ["timestamps", "colophon", ...joined, "agreements", "assignments"] as const;

export type ContractName = (typeof contractNames)[number];

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
    offers: contractSchema,
    licences: contractSchema,
    compliance: contractSchema,
    royalties: contractSchema,
    agreements: contractSchema,
    assignments: contractSchema,
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

/** Whether Colophon deploys a contract: those that know each other. All others are of the public deployer. */
export function isJoined(name: ContractName): boolean {
  return joined.some((each) => each === name);
}

/** One deployment: where the contract will be, and the transaction that puts it there, which anybody may send. */
export type PlannedContract = { name: ContractName; address: Address; initCodeHash: Hex; to: Address; data: Hex };

const deployAbi = parseAbi(["function deploy(bytes initCode)"]);

/**
 * How the whole system comes onto a chain: Timestamps, Colophon, Agreements and Assignments by the public CREATE2 deployer,
 * the others by Colophon, which takes exactly those whose code it was made for. Assignments is told where Colophon is. Every address follows from the code alone, so the
 * same code has the same addresses on every chain.
 *
 * @param codes The creation code of each contract as it is compiled, without arguments.
 */
export function planDeployment(codes: Readonly<Record<ContractName, Hex>>): PlannedContract[] {
  const planned = (name: ContractName, from: Address, initCode: Hex, data: Hex): PlannedContract => {
    const initCodeHash = keccak256(initCode);
    const address = getCreate2Address({ from, salt: zeroHash, bytecodeHash: initCodeHash });
    return { name, address, initCodeHash, to: getAddress(from), data };
  };
  const byAnyone = (name: ContractName, initCode: Hex) =>
    planned(name, create2Deployer, initCode, concat([zeroHash, initCode]));
  // The constructor takes the hashes in this order, each as one word.
  const centre = byAnyone("colophon", concat([codes.colophon, ...joined.map((name) => keccak256(codes[name]))]));
  return [
    byAnyone("timestamps", codes.timestamps),
    centre,
    ...joined.map((name) => {
      const data = encodeFunctionData({ abi: deployAbi, functionName: "deploy", args: [codes[name]] });
      return planned(name, centre.address, codes[name], data);
    }),
    byAnyone("agreements", codes.agreements),
    byAnyone("assignments", concat([codes.assignments, pad(centre.address)])),
  ];
}
