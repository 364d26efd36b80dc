import type { ChosenFile, ChosenFiles } from "../../lib/files/ChosenFiles.ts";

export type FoundBundle =
  | { status: "none" }
  /** Whether it is a sound one, its verification says. */
  | { status: "found"; bytes: Uint8Array; name: string; rest: ChosenFiles };

/** A bundle of a million files still fits. Anything larger is a file to be verified. */
const largest = 512 * 1024 * 1024;
/** In the canonical form the format stands between the blocks and the stamp, either of which may be long. */
const partLength = 1024 * 1024;

/** Takes a bundle of evidence out of what was dropped, so that it can be checked against the rest. */
export async function findBundle(chosen: ChosenFiles): Promise<FoundBundle> {
  for (const candidate of chosen.files) {
    if (!(await saysBundle(candidate))) continue;
    const rest = chosen.files.filter((file) => file !== candidate);
    const bytes = new Uint8Array(await candidate.file.arrayBuffer());
    return { status: "found", bytes, name: candidate.path, rest: { ...chosen, files: rest } };
  }
  return { status: "none" };
}

async function saysBundle({ path, file }: ChosenFile): Promise<boolean> {
  if (file.size > largest || !/\.json$/i.test(path)) return false;
  if (/\.colophon-bundle\.json$/i.test(path)) return true;
  const head = await file.slice(0, partLength).text();
  const tail = file.size > partLength ? await file.slice(file.size - partLength).text() : "";
  return /"format"\s*:\s*"colophon-bundle\//.test(head + tail);
}
