import { type ContractName, chainInWords } from "@colophon/sdk";
import { Contract, dataLength, formatEther, formatUnits, type Provider, Transaction, toBeHex } from "ethers";
import { create2DeployerCost, findCreate2Deployer } from "./create2Deployer.ts";
import type { PlannedContract } from "./planDeployment.ts";
import type { Rehearsed } from "./rehearse.ts";

type InspectChainParameters = {
  provider: Provider;
  /** What the chain lacks, in the order in which it is sent. */
  missing: readonly PlannedContract[];
  /** What each costs: see `rehearse`. */
  rehearsed: Record<ContractName, Rehearsed>;
};

/** What a deployment will cost, in wei of the chain's own currency. */
export type Price = {
  /** Gas of all transactions together, those of the CREATE2 deployer included. */
  gas: bigint;
  /** What a unit of gas costs at this moment, tip included. */
  gasPrice: bigint;
  /** What a rollup asks for the data beside the gas; 0 where it asks nothing, or asks it as gas. */
  dataFee: bigint;
  /** At this moment's fees. */
  expected: bigint;
  /** At the highest fees that the transactions allow, which the account must have. */
  most: bigint;
  /** Whether the CREATE2 deployer is among what is paid for. */
  withDeployer: boolean;
};

/** Gas can differ a little between versions of the chain's rules; the price is told with this much more, in per cent. */
const margin = 5n;

/** What one more unit than a transaction's gas may be: EIP-7825. */
const largestTransaction = 16_777_216n;

/**
 * Looks whether the contracts can live on a chain, and what they cost there. Sends nothing.
 *
 * @throws Error with a sentence that names what is wrong and the way out.
 */
export async function inspectChain(parameters: InspectChainParameters): Promise<Price> {
  const { provider, missing, rehearsed } = parameters;
  await checkRules(provider);
  await checkBlockSize(parameters);
  const withDeployer = missing.length > 0 && !(await findCreate2Deployer(provider));
  const fees = await readFees(provider);
  if (withDeployer && fees.base > create2DeployerCost.gasPrice) {
    throw new Error(
      `This chain has no CREATE2 deployer, and gas costs ${gwei(fees.base)} gwei; the transaction that makes it pays ` +
        `${gwei(create2DeployerCost.gasPrice)}, which its signature fixes. Wait for cheaper gas, or ask the chain's operators for the deployer.`,
    );
  }
  const parts = await Promise.all(missing.map((planned) => dataCostOf(provider, planned, rehearsed[planned.name].gas)));
  const sum = (values: bigint[]) => values.reduce((total, value) => total + value, 0n);
  const more = (value: bigint) => value + (value * margin) / 100n;
  const gas = more(sum(missing.map(({ name }) => rehearsed[name].gas)) + sum(parts.map((part) => part.gas)));
  const dataFee = more(sum(parts.map((part) => part.fee)));
  const deployer = withDeployer ? create2DeployerCost.total + create2DeployerCost.funding * fees.now : 0n;
  return {
    gas: gas + (withDeployer ? create2DeployerCost.gas + create2DeployerCost.funding : 0n),
    gasPrice: fees.now,
    dataFee,
    expected: gas * fees.now + dataFee + deployer,
    // The base fee of L1, which the data fee follows, may double as well.
    most: gas * fees.most + 2n * dataFee + deployer,
    withDeployer,
  };
}

/**
 * Throws unless an account can pay for a deployment.
 *
 * @param currency The symbol of what gas is paid in: "ETH".
 */
export function checkBalance(account: string, balance: bigint, { expected, most }: Price, currency: string): void {
  if (balance >= most) return;
  throw new Error(
    `${account} has ${formatEther(balance)} ${currency}. What is missing costs about ${formatEther(expected)} ${currency} now, ` +
      `and up to ${formatEther(most)} if fees double on the way. Send it ${formatEther(most - balance)} ${currency} more, ` +
      "then run this again. Nothing was sent.",
  );
}

const gwei = (value: bigint) => formatUnits(value, "gwei");

/** Creation code that gives back 42 by way of instructions that every chain has: PUSH1, MSTORE, RETURN. */
const plainProbe = "0x602a60005260206000f3";

/** The same by way of those that came with Shanghai and Cancun: PUSH0, TSTORE, TLOAD, MCOPY. */
const cancunProbe = "0x602a5f5d5f5c5f5260205f60205e60206020f3";

