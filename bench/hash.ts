/**
 * Hashing a large file on the page that proves it, in a real browser: its speed beside a bare read and bare digests in
 * the same run, what the page's main thread did meanwhile, and memory.
 *   npm run bench:hash                  2 GB
 *   npm run bench:hash -- --size 500MB
 *   npm run bench:hash -- --json        one object
 */
import { createHash, randomBytes } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdtemp, open, readFile, rm } from "node:fs/promises";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { chromium, type Page } from "@playwright/test";
import { findBrowser } from "../scripts/browser.ts";
import { withFreshStack } from "../scripts/local/startStack.ts";
import { dropFiles } from "../test/e2e/support/files.ts";
import { watchMemory } from "./watchMemory.ts";

const MiB = 1024 ** 2;
const units: Record<string, number> = { MB: 1e6, GB: 1e9, MIB: MiB, GIB: 1024 ** 3 };

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
    say(`Writing a file of ${(size / 1e9).toFixed(2)} GB`);
    await writeLargeFile(file);
    const sha256 = await sha256Of(file);
    return await withFreshStack({ say }, async (url) => {
      const args = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
      const browser = await chromium.launch({ executablePath, args });
      try {
        const context = await browser.newContext({ baseURL: url });
        const bare = await measureBare(await context.newPage(), file);
        const page = await measurePage(await context.newPage(), file, sha256);
        const slower = Math.min(bare.sha256, bare.blake3);
        return {
          size,
          cores: cpus().length,
          browser: browser.version(),
          bare,
          page,
          ratios: {
            toRead: page.speed / bare.read,
            toSha256: page.speed / bare.sha256,
            toBlake3: page.speed / bare.blake3,
            toSlowerDigest: page.speed / slower,
          },
        };
      } finally {
        await browser.close();
      }
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Speeds in MiB/s, each alone: the stream of the file with nothing done to it, and each digest of bytes in memory. */
async function measureBare(page: Page, file: string) {
  await page.goto("/");
  await page.evaluate(() => {
    const input = document.createElement("input");
    input.type = "file";
    input.id = "bench";
    document.body.append(input);
  });
  await page.locator("#bench").setInputFiles(file);
  say("Reading it");
  const read = await page.evaluate(async () => {
    const blob = (document.getElementById("bench") as HTMLInputElement).files?.[0];
    if (!blob) throw new Error("The browser has no file.");
    const start = performance.now();
    const reader = blob.stream().getReader({ mode: "byob" });
    let buffer = new ArrayBuffer(4 * 1024 * 1024);
    let bytes = 0;
    for (;;) {
      const { done, value } = await reader.read(new Uint8Array(buffer));
      if (done) break;
      bytes += value.length;
      buffer = value.buffer;
    }
    return bytes / 1024 ** 2 / ((performance.now() - start) / 1000);
  });
  const library = await readFile(join(import.meta.dirname, "../node_modules/hash-wasm/dist/index.umd.min.js"), "utf8");
  const digests: Record<"sha256" | "blake3", number> = { sha256: 0, blake3: 0 };
  for (const [name, create] of [
    ["sha256", "createSHA256"],
    ["blake3", "createBLAKE3"],
  ] as const) {
    say(`Computing ${name} alone`);
    digests[name] = await page.evaluate(
      async ([code, creator, bytes]) => {
        const job = `${code};
          (async () => {
            const hasher = await hashwasm.${creator}();
            const piece = crypto.getRandomValues(new Uint8Array(65536));
            const buffer = new Uint8Array(4 * 1024 * 1024);
            for (let at = 0; at < buffer.length; at += piece.length) buffer.set(piece, at);
            hasher.init();
            hasher.update(buffer);
            const start = performance.now();
            let done = 0;
            for (; done < ${bytes}; done += buffer.length) hasher.update(buffer);
            hasher.digest();
            postMessage(done / 1024 ** 2 / ((performance.now() - start) / 1000));
          })();`;
        const worker = new Worker(URL.createObjectURL(new Blob([job], { type: "text/javascript" })));
        const speed = await new Promise<number>((resolve, reject) => {
          worker.onmessage = ({ data }) => resolve(data as number);
          worker.onerror = (event) => reject(new Error(event.message));
        });
        worker.terminate();
        return speed;
      },
      [library, create, Math.min(size, 1024 * MiB)] as const,
    );
  }
  await page.close();
  return { read, ...digests };
}

/** Drops the file on the page and waits for its digest. Memory in MiB, times in milliseconds. */
async function measurePage(page: Page, file: string, sha256: string) {
  say("Dropping it on the page");
  await page.addInitScript(() => {
    const tasks: number[] = [];
    Object.assign(window, { longTasks: tasks });
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) tasks.push(duration);
    }).observe({ type: "longtask", buffered: true });
  });
  await page.goto("/prove");
  const zone = page.getByText("Drop your files or a folder here");
  await zone.waitFor();
  await page.waitForLoadState("networkidle");
  // What loading the page took is not what hashing takes.
  await page.evaluate(() => (window as unknown as { longTasks: number[] }).longTasks.splice(0));
  const memory = watchMemory();
  const start = performance.now();
  await dropFiles(zone, file);
  await page.getByText("Read completely").waitFor({ timeout: 30 * 60_000 });
  const seconds = (performance.now() - start) / 1000;
  const used = await memory.stop();
  const longTasks = await page.evaluate(() => (window as unknown as { longTasks: number[] }).longTasks);
  if ((await page.getByTitle(sha256, { exact: true }).count()) === 0) throw new Error("The page's SHA-256 is wrong.");
  return {
    seconds,
    speed: size / MiB / seconds,
    longTasks: { count: longTasks.length, longest: Math.max(0, ...longTasks) },
    memory: used,
  };
}

