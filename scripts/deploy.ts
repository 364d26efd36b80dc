/**
 * Deploys Colophon to a chain, and records it in deployments/<chainId>.json. It can be stopped at any moment and started
 * again: it sends only what is missing. `npm run deploy -- [options]`
 *
 *   --network <name>        ethereum, sepolia, base, base-sepolia, optimism, optimism-sepolia, arbitrum, arbitrum-sepolia,
 *                           polygon, amoy: the node must be of that chain. Left out: whatever chain the node is of
 *   --rpc <url>             The chain's node; or COLOPHON_RPC_URL
 *   --keystore <file>       Who pays: an encrypted key file of geth, clef or Foundry
 *   --password-file <file>  Its password; asked for on the terminal if not given
 *   --signer <url>          Instead of both: a wallet that signs by itself, such as Frame with a Ledger or a Trezor. Without
 *                           any, COLOPHON_DEPLOYER_KEY of the environment or of `npx hardhat keystore set`
 *   --estimate              Looks whether the chain is fit and what it costs, and sends nothing
 *   --rehearse              Deploys to a chain in memory, needs no account and no node
 *   --yes                   Does not ask before it sends
 *   --verify <service>      sourcify, or etherscan (ETHERSCAN_API_KEY): shows the sources there afterwards; repeat for both
 *   --verify-url <url>      Another service that speaks the same, such as Blockscout
 *   --start-block <n>       A block before which nothing was deployed, for a node without old states
 *   --deployments <folder>  Where the record goes; deployments/ if not given
 *   --uncommitted           Deploys what is not committed
 */
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline/promises";
import { parseArgs } from "node:util";
import { chainInWords, contractNames } from "@colophon/sdk";
import { formatEther } from "ethers";
import { openAccount } from "./deployment/account.ts";
import { checkCommitted, checkRelease } from "./deployment/committed.ts";
import { checkCodes, deployContracts, findMissing } from "./deployment/deployContracts.ts";
import { checkBalance, inspectChain, priceInWords } from "./deployment/inspectChain.ts";
import { presetOf } from "./deployment/networks.ts";
import { planCompiled } from "./deployment/planDeployment.ts";
import { rehearse } from "./deployment/rehearse.ts";
import { type SourceService, verifySources } from "./deployment/verifySources.ts";
import { buildDeployed } from "./local/buildProject.ts";

const root = join(import.meta.dirname, "..");
const help = readFileSync(import.meta.filename, "utf8").match(/\/\*\*\n([\s\S]*?)\*\//)?.[1] ?? "";
const say = (line: string) => console.log(line);

try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      ...{ network: { type: "string" }, rpc: { type: "string" }, signer: { type: "string" } },
      ...{ keystore: { type: "string" }, "password-file": { type: "string" } },
      ...{ estimate: { type: "boolean" }, rehearse: { type: "boolean" }, yes: { type: "boolean" } },
      ...{ verify: { type: "string", multiple: true }, "verify-url": { type: "string" } },
      ...{ "start-block": { type: "string" }, deployments: { type: "string", default: join(root, "deployments") } },
      ...{ uncommitted: { type: "boolean" }, help: { type: "boolean", short: "h" } },
    },
  });
  if (values.help) return say(help.replaceAll(/^ \* ?/gm, "").trim());
  const preset = values.network === undefined ? undefined : presetOf(values.network);
  const services = (values.verify ?? []).map(serviceOf);
  const startBlock = values["start-block"] === undefined ? undefined : blockOf(values["start-block"]);
  if (!values.uncommitted && !values.rehearse && !values.estimate) await checkCommitted(root);

  await buildDeployed({ say });
  await checkRelease();
  if (values.rehearse) return rehearseOnly(preset?.id);

  const { signer, provider } = await openAccount({
    ...{ rpc: values.rpc, signer: values.signer },
    ...{ keystore: values.keystore, passwordFile: values["password-file"] },
  });
  const account = await signer.getAddress();
  const chainId = await chainIdOf(() => provider.getNetwork());
  if (preset && preset.id !== chainId) {
    throw new Error(
      `The node is of ${chainInWords(chainId)}, and --network ${values.network} is ${chainInWords(preset.id)}.`,
    );
  }
  const currency = preset?.currency ?? "ETH";
  const balance = await provider.getBalance(account);
  say(`${chainInWords(chainId)}, paid by ${account}, which has ${formatEther(balance)} ${currency}`);

  const rehearsed = await rehearse(chainId);
  const missing = await findMissing(provider);
  const price = await inspectChain({ provider, missing, rehearsed });
  say(missing.length === 0 ? "All contracts are there." : `To deploy: ${missing.map(({ name }) => name).join(", ")}`);
  if (missing.length > 0) {
    for (const line of priceInWords(chainId, price, currency)) say(`  ${line}`);
    if (!values.estimate) checkBalance(account, balance, price, currency);
  }
  if (values.estimate) return;
  if (missing.length > 0 && !values.yes && !(await confirmed())) return say("Nothing was sent.");

  const file = join(resolve(values.deployments), `${chainId}.json`);
  const deployment = await deployContracts({ signer, file, startBlock, log: say });
  await checkCodes(provider, rehearsed);
  say(`Every contract is, to the byte, what a rehearsal made of it. Recorded in ${file}`);
  for (const service of services) {
    say(`Giving the sources to ${service}`);
    await verifySources({
      ...{ deployment, service, log: say },
      ...{ url: values["verify-url"], apiKey: process.env.ETHERSCAN_API_KEY },
    });
  }
  provider.destroy();
}

async function rehearseOnly(chainId = 31_337): Promise<void> {
  const rehearsed = await rehearse(chainId);
  for (const { name, address } of await planCompiled()) say(`${name}: ${address}, ${rehearsed[name].gas} gas`);
  const gas = contractNames.reduce((sum, name) => sum + rehearsed[name].gas, 0n);
  say(`${gas} gas in all. This was a rehearsal on a chain that is gone now.`);
}

async function chainIdOf(ask: () => Promise<{ chainId: bigint }>): Promise<number> {
  try {
    return Number((await ask()).chainId);
  } catch (cause) {
    throw new Error("The node does not answer. Check its address and the network, then run this again.", { cause });
  }
}

function serviceOf(word: string): SourceService {
  if (word === "sourcify" || word === "etherscan") return word;
  throw new Error(`--verify takes sourcify or etherscan, and not “${word}”.`);
}

function blockOf(word: string): number {
  if (/^\d{1,15}$/.test(word)) return Number(word);
  throw new Error(`--start-block takes the number of a block, and not “${word}”.`);
}

async function confirmed(): Promise<boolean> {
  if (!process.stdin.isTTY) throw new Error("Nobody can be asked here whether to send: add --yes. Nothing was sent.");
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await terminal.question("Send it? (yes/no) ");
  terminal.close();
  return /^y(es)?$/i.test(answer.trim());
}
