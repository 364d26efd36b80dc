import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { JsonRpcProvider, NonceManager } from "ethers";
import { afterAll, beforeAll, expect, test } from "vitest";
import { deployContracts } from "../../scripts/deployment/deployContracts.ts";
import { type Anvil, demoAccount, rpcCall, startAnvil } from "../../scripts/local/chain.ts";

const root = join(import.meta.dirname, "../..");
/** Account 1 of anvil, which everybody knows. */
const key = "0x59c6995e998f97a5a0044966f0945389dc9e86dae88c7a8412f4603b6b78690d";
const claimant = "0x70997970c51812dc3a010c7d01b50e0d17dc79c8";
const password = "correct horse battery";

let chain: Anvil;
let folder: string;

/** Runs a program on a terminal that is asked and answers; what it prints for others goes to a file, as with `>`. */
function onTerminal(
  answers: [string, string][],
  output: string,
  ...command: string[]
): Promise<{ code: number | null; shown: string }> {
  const { CI: _, npm_lifecycle_event: __, INIT_CWD: ___, ...env } = process.env;
  const words = ["sh", "-c", `exec "$@" > ${output}`, "sh", process.execPath, ...command];
  const child = spawn("python3", [join(import.meta.dirname, "terminal.py"), JSON.stringify(answers), ...words], {
    cwd: folder,
    // A keystore of its own: that of whoever runs the tests is not touched.
    env: { ...env, XDG_CONFIG_HOME: join(folder, "config"), HOME: folder, COLOPHON_RPC_URL: chain.rpcUrl },
  });
  let shown = "";
  child.stdout.on("data", (chunk) => (shown += chunk));
  child.stderr.on("data", (chunk) => (shown += chunk));
  return new Promise((resolve) => child.on("close", (code) => resolve({ code, shown })));
}

const stamp = (out: string) => [
  join(root, "cli/colophon.mjs"),
  ...["stamp", "poem.txt", "--out", out, "--network", "live", "--deployment", "deployment.json", "--json"],
];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "colophon-keystore-"));
  chain = await startAnvil();
  const provider = new JsonRpcProvider(chain.rpcUrl, undefined, { cacheTimeout: -1, pollingInterval: 50 });
  const signer = new NonceManager(demoAccount(9, provider));
  await deployContracts({ signer, file: join(folder, "deployment.json") });
  provider.destroy();
  await rpcCall(chain.rpcUrl, "anvil_mine", ["0x10"]);
  await writeFile(join(folder, "poem.txt"), "The tide comes in.\n");
}, 120_000);

afterAll(async () => {
  await chain?.stop();
  if (folder) await rm(folder, { recursive: true });
});

test("the key of Hardhat's keystore stamps after its password was typed, and neither is ever shown", async () => {
  const stored = await onTerminal(
    [
      ["Enter the password", password],
      ["confirm your password", password],
      ["Enter secret", key],
    ],
    "/dev/tty",
    join(root, "node_modules/hardhat/dist/src/cli.js"),
    ...["--config", join(root, "hardhat.config.ts"), "keystore", "set", "COLOPHON_DEPLOYER_KEY"],
  );
  expect(stored, stored.shown).toMatchObject({ code: 0 });

  const stamped = await onTerminal([["Enter the password", password]], "result.json", ...stamp("first"));
  expect(stamped, stamped.shown).toMatchObject({ code: 0 });
  const printed = await readFile(join(folder, "result.json"), "utf8");
  for (const text of [stored.shown, stamped.shown, printed]) {
    expect(text).not.toContain(password);
    expect(text).not.toContain(key.slice(2, 20));
  }
  expect(JSON.parse(printed)).toMatchObject({ claimant, bundle: "first.bundle.json" });

  const wrong = await onTerminal([["Enter the password", "another password"]], "/dev/null", ...stamp("second"));
  expect(wrong.code).toBe(1);
  expect(wrong.shown).toMatch(/could not open the network “live”|password/i);
  expect(wrong.shown).not.toMatch(/\n\s+at /);
  await expect(readFile(join(folder, "second.colophon.json"))).rejects.toThrow();
});
