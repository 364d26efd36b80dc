import { type ContractName, contractNames, type Deployment, planDeployment } from "@colophon/sdk";
import { readArtifact, testAccount } from "@colophon/sdk/testing";
import {
  type Address,
  concat,
  encodeDeployData,
  encodeFunctionData,
  getContractAddress,
  type Hex,
  hexToBytes,
  keccak256,
  slice,
  toHex,
} from "viem";
import { createHistory, type History } from "../history/history.ts";
import { baseFee, chainId, type Genesis, type Outcome, type Sent } from "./machines.ts";

/** The public CREATE2 deployer, which a chain has from its beginning here. */
const deployer = {
  address: "0x4e59b44847b379578588920ca78fbf26c0b4956c",
  code: "0x7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffe03601600081602082378035828234f58015156039578182fd5b8082525050506014600cf3",
} as const;

const people = Array.from({ length: 6 }, (_, index) => testAccount(index));

/** What the chain of every machine begins with. */
export const genesis: Genesis = {
  accounts: people.map(({ address }) => address),
  codes: { [deployer.address]: deployer.code },
};

/** A transaction of a history: what it does, in words, and what to do with its outcome. */
type Step = { sent: Sent; what: string; happened(outcome: Outcome): void };

export type SignedHistory = Pick<History, "counts" | "contracts"> & {
  /** The next transaction. What happened to the one before must have been told. */
  next(): Promise<Step>;
};

/** Enough for everything that is tried here, and less than a transaction may have (EIP-7825). */
const plenty = 8_000_000n;

/** A random history as signed transactions, from the contracts' own deployment on; one in five has something wrong about it. */
export async function createSignedHistory(seed: string): Promise<SignedHistory> {
  const nonces = people.map(() => 0);
  let time = 1_800_000_000;

  const names = contractNames.map((name) => [name, `${name.charAt(0).toUpperCase()}${name.slice(1)}`] as const);
  const artifacts = await Promise.all(
    names.map(async ([name, file]) => [name, await readArtifact(`contracts/${file}.sol/${file}.json`)] as const),
  );
  const plan = planDeployment(
    Object.fromEntries(artifacts.map(([name, { bytecode }]) => [name, bytecode])) as Record<ContractName, Hex>,
  );
  const contracts = Object.fromEntries(
    plan.map(({ name, address, initCodeHash }) => [name, { address, block: 0, initCodeHash }]),
  ) as Deployment["contracts"];

  const first: { what: string; to?: Address; data: Hex }[] = plan.map(({ name, to, data }) => ({
    what: `deploys ${name}`,
    to,
    data,
  }));
  /** A mock that the first person deploys: where it will be follows from their nonce. */
  const mock = async (path: string) => {
    const { abi, bytecode } = await readArtifact(path);
    const [from] = people;
    if (!from) throw new Error("There are no people.");
    const address = getContractAddress({ from: from.address, nonce: BigInt(first.length) });
    first.push({ what: `deploys ${path}`, data: encodeDeployData({ abi, bytecode, args: [] }) });
    return { address, abi };
  };
  const tokens = [
    await mock("test/mocks/DemoToken.sol/DemoToken.json"),
    await mock("test/mocks/Tokens.sol/FeeToken.json"),
  ];
  const arbitrator = await mock("test/mocks/Arbitrators.sol/CentralArbitrator.json");
  const deployment: Deployment = { chainId, contracts };
  const history = createHistory({ seed, deployment, people, tokens, arbitrator, now: () => time });
  const { dice } = history;

  const sign = async (person: number, what: string, { to, value = 0n, data, gas = plenty }: Transaction) => {
    const from = people[person];
    if (!from) throw new Error(`There is no person ${person}.`);
    const nonce = nonces[person] ?? 0;
    nonces[person] = nonce + 1;
    const raw = await from.signTransaction({
      ...{ type: "eip1559", chainId, nonce, gas, value, data, maxFeePerGas: baseFee * 2n, maxPriorityFeePerGas: 1n },
      ...(to && { to }),
    });
    return { sent: { raw, hash: keccak256(raw), time }, what };
  };

  return {
    counts: history.counts,
    contracts: history.contracts,
    async next() {
      time += history.pause();
      const deploys = first.shift();
      if (deploys) return { ...(await sign(0, deploys.what, deploys)), happened() {} };
      const wrong = !history.preparing() && dice.roll(5) === 0;
      const acted = await history.next();
      const { call } = acted;
      const plain: Transaction = {
        to: call.address,
        value: call.value ?? 0n,
        data: call.functionName === "" ? "0x" : encodeFunctionData(call),
      };
      const person = people.indexOf(acted.from);
      const whole = { person, ...plain, how: "" };
      const spoiled = wrong ? spoil(dice, person, plain, history.contracts) : whole;
      const what = `${history.functionsOf(call).join(", ") || "sends ETH"}${spoiled.how}`;
      return {
        ...(await sign(spoiled.person, what, spoiled)),
        happened: (outcome) => history.happened(acted, outcome, !wrong),
      };
    },
  };
}

type Transaction = { to?: Address; value?: bigint; data: Hex; gas?: bigint };

/** The same transaction with one thing wrong about it. */
function spoil(
  dice: History["dice"],
  person: number,
  { to, value = 0n, data }: Transaction,
  others: readonly Address[],
) {
  const at = dice.roll(Math.max(1, (data.length - 2) / 2));
  const bytes = hexToBytes(data);
  const flipped = bytes.map((byte, i) => (i === at ? byte ^ (1 << dice.roll(8)) : byte));
  const cut = data.length > 2 ? slice(data, 0, at) : data;
  const base = { person, ...(to && { to }), value, data };
  return dice.pick([
    { ...base, how: ", by somebody else", person: dice.roll(people.length) },
    { ...base, how: ", with a wei more", value: value + 1n },
    { ...base, how: ", with no ETH", value: 0n },
    { ...base, how: `, with bit ${at} flipped`, data: toHex(flipped) },
    { ...base, how: ", cut short", data: cut === "0x" ? ("0x00" as const) : cut },
    { ...base, how: ", with bytes after it", data: concat([data, toHex(dice.upTo(2n ** 200n))]) },
    { ...base, how: ", at another contract", to: dice.pick(others) },
    // Runs out somewhere on the way, if it needs more.
    { ...base, how: ", with little gas", gas: 60_000n + BigInt(data.length * 20) + dice.upTo(200_000n) },
  ]);
}
