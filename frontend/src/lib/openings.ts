import { ColophonError, type Opening, stampedOf } from "@colophon/sdk";
import { useQuery } from "@tanstack/react-query";
import type { Hex } from "viem";
import { askToKeep } from "./device.ts";
import { count, formatNumber } from "./format.ts";
import { createDurableStore } from "./storage.ts";

/** An opening that this device keeps for the person, so that a crash between signing and downloading loses nothing. */
export type KeptOpening = {
  opening: Opening;
  /** What is stamped for it: its commitment, or the root of its batch. */
  stamped: Hex;
  /** The name of the file or folder. */
  name: string;
  /** The name of the folder that it was in, if it was sealed on its own beside others. */
  group?: string | undefined;
  /** Milliseconds since 1970. */
  createdAt: number;
  /** Whether the person has it as a file too. */
  downloaded: boolean;
  /** Whether the evidence of its stamp is in that file. */
  complete?: boolean;
  /** Whether the chain has told more since: the file that they have opens the stamp and does not say where it is. */
  outdated?: boolean;
};

/** Openings kept on this device, by commitment. */
export const keptOpenings = createDurableStore<KeptOpening>("openings");

/** Keeps new openings on this device and asks the browser not to clear them. Returns false if it keeps nothing. */
export async function keepOpenings(openings: readonly NamedOpening[]): Promise<boolean> {
  const createdAt = Date.now();
  for (const { opening, name, group } of openings) {
    await keptOpenings.set(opening.commitment, {
      opening,
      stamped: stampedOf(opening),
      name,
      ...(group === undefined ? {} : { group }),
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

/** What was stamped together, in the order of its names: the order of its hashes tells nobody anything. */
export function inOrder(openings: readonly KeptOpening[]): KeptOpening[] {
  const { compare } = new Intl.Collator(undefined, { numeric: true });
  return openings.toSorted((a, b) => compare(a.name, b.name));
}

/** What to call what was stamped together: by the folder that it came from, else by its first file. */
export function batchName(openings: readonly KeptOpening[]): string | undefined {
  const [first] = inOrder(openings);
  if (!first || openings.length === 1) return first?.name;
  const { group } = first;
  if (group !== undefined && openings.every((kept) => kept.group === group)) {
    return `${group}, ${count(openings.length, "file")}`;
  }
  return `${first.name} and ${formatNumber(openings.length - 1)} more`;
}

/** An opening with what it is called. */
export type NamedOpening = Pick<KeptOpening, "opening" | "name" | "group">;

/**
 * Notes on this device that the person has these openings as a file, with the evidence or without. What could not be
 * noted is thrown: the file is theirs all the same, but this page does not know it.
 */
export async function noteSaved(openings: readonly NamedOpening[], complete: boolean): Promise<void> {
  for (const { opening, name } of openings) {
    if (!(await keptOpenings.get(opening.commitment))) await keepOpenings([{ opening, name }]);
    await keptOpenings.update(
      opening.commitment,
      (kept) => kept && { ...kept, opening, downloaded: true, complete, outdated: false },
    );
  }
}

/** Makes sure that the openings of a stamp are safe before anybody pays for it. Throws if this browser keeps nothing. */
export async function secureOpenings(stamped: Hex): Promise<void> {
  const openings = (await keptOpenings.values()).filter((kept) => kept.stamped === stamped);
  if (openings.length > 0 && (await keptOpenings.isDurable())) return;
  if (openings.length > 0 && openings.every(({ downloaded }) => downloaded)) return;
  throw new ColophonError(
    "This browser keeps nothing after you close it, and without its opening a stamp proves nothing. Save the proof package first, then stamp.",
  );
}
