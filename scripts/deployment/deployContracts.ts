import { setTimeout as sleep } from "node:timers/promises";
import type { Provider, Signer } from "ethers";
import { create2Deployer, ensureCreate2Deployer } from "./create2Deployer.ts";
import { contractNames, type DeployedContract, type Deployment } from "./Deployment.ts";
import { readDeployment, writeDeployment } from "./deploymentFile.ts";
import { firstBlockWithCode } from "./firstBlockWithCode.ts";
import { isCodeOf } from "./isCodeOf.ts";
import { type PlannedContract, planDeployment } from "./planDeployment.ts";

export type DeployContractsParameters = {
  /** Pays for what is missing. Gets no privilege from it: no contract knows who deployed it. */
  signer: Signer;
  /** Where the record is kept. An earlier one tells the blocks of what is there already. */
  file: string;
  log?: (line: string) => void;
};

/** How long to wait for transactions of an earlier, interrupted run. */
const patience = 5 * 60_000;

/**
 * Deploys what this chain lacks. Every address follows from the code, so running it again does nothing, running it
 * after an interruption does the rest, and anyone's deployment is as good as ours.
 */
export async function deployContracts(parameters: DeployContractsParameters): Promise<Deployment> {
  const { signer, file, log = () => {} } = parameters;
  const provider = signer.provider;
  if (!provider) throw new Error("The signer is not connected to a chain.");

  const chainId = Number((await provider.getNetwork()).chainId);
  const recorded = (await readDeployment(file)).contracts;
  const contracts: Partial<Deployment["contracts"]> = {};
  await waitForEarlierTransactions(provider, await signer.getAddress(), log);

  for (const planned of await planDeployment()) {
    const { name, address, initCodeHash } = planned;
    if (await isDeployed(provider, planned)) {
      const block = await blockOf(provider, planned, recorded[name]);
      if (block === undefined) log(`${name}: the block of its deployment is unknown; logs will be read from block 0`);
      contracts[name] = { address, block: block ?? 0, initCodeHash };
      log(`${name}: already at ${address}`);
    } else {
      if (planned.to === create2Deployer && (await ensureCreate2Deployer(signer, provider))) {
        log(`CREATE2 deployer: deployed at ${create2Deployer}`);
      }
      const block = await deployOne(signer, provider, planned);
      contracts[name] = { address, block, initCodeHash };
      log(`${name}: deployed at ${address} in block ${block}`);
    }
    await writeDeployment(file, { chainId, contracts });
  }
  return { chainId, contracts: complete(contracts) };
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
      throw new Error(`${planned.name} could not be deployed. Run this again to continue.`, { cause });
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
