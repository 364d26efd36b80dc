import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { JsonRpcProvider, NonceManager } from "ethers";
import { build, type Rollup } from "vite";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { deployContracts } from "../../scripts/deployment/deployContracts.ts";
import { type Anvil, demoAccount, startAnvil } from "../../scripts/local/chain.ts";
import { packAll } from "../../scripts/pack.ts";

const root = join(import.meta.dirname, "../..");
const run = promisify(execFile);
const names = ["@colophon/sdk", "@colophon/contracts", "@colophon/react", "colophon"] as const;

/** A project of somebody else, outside of this repository, with nothing in it but what the packages say they need. */
let project: string;
let chain: Anvil;

type Manifest = { dependencies?: Record<string, string>; peerDependencies?: Record<string, string> };
const installed = (name: string) => join(project, "node_modules", name);
const manifestOf = async (name: string): Promise<Manifest> =>
  JSON.parse(await readFile(join(installed(name), "package.json"), "utf8"));

/** Puts what npm would fetch where npm would put it, from what is here already: tests need no network. */
async function provide(name: string): Promise<void> {
  await mkdir(dirname(installed(name)), { recursive: true });
  // The SDK may need another version than the rest of this repository.
  const own = join(root, "sdk/node_modules", name);
  await symlink(existsSync(own) ? own : join(root, "node_modules", name), installed(name)).catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code !== "EEXIST") throw error;
    },
  );
}

async function install(): Promise<void> {
  const tarballs = await packAll();
  expect(tarballs).toHaveLength(names.length);
  for (const { name: file } of tarballs) {
    const name = names.find((each) => file.startsWith(`${each.replace("@", "").replace("/", "-")}-0`)) ?? "";
    expect(name, file).not.toBe("");
    await mkdir(installed(name), { recursive: true });
    await run("tar", ["xzf", join(root, "dist/packages", file), "-C", installed(name), "--strip-components=1"]);
  }
  for (const name of names) {
    const { dependencies = {}, peerDependencies = {} } = await manifestOf(name);
    for (const needed of Object.keys({ ...dependencies, ...peerDependencies })) {
      if (!(names as readonly string[]).includes(needed)) await provide(needed);
    }
  }
  // What the project itself has.
  for (const name of ["typescript", "@types/node", "@types/react"]) await provide(name);
  await writeFile(join(project, "package.json"), '{ "private": true, "type": "module" }');
}

beforeAll(async () => {
  project = await mkdtemp(join(tmpdir(), "colophon-project-"));
  await install();
  chain = await startAnvil();
  const provider = new JsonRpcProvider(chain.rpcUrl, undefined, { cacheTimeout: -1, pollingInterval: 50 });
  const file = join(project, "deployment.json");
  await deployContracts({ signer: new NonceManager(demoAccount(9, provider)), file });
  provider.destroy();
}, 900_000);

afterAll(async () => {
  await chain?.stop();
  if (project) await rm(project, { recursive: true });
});

/** The examples of a package's README, as files of the project: they ask the chain of this test. */
async function examplesOf(name: string, language: string): Promise<string[]> {
  const text = await readFile(join(installed(name), "README.md"), "utf8");
  const blocks = [...text.matchAll(new RegExp(`\`\`\`${language}\n([\\s\\S]*?)\`\`\``, "g"))].map(
    ([, code = ""]) => code,
  );
  expect(blocks.length, name).toBeGreaterThan(0);
  return Promise.all(
    blocks.map(async (code, index) => {
      const file = join(project, `${name.replaceAll(/\W/g, "-")}-${index}.${language}`);
      await writeFile(file, code.replaceAll("http://127.0.0.1:8545", chain.rpcUrl));
      return file;
    }),
  );
}

/** The Nodes that are here: the one that runs this, and one of version 20 where COLOPHON_NODE_20 names it. */
const nodes = [process.execPath, ...(process.env.COLOPHON_NODE_20 ? [process.env.COLOPHON_NODE_20] : [])];

test("no package brings tests, sources of its compiler, or a path of this machine", async () => {
  for (const name of names) {
    const { stdout } = await run("grep", ["-rlE", `from "vitest"|${root}`, installed(name)]).catch((error) => error);
    expect(stdout, name).toBe("");
    const { stdout: files } = await run("find", [installed(name), "-name", "*.test.*", "-o", "-name", "tsconfig*"]);
    expect(files, name).toBe("");
  }
});

