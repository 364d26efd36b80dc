import {
  agreementsAbi,
  assignmentsAbi,
  complianceAbi,
  licencesAbi,
  offersAbi,
  royaltiesAbi,
  termsAbi,
  timestampsAbi,
  worksAbi,
} from "@colophon/sdk/abi";
import { createConfig } from "ponder";
import { createNode } from "./node.ts";
import { readSettings } from "./settings.ts";

const { deployment, rpcUrls, database, logRange } = readSettings(process.env);
const { contracts, chainId } = deployment;

const source = <const Abi>(name: keyof typeof contracts, abi: Abi) => ({
  chain: "main" as const,
  abi,
  address: contracts[name].address,
  startBlock: contracts[name].block,
});

export default createConfig({
  ordering: "multichain",
  database: database.url
    ? { kind: "postgres", connectionString: database.url }
    : { kind: "pglite", directory: database.directory },
  chains: {
    main: { id: chainId, rpc: createNode(rpcUrls, deployment), ...(logRange && { ethGetLogsBlockRange: logRange }) },
  },
  contracts: {
    Timestamps: source("timestamps", timestampsAbi),
    Works: source("works", worksAbi),
    Terms: source("terms", termsAbi),
    Offers: source("offers", offersAbi),
    Licences: source("licences", licencesAbi),
    Compliance: source("compliance", complianceAbi),
    Royalties: source("royalties", royaltiesAbi),
    Agreements: source("agreements", agreementsAbi),
    Assignments: source("assignments", assignmentsAbi),
  },
});
