import { verifyMerkleProof } from "@ethereumjs/mpt";
import {
  bytesToHex,
  createPublicClient,
  custom,
  type Hex,
  hexToBytes,
  keccak256,
  numberToHex,
  type PublicClient,
  sha256,
  stringToBytes,
  zeroAddress,
} from "viem";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Call } from "../calls/call.ts";
import { payCall } from "../calls/royalties.ts";
import { registerCall, stampCall } from "../calls/works.ts";
import { batchOpenings, commitmentOf, createOpening, type Opening } from "../content/commitment.ts";
import { createDigester } from "../content/digest.ts";
import { leafOf } from "../content/disclosure.ts";
import { type Anchor, createManifest, randomSalt } from "../content/manifest.ts";
import type { Deployment } from "../core/deployment.ts";
import { canonicalJson } from "../core/json.ts";
import { workIdOf } from "../model/ids.ts";
import { readAnchor } from "../read/stamps.ts";
import { makeBundle } from "../testing/bundles.ts";
import { deployContracts, startAnvil, type TestChain, testAccount } from "../testing/world.ts";
import { decodeHeader } from "./block.ts";
import type { Bundle } from "./bundle.ts";
import { captureBundle, captureHeader } from "./capture.ts";
import { encodeRlp, toRlpNumber } from "./rlp.ts";
import { blocksToTrust, readTrustedBlocks } from "./trust.ts";
import { verifyBundle } from "./verifyBundle.ts";

const [ines, tomas] = [testAccount(0), testAccount(1)] as const;

let chain: TestChain;
let client: PublicClient;
let deployment: Deployment;

beforeAll(async () => {
  chain = await startAnvil();
  client = chain.client as unknown as PublicClient;
  deployment = await deployContracts(chain);
}, 60_000);

afterAll(() => chain?.stop());

async function send(account: ReturnType<typeof testAccount>, call: Call) {
  const { request } = await chain.client.simulateContract({ ...call, account } as never);
  const hash = await chain.client.writeContract(request as never);
  return chain.client.waitForTransactionReceipt({ hash });
}

async function hashed(files: Record<string, string>) {
  const digester = await createDigester();
  return Object.entries(files).map(([path, text]) => {
    digester.update(stringToBytes(text));
    return { path, type: "text/plain", ...digester.finish() };
  });
}

async function opened(files: Record<string, string>, anchor?: Anchor): Promise<Opening> {
  return createOpening({
    chainId: deployment.chainId,
    timestamps: deployment.contracts.timestamps.address,
    claimant: ines.address,
    manifest: createManifest({ files: await hashed(files), anchor }),
  });
}

const trustedOf = (bundle: Bundle) =>
  bundle.blocks.map(({ number, hash }) => ({ number, hash, chainId: bundle.chainId, source: "you" }));

/** The client, with some answers of its node replaced. */
function lying(answers: Record<string, (params: unknown, honest: () => Promise<unknown>) => unknown>): PublicClient {
  const request = client.request as unknown as (request: { method: string; params?: unknown }) => Promise<unknown>;
  const transport = custom({
    request: async ({ method, params }: { method: string; params?: unknown }) => {
      const honest = () => request({ method, params });
      return answers[method] ? answers[method](params, honest) : honest();
    },
  });
  return createPublicClient({ chain: chain.client.chain, transport, cacheTime: 0 }) as PublicClient;
}

