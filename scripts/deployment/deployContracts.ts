import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type ContractName, contractNames, type DeployedContract, type Deployment } from "@colophon/sdk";
import { concat, getCreate2Address, keccak256, type Provider, type Signer, ZeroHash } from "ethers";
import { create2Deployer, ensureCreate2Deployer } from "./create2Deployer.ts";
import { isCodeOf, type PlannedContract, planCompiled, readArtifact } from "./planDeployment.ts";

type DeployContractsParameters = {
  /** Pays for what is missing. Gets no privilege from it: no contract knows who deployed it. */
  signer: Signer;
  /** Where the record is kept; nowhere if missing. An earlier one tells the blocks of what is there already. */
  file?: string;
  /** A block before which none of the contracts was there, for a node that doesn't keep old states. */
  startBlock?: number | undefined;
  log?: (line: string) => void;
};

/** How long to wait for transactions of an earlier, interrupted run. */
const patience = 5 * 60_000;

/**
 * Deploys what this chain lacks. Every address follows from the code, so running it again does nothing, running it
 * after an interruption does the rest, and anyone's deployment is as good as ours.
 */
export async function deployContracts(parameters: DeployContractsParameters): Promise<Deployment> {
  const { signer, file, startBlock = 0, log = () => {} } = parameters;
  const provider = signer.provider;
  if (!provider) throw new Error("The signer is not connected to a chain.");

  const chainId = Number((await provider.getNetwork()).chainId);
  const recorded = file === undefined ? {} : (await readDeployment(file)).contracts;
  const contracts: Partial<Deployment["contracts"]> = {};
  await waitForEarlierTransactions(provider, await signer.getAddress(), log);

  for (const planned of await planCompiled()) {
    const { name, address, initCodeHash } = planned;
    if (await isDeployed(provider, planned)) {
      const block = await blockOf(provider, planned, recorded[name]);
      if (block === undefined)
        log(`${name}: the block of its deployment is unknown; logs will be read from block ${startBlock}`);
      contracts[name] = { address, block: block ?? startBlock, initCodeHash };
      log(`${name}: already at ${address}`);
    } else {
      if (planned.to === create2Deployer && (await ensureCreate2Deployer(signer, provider))) {
        log(`CREATE2 deployer: deployed at ${create2Deployer}`);
      }
      const block = await deployOne(signer, provider, planned);
      contracts[name] = { address, block, initCodeHash };
      log(`${name}: deployed at ${address} in block ${block}`);
    }
    if (file !== undefined) await writeDeployment(file, { chainId, contracts });
  }
  return { chainId, contracts: complete(contracts) };
}

/** What of the contracts a chain lacks. Throws if other code is at the address of one. Sends nothing. */
export async function findMissing(provider: Provider): Promise<PlannedContract[]> {
  const missing: PlannedContract[] = [];
  for (const planned of await planCompiled()) if (!(await isDeployed(provider, planned))) missing.push(planned);
  return missing;
}

/**
 * Throws unless each contract is, to the byte, what it must be: its code and the addresses of the others in it.
 *
 * @param codes The code of each, as a rehearsal made it: see `rehearse`.
 */
export async function checkCodes(provider: Provider, codes: Record<ContractName, { code: string }>): Promise<void> {
  for (const { name, address } of await planCompiled()) {
    if ((await provider.getCode(address)) === codes[name].code) continue;
    throw new Error(
      `${name} at ${address} does not know the other contracts by the right addresses. Do not use this chain's contracts.`,
    );
  }
}

async function isDeployed(provider: Provider, { name, address, artifact }: PlannedContract): Promise<boolean> {
  const code = await provider.getCode(address);
  if (code === "0x") return false;
  if (!isCodeOf(artifact, code)) {
    throw new Error(`The code at ${address} is not that of ${name}. Nothing was sent. Is this the right chain?`);
  }
  return true;
}

async function deployOne(signer: Signer, provider: Provider, planned: PlannedContract): Promise<number> {
  let block: number | undefined;
  try {
    const sent = await signer.sendTransaction({ to: planned.to, data: planned.data });
    block = (await sent.wait())?.blockNumber;
  } catch (cause) {
    // Somebody else may have been faster, which is as good.
    if (!(await isDeployed(provider, planned))) {
      throw new Error(`${planned.name} could not be deployed: ${reasonIn(cause)} Run this again to continue.`, {
        cause,
      });
    }
    return (await firstBlockWithCode(provider, planned.address)) ?? 0;
  }
  // Behind a load balancer, the node that answers may be a little behind the one that confirmed.
  for (let attempt = 0; !(await isDeployed(provider, planned)); attempt++) {
    if (attempt === 10) throw new Error(`${planned.name} did not appear at ${planned.address}.`);
    await sleep(1000);
  }
  return block ?? 0;
}

