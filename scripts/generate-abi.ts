/**
 * Writes sdk/src/abi/generated.ts from Hardhat's artifacts, or with --check fails when it is stale.
 * Run `hardhat build` first.
 */
import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";

const contracts = ["Timestamps", "Colophon", "Works", "Terms", "Licences", "Compliance", "Royalties", "Till"];
const root = fileURLToPath(new URL("../artifacts/contracts", import.meta.url));
const target = fileURLToPath(new URL("../sdk/src/abi/generated.ts", import.meta.url));

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

const abis = await Promise.all(contracts.map(abiOf));
const source = `// Written by scripts/generate-abi.ts from the compiled contracts. Do not edit.\n\n${abis.join("\n")}`;

if (process.argv.includes("--check")) {
  const current = await readFile(target, "utf8").catch(() => "");
  if (current !== source) {
    console.error("sdk/src/abi/generated.ts is stale. Run `npx hardhat build`, then `node scripts/generate-abi.ts`.");
    process.exit(1);
  }
} else {
  await writeFile(target, source);
}