describe("a stamp captured from a real chain", () => {
  it("is proved by its file, its bundle and a block hash, with a time on both sides", async () => {
    await chain.client.mine({ blocks: 15 });
    const files = { "poems/tide.txt": "The tide comes in.", "notes.txt": "spring" };
    const opening = await opened(files, await readAnchor(client));
    await send(tomas, stampCall(deployment, { commitment: opening.commitment }));
    const { bundle, final } = await captureBundle({ client, deployment, opening });
    expect(typeof final).toBe("boolean");

    const text = canonicalJson(bundle);
    const anchor = opening.manifest.anchor as Anchor;
    const verdict = verifyBundle({
      bundle: text,
      files: await hashed(files),
      trusted: [...trustedOf(bundle), { hash: anchor.hash, chainId: 31337, source: "you" }],
    });
    const open = verdict.steps.filter(({ outcome }) => outcome === "disproved" || outcome === "not-checked");
    expect(open.map(({ id }) => id)).toEqual(["claimant"]);
    expect(verdict.verdict).toBe("proved");
    expect(verdict.stamp).toMatchObject({
      claimant: ines.address.toLowerCase(),
      sender: tomas.address.toLowerCase(),
      notAfter: { chainId: 31337, number: bundle.blocks[0]?.number },
      notBefore: { chainId: 31337, number: anchor.number, hash: anchor.hash },
    });
    const block = await client.getBlock({ blockNumber: BigInt(bundle.blocks[0]?.number ?? 0) });
    expect(verdict.stamp?.notAfter).toMatchObject({ hash: block.hash, time: Number(block.timestamp) });
    expect(verdict.limits).toMatch(/does not prove originality, authorship, ownership or legal validity/);
    const { manifest: _, ...stamp } = bundle.stamp as NonNullable<Bundle["stamp"]>;
    expect(canonicalJson({ ...bundle, stamp: { ...stamp, anchor: undefined } }).length).toBeLessThan(4500);
  });

  it("works among many transactions of all types in one block, with proofs that @ethereumjs/mpt verifies", async () => {
    const openings = await Promise.all(Array.from({ length: 3 }, (_, i) => opened({ [`${i}.txt`]: `text ${i}` })));
    await chain.client.setAutomine(false);
    const nonces = new Map<string, number>();
    const sent: Hex[] = [];
    for (let i = 0; i < 140; i++) {
      const account = testAccount(2 + (i % 6));
      const nonce = nonces.get(account.address) ?? (await client.getTransactionCount({ address: account.address }));
      nonces.set(account.address, nonce + 1);
      const opening = openings[i / 20];
      const call = opening ? stampCall(deployment, { commitment: opening.commitment }) : undefined;
      const fees =
        i % 3 === 0
          ? { type: "legacy", gasPrice: 3_000_000_000n }
          : i % 3 === 1
            ? { type: "eip2930", gasPrice: 3_000_000_000n, accessList: [] }
            : { type: "eip1559", maxFeePerGas: 3_000_000_000n };
      const common = { account, nonce, gas: 60_000n, ...fees };
      sent.push(
        call
          ? await chain.client.writeContract({ ...call, ...common } as never)
          : await chain.client.sendTransaction({ ...common, to: testAccount(9).address, value: 1n } as never),
      );
    }
    await chain.client.mine({ blocks: 1 });
    await chain.client.setAutomine(true);
    const receipt = await client.getTransactionReceipt({ hash: sent[0] as Hex });
    const { transactions } = await client.getBlock({ blockHash: receipt.blockHash });
    expect(transactions.length).toBe(140);

    for (const opening of openings) {
      const { bundle } = await captureBundle({ client, deployment, opening });
      expect(verifyBundle({ bundle, trusted: trustedOf(bundle) }).verdict).toBe("proved");
      const [proved] = bundle.blocks[0]?.receipts ?? [];
      const value = await verifyMerkleProof(
        encodeRlp(toRlpNumber(BigInt(proved?.transaction ?? -1))),
        (proved?.proof ?? []).map((node) => hexToBytes(node)),
      );
      expect(value && bytesToHex(value)).toContain(opening.commitment.slice(2));
      expect(keccak256(proved?.proof[0] as Hex)).toBe(decodeHeader(bundle.blocks[0]?.header as Hex).receiptsRoot);
    }
  });

  it("R08 serves a batch: each item has its own bundle, without the others", async () => {
    const batch = batchOpenings(await Promise.all(["a", "b", "c"].map((name) => opened({ [`${name}.txt`]: name }))));
    await send(tomas, stampCall(deployment, { commitment: batch.commitment }));
    for (const opening of batch.openings) {
      const { bundle } = await captureBundle({ client, deployment, opening });
      const verdict = verifyBundle({ bundle: canonicalJson(bundle), trusted: trustedOf(bundle) });
      expect(verdict.verdict).toBe("proved");
      expect(verdict.steps.find(({ id }) => id === "batch")?.outcome).toBe("proved");
    }
  });

  it("shows one file of a folder by its digest, and neither its name nor its neighbours", async () => {
    const files = { "secret/first.txt": "one", "second.txt": "two", "third.txt": "three" };
    const opening = await opened(files, await readAnchor(client));
    await send(ines, stampCall(deployment, { commitment: opening.commitment }));
    const { bundle } = await captureBundle({ client, deployment, opening, disclose: ["secret/first.txt"] });
    const text = canonicalJson(bundle);
    expect(text).not.toMatch(/first|second|third/);
    expect(text).not.toContain(sha256(stringToBytes("two")).slice(2));
    const [first, second] = await hashed(files);
    const trusted = trustedOf(bundle);
    const verdict = verifyBundle({ bundle: text, files: [first as never], trusted });
    expect(verdict.verdict).toBe("proved");
    expect(verdict.proved[0]).toContain(sha256(stringToBytes("one")));
    expect(verifyBundle({ bundle: text, files: [second as never], trusted }).verdict).toBe("disproved");
    await expect(captureBundle({ client, deployment, opening, disclose: ["nowhere.txt"] })).rejects.toThrow(/nowhere/);
  });

  it("opens an item of which only the digest is known, such as a line of sha256sum", async () => {
    const file = { digest: sha256(stringToBytes("text")), blinding: randomSalt(), proof: [] };
    const contentRoot = leafOf({ sha256: file.digest, blinding: file.blinding });
    const parts = {
      chainId: 31337,
      timestamps: deployment.contracts.timestamps.address,
      claimant: ines.address,
      salt: randomSalt(),
    };
    const lower = {
      ...parts,
      timestamps: parts.timestamps.toLowerCase() as Hex,
      claimant: parts.claimant.toLowerCase() as Hex,
    };
    const opening = { ...lower, contentRoot, commitment: commitmentOf({ ...lower, contentRoot }), files: [file] };
    await send(ines, stampCall(deployment, { commitment: opening.commitment }));
    const { bundle } = await captureBundle({ client, deployment, opening });
    const [given] = await hashed({ "any name": "text" });
    expect(verifyBundle({ bundle, files: [given as never], trusted: trustedOf(bundle) }).verdict).toBe("proved");
  });

  it("says that nothing was stamped", async () => {
    await expect(captureBundle({ client, deployment, opening: await opened({ a: "never" }) })).rejects.toThrow(
      "has no stamp of",
    );
  });
});

