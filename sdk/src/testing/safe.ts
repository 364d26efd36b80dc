import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { Address, Hex } from "viem";
import { safeContracts } from "../model/safe.ts";

const artifacts = {
  factory: "proxies/SafeProxyFactory.sol/SafeProxyFactory",
  singleton: "SafeL2.sol/SafeL2",
  handler: "handler/CompatibilityFallbackHandler.sol/CompatibilityFallbackHandler",
} satisfies Record<keyof typeof safeContracts, string>;

/** The code of one of Safe's contracts, as their own package has it. */
export async function safeCodeOf(artifact: string): Promise<{ bytecode: Hex; deployedBytecode: Hex }> {
  const from = createRequire(import.meta.url).resolve("@safe-global/safe-contracts/package.json");
  const file = new URL(`build/artifacts/contracts/${artifact}.json`, `file://${from}`);
  const { bytecode, deployedBytecode } = JSON.parse(await readFile(file, "utf8")) as Record<string, Hex>;
  if (!bytecode || !deployedBytecode) throw new Error(`${artifact} has no code. Is @safe-global/safe-contracts whole?`);
  return { bytecode, deployedBytecode };
}

/** Puts Safe's contracts where most chains have them. `setCode` is a test chain's own way to do it. */
export async function installSafe(setCode: (address: Address, code: Hex) => Promise<unknown>): Promise<void> {
  for (const [name, artifact] of Object.entries(artifacts)) {
    const { address } = safeContracts[name as keyof typeof artifacts];
    await setCode(address, (await safeCodeOf(artifact)).deployedBytecode);
  }
}
