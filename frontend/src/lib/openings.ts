import { ColophonError, canonicalJson, type Opening, stampedOf } from "@colophon/sdk";
import { useQuery } from "@tanstack/react-query";
import type { Hex } from "viem";
import { askToKeep } from "./device.ts";
import { downloadFile, safeFileName, uniqueFileNames, zipOf } from "./download.ts";
import { createDurableStore } from "./storage.ts";

/** An opening that this device keeps for the person, so that a crash between signing and downloading loses nothing. */
export type KeptOpening = {
  opening: Opening;
  /** What is stamped for it: its commitment, or the root of its batch. */
  stamped: Hex;
  /** The name of the file or folder. */
  name: string;
  /** Milliseconds since 1970. */
  createdAt: number;
  /** Whether the person has downloaded it too. */
  downloaded: boolean;
};

/** Openings kept on this device, by commitment. */
export const keptOpenings = createDurableStore<KeptOpening>("openings");

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
  askToKeep();
  return keptOpenings.isDurable();
}

/** The openings kept on this device, the newest first. Invalidate ["openings"] after a change. */
export function useKeptOpenings() {
  return useQuery({
    queryKey: ["openings"],
    queryFn: async () => (await keptOpenings.values()).filter(Boolean).sort((a, b) => b.createdAt - a.createdAt),
    staleTime: 0,
  });
}

/** "essay.txt" keeps its name as "essay.txt.colophon.json". */
function openingFileName(name: string): string {
  return safeFileName(name, "opening", ".colophon.json");
}

/** An opening with what its file is called. */
type NamedOpening = Pick<KeptOpening, "opening" | "name">;

/**
 * Gives a person their openings as a file, and notes on this device that they have them. What could not be noted is
 * thrown: the file is theirs all the same, but this page does not know it.
 */
export async function saveOpenings(openings: readonly NamedOpening[]): Promise<void> {
  const [first] = openings;
  if (!first) return;
  if (openings.length === 1) downloadFile(openingFileName(first.name), canonicalJson(first.opening));
  else {
    const names = uniqueFileNames(openings.map(({ name }) => openingFileName(name.replaceAll("/", "_"))));
    const entries = openings.map(({ opening }, index) => ({
      name: names[index] ?? openingFileName(""),
      content: canonicalJson(opening),
    }));
    downloadFile("openings.colophon.zip", zipOf(entries), "application/zip");
  }
  for (const { opening, name } of openings) {
    if (!(await keptOpenings.get(opening.commitment))) await keepOpenings([{ opening, name }]);
    await keptOpenings.update(opening.commitment, (kept) => kept && { ...kept, opening, downloaded: true });
  }
}

/** Makes sure that the openings of a stamp are safe before anybody pays for it. Throws if this browser keeps nothing. */
export async function secureOpenings(stamped: Hex): Promise<void> {
  const openings = (await keptOpenings.values()).filter((kept) => kept.stamped === stamped);
  if (openings.length > 0 && (await keptOpenings.isDurable())) return;
  if (openings.length > 0 && openings.every(({ downloaded }) => downloaded)) return;
  throw new ColophonError(
    "This browser keeps nothing after you close it, and without its opening a stamp proves nothing. Save the opening file first, then stamp.",
  );
}
