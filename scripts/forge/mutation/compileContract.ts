import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const root = join(import.meta.dirname, "../../..");
const solc = createRequire(import.meta.url)("solc");

/** A node of the compiler's syntax tree. `src` is "start:length:file", in bytes. */
export type AstNode = { nodeType: string; src: string; [key: string]: unknown };

/**
 * Compiles one contract with the settings of hardhat.config.ts, in memory.
 * @param path of the contract, as in contracts/Works.sol
 * @param changed the text of one file to use instead of what is on the disk
 * @returns its creation code and its file's syntax tree, or the first error
 */
export function compileContract(
  path: string,
  changed?: { file: string; text: string },
): { code: string; ast: AstNode } | { error: string } {
  const read = (file: string) =>
    file === changed?.file
      ? changed.text
      : readFileSync(join(root, file.startsWith("@") ? "node_modules" : "", file), "utf8");
  const input = {
    language: "Solidity",
    sources: { [path]: { content: read(path) } },
    settings: {
      evmVersion: "cancun",
      optimizer: { enabled: true, runs: 200 },
      metadata: { bytecodeHash: "none" },
      outputSelection: { [path]: { "": ["ast"], "*": ["evm.bytecode.object"] } },
    },
  };
  const findImport = (file: string) => ({ contents: read(file) });
  const output = JSON.parse(solc.compile(JSON.stringify(input), { import: findImport }));
  const error = output.errors?.find((entry: { severity: string }) => entry.severity === "error");
  if (error) return { error: error.formattedMessage };
  const name = path.slice(path.lastIndexOf("/") + 1, -".sol".length);
  const code = output.contracts[path][name].evm.bytecode.object;
  return { code: `0x${code}`, ast: output.sources[path].ast };
}
