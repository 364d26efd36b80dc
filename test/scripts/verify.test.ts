import { createHash } from "node:crypto";
import { chmod, mkdir, mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { canonicalJson, createDigester, zipOf } from "@colophon/sdk";
import { type Bundle, type Verdict, verdictWords, verifyBundle } from "@colophon/sdk/evidence";
import type { Hex } from "viem";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { replaceFile, secret, writeNewFile } from "../../cli/src/files.ts";
import { makeBundle } from "../../sdk/src/testing/bundles.ts";
import { makeLicenceBundle } from "../../sdk/src/testing/licenceBundles.ts";
import { runColophon } from "../support/runColophon.ts";

vi.setConfig({ testTimeout: 300_000 });

const texts = { "poems/tide.txt": "The tide\ncomes in.\n", "poems/notes.txt": "spring\n" };

let folder: string;
let bundle: Bundle;
let hash: string;
let servers: Server[];

const at = (name: string) => join(folder, name);
const colophon = (...args: string[]) => runColophon(folder, args);

async function verify(...args: string[]): Promise<Verdict & { code: number | null }> {
  const { code, out, err } = await colophon("verify", "stamp.bundle.json", ...args, "--json");
  if (out === "") throw new Error(err);
  return { code, ...JSON.parse(out) };
}

const digestOf = (text: string) => createHash("sha256").update(text).digest("hex");

/** A node that knows one hash for every block. */
async function node(says: string | undefined): Promise<string> {
  const server = createServer(async (request, response) => {
    const body = JSON.parse(Buffer.concat(await request.toArray()).toString());
    const answers = [body].flat().map(({ id, method, params }: { id: number; method: string; params: unknown[] }) => {
      const number = params?.[0] === "finalized" ? "0x1ffffff" : params?.[0];
      const known = bundle.stamp?.manifest?.anchor;
      const anchored = known && Number(number) === known.number ? known.hash : says;
      const result = method === "eth_chainId" ? "0x1" : { number, hash: anchored, transactions: [] };
      return { jsonrpc: "2.0", id, result };
    });
    response.setHeader("content-type", "application/json");
    if (says === undefined) response.writeHead(500).end();
    else response.end(JSON.stringify(Array.isArray(body) ? answers : answers[0]));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  servers.push(server);
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "colophon-verify-"));
  servers = [];
  const digester = await createDigester();
  const blake3 = Object.fromEntries(
    Object.entries(texts).map(([path, text]) => {
      digester.update(new TextEncoder().encode(text));
      return [path, digester.finish().blake3];
    }),
  );
  ({ bundle } = makeBundle({ files: texts, blake3 }));
  hash = bundle.blocks[0]?.hash ?? "";
  await writeFile(at("stamp.bundle.json"), canonicalJson(bundle));
  await mkdir(at("poems"));
  for (const [path, text] of Object.entries(texts)) await writeFile(at(path), text);
});

afterAll(async () => {
  for (const server of servers) server.close();
  if (folder) await rm(folder, { recursive: true });
});

describe("a proof package", () => {
  const packed = (bundles: number) =>
    zipOf([
      { name: "READ-ME.colophon.txt", content: "What this is." },
      ...Array.from({ length: bundles }, (_, i) => ({
        name: `proof-${i + 1}.colophon-bundle.json`,
        content: canonicalJson(bundle),
      })),
      { name: "proof.colophon.json", content: "{}" },
    ]);

  test("is verified by the bundle in it", async () => {
    await writeFile(at("proof.colophon.zip"), packed(1));
    const { code, out } = await colophon("verify", "proof.colophon.zip", "poems", "--block-hash", hash, "--json");
    expect(JSON.parse(out)).toMatchObject({ verdict: "proved" });
    expect(code).toBe(0);
  });

  test.each([
    ["without evidence", () => packed(0), "from before its stamp was captured"],
    ["with several bundles", () => packed(2), "holds 2 bundles, and one is checked at a time"],
    [
      "with a name that leads out of its folder",
      () => zipOf([{ name: "../x", content: "" }]),
      "leads out of its folder",
    ],
  ])("%s proves and disproves nothing, and says what to do", async (_, make, sentence) => {
    await writeFile(at("odd.colophon.zip"), make());
    const { code, err } = await colophon("verify", "odd.colophon.zip", "poems", "--block-hash", hash);
    expect(err).toContain(sentence);
    expect(code).toBe(2);
  });
});

