import type { ParseArgsOptionsConfig } from "node:util";

export const outputOptions = {
  json: { type: "boolean" },
  text: { type: "boolean" },
} satisfies ParseArgsOptionsConfig;

export const outputHelp = `  --json                 print JSON, also on a terminal (in a pipe it is the default)
  --text                 print text, also in a pipe`;

export const chainOptions = {
  network: { type: "string" },
  rpc: { type: "string" },
  "key-file": { type: "string" },
  deployment: { type: "string" },
} satisfies ParseArgsOptionsConfig;

export const chainHelp = `  --network <name>       a network of hardhat.config.ts, with the account in Hardhat's keystore
                         (hardhat keystore set COLOPHON_DEPLOYER_KEY), or "local" beside npm start
  --rpc <url>            instead: the address of a node
  --key-file <file>      with --rpc: a file that only you can read, with the sender's private key in hexadecimal
  --deployment <file>    where the contracts are; deployments/<chain>.json if missing`;
