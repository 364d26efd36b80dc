import { createHash } from "node:crypto";
import { createRequire } from "node:module";
import { concat, getCreate2Address, type Hex, keccak256, pad, zeroHash } from "viem";
import { expect, test, vi } from "vitest";
import { standardInput } from "../../scripts/standardInput.ts";
import { buildSources, initCodeHashes, releaseBuild } from "../../sdk/src/abi/initCodeHashes.ts";
import { create2Deployer } from "../../sdk/src/core/deployment.ts";

vi.setConfig({ testTimeout: 300_000 });

/** Those whose hashes Colophon is made with. */
const parts = ["Works", "Terms", "Offers", "Licences", "Compliance", "Royalties"];
const names = ["Timestamps", "Colophon", ...parts, "Agreements", "Assignments"];

type Compiled = { contracts: Record<string, Record<string, { evm: { bytecode: { object: string } } }>> };

test("the compiler alone makes the code of every contract from the input that bundles name", async () => {
  const input = await standardInput(names);
  expect(`0x${createHash("sha256").update(input).digest("hex")}`).toBe(releaseBuild.input);
  expect(Object.keys(JSON.parse(input).sources)).toEqual(Object.keys(buildSources));
  const solc = createRequire(import.meta.url)("solc") as { version: () => string; compile: (input: string) => string };
  expect(solc.version()).toContain(releaseBuild.compiler);
  const { contracts } = JSON.parse(solc.compile(input)) as Compiled;
  const codeOf = (name: string): Hex => `0x${contracts[`contracts/${name}.sol`]?.[name]?.evm.bytecode.object}`;
  const words = parts.map((name) => keccak256(codeOf(name)));
  const colophon = keccak256(concat([codeOf("Colophon"), ...words]));
  const address = getCreate2Address({ from: create2Deployer, salt: zeroHash, bytecodeHash: colophon });
  const argumentsOf: Record<string, Hex[]> = { Colophon: words, Assignments: [pad(address)] };
  for (const name of names) {
    const code = concat([codeOf(name), ...(argumentsOf[name] ?? [])]);
    expect([name, keccak256(code)]).toEqual([name, initCodeHashes[name.toLowerCase() as keyof typeof initCodeHashes]]);
  }
});
