import { sha256 } from "viem";
import { ColophonError } from "../errors/ColophonError.ts";
import type { Bundle, BundleWitness } from "./Bundle.ts";

/** The bundle with one more second anchor of its stamp. */
export function attachWitness(bundle: Bundle, { type, proof }: Omit<BundleWitness, "sha256">): Bundle {
  const { stamp } = bundle;
  if (!stamp) throw new ColophonError("The bundle has no stamp that a second anchor could be about.");
  const witness = { type, sha256: sha256(proof), proof };
  const witnesses = stamp.witnesses ?? [];
  if (witnesses.some((known) => known.sha256 === witness.sha256)) {
    throw new ColophonError("Exactly this second anchor is in the bundle already.");
  }
  return { ...bundle, stamp: { ...stamp, witnesses: [...witnesses, witness] } };
}
