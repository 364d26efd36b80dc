import { type ChildProcessByStdio, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Readable, Writable } from "node:stream";
import { gzipSync } from "node:zlib";
import { canonicalJson } from "@colophon/sdk";
import {
  agreementsAbi,
  assignmentsAbi,
  colophonAbi,
  complianceAbi,
  licencesAbi,
  offersAbi,
  royaltiesAbi,
  termsAbi,
  timestampsAbi,
  worksAbi,
} from "@colophon/sdk/abi";
import { verifyBundle } from "@colophon/sdk/evidence";
import { type Abi, type AbiParameter, type Hex, keccak256, sha256, stringToBytes } from "viem";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { territories } from "../../sdk/src/terms/territories.ts";
import { purposes, uses } from "../../sdk/src/terms/uses.ts";
import { makeBundle, makeExcerpt } from "../../sdk/src/testing/bundles.ts";
import {
  type LicenceSlotName,
  type MakeLicenceBundleParameters,
  makeLicenceBundle,
} from "../../sdk/src/testing/licenceBundles.ts";
import published from "../../sdk/vectors/bundle.json" with { type: "json" };
import {
  argumentsOf,
  type Bundle,
  bundleOf,
  type Changed,
  changedBundles,
  disclosed,
  hashOf,
  judge,
  other,
  recordsOf,
  tide,
  trusting,
  trustOf,
} from "../support/changedBundles.ts";
import { type Ran, runColophon } from "../support/runColophon.ts";
import { startColophon } from "../support/startColophon.ts";

// These run programs, and machines that run tests are busy.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 60_000 });

const root = join(import.meta.dirname, "../..");
const program = join(root, "verifier/verify_bundle.py");
const driver = join(root, "test/support/driveVerifier.py");
const formats = readFileSync(join(root, "docs/formats.md"), "utf8");
const codes = { proved: 0, disproved: 1, "cannot-know": 2 } as const;

type Verdict = keyof typeof codes;
type File = { path: string; size: number; sha256: Hex; blake3: Hex };
type Source = { hash: Hex; number?: number; chainId?: number; weak?: boolean };
type Answer = {
  program?: { code: number; error: string; out?: string; verdict?: Verdict; steps?: Record<string, string> };
  function?: { verdict: Verdict; steps: Record<string, string>; problems: string[] };
  licences?: LicencesAnswer;
  tables?: { codes: Record<string, string>; events: Record<string, string[]>; words: string[][] };
};
type LicencesAnswer = { licences: unknown[]; sentences: string[] };

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "colophon-python-"));
  await write("tide.txt", tide);
});

afterAll(() => rm(folder, { recursive: true }));

const at = (name: string) => join(folder, name);

async function write(name: string, content: string | Uint8Array): Promise<string> {
  await mkdir(join(at(name), ".."), { recursive: true });
  await writeFile(at(name), content);
  return name;
}

function run(command: string, args: readonly string[], input = ""): Promise<Ran> {
  const child = spawn(command, args, { cwd: folder, env: { ...process.env, PYTHONDONTWRITEBYTECODE: "1" } });
  // Who reads nothing may have ended before.
  child.stdin.on("error", () => {});
  child.stdin.end(input);
  const said = { out: "", err: "" };
  child.stdout.on("data", (chunk) => (said.out += chunk));
  child.stderr.on("data", (chunk) => (said.err += chunk));
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, ...said }));
  });
}

/** The program as its users run it. A machine without Python fails here rather than pass without having looked. */
const startPython = (...args: string[]) => run("python3", [program, ...args]);

/** Processes that run the program many times, which saves the start of one for each; there are two at the most. */
const drivers = Array.from({ length: 2 }, () => {
  let asking: ((given: object) => Promise<Answer>) | undefined;
  let child: ReturnType<typeof spawn> | undefined;
  return {
    busy: Promise.resolve() as Promise<unknown>,
    waiting: 0,
    ask(given: object) {
      asking ??= begin();
      return asking(given);
    },
    end: () => child?.stdin?.end(),
  };

  function begin() {
    child = spawn("python3", [driver, program], { cwd: folder, stdio: ["pipe", "pipe", "inherit"] });
    const { stdin, stdout } = child as ChildProcessByStdio<Writable, Readable, null>;
    const lines = createInterface(stdout)[Symbol.asyncIterator]();
    return async (given: object): Promise<Answer> => {
      stdin.write(`${JSON.stringify(given)}\n`);
      const { value, done } = await lines.next();
      if (done) throw new Error("The process that runs the program has ended.");
      return JSON.parse(value);
    };
  }
});

afterAll(() => {
  for (const { end } of drivers) end();
});

/** Has one case done, by the process that has the least to do. */
function ask(given: object): Promise<Answer> {
  const [one] = drivers.toSorted((a, b) => a.waiting - b.waiting);
  if (!one) throw new Error("There is no process to ask.");
  one.waiting++;
  const answer = one.busy.then(() => one.ask(given)).finally(() => one.waiting--);
  one.busy = answer.catch(() => {});
  return answer;
}

const drive = (cases: readonly object[]): Promise<Answer[]> => Promise.all(cases.map(ask));

/** What the program prints, and the code that it ends with. */
async function python(...args: string[]): Promise<Ran> {
  const { program } = await ask({ arguments: args, plain: true });
  if (!program) throw new Error("The program was not run.");
  return { code: program.code, out: program.out ?? "", err: program.error };
}

/** Two at a time. */
async function each<Item>(items: readonly Item[], job: (item: Item) => Promise<void>): Promise<void> {
  const waiting = [...items];
  const work = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await job(next);
  };
  await Promise.all([work(), work()]);
}

