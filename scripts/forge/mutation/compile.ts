import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { compilerSettings } from "../../standardInput.ts";
import type { AstNode } from "./mutants.ts";

const root = join(import.meta.dirname, "../../..");
const solc = createRequire(import.meta.url)("solc");

/** One file's text, to be used instead of what is on the disk. */
export type Change = { file: string; text: string };

type Output = {
  errors?: { severity: string; formattedMessage: string }[];
  contracts: Record<string, Record<string, { evm: { bytecode: { object: string } } }>>;
  sources: Record<string, { ast: AstNode }>;
};

/** Compiles one contract, as in "Works", with the settings of every build: its creation code, or the first error. */
export function codeOf(contract: string, change?: Change): { code: string } | { error: string } {
  const path = `contracts/${contract}.sol`;
  const output = compile(path, { [path]: { "*": ["evm.bytecode.object"] } }, change);
  const error = output.errors?.find((entry) => entry.severity === "error");
  if (error) return { error: error.formattedMessage };
  return { code: `0x${output.contracts[path]?.[contract]?.evm.bytecode.object}` };
}

/** The syntax trees of a contract and of all files that it is made from, by their paths. */
export function syntaxTreesOf(contract: string): Map<string, AstNode> {
  const { sources } = compile(`contracts/${contract}.sol`, { "*": { "": ["ast"] } });
  return new Map(Object.entries(sources).map(([file, { ast }]) => [file, ast]));
}

function compile(path: string, outputSelection: object, change?: Change): Output {
  const read = (file: string) =>
    file === change?.file
      ? change.text
      : readFileSync(join(root, file.startsWith("@") ? "node_modules" : "", file), "utf8");
  const input = {
    language: "Solidity",
    sources: { [path]: { content: read(path) } },
    settings: { ...compilerSettings, outputSelection },
  };
  return JSON.parse(solc.compile(JSON.stringify(input), { import: (file: string) => ({ contents: read(file) }) }));
}
