import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { chmod, copyFile, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { canonicalJson, checkOpening, createDigester, parseOpening } from "@colophon/sdk";
import type { Bundle } from "@colophon/sdk/evidence";
import { JsonRpcProvider, NonceManager } from "ethers";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { deployContracts } from "../../scripts/deployment/deployContracts.ts";
import { type Anvil, demoAccount, rpcCall, startAnvil } from "../../scripts/local/chain.ts";
import { startFaultyNode } from "../indexer/support/standIns.ts";
import { runColophon } from "../support/runColophon.ts";
import { startColophon } from "../support/startColophon.ts";

/** For what happens late on a busy machine. */
const patience = { timeout: 250_000 };

/** Account 1 of anvil, which everybody knows. */
const key = "0x59c6995e998f97a5a0044966f0945389dc9e86dae88c7a8412f4603b6b78690d";
const claimant = "0x70997970c51812dc3a010c7d01b50e0d17dc79c8";

let chain: Anvil;
let folder: string;
let online: string[];

const colophon = (...args: string[]) => runColophon(folder, args);
const colophonWith = (input: string, ...args: string[]) => runColophon(folder, args, input);

async function json(...args: string[]) {
  const { code, out, err } = await colophon(...args, "--json");
  expect(err).toBe("");
  expect(code).toBe(0);
  return JSON.parse(out);
}

const readBundle = async (name: string): Promise<Bundle> => JSON.parse(await readFile(join(folder, name), "utf8"));

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "colophon-cli-"));
  chain = await startAnvil();
  const provider = new JsonRpcProvider(chain.rpcUrl, undefined, { cacheTimeout: -1, pollingInterval: 50 });
  const deployment = join(folder, "deployment.json");
  await deployContracts({ signer: new NonceManager(demoAccount(9, provider)), file: deployment });
  provider.destroy();
  await rpcCall(chain.rpcUrl, "anvil_mine", ["0x10"]);
  await writeFile(join(folder, "key"), key, { mode: 0o600 });
  online = ["--rpc", chain.rpcUrl, "--deployment", deployment];
  await mkdir(join(folder, "poems"));
  await writeFile(join(folder, "poems/tide.txt"), "The tide comes in.\n");
  await writeFile(join(folder, "poems/notes.txt"), "spring\n");
  await writeFile(join(folder, "other.txt"), "something else\n");
}, 120_000);

afterAll(async () => {
  await chain?.stop();
  if (folder) await rm(folder, { recursive: true });
});

