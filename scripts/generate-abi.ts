/**
 * Writes sdk/src/abi/generated.ts and sdk/src/abi/initCodeHashes.ts from Hardhat's artifacts, or with --check fails
 * when one of them is stale. `npm run build` runs it. With --input <file> it writes instead what the compiler makes
 * the contracts' code from (`solc --standard-json <file>`), by which anybody can make it again.
 */
import { createHash } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { planCompiled } from "./deployment/planDeployment.ts";
import { standardInput } from "./standardInput.ts";

const contracts = ["Timestamps", "Colophon", "Works", "Terms", "Licences", "Compliance", "Royalties", "Till"];
const root = fileURLToPath(new URL("../artifacts/contracts", import.meta.url));
const target = (name: string) => fileURLToPath(new URL(`../sdk/src/abi/${name}.ts`, import.meta.url));

type AbiItem = { type: string; name?: string };

/** Functions, events and errors by name, so that a change of source order changes nothing here. */
function sorted(abi: AbiItem[]): AbiItem[] {
  const key = (item: AbiItem) => `${item.type} ${item.name ?? ""} ${JSON.stringify(item)}`;
  return abi.toSorted((a, b) => (key(a) < key(b) ? -1 : 1));
}

async function abiOf(contract: string): Promise<string> {
  const artifact = JSON.parse(await readFile(`${root}/${contract}.sol/${contract}.json`, "utf8")) as { abi: AbiItem[] };
  const items = sorted(artifact.abi).map((item) => `  ${JSON.stringify(item)},`);
  return `export const ${contract.toLowerCase()}Abi = [\n${items.join("\n")}\n] as const;\n`;
}

const { values } = parseArgs({ options: { check: { type: "boolean" }, input: { type: "string" } } });
const input = await standardInput(contracts.filter((name) => name !== "Till"));
if (values.input !== undefined) {
  await writeFile(values.input, input);
  process.exit(0);
}

const digest = (text: string) => createHash("sha256").update(text).digest("hex");
const digests = Object.entries((JSON.parse(input) as { sources: Record<string, { content: string }> }).sources).map(
  ([path, { content }]) => {
    const [key, value] = [`  "${path}":`, `"${digest(content)}",`];
    // As the formatter has it: lines of at most 120 characters.
    return key.length + value.length < 120 ? `${key} ${value}` : `${key}\n    ${value}`;
  },
);
const solc = createRequire(import.meta.url)("solc/package.json") as { version: string };
const { solcLongVersion } = JSON.parse(await readFile(await buildInfo(), "utf8")) as { solcLongVersion: string };
if (!solcLongVersion.startsWith(`${solc.version}+`))
  throw new Error("The build is by another compiler. Build it anew.");

async function buildInfo(): Promise<string> {
  const artifact = JSON.parse(await readFile(`${root}/Works.sol/Works.json`, "utf8")) as { buildInfoId: string };
  return fileURLToPath(new URL(`../artifacts/build-info/${artifact.buildInfoId}.json`, import.meta.url));
}

const written = "// Written by scripts/generate-abi.ts from the compiled contracts. Do not edit.\n\n";
const abis = await Promise.all(contracts.map(abiOf));
const hashes = (await planCompiled()).map(({ name, initCodeHash }) => `  ${name}: "${initCodeHash}",`);

const sources: Record<string, string> = {
  generated: `${written}${abis.join("\n")}`,
  initCodeHashes: `${written}/** keccak256 of each contract's creation code with its arguments, which makes its address. */
export const initCodeHashes = {
${hashes.join("\n")}
} as const;

/** What makes that code: the compiler, and the SHA-256 of its standard JSON input. */
export const releaseBuild = {
  compiler: "${solcLongVersion}",
  input: "0x${digest(input)}",
} as const;

/** The sources in that input, and the SHA-256 of each. */
export const buildSources = {
${digests.join("\n")}
} as const;
`,
};

for (const [name, source] of Object.entries(sources)) {
  if (values.check) {
    const current = await readFile(target(name), "utf8").catch(() => "");
    if (current === source) continue;
    console.error(`sdk/src/abi/${name}.ts is stale. Run \`npm run build\`.`);
    process.exit(1);
  } else {
    await writeFile(target(name), source);
  }
}
