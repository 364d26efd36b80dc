import { compile } from "./compile.ts";

/**
 * Compiles one contract.
 * @param path of the contract, as in contracts/Works.sol
 * @param changed the text of one file to use instead of what is on the disk
 * @returns its creation code, or the first error
 */
export function compileContract(
  path: string,
  changed?: { file: string; text: string },
): { code: string } | { error: string } {
  const output = compile(path, { "*": ["evm.bytecode.object"] }, changed);
  const error = output.errors?.find((entry) => entry.severity === "error");
  if (error) return { error: error.formattedMessage };
  const name = path.slice(path.lastIndexOf("/") + 1, -".sol".length);
  return { code: `0x${output.contracts[path]?.[name]?.evm.bytecode.object}` };
}
