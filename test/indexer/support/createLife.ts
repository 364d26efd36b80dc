import { readArtifact, testAccount, type World } from "../../../sdk/src/testing/world.ts";
import { createHistory } from "../../history/history.ts";

const people = [0, 1, 2, 3].map(testAccount);

/** Enough for everything that is tried. */
const gas = 8_000_000n;

/** A random history on a chain of its own: the memory of it, and how to go on with it. */
export async function createLife(world: World, seed: string) {
  const { client, deployment } = world;
  const deploy = async (path: string) => {
    const { abi, bytecode } = await readArtifact(path);
    const hash = await client.deployContract({ account: testAccount(9), abi, bytecode });
    const { contractAddress } = await client.waitForTransactionReceipt({ hash });
    if (!contractAddress) throw new Error(`${path} was not deployed.`);
    return { address: contractAddress, abi };
  };
  const arbitrator = await deploy("test/mocks/Arbitrators.sol/CentralArbitrator.json");
  const { abi } = await readArtifact("test/mocks/DemoToken.sol/DemoToken.json");
  const tokens = [{ address: world.token, abi }];
  let time = 0;
  const history = createHistory({ seed, deployment, people, tokens, arbitrator, now: () => time });

  /** The next thing that somebody does; refused things make a block, too. */
  async function step(): Promise<void> {
    time = (await world.now()) + history.pause();
    const acted = await history.next();
    const { from: account, call } = acted;
    await client.setNextBlockTimestamp({ timestamp: BigInt(time) });
    const hash =
      call.functionName === ""
        ? await client.sendTransaction({ account, to: call.address, value: call.value ?? 0n, gas })
        : await client.writeContract({ account, gas, ...call });
    const { status, logs } = await client.waitForTransactionReceipt({ hash });
    history.happened(acted, { succeeded: status === "success", logs });
  }

  return {
    memory: history.memory,
    events: history.events,
    /** Lets people do a number of things; until the first money is made, that is no part of them. */
    async live(steps: number): Promise<void> {
      while (history.preparing()) await step();
      for (let i = 0; i < steps; i++) await step();
    },
  };
}

export type Life = Awaited<ReturnType<typeof createLife>>;
