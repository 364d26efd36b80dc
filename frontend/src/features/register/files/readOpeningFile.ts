import type { Opening } from "@colophon/sdk";
import { runManifestJob } from "../../../lib/hashing/runManifestJob.ts";
import { sentenceOf } from "../../../lib/transactions/sentenceOf.ts";

export type OpeningFileResult = { ok: true; opening: Opening } | { ok: false; error: string };

export const openingEnding = ".colophon.json";

/** The opening in a file that a person kept, if its parts fit each other. */
export async function readOpeningFile(file: File): Promise<OpeningFileResult> {
  try {
    const opening = await runManifestJob("parseOpening", new Uint8Array(await file.arrayBuffer()));
    const check = await runManifestJob("checkOpening", { opening });
    if (check.opens) return { ok: true, opening };
    return { ok: false, error: check.differences.map(({ sentence }) => sentence).join(" ") };
  } catch (error) {
    if (error instanceof DOMException) {
      return { ok: false, error: "This file could not be read. Check that it is still there, then choose it again." };
    }
    return { ok: false, error: sentenceOf(error) };
  }
}