describe("records and state", () => {
  it("proves a registration and a payment by their logs, and state by storage proofs", async () => {
    const opening = await opened({ "song.txt": "la la" });
    const registered = await send(
      ines,
      registerCall(deployment, {
        registration: {
          contentRoot: opening.contentRoot,
          salt: opening.salt,
          metadataDigest: sha256("0x1234"),
          category: "literary",
        },
      }),
    );
    const work = workIdOf({ claimant: ines.address, contentRoot: opening.contentRoot });
    const paid = await send(tomas, payCall(deployment, { work, currency: zeroAddress, amount: 1000n }));
    const slot = `0x${"0".repeat(63)}1` as Hex;
    const { bundle } = await captureBundle({
      client,
      deployment,
      transactions: [registered.transactionHash, paid.transactionHash],
      state: {
        block: Number(paid.blockNumber),
        accounts: [
          { address: deployment.contracts.works.address, slots: [slot] },
          { address: "0x00000000000000000000000000000000000000ff" },
        ],
      },
    });
    const text = canonicalJson(bundle);
    const verdict = verifyBundle({ bundle: text, trusted: trustedOf(bundle) });
    expect(verdict.verdict).toBe("proved");
    expect(verdict.records.map(({ contract, event }) => `${contract} ${event}`)).toEqual(
      expect.arrayContaining(["works WorkRegistered", "royalties Paid"]),
    );
    const record = verdict.records.find(({ event }) => event === "WorkRegistered");
    expect(record?.values).toMatchObject({ work: work.toString(), contentRoot: opening.contentRoot });
    const works = verdict.states.find(({ address }) => address === deployment.contracts.works.address.toLowerCase());
    const code = await client.getCode({ address: deployment.contracts.works.address });
    expect(works).toMatchObject({ exists: true, codeHash: keccak256(code as Hex), storage: [{ slot }] });
    expect(verdict.states.find(({ address }) => address.endsWith("ff"))?.exists).toBe(false);
    const named = verdict.proved.join("\n");
    expect(named).toContain("works recorded WorkRegistered");
    expect(named).toContain("there was no account 0x00000000000000000000000000000000000000ff");

    // Without a stamp, nothing in it names the chain: the verifier must.
    const chainless = trustedOf(bundle).map(({ chainId: _, ...rest }) => rest);
    expect(verifyBundle({ bundle: text, trusted: chainless }).verdict).toBe("cannot-know");
    expect(verifyBundle({ bundle: text, trusted: trustedOf(bundle).slice(0, 1) }).verdict).toBe("cannot-know");
  });
});

