import { type Opening, stampedOf } from "@colophon/sdk";
import { keptOpenings } from "./keptOpenings.ts";

/** Keeps new openings on this device and asks the browser not to clear them. Returns false if it keeps nothing. */
export async function keepOpenings(openings: readonly { opening: Opening; name: string }[]): Promise<boolean> {
  const createdAt = Date.now();
  for (const { opening, name } of openings) {
    await keptOpenings.set(opening.commitment, {
      opening,
      stamped: stampedOf(opening),
      name,
      createdAt,
      downloaded: false,
    });
  }
  // Browsers may clear what a site keeps when the disk is full, unless they were asked not to. A refusal is no error.
  await navigator.storage?.persist?.().catch(() => false);
  return keptOpenings.isDurable();
}