/** What a node or a wallet said, as one short sentence. */
function reasonIn(cause: unknown): string {
  const { shortMessage, info, message } = cause as Error & {
    shortMessage?: string;
    info?: { error?: { message?: string } };
  };
  const said = (info?.error?.message ?? shortMessage ?? message).split("\n")[0]?.trim() ?? "";
  return /[.!?]$/.test(said) ? said : `${said}.`;
}

async function blockOf(
  provider: Provider,
  planned: PlannedContract,
  recorded: DeployedContract | undefined,
): Promise<number | undefined> {
  if (recorded?.address === planned.address && (await isDeployedIn(provider, recorded.block, planned))) {
    return recorded.block;
  }
  return firstBlockWithCode(provider, planned.address);
}

/** Whether a block has exactly the transaction of a deployment: a record left over from another chain does not. */
async function isDeployedIn(provider: Provider, block: number, { to, data }: PlannedContract): Promise<boolean> {
  const found = await provider.getBlock(block, true);
  return found?.prefetchedTransactions.some((sent) => sent.to === to && sent.data === data) ?? false;
}

async function waitForEarlierTransactions(
  provider: Provider,
  account: string,
  log: (line: string) => void,
): Promise<void> {
  const pending = async () =>
    (await provider.getTransactionCount(account, "pending")) - (await provider.getTransactionCount(account, "latest"));
  const start = Date.now();
  for (let count = await pending(), said = false; count > 0; count = await pending()) {
    if (!said) log(`waiting for ${count} earlier transaction(s) of ${account}`);
    said = true;
    if (Date.now() - start > patience) {
      throw new Error(
        `${account} has transactions that are not mined. Speed them up or cancel them in a wallet first.`,
      );
    }
    await sleep(2000);
  }
}

function complete(contracts: Partial<Deployment["contracts"]>): Deployment["contracts"] {
  const missing = contractNames.filter((name) => !contracts[name]);
  if (missing.length > 0) throw new Error(`Not deployed: ${missing.join(", ")}.`);
  return contracts as Deployment["contracts"];
}

/** The block that brought the code at an address, or undefined if the node does not keep old states. */
async function firstBlockWithCode(provider: Provider, address: string): Promise<number | undefined> {
  try {
    let without = -1;
    let having = await provider.getBlockNumber();
    while (having - without > 1) {
      const middle = Math.floor((having + without) / 2);
      if ((await provider.getCode(address, middle)) === "0x") without = middle;
      else having = middle;
    }
    return having;
  } catch {
    return undefined;
  }
}

/** Reads deployments/<chainId>.json, whole or as far as an interrupted deployment came. */
async function readDeployment(path: string): Promise<{ contracts: Partial<Deployment["contracts"]> }> {
  const text = await readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return '{ "contracts": {} }';
    throw error;
  });
  return JSON.parse(text) as { contracts: Partial<Deployment["contracts"]> };
}

/** Writes the file in one step, so that nobody ever reads half of it. */
async function writeDeployment(
  path: string,
  deployment: { chainId: number; contracts: Partial<Deployment["contracts"]> },
): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(`${path}.new`, `${JSON.stringify(deployment, null, 2)}\n`);
  await rename(`${path}.new`, path);
}

/** Deploys a contract that only the local chain has, if it is not there yet, and returns its address. */
export async function deployMock(signer: Signer, source: string): Promise<string> {
  const { provider } = signer;
  if (!provider) throw new Error("The signer is not connected to a chain.");
  const { bytecode } = await readArtifact(source);
  const address = getCreate2Address(create2Deployer, ZeroHash, keccak256(bytecode));
  if ((await provider.getCode(address)) === "0x") {
    await ensureCreate2Deployer(signer, provider);
    const sent = await signer.sendTransaction({ to: create2Deployer, data: concat([ZeroHash, bytecode]) });
    await sent.wait();
  }
  return address;
}

export type Token = { address: string; symbol: string; name: string; decimals: number };

/** Deploys the play money of the local chain, if it is not there yet. */
export async function deployDemoToken(signer: Signer): Promise<Token> {
  const address = await deployMock(signer, "test/mocks/DemoToken.sol");
  return { address, symbol: "dUSD", name: "Demo Dollar", decimals: 6 };
}
