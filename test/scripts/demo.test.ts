import { execFile } from "node:child_process";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { checkOpening, createContentStore, type Deployment, parseDeployment, parseOpening } from "@colophon/sdk";
import { royaltiesAbi } from "@colophon/sdk/abi";
import { checkAgreement, parseAgreement } from "@colophon/sdk/agreements";
import { orderSignatureState, parseOrder } from "@colophon/sdk/assignments";
import { parseLedger } from "@colophon/sdk/disclosures";
import { stampsIn, verifyLedger } from "@colophon/sdk/evidence";
import {
  checkQuote,
  readClaims,
  readConflict,
  readEarnings,
  readHolding,
  readLicence,
  readLicencesOf,
  readOffers,
  readParents,
  readProceeds,
  readStamp,
  readTerms,
  readTill,
  readWork,
  readWorks,
} from "@colophon/sdk/read";
import { parseQuote } from "@colophon/sdk/terms";
import {
  checkVaultKey,
  keysOfFile,
  parseDelivery,
  parseVaultRecord,
  unlockKey,
  vaultDigestOf,
} from "@colophon/sdk/vault";
import { JsonRpcProvider } from "ethers";
import { createPublicClient, http, type PublicClient, parseEther, sha256, zeroAddress } from "viem";
import { anvil as localChain } from "viem/chains";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { catalogue } from "../../scripts/demo/catalogue.ts";
import digests from "../../scripts/demo/digests.json" with { type: "json" };
import { digestsOfFiles } from "../../scripts/demo/files.ts";
import { people } from "../../scripts/demo/people.ts";
import type { PreparedWork } from "../../scripts/demo/prepareWork.ts";
import { seed } from "../../scripts/demo/seed.ts";
import { deployContracts, deployDemoToken } from "../../scripts/deployment/deployContracts.ts";
import { createBlockStore } from "../../scripts/local/blockStore.ts";
import { type Anvil, demoAccount, deployerIndex, startAnvil } from "../../scripts/local/chain.ts";
import { type LocalServer, startServer } from "../../scripts/local/server.ts";

const demo = join(import.meta.dirname, "../../scripts/demo");

/** They follow from the files, the claimants and the salts. */
const workIds = {
  ebb: "3c73f99573ef41bd75a9c89bed258d748e5ba458b7d62f584ca461ec",
  "lantern-song": "b366392981ae1de2c07245e64c6f5bc383519cf6f7b4eb888f889323",
  "ferrow-marsh": "fb3664db9e89227dfc7ec448418f5602278bc154f362a590d285d8a9",
  "the-last-page": "78013fa7def8108b2f26db0458e379c41ade9a0b9775ffb1347f457b",
  "words-for-lantern-song": "8cabe194730a0a6d453adf81d505fdd08dd2bdb4aaf9879b5d43c954",
  "low-water": "c188bddd407d23d084d967ce0befe6fa337213511d7267f2cabb572f",
};

/** Width and height in a WebP file: each less one, in 14 bits (VP8L) or in three bytes (VP8X). */
function sizeOf(webp: Uint8Array): [width: number, height: number] {
  const data = new DataView(webp.buffer, webp.byteOffset, webp.byteLength);
  if (data.getUint8(15) === "L".charCodeAt(0)) {
    const bits = data.getUint32(21, true);
    return [(bits & 0x3fff) + 1, ((bits >>> 14) & 0x3fff) + 1];
  }
  return [data.getUint16(24, true) + 1, data.getUint16(27, true) + 1];
}

describe("the files of the demo catalogue", () => {
  test("are what they were when they were pinned, small covers included", async () => {
    expect(await digestsOfFiles()).toEqual(digests);
  });

  test("are small: covers up to 200 kB, no file of 1 MB, and 2 MB in all", () => {
    const covers = Object.entries(digests).filter(([name]) => name.endsWith("/cover.webp"));
    expect(covers).toHaveLength(catalogue.filter(({ cover }) => cover).length);
    for (const [name, { size }] of covers) expect(size, name).toBeLessThanOrEqual(200_000);
    const sizes = Object.values(digests).map(({ size }) => size);
    expect(Math.max(...sizes)).toBeLessThan(1_000_000);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(2_000_000);
  });
});

