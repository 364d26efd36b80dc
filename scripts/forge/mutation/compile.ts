import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { compilerSettings } from "../../standardInput.ts";
import type { AstNode } from "./AstNode.ts";

const root = join(import.meta.dirname, "../../..");
const solc = createRequire(import.meta.url)("solc");

type Output = {
  errors?: { severity: string; formattedMessage: string }[];
  contracts: Record<string, Record<string, { evm: { bytecode: { object: string } } }>>;
  sources: Record<string, { ast: AstNode }>;
};

/**
 * Compiles one file with the settings of every build, in memory.
 * @param path of the file, as in contracts/Works.sol
 * @param wanted the compiler's outputSelection for that file
 * @param changed the text of one file to use instead of what is on the disk
 */
export function compile(path: string, wanted: object, changed?: { file: string; text: string }): Output {
  const read = (file: string) =>
    file === changed?.file
      ? changed.text
      : readFileSync(join(root, file.startsWith("@") ? "node_modules" : "", file), "utf8");
  const input = {
    language: "Solidity",
    sources: { [path]: { content: read(path) } },
    settings: { ...compilerSettings, outputSelection: { [path]: wanted } },
  };
  const findImport = (file: string) => ({ contents: read(file) });
  return JSON.parse(solc.compile(JSON.stringify(input), { import: findImport }));
}
