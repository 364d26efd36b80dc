/**
 * What evidence costs: hashing beside a bare read and bare digests of the same file, manifests, batches, bundles.
 *   npm run bench:sdk                        a file of 1 GB in Node and in Chromium, 1,000,000 digests
 *   npm run bench:sdk -- --size 200MB --items 100000 --no-browser
 *   npm run bench:sdk -- --json              one object
 */
import { spawnSync } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdtemp, open, rm } from "node:fs/promises";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { canonicalJson, contentRootOf, createManifest, manifestFormats, merkleProof } from "@colophon/sdk";
import { type BundleBlock, openBundleFile, verifyBundle, verifyOpened } from "@colophon/sdk/evidence";
import { createBLAKE3, createSHA256 } from "hash-wasm";
import { type Hex, numberToHex } from "viem";
import { type BatchState, batchFolder, batchFormat } from "../cli/src/batch/batchFolder.ts";
import { treeOf } from "../cli/src/batch/batchTree.ts";
import { collectItems } from "../cli/src/batch/collectItems.ts";
import { hashFiles } from "../cli/src/hashing.ts";
import { encodeReceipt } from "../sdk/src/evidence/block.ts";
import { encodeRlp, toRlpNumber } from "../sdk/src/evidence/rlp.ts";
import { createTrie, verifyTrieProof } from "../sdk/src/evidence/trie.ts";
import { makeBundle } from "../sdk/src/testing/bundles.ts";
import gasSnapshot from "../test/gas-snapshot.json" with { type: "json" };

const MiB = 1024 ** 2;
const units: Record<string, number> = { MB: 1e6, GB: 1e9, MIB: MiB, GIB: 1024 ** 3 };
const address = "0x5fbdb2315678afecb367f032d93f642f64180aa3";
const hashOf = (n: number): Hex => numberToHex(n + 1, { size: 32 });
const { size, items, json, browser } = readArguments();
const say = (line: string) => {
  if (!json) console.log(line);
};

const hashing = await benchHashing();
const result = {
  cores: availableParallelism(),
  node: process.version,
  hashing,
  manifest: benchManifest(10_000),
  batch: await benchBatch(items),
  bundle: benchBundles(),
  largeBundle: await benchLargeBundle(330_000),
  receipts: benchReceipts(1000),
  ...(browser && { chromium: benchBrowser() }),
};
if (json) console.log(JSON.stringify(result, null, 2));

function timed<Value>(run: () => Value): { value: Value; seconds: number } {
  const start = performance.now();
  const value = run();
  return { value, seconds: (performance.now() - start) / 1000 };
}

/** The fastest of three, as a machine that others use is slow at times. Speeds in MiB/s. */
async function fastest(run: () => Promise<void>): Promise<number> {
  let best = Number.POSITIVE_INFINITY;
  for (let i = 0; i < 3; i++) {
    const start = performance.now();
    await run();
    best = Math.min(best, (performance.now() - start) / 1000);
  }
  return size / MiB / best;
}