describe("whom the verifier trusts", () => {
  test("a node that contradicts a typed hash, or other nodes, is shown and leaves nothing proved", async () => {
    const other = await node(`0x${"1".repeat(64)}`);
    const right = await node(hash);
    const typed = await verify("poems", "--block-hash", hash, "--rpc", other);
    expect(typed).toMatchObject({ code: 2, verdict: "cannot-know" });
    expect(typed.problems.join("\n")).toContain(`0x${"1".repeat(64)}`);
    const two = await verify("poems", "--block-hash", hash, "--block-hash", `24000000:0x${"2".repeat(64)}`);
    expect(two).toMatchObject({ code: 2 });
    const many = await verify("poems", "--rpc", right, "--rpc", `${right}/b`, "--rpc", other);
    expect(many).toMatchObject({ code: 2 });
    expect(await verify("poems", "--rpc", other)).toMatchObject({ code: 1, verdict: "disproved" });
  });

  test("one node has one vote, however its address is written, and one host is named", async () => {
    const right = await node(hash);
    const spelled = ["--rpc", right, "--rpc", `${right}/`, "--rpc", right.replace("http", "HTTP")];
    const down = await node(undefined);
    const once = await verify("poems", ...spelled, "--rpc", down);
    // One of two is no majority; it was "2 of 3 nodes" before.
    expect(once).toMatchObject({ code: 2 });
    expect(once.problems.join("\n")).toMatch(/2 were named before; each has one vote/);
    expect(once.problems.join("\n")).toMatch(/gave no answer/);
    const paths = await verify("poems", "--rpc", `${right}/a`, "--rpc", `${right}/b`);
    expect(paths).toMatchObject({ code: 0 });
    expect(paths.problems.join("\n")).toMatch(/2 of the nodes are at the same host/);
  });
});

describe("what is compared", () => {
  test("without a file the verdict is “cannot know”, unless the record alone is asked for", async () => {
    expect(await verify("--block-hash", hash)).toMatchObject({ code: 2, verdict: "cannot-know" });
    expect(await verify("--block-hash", hash, "--record-only")).toMatchObject({ code: 0, verdict: "proved" });
    const both = await colophon("verify", "stamp.bundle.json", "poems", "--record-only");
    expect([both.code, both.err]).toEqual([2, expect.stringMatching(/--record-only compares no file/)]);
  });

  test("digests alone, and lists of them as sha256sum writes them", async () => {
    const [tide, notes] = [digestOf(texts["poems/tide.txt"]), digestOf(texts["poems/notes.txt"])];
    expect(await verify("--digest", tide, "--block-hash", hash)).toMatchObject({ code: 0 });
    expect(await verify("--digest", `0x${tide}:20`, "--block-hash", hash)).toMatchObject({ code: 1 });
    await writeFile(at("list"), `${tide}  poems/tide.txt\nSHA256 (notes.txt) = ${notes}\n`);
    const list = await verify("--digest-list", "list", "--block-hash", hash);
    expect(list).toMatchObject({ code: 0 });
    expect(list.assumed.join()).toContain("Of 2 files no byte was read");
    await writeFile(at("wrong"), `${"a".repeat(64)}  x\n`);
    expect(await verify("--digest-list", "wrong", "--block-hash", hash)).toMatchObject({ code: 1 });
    expect((await colophon("verify", "stamp.bundle.json", "--digest", "12")).code).toBe(2);
  });

  test("what an operating system put into the folder is named and left out", async () => {
    await writeFile(at("poems/.DS_Store"), "x");
    const verdict = await verify("poems", "--block-hash", hash);
    expect(verdict).toMatchObject({ code: 0, verdict: "proved" });
    expect(verdict.notChecked.join()).toContain("“poems/.DS_Store” was left out");
    expect(await verify("poems/.DS_Store", "--block-hash", hash)).toMatchObject({ code: 1 });
    await rm(at("poems/.DS_Store"));
  });

  test("no line of the answer begins with what a file's name says after a line break", async () => {
    const name = "tide\nPROVED by everybody.txt";
    await writeFile(at(name), "another text\n");
    const answers = await Promise.all(
      [["--json"], []].map((form) => colophon("verify", "stamp.bundle.json", name, "--block-hash", hash, ...form)),
    );
    for (const { code, out } of answers) {
      expect(code).toBe(1);
      expect(out).toContain("tide⟦U+000A⟧PROVED by everybody.txt");
      expect(out).not.toMatch(/^\s*PROVED/m);
    }
    await rm(at(name));
  });

  test("a file that git gave other line ends is told from one that was changed", async () => {
    await writeFile(at("windows.txt"), texts["poems/tide.txt"].replaceAll("\n", "\r\n"));
    expect((await verify("windows.txt", "--block-hash", hash)).sentence).toContain("with LF in place of CRLF");
    await writeFile(at("other.txt"), "another text\n");
    expect((await verify("other.txt", "--block-hash", hash)).sentence).not.toContain("CRLF");
  });

  test("a name that is no text is said to be left out, and the rest goes on", async () => {
    await mkdir(at("odd"), { recursive: true });
    await writeFile(at("odd/good.txt"), "good");
    await writeFile(Buffer.concat([Buffer.from(at("odd/bad")), Buffer.from([0xff]), Buffer.from(".txt")]), "bad");
    const hashed = await colophon("hash", "odd");
    expect(hashed.code).toBe(0);
    expect(hashed.out).toBe(`${digestOf("good")}  odd/good.txt\n`);
    expect(hashed.err).toMatch(/bad\\xff\.txt was left out: its name is not UTF-8 text/);
    const verdict = await verify("odd", "--block-hash", hash);
    expect(verdict.problems.join()).toContain("bad\\xff.txt was left out");
  });
});