describe("what the program knows", () => {
  const abis: Record<string, Abi> = {
    timestamps: timestampsAbi,
    colophon: colophonAbi,
    works: worksAbi,
    terms: termsAbi,
    offers: offersAbi,
    licences: licencesAbi,
    compliance: complianceAbi,
    royalties: royaltiesAbi,
    agreements: agreementsAbi,
    assignments: assignmentsAbi,
  };
  const typeOf = (parameter: AbiParameter): string =>
    "components" in parameter
      ? `(${parameter.components.map((part) => `${typeOf(part)} ${part.name}`).join(", ")})`
      : parameter.type;
  const eventsOf = (abi: Abi) =>
    abi.flatMap((item) =>
      item.type === "event"
        ? `${item.name}(${item.inputs.map((input) => `${typeOf(input)}${input.indexed ? " indexed" : ""} ${input.name}`).join(", ")})`
        : [],
    );
  const blockOf = (title: string) => formats.split(`\n### ${title}\n`)[1]?.split("```")[1]?.replace(/^json/, "") ?? "";

  test("its code hashes are this release's, and its events those of the ABIs and of docs/formats.md", async () => {
    const [answer] = await drive([{ tables: true }]);
    expect(answer?.tables?.codes, "Write these code hashes into KNOWN_CODE of verifier/verify_bundle.py").toEqual(
      published.initCodeHashes,
    );
    const events = Object.fromEntries(Object.entries(abis).map(([name, abi]) => [name, eventsOf(abi).sort()]));
    const known = Object.entries(answer?.tables?.events ?? {}).map(([name, texts]) => [name, texts.toSorted()]);
    expect(Object.fromEntries(known)).toEqual(events);
    const written = blockOf("Events")
      .replaceAll("\n    ", " ")
      .trim()
      .split(/\n(?=\w)/)
      .map((part) => part.split("\n").map((line) => line.trim()))
      .map(([name, ...texts]) => [name, texts.filter((text) => text !== "(none)").sort()]);
    expect(Object.fromEntries(written)).toEqual(events);
  });

  test("its words for uses, purposes and territories are the SDK's, each at its bit", async () => {
    const [answer] = await drive([{ tables: true }]);
    const bits = [uses, purposes].map((known) => known.map(({ bit }) => bit));
    expect(bits).toEqual(bits.map((known) => known.map((_, i) => i)));
    expect(answer?.tables?.words).toEqual([
      uses.map(({ id }) => id),
      purposes.map(({ id }) => id),
      territories.map(({ code }) => code),
    ]);
  });

  test("a code hash is made again from the source by the recipe of docs/formats.md", () => {
    const require = createRequire(import.meta.url);
    const solc = require("solc") as { version: () => string; compile: (input: string, how: object) => string };
    expect(formats).toContain(`\`${solc.version().replace(".Emscripten.clang", "")}\``);
    const name = "contracts/Timestamps.sol";
    const source = (path: string) => readFileSync(join(root, path.startsWith("@") ? "node_modules" : "", path), "utf8");
    const { contracts } = JSON.parse(
      solc.compile(
        JSON.stringify({
          language: "Solidity",
          sources: { [name]: { content: source(name) } },
          settings: JSON.parse(blockOf("Known code")),
        }),
        { import: (path: string) => ({ contents: source(path) }) },
      ),
    );
    expect(keccak256(`0x${contracts[name].Timestamps.evm.bytecode.object}`)).toBe(published.initCodeHashes.timestamps);
  });
});

