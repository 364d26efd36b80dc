import { type Deployment, licencesAbi } from "@colophon/sdk";
import { isAddressEqual, type Log, parseEventLogs } from "viem";

/** The number of the licence that a purchase made, from what the transaction logged. */
export function soldLicence(deployment: Deployment, logs: readonly Log[]): bigint | undefined {
  const { address } = deployment.contracts.licences;
  const ours = logs.filter((log) => isAddressEqual(log.address, address));
  return parseEventLogs({ abi: licencesAbi, eventName: "LicenceSold", logs: ours })[0]?.args.licence;
}
