import {
  approveSaleCalls,
  buyCall,
  type Call,
  claimCall,
  concludeCall,
  defineTermsCall,
  payCall,
  payDebtCall,
  publishOfferCall,
  registerCall,
  renewCall,
  reportUsageCall,
  stampCall,
  takeOrderCall,
} from "@colophon/sdk/calls";
import {
  type PublicClient,
  TransactionNotFoundError,
  TransactionReceiptNotFoundError,
  UserRejectedRequestError,
  type WalletClient,
  zeroAddress,
  zeroHash,
} from "viem";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { deploymentFixture, ines, maya, noon, offerRecord, presetTerms, termsRecord } from "../../testing/fixtures.ts";
import { transactions } from "./record.ts";
import { type SendStepParameters, sendStep } from "./send.ts";

/*
 * Every flow that sends something, with everything that can go wrong between the button and the block. The network here
 * takes one transaction for each nonce, as a chain does; what it took in the end is counted: never twice, and once if
 * the person goes on.
 */

const { offer } = offerRecord();
const ruled = termsRecord(presetTerms("book"));
if (!ruled.conditions) throw new Error("The preset for books has no conditions.");
const under = {
  licence: (5n << 32n) + 1n,
  terms: ruled.onchain,
  conditions: { ...ruled.conditions, currency: zeroAddress },
};
const agreement = {
  ...{
    text: "We agree.",
    parties: [ines, maya].toSorted(),
    witnessed: true,
    opens: 0,
    closes: noon * 2,
    ends: noon * 2,
  },
  ...{ leavers: 0, notice: 0, supersedes: zeroHash, arbitrator: zeroAddress, court: zeroHash },
};
const signature = `0x${"12".repeat(64)}1b` as const;
const { agreements, assignments } = deploymentFixture.contracts;
const order = {
  ...{
    deed: "A deed.",
    work: 5n,
    control: true,
    units: 0,
    seller: ines,
    buyer: maya,
    currency: zeroAddress,
    price: 7n,
  },
  ...{ resaleRoyalty: false, version: 1, licences: 0, changes: 0, owed: 0n, standing: [], opens: 0, closes: noon * 2 },
  salt: zeroHash,
};

/** What each flow sends last, with its money. */
const flows: Record<string, Call> = {
  prove: stampCall(deploymentFixture, { commitment: `0x${"01".repeat(32)}` }),
  register: registerCall(deploymentFixture, {
    registration: { contentRoot: zeroHash, salt: zeroHash, metadataDigest: zeroHash, category: "literary" },
  }),
  "define terms": defineTermsCall(deploymentFixture, { terms: ruled.onchain }),
  publish: publishOfferCall(deploymentFixture, { offer }),
  buy: buyCall(deploymentFixture, { offer, recipient: ines }),
  renew: renewCall(deploymentFixture, { offer, licence: under.licence, seats: 1 }),
  report: reportUsageCall(deploymentFixture, {
    ...{ ...under, report: { period: 0, units: 1n, revenue: 2n }, payment: { amount: 3n } },
  }),
  "pay a debt": payDebtCall(deploymentFixture, { ...under, payment: { amount: 3n } }),
  pay: payCall(deploymentFixture, { work: 5n, currency: zeroAddress, amount: 9n }),
  withdraw: claimCall(deploymentFixture, { work: 5n, currency: zeroAddress, to: ines }),
  "sign an agreement": concludeCall(deploymentFixture, {
    ...{ chainId: deploymentFixture.chainId, agreements: agreements.address, agreement },
    signatures: agreement.parties.map((party) => ({ party, signature })),
  }),
  assign: takeOrderCall(
    deploymentFixture,
    {
      ...{ chainId: deploymentFixture.chainId, assignments: assignments.address, order },
      ...{ sellerSignature: signature, buyerSignature: signature },
    },
    { units: 0, price: order.price },
  ),
  "let a sale move a work": approveSaleCalls(deploymentFixture, { work: 5n, control: true, units: 0 })[0] as Call,
};

type Taken = { hash: `0x${string}`; data: unknown; value: unknown };