describe("as a process", () => {
  test("it ends with the code of every published vector", async () => {
    const excerpt = await makeExcerpt();
    const [from, to] = [excerpt.range.from, excerpt.range.to];
    const bytes = stringToBytes(excerpt.text);
    await write("part", excerpt.shown);
    await write(
      "part-changed",
      excerpt.shown.map((byte, i) => (i === 1000 ? byte ^ 1 : byte)),
    );
    await write("part-elsewhere", bytes.subarray(from + 1024, to + 1024));
    type Vector = (typeof published.vectors)[number] & { files?: (File & { excerpts?: unknown })[] };
    const same = JSON.stringify(excerpt.file.excerpts);
    /** Digests in place of the files, unless more than the SHA-256 is compared. */
    const argumentOf = (
      vector: Vector,
      { sha256: digest, blake3, size, excerpts }: NonNullable<Vector["files"]>[0],
    ) => {
      if (excerpts) {
        const elsewhere = !JSON.stringify(excerpts).includes(`"from":${from},`);
        return [JSON.stringify(excerpts) === same ? "part" : elsewhere ? "part-elsewhere" : "part-changed"];
      }
      if (blake3 === undefined) return ["--digest", size === undefined ? digest : `${digest}:${size}`];
      const listed = JSON.stringify(published.bundles[vector.bundle as keyof typeof published.bundles]);
      const isReal = listed.includes(digest) && listed.includes('"manifest"') && !listed.includes(blake3);
      return isReal ? ["tide.txt"] : ["--digest", `${digest}:${size}`];
    };
    const cases = (published.vectors as Vector[]).map((vector, i) => ({ vector, path: `vector-${i}.json` }));
    await each(cases, async ({ vector, path }) => {
      const copy = structuredClone(published.bundles[vector.bundle as keyof typeof published.bundles]) as object;
      for (const { path: way, value } of (vector.changes ?? []) as { path: (string | number)[]; value?: unknown }[]) {
        const last = way.at(-1) as string;
        const parent = way.slice(0, -1).reduce((found, key) => (found as never)[key], copy) as Record<string, unknown>;
        if (value !== undefined) parent[last] = value;
        else if (Array.isArray(parent)) parent.splice(Number(last), 1);
        else delete parent[last];
      }
      const {
        edit,
        trusted,
        expected,
        codes: accepted,
      } = vector as unknown as {
        edit?: { find: string; replace: string };
        trusted: Source[];
        expected?: { chainId?: number; claimant?: string };
        codes?: string[];
      };
      const text = canonicalJson(copy);
      await write(path, edit ? text.replace(edit.find, () => edit.replace) : text);
      const chain = expected?.chainId ?? trusted[0]?.chainId;
      const { code, out, err } = await python(
        path,
        ...(vector.files?.flatMap((file) => argumentOf(vector, file)) ?? ["--record-only"]),
        ...trusted.flatMap(({ hash, number }) => ["--block-hash", number === undefined ? hash : `${number}:${hash}`]),
        ...(chain ? ["--chain", String(chain)] : []),
        ...(expected?.claimant ? ["--claimant", expected.claimant] : []),
        ...(accepted?.flatMap((hash) => ["--code", hash]) ?? []),
      );
      expect([err, JSON.parse(out).verdict, code], vector.name).toEqual([
        "",
        vector.verdict,
        codes[vector.verdict as Verdict],
      ]);
    });
    expect(cases.length).toBeGreaterThan(80);
  });

  test("it ends with the code of its verdict, and prints in UTF-8", async () => {
    const bundle = bundleOf({ "tide.txt": tide });
    await write("plain.json", canonicalJson(bundle));
    await write("changed.txt", "The tide went out.\n");
    const said = async (...args: string[]) => {
      const { code, out, err } = await startPython("plain.json", ...args, "--text");
      return [code, err, out.split("\n")[0]];
    };
    expect(await said("tide.txt", ...trusting(bundle))).toEqual([0, "", "PROVED"]);
    expect(await said("changed.txt", ...trusting(bundle))).toEqual([1, "", "DISPROVED"]);
    expect(await said("tide.txt")).toEqual([2, "", "CANNOT KNOW"]);
    const unread = await startPython("nowhere ü.json");
    expect([unread.code, unread.out]).toEqual([2, ""]);
    expect(unread.err).toMatch(/nowhere ü\.json can't be read/);
    const help = await startPython("--help");
    expect([help.code, help.err]).toEqual([0, ""]);
    expect(help.out).toContain("Exit code: 0 proved, 1 disproved, 2 cannot know");
  });

  test("what can't be read or done is 2 with a sentence, and never a traceback or a disproof", async () => {
    const bundle = bundleOf({ "tide.txt": tide });
    await write("good.json", canonicalJson(bundle));
    await write("latin1.json", Buffer.from(canonicalJson(bundle).replace("tide", "t\u00efde"), "latin1"));
    await write("sums.txt", "not a sum\n");
    await run("ln", ["-s", "tide.txt", "link.txt"]);
    await run("mkfifo", ["pipe"]);
    const trust = trusting(bundle);
    const unread: [string[], RegExp][] = [
      [[], /Name the bundle/],
      [["nowhere.json", "tide.txt"], /nowhere\.json can't be read: there is no such file/],
      [[".", "tide.txt"], /The bundle \. can't be read: it is a folder/],
      [["good.json", "nowhere.txt", ...trust], /nowhere\.txt can't be read: there is no such file/],
      [["good.json", "link.txt", ...trust], /is a symbolic link/],
      [["good.json", "pipe", ...trust], /is no ordinary file/],
      [["good.json", "tide.txt", "--record-only", ...trust], /--record-only compares no file/],
      [["good.json", "tide.txt", "--block-hash", "0x12"], /--block-hash 0x12 is not a hash/],
      [["good.json", "tide.txt", "--block-hash", `x:${other}`], /is not a hash, nor a block's number/],
      [["good.json", "tide.txt", "--chain", "0"], /--chain 0 is not a whole number from 1/],
      [["good.json", "tide.txt", "--code", "12"], /--code 12 is not a hash/],
      [["good.json", "tide.txt", "--claimant", "0x1"], /--claimant 0x1 is not an address/],
      [["good.json", "--digest", "abc"], /--digest abc is not a SHA-256/],
      [["good.json", "--digest-list", "sums.txt"], /Line 1 of sums\.txt is not one/],
      [["good.json", "--digest-list", "nowhere"], /nowhere can't be read/],
      [["good.json", "tide.txt", "--rpc", "http://127.0.0.1:1"], /unrecognized arguments: --rpc/],
    ];
    await each(unread, async ([args, sentence]) => {
      const { code, out, err } = await python(...args);
      expect([code, out], args.join(" ")).toEqual([2, ""]);
      expect(err).toMatch(sentence);
      expect(err).not.toContain("Traceback");
    });
    const cannotKnow = await python("latin1.json", "tide.txt", ...trust);
    expect([cannotKnow.code, cannotKnow.err, JSON.parse(cannotKnow.out).steps]).toMatchObject([
      2,
      "",
      [{ id: "format", sentence: "It is not UTF-8 text." }],
    ]);
    const full = await run("sh", ["-c", `python3 ${program} good.json tide.txt ${trust.join(" ")} > /dev/full`]);
    expect([full.code, full.err]).toEqual([2, expect.stringMatching(/^The verdict can't be written: .*\n$/)]);
  });

  test("malformed bundles are cannot-know, with a file as without", async () => {
    const bundle = bundleOf({ "tide.txt": tide });
    const text = canonicalJson(bundle);
    const chain = '"chainId":1,';
    const hostile: Record<string, string | Uint8Array> = {
      empty: "",
      bom: `\ufeff${text}`,
      crlf: text.replaceAll(",", ",\r\n"),
      newline: `${text}\n`,
      "twice a key": text.replace(chain, chain + chain),
      "__proto__ first": text.replace("{", '{"__proto__":{"chainId":1},'),
      "__proto__ last": text.replace(/\}$/, ',"__proto__":{}}'),
      nan: text.replace(chain, '"chainId":NaN,'),
      infinite: text.replace(chain, '"chainId":1e400,'),
      "digits without end": text.replace(chain, `"chainId":${"9".repeat(1_000_000)},`),
      fraction: text.replace(chain, '"chainId":1.0,'),
      "minus zero": text.replace(chain, '"chainId":-0,'),
      "half a character": text.replace('"tide.txt"', '"\\ud800"'),
      "deep arrays": "[".repeat(200_000),
      "deep objects": '{"a":'.repeat(100_000),
      utf16: Buffer.from(`\ufeff${text}`, "utf16le"),
      nul: `${text}\0`,
      gzip: gzipSync(text),
      cut: text.slice(0, -1),
      list: "[]",
      null: "null",
    };
    for (const [name, content] of Object.entries(hostile)) await write(`hostile ${name}.json`, content);
    const names = Object.keys(hostile);
    const expected = { verdict: "cannot-know", steps: [{ id: "format" }], proved: [] };
    await each(names, async (name) => {
      const { code, out, err } = await python(`hostile ${name}.json`, "tide.txt", ...trusting(bundle));
      expect([name, code, err]).toEqual([name, 2, ""]);
      expect(JSON.parse(out)).toMatchObject(expected);
    });
    const alone = await drive(
      names.map((name) => ({ arguments: [at(`hostile ${name}.json`), "--record-only", ...trusting(bundle)] })),
    );
    for (const [i, name] of names.entries()) {
      expect([name, alone[i]?.program]).toEqual([
        name,
        { code: 2, error: "", verdict: "cannot-know", steps: { format: "not-checked" } },
      ]);
    }
    const { out } = await python("hostile newline.json", "tide.txt", "--text");
    expect(out).toContain("a line break or blanks before or after it, which an editor added");
  });

  test("the files of a bundle of records are compared with the digests that were disclosed", async () => {
    const bundle = recordsOf([disclosed("something else\n"), disclosed(tide)]);
    await write("records.json", canonicalJson(bundle));
    await write("stranger.txt", "not disclosed\n");
    const proved = await python("records.json", "tide.txt", ...trusting(bundle));
    expect([proved.code, proved.err]).toEqual([0, ""]);
    expect(JSON.parse(proved.out)).toMatchObject({
      verdict: "proved",
      records: [{ event: "FileDisclosed", log: 0 }, { values: { work: "7", digest: sha256(stringToBytes(tide)) } }],
    });
    expect((await python("records.json", "stranger.txt", ...trusting(bundle))).code).toBe(1);
    expect((await python("records.json", "tide.txt")).code).toBe(2);

    const unknown = recordsOf([{ contract: "works", topics: [other], data: "0x" }]);
    await write("unknown.json", canonicalJson(unknown));
    const { code, out } = await python("unknown.json", ...trusting(unknown));
    const steps = JSON.parse(out).steps.map(({ id }: { id: string }) => id);
    expect([code, steps]).toEqual([2, expect.arrayContaining(["record:24000000:0:0", "records"])]);
  });

  test("a file counts by SHA-256, BLAKE3 and size, whatever its length is", async () => {
    const sizes = [1, 63, 64, 65, 127, 1023, 1024, 1025, 2048, 3073, 5000, 65_537, 1_048_576, 1_048_577, 3_200_000];
    const files = Object.fromEntries(sizes.map((size) => [`of-${size}`, "wave ".repeat(size).slice(0, size)]));
    for (const [name, text] of Object.entries(files)) await write(`sizes/${name}`, text);
    const bundle = bundleOf(files);
    await write("sizes.json", canonicalJson(bundle));
    const proved = await python("sizes.json", "sizes", ...trusting(bundle));
    expect([proved.code, proved.err]).toEqual([0, ""]);
    expect(JSON.parse(proved.out).files.every(({ compared }: { compared: boolean }) => compared)).toBe(true);
    const wrong = bundleOf(files, { blake3: { "of-1025": other } });
    await write("wrong.json", canonicalJson(wrong));
    expect((await python("wrong.json", "sizes/of-1025", ...trusting(wrong))).code).toBe(1);
    expect((await python("wrong.json", "sizes/of-1024", ...trusting(wrong))).code).toBe(0);
  });

  test("without a file it can't know of files, unless the record alone is asked for", async () => {
    const bundle = bundleOf({ "tide.txt": tide });
    await write("alone.json", canonicalJson(bundle));
    const forgotten = await python("alone.json", ...trusting(bundle), "--text");
    expect([forgotten.code, forgotten.out]).toEqual([2, expect.stringMatching(/^CANNOT KNOW\n.*No file was compared/)]);
    const asked = await python("alone.json", ...trusting(bundle), "--record-only");
    expect([asked.code, JSON.parse(asked.out).proved[0]]).toEqual([
      0,
      expect.stringContaining("none of them compared"),
    ]);
    const licence = makeLicenceBundle({ after: 10 });
    await write("licence.json", canonicalJson(licence));
    expect((await python("licence.json", ...trusting(licence))).code).toBe(0);
  });

  test("digests stand for files that are not at hand, and it is said that nothing was read", async () => {
    const bundle = bundleOf({ "tide.txt": tide, "notes.txt": "spring\n" });
    await write("digests.json", canonicalJson(bundle));
    const digest = sha256(stringToBytes(tide)).slice(2);
    const code = async (...args: string[]) => (await python("digests.json", ...args, ...trusting(bundle))).code;
    const typed = await python("digests.json", "--digest", digest.toUpperCase(), ...trusting(bundle));
    expect([typed.code, JSON.parse(typed.out).assumed[0]]).toEqual([0, expect.stringContaining("no byte was read")]);
    expect(JSON.parse(typed.out).steps).toContainEqual(
      expect.objectContaining({ id: "files-by-digest", outcome: "assumed" }),
    );
    expect(await code("--digest", `0x${digest}:19`)).toBe(0);
    expect(await code("--digest", `${digest}:20`)).toBe(1);
    expect(await code("--digest", "2".repeat(64))).toBe(1);
    await write("SHA256SUMS", `${digest}  tide.txt\r\n\n${sha256(stringToBytes("spring\n")).slice(2)} *notes.txt\n`);
    await write("TAGGED", `SHA256 (tide.txt) = ${digest}\n`);
    expect(await code("--digest-list", "SHA256SUMS")).toBe(0);
    expect(await code("--digest-list", "TAGGED", "tide.txt")).toBe(0);
    await write("SHA256SUMS.wrong", `${digest}  tide.txt\n${"2".repeat(64)}  notes.txt\n`);
    expect(await code("--digest-list", "SHA256SUMS.wrong")).toBe(1);

    const excerpt = await makeExcerpt();
    const part = bundleOf(
      { "book.txt": excerpt.text },
      { disclose: ["book.txt"], ranges: [{ path: "book.txt", from: 1024, to: 3072, nodes: excerpt.nodes }] },
    );
    await write("part.json", canonicalJson(part));
    const ofPart = sha256(excerpt.shown).slice(2);
    const codeOf = async (text: string) => (await python("part.json", "--digest", text, ...trusting(part))).code;
    // A part is compared by its bytes: its digest alone tells nothing, unless its length is another.
    expect([await codeOf(ofPart), await codeOf(`${ofPart}:2048`), await codeOf(`${ofPart}:2047`)]).toEqual([2, 2, 1]);
    expect(await codeOf(sha256(stringToBytes(excerpt.text)).slice(2))).toBe(0);
  });

  test("a text of which only line ends differ stays disproved, and it is said what differs", async () => {
    const files = { "unix.txt": "one\ntwo\n", "dos.txt": "three\r\nfour", "bare.txt": "five" };
    const bundle = bundleOf(files);
    await write("ends.json", canonicalJson(bundle));
    const said: [string, RegExp][] = [
      ["one\r\ntwo\r\n", /with LF in place of CRLF as line ends\./],
      ["three\nfour", /with CRLF in place of LF as line ends\./],
      ["five\n", /without the line break at its end\./],
      ["five\r\n", /without the line break at its end\./],
      ["\ufefffive", /without its byte order mark\./],
      ["one\ntwo", /with a line break at its end\./],
      ["three\nfour\n", /with CRLF in place of LF as line ends and without the line break at its end\./],
    ];
    await each(said, async ([text, sentence]) => {
      const path = await write(`ends ${said.findIndex(([known]) => known === text)}.txt`, text);
      const { code, out } = await python("ends.json", path, ...trusting(bundle));
      expect([code, JSON.parse(out).sentence]).toEqual([1, expect.stringMatching(sentence)]);
    });
    await write("ends other.txt", "six\n");
    const { code, out } = await python("ends.json", "ends other.txt", ...trusting(bundle));
    expect([code, JSON.parse(out).sentence]).toEqual([1, expect.not.stringContaining("would be")]);
  });

  test("what an operating system leaves in a folder is named, and is not taken for a disproof", async () => {
    const bundle = bundleOf({ "album/tide.txt": tide, "album/desktop.ini": "mine\n" });
    await write("system.json", canonicalJson(bundle));
    await write("album/tide.txt", tide);
    await write("album/desktop.ini", "mine\n");
    for (const name of [
      "album/.DS_Store",
      "album/._one.txt",
      "album/deeper/THUMBS.DB",
      "album/__MACOSX/one.txt",
      "album/@eaDir/one.txt/SYNO@.fileindexdb",
      "album/$RECYCLE.BIN/one.txt",
      "album/Icon\r",
    ])
      await write(name, "by itself\n");
    const { code, out } = await python("system.json", "album", ...trusting(bundle));
    const verdict = JSON.parse(out);
    expect([code, verdict.files.map(({ compared }: { compared: boolean }) => compared)]).toEqual([0, [true, true]]);
    expect(verdict.steps).toContainEqual({
      id: "files-left-out",
      outcome: "not-checked",
      sentence: expect.stringMatching(/^“album.*“album\/Icon⟦U\+000A⟧” and 2 more: left out/),
    });
    expect((await python("system.json", "album/.DS_Store", ...trusting(bundle))).code).toBe(1);
    expect((await python("system.json", "album/deeper", ...trusting(bundle))).code).toBe(2);
    await write("album/stranger\nPROVED by everybody.txt", "by hand\n");
    const stranger = await python("system.json", "album", ...trusting(bundle));
    expect(stranger.code).toBe(1);
    expect(stranger.out).toContain("stranger⟦U+000A⟧PROVED by everybody.txt");
  });
});

test("both command lines end alike, whatever is given to them in whatever spelling", async () => {
  const digest = (text: string) => sha256(stringToBytes(text)).slice(2);
  const bundle = bundleOf({ "odd/tide.txt": tide, "odd/notes.txt": "spring\n" });
  await write("odd.json", canonicalJson(bundle));
  await write("odd/tide.txt", tide);
  await write("odd/notes.txt", "spring\n");
  await writeFile(Buffer.concat([Buffer.from(at("odd/n")), Buffer.from([0xff])]), "no name");
  // By the words of docs/formats.md, of which both programs know each.
  const [, named = ""] = /^4\. `files-left-out`([\s\S]*?)\n\n/m.exec(formats) ?? [];
  const quoted = (words = "") => [...words.matchAll(/`([^`]+)`/g)].map(([, word = ""]) => word);
  const [files, folders] = named.split("are in a folder called").map(quoted);
  const names = files?.map((name) => (name === "._" ? "._1" : name)) ?? [];
  const strays = [...names, ...(folders?.map((name) => `${name}/inside`) ?? [])];
  expect([names.length, folders?.length]).toEqual([8, 10]);
  for (const name of strays) await write(`system-${strays.indexOf(name)}/${name}`, "by itself\n");
  await write("twice/tide.txt", tide);
  await write("twice/cafe\u0301.txt", "spring\n");
  await write("empty/none.txt", "");
  await write("nested/a/b/c/tide.txt", tide);
  await mkdir(at("hollow"), { recursive: true });
  const [one, two] = [digest(tide), digest("spring\n")];
  const lists: Record<string, string> = {
    plain: `${one}  tide.txt\n${two} *notes.txt\n`,
    windows: `\ufeff${one}  tide.txt\r\n\r\n# a remark\r\n${two}  notes.txt\r\n`,
    tagged: `SHA256 (tide.txt) = ${one}\n`,
    escaped: `\\${one}  a\\nb.txt\n`,
    capitals: `${one.toUpperCase()}  tide.txt\n`,
    stranger: `${"a".repeat(64)}  tide.txt\n`,
    openssl: `SHA2-256(tide.txt)= ${one}\n`,
    nothing: "# only a remark\n",
    words: "tide.txt\n",
    short: `${one.slice(1)}  tide.txt\n`,
    bare: `${one}\nsha256:${two}\n`,
    "of-nothing": `${one}  tide.txt\n${digest("")}  none.txt\n`,
  };
  for (const [name, text] of Object.entries(lists)) await write(`sums-${name}`, text);
  const given: string[][] = [
    ["odd"],
    ...strays.map((_, at) => ["odd/tide.txt", `system-${at}`]),
    ["odd/tide.txt", "odd/tide.txt"],
    ["odd", "odd/notes.txt"],
    ["twice"],
    ["empty"],
    ["nested"],
    ["hollow"],
    ["odd.json"],
    ...Object.keys(lists).map((name) => ["--digest-list", `sums-${name}`]),
    ["--digest", one],
    ["--digest", one.toUpperCase()],
    ["--digest", `0x${one}`],
    ["--digest", `0X${one}`],
    ["--digest", `sha256:${one}`],
    ["--digest", `sha256-${Buffer.from(one, "hex").toString("base64")}`],
    ["--digest", Buffer.from(one, "hex").toString("base64")],
    ["--digest", (one.match(/../g) ?? []).join(":")],
    ["--digest", ` ${one} `],
    ["--digest", "bafkreibm6jg3ux5qumhcn2b3flc3tyu6dmlb4xa7u5bf44yegnrjhc4yeq"],
    ["--digest", `sha512:${one}${one}`],
    ["--digest", `SHA256 Fingerprint=${(one.toUpperCase().match(/../g) ?? []).join(":")}`],
    ["--digest", `${one}:${tide.length}`],
    ["--digest", `${one}:${tide.length + 1}`],
    ["--digest", `${one}:`],
    ["--digest", `${one}:01`],
    ["--digest", ""],
    ["--digest", one, "odd/tide.txt"],
    ["--digest", one, "--digest-list", "sums-stranger"],
  ];
  const ended: Record<string, unknown> = {};
  const expected: Record<string, unknown> = {};
  await each(given, async (args) => {
    const all = ["odd.json", ...args, ...trusting(bundle)];
    const [mine, theirs] = [await python(...all), await runColophon(folder, ["verify", ...all, "--json"])];
    ended[args.join(" ")] = mine.code;
    expected[args.join(" ")] = theirs.code;
  });
  expect(ended).toEqual(expected);
  for (const at of strays.keys()) expect([strays[at], ended[`odd/tide.txt system-${at}`]]).toEqual([strays[at], 0]);
  expect(new Set(Object.values(expected))).toEqual(new Set([0, 1, 2]));
});

describe("what is trusted", () => {
  const bundle = makeBundle({ withAnchor: true }).bundle;
  const single = bundle.blocks[0] as Bundle["blocks"][number];
  const { number, hash } = single;
  const anchor = bundle.stamp?.manifest?.anchor as { number: number; hash: Hex };
  const state = makeBundle({ withoutStamp: true, withState: true }).bundle;
  const later = makeBundle({ header: { number: "0x16e3700" } }).bundle.blocks[0] as typeof single;
  const second = { ...later, number: 0x16e3700 };
  const pair = { ...bundle, blocks: [single, second] };
  const step = `trust:${number}`;
  const [right, wrong] = [
    { hash, number },
    { hash: other, number },
  ];
  const here = { chainId: 1 };

  const cases: [string, Bundle, Source[], Verdict, Record<string, string>][] = [
    ["nothing", bundle, [], "cannot-know", { [step]: "not-checked" }],
    ["its hash", bundle, [{ hash }], "proved", { [step]: "assumed" }],
    ["its hash twice", bundle, [right, right], "proved", { [step]: "assumed" }],
    ["another hash of its number", bundle, [wrong], "disproved", { [step]: "disproved" }],
    ["another hash without a number", bundle, [{ hash: other }], "disproved", { [step]: "disproved" }],
    ["its hash, and another of its number", bundle, [right, wrong], "cannot-know", { [step]: "not-checked" }],
    ["the same the other way about", bundle, [wrong, right], "cannot-know", { [step]: "not-checked" }],
    ["its hash ten times, and another once", bundle, [...Array(10).fill(right), wrong], "cannot-know", {}],
    [
      "its hash, and a hash of no block",
      bundle,
      [right, { hash: other }],
      "cannot-know",
      { "trust:unplaced": "not-checked", [step]: "assumed" },
    ],
    ["its hash, and that of another number", bundle, [right, { hash: other, number: 5 }], "proved", {}],
    ["its hash under another number", bundle, [{ hash, number: 5 }], "cannot-know", { [step]: "not-checked" }],
    ["its hash, and the same under another number", bundle, [right, { hash, number: 5 }], "cannot-know", {}],
    ["its hash, and another on another chain", bundle, [right, { ...wrong, chainId: 10 }], "proved", {}],
    ["only another chain", bundle, [{ hash, chainId: 10 }], "disproved", { chain: "disproved", [step]: "not-checked" }],
    ["the anchor's hash alone", bundle, [{ hash: anchor.hash }], "cannot-know", { anchor: "assumed" }],
    [
      "another hash for the anchor",
      bundle,
      [right, { hash: other, number: anchor.number }],
      "proved",
      { anchor: "not-checked" },
    ],
    [
      "the anchor's hash, and another",
      bundle,
      [right, { hash: anchor.hash }, { hash: other, number: anchor.number }],
      "cannot-know",
      { anchor: "not-checked" },
    ],
    ["too few nodes", bundle, [{ ...right, weak: true }], "cannot-know", { [step]: "not-checked" }],
    ["too few nodes against it", bundle, [{ ...wrong, weak: true }], "cannot-know", { [step]: "not-checked" }],
    [
      "its hash, and one node against it",
      bundle,
      [right, { ...wrong, weak: true }],
      "cannot-know",
      { [step]: "not-checked" },
    ],
    [
      "another hash, and one node for it",
      bundle,
      [wrong, { ...right, weak: true }],
      "cannot-know",
      { [step]: "not-checked" },
    ],
    ["a hash without a chain, of records", state, [{ hash: hashOf(state) }], "cannot-know", {}],
    [
      "the same, and once more with it",
      state,
      [{ hash: hashOf(state) }, { hash: hashOf(state), ...here }],
      "proved",
      {},
    ],
    [
      "one of two blocks, and a hash of none",
      pair,
      [right, { hash: other }],
      "disproved",
      { [`trust:${second.number}`]: "disproved", [step]: "assumed" },
    ],
    [
      "none of two blocks, and a hash of none",
      pair,
      [{ hash: other }],
      "cannot-know",
      { "trust:unplaced": "not-checked", [step]: "not-checked" },
    ],
    [
      "both blocks, and a hash of none",
      pair,
      [right, { hash: second.hash }, { hash: other }],
      "cannot-know",
      { "trust:unplaced": "not-checked" },
    ],
  ];

  test("a hash that contradicts another is shown, and nothing is proved", async () => {
    const answers = await drive(
      cases.map(([, made, trusted], i) => ({
        write: [[at(`trust-${i}.json`), Buffer.from(canonicalJson(made)).toString("base64")]],
        verify: { bundle: at(`trust-${i}.json`), trusted },
      })),
    );
    for (const [i, [name, , trusted, verdict, steps]] of cases.entries()) {
      const found = answers[i]?.function;
      expect([name, found?.verdict], JSON.stringify(found)).toEqual([name, verdict]);
      expect(found?.steps, name).toMatchObject(steps);
      const speaksAgainst = trusted.filter(
        (known) => known.hash === other && known.chainId === undefined && known.number !== 5,
      );
      // Whatever was trusted in vain is named, if not by a disproof then among the problems.
      if (verdict !== "disproved" && speaksAgainst.length > 0) expect(found?.problems.join(), name).toContain(other);
    }
  });

  test("the same by the command line", async () => {
    const real = bundleOf({ "tide.txt": tide });
    await write("trusted.json", canonicalJson(real));
    const [own, block] = [hashOf(real), real.blocks[0]?.number];
    const code = async (...hashes: string[]) =>
      (await python("trusted.json", "tide.txt", ...hashes.flatMap((known) => ["--block-hash", known]))).code;
    expect(await code(own)).toBe(0);
    expect(await code(own, own.toUpperCase().replace("X", "x"))).toBe(0);
    expect(await code(own, `${block}:${own}`, `5:${other}`)).toBe(0);
    expect(await code(own, other)).toBe(2);
    expect(await code(`${block}:${other}`, own)).toBe(2);
    expect(await code(`${block}:${other}`)).toBe(1);
    const { out } = await python("trusted.json", "tide.txt", "--block-hash", own, "--block-hash", other, "--text");
    expect(out).toMatch(/^CANNOT KNOW\n.*\n[\s\S]*\nProblems\n {2}You trust 0x1111/);
  });
});

/** What a verdict says of licences: as values, and in sentences. */
const licencesOf = ({ licences, proved }: Pick<ReturnType<typeof verifyBundle>, "licences" | "proved">) => ({
  licences: JSON.parse(JSON.stringify(licences)) as unknown[],
  sentences: proved.filter((line) => line.startsWith("After block") && line.includes(" licence ")),
});

test("what is said of licences is the same to the letter, whatever ended them and whatever is not shown", async () => {
  const names: LicenceSlotName[] = ["record", "parent", "endedAt", "class", "scope", "excluded", "field"];
  const hidden: MakeLicenceBundleParameters["without"][] = [
    [],
    ...names.flatMap((name) => [[`1 ${name}` as const], [`2 ${name}` as const]]),
  ];
  const narrowed: MakeLicenceBundleParameters["narrow"][] = [["field", "territories"], [], ["field"], ["territories"]];
  const ends: MakeLicenceBundleParameters[] = [
    { after: -1 },
    { after: 0, duration: 2 ** 40 - 1 },
    { after: 100 },
    { after: 199, periods: 2 },
    { after: 60, ended: { first: 50 } },
    { after: 60, ended: { second: 50 } },
    { after: 60, ended: { first: 50, second: 60 } },
    { after: -2, ended: { second: -5 } },
  ];
  const made = ends.flatMap((end) =>
    [true, false].flatMap((ruled) =>
      hidden.flatMap((without, i) => {
        const how = (i + (ruled ? 1 : 0)) % 2 === 0 ? ("terminated" as const) : ("surrendered" as const);
        const parameters = { ...end, ruled, how, without, narrow: narrowed[i % 4], withTerms: i % 5 < 2 };
        return [makeLicenceBundle(parameters), makeLicenceBundle({ ...parameters, narrow: [], sold: 1 })];
      }),
    ),
  );
  const answers = await drive(
    made.map((bundle, i) => ({
      write: [[at(`licence-${i % 2}-${i}`), Buffer.from(canonicalJson(bundle)).toString("base64")]],
      arguments: [at(`licence-${i % 2}-${i}`), "--record-only", ...trusting(bundle)],
    })),
  );
  const seen = new Set<string>();
  for (const [i, bundle] of made.entries()) {
    const verdict = verifyBundle({ bundle, trusted: [{ hash: hashOf(bundle), chainId: 1, source: "you" }] });
    const said = licencesOf(verdict);
    expect([i, answers[i]?.program?.verdict, answers[i]?.licences]).toEqual([i, "proved", said]);
    for (const licence of verdict.licences) seen.add((licence.exists && licence.state) || "not shown");
  }
  expect([...seen].sort()).toEqual(["expired", "not shown", "not started", "running", "surrendered", "terminated"]);
});

describe("changed at random", () => {
  let subjects: Awaited<ReturnType<typeof changedBundles>>["subjects"];
  let changed: Changed[];

  beforeAll(async () => {
    ({ subjects, changed } = await changedBundles());
  });

  test("2,000 changes: both programs end alike, the function and the SDK agree on every step, and no changed byte is proved", async () => {
    const judged: Awaited<ReturnType<typeof judge>>[] = [];
    for (const change of changed) judged.push(await judge(change));
    const answers = await drive(
      changed.map(({ bytes, file, bundle }, i) => {
        const path = at(`changed-${i}`);
        return {
          write: [
            [path, Buffer.from(bytes).toString("base64")],
            ...(file ? [[`${path}.file`, Buffer.from(file).toString("base64")]] : []),
          ],
          arguments: [path, ...(file ? [`${path}.file`] : []), ...argumentsOf(bundle)],
          verify: {
            bundle: path,
            trusted: [trustOf(bundle)],
            expected: bundle.stamp ? {} : { chainId: 1 },
            files: judged[i]?.files ?? [],
          },
        };
      }),
    );
    const counted = { proved: 0, disproved: 0, "cannot-know": 0 };
    for (const [i, { name, kind, bundle }] of changed.entries()) {
      const whole = (judged[i] as (typeof judged)[number]).verdict;
      const [{ verdict }, said] = [whole, licencesOf(whole)];
      const steps = Object.fromEntries(whole.steps.map(({ id, outcome }) => [id, outcome]));
      expect([name, answers[i]?.program]).toEqual([name, { code: codes[verdict], error: "", verdict, steps }]);
      expect([name, answers[i]?.licences]).toEqual([name, said]);
      expect([name, answers[i]?.function]).toMatchObject([name, { verdict, steps }]);
      // What says less may still be true, such as a bundle without an account; and another slot may truly be empty.
      if (kind !== "a field" && !("accounts" in (bundle.blocks[0] ?? {})))
        expect([name, verdict]).not.toEqual([name, "proved"]);
      counted[verdict]++;
    }
    expect(answers).toHaveLength(2_000);
    for (const [i, { name, file, bundle }] of changed.entries()) {
      const args = [`changed-${i}`, ...(file ? [`changed-${i}.file`] : []), ...argumentsOf(bundle), "--json"];
      const { code, err } = await runColophon(folder, ["verify", ...args]);
      expect([name, code, err]).toEqual([name, answers[i]?.program?.code, ""]);
    }
    expect(Math.min(counted.disproved, counted["cannot-know"])).toBeGreaterThan(300);
  });

  // COLOPHON_CHANGES=2000 takes all of them, which is half an hour; COLOPHON_CHANGES_FROM leaves out those before.
  const most = Number(process.env.COLOPHON_CHANGES ?? 6);
  const from = Number(process.env.COLOPHON_CHANGES_FROM ?? 0);

  test(
    "unchanged they are proved by both, and a sample is judged alike by the other command line",
    async () => {
      const unchanged = subjects.map(({ bundle, text, file }) => ({
        name: "unchanged",
        bytes: new TextEncoder().encode(text),
        file,
        bundle,
      }));
      const sample: Changed[] = [...unchanged];
      const wanted: Record<string, number> = { disproved: most / 2, "cannot-know": most / 2 };
      for (const made of changed.slice(from)) {
        const { verdict } = (await judge(made)).verdict;
        if (most >= changed.length || (wanted[verdict] ?? 0) > 0) sample.push(made);
        wanted[verdict] = (wanted[verdict] ?? 0) - 1;
        if (sample.length === unchanged.length + most) break;
      }
      const seen = new Set<number | null>();
      await each([...sample.entries()], async ([i, { name, bytes, file, bundle }]) => {
        await write(`sample-${i}.json`, bytes);
        if (file) await write(`sample-${i}.bin`, file);
        const args = [`sample-${i}.json`, ...(file ? [`sample-${i}.bin`] : []), ...argumentsOf(bundle)];
        // As their users run them: what is done 2,000 times above is done within one process each.
        const [mine, theirs] = [
          await startPython(...args),
          await startColophon(folder, ["verify", ...args, "--json"]).ended,
        ];
        expect([name, mine.code, mine.err]).toEqual([name, theirs.code, theirs.err]);
        const outcomes = ({ out }: Ran) =>
          JSON.parse(out).steps.map(({ id, outcome }: { id: string; outcome: string }) => [id, outcome]);
        expect(outcomes(mine), name).toEqual(outcomes(theirs));
        const shown = ({ verdict, files, stamp, licences, records, states }: Record<string, unknown>) =>
          JSON.stringify({ verdict, files, stamp, licences, records, states });
        // Addresses within a record's values are spelled with a checksum by the one and in small letters by the other.
        expect(JSON.parse(shown(JSON.parse(mine.out)).toLowerCase()), name).toEqual(
          JSON.parse(shown(JSON.parse(theirs.out)).toLowerCase()),
        );
        if (name === "unchanged") expect(mine.code).toBe(0);
        seen.add(mine.code);
      });
      expect([...seen].sort()).toEqual([0, 1, 2]);
    },
    300_000 + most * 3_000,
  );
});

test("20,000 files take seconds and little memory", async () => {
  const count = 20_000;
  const files = Object.fromEntries(Array.from({ length: count }, (_, i) => [`many/${i % 50}/${i}.txt`, `file ${i}\n`]));
  const bundle = bundleOf(files);
  await write("many.json", canonicalJson(bundle));
  for (let i = 0; i < 50; i++) await mkdir(at(`many/${i}`), { recursive: true });
  await each(Object.entries(files), ([path, text]) => writeFile(at(path), text));
  const measure =
    "import resource, subprocess, sys; p = subprocess.run([sys.executable] + sys.argv[1:], stdout=subprocess.PIPE);" +
    "print(p.stdout[:6].decode(), p.returncode, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)";
  const measured = async (...args: string[]) => {
    const { out, err } = await run("python3", ["-c", measure, program, "many.json", ...args, ...trusting(bundle)]);
    const [verdict, code, kilobytes] = out.split(/\s+/);
    expect([err, verdict, code]).toEqual(["", "PROVED", "0"]);
    // In kilobytes; macOS counts bytes.
    return Number(kilobytes) / (process.platform === "darwin" ? 1024 : 1);
  };
  const started = performance.now();
  expect(await measured("many", "--text")).toBeLessThan(120_000);
  expect(performance.now() - started).toBeLessThan(60_000);
  // Of the list alone, little more than its bytes is held.
  expect(await measured("--record-only", "--text")).toBeLessThan(70_000);
  // Whoever watches is told how far it is.
  const watched = "import pty, sys; sys.exit(pty.spawn([sys.executable] + sys.argv[1:]) >> 8)";
  const seen = await run("python3", ["-c", watched, program, "many.json", "--record-only", ...trusting(bundle)]);
  expect([seen.code, seen.out]).toEqual([0, expect.stringMatching(/: [\d,]+ of 20,000/)]);
  const { files: shown, filesNotListed } = JSON.parse(
    (await python("many.json", "--record-only", ...trusting(bundle))).out,
  );
  expect([shown.length, filesNotListed]).toEqual([1_000, count - 1_000]);
});

describe("an agreement", () => {
  const vectors = join(root, "sdk/vectors/agreement.json");
  const { cases } = JSON.parse(readFileSync(vectors, "utf8")) as { cases: { document: object; parties: string[] }[] };

  test("is checked as the SDK does, by the published cases", async () => {
    expect(await run("python3", [program, "--agreements", vectors])).toMatchObject({
      code: 0,
      out: `${cases.length} agreements, 0 differ\n`,
    });
  });

  test("counts only with every signature, unchanged, and with words that say its fields", async () => {
    const document = canonicalJson(cases[0]?.document ?? {});
    const said = async (text: string) => {
      const file = await write("agreement.json", text);
      return run("python3", [program, "--agreement", file, "--text"]);
    };
    expect(await said(document)).toMatchObject({ code: 0 });
    expect((await said(canonicalJson(cases[1]?.document ?? {}))).out).toMatch(/did not sign$/m);
    expect((await said(document.replace("the studio", "the boat"))).out).toMatch(
      /did not sign this with the account's key/,
    );
    expect((await said(document.replace("without an end", "for a day"))).err).toMatch(/says other facts than those/);
    expect((await said(document.replace('"witnessed":true', '"witnessed":false'))).err).toMatch(/says other facts/);
    expect((await said(`${document}\n`)).err).toMatch(/canonical form/);
  });
});
