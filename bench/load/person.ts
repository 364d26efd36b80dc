import { setTimeout as sleep } from "node:timers/promises";
import { type ContentStore, createContentStore, type Deployment, explainError, patientTransport } from "@colophon/sdk";
import { type Call, gasLimitOf, paymentPlan } from "@colophon/sdk/calls";
import { type AnswerOf, askIndex, IndexError, type IndexRoute, type QuestionOf } from "@colophon/sdk/index-api";
import { type Finding, type ReadContext, readAllowance } from "@colophon/sdk/read";
import {
  type Address,
  createClient,
  type Hex,
  http,
  publicActions,
  type TransactionReceipt,
  walletActions,
  zeroAddress,
} from "viem";
import { anvil } from "viem/chains";
import { type Person as DemoPerson, person } from "../../scripts/demo/people.ts";
import type { PreparedWork } from "../../scripts/demo/prepareWork.ts";
import type { Token } from "../../scripts/deployment/deployContracts.ts";
import { createDice } from "../../test/utils/createDice.ts";
import type { Tally } from "./tally.ts";

/** The accounts from here on: those before have a part in the local stack already. */
const firstIndex = 100;

/** How often a chain is asked whether something stands in a block, in milliseconds. */
const pollingInterval = 250;

/** How long somebody waits who is told by the index to come back, in milliseconds, and how often. */
const comeBack = { after: 500, times: 120 } as const;

/** What the index says to those who should come back: limits of its own, and that it is not there yet. */
const passing = new Set<IndexError["code"]>(["starting", "too-many", "too-slow"]);

/** The place where people meet: one site, with everything behind it. */
export type Site = {
  /** With a slash at its end. */
  url: string;
  deployment: Deployment;
  token: Token & { address: Address };
};

/** Something that was refused in a block although it would have gone through when it was tried out. */
class RefusedInBlock extends Error {
  /** What the contract answered: `explainError` looks for it here. */
  readonly data: Hex;

  constructor(transaction: Hex, data: Hex) {
    super(`execution reverted in transaction ${transaction}`);
    this.data = data;
  }
}

/** A work that somebody made, and who is given its units. */
export type DrawnWork = PreparedWork & { given: readonly { account: Address; units: number }[] };

/** What somebody signed, and the receipt of it. */
export type Sent = { receipt: TransactionReceipt; paid: { currency: Address; amount: bigint } };

/** How a site's chain is asked: by its own address, some questions at once, as the dApp does. */
export const clientOf = (url: string) =>
  createClient({
    chain: anvil,
    transport: patientTransport(http(`${url}rpc`, { batch: true, timeout: 60_000 })),
    ...{ pollingInterval, cacheTime: 0 },
  })
    .extend(publicActions)
    .extend(walletActions);

/**
 * Somebody with an account, dice and a book of their own, who knows nothing that the site does not tell them.
 *
 * @param seed Of everybody's dice together; each person's differ.
 */
export function createPerson(site: Site, tally: Tally, { seed, number }: { seed: string; number: number }) {
  const { url, deployment } = site;
  const { name, account } = person(`Person ${number + 1}`, firstIndex + number);
  const client = clientOf(url);
  const origin = url.replace(/\/$/, "");
  const store: ContentStore = createContentStore({ gateways: [origin], api: origin, timeout: 60_000 });
  const context: ReadContext = { client: client as unknown as ReadContext["client"], deployment, store };
  const sent: Sent[] = [];

  /** Sends a call once it would go through, and waits until it stands in a block. */
  async function send(
    call: Call,
    paid: Sent["paid"] = { currency: zeroAddress, amount: 0n },
  ): Promise<TransactionReceipt> {
    const estimate = await client.estimateContractGas({ ...call, account } as never);
    const gas = gasLimitOf(call.functionName, estimate);
    const hash = await client.writeContract({ ...call, account, gas } as never);
    const receipt = await client.waitForTransactionReceipt({ hash, timeout: 120_000 });
    const succeeded = receipt.status === "success";
    sent.push({ receipt, paid: succeeded ? paid : { ...paid, amount: 0n } });
    if (succeeded) return receipt;
    const trace = await client.request({
      ...{ method: "debug_traceTransaction", params: [hash, { tracer: "callTracer" }] },
    } as never);
    throw new RefusedInBlock(hash, (trace as { output?: Hex }).output ?? "0x");
  }

  return {
    name,
    account,
    address: account.address,
    site,
    context,
    store,
    dice: createDice(`${seed} ${number}`),
    /** Everything that they sent and that stands in a block. */
    sent,
    /** Works that were prepared and stamped, and not registered yet. */
    stamped: [] as DrawnWork[],
    /** Works that they began to register, whatever came of it. */
    begun: [] as DrawnWork[],
    /** Works that they registered. */
    registered: [] as DrawnWork[],
    /** What they published: others may have a link to it before the index has it. */
    offered: [] as Hex[],
    /** Offers that were refused to them, which they do not try again. */
    refused: new Set<Hex>(),
    /** Licences that they bought, or were told of when they got them. */
    licences: new Set<bigint>(),
    /** Works that they were given units of, at registration or later. */
    shares: new Set<bigint>(),
    send,
    /** Pays by what has to be sent for it, in order: an allowance first, for a token. */
    async pay(call: Call, currency: Address, amount: bigint): Promise<TransactionReceipt> {
      const allowance = found(await readAllowance(context, { currency, owner: account.address, amount }));
      const steps = paymentPlan(deployment, { currency, amount, allowance, pay: call });
      for (const step of steps.slice(0, -1)) await send(step.call);
      return send(call, { currency, amount });
    },
    /** Asks the index; if it says to come back, waits and asks again. */
    async ask<Route extends IndexRoute>(route: Route, question: QuestionOf<Route>): Promise<AnswerOf<Route>> {
      for (let attempt = 1; ; attempt++) {
        const start = performance.now();
        try {
          const answer = await askIndex(`${url}index`, route, question);
          tally.answered(performance.now() - start);
          return answer;
        } catch (error) {
          if (!(error instanceof IndexError) || !passing.has(error.code) || attempt === comeBack.times) throw error;
          tally.waited(error.shortMessage);
          await sleep(comeBack.after);
        }
      }
    },
  };
}

export type Person = ReturnType<typeof createPerson>;

/** As the demo's preparations name who acts. */
export const asDemo = ({ name, account }: Person): DemoPerson => ({ name, account });

/** What was found; throws what was in the way. */
export function found<Value>(finding: Finding<Value>): Value {
  if (finding.status === "found") return finding.value;
  throw finding.status === "unknown" ? finding.cause : new Error("It was not found, and must be there.");
}

/** What the name and the sentence of a failure are, whoever it came from. */
export function explained(error: unknown): { name: string; sentence: string } {
  const { name, sentence } = explainError(error);
  const details = error instanceof Error ? (error.message.split("\n")[0] ?? "") : String(error);
  // What is not known by name is told in the words that came with it.
  return { name, sentence: name === "Unknown" || name === "Reverted" ? `${sentence} ${details}` : sentence };
}
