import * as v from "valibot";
import { type Address, getAddress, isAddress } from "viem";
import { FormatError } from "../errors/FormatError.ts";
import { hashField, wholeField } from "../json/fields.ts";
import { issueSentence } from "../json/issueSentence.ts";
import { readJson } from "../json/readJson.ts";
import type { Deployment } from "./Deployment.ts";

const contract = v.object({
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
    timestamps: contract,
    colophon: contract,
    works: contract,
    terms: contract,
    licences: contract,
    compliance: contract,
    royalties: contract,
  }),
});

/** A deployment from the content of deployments/<chainId>.json. Throws a FormatError. */
export function parseDeployment(input: unknown): Deployment {
  const result = v.safeParse(deploymentSchema, readJson(input, "deployment", 64 * 1024), { abortEarly: true });
  if (result.success) return result.output;
  const [issue] = result.issues;
  throw new FormatError("deployment", issueSentence(issue), { path: v.getDotPath(issue) ?? "" });
}