/** Throws unless the chain runs the instructions that the contracts are compiled to. */
async function checkRules(provider: Provider): Promise<void> {
  const answer = (data: string) => provider.call({ data }).catch(() => "");
  const expected = toBeHex(42, 32);
  if ((await answer(cancunProbe)) === expected) return;
  if ((await answer(plainProbe)) !== expected) {
    throw new Error(
      "The node did not try out any code, so it can't be known whether this chain has the instructions that the contracts " +
        "need. Name another node with --rpc. Nothing was sent.",
    );
  }
  throw new Error(
    "This chain does not have the instructions of Ethereum's Cancun rules (TSTORE, TLOAD, MCOPY). The contracts could be put " +
      "there, and works registered, but nothing could be offered or sold. Choose a chain that has them. Nothing was sent.",
  );
}

/** Throws unless the largest transaction fits into a block. */
async function checkBlockSize({ provider, missing, rehearsed }: InspectChainParameters): Promise<void> {
  const block = await provider.getBlock("latest");
  if (!block) throw new Error("The node does not have its own latest block. Name another node with --rpc.");
  for (const { name } of missing) {
    const { gas } = rehearsed[name];
    if (gas > largestTransaction) throw new Error(`${name} takes ${gas} gas, more than any transaction may.`);
    if (gas > block.gasLimit) {
      throw new Error(
        `${name} takes ${gas} gas, and a block of this chain holds ${block.gasLimit}. It can't be deployed there. Nothing was sent.`,
      );
    }
  }
}

type Fees = { base: bigint; now: bigint; most: bigint };

async function readFees(provider: Provider): Promise<Fees> {
  const [block, data] = await Promise.all([provider.getBlock("latest"), provider.getFeeData()]);
  const base = block?.baseFeePerGas ?? data.gasPrice ?? 0n;
  if (data.maxFeePerGas !== null && data.maxPriorityFeePerGas !== null) {
    return { base, now: base + data.maxPriorityFeePerGas, most: data.maxFeePerGas };
  }
  if (data.gasPrice === null) throw new Error("The node does not say what gas costs. Name another node with --rpc.");
  return { base, now: data.gasPrice, most: data.gasPrice };
}

/** Where chains of the OP stack (Base, OP, Zora, ...) say what the data of a transaction costs. */
const opOracle = "0x420000000000000000000000000000000000000F";

/** Where Arbitrum's nodes say it. There is no code: they answer for it. */
const arbitrumNode = "0x00000000000000000000000000000000000000C8";
const arbitrumSystem = "0x0000000000000000000000000000000000000064";

/** What a rollup asks for the data of a transaction: as a fee of its own, or as more gas. */
async function dataCostOf(
  provider: Provider,
  { to, data }: PlannedContract,
  gasLimit: bigint,
): Promise<{ fee: bigint; gas: bigint }> {
  const [op, arbitrum] = await Promise.all([provider.getCode(opOracle), provider.getCode(arbitrumSystem)]);
  if (op !== "0x") {
    const oracle = new Contract(
      opOracle,
      [
        "function getL1Fee(bytes) view returns (uint256)",
        "function getOperatorFee(uint256) view returns (uint256)",
        "function getL1FeeUpperBound(uint256) view returns (uint256)",
      ],
      provider,
    );
    const { unsignedSerialized } = Transaction.from({ type: 2, chainId: 1, to, data, gasLimit, nonce: 1 });
    const fee: bigint = await oracle
      .getFunction("getL1Fee")(unsignedSerialized)
      .catch((cause: unknown) => {
        throw new Error(`The chain's oracle at ${opOracle} does not say what ${dataLength(data)} bytes of data cost.`, {
          cause,
        });
      });
    // Only chains since the Isthmus upgrade ask an operator's fee.
    const operator: bigint = await oracle
      .getFunction("getOperatorFee")(gasLimit)
      .catch(() => 0n);
    return { fee: fee + operator, gas: 0n };
  }
  if (arbitrum !== "0x") {
    const node = new Contract(
      arbitrumNode,
      ["function gasEstimateL1Component(address,bool,bytes) view returns (uint64, uint256, uint256)"],
      provider,
    );
    const [gas] = (await node.getFunction("gasEstimateL1Component")(to, false, data)) as [bigint];
    return { fee: 0n, gas };
  }
  return { fee: 0n, gas: 0n };
}

/** A price as lines for a person. */
export function priceInWords(chainId: number, price: Price, currency: string): string[] {
  const deployer = price.withDeployer ? ", the CREATE2 deployer that this chain lacks included" : "";
  const data = price.dataFee > 0n ? `, of it ${formatEther(price.dataFee)} for the data on L1` : "";
  return [
    `${price.gas} gas on ${chainInWords(chainId)}${deployer}, at ${gwei(price.gasPrice)} gwei`,
    `about ${formatEther(price.expected)} ${currency}${data}; at most ${formatEther(price.most)} ${currency}`,
  ];
}