describe("the program among the works", () => {
  const run = (...args: string[]) =>
    promisify(execFile)(process.execPath, ["--no-warnings", join(demo, "works/ebb/ebb.ts"), ...args]);
  const example = join(demo, "works/ebb/examples/harrow-quay.csv");

  test("makes the table that its README shows", async () => {
    const { stdout } = await run(example, "--from", "2025-04-05", "--days", "2");
    const readme = await readFile(join(demo, "works/ebb/README.md"), "utf8");
    const shown = /```\n(2025-04-05 {2}.*\n.*)\n```/.exec(readme)?.[1];
    expect(shown).toBeTruthy();
    expect(stdout).toContain(shown);
    expect(stdout).toContain("M2, K1, O1, S2, N2; off by 0.04 m");
  });

  test("says what is wrong with what it is given", async () => {
    await expect(run()).rejects.toMatchObject({ code: 1, stderr: expect.stringContaining("Name a file of readings") });
    await expect(run(example, "--days", "0")).rejects.toMatchObject({
      stderr: expect.stringContaining("from 1 to 31"),
    });
  });
});

describe("seeding", () => {
  let folder: string;
  let anvil: Anvil;
  let server: LocalServer;
  let deployment: Deployment;
  let client: PublicClient;
  let token: { address: string };
  let works: PreparedWork[];
  let again: () => Promise<PreparedWork[]>;
  const context = () => {
    const origin = server.url.slice(0, -1);
    return { client, deployment, store: createContentStore({ gateways: [origin], api: origin }) };
  };
  const found = async <Value>(reading: Promise<{ status: string; value?: Value }>): Promise<Value> => {
    const finding = await reading;
    expect(finding.status).toBe("found");
    return finding.value as Value;
  };

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "colophon-demo-"));
    anvil = await startAnvil();
    const provider = new JsonRpcProvider(anvil.rpcUrl, 31337, {
      staticNetwork: true,
      cacheTimeout: -1,
      pollingInterval: 20,
    });
    const signer = demoAccount(deployerIndex, provider);
    const record = await deployContracts({ signer, file: join(folder, "31337.json") });
    token = await deployDemoToken(signer);
    provider.destroy();
    deployment = parseDeployment(record);
    client = createPublicClient({ chain: localChain, transport: http(anvil.rpcUrl) });
    server = await startServer({ port: 0, instance: "demo" });
    server.serve({
      files: new Map(),
      config: {},
      rpcUrl: anvil.rpcUrl,
      store: createBlockStore(join(folder, "blocks")),
    });
    const { store } = context();
    const seedWith = (put: typeof store.put) =>
      seed({ rpcUrl: anvil.rpcUrl, deployment, token, store: { put }, folder: join(folder, "files") });
    again = () => seedWith(store.put);
    // The first attempt is interrupted between two works, the second goes on.
    let puts = 0;
    const failing = (bytes: Uint8Array) => (++puts > 9 ? Promise.reject(new Error("interrupted")) : store.put(bytes));
    await expect(seedWith(failing)).rejects.toThrow("interrupted");
    works = await again();
  });

  afterAll(async () => {
    await server?.close();
    await anvil?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  test("leaves the papers that people hand each other, and they hold", async () => {
    const paper = (name: string) => readFile(join(folder, "files/papers", name));
    const ledger = parseLedger(await paper("ines.colophon-disclosures.json"));
    expect((await checkAgreement(parseAgreement(await paper("ines-and-maya.colophon-agreement.json")))).complete).toBe(
      true,
    );
    const blocks = stampsIn(ledger).flatMap(({ blocks: each }) => each);
    const trusted = blocks.map(({ hash, number }) => ({ hash, number, chainId: 31337, source: "a test" }));
    const draft = await paper("the-tide-clock.txt");
    const files = [{ path: "the-tide-clock.txt", sha256: sha256(draft), size: draft.length, blake3: undefined }];
    expect(await verifyLedger({ ledger, files, trusted })).toMatchObject({ verdict: "proved" });
    const keys = await keysOfFile((await paper("maya.age-key.txt")).toString());
    const record = parseVaultRecord(await paper("low-water.record.json"));
    const delivery = parseDelivery(await paper("low-water-for-maya.colophon-delivery.json"));
    expect(delivery.record).toBe(vaultDigestOf(record));
    await checkVaultKey(record, await unlockKey(delivery.key, keys));
    const order = parseOrder(await paper("order-for-maya.colophon-order.json"));
    expect(await orderSignatureState(order, order.order.seller, order.sellerSignature)).toBe("signed");
  });

  test("leaves every file where people can try it", async () => {
    const left = await readdir(join(folder, "files"), { recursive: true, withFileTypes: true });
    const names = left
      .filter((entry) => entry.isFile() && !/\.colophon(-quote)?\.json$/.test(entry.name))
      .map(({ parentPath, name }) => join(parentPath, name).slice(join(folder, "files/").length))
      .filter((name) => !name.startsWith("papers/"));
    const wanted = Object.entries(digests).map(([name, { sha256 }]) => {
      const [kind, slug, ...rest] = name.split("/");
      const path = rest.join("/");
      return [kind === "works" ? `${slug}/${path}` : `public/${slug}-${path}`, sha256] as const;
    });
    expect(names.sort()).toEqual(wanted.map(([name]) => name).sort());
    for (const [name, digest] of wanted) expect(sha256(await readFile(join(folder, "files", name))), name).toBe(digest);
  });

  test("gives the works the same numbers on every local chain", () => {
    expect(Object.fromEntries(works.map(({ slug, id }) => [slug, id.toString(16).padStart(56, "0")]))).toEqual(workIds);
  });

  test("changes nothing when it is run again", async () => {
    const before = await client.getBlockNumber();
    const second = await again();
    expect(await client.getBlockNumber()).toBe(before);
    expect(second.map(({ id }) => id)).toEqual(works.map(({ id }) => id));
  });

  test("stamps first and registers in a later block, so that each claim rests on its proof", async () => {
    for (const { opening, id, disclosures } of works) {
      const stamp = await found(readStamp(context(), opening.commitment));
      const work = await found(readWork(context(), id));
      expect(stamp.at.block).toBeLessThan(work.registered.block);
      expect(work.metadata.status).toBe("found");
      for (const { digest } of disclosures) {
        const [first] = await found(readClaims(context(), digest));
        expect(first).toMatchObject({ work: { id }, evidence: { kind: "stamp", at: { block: stamp.at.block } } });
      }
    }
  });

  test("fills the shelf, the latest first, with covers and previews that can be fetched", async () => {
    const { works: shelf } = await found(readWorks(context()));
    expect(shelf.map(({ id }) => id)).toEqual(works.map(({ id }) => id).reverse());
    for (const { metadata } of shelf) {
      if (metadata.status !== "found") throw new Error(metadata.sentence);
      const { image, image_details, thumbnail, preview, holders, credits } = metadata.value;
      const { store } = context();
      const part = await store.get(preview?.uri ?? "");
      if (part.status !== "found") throw new Error("A preview is missing.");
      expect(part.bytes.length).toBe(preview?.size);
      const shares = credits.reduce((sum, { units = 0 }) => sum + units, 0);
      expect(shares).toBe(holders ? 100_000_000 : 0);
      if (image === undefined) {
        expect(metadata.value.name).toBe("Words for Lantern Song");
        continue;
      }
      const picture = await store.get(image);
      if (picture.status !== "found") throw new Error("A cover is missing.");
      expect(picture.bytes.length).toBe(image_details?.size);
      expect(sizeOf(picture.bytes)).toEqual([image_details?.width, image_details?.height]);
      const small = await store.get(thumbnail?.uri ?? "");
      if (small.status !== "found") throw new Error("A small cover is missing.");
      expect(small.bytes.length).toBe(thumbnail?.size);
      expect(small.bytes.length).toBeLessThanOrEqual(20_480);
      expect(sizeOf(small.bytes)).toEqual([thumbnail?.width, thumbnail?.height]);
    }
  });

  test("publishes offers whose deeds are in the store, one of them free and one of them limited", async () => {
    const offers = (await Promise.all(works.map(({ id }) => found(readOffers(context(), id))))).flat();
    // One more is a sublicence's.
    expect(offers).toHaveLength(works.flatMap((work) => work.offers).length + 1);
    expect(offers.filter(({ offer }) => offer.price === 0n)).toHaveLength(1);
    expect(offers.filter(({ offer }) => offer.supply === 25)).toHaveLength(1);
    expect(new Set(offers.map(({ offer }) => offer.currency))).toHaveLength(2);
    for (const { offer } of offers) {
      const terms = await found(readTerms(context(), offer.terms));
      expect(terms.deed).toMatchObject({ status: "found", value: { matches: true } });
    }
  });

  const workOf = (slug: string) => {
    const work = works.find((one) => one.slug === slug);
    if (!work) throw new Error(`${slug} is missing.`);
    return work;
  };

  test("sells a right once: what would sell it again is said to collide, with whom and until when", async () => {
    const { offers, id } = workOf("the-last-page");
    const remix = offers.find(({ key }) => key === "remix");
    if (!remix) throw new Error("An offer is missing.");
    const { licences, until } = await found(readConflict(context(), { work: id, terms: remix.terms }));
    expect(licences).toMatchObject([{ work: id, holder: people.maya.account.address }]);
    expect(until).toBe(licences[0]?.end);
  });

  test("has a work made from another, whose share is on its way", async () => {
    const [song, words] = [workOf("lantern-song"), workOf("words-for-lantern-song")];
    const parents = await found(readParents(context(), words.id));
    expect(parents).toMatchObject([{ parent: song.id, share: 100_000_000 }]);
    const owed = await client.readContract({
      address: deployment.contracts.royalties.address,
      abi: royaltiesAbi,
      functionName: "received",
      args: [words.id, zeroAddress],
    });
    expect(owed).toBe(parseEther("0.01"));
  });

  test("has a report that was paid, and one that is missing", async () => {
    const { id } = workOf("ferrow-marsh");
    const mine = await found(readLicencesOf(context(), people.maya.account.address));
    const cards = mine.find(({ work, terms }) => work === id && terms.conditions?.minimum);
    const { compliance } = await found(readLicence(context(), cards?.id ?? 0n));
    expect(compliance.reports).toMatchObject([{ period: 0, units: 40n, revenue: 320_000_000n, owed: 25_600_000n }]);
    expect(compliance).toMatchObject({
      payments: [{ amount: 25_600_000n }],
      due: { debt: 0n, credit: 0n },
      arrears: { periods: 1, minimum: 10_000_000n },
    });
  });

  test("has a sublicence with royalties of its own, of which its licensor keeps half and some is still owed", async () => {
    const { maya, tomas } = people;
    const { id } = workOf("ferrow-marsh");
    const [postcards] = await found(readLicencesOf(context(), tomas.account.address));
    const licence = await found(readLicence(context(), postcards?.id ?? 0n));
    expect(licence).toMatchObject({
      work: id,
      state: "running",
      chain: [{ licensor: maya.account.address, share: 500_000_000 }],
      compliance: { due: { debt: 8_000_000n }, payments: [{ amount: 10_000_000n }] },
    });
    // Half of the price and half of what was paid of the royalties.
    const currency = licence.sale.currency;
    const proceeds = await found(readProceeds(context(), maya.account.address));
    expect(proceeds).toEqual([{ currency, credited: 12_500_000n, withdrawn: 0n, waiting: 12_500_000n }]);
  });

  test("has money in a till, and a quote for Maya that holds", async () => {
    const { id } = workOf("low-water");
    const till = await found(readTill(context(), { work: id, currencies: [zeroAddress] }));
    expect(till.balances).toEqual([{ currency: zeroAddress, balance: parseEther("0.02") }]);
    const quote = parseQuote(await readFile(join(folder, "files/for-maya-chen.colophon-quote.json"), "utf8"));
    expect(quote.offer.buyer).toBe(people.maya.account.address);
    expect(await found(checkQuote(context(), quote))).toMatchObject({ state: "open" });
  });

  test("sells Maya licences, and pays everybody who has a share in them", async () => {
    const { maya, ines, tomas } = people;
    const licences = await found(readLicencesOf(context(), maya.account.address));
    expect(licences).toHaveLength(5);
    const [lowWater, song] = ["low-water", "lantern-song"].map((slug) => works.find((work) => work.slug === slug));
    if (!lowWater || !song) throw new Error("A work is missing.");

    const shares = await found(readHolding(context(), { work: lowWater.id, account: tomas.account.address }));
    expect(shares).toMatchObject({ units: 30_000_000 });
    const earnings = await found(readEarnings(context(), tomas.account.address));
    const here = earnings.works.find(({ work }) => work.id === lowWater.id);
    const ether = here?.currencies.find(({ currency }) => currency === zeroAddress);
    expect(ether).toMatchObject({ received: parseEther("0.03"), claimable: parseEther("0.009") });
    // Ines has not taken hers yet, which costs her nothing.
    const hers = await found(readHolding(context(), { work: song.id, account: ines.account.address }));
    expect(hers).toMatchObject({ units: 0 });
  });

  test("leaves the openings where people can try them", async () => {
    for (const { slug, claimant, id } of works) {
      const opening = parseOpening(await readFile(join(folder, `files/${slug}.colophon.json`)));
      expect(checkOpening(opening, { claimant: claimant.account.address, chainId: 31337 })).toEqual({ opens: true });
      expect(opening.stamp?.block).toBeGreaterThan(0);
      expect(id).toBeGreaterThan(0n);
    }
  });
});

test("seeding refuses every other chain, and sends nothing to it", async () => {
  const asked: string[] = [];
  const node = createServer(async (request, response) => {
    let body = "";
    for await (const part of request) body += part;
    const { id, method } = JSON.parse(body) as { id: number; method: string };
    asked.push(method);
    response.setHeader("Content-Type", "application/json");
    response.end(JSON.stringify({ jsonrpc: "2.0", id, result: "0x1" }));
  });
  await new Promise<void>((resolve) => node.listen(0, "127.0.0.1", resolve));
  const { port } = node.address() as AddressInfo;
  const put = () => Promise.reject(new Error("Nothing may be published."));
  const seeding = seed({
    rpcUrl: `http://127.0.0.1:${port}`,
    deployment: {},
    token: { address: zeroAddress },
    store: { put },
  });
  await expect(seeding).rejects.toThrow("this is chain 1. Nothing was sent.");
  expect(asked).toEqual(["eth_chainId"]);
  node.closeAllConnections();
  node.close();
});
