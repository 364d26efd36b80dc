import type { Opening } from "@colophon/sdk";
import type { ChosenFile, ChosenFiles } from "../../lib/files/ChosenFiles.ts";
import { runManifestJob } from "../../lib/hashing/runManifestJob.ts";

export type FoundOpening =
  | { status: "none" }
  | { status: "found"; opening: Opening; name: string; rest: ChosenFiles }
  /** Something that says it is an opening and is not a sound one. Parsing threw this. */
  | { status: "broken"; error: unknown };

/** Openings list files; a million of them still fit. Anything larger is a file to be verified. */
const largest = 256 * 1024 * 1024;
const format = "colophon-opening/1";
/** The canonical form has its keys in order, and "format" comes after short ones only; others may order them freely. */
const headLength = 1024 * 1024;

/** Takes an opening file out of what was dropped, so that it can be checked against the rest. */
export async function findOpening(chosen: ChosenFiles): Promise<FoundOpening> {
  const candidates = chosen.files.filter(({ path, file }) => /\.json$/i.test(path) && file.size <= largest);
  for (const candidate of candidates) {
    if (!(await saysOpening(candidate))) continue;
    try {
      const opening = await runManifestJob("parseOpening", new Uint8Array(await candidate.file.arrayBuffer()));
      const rest = chosen.files.filter((file) => file !== candidate);
      return { status: "found", opening, name: candidate.path, rest: { ...chosen, files: rest } };
    } catch (error) {
      return { status: "broken", error };
    }
  }
  return { status: "none" };
}

async function saysOpening({ path, file }: ChosenFile): Promise<boolean> {
  if (/\.colophon\.json$/i.test(path)) return true;
  const { size } = file;
  const head = await file.slice(0, headLength).text();
  const tail = size > headLength ? await file.slice(size - headLength).text() : "";
  return head.includes(format) || tail.includes(format);
}
