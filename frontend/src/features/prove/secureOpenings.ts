import { ColophonError } from "@colophon/sdk";
import { keptOpenings } from "../../lib/openings/keptOpenings.ts";

/** Makes sure that the keys of a stamp are kept before anybody pays for it. */
export async function secureOpenings(stamped: string): Promise<void> {
  const openings = (await keptOpenings.values()).filter((kept) => kept?.stamped === stamped);
  const kept = openings.length > 0 && (await keptOpenings.isDurable());
  if (kept || (openings.length > 0 && openings.every((opening) => opening.downloaded))) return;
  throw new ColophonError(
    "This browser keeps nothing after you close it, and without its opening a stamp proves nothing. Download the opening first, then stamp.",
  );
}
