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

/** How code is made: as it is deployed, or in a tenth of the time by leaving it as it comes. */
export type Making = "deployed" | "quick";

const settingsOf = {
  deployed: compilerSettings,
  quick: { ...compilerSettings, optimizer: { enabled: false }, viaIR: false },
} as const;

/** Compiles one contract, as in "Works": its creation code, or the first error. */
export function codeOf(contract: string, making: Making, change?: Change): { code: string } | { error: string } {
  const path = `contracts/${contract}.sol`;
  const output = compile(path, { [path]: { "*": ["evm.bytecode.object"] } }, making, change);
  const error = output.errors?.find((entry) => entry.severity === "error");
  if (error) return { error: error.formattedMessage };
  return { code: `0x${output.contracts[path]?.[contract]?.evm.bytecode.object}` };
}

/** The syntax trees of a contract and of all files that it is made from, by their paths. */
export function syntaxTreesOf(contract: string): Map<string, AstNode> {
  const { sources } = compile(`contracts/${contract}.sol`, { "*": { "": ["ast"] } }, "deployed");
  return new Map(Object.entries(sources).map(([file, { ast }]) => [file, ast]));
}

function compile(path: string, outputSelection: object, making: Making, change?: Change): Output {
  const read = (file: string) =>
    file === change?.file
      ? change.text
      : readFileSync(join(root, file.startsWith("@") ? "node_modules" : "", file), "utf8");
  const input = {
    language: "Solidity",
    sources: { [path]: { content: read(path) } },
    settings: { ...settingsOf[making], outputSelection },
  };
  return JSON.parse(solc.compile(JSON.stringify(input), { import: (file: string) => ({ contents: read(file) }) }));
}
