import { getCreate2Address, type Hex, zeroHash } from "viem";
import { initCodeHashes } from "../abi/initCodeHashes.ts";
import type { Bundle } from "./Bundle.ts";
import { create2Deployer } from "./create2Deployer.ts";
import type { Report } from "./createReport.ts";

/** Whether each contract's address follows from its code, and whether that code is known. */
export function checkContracts({ contracts }: Bundle, codes: readonly Hex[], report: Report): void {
  for (const { name, address, deployer, initCodeHash } of contracts) {
    const id = `contract:${name}`;
    const expected = getCreate2Address({ from: deployer, salt: zeroHash, bytecodeHash: initCodeHash }).toLowerCase();
    // A stray copy of our code, deployed by anybody else, has other neighbours: its records are not the register's.
    const rightful =
      name === "timestamps" || name === "colophon"
        ? create2Deployer
        : contracts.find((other) => other.name === "colophon")?.address;
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
  }
}
