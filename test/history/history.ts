import { type ContractName, contractNames, isSameAddress } from "@colophon/sdk";
import * as generated from "@colophon/sdk/abi";
import type { Call } from "@colophon/sdk/calls";
import {
  type Abi,
  type Address,
  decodeEventLog,
  decodeFunctionData,
  encodeFunctionData,
  type Hex,
  parseEventLogs,
} from "viem";
import { createDice } from "../utils/createDice.ts";
import { actions } from "./actions.ts";
import type { Acted, Memory, World } from "./world.ts";

const { agreementsAbi, assignmentsAbi, colophonAbi, complianceAbi, licencesAbi } = generated;
const { offersAbi, royaltiesAbi, termsAbi, timestampsAbi, worksAbi } = generated;

/** The ABI of each contract. */
export const abis: Record<ContractName, Abi> = {
  ...{ timestamps: timestampsAbi, colophon: colophonAbi, works: worksAbi, terms: termsAbi, offers: offersAbi },
  ...{ licences: licencesAbi, compliance: complianceAbi, royalties: royaltiesAbi },
  ...{ agreements: agreementsAbi, assignments: assignmentsAbi },
};

type Log = { address: Address; topics: readonly Hex[]; data: Hex };

/** What came of something that somebody did. */
type Came = { succeeded: boolean; logs: readonly Log[] };

/**
 * A random history of the whole system, the same for the same seed on the same chain: first there is money, and leave to
 * take it; then people do what the actions say, in any order. Much of it is refused, as in life. Who uses it sends what
 * comes next, and tells what came of it.
 *
 * @param parts The people, the contracts and the time of the chain that it happens on.
 */
export function createHistory({ seed, ...parts }: Omit<World, "dice" | "memory"> & { seed: string }) {
  const dice = createDice(seed);
  const memory: Memory = {
    ...{ planned: [], works: [], terms: [], offers: [], licences: [], agreements: [], orders: [] },
    ...{ disputes: 0, paid: [], taken: [], sent: [], noticed: [] },
  };
  const world: World = { ...parts, dice, memory };
  const { deployment, people, tokens, arbitrator } = world;
  const { contracts } = deployment;
  const known = new Map<string, Abi>([
    ...contractNames.map((name) => [contracts[name].address.toLowerCase(), abis[name]] as const),
    ...[...tokens, arbitrator].map(({ address, abi }) => [address.toLowerCase(), abi] as const),
  ]);
  const counts = new Map<string, { called: number; succeeded: number }>();
  const events = new Map<string, number>();

  const prepared: Acted[] = people.flatMap((from) =>
    tokens.flatMap(({ address, abi }): Acted[] => [
      { from, call: { address, abi, functionName: "mint", args: [from.address, 10n ** 30n] } },
      ...[contracts.royalties.address, contracts.assignments.address].map((spender) => ({
        ...{ from, call: { address, abi, functionName: "approve", args: [spender, 2n ** 256n - 1n] } },
      })),
    ]),
  );
  const [first] = people;
  if (first) prepared.unshift({ from: first, call: { ...arbitrator, functionName: "setPrice", args: [1_000n] } });

  /** The functions that a call calls, those of a batch one by one. */
  function functionsOf(call: Call): string[] {
    if (call.functionName === "") return [];
    if (call.functionName !== "batch") return [call.functionName];
    const { args } = decodeFunctionData({ abi: colophonAbi, data: encodeFunctionData(call) });
    const [steps] = args as readonly [readonly { target: Address; data: Hex }[]];
    return steps.flatMap(({ target, data }) => {
      const abi = known.get(target.toLowerCase());
      return abi ? [decodeFunctionData({ abi, data }).functionName] : [];
    });
  }

  return {
    dice,
    memory,
    /** How often each function was called, alone or in a batch, and succeeded. */
    counts,
    /** How often each event was logged, by contract and name, as in `works.Transfer`. */
    events,
    /** Every contract there is. */
    contracts: [...known.keys()] as Address[],
    functionsOf,
    /** Whether the first money is still being made. */
    preparing: () => prepared.length > 0,
    /** Seconds until something happens again: mostly few; now and then a day, or a month. */
    pause: () => (dice.roll(16) === 0 ? dice.pick([3_600, 86_400, 86_400, 864_000, 2_592_000]) : 1 + dice.roll(30)),
    /** What somebody does next. */
    async next(): Promise<Acted> {
      const ready = prepared.shift();
      if (ready) return ready;
      // An action that has nothing to act on yet is no action.
      for (;;) {
        const acted = await dice.pick(actions)(world);
        if (acted) return acted;
      }
    },
    /**
     * Takes in what came of it.
     *
     * @param asMeant Whether it was sent as it was drawn; what succeeded otherwise is another thing than was meant.
     */
    happened({ call, noted }: Acted, { succeeded, logs }: Came, asMeant = true): void {
      for (const name of functionsOf(call)) {
        const before = counts.get(name) ?? { called: 0, succeeded: 0 };
        counts.set(name, { called: before.called + 1, succeeded: before.succeeded + (succeeded ? 1 : 0) });
      }
      if (!succeeded) return;
      if (asMeant) noted?.();
      for (const name of contractNames) {
        const own = logs.filter(({ address }) => isSameAddress(address, contracts[name].address));
        for (const { data, topics } of own) {
          const [topic, ...indexed] = topics;
          if (topic === undefined) continue;
          const { eventName } = decodeEventLog({ abi: abis[name], data, topics: [topic, ...indexed] });
          const event = `${name}.${eventName}`;
          events.set(event, (events.get(event) ?? 0) + 1);
        }
      }
      remember(world, logs);
    },
  };
}

export type History = ReturnType<typeof createHistory>;

/** Writes down what the logs say: who controls and holds what, and what was sold. */
function remember({ memory, deployment, now }: World, logs: readonly Log[]): void {
  const { works, licences, offers } = deployment.contracts;
  const from = ({ address }: { address: Address }) =>
    logs
      .filter((log) => isSameAddress(log.address, address))
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
    const until = now() + sold.terms.duration;
    memory.licences.push({ id: args.licence, holder: args.buyer, seats: args.seats, offer: sold, reports: [], until });
    if (sold.offer.price > 0n) memory.paid.push(sold.offer);
  }
  for (const { args } of parseEventLogs({ abi: licencesAbi, eventName: "Transfer", logs: from(licences) })) {
    const licence = memory.licences.find(({ id }) => id === args.tokenId);
    if (licence) licence.holder = args.to;
  }
}
