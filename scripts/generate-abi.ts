/**
 * Writes sdk/src/abi/generated.ts, sdk/src/abi/initCodeHashes.ts, sdk/src/abi/deployments.ts and what
 * verifier/verify_bundle.py knows of the contracts from Hardhat's artifacts and the records in deployments/, or with --check fails when one of them is stale. `npm run build` runs it. With --input <file> it writes instead what the compiler makes
 * the contracts' code from (`solc --standard-json <file>`), by which anybody can make it again.
 */
import { createHash } from "node:crypto";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { planCompiled } from "./deployment/planDeployment.ts";
import { standardInput } from "./standardInput.ts";

const contracts = [
  ...["Timestamps", "Colophon", "Works", "Terms", "Offers", "Licences", "Compliance", "Royalties", "Till"],
  ...["Agreements", "Assignments"],
];
/** Those that have one address each: a work's till is a copy. */
const deployed = contracts.filter((name) => name !== "Till");
const root = fileURLToPath(new URL("../artifacts/contracts", import.meta.url));
const target = (name: string) => fileURLToPath(new URL(`../${name}`, import.meta.url));
const verifier = "verifier/verify_bundle.py";

type AbiInput = { type: string; name?: string; indexed?: boolean; components?: AbiInput[] };
type AbiItem = { type: string; name?: string; inputs?: AbiInput[] };

/** Functions, events and errors by name, so that a change of source order changes nothing here. */
function sorted(abi: AbiItem[]): AbiItem[] {
  const key = (item: AbiItem) => `${item.type} ${item.name ?? ""} ${JSON.stringify(item)}`;
  return abi.toSorted((a, b) => (key(a) < key(b) ? -1 : 1));
}

async function itemsOf(contract: string): Promise<AbiItem[]> {
  const artifact = JSON.parse(await readFile(`${root}/${contract}.sol/${contract}.json`, "utf8")) as { abi: AbiItem[] };
  return sorted(artifact.abi);
}

async function abiOf(contract: string): Promise<string> {
  const items = (await itemsOf(contract)).map((item) => `  ${lineOf(item)},`);
  return `export const ${contract.toLowerCase()}Abi = [\n${items.join("\n")}\n] as const;\n`;
}

const lineOf = (item: AbiItem) => JSON.stringify(item);

/** The events of each contract that has an address of its own, for those who read logs and call nothing. */
async function eventsAbi(): Promise<string> {
  const parts = await Promise.all(
    deployed.map(async (contract) => {
      const events = (await itemsOf(contract)).filter(({ type }) => type === "event");
      return `  ${contract.toLowerCase()}: [\n${events.map((item) => `    ${lineOf(item)},\n`).join("")}  ],\n`;
    }),
  );
  return `/** What each contract records. */\nexport const eventsAbi = {\n${parts.join("")}} as const;\n`;
}

/** Every error of every contract once, for those who explain them and call nothing. */
async function contractErrorsAbi(): Promise<string> {
  const items = (await Promise.all(contracts.map(itemsOf))).flat().filter(({ type }) => type === "error");
  const lines = [...new Set(items.map(lineOf))].toSorted().map((line) => `  ${line},\n`);
  return `/** Every error of every contract. */\nexport const contractErrorsAbi = [\n${lines.join("")}] as const;\n`;
}

/** An event as a Python string, in pieces of at most 100 characters. */
async function eventsOf(contract: string): Promise<string> {
  const typed = ({ type, name, indexed, components }: AbiInput): string => {
    const kind = components ? `(${components.map(typed).join(", ")})${type.slice("tuple".length)}` : type;
    return [kind, indexed ? "indexed" : "", name ?? ""].filter((word) => word !== "").join(" ");
  };
  const events = (await itemsOf(contract)).filter(({ type }) => type === "event");
  const lines = events.map(({ name, inputs = [] }) => {
    const pieces = `${name}(${inputs.map(typed).join(", ")})`.match(/.{1,100}(?: |$)/g) ?? [];
    return `        ${pieces.map((piece) => `"${piece}"`).join("\n        ")},\n`;
  });
  return `    "${contract.toLowerCase()}": [${lines.length === 0 ? "" : `\n${lines.join("")}    `}],\n`;
}

/** The Python verifier with a table in the place of the one that it has. */
function withTable(program: string, name: string, table: string): string {
  const at = new RegExp(`^${name} = \\{\\n[\\s\\S]*?^\\}\\n`, "m");
  if (!at.test(program)) throw new Error(`${verifier} has no table ${name}.`);
  return program.replace(at, () => `${name} = {\n${table}}\n`);
}

const { values } = parseArgs({ options: { check: { type: "boolean" }, input: { type: "string" } } });
const input = await standardInput(deployed);
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
const abis = [...(await Promise.all(contracts.map(abiOf))), await eventsAbi(), await contractErrorsAbi()];
const plan = await planCompiled();
const hashes = plan.map(({ name, initCodeHash }) => `  ${name}: "${initCodeHash}",`);
const tables = {
  KNOWN_CODE: plan.map(({ name, initCodeHash }) => `    "${name}": "${initCodeHash}",\n`).join(""),
  KNOWN_BUILD: `    "compiler": "${solcLongVersion}",\n    "input": "0x${digest(input)}",\n`,
  EVENTS: (await Promise.all(deployed.map(eventsOf))).join(""),
};

/** The records of deployments to chains that others can reach: the local chain is everybody's own. */
async function records(): Promise<string[]> {
  const folder = target("deployments");
  const names = (await readdir(folder).catch(() => [])).filter(
    (name) => /^\d+\.json$/.test(name) && name !== "31337.json",
  );
  const byId = names.toSorted((a, b) => Number.parseInt(a, 10) - Number.parseInt(b, 10));
  return Promise.all(byId.map(async (name) => JSON.stringify(JSON.parse(await readFile(`${folder}/${name}`, "utf8")))));
}

const addresses = plan.map(({ name, address }) => `  ${name}: "${address}",`);

const sources: Record<string, string> = {
  "sdk/src/abi/deployments.ts": `${written}/** Where each contract is, on every chain that has it: the address follows from the code. */
export const contractAddresses = {
${addresses.join("\n")}
} as const;

/** The records of deployments/, each as JSON. */
export const recordedDeployments: readonly string[] = [${(await records()).map((text) => `\n  '${text}',`).join("")}${(await records()).length > 0 ? "\n" : ""}];
`,
  "sdk/src/abi/generated.ts": `${written}${abis.join("\n")}`,
  "sdk/src/abi/initCodeHashes.ts": `${written}/** keccak256 of each contract's creation code with its arguments, which makes its address. */
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
  [verifier]: Object.entries(tables).reduce(
    (program, [name, table]) => withTable(program, name, table),
    await readFile(target(verifier), "utf8"),
  ),
};

for (const [name, source] of Object.entries(sources)) {
  if (values.check) {
    const current = await readFile(target(name), "utf8").catch(() => "");
    if (current === source) continue;
    console.error(`${name} is stale. Run \`npm run build\`.`);
    process.exit(1);
  } else {
    await writeFile(target(name), source);
  }
}