async function writeLargeFile(path: string): Promise<void> {
  const piece = randomBytes(64 * MiB);
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
}

async function sha256Of(path: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const piece of createReadStream(path, { highWaterMark: 4 * MiB })) hash.update(piece);
  return hash.digest("hex");
}

function report({ bare, page, ratios, cores, browser }: Result): string {
  const speed = (value: number) => `${value.toFixed(0).padStart(7)} MiB/s`;
  const percent = (value: number) => `${(value * 100).toFixed(0)} %`;
  const { memory, longTasks } = page;
  const lines = [
    "",
    `${(size / 1e9).toFixed(2)} GB in Chromium ${browser} on ${cores} cores`,
    `${speed(bare.read)}  bare read (Blob.stream)`,
    `${speed(bare.sha256)}  bare SHA-256, alone`,
    `${speed(bare.blake3)}  bare BLAKE3, alone`,
    `${speed(page.speed)}  the page: read, SHA-256 and BLAKE3, in ${page.seconds.toFixed(1)} s`,
    `                 ${percent(ratios.toSlowerDigest)} of the slower digest alone, ${percent(ratios.toRead)} of the bare read`,
    `${String(longTasks.count).padStart(7)}        tasks over 50 ms on the main thread${
      longTasks.count > 0 ? `, the longest ${longTasks.longest.toFixed(0)} ms` : ""
    }`,
  ];
  if (memory) {
    const { start, peak, end } = memory.browser;
    lines.push(
      `${start.toFixed(0).padStart(7)} MiB    memory of the browser at the start, ${peak.toFixed(0)} at its peak, ${end.toFixed(0)} at the end`,
      `${memory.renderer.start.toFixed(0).padStart(7)} MiB    of which the page's process, ${memory.renderer.peak.toFixed(0)} at its peak, ${memory.renderer.end.toFixed(0)} at the end`,
    );
  } else {
    lines.push("                 memory is measured on Linux only");
  }
  return lines.join("\n");
}

function readArguments() {
  try {
    const { values } = parseArgs({
      options: { size: { type: "string", default: "2GB" }, json: { type: "boolean", default: false } },
    });
    const match = /^(\d+(?:\.\d+)?)\s*(MB|GB|MiB|GiB)$/i.exec(values.size);
    const unit = units[match?.[2]?.toUpperCase() ?? ""];
    if (!match || !unit) throw new Error(`${values.size} is not a size, such as 500MB or 2GB.`);
    return { size: Math.round(Number(match[1]) * unit), json: values.json };
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  }
}
