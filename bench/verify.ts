/**
 * Verifying a bundle with a very long list of files in the three programs: the command line, the verifier in Python, and
 * the page verify.html, opened from the disk in Chromium. Time, processor time, memory, and that all say proved; of the
 * page also for how long it was deaf at most.
 *   npm run bench:verify                          330,000 files
 *   npm run bench:verify -- --files 20000
 *   npm run bench:verify -- --json                one object
 */
import { spawn } from "node:child_process";
import { mkdtemp, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { canonicalJson, createDigester } from "@colophon/sdk";
import { chromium } from "@playwright/test";
import { sha256, stringToBytes } from "viem";
import { findBrowser } from "../scripts/browser.ts";
import { buildVerifier } from "../scripts/build-verify.ts";
import { makeBundle } from "../sdk/src/testing/bundles.ts";
import { watchMemory } from "./watchMemory.ts";

const { values: asked } = parseArgs({
  options: {
    files: { type: "string", default: "330000" },
    json: { type: "boolean" },
  },
});
const files = Number(asked.files);
if (!Number.isInteger(files) || files < 1) throw new Error("--files is a whole number from 1, such as 330000.");
const say = (line: string) => {
  if (!asked.json) console.log(line);
};

/** In seconds and MiB. */
type Measured = { seconds: number; cpuSeconds: number | undefined; memoryMiB: number | undefined };

/** Python tells what a program used once it has ended, which Node does not. */
const watcher = `
import json, resource, subprocess, sys, time
start = time.monotonic()
done = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
unit = 1 if sys.platform == "darwin" else 1024
print(json.dumps({"code": done.returncode, "seconds": time.monotonic() - start,
  "cpuSeconds": used.ru_utime + used.ru_stime, "memoryMiB": used.ru_maxrss * unit / 2**20}))
`;

const folder = await mkdtemp(join(tmpdir(), "colophon-verify-"));
try {
  const { bundle, hash, bytes, digest } = await writeBundle();
  say(`A bundle of ${files.toLocaleString("en")} files, ${(bytes / 1e6).toFixed(1)} MB`);
  const trusting = ["--block-hash", hash, "--digest", digest];
  const root = join(import.meta.dirname, "..");
  const result = {
    files,
    bytes,
    commandLine: await measure("The command line", process.execPath, [
      join(root, "cli/colophon.mjs"),
      ...["verify", bundle, ...trusting],
    ]),
    python: await measure("The verifier in Python", "python3", [
      join(root, "verifier/verify_bundle.py"),
      ...[bundle, ...trusting],
    ]),
    page: await measurePage({ bundle, hash }),
  };
  if (asked.json) console.log(JSON.stringify(result, null, 2));
} finally {
  await rm(folder, { recursive: true, force: true });
}

function textOf(i: number): string {
  return `${i}\n`;
}

/** A complete bundle of a chain that never was, with a list of very many short texts. */
async function writeBundle() {
  const texts = Object.fromEntries(
    Array.from({ length: files }, (_, i) => [`archive/${String(i).padStart(7, "0")}.txt`, textOf(i)]),
  );
  const digester = await createDigester();
  digester.update(stringToBytes(textOf(0)));
  const made = makeBundle({ files: texts, blake3: { [Object.keys(texts)[0] as string]: digester.finish().blake3 } });
  const path = join(folder, "large.bundle.json");
  await writeFile(path, canonicalJson(made.bundle));
  const hash = made.bundle.blocks[0]?.hash ?? "";
  return { bundle: path, hash, bytes: (await stat(path)).size, digest: sha256(stringToBytes(textOf(0))) };
}

/** The page, given the bundle, the one file and the block's hash as a person gives them. */
async function measurePage({ bundle, hash }: { bundle: string; hash: string }) {
  const verifier = join(folder, "verify.html");
  const file = join(folder, "0000000.txt");
  await writeFile(verifier, await buildVerifier());
  await writeFile(file, textOf(0));
  const browser = await chromium.launch({ executablePath: findBrowser({ say }) });
  try {
    const context = await browser.newContext({ offline: true });
    const page = await context.newPage();
    await page.addInitScript(() => {
      const tasks: number[] = [];
      new PerformanceObserver((list) => tasks.push(...list.getEntries().map(({ duration }) => duration))).observe({
        type: "longtask",
      });
      Object.assign(window, { tasks });
    });
    await page.goto(pathToFileURL(verifier).href);
    const memory = watchMemory();
    const start = performance.now();
    await page.getByLabel("The evidence").setInputFiles(bundle);
    await page.getByLabel("The files that it should be about").setInputFiles(file);
    await page.getByLabel("Block hashes").fill(hash);
    await page.getByRole("button", { name: "Verify" }).click();
    const verdict = page.locator("#verdict h2");
    await verdict.waitFor({ timeout: 30 * 60_000 });
    const seconds = (performance.now() - start) / 1000;
    const used = await memory.stop();
    const said = await verdict.textContent();
    if (said !== "Proved") throw new Error(`The page says “${said}” where the bundle is proved.`);
    const tasks = await page.evaluate(() => (window as unknown as { tasks: number[] }).tasks);
    const deafSeconds = Math.max(0, ...tasks) / 1000;
    const memoryMiB = used?.browser.peak;
    say(
      `The page in Chromium: proved in ${seconds.toFixed(1)} s, ${memoryMiB?.toFixed(0)} MiB at most, ` +
        `deaf for ${deafSeconds.toFixed(2)} s at most`,
    );
    return { seconds, memoryMiB, deafSeconds };
  } finally {
    await browser.close();
  }
}

async function measure(name: string, program: string, args: readonly string[]): Promise<Measured> {
  const child = spawn("python3", ["-c", watcher, program, ...args], { stdio: ["ignore", "pipe", "inherit"] });
  let out = "";
  child.stdout.on("data", (piece) => (out += piece));
  await new Promise((resolve, reject) => child.on("close", resolve).on("error", reject));
  const { code, ...measured } = JSON.parse(out) as Measured & { code: number };
  // Where a file is known by its digest alone, that is assumed, and the rest is proved.
  if (code !== 0) throw new Error(`${name} ended with ${code} where the bundle is proved.`);
  tell(name, measured);
  return measured;
}

function tell(name: string, { seconds, cpuSeconds, memoryMiB }: Measured): void {
  const used = [
    ...(cpuSeconds === undefined ? [] : [`${cpuSeconds.toFixed(1)} s of a core`]),
    ...(memoryMiB === undefined ? [] : [`${memoryMiB.toFixed(0)} MiB at most`]),
  ];
  say(`${name}: proved in ${seconds.toFixed(1)} s, ${used.join(", ")}`);
}
