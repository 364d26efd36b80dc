/**
 * Verifying a bundle with a very long list of files, in the two programs that are processes: the command line and the
 * verifier in Python. Time, processor time, memory, and that both say proved.
 *   npm run bench:verify                          330,000 files
 *   npm run bench:verify -- --files 20000
 *   npm run bench:verify -- --json                one object
 */
import { spawn } from "node:child_process";
import { mkdtemp, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { canonicalJson, createDigester } from "@colophon/sdk";
import { sha256, stringToBytes } from "viem";
import { makeBundle } from "../sdk/src/testing/bundles.ts";

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
  };
  if (asked.json) console.log(JSON.stringify(result, null, 2));
} finally {
  await rm(folder, { recursive: true, force: true });
}

/** A complete bundle of a chain that never was, with a list of very many short texts. */
async function writeBundle() {
  const textOf = (i: number) => `${i}\n`;
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
