import type { ComparedFile, Excerpt } from "../content/compareFiles.ts";
import { hashSpans, type RangeDisclosure, rangeSpans } from "../content/range.ts";
import { visibleText } from "../model/words.ts";
import type { Bundle, BundleFile } from "./bundle.ts";
import type { Report, VerdictRecord } from "./verdict.ts";

function named(paths: readonly string[]): string {
  const shown = paths.slice(0, 5).map((path) => `“${visibleText(path)}”`);
  return paths.length > shown.length ? `${shown.join(", ")} and ${paths.length - shown.length} more` : shown.join(", ");
}

/** Whether files that the verifier holds are those of the bundle, by their digests. Returns those that are. */
export function checkFiles(
  { stamp }: Bundle,
  records: readonly VerdictRecord[],
  files: readonly ComparedFile[] | undefined,
  report: Report,
): readonly ComparedFile[] {
  const disclosed = records.filter(({ event }) => event === "FileDisclosed").map(({ values }) => values.digest);
  const listed = stamp?.manifest?.files;
  const digests = new Set<string | undefined>(
    stamp ? (listed?.map(({ sha256 }) => sha256) ?? stamp.files?.map(({ digest }) => digest)) : disclosed,
  );
  if (files === undefined || files.length === 0) {
    if (digests.size > 0) {
      report.add(
        "files",
        "not-checked",
        "No file was compared. Give the files, or compare their SHA-256 yourself with those listed.",
      );
    }
    return [];
  }
  if (digests.size === 0) {
    report.gap("files", "The bundle says nothing about files, so the files that you gave could not be compared.");
    return [];
  }
  const entries = new Map(listed?.map((entry) => [`${entry.sha256} ${entry.blake3} ${entry.size}`, entry]));
  const matches = (file: ComparedFile) =>
    listed
      ? entries.has(`${file.sha256} ${file.blake3} ${file.size}`)
      : digests.has(file.sha256) || findExcerpt(stamp?.files, file) !== undefined;
  const strangers = files.filter((file) => !matches(file));
  if (strangers.length > 0) {
    const [first] = strangers as [ComparedFile];
    const what = strangers.length === 1 ? `has the SHA-256 ${first.sha256}, which is` : "are";
    report.add(
      "files",
      "disproved",
      `${named(strangers.map(({ path }) => path))} ${what} not among the files of this bundle: ${strangers.length === 1 ? "it was changed or is another file" : "they were changed or are other files"}.`,
    );
    return files.filter(matches);
  }
  report.add(
    "files",
    "proved",
    files.length === 1
      ? `The file ${named(files.map(({ path }) => path))} has exactly the ${digests.has(files[0]?.sha256) ? "digests" : "bytes of the range"} in the bundle.`
      : `All ${files.length} files that you gave have exactly the digests${files.every(({ sha256 }) => digests.has(sha256)) ? "" : " or the ranges"} in the bundle: ${named(files.map(({ path }) => path))}.`,
  );
  const given = new Set(files.map((file) => findExcerpt(stamp?.files, file)?.digest ?? file.sha256));
  const missing = [...digests].filter((digest) => !given.has(digest as (typeof files)[number]["sha256"])).length;
  if (missing > 0)
    report.add(
      "files-missing",
      "not-checked",
      `${missing} more of the bundle's files were not compared, as you did not give them.`,
    );
  return files;
}

/** The disclosed range that a file is, byte for byte, or undefined. */
export function findExcerpt(
  files: readonly BundleFile[] | undefined,
  { size, excerpts = [] }: ComparedFile,
): (BundleFile & { range: RangeDisclosure }) | undefined {
  for (const file of files ?? []) {
    const { range } = file;
    if (range === undefined || range.to - range.from !== size) continue;
    const spans = rangeSpans(range);
    const inside = range.nodes.filter((_, i) => spans[i]?.inside).join();
    const same = excerpts.some(
      ({ from, fileSize, nodes }) => from === range.from && fileSize === range.size && nodes.join() === inside,
    );
    if (same) return { ...file, range };
  }
  return undefined;
}

export type ExcerptFile = {
  size: number;
  /** Its bytes from the beginning; called once for each range of the same length. */
  read: () => AsyncIterable<Uint8Array>;
};

/** What a file would be as one of the ranges that a bundle discloses: {@link verifyBundle} compares it with them. */
export async function readExcerpts({ stamp }: Bundle, { size, read }: ExcerptFile): Promise<Excerpt[]> {
  const excerpts: Excerpt[] = [];
  for (const { range } of stamp?.files ?? []) {
    if (range === undefined || range.to - range.from !== size) continue;
    const spans = rangeSpans(range).filter(({ inside }) => inside);
    const nodes = await hashSpans(read(), { spans, bytes: size });
    if (nodes) excerpts.push({ from: range.from, fileSize: range.size, nodes });
  }
  return excerpts;
}
