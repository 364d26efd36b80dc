import { getBytes } from "ethers";
import type { Artifact } from "./readArtifact.ts";

/** Whether code found on chain is the compiled contract. Immutable values are left out: they are known only there. */
export function isCodeOf(artifact: Artifact, found: string): boolean {
  const expected = getBytes(artifact.deployedBytecode);
  const actual = getBytes(found);
  if (actual.length !== expected.length) return false;
  for (const { start, length } of Object.values(artifact.immutableReferences).flat()) {
    expected.fill(0, start, start + length);
    actual.fill(0, start, start + length);
  }
  return actual.every((byte, index) => byte === expected[index]);
}
