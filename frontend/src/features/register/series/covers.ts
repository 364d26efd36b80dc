import type { HashedFile } from "@colophon/sdk";
import { useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import type { ChosenFiles } from "../../../lib/chosenFiles.ts";
import { identityOf } from "../../../lib/hashing/runManifestJob.ts";
import { makeCover, type PublicFile, type PublicFileResult } from "../visible/publicFiles.ts";
import type { SeriesWork } from "./series.ts";

/** The pictures that works of a series are drawn from: for each its own file, found by its digest. */
export type Pictures = ReadonlyMap<bigint, File>;

export type MatchedPictures = {
  pictures: Pictures;
  /** How many of the chosen files are of none of the works. */
  strangers: number;
};

/** Finds among chosen files those that the works are made of, whatever they are called now. */
export function matchPictures(
  works: readonly SeriesWork[],
  chosen: ChosenFiles,
  hashed: readonly HashedFile[],
): MatchedPictures {
  const files = new Map(chosen.files.map(({ path, file }) => [path, file]));
  const byDigest = new Map(hashed.map(({ path, sha256 }) => [sha256, files.get(path)]));
  const pictures = new Map<bigint, File>();
  const used = new Set<string>();
  for (const { id, opening } of works) {
    for (const { sha256 } of opening.manifest.files) {
      const file = byDigest.get(sha256);
      if (!file) continue;
      used.add(sha256);
      if (!pictures.has(id)) pictures.set(id, file);
    }
  }
  return { pictures, strangers: [...byDigest.keys()].filter((digest) => !used.has(digest)).length };
}

type DrawnCovers = {
  covers: ReadonlyMap<bigint, PublicFile>;
  /** Names of files that this browser cannot open as pictures. */
  undrawn: readonly string[];
};

type DrawCoversParameters = {
  works: readonly SeriesWork[];
  pictures: Pictures;
  onDrawn?: (done: number) => void;
  make?: (file: File) => Promise<PublicFileResult>;
};

/** Draws the covers of some works, one after the other: pictures of cameras are large once they are opened. */
export async function drawCovers({ works, pictures, onDrawn, make = makeCover }: DrawCoversParameters) {
  const covers = new Map<bigint, PublicFile>();
  const undrawn: string[] = [];
  let done = 0;
  for (const { id } of works) {
    const picture = pictures.get(id);
    if (!picture) continue;
    const made = await make(picture);
    if (made.ok) covers.set(id, made.file);
    else undrawn.push(picture.name);
    onDrawn?.(++done);
  }
  return { covers, undrawn } satisfies DrawnCovers;
}

const none: DrawnCovers = { covers: new Map(), undrawn: [] };

/** The covers of the works that are registered next: drawn when their turn comes, so that never all are in memory. */
export function useCovers(works: readonly SeriesWork[], pictures: Pictures) {
  const [done, setDone] = useState(0);
  const wanted = useMemo(() => works.filter(({ id }) => pictures.has(id)).length, [works, pictures]);
  const drawn = useQuery({
    queryKey: ["series-covers", identityOf(pictures), works.map(({ id }) => id.toString())],
    queryFn: () => drawCovers({ works, pictures, onDrawn: setDone }),
    enabled: wanted > 0,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
  return { drawn: drawn.data ?? none, drawing: wanted > 0 && drawn.isPending ? { done, wanted } : undefined };
}
