import { keptOpenings } from "../../../lib/openings/keptOpenings.ts";
import type { Content } from "./Content.ts";

/** The opening that the address names (`?opening=<commitment>`), once: the name is then taken out of the address. */
export async function takeKeptOpening(): Promise<Content | undefined> {
  const url = new URL(location.href);
  const commitment = url.searchParams.get("opening");
  if (!commitment) return undefined;
  url.searchParams.delete("opening");
  history.replaceState(history.state, "", url);
  const kept = await keptOpenings.get(commitment);
  if (!kept) return undefined;
  const { opening, name } = kept;
  return { name, manifest: opening.manifest, salt: opening.salt, opening };
}
