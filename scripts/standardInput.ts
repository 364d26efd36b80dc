import { readFile } from "node:fs/promises";
import { posix } from "node:path";
import { fileURLToPath } from "node:url";

/** The settings of the compiler, which make the contracts' code and with it their addresses. */
export const compilerSettings = {
  evmVersion: "cancun",
  optimizer: { enabled: true, runs: 200 },
  metadata: { bytecodeHash: "none" },
  viaIR: true,
} as const;

/** What the compiler makes the code of all contracts from: its standard JSON input, the same bytes on every machine. */
export async function standardInput(contracts: readonly string[]): Promise<string> {
  const sources: Record<string, { content: string }> = {};
  const visit = async (name: string): Promise<void> => {
    if (sources[name]) return;
    const at = name.startsWith("@") ? `../node_modules/${name}` : `../${name}`;
    const content = await readFile(fileURLToPath(new URL(at, import.meta.url)), "utf8");
    sources[name] = { content };
    for (const [, path = ""] of content.matchAll(/^\s*(?:import|\}\s*from)\b[^"';]*?["']([^"']+)["']\s*;/gm))
      await visit(path.startsWith(".") ? posix.join(posix.dirname(name), path) : path);
  };
  for (const contract of contracts) await visit(`contracts/${contract}.sol`);
  return JSON.stringify({
    language: "Solidity",
    settings: { ...compilerSettings, outputSelection: { "*": { "*": ["evm.bytecode.object"] } } },
    sources: Object.fromEntries(Object.entries(sources).sort(([a], [b]) => (a < b ? -1 : 1))),
  });
}