async function benchHashing() {
  const folder = await mkdtemp(join(tmpdir(), "colophon-bench-"));
  try {
    const location = join(folder, "large.bin");
    say(`A file of ${(size / 1e9).toFixed(2)} GB, in Node`);
    await writeLargeFile(location);
    const read = (use: (piece: Uint8Array) => void) => async () => {
      const handle = await open(location);
      const buffer = new Uint8Array(4 * MiB);
      for (;;) {
        const { bytesRead } = await handle.read(buffer, 0, buffer.length);
        if (bytesRead === 0) break;
        use(buffer.subarray(0, bytesRead));
      }
      await handle.close();
    };
    const digest = (hasher: { update: (piece: Uint8Array) => unknown }) => read((piece) => hasher.update(piece));
    const speeds = {
      read: await fastest(read(() => {})),
      nativeSha256: await fastest(digest(createHash("sha256"))),
      wasmSha256: await fastest(digest(await createSHA256())),
      wasmBlake3: await fastest(digest(await createBLAKE3())),
      ours: await fastest(async () => {
        await hashFiles([{ location, path: "large.bin", size, isNamed: true }]);
      }),
    };
    // Both digests are needed, so the slower of the fastest engines is the most there can be.
    const best = Math.min(Math.max(speeds.nativeSha256, speeds.wasmSha256), speeds.wasmBlake3);
    for (const [name, speed] of Object.entries(speeds)) say(`${speed.toFixed(0).padStart(9)} MiB/s  ${name}`);
    say(
      `          ${((speeds.ours / best) * 100).toFixed(0)} % of the slower digest's fastest engine, ${((speeds.ours / speeds.read) * 100).toFixed(0)} % of a bare read`,
    );
    return { size, ...speeds, ofSlowerDigest: speeds.ours / best };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function benchManifest(count: number) {
  const files = Array.from({ length: count }, (_, i) => ({
    path: `folder/${i}.txt`,
    size: i + 1,
    sha256: hashOf(i),
    blake3: hashOf(i + count),
  }));
  const { seconds } = timed(() => contentRootOf(createManifest({ files })));
  say(`\nManifest and content root of ${count.toLocaleString("en")} files: ${seconds.toFixed(2)} s`);
  return { files: count, seconds };
}

/** As `colophon batch --list` does it: from the lines of a list to the root, items on the disk between. */
async function benchBatch(count: number) {
  const folder = await mkdtemp(join(tmpdir(), "colophon-bench-"));
  try {
    const list = join(folder, "list");
    const handle = await open(list, "w");
    for (let i = 0; i < count; i += 10_000) {
      const lines = Array.from(
        { length: Math.min(10_000, count - i) },
        (_, j) => `${hashOf(i + j + 1).slice(2)}  item ${i + j}\n`,
      );
      await handle.writeFile(lines.join(""));
    }
    await handle.close();
    const batch = batchFolder(join(folder, "batch"));
    const state: BatchState = {
      format: batchFormat,
      manifest: manifestFormats[0],
      chainId: 1,
      timestamps: address,
      claimant: address,
    };
    const start = performance.now();
    await batch.writeState(state);
    await collectItems({ batch, files: [], list });
    const tree = await treeOf(batch, state);
    const seconds = (performance.now() - start) / 1000;
    const memory = process.memoryUsage().rss / MiB;
    const proof = timed(() => merkleProof(tree, count >> 1));
    const gas = gasSnapshot.stamp / count;
    say(
      `Batch of ${count.toLocaleString("en")} digests: ${seconds.toFixed(1)} s, ${memory.toFixed(0)} MiB in all, ${gas.toFixed(2)} gas for each; a proof in ${(proof.seconds * 1000).toFixed(2)} ms`,
    );
    return { items: count, seconds, memoryMiB: memory, gasPerItem: gas };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function benchBundles() {
  const { bundle, files } = makeBundle({ transactions: 200 });
  const text = canonicalJson(bundle);
  const trusted = bundle.blocks.map(({ number, hash }: BundleBlock) => ({
    number,
    hash,
    chainId: 1,
    source: "the benchmark",
  }));
  const rounds = 300;
  const { seconds } = timed(() => {
    for (let i = 0; i < rounds; i++) {
      if (verifyBundle({ bundle: text, files, trusted }).verdict !== "proved")
        throw new Error("A good bundle was not proved.");
    }
  });
  say(`Bundles of ${(text.length / 1024).toFixed(1)} KiB verified: ${(rounds / seconds).toFixed(0)} a second`);
  return { bytes: text.length, perSecond: rounds / seconds };
}

/** As `colophon verify` reads it: from the disk, piece by piece, a list of very many files. Memory is what it adds. */
async function benchLargeBundle(count: number) {
  const folder = await mkdtemp(join(tmpdir(), "colophon-bench-"));
  try {
    const path = join(folder, "large.bundle.json");
    const { bytes, first } = await writeLargeBundle(path, count);
    globalThis.gc?.();
    const before = process.memoryUsage().rss;
    let most = before;
    const start = performance.now();
    const cpu = process.cpuUsage();
    const opened = await openBundleFile(
      () => createReadStream(path, { highWaterMark: MiB }),
      () => {
        most = Math.max(most, process.memoryUsage().rss);
      },
    );
    const { files } = verifyOpened({ opened, files: [first] });
    if (!files.some(({ compared }) => compared)) throw new Error("The file of a large bundle was not found in it.");
    most = Math.max(most, process.memoryUsage().rss);
    const { user } = process.cpuUsage(cpu);
    const seconds = (performance.now() - start) / 1000;
    say(
      `Bundle of ${count.toLocaleString("en")} files (${(bytes / 1e6).toFixed(0)} MB) verified in ${seconds.toFixed(1)} s (${(user / 1e6).toFixed(1)} s of one core), with ${((most - before) / MiB).toFixed(0)} MiB more memory`,
    );
    return { files: count, bytes, seconds, cpuSeconds: user / 1e6, memoryMiB: (most - before) / MiB };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Entry by entry, so that the list is never in memory as a whole. Its content root is not that of the stamp. */
async function writeLargeBundle(path: string, count: number) {
  const text = canonicalJson(makeBundle().bundle);
  const [, head = "", tail = ""] = /^(.*"files":\[).*?(\],"format":"colophon-manifest\/2".*)$/s.exec(text) ?? [];
  const handle = await open(path, "w");
  const entry = (i: number) => ({
    blake3: hashOf(2 * i),
    path: `archive/${String(i).padStart(7, "0")}.jpg`,
    salt: hashOf(3 * i),
    sha256: hashOf(i),
    size: i + 1,
    type: "image/jpeg",
  });
  let bytes = 0;
  const write = async (piece: string) => {
    bytes += piece.length;
    await handle.writeFile(piece);
  };
  await write(head);
  for (let i = 0; i < count; i += 10_000) {
    const entries = Array.from({ length: Math.min(10_000, count - i) }, (_, j) => canonicalJson(entry(i + j)));
    await write(`${i === 0 ? "" : ","}${entries.join(",")}`);
  }
  await write(tail);
  await handle.close();
  return { bytes, first: entry(0) };
}

function benchReceipts(count: number) {
  const receipts = Array.from({ length: count }, (_, i) => ({
    type: "0x2",
    status: "0x1",
    cumulativeGasUsed: numberToHex(100_000 * (i + 1)),
    logsBloom: numberToHex(i, { size: 256 }),
    logs: Array.from({ length: 3 }, () => ({
      address,
      topics: [hashOf(i), hashOf(i + 1), hashOf(i + 2)],
      data: hashOf(i),
    })),
  }));
  const keyOf = (i: number) => encodeRlp(toRlpNumber(BigInt(i)));
  const { value: proved, seconds } = timed(() => {
    const trie = createTrie(receipts.map((receipt, i) => ({ key: keyOf(i), value: encodeReceipt(receipt) })));
    return { root: trie.root, proof: trie.proof(keyOf(count >> 1)) };
  });
  if (!verifyTrieProof({ ...proved, key: keyOf(count >> 1) })) throw new Error("The proof does not hold.");
  say(`Receipt proof from a block of ${count.toLocaleString("en")} transactions: ${(seconds * 1000).toFixed(0)} ms`);
  return { transactions: count, milliseconds: seconds * 1000 };
}

/** The same file on the page that proves it; see hash.ts. */
function benchBrowser(): unknown {
  say("\nIn Chromium");
  const args = [join(import.meta.dirname, "hash.ts"), "--size", `${Math.round(size / 1e6)}MB`];
  const run = spawnSync(process.execPath, [...args, ...(json ? ["--json"] : [])], {
    encoding: "utf8",
    stdio: ["ignore", json ? "pipe" : "inherit", "inherit"],
  });
  if (run.status !== 0) throw new Error("The browser's part failed. Leave it out with --no-browser.");
  return json ? JSON.parse(run.stdout) : undefined;
}

async function writeLargeFile(path: string): Promise<void> {
  const piece = randomBytes(16 * MiB);
  const handle = await open(path, "w");
  for (let left = size; left > 0; left -= piece.length) {
    piece.writeDoubleLE(left, 0);
    await handle.write(piece, 0, Math.min(left, piece.length));
  }
  await handle.sync();
  await handle.close();
}

function readArguments() {
  try {
    const { values } = parseArgs({
      options: {
        size: { type: "string", default: "1GB" },
        items: { type: "string", default: "1000000" },
        json: { type: "boolean", default: false },
        "no-browser": { type: "boolean", default: false },
      },
    });
    const match = /^(\d+(?:\.\d+)?)\s*(MB|GB|MiB|GiB)$/i.exec(values.size);
    const unit = units[match?.[2]?.toUpperCase() ?? ""];
    if (!match || !unit) throw new Error(`${values.size} is not a size, such as 500MB or 2GB.`);
    if (!/^[1-9]\d*$/.test(values.items)) throw new Error(`${values.items} is not a number of items.`);
    return {
      size: Math.round(Number(match[1]) * unit),
      items: Number(values.items),
      json: values.json,
      browser: !values["no-browser"],
    };
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  }
}
