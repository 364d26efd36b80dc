import { ArchiveError, isPackageNote, isZip, readZip } from "@colophon/sdk";
import type { ChosenFile, ChosenFiles } from "./chosenFiles.ts";

/** Of all archives that are chosen at once, in bytes. */
const mostUnpacked = 1024 * 1024 * 1024;

const ours = /\.colophon(?:-bundle)?\.json$/i;

/** Whether a file is a ZIP archive, by its name and its first bytes. */
async function isArchive({ path, file }: ChosenFile): Promise<boolean> {
  return /\.zip$/i.test(path) && (await isZip(file));
}

/**
 * Opens the archives that this site made, or that hold what it made: openings and bundles. Any other archive stays one
 * file: it may be the work itself. What a proof package says to people is left out, as it is no file of anybody's work.
 * Throws an ArchiveError for one of ours that cannot be read.
 */
export async function openArchives(chosen: ChosenFiles): Promise<ChosenFiles> {
  const files: ChosenFile[] = [];
  let unpacked = 0;
  for (const each of chosen.files) {
    const entries = (await isArchive(each)) ? await readZip(each.file) : undefined;
    if (!entries?.some(({ name }) => ours.test(name))) {
      files.push(each);
      continue;
    }
    for (const entry of entries) {
      if (isPackageNote(entry.name)) continue;
      unpacked += entry.size;
      if (unpacked > mostUnpacked) {
        throw new ArchiveError("These archives hold more than is read here at once. Choose fewer of them.");
      }
      files.push({ path: entry.name, file: new File([await entry.unpack()], entry.name) });
    }
  }
  return { ...chosen, files };
}