/** A network that takes one transaction for each nonce of an account, and a wallet on it. */
function createNetwork() {
  const waiting = new Map<number, Taken>();
  const mined: Taken[] = [];
  const receiptOf = (hash: string) => mined.findIndex((taken) => taken.hash === hash);
  let hashes = 10;
  /** The wallet counts by itself what it has signed. */
  let own = 0;
  const client = {
    getBalance: async () => 10n ** 20n,
    call: vi.fn(async () => ({ data: "0x" })),
    getCode: async () => undefined,
    getGasPrice: async () => 2n,
    getTransactionReceipt: async ({ hash }: { hash: `0x${string}` }) => {
      if (receiptOf(hash) < 0) throw new TransactionReceiptNotFoundError({ hash });
      const at = { blockHash: "0xb1", blockNumber: BigInt(receiptOf(hash)), gasUsed: 1n, effectiveGasPrice: 1n };
      return { ...at, status: "success", logs: [] };
    },
    getTransaction: async ({ hash }: { hash: `0x${string}` }) => {
      const taken = [...waiting.values(), ...mined].find((it) => it.hash === hash);
      if (!taken) throw new TransactionNotFoundError({ hash });
      return taken;
    },
    estimateContractGas: async () => 30_000n,
    estimateFeesPerGas: async () => ({ maxFeePerGas: 3n, maxPriorityFeePerGas: 1n }),
    getBlock: async () => ({ baseFeePerGas: 1n, timestamp: 1n }),
    getTransactionCount: async ({ blockTag }: { blockTag: "latest" | "pending" }) =>
      mined.length + (blockTag === "pending" ? waiting.size : 0),
  };
  /** A wallet signs and sends: what has the nonce of another takes its place. */
  const take = ({ nonce = own, data, value }: Record<string, unknown> & { nonce?: number }) => {
    hashes += 1;
    own = Math.max(own, nonce + 1);
    const taken: Taken = { hash: `0x${hashes.toString(16)}`, data, value };
    // What a block has already is refused by the network.
    if (nonce >= mined.length) waiting.set(nonce, taken);
    return taken.hash;
  };
  const sendTransaction = vi.fn(async (request: Record<string, unknown>) => take(request));
  return {
    client,
    take,
    sendTransaction,
    /** The network forgets what no block has; somebody may send it again. */
    forget() {
      const forgotten = [...waiting];
      waiting.clear();
      return () => {
        for (const [nonce, taken] of forgotten)
          if (nonce >= mined.length && !waiting.has(nonce)) waiting.set(nonce, taken);
      };
    },
    mine() {
      for (let next = waiting.get(mined.length); next; next = waiting.get(mined.length)) {
        waiting.delete(mined.length);
        mined.push(next);
      }
      return mined;
    },
  };
}

type Scene = ReturnType<typeof createNetwork> & { press(): ReturnType<typeof sendStep>; reload(): void };

