/**
 * Encrypting and opening a large file in a real browser, by the worker that the dApp uses: speed, memory, and whether the
 * same bytes come back; and the same by the command line's code.
 *   npm run bench:vault                  1 GiB
 *   npm run bench:vault -- --size 256MiB
 *   npm run bench:vault -- --json        one object
 */
import { createHash, randomBytes } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdtemp, open, readdir, rm } from "node:fs/promises";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { createKey } from "@colophon/sdk/vault";
import { chromium, type Page } from "@playwright/test";
import { decryptTo, encryptTo } from "../cli/src/vault/vaultFolder.ts";
import { findBrowser } from "../scripts/browser.ts";
import { frontendFolder } from "../scripts/local/buildProject.ts";
import { withFreshStack } from "../scripts/local/startStack.ts";
import { watchMemory } from "./watchMemory.ts";

const MiB = 1024 ** 2;

const { size, json } = readArguments();
const say = (line: string) => {
  if (!json) console.log(line);
};

try {
  const result = await run();
  console.log(json ? JSON.stringify(result, null, 2) : report(result));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
// A browser's open connection must not keep us.
process.exit();

type Result = Awaited<ReturnType<typeof run>>;

async function run() {
  const executablePath = findBrowser({ say });
  const folder = await mkdtemp(join(tmpdir(), "colophon-bench-"));
  try {
    const file = join(folder, "large.bin");
    say(`Writing a file of ${(size / MiB).toFixed(0)} MiB`);
    const sha256 = await writeLargeFile(file);
    const commandLine = await measureCommandLine(folder, file, sha256);
    const inBrowser = await withFreshStack({ say }, async (url) => {
      const args = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
      // A profile on the disk, as people have one: in a private window a site gets less room than this file needs.
      const profile = join(folder, "profile");
      const context = await chromium.launchPersistentContext(profile, { executablePath, args, baseURL: url });
      try {
        const version = context.browser()?.version() ?? "";
        return { browser: version, ...(await measureBrowser(await context.newPage(), file, sha256)) };
      } finally {
        await context.close();
      }
    });
    return { size, cores: availableParallelism(), commandLine, inBrowser };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** In MiB/s: each reads a file and writes another, with both digests. */
async function measureCommandLine(folder: string, file: string, sha256: string) {
  say("Encrypting and opening it by the command line");
  const { key, recipient } = await createKey();
  const sealed = join(folder, "large.age");
  const encrypt = await timed(() => encryptTo(file, sealed, [recipient]));
  const opened = join(folder, "opened.bin");
  const decrypt = await timed(() => decryptTo(sealed, opened, { keys: [key], check: () => {} }));
  if (decrypt.result.sha256 !== sha256) throw new Error("The command line opened something else.");
  const { rss } = process.memoryUsage();
  await rm(sealed);
  await rm(opened);
  return { encrypt: size / MiB / encrypt.seconds, decrypt: size / MiB / decrypt.seconds, memory: rss / MiB };
}

async function timed<Value>(work: () => Promise<Value>) {
  const start = performance.now();
  const result = await work();
  return { result, seconds: (performance.now() - start) / 1000 };
}

async function measureBrowser(page: Page, file: string, sha256: string) {
  const names = await readdir(join(frontendFolder, "assets"));
  const name = names.find((each) => /^vault\.worker-.*\.js$/.test(each));
  if (!name) throw new Error("The site has no worker for vaults. Build it first.");
  await page.goto("/");
  await page.evaluate(() => {
    const input = document.createElement("input");
    input.type = "file";
    input.id = "bench";
    document.body.append(input);
  });
  await page.locator("#bench").setInputFiles(file);
  const { key, recipient } = await createKey();
  say("Encrypting and opening it in Chromium");
  const memory = watchMemory();
  const measured = await page.evaluate(
    async ([worker, secret, to, digest, bytes]) => {
      type Answer = { blob: Blob; plain: { size: number; sha256: string }; cipher: { size: number; sha256: string } };
      const run = (job: object) =>
        new Promise<Answer>((resolve, reject) => {
          const started = new Worker(worker, { type: "module" });
          started.onerror = (event) => reject(new Error(event.message));
          started.onmessage = ({ data }) => {
            if (data.status === "progress") return;
            started.terminate();
            if (data.status === "done") resolve(data.result);
            else reject(new Error(data.sentence ?? data.message));
          };
          started.postMessage({ visit: "bench", ...job });
        });
      const chosen = (document.getElementById("bench") as HTMLInputElement).files?.[0];
      if (!chosen) throw new Error("The browser has no file.");
      const start = performance.now();
      const sealed = await run({ kind: "encrypt", file: chosen, recipients: [to] });
      const between = performance.now();
      const wanted = { path: "large.bin", size: bytes, sha256: digest, cipher: sealed.cipher };
      const opened = await run({ kind: "open", source: { file: sealed.blob }, key: secret, wanted });
      const end = performance.now();
      return { encrypt: between - start, decrypt: end - between, sha256: opened.plain.sha256, size: opened.blob.size };
    },
    [`/assets/${name}`, key, recipient, sha256, size] as const,
  );
  const used = await memory.stop();
  if (measured.sha256 !== sha256 || measured.size !== size) throw new Error("The browser opened something else.");
  const speed = (milliseconds: number) => size / MiB / (milliseconds / 1000);
  return { encrypt: speed(measured.encrypt), decrypt: speed(measured.decrypt), memory: used };
}

async function writeLargeFile(path: string): Promise<`0x${string}`> {
  const piece = randomBytes(16 * MiB);
  const handle = await open(path, "w");
  try {
    for (let left = size; left > 0; left -= piece.length) {
      // Every piece begins differently, so that nothing can be shared or compressed.
      piece.writeDoubleLE(left, 0);
      await handle.write(piece, 0, Math.min(left, piece.length));
    }
    await handle.sync();
  } finally {
    await handle.close();
  }
  const hash = createHash("sha256");
  for await (const bytes of createReadStream(path, { highWaterMark: 4 * MiB })) hash.update(bytes);
  return `0x${hash.digest("hex")}`;
}

function report({ cores, commandLine, inBrowser }: Result): string {
  const speed = (value: number) => `${value.toFixed(0).padStart(7)} MiB/s`;
  const { memory } = inBrowser;
  return [
    "",
    `${(size / MiB).toFixed(0)} MiB on ${cores} cores`,
    `${speed(inBrowser.encrypt)}  Chromium ${inBrowser.browser} encrypts, with both digests`,
    `${speed(inBrowser.decrypt)}  and opens, with the check against the record`,
    ...(memory
      ? [
          `${memory.renderer.peak.toFixed(0).padStart(7)} MiB    memory of the page's process at its peak, ${memory.renderer.start.toFixed(0)} at the start`,
        ]
      : []),
    `${speed(commandLine.encrypt)}  the command line encrypts`,
    `${speed(commandLine.decrypt)}  and opens; ${commandLine.memory.toFixed(0)} MiB of memory after it`,
  ].join("\n");
}

function readArguments() {
  try {
    const { values } = parseArgs({
      options: { size: { type: "string", default: "1GiB" }, json: { type: "boolean", default: false } },
    });
    const match = /^(\d+)\s*(MiB|GiB)$/i.exec(values.size);
    if (!match) throw new Error(`${values.size} is not a size, such as 256MiB or 1GiB.`);
    return { size: Number(match[1]) * (match[2]?.toLowerCase() === "gib" ? 1024 : 1) * MiB, json: values.json };
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  }
}
