import type { Bundle } from "./Bundle.ts";
import type { Verdict } from "./Verdict.ts";
import { verifyTimestampToken } from "./verifyTimestampToken.ts";

export type VerifyWitnessesParameters = {
  /** As {@link parseBundle} gave it. */
  bundle: Bundle;
  /** What {@link verifyBundle} said about it. */
  verdict: Verdict;
  /** Certificates in DER of time-stamping authorities that the verifier trusts. */
  roots?: readonly Uint8Array[] | undefined;
};

/** The same verdict, with the signatures of its time-stamp tokens checked. What they say never changes the verdict. */
export async function verifyWitnesses({ bundle, verdict, roots }: VerifyWitnessesParameters): Promise<Verdict> {
  const { stamp } = bundle;
  const witnesses = await Promise.all(
    verdict.witnesses.map(async (witness, i) => {
      const proof = stamp?.witnesses?.[i]?.proof;
      if (witness.type !== "rfc3161" || !stamp || proof === undefined) return witness;
      const message = stamp.batch?.root ?? stamp.commitment;
      return { type: witness.type, ...(await verifyTimestampToken({ token: proof, message, roots })) };
    }),
  );
  return { ...verdict, witnesses };
}
