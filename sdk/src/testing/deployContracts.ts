import { readFile } from "node:fs/promises";
import { type Abi, type Address, concat, getCreate2Address, type Hex, keccak256, zeroHash } from "viem";
import { colophonAbi } from "../abi/generated.ts";
import type { Deployment } from "../deployment/Deployment.ts";
import { type TestChain, testAccount } from "./startAnvil.ts";

const create2Deployer = "0x4e59b44847b379578588920cA78FbF26c0B4956C";

export async function readArtifact(path: string): Promise<{ abi: Abi; bytecode: Hex }> {
  const file = new URL(`../../../artifacts/${path}`, import.meta.url);
  return JSON.parse(await readFile(file, "utf8")) as { abi: Abi; bytecode: Hex };
}

const codeOf = async (contract: string) => (await readArtifact(`contracts/${contract}.sol/${contract}.json`)).bytecode;

/** Deploys the contracts as everywhere: Timestamps and Colophon with CREATE2, the others by Colophon. */
export async function deployContracts({ client }: TestChain): Promise<Deployment> {
  const account = testAccount(9);
  const [timestamps, works, terms, licences, compliance, royalties, colophonCode] = await Promise.all([
    codeOf("Timestamps"),
    codeOf("Works"),
    codeOf("Terms"),
    codeOf("Licences"),
    codeOf("Compliance"),
    codeOf("Royalties"),
    codeOf("Colophon"),
  ]);
  const codes = [works, terms, licences, compliance, royalties];
  const hashes = codes.map((code) => keccak256(code));
  const colophon = concat([colophonCode, concat(hashes)]);
  const at = (from: Address, code: Hex) => getCreate2Address({ from, salt: zeroHash, bytecodeHash: keccak256(code) });
  const block = Number(await client.getBlockNumber());
  for (const code of [timestamps, colophon]) {
    const hash = await client.sendTransaction({ account, to: create2Deployer, data: concat([zeroHash, code]) });
    await client.waitForTransactionReceipt({ hash });
  }
  const register = at(create2Deployer, colophon);
  for (const code of codes) {
    const hash = await client.writeContract({
      account,
      address: register,
      abi: colophonAbi,
      functionName: "deploy",
      args: [code],
    });
    await client.waitForTransactionReceipt({ hash });
  }
  const contract = (from: Address, code: Hex) => ({ address: at(from, code), block, initCodeHash: keccak256(code) });
  return {
    chainId: 31337,
    contracts: {
      timestamps: contract(create2Deployer, timestamps),
      colophon: contract(create2Deployer, colophon),
      works: contract(register, works),
      terms: contract(register, terms),
      licences: contract(register, licences),
      compliance: contract(register, compliance),
      royalties: contract(register, royalties),
    },
  };
}
