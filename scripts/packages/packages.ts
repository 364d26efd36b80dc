import { cp, glob, readFile, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { contractAddresses } from "@colophon/sdk/deployments";
import { standardInput } from "../standardInput.ts";
import { writeReference } from "./reference.ts";
import { addDescription, compile, compiledExports, readJson, root, stageOf, write } from "./stage.ts";

type Manifest = { version: string; exports: Record<string, string>; dependencies: Record<string, string> };

/** viem is shared with whoever uses a package: two of them would be two sets of types. */
function withPeers({ dependencies }: Manifest, version: string) {
  const { viem = "", ...rest } = dependencies;
  const own = Object.entries(rest).filter(([name]) => !name.startsWith("@colophon/"));
  return {
    dependencies: {
      ...("@colophon/sdk" in rest && { "@colophon/sdk": version }),
      ...Object.fromEntries(own),
    },
    peerDependencies: { viem: `^${viem}` },
  };
}

/** Where the declarations of the SDK's package are, by the names its entries are imported by. */
async function sdkPaths(): Promise<Record<string, string[]>> {
  const { exports } = await readJson<Manifest>("sdk/package.json");
  const entries = Object.entries(compiledExports(exports));
  return Object.fromEntries(
    entries.map(([entry, { types }]) => [`@colophon/sdk${entry.slice(1)}`, [join(stageOf("@colophon/sdk"), types)]]),
  );
}

/** @colophon/sdk: compiled modules with their types, an entry for each concept. */
export async function stageSdk(version: string): Promise<string> {
  const name = "@colophon/sdk";
  const stage = stageOf(name);
  const manifest = await readJson<Manifest>("sdk/package.json");
  await compile({ from: "sdk", stage });
  await cp(join(root, "sdk/schemas"), join(stage, "schemas"), { recursive: true });
  const exports = compiledExports(manifest.exports, ["./testing"]);
  const description = "Formats, words, calls, readings and evidence of Colophon, on viem.";
  await addDescription({
    ...{ stage, from: "sdk" },
    manifest: {
      name,
      version,
      description,
      sideEffects: false,
      exports: { ...exports, "./schemas/*.json": "./schemas/*.json" },
      ...withPeers(manifest, version),
      engines: { node: ">=20" },
    },
  });
  const entries = Object.entries(exports).filter(([entry]) => entry !== "./abi");
  await writeReference(
    stage,
    Object.fromEntries(entries.map(([entry, { types }]) => [`${name}${entry.slice(1)}`, types])),
  );
  return stage;
}

/** @colophon/react: hooks for wagmi. */
export async function stageReact(version: string): Promise<string> {
  const name = "@colophon/react";
  const stage = stageOf(name);
  const manifest = await readJson<Manifest & { peerDependencies: Record<string, string> }>("react/package.json");
  await compile({ from: "react", stage, paths: await sdkPaths(), types: ["react"] });
  const exports = compiledExports(manifest.exports);
  await addDescription({
    ...{ stage, from: "react" },
    manifest: {
      ...{ name, version, description: "Hooks for Colophon, on wagmi.", sideEffects: false, exports },
      ...{ dependencies: { "@colophon/sdk": version }, peerDependencies: manifest.peerDependencies },
    },
  });
  await writeReference(stage, { [name]: exports["."]?.types ?? "" });
  return stage;
}

/** colophon: the command line, which needs nothing of this repository. */
export async function stageCli(version: string): Promise<string> {
  const stage = stageOf("colophon");
  const manifest = await readJson<Manifest>("cli/package.json");
  await compile({ from: "cli", stage, paths: await sdkPaths(), types: ["node"] });
  const viem = manifest.dependencies.viem ?? "";
  await write(
    stage,
    "colophon.mjs",
    '#!/usr/bin/env node\nimport { colophon } from "./dist/main.js";\n\nprocess.exitCode = await colophon(process.argv.slice(2));\n',
  );
  await addDescription({
    ...{ stage, from: "cli" },
    manifest: {
      ...{
        name: "colophon",
        version,
        description: "Prove, verify, license and account for creative work on Ethereum.",
      },
      bin: { colophon: "colophon.mjs" },
      // A program brings its own.
      dependencies: { ...withPeers(manifest, version).dependencies, viem },
      engines: { node: ">=20" },
    },
  });
  return stage;
}

type Layout = { storage: unknown[]; types: unknown };

/** @colophon/contracts: the sources, what they answer to (ABIs), where they are, and how they store. */
export async function stageContracts(version: string): Promise<string> {
  const name = "@colophon/contracts";
  const stage = stageOf(name);
  await rm(stage, { recursive: true, force: true });
  for await (const path of glob("**/*.sol", { cwd: join(root, "contracts") })) {
    await cp(join(root, "contracts", path), join(stage, path));
  }
  for await (const path of glob("*.sol", { cwd: join(root, "test/examples") })) {
    if (path.endsWith(".t.sol")) continue;
    const text = await readFile(join(root, "test/examples", path), "utf8");
    await write(stage, `examples/${path}`, text.replaceAll('"../../contracts/', '"../'));
  }
  const titles = Object.keys(contractAddresses).map((key) => `${key.charAt(0).toUpperCase()}${key.slice(1)}`);
  const layouts = await layoutsOf(titles);
  for (const title of titles) {
    const { abi } = await readJson<{ abi: unknown }>(`artifacts/contracts/${title}.sol/${title}.json`);
    await write(stage, `abi/${title}.json`, `${JSON.stringify(abi, null, 1)}\n`);
    await write(stage, `storage/${title}.json`, `${JSON.stringify(layouts[title], null, 1)}\n`);
  }
  await write(stage, "addresses.json", `${JSON.stringify(contractAddresses, null, 2)}\n`);
  await write(stage, "Addresses.sol", addressesSource());
  const { devDependencies } = await readJson<{ devDependencies: Record<string, string> }>("package.json");
  await addDescription({
    ...{ stage, from: "contracts" },
    manifest: {
      ...{ name, version, description: "Interfaces, sources, ABIs, addresses and storage layouts of Colophon." },
      exports: { "./*.sol": "./*.sol", "./*.json": "./*.json" },
      dependencies: { "@openzeppelin/contracts": devDependencies["@openzeppelin/contracts"] },
    },
  });
  return stage;
}

function addressesSource(): string {
  const lines = Object.entries(contractAddresses).map(
    ([name, address]) => `    address internal constant ${name.toUpperCase()} = ${address};`,
  );
  return `// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @title Addresses: where the contracts are, on every chain that has them
/// @dev The addresses follow from the code. Whether a chain has them, \`address.code.length\` says.
library Addresses {
${lines.join("\n")}
}
`;
}

/** How each contract stores what it remembers, as the compiler says. */
async function layoutsOf(titles: readonly string[]): Promise<Record<string, Layout>> {
  const input = JSON.parse(await standardInput(titles));
  // No code is made for this question, which spares its minutes.
  input.settings.outputSelection = { "*": { "*": ["storageLayout"] } };
  const solc = createRequire(import.meta.url)("solc") as { compile: (input: string) => string };
  const { contracts } = JSON.parse(solc.compile(JSON.stringify(input))) as {
    contracts: Record<string, Record<string, { storageLayout: Layout }>>;
  };
  return Object.fromEntries(
    titles.map((title) => {
      const layout = contracts[`contracts/${title}.sol`]?.[title]?.storageLayout;
      if (!layout) throw new Error(`The compiler says nothing of how ${title} stores.`);
      return [title, layout];
    }),
  );
}
