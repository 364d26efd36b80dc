import { spawnSync } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { JsonRpcProvider, NonceManager } from "ethers";
import { afterAll, beforeAll, expect, test } from "vitest";
import { deployContracts } from "../../scripts/deployment/deployContracts.ts";
import { type Anvil, demoAccount, rpcCall, startAnvil } from "../../scripts/local/chain.ts";
import { runColophon } from "../support/runColophon.ts";

const root = join(import.meta.dirname, "../..");
/** Account 1 of anvil, which everybody knows. */
const key = "0x59c6995e998f97a5a0044966f0945389dc9e86dae88c7a8412f4603b6b78690d";
const book = Uint8Array.from({ length: 100_000 }, (_, i) => (i * 31 + (i >> 9)) % 253);

let chain: Anvil;
let folder: string;
let online: string[];

const colophon = (...args: string[]) => runColophon(folder, args);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "colophon-range-"));
  chain = await startAnvil();
  const provider = new JsonRpcProvider(chain.rpcUrl, undefined, { cacheTimeout: -1, pollingInterval: 50 });
  const deployment = join(folder, "deployment.json");
  await deployContracts({ signer: new NonceManager(demoAccount(9, provider)), file: deployment });
  provider.destroy();
  await rpcCall(chain.rpcUrl, "anvil_mine", ["0x10"]);
  await writeFile(join(folder, "key"), key, { mode: 0o600 });
  online = ["--rpc", chain.rpcUrl, "--deployment", deployment];
  await mkdir(join(folder, "work"));
  await writeFile(join(folder, "work/book.bin"), book);
  await writeFile(join(folder, "work/secret-name.txt"), "not shown\n");
  const { code, err } = await colophon("stamp", "work", ...online, "--key-file", "key", "--json");
  expect(err).toBe("");
  expect(code).toBe(0);
}, 180_000);

afterAll(async () => {
  await chain?.stop();
  if (folder) await rm(folder, { recursive: true });
});

const show = (range: string, ...more: string[]) =>
  colophon(
    ...["bundle", "work.colophon.json", ...online, "--disclose", "work/book.bin", "--range", range],
    ...["--source", "work/book.bin", "--json", ...more],
  );

test("shows some bytes of a large file without its name, its siblings or the rest, and verifies them alone", async () => {
  const made = await show("5000-7000");
  expect(made.err).toBe("");
  const { bundle, part, from, to, blocks } = JSON.parse(made.out);
  expect([bundle, part, from, to]).toEqual(["work.part.bundle.json", "work.part.bytes", 4096, 7168]);
  const bytes = await readFile(join(folder, part));
  expect(bytes.equals(book.subarray(4096, 7168))).toBe(true);
  const text = await readFile(join(folder, bundle), "utf8");
  for (const hidden of ["book.bin", "secret-name", "octet-stream"]) expect(text).not.toContain(hidden);

  const trust = ["--block-hash", blocks[0].hash, "--chain", "31337"];
  const verified = await colophon("verify", bundle, part, ...trust, "--json");
  expect(verified.code).toBe(0);
  const verdict = JSON.parse(verified.out);
  expect(verdict.verdict).toBe("proved");
  expect(verdict.proved[0]).toMatch(/as those from 4096 up to 7168 of a file of 100000 bytes with the BLAKE3 digest/);
  expect((await colophon("verify", bundle, "work/book.bin", ...trust, "--json")).code).toBe(0);
  const python = spawnSync(
    "python3",
    [
      ...[join(root, "verifier/verify_bundle.py"), bundle, part],
      ...["--block-hash", blocks[0].hash, "--chain", "31337"],
    ],
    { cwd: folder, encoding: "utf8" },
  );
  expect(JSON.parse(python.stdout)).toMatchObject({ verdict: "proved", stamp: verdict.stamp, files: verdict.files });
  expect(python.status).toBe(0);

  // W11: other bytes, and the right bytes of another place.
  for (const at of [0, 1500, 3071]) {
    const changed = Uint8Array.from(bytes);
    changed[at] = (changed[at] as number) ^ 1;
    await writeFile(join(folder, "changed"), changed);
    const { code, out } = await colophon("verify", bundle, "changed", ...trust, "--json");
    expect([code, JSON.parse(out).verdict]).toEqual([1, "disproved"]);
  }
  await writeFile(join(folder, "elsewhere"), book.subarray(5120, 8192));
  expect((await colophon("verify", bundle, "elsewhere", ...trust, "--json")).code).toBe(1);
});

test("the last bytes of a file are a range too", async () => {
  const made = await show("99000-99999", "--out", "end.bundle.json");
  expect(made.err).toBe("");
  const { part, from, to, blocks } = JSON.parse(made.out);
  expect([part, from, to]).toEqual(["end.bytes", 98304, 100000]);
  const { code } = await colophon(
    "verify",
    "end.bundle.json",
    part,
    "--block-hash",
    blocks[0].hash,
    "--chain",
    "31337",
  );
  expect(code).toBe(0);
});

test("what can't be shown is said in a sentence", async () => {
  await writeFile(
    join(folder, "other.bin"),
    book.map((byte) => byte ^ 1),
  );
  const said: [string[], RegExp][] = [
    [["--range", "0-10"], /go together/],
    [["--range", "0-10", "--source", "work/book.bin", "--disclose", "a", "--disclose", "b"], /go together/],
    [["--range", "10", "--source", "work/book.bin", "--disclose", "work/book.bin"], /first and the last byte/],
    [["--range", "0-100000", "--source", "work/book.bin", "--disclose", "work/book.bin"], /last byte of .* is 99999/],
    [["--range", "0-99999", "--source", "work/book.bin", "--disclose", "work/book.bin"], /whole file/],
    [["--range", "0-10", "--source", "other.bin", "--disclose", "work/book.bin"], /it was changed/],
    [["--range", "0-10", "--source", "nowhere", "--disclose", "work/book.bin"], /can't be read/],
    [["--range", "0-10", "--source", "work/book.bin", "--disclose", "nothing"], /no file called/],
  ];
  for (const [args, sentence] of said) {
    const { code, err } = await colophon("bundle", "work.colophon.json", ...online, ...args);
    expect(err).toMatch(sentence);
    expect(err).not.toMatch(/\n\s+at /);
    expect(code).toBe(1);
  }
});
