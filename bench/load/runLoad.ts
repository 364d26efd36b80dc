import { readFileSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import { grouped } from "@colophon/sdk";
import { askIndex, routes } from "@colophon/sdk/index-api";
import { getAddress, type Hex, parseAbi, parseEther, parseUnits, toHex, zeroAddress } from "viem";
import type { Token } from "../../scripts/deployment/deployContracts.ts";
import { checkIndex } from "../../scripts/indexCheck/checkIndex.ts";
import { rpcCall } from "../../scripts/local/chain.ts";
import { type Stack, withFreshStack } from "../../scripts/local/startStack.ts";
import { actions } from "./actions.ts";
import { gatherFacts, readBalances } from "./facts.ts";
import { clientOf, createPerson, explained, type Person, type Site } from "./person.ts";
import { type Currency, isRight, type Reconciliation, reconcile } from "./reconcile.ts";
import { createTally, type Deed, deeds, type Tally, TooLate } from "./tally.ts";

/** How long people go on: for so many minutes, or until each has done so many things. */
type Length = { minutes: number } | { rounds: number };

export type LoadParameters = {
  people: number;
  length: Length;
  seed: string;
  say: (line: string) => void;
};

/** What a run is asked for on the command line. Throws a sentence. */
export function readArguments(args: string[]) {
  const { values } = parseArgs({
    args,
    options: {
      people: { type: "string", default: "50" },
      minutes: { type: "string" },
      rounds: { type: "string" },
      seed: { type: "string", default: "1" },
      json: { type: "boolean", default: false },
    },
  });
  const whole = (text: string, what: string, least: number, most: number) => {
    const number = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
    if (number >= least && number <= most) return number;
    throw new Error(`“${text}” is no number of ${what}. Give one from ${least} to ${grouped(most)}.`);
  };
  if (values.minutes !== undefined && values.rounds !== undefined) {
    throw new Error("Give minutes or rounds, not both: a run ends by the clock, or when everybody has done so much.");
  }
  const length: Length =
    values.rounds === undefined
      ? { minutes: whole(values.minutes ?? "10", "minutes", 1, 600) }
      : { rounds: whole(values.rounds, "rounds", 1, 100_000) };
  // Somebody buys from somebody else.
  return { people: whole(values.people, "people", 2, 500), length, seed: values.seed, json: values.json };
}

/** What everybody has at first. */
const pocketMoney = { ether: parseEther("1000"), dollars: "1000000" } as const;

/** A block comes every so many seconds, as on a real chain: what is in it was sent without seeing the rest of it. */
const blockSeconds = 1;

/** The most rows of each table of the index that are compared: more than there can be. */
const everyRow = 1_000_000;

/** What people tried before somebody who finds nothing to do looks around instead. */
const mostTries = 12;

/** Everything that a run comes to. */
export type LoadRun = Awaited<ReturnType<typeof runLoad>>;

/**
 * Lets people act at once on a stack of its own, and holds everything that can be counted against everything else
 * that counts it.
 */
export async function runLoad({ people: count, length, seed, say }: LoadParameters) {
  return withFreshStack({ say, index: "embedded", pages: "none" }, async (url, stack) => {
    const site = await openSite(url, stack);
    const currencies: Currency[] = [
      { address: zeroAddress, symbol: "ETH" },
      { address: site.token.address, symbol: site.token.symbol },
    ];
    const tally = createTally();
    const people = Array.from({ length: count }, (_, number) => createPerson(site, tally, { seed, number }));
    await giveMoney(people);
    const client = clientOf(url);
    await indexed(site, await client.getBlockNumber());
    const starts = await Promise.all(people.map(({ address }) => readBalances(client, address, currencies)));
    const firstBlock = await client.getBlockNumber();

    say(`${count} people begin`);
    await rpcCall(`${url}rpc`, "evm_setIntervalMining", [blockSeconds]);
    const loadBefore = loadNow();
    const began = performance.now();
    const lag = watchLag(site);
    await Promise.all(people.map((person) => live(person, { people, length, tally, began })));
    const seconds = (performance.now() - began) / 1000;
    const loadAfter = loadNow();
    await rpcCall(`${url}rpc`, "evm_setAutomine", [true]);

    const head = await client.getBlockNumber();
    say(`They are done at block ${head}; the index reads on`);
    const behind = performance.now();
    await indexed(site, head);
    const caughtUp = (performance.now() - behind) / 1000;
    const facts = await gatherFacts({ client, people, currencies, starts });
    const reconciliations = [...reconcile(facts), await heldAgainstIndex(site, client)];
    const figures = tally.figures();
    const done = figures.deeds.reduce((sum, deed) => sum + deed.done, 0);
    return {
      ...{ people: count, length, seed, ...figures, actions: done },
      unforeseenTimes: figures.unforeseen.reduce((sum, { times }) => sum + times, 0),
      transactions: people.reduce((sum, { sent }) => sum + sent.length, 0),
      blocks: Number(head - firstBlock),
      seconds: Math.round(seconds),
      perSecond: Number((done / seconds).toFixed(1)),
      index: { mostBehind: await lag.stop(), caughtUp: Math.round(caughtUp) },
      // Whatever else the machine did counts in every figure that is a time.
      machine: { cores: cpus().length, load: { before: loadBefore, after: loadAfter } },
      indexMemory: peakMemory(stack.indexer?.pid()),
      reconciliations: reconciliations.map((it) => ({
        ...it,
        right: isRight(it),
        differences: it.differences.slice(0, 10),
      })),
    };
  });
}

/** The site as anybody finds it who has its address alone. */
async function openSite(url: string, { deployment }: Stack): Promise<Site> {
  const config = (await (await fetch(`${url}config.json`)).json()) as { chains: [{ tokens: [Token] }] };
  const [token] = config.chains[0].tokens;
  return { url, deployment, token: { ...token, address: getAddress(token.address) } };
}

const mintAbi = parseAbi(["function mint(address to, uint256 amount)"]);

/** How many processes wanted to run in the last minute, on average. */
const loadNow = () => Number((loadavg()[0] ?? 0).toFixed(1));

/** Play money of both kinds for everybody. */
async function giveMoney(people: readonly Person[]): Promise<void> {
  for (const { address, site } of people) {
    await rpcCall(`${site.url}rpc`, "anvil_setBalance", [address, toHex(pocketMoney.ether)]);
  }
  await Promise.all(
    people.map(async ({ account, address, site }) => {
      const client = clientOf(site.url);
      const amount = parseUnits(pocketMoney.dollars, site.token.decimals);
      const call = {
        address: site.token.address,
        abi: mintAbi,
        functionName: "mint",
        args: [address, amount],
      } as const;
      const hash: Hex = await client.writeContract({ ...call, account });
      await client.waitForTransactionReceipt({ hash });
    }),
  );
}

type Life = { people: readonly Person[]; length: Length; tally: Tally; began: number };

/** Each deed as often as it is tried. */
const choices: readonly Deed[] = deeds.flatMap((deed) => Array<Deed>(actions[deed].often).fill(deed));

/** Somebody does one thing after the other, whatever the others do. */
async function live(me: Person, { people, length, tally, began }: Life): Promise<void> {
  const isOver = (round: number) =>
    "rounds" in length ? round >= length.rounds : performance.now() - began >= length.minutes * 60_000;
  for (let round = 0; !isOver(round); round++) {
    for (let tries = 1; ; tries++) {
      const deed = tries > mostTries ? "search" : me.dice.pick(choices);
      if (await tried(deed, me, people, tally)) break;
    }
  }
}

/** Whether there was something to do; what came of it is counted. */
async function tried(deed: Deed, me: Person, people: readonly Person[], tally: Tally): Promise<boolean> {
  const start = performance.now();
  try {
    if ((await actions[deed].act(me, people)) === undefined) return false;
    tally.done(deed, performance.now() - start);
  } catch (error) {
    if (error instanceof TooLate) tally.late(deed, error.message);
    else tally.refused(deed, explained(error));
  }
  return true;
}

/** How often the index is asked how far it is, in milliseconds. */
const lagInterval = 2_000;

/** Follows how many blocks the index is behind; `stop` returns the most. */
function watchLag(site: Site): { stop(): Promise<number> } {
  const stopping = new AbortController();
  let most = 0;
  const watching = (async () => {
    while (!stopping.signal.aborted) {
      const health = await askIndex(`${site.url}index`, routes.health, {}).catch(() => undefined);
      most = Math.max(most, health?.lagBlocks ?? 0);
      await sleep(lagInterval, undefined, { signal: stopping.signal }).catch(() => {});
    }
  })();
  return {
    async stop() {
      stopping.abort();
      await watching;
      return most;
    },
  };
}

/** Until the index has read a block. */
async function indexed(site: Site, block: bigint, patience = 1_200_000): Promise<void> {
  for (const until = performance.now() + patience; ; await sleep(200)) {
    const health = await askIndex(`${site.url}index`, routes.health, {}).catch(() => undefined);
    if (health?.ready && BigInt(health.indexed?.block ?? -1) >= block) return;
    if (performance.now() > until) {
      throw new Error(
        `The index has not read block ${block} within ${patience / 60_000} minutes: ${health?.sentence ?? "it does not answer"}`,
      );
    }
  }
}

/** What `npm run index:check` says, as one of the reconciliations. */
async function heldAgainstIndex(
  { url, deployment }: Site,
  client: ReturnType<typeof clientOf>,
): Promise<Reconciliation> {
  const { checks } = await checkIndex({ indexUrl: `${url}index`, client: client as never, deployment, most: everyRow });
  const differences = checks.flatMap((check) => check.differences);
  const compared = checks.reduce((sum, check) => sum + check.compared, 0);
  return {
    ...{ what: "rows of the index, and the contracts (index:check)", compared },
    ...{ expected: `${checks.length} checks agree` },
    found: `${checks.filter((check) => check.differences.length === 0).length} checks agree`,
    differences: differences.map(({ what, index, chain }) => ({ what, expected: chain, found: index })),
  };
}

/** The most memory that a process ever had, in MiB; undefined where the system does not tell (not on Linux). */
function peakMemory(pid: number | undefined): number | undefined {
  try {
    const kilobytes = /^VmHWM:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
    return kilobytes === undefined ? undefined : Math.round(Number(kilobytes) / 1024);
  } catch {
    return undefined;
  }
}
