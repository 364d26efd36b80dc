import {
  ArchiveError,
  type Deployment,
  documents,
  explainError,
  isSameAddress,
  type Manifest,
  type Opening,
  stampedOf,
} from "@colophon/sdk";
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import * as v from "valibot";
import type { Address } from "viem";
import { documentOf, HexText } from "../../../flow/draftSchemas.ts";
import { useActiveChain } from "../../../lib/chain.ts";
import type { ChosenFiles } from "../../../lib/chosenFiles.ts";
import { identityOf, runManifestJob } from "../../../lib/hashing/runManifestJob.ts";
import { keptOpenings } from "../../../lib/openings.ts";
import { useStamp } from "../../../lib/reads.ts";
import { openArchives } from "../../../lib/unzip.ts";

/** The files that are registered. */
export const Content = v.object({
  /** The name of the file or folder. */
  name: v.string(),
  manifest: documentOf<Manifest>(documents.manifest),
  /** Seals the stamp if it is made here. */
  salt: HexText,
  /** The stamp that was prepared or made before; undefined for files that were just read. */
  opening: v.undefinedable(documentOf<Opening>(documents.opening)),
});

export type Content = v.InferOutput<typeof Content>;

export type CurrentOpening = {
  /** Undefined until there are files and an account, and while it is being made. */
  opening: Opening | undefined;
  /** Why it cannot count for this account on this chain. */
  mismatch: OpeningMismatch | undefined;
};

/** What opens the stamp of the content for the account that registers it. */
export function useOpening(content: Content | undefined, account: Address | undefined): CurrentOpening {
  const { deployment } = useActiveChain();
  const made = useQuery({
    queryKey: ["opening", deployment.chainId, account, content && identityOf(content)],
    enabled: content !== undefined && content.opening === undefined && account !== undefined,
    staleTime: "static",
    gcTime: 0,
    structuralSharing: false,
    retry: false,
    queryFn: ({ signal }) => {
      if (!content || !account) throw new Error("There is nothing to open.");
      return openingOf(content, deployment, account, signal);
    },
  });
  const opening = content && account ? (content.opening ?? made.data) : undefined;
  return useMemo(
    () => ({ opening, mismatch: opening && account ? openingMismatch(opening, deployment, account) : undefined }),
    [opening, account, deployment],
  );
}

/** What opens the stamp of the content: the one made before, or the one that this account would make. */
export async function openingOf(
  { opening, manifest, salt }: Content,
  { chainId, contracts }: Deployment,
  claimant: Address,
  signal?: AbortSignal,
): Promise<Opening> {
  if (opening) return opening;
  const timestamps = contracts.timestamps.address;
  return runManifestJob("createOpening", { chainId, timestamps, claimant, manifest, salt }, signal);
}

export type OpeningMismatch = "chain" | "contract" | "claimant";

/** Why a stamp that was made before cannot count for a registration by this account on this chain, or undefined. */
export function openingMismatch(
  opening: Opening,
  { chainId, contracts }: Deployment,
  account: Address,
): OpeningMismatch | undefined {
  if (opening.chainId !== chainId) return "chain";
  if (!isSameAddress(opening.timestamps, contracts.timestamps.address)) return "contract";
  if (!isSameAddress(opening.claimant, account)) return "claimant";
  return undefined;
}

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

type ParsedOpeningFile = { ok: true; opening: Opening } | { ok: false; error: string };

const openingEnding = ".colophon.json";

/** An opening's file, and what the person calls it where its file says so. */
export type OpeningFile = { file: File; name: string | undefined };

/**
 * The opening that was chosen, as its file or in a proof package; undefined if something else was. Throws an ArchiveError
 * for a package that cannot be read, or that has several.
 */
export async function openingAmong(chosen: ChosenFiles): Promise<OpeningFile | undefined> {
  const [only, another] = chosen.files;
  if (!only || another) return undefined;
  if (only.path.endsWith(openingEnding)) {
    return { file: only.file, name: only.path.slice(0, -openingEnding.length) || undefined };
  }
  const unpacked = await openArchives(chosen);
  if (unpacked.files.includes(only)) return undefined;
  const [opening, second] = unpacked.files.filter(({ path }) => path.endsWith(openingEnding));
  if (second) {
    throw new ArchiveError(
      "This package holds the openings of several works. Unpack it, and choose one that ends with .colophon.json.",
    );
  }
  return opening && { file: opening.file, name: undefined };
}

/** The opening in a file that a person kept, if its parts fit each other. */
export async function parseOpeningFile(file: File): Promise<ParsedOpeningFile> {
  try {
    const opening = await runManifestJob("parseOpening", new Uint8Array(await file.arrayBuffer()));
    const check = await runManifestJob("checkOpening", { opening });
    if (check.opens) return { ok: true, opening };
    return { ok: false, error: check.differences.map(({ sentence }) => sentence).join(" ") };
  } catch (error) {
    if (error instanceof DOMException) {
      return { ok: false, error: "This file could not be read. Check that it is still there, then choose it again." };
    }
    return { ok: false, error: explainError(error).sentence };
  }
}

/** When what an opening opens was stamped, as the chain says. */
export function useContentStamp(opening: Opening | undefined) {
  return useStamp(opening && stampedOf(opening));
}