/** What goes wrong, and how often the call happened once the person has gone on, or once they did not. */
const faults: Record<string, (scene: Scene) => Promise<number>> = {
  "nothing goes wrong": async ({ press }) => {
    expect(await press()).toBe("sent");
    return 1;
  },
  "the wallet refuses, and is asked again": async ({ press, sendTransaction, mine }) => {
    sendTransaction.mockRejectedValueOnce(new UserRejectedRequestError(new Error("no")));
    expect(await press()).toBe("not-sent");
    expect(mine()).toHaveLength(0);
    expect(await press()).toBe("sent");
    return 1;
  },
  "a double click": async ({ press, sendTransaction }) => {
    const [one, other] = await Promise.all([press(), press()]);
    expect([one, other].toSorted()).toEqual(["already-under-way", "sent"]);
    expect(sendTransaction).toHaveBeenCalledTimes(1);
    return 1;
  },
  "the page is loaded anew between sending and the block": async ({ press, reload, sendTransaction }) => {
    expect(await press()).toBe("sent");
    reload();
    expect(await press()).toBe("already-under-way");
    expect(sendTransaction).toHaveBeenCalledTimes(1);
    return 1;
  },
  "the wallet never answers, and the page is closed": async ({ press, reload, sendTransaction }) => {
    sendTransaction.mockImplementationOnce(() => new Promise(() => {}));
    void press();
    await vi.waitFor(() => expect(sendTransaction).toHaveBeenCalledTimes(1));
    reload();
    expect(await press()).toBe("sent");
    return 1;
  },
  "the wallet never answers, and had sent it all the same": async ({ press, reload, sendTransaction, take }) => {
    sendTransaction.mockImplementationOnce((request) => {
      take(request);
      return new Promise(() => {});
    });
    void press();
    await vi.waitFor(() => expect(sendTransaction).toHaveBeenCalledTimes(1));
    reload();
    // With the nonce of the first, which it replaces.
    expect(await press()).toBe("sent");
    return 1;
  },
  "the connection breaks off after the wallet has sent it": async ({ press, sendTransaction, take }) => {
    sendTransaction.mockImplementationOnce(async (request) => {
      take(request);
      throw new Error("Request timed out");
    });
    expect(await press()).toBe("not-sent");
    expect(await press()).toBe("already-under-way");
    return 1;
  },
  "the network forgets it, and it turns up again after all": async ({ press, forget, sendTransaction }) => {
    expect(await press()).toBe("sent");
    const turnUp = forget();
    const [record] = await transactions.read();
    await transactions.change(record?.id ?? "", { status: "dropped" });
    expect(await press()).toBe("sent");
    turnUp();
    expect(sendTransaction).toHaveBeenCalledTimes(2);
    return 1;
  },
  "it is called lost, and a block has it": async ({ press, mine, sendTransaction }) => {
    expect(await press()).toBe("sent");
    mine();
    const [record] = await transactions.read();
    await transactions.change(record?.id ?? "", { status: "dropped" });
    expect(await press()).toBe("done-already");
    expect(sendTransaction).toHaveBeenCalledTimes(1);
    return 1;
  },
  "the contract would refuse it": async ({ press, client, sendTransaction }) => {
    client.call.mockRejectedValue(new Error("execution reverted"));
    await expect(press()).rejects.toThrow();
    expect(sendTransaction).not.toHaveBeenCalled();
    return 0;
  },
  "the node is gone before it is sent": async ({ press, client, sendTransaction }) => {
    const away = vi.spyOn(client, "getTransactionCount").mockRejectedValue(new TypeError("Failed to fetch"));
    await expect(press()).rejects.toThrow();
    expect(sendTransaction).not.toHaveBeenCalled();
    away.mockRestore();
    expect(await press()).toBe("sent");
    return 1;
  },
  "the wallet went to another chain": async ({ press, sendTransaction }) => {
    sendTransaction.mockRejectedValueOnce(Object.assign(new Error("wrong chain"), { code: 4901 }));
    expect(await press()).toBe("not-sent");
    return 0;
  },
};

/** The part of the Web Locks API that is used: what one page holds, its end frees. */
function freeLocks() {
  const held = new Set<string>();
  return {
    async request(name: string, _: unknown, action: (lock: unknown) => Promise<unknown>) {
      if (held.has(name)) return action(null);
      held.add(name);
      try {
        return await action({ name });
      } finally {
        held.delete(name);
      }
    },
    query: async () => ({ held: [...held].map((name) => ({ name })) }),
  };
}

const reload = () => vi.stubGlobal("navigator", { locks: freeLocks() });

beforeEach(() => {
  reload();
});

afterEach(async () => {
  for (const record of await transactions.read()) await transactions.remove(record.id);
  vi.unstubAllGlobals();
});

for (const [flow, call] of Object.entries(flows)) {
  test.each(Object.entries(faults))(`${flow} × %s`, async (_, happens) => {
    const network = createNetwork();
    const parameters: SendStepParameters = {
      publicClient: network.client as unknown as PublicClient,
      getWallet: async () => network as unknown as WalletClient,
      ...{ chainId: 31337, account: ines, intent: flow, title: flow, href: undefined, firstStep: 0, bundle: false },
      ...{ steps: [{ call, says: ["Do it."], isDone: undefined }], beforeSigning: undefined },
    };
    const times = await happens({ ...network, reload, press: () => sendStep(parameters) });
    const mined = network.mine();
    expect(mined).toHaveLength(times);
    // The money too: once, and exactly so much.
    const paid = mined.reduce((sum, { value }) => sum + BigInt(String(value)), 0n);
    expect(paid).toBe(BigInt(times) * (call.value ?? 0n));
  });
}
