import { ColophonError, type Opening } from "@colophon/sdk";
import { keepOpenings } from "../../../lib/openings/keepOpenings.ts";
import { keptOpenings } from "../../../lib/openings/keptOpenings.ts";

/** Makes sure that the opening is safe before anybody pays for its stamp. Throws if this browser keeps nothing. */
export async function keepOpening(opening: Opening, name: string): Promise<void> {
  const kept = await keptOpenings.get(opening.commitment);
  if (!kept) await keepOpenings([{ opening, name }]);
  if (kept?.downloaded || (await keptOpenings.isDurable())) return;
  throw new ColophonError(
    "This browser keeps nothing after you close it, and without its opening a stamp proves nothing. Save the opening file first, then stamp.",
  );
}