describe("C07 a node that lies", () => {
  let opening: Opening;
  beforeAll(async () => {
    opening = await opened({ "x.txt": "x" });
    await send(ines, stampCall(deployment, { commitment: opening.commitment }));
  });
  const capture = (answers: Parameters<typeof lying>[0], what = opening) =>
    captureBundle({ client: lying(answers), deployment, opening: what });

  it("about a log that never was: the receipts don't make the root", async () => {
    const forged = await opened({ "forged.txt": "never stamped" });
    const replaced = (value: unknown) =>
      JSON.parse(JSON.stringify(value).replaceAll(opening.commitment.slice(2), forged.commitment.slice(2)));
    const forge = async (_: unknown, honest: () => Promise<unknown>) => replaced(await honest());
    const swapped = async (params: unknown) =>
      replaced(
        await client.request({
          method: "eth_getLogs",
          params: JSON.parse(
            JSON.stringify(params).replaceAll(forged.commitment.slice(2), opening.commitment.slice(2)),
          ),
        } as never),
      );
    await expect(
      capture({ eth_getLogs: swapped, eth_getTransactionReceipt: forge, eth_getBlockReceipts: forge }, forged),
    ).rejects.toThrow(/are not those of the block/);
  });

  it("about the header: another time, another root, an unknown field", async () => {
    const header = (change: object) => async (_: unknown, honest: () => Promise<unknown>) => ({
      ...((await honest()) as object),
      ...change,
    });
    await expect(capture({ eth_getBlockByHash: header({ timestamp: "0x1" }) })).rejects.toThrow(/the node is wrong/);
    await expect(capture({ eth_getBlockByHash: header({ receiptsRoot: keccak256("0x80") }) })).rejects.toThrow(
      /the node is wrong/,
    );
    await expect(capture({ eth_getBlockByHash: header({ slotNumber: "0x1" }) })).rejects.toThrow(/no fork/);
    await expect(capture({ eth_getBlockByHash: () => null })).rejects.toThrow(/has no block/);
  });

  it("or lacks the method for all receipts: they are read one by one", async () => {
    const refuse = () => {
      throw new Error("the method eth_getBlockReceipts does not exist");
    };
    const { bundle } = await capture({ eth_getBlockReceipts: refuse });
    expect(verifyBundle({ bundle, trusted: trustedOf(bundle) }).verdict).toBe("proved");
    await expect(capture({ eth_getBlockReceipts: () => [] })).rejects.toThrow(/are not those of the block/);
  });

  it("k of n nodes: a majority decides, a lone liar is named, and disagreement is no trust", async () => {
    const { bundle } = await captureBundle({ client, deployment, opening });
    const [block] = bundle.blocks as [Bundle["blocks"][number]];
    const liar = lying({
      eth_getBlockByNumber: async (_, honest) => ({ ...((await honest()) as object), hash: keccak256("0x00") }),
    });
    const down = lying({ eth_getBlockByNumber: () => Promise.reject(new Error("down")) });
    const foreign = lying({ eth_chainId: () => "0x1" });
    const ask = (clients: PublicClient[], need?: number) =>
      readTrustedBlocks({
        nodes: clients.map((node, i) => ({ name: `node${i}`, client: node })),
        need,
        chainId: 31337,
        number: block.number,
      });
    const { trusted } = await ask([client, client, liar]);
    const [agreed, other] = trusted;
    expect(agreed?.hash).toBe(block.hash);
    expect(agreed?.source).toMatch(/^2 of 3 nodes \(node0, node1; /);
    expect(other).toMatchObject({ weak: true, source: expect.stringMatching(/^1 of 3 nodes \(node2; /) });
    const verdict = verifyBundle({ bundle, trusted: trusted.slice(0, 1) });
    expect(verdict.verdict).toBe("proved");
    expect(verdict.assumed[0]).toContain("2 of 3 nodes");
    // The node that says otherwise is heard, although the others are more.
    const heard = verifyBundle({ bundle, trusted });
    expect(heard.verdict).toBe("cannot-know");
    expect(heard.problems.join()).toContain("node2");
    expect((await ask([client, liar])).problems.join()).toMatch(/Fewer than 2 of 2 nodes agree.*The nodes disagree/);
    expect((await ask([client, liar], 1)).problems.join()).toMatch(/The nodes disagree/);
    const silent = await ask([client, down, foreign]);
    expect(silent.problems.join()).toMatch(/node1 gave no answer; node2 serves chain 1/);
    expect(silent.trusted.every(({ weak }) => weak)).toBe(true);
    await expect(ask([client], 2)).rejects.toThrow(/2 of 1 nodes/);
  });
});

describe("one recent block", () => {
  /** Two payments and a stamp with an anchor, each in a block of its own. */
  async function scattered() {
    const anchor = await readAnchor(client);
    const opening = createOpening({
      chainId: 31337,
      timestamps: deployment.contracts.timestamps.address,
      claimant: ines.address,
      manifest: createManifest({ files: await hashed({ "cover.txt": String(Math.random()) }), anchor }),
    });
    await send(ines, stampCall(deployment, opening));
    const registered = await send(
      tomas,
      registerCall(deployment, {
        registration: {
          contentRoot: opening.contentRoot,
          salt: opening.salt,
          metadataDigest: sha256("0x1234"),
          category: "literary",
        },
      }),
    );
    await client.request({ method: "anvil_mine" as never, params: ["0x5"] as never });
    return { opening, transactions: [registered.transactionHash], anchor };
  }
  const trust = (bundle: Bundle, numbers: readonly number[]) =>
    bundle.blocks
      .filter(({ number }) => numbers.includes(number))
      .map(({ number, hash }) => ({ number, hash, chainId: 31337, source: "you" }));

  it("speaks for all older blocks of a bundle, and for the anchor, by what the chain keeps (EIP-2935)", async () => {
    const { opening, transactions, anchor } = await scattered();
    const { bundle, needed } = await captureBundle({ client, deployment, opening, transactions, cover: "latest" });
    const top = bundle.blocks.at(-1) as Bundle["blocks"][number];
    expect(bundle.blocks).toHaveLength(3);
    expect(needed).toEqual([expect.objectContaining({ number: top.number, hash: top.hash })]);
    expect(blocksToTrust(bundle)).toEqual(needed);
    const one = verifyBundle({ bundle: canonicalJson(bundle), trusted: trust(bundle, [top.number]) });
    expect(one.verdict).toBe("proved");
    expect(one.stamp?.notBefore?.number).toBe(anchor.number);
    const [first] = bundle.blocks;
    expect(one.steps.find(({ id }) => id === `trust:${first?.number}`)).toMatchObject({
      outcome: "assumed",
      sentence: expect.stringContaining(`whose block ${top.number} names it in its state (EIP-2935)`),
    });
    // Without it nothing is proved; and with the hashes of the others, that one is not needed.
    expect(verifyBundle({ bundle, trusted: trust(bundle, [first?.number ?? 0]) }).verdict).toBe("cannot-know");
    const others = bundle.blocks.slice(0, -1).map(({ number }) => number);
    const byOthers = verifyBundle({ bundle, trusted: trust(bundle, others) });
    expect(byOthers.verdict).toBe("proved");
    expect(byOthers.states).toEqual([]);
  });

  it("is the last of several without being asked for, and none where the node can't show it", async () => {
    const { opening, transactions } = await scattered();
    const { bundle, needed } = await captureBundle({ client, deployment, opening, transactions });
    expect(bundle.blocks).toHaveLength(2);
    expect(needed.map(({ number }) => number)).toEqual([bundle.blocks.at(-1)?.number]);
    const pruned = lying({ eth_getProof: () => Promise.reject(new Error("missing trie node")) });
    const byHeaders = await captureBundle({ client: pruned, deployment, opening, transactions, cover: "latest" });
    const top = byHeaders.bundle.blocks.at(-1);
    expect(top?.ancestors?.length).toBeGreaterThan(3);
    expect(byHeaders.needed.map(({ number }) => number)).toEqual([top?.number]);
    const trusted = trust(byHeaders.bundle, [top?.number ?? 0]);
    expect(verifyBundle({ bundle: byHeaders.bundle, trusted }).verdict).toBe("proved");
    await expect(captureBundle({ client, deployment, opening, transactions, cover: 1 })).rejects.toThrow(
      "which is later",
    );
  });

  it("C07 speaks only for what it names: after a change nothing is proved by it", async () => {
    const { opening, transactions } = await scattered();
    const { bundle } = await captureBundle({ client, deployment, opening, transactions, cover: "latest" });
    const top = bundle.blocks.at(-1) as Bundle["blocks"][number];
    const trusted = trust(bundle, [top.number]);
    const changed = (change: (copy: Bundle) => void) => {
      const copy = structuredClone(bundle);
      change(copy);
      return verifyBundle({ bundle: copy, trusted }).verdict;
    };
    const accounts = (copy: Bundle) =>
      copy.blocks.at(-1)?.accounts as unknown as { address: string; storage: unknown[] }[];
    expect(changed((copy) => accounts(copy)[0]?.storage.pop())).not.toBe("proved");
    expect(changed((copy) => Object.assign(accounts(copy)[0] as object, { address: ines.address.toLowerCase() }))).toBe(
      "disproved",
    );
    // A fork: the hash that the chain keeps for that number is another one.
    const fork = makeBundle({ chainId: 31337, header: { number: numberToHex(bundle.blocks[0]?.number ?? 0) } }).bundle;
    const foreign = { ...(fork.blocks[0] as Bundle["blocks"][number]), number: bundle.blocks[0]?.number ?? 0 };
    const mixed = { ...bundle, stamp: undefined, blocks: [foreign, ...bundle.blocks.slice(1)] };
    const verdict = verifyBundle({ bundle: mixed, trusted });
    expect(verdict.verdict).toBe("disproved");
    expect(verdict.sentence).toContain(`whose block ${top.number} names it`);
  });
});

describe("a chain of the OP Stack", () => {
  it("whose blocks hold deposits has bundles too", async () => {
    const node = await startAnvil(["--network", "optimism"]);
    try {
      const there = await deployContracts(node);
      const opening = createOpening({
        chainId: there.chainId,
        timestamps: there.contracts.timestamps.address,
        claimant: ines.address,
        manifest: createManifest({ files: await hashed({ "a.txt": "a" }) }),
      });
      await node.client.setAutomine(false);
      const [from, to] = [testAccount(7).address, testAccount(8).address];
      const deposit = {
        type: "0x7e",
        sourceHash: keccak256("0x01"),
        from,
        to,
        mint: "0x1",
        value: "0x1",
        gas: "0x186a0",
        isSystemTx: false,
        data: "0x",
      };
      const deposited = (await node.client.request({
        method: "eth_sendTransaction",
        params: [deposit],
      } as never)) as Hex;
      await node.client.writeContract({
        ...stampCall(there, { commitment: opening.commitment }),
        account: ines,
      } as never);
      await node.client.mine({ blocks: 1 });
      const { blockHash } = await node.client.getTransactionReceipt({ hash: deposited });
      const { bundle } = await captureBundle({
        client: node.client as unknown as PublicClient,
        deployment: there,
        opening,
      });
      expect(bundle.blocks[0]?.hash).toBe(blockHash);
      expect(verifyBundle({ bundle, trusted: trustedOf(bundle) }).verdict).toBe("proved");
    } finally {
      node.stop();
    }
  });
});

describe("headers of every hardfork that anvil plays", () => {
  it.each([
    ["london", "London"],
    ["paris", "London"],
    ["shanghai", "Shanghai"],
    ["cancun", "Cancun"],
    ["prague", "Prague"],
    ["osaka", "Prague"],
  ])("%s", async (hardfork, fork) => {
    const node = await startAnvil(["--hardfork", hardfork]);
    try {
      await node.client.mine({ blocks: 2 });
      const block = await node.client.getBlock();
      const { header } = await captureHeader(node.client as unknown as PublicClient, block.hash as Hex);
      expect(decodeHeader(header)).toMatchObject({ fork, hash: block.hash, number: Number(block.number) });
    } finally {
      node.stop();
    }
  });
});