describe("what is written", () => {
  test("openings are their owner's alone, whatever was there before", async () => {
    const mode = async (name: string) => (await stat(at(name))).mode & 0o777;
    await writeNewFile(at("opening"), "secret", secret);
    expect(await mode("opening")).toBe(0o600);
    await writeFile(at("opening.new"), "left over", { mode: 0o644 });
    await chmod(at("opening"), 0o644);
    await replaceFile(at("opening"), "secret again", secret);
    expect([await mode("opening"), await readFile(at("opening"), "utf8")]).toEqual([0o600, "secret again"]);
    await expect(stat(at("opening.new"))).rejects.toThrow();
    await expect(writeNewFile(at("opening"), "no", secret)).rejects.toThrow("is not overwritten");
  });

  test("files and their folder are on the disk before the command goes on", async () => {
    // Synced are: the new file, then its folder once for the new name and once for the renamed one.
    const { open } = await import("node:fs/promises");
    const handle = await open(at("opening"));
    const synced = vi.spyOn(Object.getPrototypeOf(handle), "sync");
    await handle.close();
    await replaceFile(at("bundle"), "evidence");
    expect(synced.mock.calls.length).toBeGreaterThanOrEqual(2);
    synced.mockRestore();
  });
});

/** The same numbers for the same seed. */
function seeded(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

describe("2,000 changes of bundles of five kinds", () => {
  const kinds = () => ({
    stamp: bundle,
    batch: makeBundle({ others: 5, withAnchor: true }).bundle,
    disclosed: makeBundle({ disclose: ["notes.txt"], withAnchor: true, withWitnesses: true }).bundle,
    state: makeBundle({ withoutStamp: true, withState: true }).bundle,
    licence: makeLicenceBundle({ after: 10 }),
  });

  function mutated(text: string, random: (below: number) => number): string {
    const at = random(text.length);
    const hex = "0123456789abcdef".charAt(random(16));
    switch (random(5)) {
      case 0:
        return text.slice(0, at) + String.fromCharCode(text.charCodeAt(at) ^ (1 << random(7))) + text.slice(at + 1);
      case 1:
        return text.slice(0, at) + hex + text.slice(at + 1);
      case 2:
        return text.slice(0, at) + hex + text.slice(at);
      case 3:
        return text.slice(0, at) + text.slice(at + 1 + random(3));
      default:
        return text.slice(0, at) + text.slice(at, at + 1 + random(40)) + text.slice(at);
    }
  }

  test("are never proved, and the command says of a sample what the SDK says", async () => {
    const random = seeded(20261130);
    const bundles = Object.values(kinds());
    const sample: { text: string; trusted: Hex[]; verdict: Verdict["verdict"] }[] = [];
    const counts = { proved: 0, disproved: 0, "cannot-know": 0 };
    for (let i = 0; i < 2000; i++) {
      const original = bundles[i % bundles.length] as Bundle;
      const text = canonicalJson(original);
      const changed = mutated(text, random);
      if (changed === text) continue;
      const trusted = original.blocks.map((block) => block.hash);
      const sources = trusted.map((known) => ({ hash: known, chainId: 1, source: "you" }));
      const { verdict } = verifyBundle({ bundle: changed, trusted: sources });
      counts[verdict]++;
      if (i % 100 === 0) sample.push({ text: changed, trusted, verdict });
    }
    expect(counts.proved).toBe(0);
    expect(Math.min(counts.disproved, counts["cannot-know"])).toBeGreaterThan(200);
    for (const [i, { text, trusted, verdict }] of sample.entries()) {
      await writeFile(at("mutated.json"), text);
      const hashes = trusted.flatMap((known) => ["--block-hash", known]);
      const { code, err } = await colophon(
        "verify",
        "mutated.json",
        "--record-only",
        "--chain",
        "1",
        ...hashes,
        "--json",
      );
      expect([i, code, err]).toEqual([i, verdictWords[verdict].exitCode, ""]);
    }
  });
});
