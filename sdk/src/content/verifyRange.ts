import { concat, type Hex, keccak256 } from "viem";
import { bytesHashOf } from "./bytesHashOf.ts";
import type { RangeDisclosure } from "./discloseRange.ts";
import { rangeProblem } from "./rangeProblem.ts";
import { rangeRoot } from "./rangeRoot.ts";

/** Whether an opened range belongs to the file whose blinding is given. */
export function verifyRange(blinding: Hex, range: RangeDisclosure): boolean {
  if (rangeProblem(range)) return false;
  const opened = keccak256(concat([range.name, bytesHashOf(range)]));
  return opened === blinding && rangeRoot(range, range.nodes) === range.blake3;
}