test("viem is the project's own, and every import is declared", async () => {
  expect((await manifestOf("@colophon/sdk")).peerDependencies).toHaveProperty("viem");
  expect((await manifestOf("@colophon/sdk")).dependencies).not.toHaveProperty("viem");
  for (const name of ["@colophon/sdk", "@colophon/react", "colophon"]) {
    const { dependencies, peerDependencies } = await manifestOf(name);
    const { stdout } = await run("grep", [
      "-rhoE",
      '( from |^import |import\\()"[@a-z][^" ]*"(;|\\))',
      join(installed(name), "dist"),
      "--include=*.js",
    ]);
    const imported = [...stdout.matchAll(/"((?:@[^/"]+\/)?[^/"]+)[^"]*"/g)].map(([, module = ""]) => module);
    const declared = Object.keys({ ...dependencies, ...peerDependencies });
    const missing = imported.filter((module) => !module.startsWith("node:") && !declared.includes(module));
    // Only a checkout has Hardhat, whose networks the command line can use there.
    expect([...new Set(missing)], name).toEqual(name === "colophon" ? ["hardhat"] : []);
  }
});

describe.each(nodes)("with %s", (node) => {
  test("the examples of the SDK's README run", async () => {
    const said: string[] = [];
    for (const file of await examplesOf("@colophon/sdk", "ts")) {
      // They have no types, but those that TypeScript infers: any Node reads them.
      const module = file.replace(/\.ts$/, ".mjs");
      await cp(file, module);
      said.push((await run(node, [module], { cwd: project })).stdout.trim());
    }
    expect(said[0]).toMatch(/^0x[0-9a-f]{64} true$/);
    expect(said[1]).toBe("false no such licence");
    expect(said[2]).toMatch(/^work 0x0+…0001 is not registered on this chain/);
  });

  test("every entry of the SDK loads, and the command line verifies outside of the repository", async () => {
    const { exports } = JSON.parse(await readFile(join(installed("@colophon/sdk"), "package.json"), "utf8"));
    const entries = Object.keys(exports).map((entry) =>
      entry.endsWith("*.json")
        ? `await import("@colophon/sdk${entry.slice(1).replace("*", "statement")}", { with: { type: "json" } });`
        : `await import("@colophon/sdk${entry.slice(1)}");`,
    );
    expect(entries.length).toBeGreaterThan(7);
    await writeFile(join(project, "all.mjs"), entries.join("\n"));
    await run(node, ["all.mjs"], { cwd: project });

    await writeFile(join(project, "tide.txt"), "The tide comes in.\n");
    const colophon = (...words: string[]) =>
      run(node, [join(installed("colophon"), "colophon.mjs"), ...words], { cwd: project });
    expect((await colophon("--help")).stdout).toMatch(/colophon <command>/);
    const hashed = await colophon("hash", "tide.txt", "--json");
    expect(JSON.parse(hashed.stdout)).toMatchObject([{ path: "tide.txt", size: 19 }]);
    const refused = await colophon("licence", "show", "4294967297", "--network", "live").catch((error) => error);
    expect(refused.stderr).toMatch(/--network names one of hardhat\.config\.ts, which only a checkout has/);
    const asked = await colophon(
      "licence",
      "show",
      "4294967297",
      "--rpc",
      chain.rpcUrl,
      "--deployment",
      "deployment.json",
    ).catch((error) => error);
    expect(asked.stderr).toMatch(/There is no licence/);
  });
});

test("TypeScript reads the examples, in Node and with a bundler", async () => {
  await examplesOf("@colophon/sdk", "ts");
  await examplesOf("@colophon/react", "tsx");
  const tsc = join(root, "node_modules/typescript/bin/tsc");
  const check = (...words: string[]) =>
    run(
      process.execPath,
      [tsc, "--noEmit", "--strict", "--target", "es2023", "--lib", "es2023,dom,dom.iterable", ...words],
      {
        cwd: project,
      },
    ).catch((error: { stdout: string }) => {
      throw new Error(error.stdout);
    });
  const examples = ["colophon-sdk-0.ts", "colophon-sdk-1.ts", "colophon-sdk-2.ts"].map((name) => `-${name}`);
  const files = examples.map((name) => `./${name}`);
  await check("--module", "nodenext", "--types", "node", "--skipLibCheck", ...files);
  const bundler = ["--module", "esnext", "--moduleResolution", "bundler", "--jsx", "react-jsx", "--resolveJsonModule"];
  await check(...bundler, "--types", "node", "--skipLibCheck", ...files, "./-colophon-react-0.tsx");
});

