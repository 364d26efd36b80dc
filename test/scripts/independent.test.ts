import { spawnSync } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { canonicalJson } from "@colophon/sdk";
import { verifyBundle } from "@colophon/sdk/evidence";
import { afterAll, beforeAll, expect, test } from "vitest";
import headers from "../../sdk/vectors/headers.json" with { type: "json" };

const root = join(import.meta.dirname, "../..");
const verifier = join(root, "verifier/verify_bundle.py");
const published = join(root, "sdk/vectors/bundle.json");

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "colophon-independent-"));
});

afterAll(() => rm(folder, { recursive: true }));

/** The verifier in Python. A machine without Python fails here rather than pass without having looked. */
function python(...args: string[]) {
  const { status, stdout, stderr, error } = spawnSync("python3", [verifier, ...args], {
    encoding: "utf8",
    maxBuffer: 1e8,
  });
  if (error)
    throw new Error("python3 was not found. Install Python 3.9 or newer: it runs the second, independent verifier.");
  return { status, stdout, stderr };
}

type Vectors = {
  initCodeHashes: object;
  bundles: Record<string, { blocks: { number: number; hash: `0x${string}` }[] }>;
  vectors: object[];
};

test("the verifier written from docs/formats.md alone, in Python, agrees on every published vector", () => {
  const { status, stdout, stderr } = python("--vectors", published);
  expect(stderr).toBe("");
  expect(stdout).toMatch(/^\d{2,} vectors, 0 differ\n$/);
  expect(status).toBe(0);
});

test("it encodes and reads every published header of a real block, and would notice a wrong one", async () => {
  const path = join(root, "sdk/vectors/headers.json");
  expect(python("--headers", path)).toEqual({ status: 0, stdout: `${headers.length} headers, 0 differ\n`, stderr: "" });
  const wrong = headers.map((vector, i) =>
    i === 3 ? { ...vector, header: { ...vector.header, gasUsed: "0x1" } } : vector,
  );
  await writeFile(join(folder, "headers.json"), JSON.stringify(wrong));
  expect(python("--headers", join(folder, "headers.json"))).toMatchObject({ status: 1 });
});

test("it would notice a vector that is wrong", async () => {
  const wrong = JSON.parse(await readFile(published, "utf8")) as Vectors;
  Object.assign(wrong.vectors[0] as object, { verdict: "disproved" });
  await writeFile(join(folder, "wrong.json"), JSON.stringify(wrong));
  expect(python("--vectors", join(folder, "wrong.json"))).toMatchObject({ status: 1 });
});

test("W11 both agree on bundles in which one byte was changed, wherever it is", async () => {
  const { initCodeHashes, bundles } = JSON.parse(await readFile(published, "utf8")) as Vectors;
  const vectors = ["stamp", "batch", "disclosed", "excerpt", "state", "licence"].flatMap((name) => {
    const bundle = bundles[name] as Vectors["bundles"][string];
    const text = canonicalJson(bundle);
    const trusted = bundle.blocks.map(({ number, hash }) => ({ number, hash, chainId: 1 }));
    return Array.from({ length: 60 }, (_, i) => {
      // Spread over the whole text, at other places in each bundle.
      const at = Math.floor(((i + name.length / 10) * text.length) / 61);
      const code = text.charCodeAt(at);
      const replace = `${text.slice(0, at)}${String.fromCharCode(code ^ (1 << (i % 5)))}${text.slice(at + 1)}`;
      const { verdict, steps } = verifyBundle({
        bundle: replace,
        trusted: trusted.map((known) => ({ ...known, source: "you" })),
      });
      expect(verdict).not.toBe("proved");
      const outcomes = Object.fromEntries(steps.map(({ id, outcome }) => [id, outcome]));
      return { name: `${name} ${at}`, bundle: name, edit: { find: text, replace }, trusted, verdict, steps: outcomes };
    });
  });
  await writeFile(join(folder, "changed.json"), JSON.stringify({ initCodeHashes, bundles, vectors }));
  expect(python("--vectors", join(folder, "changed.json")).stdout).toBe("360 vectors, 0 differ\n");
});
