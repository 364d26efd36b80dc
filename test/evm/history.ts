import { type ContractName, contractNames, type Deployment, planDeployment } from "@colophon/sdk";
import {
  agreementsAbi,
  assignmentsAbi,
  colophonAbi,
  complianceAbi,
  licencesAbi,
  offersAbi,
  royaltiesAbi,
  termsAbi,
  timestampsAbi,
  worksAbi,
} from "@colophon/sdk/abi";
import type { Call } from "@colophon/sdk/calls";
import { readArtifact, testAccount } from "@colophon/sdk/testing";
import {
  type Abi,
  type Address,
  concat,
  decodeFunctionData,
  encodeDeployData,
  encodeFunctionData,
  getContractAddress,
  type Hex,
  hexToBytes,
  keccak256,
  parseEventLogs,
  slice,
  toHex,
} from "viem";
import { createDice } from "../utils/createDice.ts";
import { actions } from "./actions.ts";
import { baseFee, chainId, type Genesis, type Outcome, type Sent } from "./machines.ts";
import type { Acted, Memory, World } from "./world.ts";

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

const abis: Record<ContractName, Abi> = {
  timestamps: timestampsAbi,
  colophon: colophonAbi,
  works: worksAbi,
  terms: termsAbi,
  offers: offersAbi,
  licences: licencesAbi,
  compliance: complianceAbi,
  royalties: royaltiesAbi,
  agreements: agreementsAbi,
  assignments: assignmentsAbi,
};

/** A transaction of a history: what it does, in words, and what to do with its outcome. */
type Step = { sent: Sent; what: string; happened(outcome: Outcome): void };

export type History = {
  /** The next transaction. What happened to the one before must have been told. */
  next(): Promise<Step>;
  /** Every contract there is, for who compares their storage. */
  contracts(): Address[];
  /** How often a function was called, alone or in a batch, and succeeded. */
  counts: Map<string, { called: number; succeeded: number }>;
};

/** Enough for everything that is tried here, and less than a transaction may have (EIP-7825). */
const plenty = 8_000_000n;

/**
 * A random history of the whole system, which is the same for the same seed: first everything is deployed, and some money
 * is made; then people do what the actions say, in any order, one time in five with something wrong about it.
 */
export async function createHistory(seed: string): Promise<History> {
  const dice = createDice(seed);
  const counts: History["counts"] = new Map();
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
  const deployment: Deployment = { chainId, contracts };

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
  const known = new Map<string, Abi>([
    ...contractNames.map((name) => [contracts[name].address.toLowerCase(), abis[name]] as const),
    ...[...tokens, arbitrator].map(({ address, abi }) => [address.toLowerCase(), abi] as const),
  ]);

  const memory: Memory = {
    works: [],
    terms: [],
    offers: [],
    licences: [],
    agreements: [],
    orders: [],
    disputes: 0,
    paid: [],
    taken: [],
    sent: [],
    noticed: [],
  };
  const world: World = { deployment, people, tokens, arbitrator, dice, memory, now: () => time };

  /** Before the people begin: money, and leave to take it. */
  const prepared: Acted[] = people.flatMap((from) =>
    tokens.flatMap(({ address, abi }): Acted[] => [
      { from, call: { address, abi, functionName: "mint", args: [from.address, 10n ** 30n] } },
      ...[contracts.royalties.address, contracts.assignments.address].map((spender) => ({
        ...{ from, call: { address, abi, functionName: "approve", args: [spender, 2n ** 256n - 1n] } },
      })),
    ]),
  );
  prepared.unshift({ from: people[0], call: { ...arbitrator, functionName: "setPrice", args: [1_000n] } } as Acted);

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

  const count = (call: Call, succeeded: boolean) => {
    for (const name of functionsOf(call, known)) {
      const { called, succeeded: before } = counts.get(name) ?? { called: 0, succeeded: 0 };
      counts.set(name, { called: called + 1, succeeded: before + (succeeded ? 1 : 0) });
    }
  };

  const act = async (): Promise<Acted> => {
    const ready = prepared.shift();
    if (ready) return ready;
    // An action that has nothing to act on yet is no action.
    for (;;) {
      const acted = await dice.pick(actions)(world);
      if (acted) return acted;
    }
  };

  return {
    counts,
    contracts: () => [...known.keys()] as Address[],
    async next() {
      // Mostly seconds pass; now and then a day, or two months.
      time += dice.roll(16) === 0 ? dice.pick([3_600, 86_400, 86_400, 864_000, 2_592_000]) : 1 + dice.roll(30);
      const deploys = first.shift();
      if (deploys) return { ...(await sign(0, deploys.what, deploys)), happened() {} };
      const wrong = prepared.length === 0 && dice.roll(5) === 0;
      const acted = await act();
      const { call } = acted;
      const plain: Transaction = {
        to: call.address,
        value: call.value ?? 0n,
        data: call.functionName === "" ? "0x" : encodeFunctionData(call),
      };
      const person = people.indexOf(acted.from);
      const whole = { person, ...plain, how: "" };
      const spoiled = wrong ? spoil(dice, person, plain, [...known.keys()] as Address[]) : whole;
      const what = `${functionsOf(call, known).join(", ") || "sends ETH"}${spoiled.how}`;
      return {
        ...(await sign(spoiled.person, what, spoiled)),
        happened(outcome) {
          count(call, outcome.succeeded);
          if (!outcome.succeeded) return;
          if (!wrong) acted.noted?.();
          remember(world, outcome);
        },
      };
    },
  };
}