/** How many bytes Vite makes of a module that imports something. */
async function bundled(code: string): Promise<number> {
  await writeFile(join(project, "entry.js"), code);
  const made = (await build({
    ...{ root: project, configFile: false, logLevel: "error", publicDir: false },
    build: { write: false, target: "es2023", lib: { entry: join(project, "entry.js"), formats: ["es"] } },
  })) as Rollup.RollupOutput | Rollup.RollupOutput[];
  const chunks = [made].flat().flatMap(({ output }) => output);
  return chunks.reduce((sum, chunk) => sum + (chunk.type === "chunk" ? chunk.code.length : 0), 0);
}

test("Vite builds what is used and leaves the rest out", async () => {
  const all = await bundled('export * from "@colophon/sdk"; export * from "@colophon/sdk/evidence";');
  const one = await bundled('export { formatId } from "@colophon/sdk";');
  const nothing = await bundled('import "@colophon/sdk"; import "@colophon/sdk/read"; export const a = 1;');
  expect(nothing).toBeLessThan(100);
  expect(one).toBeLessThan(20_000);
  expect(all).toBeGreaterThan(200_000);
});

test("Solidity compiles the examples from the package alone", async () => {
  const solc = createRequire(import.meta.url)("solc") as {
    compile: (input: string, callbacks: object) => string;
  };
  const { readFileSync } = await import("node:fs");
  const gate = (await readFile(join(installed("@colophon/contracts"), "README.md"), "utf8")).match(
    /```solidity\n([\s\S]*?)```/,
  )?.[1];
  const sources = {
    "Gate.sol": { content: `pragma solidity ^0.8.28;\n${gate}` },
    ...Object.fromEntries(
      ["Band", "LicensedFilm", "Shop", "TipJar"].map((name) => {
        const path = `@colophon/contracts/examples/${name}.sol`;
        return [path, { content: readFileSync(installed(path), "utf8") }];
      }),
    ),
  };
  const input = { language: "Solidity", sources, settings: { outputSelection: { "*": { "*": ["abi"] } } } };
  const read = (path: string) => ({ contents: readFileSync(installed(path), "utf8") });
  const { contracts, errors = [] } = JSON.parse(solc.compile(JSON.stringify(input), { import: read }));
  expect(errors.filter(({ severity }: { severity: string }) => severity === "error")).toEqual([]);
  expect(Object.keys(contracts)).toContain("Gate.sol");
});

test("the ABIs, layouts and addresses are those of the contracts", async () => {
  const json = async (path: string) => JSON.parse(await readFile(join(installed("@colophon/contracts"), path), "utf8"));
  const deployment = JSON.parse(await readFile(join(project, "deployment.json"), "utf8"));
  const addresses = await json("addresses.json");
  for (const [name, { address }] of Object.entries(deployment.contracts as Record<string, { address: string }>)) {
    expect(addresses[name]).toBe(address);
  }
  expect((await json("abi/Licences.json")).some(({ name }: { name?: string }) => name === "isLicensed")).toBe(true);
  expect((await json("storage/Works.json")).storage.length).toBeGreaterThan(3);
  expect((await json("storage/Timestamps.json")).storage).toEqual([]);
});

test("every function of the SDK is in API.md, most with words", async () => {
  const text = await readFile(join(installed("@colophon/sdk"), "API.md"), "utf8");
  const parts = text.split(/^### /m).slice(1);
  expect(parts.length).toBeGreaterThan(400);
  const functions = parts.filter((part) => /```ts\nfunction /.test(part));
  const silent = functions.filter((part) => /^\w+\n\n\n\n```/.test(part)).map((part) => part.split("\n")[0]);
  expect(functions.length).toBeGreaterThan(150);
  expect(silent).toEqual([]);
});