describe("help and errors", () => {
  test("every command has help that a person can read", async () => {
    const { code, out } = await colophon("--help");
    expect(code).toBe(0);
    for (const name of ["hash", "stamp", "batch", "register", "bundle", "witness", "verify", "licence", "statement"]) {
      expect(out).toContain(`  ${name}`);
      const help = await colophon(name, "--help");
      expect(help.code).toBe(0);
      expect(help.out.split("\n").length).toBeGreaterThan(5);
    }
  });

  test("what can't be done is said in a sentence, without a stack", async () => {
    const said: [string[], RegExp, number][] = [
      [["frobnicate"], /There is no command “frobnicate”. These are: hash,/, 1],
      [["hash"], /Name at least one file/, 1],
      [["hash", "nowhere.txt"], /There is no file or folder .*nowhere\.txt/, 1],
      [["hash", "--wrong"], /See colophon hash --help/, 1],
      [["stamp", "poems"], /Say which chain: --network/, 1],
      [["stamp", "poems", "--rpc", "ftp://x"], /is not the address of a node/, 1],
      [["stamp", "poems", "--rpc", "http://127.0.0.1:9"], /node/, 1],
      [["stamp", "poems", ...online, "--prepare"], /It is not known who claims/, 1],
      [["verify", "nowhere.json"], /can't be read/, 2],
      [["verify", "other.txt", "--chain", "0"], /not a whole number/, 2],
    ];
    for (const [args, sentence, expected] of said) {
      const { code, out, err } = await colophon(...args);
      expect(err).toMatch(sentence);
      expect(err).not.toMatch(/\n\s+at /);
      expect(out).toBe("");
      expect(code).toBe(expected);
    }
  });

  test("as a program it ends with the code of what happened, reads what is piped in, and prints JSON into a pipe", async () => {
    const help = await startColophon(folder, ["verify", "--help"]).ended;
    expect(help).toMatchObject({ code: 0, out: expect.stringContaining("colophon verify"), err: "" });
    const unread = await startColophon(folder, ["verify", "nowhere.json"]).ended;
    expect(unread).toMatchObject({ code: 2, out: "", err: expect.stringMatching(/can't be read/) });
    const listed = ["batch", "piped", "--list", "-", ...online, "--key-file", "key"];
    const stamped = await startColophon(folder, listed, `${"ab".repeat(32)}  a\n`).ended;
    expect(stamped.code).toBe(0);
    expect(JSON.parse(stamped.out)).toMatchObject({ items: 1, claimant });
  });

  test("a key is only taken from a file that nobody else can read", async () => {
    await copyFile(join(folder, "key"), join(folder, "open-key"));
    await chmod(join(folder, "open-key"), 0o644);
    expect((await colophon("stamp", "poems", ...online, "--key-file", "open-key")).err).toMatch(/chmod 600/);
    await writeFile(join(folder, "no-key"), `${key}00`, { mode: 0o600 });
    const { err } = await colophon("stamp", "poems", ...online, "--key-file", "no-key");
    expect(err).toMatch(/does not hold a private key/);
    expect(err).not.toContain(key.slice(2, 20));
  });
});

describe("hash", () => {
  test("prints what sha256sum reads", async () => {
    await writeFile(join(folder, "a\\b"), "x");
    const { out, code } = await colophon("hash", "poems", "a\\b");
    expect(code).toBe(0);
    expect(out).toContain("  poems/tide.txt\n");
    expect(out).toContain("\\2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881  a\\\\b\n");
    const check = spawn("sha256sum", ["-c", "--quiet"], { cwd: folder });
    check.stdin.end(out);
    expect(await new Promise((resolve) => check.on("close", resolve))).toBe(0);
  });

  test("hashes many files in threads, each with the right digest", async () => {
    await mkdir(join(folder, "many"));
    for (let i = 0; i < 90; i++) await writeFile(join(folder, "many", `${i}.txt`), `text ${i}`);
    const hashed: { path: string; sha256: string; size: number }[] = JSON.parse(
      (await colophon("hash", "many", "--json")).out,
    );
    expect(hashed).toHaveLength(90);
    for (const { path, sha256, size } of hashed) {
      const text = await readFile(join(folder, path));
      expect([size, sha256]).toEqual([text.length, `0x${createHash("sha256").update(text).digest("hex")}`]);
    }
    expect(hashed.map(({ path }) => path)).toEqual(hashed.map(({ path }) => path).toSorted());
  });

  test("hashes a large file in two threads, with the digests that the SDK has", async () => {
    const bytes = Buffer.alloc(70 * 1024 * 1024 + 7, "colophon");
    await writeFile(join(folder, "large.bin"), bytes);
    const digester = await createDigester();
    digester.update(bytes);
    const { sha256, blake3, size } = digester.finish();
    expect(JSON.parse((await colophon("hash", "large.bin", "--json")).out)).toEqual([
      { path: "large.bin", size, sha256, blake3 },
    ]);
    await rm(join(folder, "large.bin"));
  });

  test("W03 refuses what is no file", async () => {
    await symlink("other.txt", join(folder, "link"));
    expect((await colophon("hash", "link")).err).toMatch(/is a symbolic link/);
  });
});

describe("stamp, bundle, verify", () => {
  let hash: string;

  test("a folder is stamped, and its evidence stands alone", async () => {
    const stamped = await json("stamp", "poems", ...online, "--key-file", "key");
    expect(stamped).toMatchObject({
      opening: "poems.colophon.json",
      bundle: "poems.bundle.json",
      claimant,
      chainId: 31337,
    });
    hash = (await readBundle("poems.bundle.json")).blocks[0]?.hash ?? "";
    expect(hash).toBe(stamped.blockHash);

    const verdict = await json(
      "verify",
      "poems.bundle.json",
      "poems",
      "--block-hash",
      hash,
      "--chain",
      "31337",
      "--claimant",
      claimant,
    );
    expect(verdict.verdict).toBe("proved");
    const nodes = await json("verify", "poems.bundle.json", "poems/tide.txt", "--rpc", chain.rpcUrl);
    expect(nodes.verdict).toBe("proved");
    expect(nodes.assumed[0]).toContain("1 of 1 node");
    expect(nodes.stamp.notBefore.chainId).toBe(31337);
    const python = spawnSync(
      "python3",
      [
        join(import.meta.dirname, "../../verifier/verify_bundle.py"),
        "poems.bundle.json",
        "poems/tide.txt",
        "--block-hash",
        hash,
      ],
      { cwd: folder, encoding: "utf8" },
    );
    expect(JSON.parse(python.stdout).verdict).toBe("proved");
    const { out } = await colophon("verify", "poems.bundle.json", "poems", "--block-hash", hash, "--text");
    expect(out).toMatch(/^PROVED\n/);
    expect(out).toContain("Taken on trust");
    expect(out).toContain("does not prove originality");
  });

  test("exit codes: 1 is disproved, 2 is cannot know", async () => {
    const code = async (...args: string[]) => (await colophon("verify", ...args)).code;
    expect(await code("poems.bundle.json", "poems")).toBe(2);
    expect(await code("poems.bundle.json", "poems", "--rpc", "http://127.0.0.1:9")).toBe(2);
    expect(await code("poems.bundle.json", "other.txt", "--block-hash", hash)).toBe(1);
    expect(await code("poems.bundle.json", "poems", "--block-hash", `0x${"1".repeat(64)}`)).toBe(1);
    expect(await code("poems.bundle.json", "poems", "--block-hash", hash, "--chain", "1")).toBe(1);
    expect(await code("other.txt", "--block-hash", hash)).toBe(2);
    const bundle = await readBundle("poems.bundle.json");
    await writeFile(join(folder, "changed.json"), canonicalJson({ ...bundle, stamp: { ...bundle.stamp, salt: hash } }));
    expect(await code("changed.json", "poems", "--block-hash", hash)).toBe(1);
  });

  test("nothing is overwritten, nothing is stamped twice, a lost bundle is made again", async () => {
    expect((await colophon("stamp", "poems", ...online, "--key-file", "key")).err).toMatch(
      /exists already and is not overwritten/,
    );
    const before = await rpcCall(chain.rpcUrl, "eth_blockNumber", []);
    await json("stamp", "--resume", "poems.colophon.json", ...online, "--key-file", "key");
    expect(await rpcCall(chain.rpcUrl, "eth_blockNumber", [])).toBe(before);
    const first = await readFile(join(folder, "poems.bundle.json"), "utf8");
    await rm(join(folder, "poems.bundle.json"));
    await json("bundle", "poems.colophon.json", ...online);
    expect(await readFile(join(folder, "poems.bundle.json"), "utf8")).toBe(first);
  });

  test("an opening is prepared without an account, and stamped later", async () => {
    await json("stamp", "other.txt", ...online, "--claimant", claimant, "--prepare");
    expect((await colophon("bundle", "other.txt.colophon.json", ...online)).err).toMatch(/has no stamp of/);
    expect((await colophon("stamp", "--resume", "other.txt.colophon.json", ...online)).err).toMatch(
      /Sending needs an account/,
    );
    await json("stamp", "--resume", "other.txt.colophon.json", ...online, "--key-file", "key");
    expect((await json("verify", "other.txt.bundle.json", "other.txt", "--rpc", chain.rpcUrl)).verdict).toBe("proved");
  });

  test("a network of hardhat.config.ts brings its own account", async () => {
    process.env.COLOPHON_LOCAL_RPC = chain.rpcUrl;
    const [, , ...deployment] = online;
    // Hardhat reads its settings once in a process.
    const mine = ["stamp", "other.txt", "--out", "mine", "--network", "local", ...deployment];
    const stamped = await startColophon(folder, mine).ended;
    delete process.env.COLOPHON_LOCAL_RPC;
    expect(stamped).toMatchObject({ code: 0, err: "" });
    expect(JSON.parse(stamped.out)).toMatchObject({
      opening: "mine.colophon.json",
      bundle: "mine.bundle.json",
      claimant: "0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266",
    });
    const nowhere = startColophon(folder, ["stamp", "other.txt", "--network", "nowhere"]);
    expect((await nowhere.ended).err).toMatch(/could not open the network “nowhere”/);
  });

  test("W02 ended while its transaction was on the way, it waits for that one and pays once", async () => {
    await rpcCall(chain.rpcUrl, "evm_setAutomine", [false]);
    const args = ["stamp", "other.txt", "--out", "slow", ...online, "--key-file", "key"];
    const { child } = startColophon(folder, args);
    const sent = join(folder, "slow.colophon.json.sent");
    await vi.waitFor(() => readFile(sent), patience);
    child.kill("SIGKILL");
    const first = await readFile(sent, "utf8");
    // In front of the chain, to see what is asked of it.
    const node = await startFaultyNode(chain.rpcUrl);
    const there = online.map((word) => (word === chain.rpcUrl ? node.url : word));
    const again = colophon("stamp", "--resume", "slow.colophon.json", ...there, "--key-file", "key", "--json");
    // Whoever asks for a receipt has sent a second transaction by then, or never will.
    await vi.waitFor(() => expect(node.asked.get("eth_getTransactionReceipt")).toBeGreaterThan(0), patience);
    const pending = (await rpcCall(chain.rpcUrl, "eth_getBlockByNumber", ["pending", false])) as {
      transactions: string[];
    };
    expect(pending.transactions).toEqual([first]);
    await rpcCall(chain.rpcUrl, "evm_setAutomine", [true]);
    await rpcCall(chain.rpcUrl, "evm_mine", []);
    const { code, out } = await again;
    node.stop();
    expect(code).toBe(0);
    expect(JSON.parse(out).transaction).toBe(first);
    await expect(readFile(sent)).rejects.toThrow();
  });

  test("one file of a folder is shown without its name", async () => {
    const { bundle } = await json("bundle", "poems.colophon.json", ...online, "--disclose", "poems/tide.txt");
    const text = await readFile(join(folder, bundle), "utf8");
    expect(text).not.toMatch(/tide|notes/);
    expect((await json("verify", bundle, "poems/tide.txt", "--block-hash", hash)).verdict).toBe("proved");
    expect((await colophon("verify", bundle, "poems/notes.txt", "--block-hash", hash)).code).toBe(1);
  });

  test("a transaction's records are proved where the chain is named", async () => {
    const { transactionHash } = {
      transactionHash: JSON.parse(await readFile(join(folder, "poems.colophon.json"), "utf8")).stamp.transaction,
    };
    const { bundle } = await json("bundle", "--transaction", transactionHash, ...online);
    expect((await json("verify", bundle, "--block-hash", hash, "--chain", "31337")).records[0].event).toBe("Commit");
    expect((await colophon("verify", bundle, "--block-hash", hash)).code).toBe(2);
  });
});

describe("state", () => {
  test("an account and its storage are proved as they were after a block", async () => {
    const { contracts } = JSON.parse(await readFile(online[3] as string, "utf8"));
    const { address } = contracts.works;
    const { blocks } = await json(
      "bundle",
      "--account",
      address,
      "--slot",
      "0",
      "--block",
      "7",
      "--out",
      "state.json",
      ...online,
    );
    const trust = ["--block-hash", blocks[0].hash, "--chain", "31337"];
    const { verdict, states } = await json("verify", "state.json", ...trust);
    expect(verdict).toBe("proved");
    expect(states).toEqual([expect.objectContaining({ block: 7, address: address.toLowerCase(), exists: true })]);
    expect(states[0].storage).toHaveLength(1);
    const { err } = await colophon("bundle", "--slot", "0", ...online);
    expect(err).toMatch(/--slot goes with --account/);
  });
});

describe("R08 batch", () => {
  test("every file of a folder is an item with its own evidence", async () => {
    const made = await json("batch", "archive", "poems", ...online, "--key-file", "key");
    expect(made).toMatchObject({ items: 2, claimant });
    const begun = JSON.parse(await readFile(join(folder, "archive/batch.json"), "utf8"));
    expect(begun).toMatchObject({ format: "colophon-batch/2", manifest: "colophon-manifest/2" });
    const { files } = await json("bundle", "archive", "--item", "poems/tide.txt");
    expect(files).toHaveLength(1);
    const verdict = await json("verify", files[0], "poems/tide.txt", "--rpc", chain.rpcUrl);
    expect(verdict.verdict).toBe("proved");
    expect(verdict.stamp.notBefore.time).toBeGreaterThan(0);
    expect((await colophon("verify", files[0], "poems/notes.txt", "--rpc", chain.rpcUrl)).code).toBe(1);
    expect(await readFile(join(folder, files[0]), "utf8")).not.toContain("notes");
    expect((await colophon("bundle", "archive", "--item", "nowhere")).err).toMatch(/Only 0 of the 1 items/);
    const all = await json("bundle", "archive", "--all", "--openings", "--out", "all");
    expect(all.bundles).toBe(2);
    for (const file of all.files) {
      const opening = parseOpening(await readFile(join(folder, file.replace(".bundle.json", ".colophon.json"))));
      expect(checkOpening(opening, { stamped: made.root, claimant, chainId: 31337 })).toEqual({ opens: true });
    }
  });

  test("a list of digests is stamped without the files, and goes on after an interruption", async () => {
    const digests = (await colophon("hash", "poems", "other.txt")).out;
    await writeFile(join(folder, "list"), `${digests}\n0x${"ab".repeat(32)}\nSHA256 (bsd.txt) = ${"cd".repeat(32)}\n`);
    await json("batch", "listed", "--list", "list", ...online, "--claimant", claimant, "--key-file", "key");
    // As if the program had been ended in the middle of a line, before anything was sent.
    const state = JSON.parse(await readFile(join(folder, "listed/batch.json"), "utf8"));
    const items = await readFile(join(folder, "listed/items.jsonl"), "utf8");
    await mkdir(join(folder, "again"));
    const { root, count: _, sent: __, stamp: ___, anchorHeader: ____, manifest: _____, ...begun } = state;
    // And begun by a version that did not record the format of its items.
    await writeFile(join(folder, "again/batch.json"), JSON.stringify({ ...begun, format: "colophon-batch/1" }));
    await writeFile(join(folder, "again/items.jsonl"), items.slice(0, items.length * 0.6));
    const made = await json("batch", "again", "--list", "list", ...online, "--key-file", "key");
    expect(made.items).toBe(5);
    const gone = JSON.parse(await readFile(join(folder, "again/batch.json"), "utf8"));
    expect(gone).toMatchObject({ format: "colophon-batch/2", manifest: "colophon-manifest/2" });
    expect(made.root).not.toBe(root);
    const lines = (await readFile(join(folder, "again/items.jsonl"), "utf8")).trimEnd().split("\n");
    expect(lines.slice(0, 2)).toEqual(items.split("\n").slice(0, 2));
    const before = await rpcCall(chain.rpcUrl, "eth_blockNumber", []);
    expect((await json("batch", "again", "--list", "list", ...online, "--key-file", "key")).root).toBe(made.root);
    expect(await rpcCall(chain.rpcUrl, "eth_blockNumber", [])).toBe(before);
    const { files } = await json("bundle", "again", "--item", "other.txt", "--item", "bsd.txt");
    const verdicts = await Promise.all(
      files.map((file: string) => colophon("verify", file, "other.txt", "--rpc", chain.rpcUrl)),
    );
    expect(verdicts.map(({ code }) => code).sort()).toEqual([0, 1]);
  });

  test("bad lists are refused, with the line", async () => {
    const lines: [string, RegExp][] = [
      ["zz", /Line 1 of - is not a SHA-256 digest/],
      [`${"ab".repeat(32)}  a\n${"0".repeat(64)}  b`, /Line 2 of - is the digest of nothing/],
      ["e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  c", /digest of the empty file/],
      ["", /There is nothing to stamp/],
    ];
    for (const [index, [text, sentence]] of lines.entries()) {
      const { code, err } = await colophonWith(
        text,
        "batch",
        `bad${index}`,
        "--list",
        "-",
        ...online,
        "--key-file",
        "key",
      );
      expect(err).toMatch(sentence);
      expect(code).toBe(1);
    }
  });
});
