import { formatId } from "@colophon/sdk";
import type { SignedClaim } from "./SignedClaim.ts";

export const claimFormat = "colophon-claim/1";

/** A signed claim as JSON, for a file or a link. */
export function claimDocument({ work, maxSteps, nonce, deadline, ...rest }: SignedClaim): string {
  return JSON.stringify({
    format: claimFormat,
    ...rest,
    work: formatId(work, "work"),
    maxSteps: String(maxSteps),
    nonce: String(nonce),
    deadline: String(deadline),
  });
}
