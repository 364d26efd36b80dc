import { canonicalJson, type Opening, stampedOf } from "@colophon/sdk";
import { useQuery } from "@tanstack/react-query";
import type { Hex } from "viem";
import { downloadFile } from "./download.ts";
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
  await navigator.storage?.persist?.().catch(() => false);
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

/** "essay.txt" keeps its name as "essay.txt.colophon.json", without what file systems refuse. */
export function openingFileName(name: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: no file system wants them
  const safe = name.replace(/[\u0000-\u001f<>:"/\\|?*]/g, "_").slice(0, 120);
  return `${safe || "opening"}.colophon.json`;
}

/** Gives a person their opening as a file. */
export function downloadOpening(opening: Opening, name: string): void {
  downloadFile(openingFileName(name), canonicalJson(opening));
}