type Transaction = { to?: Address; value?: bigint; data: Hex; gas?: bigint };

/** The functions that a call calls, those of a batch one by one. */
function functionsOf(call: Call, known: ReadonlyMap<string, Abi>): string[] {
  if (call.functionName === "") return [];
  if (call.functionName !== "batch") return [call.functionName];
  const { data } = { data: encodeFunctionData(call) };
  const { args } = decodeFunctionData({ abi: colophonAbi, data });
  const [steps] = args as readonly [readonly { target: Address; data: Hex }[]];
  return steps.flatMap(({ target, data: step }) => {
    const abi = known.get(target.toLowerCase());
    return abi ? [decodeFunctionData({ abi, data: step }).functionName] : [];
  });
}

/** The same transaction with one thing wrong about it. */
function spoil(dice: World["dice"], person: number, { to, value = 0n, data }: Transaction, others: readonly Address[]) {
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

/** Writes down what the logs say: who controls and holds what, and what was sold. */
function remember({ memory, deployment, now }: World, { logs }: Outcome): void {
  const { works, licences, offers } = deployment.contracts;
  const from = ({ address }: { address: Address }) =>
    logs
      .filter((log) => log.address === address.toLowerCase())
      .map((log) => ({ ...log, topics: log.topics as [Hex, ...Hex[]] }) as never);
  for (const { args } of parseEventLogs({ abi: worksAbi, eventName: "Transfer", logs: from(works) })) {
    const work = memory.works.find(({ id }) => id === args.tokenId);
    if (work) work.controller = args.to;
  }
  for (const { args } of parseEventLogs({ abi: worksAbi, eventName: "WorkRevised", logs: from(works) })) {
    const { previous, contentRoot, metadataDigest } = args;
    const work = memory.works.find(({ id }) => id === args.work);
    if (work) work.version = { previous, contentRoot, metadataDigest, time: now() };
  }
  for (const { args } of parseEventLogs({ abi: offersAbi, eventName: "LicenceSold", logs: from(offers) })) {
    const sold = memory.offers.find(({ id }) => id === args.offer);
    if (!sold) continue;
    memory.licences.push({ id: args.licence, holder: args.buyer, seats: args.seats, offer: sold, reports: [] });
    if (sold.offer.price > 0n) memory.paid.push(sold.offer);
  }
  for (const { args } of parseEventLogs({ abi: licencesAbi, eventName: "Transfer", logs: from(licences) })) {
    const licence = memory.licences.find(({ id }) => id === args.tokenId);
    if (licence) licence.holder = args.to;
  }
}
