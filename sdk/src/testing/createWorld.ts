import { getAddress, type Hex, keccak256, stringToHex } from "viem";
import type { Call } from "../calls/Call.ts";
import { registerCall } from "../calls/registerCall.ts";
import type { Finding } from "../chain/Finding.ts";
import type { ReadContext } from "../chain/ReadContext.ts";
import { explainError } from "../errors/explainError.ts";
import { workIdOf } from "../ids/workIdOf.ts";
import { deployContracts, readArtifact } from "./deployContracts.ts";
import { startAnvil, testAccount } from "./startAnvil.ts";

type Account = ReturnType<typeof testAccount>;

/** A chain with the contracts and the play money, and short ways to act and to look. */
export async function createWorld() {
  const chain = await startAnvil();
  const { client } = chain;
  const deployment = await deployContracts(chain);
  const context: ReadContext = { client: client as unknown as ReadContext["client"], deployment };
  const { abi, bytecode } = await readArtifact("test/mocks/DemoToken.sol/DemoToken.json");
  const hash = await client.deployContract({ account: testAccount(9), abi, bytecode });
  const token = getAddress((await client.waitForTransactionReceipt({ hash })).contractAddress as Hex);

  const send = async (account: Account, call: Call) => {
    const { request } = await client.simulateContract({ ...call, account } as never);
    const receipt = await client.waitForTransactionReceipt({ hash: await client.writeContract(request as never) });
    if (receipt.status !== "success") throw new Error(`${call.functionName} failed.`);
    return receipt;
  };
  return {
    ...chain,
    deployment,
    context,
    token,
    send,
    async mint(to: Account, amount: bigint) {
      await send(testAccount(9), { address: token, abi, functionName: "mint", args: [to.address, amount] });
    },
    /** Registers a work that needs no files. */
    async register(account: Account, name: string, sources: readonly bigint[] = []) {
      const contentRoot = keccak256(stringToHex(name));
      const parts = { contentRoot, salt: contentRoot, metadataDigest: contentRoot, category: "literary" } as const;
      await send(account, registerCall(deployment, { registration: { ...parts, sources } }));
      return { id: workIdOf({ claimant: account.address, contentRoot }), contentRoot };
    },
    /** What a person would be told instead of sending the call. */
    async explained(account: Account, call: Call) {
      try {
        await client.simulateContract({ ...call, account } as never);
      } catch (error) {
        return explainError(error);
      }
      throw new Error("The call should have failed.");
    },
    now: async () => Number((await client.getBlock()).timestamp),
    async wait(seconds: number) {
      await client.increaseTime({ seconds });
      await client.mine({ blocks: 1 });
    },
  };
}

export type World = Awaited<ReturnType<typeof createWorld>>;

/** The value of a finding that must be there. */
export function found<value>(finding: Finding<value>): value {
  if (finding.status === "unknown") throw finding.cause;
  if (finding.status !== "found") throw new Error("not found");
  return finding.value;
}
