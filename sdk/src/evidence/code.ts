import { getCreate2Address, type Hex, zeroHash } from "viem";
import { initCodeHashes, releaseBuild } from "../abi/initCodeHashes.ts";
import { type ContractName, create2Deployer, isJoined } from "../core/deployment.ts";
import type { BundleBuild, BundleContract, OpenedBundle } from "./bundle.ts";
import type { Report, VerdictCode } from "./verdict.ts";

/** Whether each contract's address follows from its code, and whether that code is known. */
export function checkContracts({ contracts }: OpenedBundle, codes: readonly Hex[], report: Report): void {
  for (const { name, address, deployer, initCodeHash, build } of contracts) {
    const id = `contract:${name}`;
    const expected = getCreate2Address({ from: deployer, salt: zeroHash, bytecodeHash: initCodeHash }).toLowerCase();
    // A stray copy of our code, deployed by anybody else, has other neighbours: its records are not the register's.
    const rightful = isJoined(name) ? contracts.find((other) => other.name === "colophon")?.address : create2Deployer;
    if (expected !== address) {
      report.add(
        id,
        "disproved",
        `The address of ${name} does not follow from its code: creation code ${initCodeHash}, deployed by ${deployer}, makes ${expected}, but the bundle says ${address}.`,
      );
    } else if (deployer !== rightful) {
      report.gap(
        id,
        `The contract ${name} at ${address} was deployed by ${deployer}, and not by ${rightful ?? "the contract colophon, which the bundle does not name"}, so it may be a copy with other neighbours.`,
      );
    } else if (initCodeHash !== initCodeHashes[name] && !codes.includes(initCodeHash)) {
      report.gap(
        id,
        `The contract ${name} at ${address} has the creation code ${initCodeHash}, which is not that of this release (${initCodeHashes[name]}). If you know that code, name its hash as one you accept.`,
      );
    } else {
      const whose = initCodeHash === initCodeHashes[name] ? "that of this release" : "one that you accept";
      report.add(
        id,
        "proved",
        `The address of ${name}, ${address}, can only belong to the creation code ${initCodeHash}, which is ${whose}.`,
      );
    }
    if (build) checkBuild({ name, initCodeHash, build }, report);
  }
}

/** A build that a bundle names is not made here, but it must not be another than the one that is known. */
function checkBuild(
  { name, initCodeHash, build }: Required<Pick<BundleContract, "name" | "initCodeHash">> & { build: BundleBuild },
  report: Report,
) {
  const { compiler, input } = build;
  const said = `the compiler ${compiler} and the input with the SHA-256 ${input}`;
  if (initCodeHash !== initCodeHashes[name]) {
    report.add(`build:${name}`, "not-checked", `Whether ${said} make the code of ${name} was not checked.`);
  } else {
    const same = compiler === releaseBuild.compiler && input === releaseBuild.input;
    report.add(
      `build:${name}`,
      same ? "proved" : "disproved",
      same
        ? `The bundle names for the code of ${name} what this release was made with: ${said}.`
        : `The bundle names for the code of ${name} ${said}, but this release was made with the compiler ${releaseBuild.compiler} and the input ${releaseBuild.input}.`,
    );
  }
}

/** What makes the code of a contract, by this release for its own code and by the bundle for other. */
export function codesOf({ contracts }: OpenedBundle): VerdictCode[] {
  return contracts.map(({ name, initCodeHash, build }) => ({
    contract: name,
    initCodeHash,
    build: buildOf(name, initCodeHash) ?? build,
    known: initCodeHash === initCodeHashes[name],
  }));
}

/** How this release's code of a contract was made; undefined for other code. */
export function buildOf(name: ContractName, initCodeHash: Hex): BundleBuild | undefined {
  return initCodeHash === initCodeHashes[name] ? { ...releaseBuild } : undefined;
}
