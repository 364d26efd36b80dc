import { bytesToHex, type Hex, sha256 } from "viem";
import type { Excerpt } from "../content/compareFiles.ts";
import { hashSpans, type RangeDisclosure, rangeSpans } from "../content/range.ts";
import { wordFor } from "../model/numbers.ts";
import { visibleLine } from "../model/words.ts";
import type { BundleFile, OpenedBundle } from "./bundle.ts";
import { entryOf } from "./openBundle.ts";
import type { Report, VerdictFile, VerdictRecord } from "./verdict.ts";

/** A file that the verifier holds, hashed; or, where its bytes are not at hand, its SHA-256 alone. */
export type GivenFile = {
  path: string;
  sha256: Hex;
  /** In bytes. Missing only with a SHA-256 alone. */
  size?: number | undefined;
  blake3?: Hex | undefined;
  /** What it would be as one of the ranges that the bundle shows: {@link readExcerpts}. */
  excerpts?: readonly Excerpt[] | undefined;
  /** It was found in a folder, and `isStray` says that an operating system puts such files there by itself. */
  stray?: boolean | undefined;
  /** What it would be if an editor or git had not touched it: {@link variantsOf}. */
  variants?: readonly FileVariant[] | undefined;
};

/** A given file and the digest that the bundle has for it. */
export type MatchedFile = { file: GivenFile; digest: Hex };

type ComparedFiles = {
  matched: readonly MatchedFile[];
  /** Those that are not in the bundle. */
  strangers: readonly GivenFile[];
};

function named(files: readonly GivenFile[]): string {
  const shown = files.slice(0, 5).map(({ path }) => `“${visibleLine(path)}”`);
  return files.length > shown.length ? `${shown.join(", ")} and ${files.length - shown.length} more` : shown.join(", ");
}

/** What evidence says of files: by which digests they can be compared. */
export type FileListing = {
  isEmpty: boolean;
  /** The digest that stands for a given file; undefined if none does. */
  digestOf: (file: GivenFile) => Hex | undefined;
  /** Whether a SHA-256 alone may be that of a range, which is not compared by it. */
  mayBePart: (file: GivenFile) => boolean;
  /** How many different digests there are. */
  count: () => number;
};

/** The listing of a bundle. */
function listingOf(
  { stamp }: OpenedBundle,
  records: readonly VerdictRecord[],
  given: readonly GivenFile[],
): FileListing {
  if (stamp?.list) {
    const { list } = stamp;
    const places = placesOf(
      stamp.list,
      new Set(given.flatMap((file) => [file, ...(file.variants ?? [])].map((one) => one.sha256))),
    );
    return {
      isEmpty: false,
      /** All that is given must be that of one entry. */
      digestOf: (file) => {
        const same = (places.get(file.sha256) ?? []).some((place) => {
          const { size, blake3 } = entryOf(list, place);
          return (file.blake3 ?? blake3) === blake3 && (file.size ?? size) === size;
        });
        return same ? file.sha256 : undefined;
      },
      mayBePart: () => false,
      count: () => distinctIn(list.sha256),
    };
  }
  const disclosed = stamp?.files;
  const digests = new Set<string>(
    stamp
      ? stamp.files?.map(({ digest }) => digest)
      : records.flatMap(({ event, values }) => (event === "FileDisclosed" ? (values.digest ?? []) : [])),
  );
  const lengths = disclosed?.flatMap(({ range }) => (range ? [range.to - range.from] : [])) ?? [];
  return {
    isEmpty: digests.size === 0,
    digestOf: (file) => findExcerpt(disclosed, file)?.digest ?? (digests.has(file.sha256) ? file.sha256 : undefined),
    mayBePart: ({ blake3, size }) =>
      blake3 === undefined && lengths.some((length) => size === undefined || size === length),
    count: () => digests.size,
  };
}

/** Where in a list of files the wanted digests are. */
function placesOf(
  { sha256: bytes, count }: NonNullable<NonNullable<OpenedBundle["stamp"]>["list"]>,
  wanted: ReadonlySet<Hex>,
) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const beginnings = new Set([...wanted].map((digest) => Number.parseInt(digest.slice(2, 10), 16)));
  const places = new Map<Hex, number[]>();
  for (let place = 0; place < count; place++) {
    if (!beginnings.has(view.getUint32(32 * place))) continue;
    const digest = hexAt(bytes, place);
    if (wanted.has(digest)) places.set(digest, [...(places.get(digest) ?? []), place]);
  }
  return places;
}

const hexAt = (bytes: Uint8Array, place: number): Hex => bytesToHex(bytes.subarray(32 * place, 32 * place + 32));

/** How many different digests there are. */
function distinctIn(bytes: Uint8Array): number {
  const seen = new Set<string>();
  for (let at = 0; at < bytes.length; at += 32) seen.add(String.fromCharCode(...bytes.subarray(at, at + 32)));
  return seen.size;
}

/**
 * Whether files that the verifier holds are those of the bundle, by their digests. Without files, the record alone is asked for; with an empty list of them, somebody forgot to give them.
 */
export function checkFiles(
  bundle: OpenedBundle,
  records: readonly VerdictRecord[],
  files: readonly GivenFile[] | undefined,
  report: Report,
): ComparedFiles {
  return checkAgainst(listingOf(bundle, records, files ?? []), files, report);
}

/** The same with the listing of any evidence. */
export function checkAgainst(
  listing: FileListing,
  files: readonly GivenFile[] | undefined,
  report: Report,
): ComparedFiles {
  const none: ComparedFiles = { matched: [], strangers: [] };
  if (listing.isEmpty) {
    if (files !== undefined && files.length > 0)
      report.gap("files", "The bundle says nothing about files, so the files that you gave could not be compared.");
    return none;
  }
  if (files === undefined) {
    report.add("files", "not-checked", "No file was compared: you asked for the record alone.");
    return none;
  }
  const matched: MatchedFile[] = [];
  const strangers: GivenFile[] = [];
  const leftOut: GivenFile[] = [];
  for (const file of files) {
    const digest = listing.digestOf(file);
    if (digest !== undefined) matched.push({ file, digest });
    else (file.stray ? leftOut : strangers).push(file);
  }
  const wrong = strangers.filter((file) => !listing.mayBePart(file));
  if (wrong.length > 0) {
    report.add("files", "disproved", strangersInWords(wrong, listing.digestOf));
  } else if (strangers.length > 0) {
    report.gap(
      "files",
      `The SHA-256 of ${named(strangers)} is not in the bundle. It may be that of a part that the bundle shows, which only its bytes can tell: give the file itself.`,
    );
  } else if (matched.length === 0) {
    report.gap(
      "files",
      "No file was compared, so nothing is known of yours. Give the files or their SHA-256, or ask for the record alone.",
    );
  } else reportMatched(matched, listing.count(), report);
  if (leftOut.length > 0) {
    report.add(
      "files-left-out",
      "not-checked",
      `${named(leftOut)} ${wordFor(leftOut.length, "was", "were")} left out, as operating systems put such files into folders by themselves. To compare one, name it.`,
    );
  }
  return { matched, strangers: wrong };
}

function reportMatched(matched: readonly MatchedFile[], listed: number, report: Report): void {
  const names = named(matched.map(({ file }) => file));
  const parts = matched.filter(({ file, digest }) => file.sha256 !== digest).length;
  report.add(
    "files",
    "proved",
    wordFor(
      matched.length,
      `The file ${names} has exactly the ${parts === 0 ? "digests" : "bytes of the range"} in the bundle.`,
      `All ${matched.length} files that you gave have exactly the digests${parts === 0 ? "" : " or the ranges"} in the bundle: ${names}.`,
    ),
  );
  const typed = matched.filter(({ file }) => file.blake3 === undefined).length;
  if (typed > 0) {
    report.add(
      "files-by-digest",
      "assumed",
      `Of ${wordFor(typed, "one file", `${typed} files`)} no byte was read: that your files have the digests that you gave is taken from you.`,
    );
  }
  const missing = listed - new Set(matched.map(({ digest }) => digest)).size;
  if (missing > 0) {
    report.add(
      "files-missing",
      "not-checked",
      `${missing} more of the bundle's files were not compared, as you did not give them.`,
    );
  }
}

function strangersInWords(strangers: readonly GivenFile[], digestOf: (file: GivenFile) => Hex | undefined): string {
  const [first] = strangers as [GivenFile];
  const what = wordFor(
    strangers.length,
    `has the SHA-256 ${first.sha256}, which is not among the files of this bundle: it was changed or is another file.`,
    "are not among the files of this bundle: they were changed or are other files.",
  );
  const reasons = strangers.flatMap((file) => {
    const variant = file.variants?.find((one) => digestOf({ path: file.path, ...one }) !== undefined);
    return variant
      ? ` ${named([file])} would be a file of the bundle ${variant.how}. An editor, a mail program or git changed that; the bytes are not the same.`
      : [];
  });
  return `${named(strangers)} ${what}${reasons.slice(0, 20).join("")}`;
}

/** The disclosed range that a file is, byte for byte, or undefined. */
export function findExcerpt(
  files: readonly BundleFile[] | undefined,
  { size, excerpts = [] }: GivenFile,
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
export async function readExcerpts(
  { stamp }: Pick<OpenedBundle, "stamp">,
  { size, read }: ExcerptFile,
): Promise<Excerpt[]> {
  const excerpts: Excerpt[] = [];
  for (const { range } of stamp?.files ?? []) {
    if (range === undefined || range.to - range.from !== size) continue;
    const spans = rangeSpans(range).filter(({ inside }) => inside);
    const nodes = await hashSpans(read(), { spans, bytes: size });
    if (nodes) excerpts.push({ from: range.from, fileSize: range.size, nodes });
  }
  return excerpts;
}

const most = 1000;

/** The files of a stamp for its verdict: all that were compared, and the first thousand of the others. */
export function filesOf(
  { stamp }: Pick<OpenedBundle, "stamp">,
  matched: readonly MatchedFile[],
): { files: VerdictFile[]; filesNotListed: number } {
  const given = new Set(matched.map(({ digest }) => digest));
  const { list, files = [] } = stamp ?? {};
  const shown: VerdictFile[] = [];
  let others = 0;
  const places = list && placesOf(list, given);
  const compared = new Set([...(places?.values() ?? [])].flat());
  for (let place = 0; place < (list?.count ?? 0); place++) {
    if (!compared.has(place) && ++others > most) continue;
    const { blake3: _, ...entry } = entryOf(list as NonNullable<typeof list>, place);
    shown.push({ ...entry, compared: compared.has(place) });
  }
  for (const { digest, range } of files) {
    if (!given.has(digest) && ++others > most) continue;
    shown.push({
      sha256: digest,
      ...(range && { range: { from: range.from, to: range.to, size: range.size } }),
      compared: given.has(digest),
    });
  }
  return { files: shown, filesNotListed: Math.max(0, others - most) };
}

/** What a file would be with other line ends or without what an editor added, by its SHA-256. */
export type FileVariant = { sha256: Hex; size: number; how: string };

/** Files longer than this are not looked into. */
export const mostVariantBytes = 8 * 1024 * 1024;

/** What editors, mail programs and git make of texts, undone. Nothing of bytes that are no text. */
export function variantsOf(bytes: Uint8Array): FileVariant[] {
  if (bytes.length > mostVariantBytes || bytes.includes(0)) return [];
  // One character for each byte, whatever its encoding is.
  const text = Array.from({ length: Math.ceil(bytes.length / 8192) }, (_, i) =>
    String.fromCharCode(...bytes.subarray(8192 * i, 8192 * (i + 1))),
  ).join("");
  const unix = text.replaceAll("\r\n", "\n");
  const windows = unix.replaceAll("\n", "\r\n");
  const spelled = [
    { spelling: text, ends: "" },
    ...(unix === text ? [] : [{ spelling: unix, ends: "with LF in place of CRLF as line ends" }]),
    ...(windows === text ? [] : [{ spelling: windows, ends: "with CRLF in place of LF as line ends" }]),
  ];
  const mark = "\u00ef\u00bb\u00bf";
  const variants: FileVariant[] = [];
  for (const { spelling, ends } of spelled) {
    const starts = [
      ...(spelling.startsWith(mark) ? [{ start: spelling.slice(3), marked: "without its byte order mark" }] : []),
      { start: spelling, marked: "" },
    ];
    for (const { start, marked } of starts) {
      const without = ["\n\n", "\r\n", "\n"].flatMap((end) =>
        start.endsWith(end)
          ? [
              {
                changed: start.slice(0, -end.length),
                end: `without the ${end === "\n\n" ? "two line breaks" : "line break"} at its end`,
              },
            ]
          : [],
      );
      const longer = ["\n", "\r\n"].map((end) => ({ changed: start + end, end: "with a line break at its end" }));
      for (const { changed, end } of [{ changed: start, end: "" }, ...without, ...longer]) {
        const how = [ends, marked, end].filter((part) => part !== "").join(" and ");
        if (how === "" || changed === "") continue;
        const made = Uint8Array.from(changed, (character) => character.charCodeAt(0));
        variants.push({ sha256: sha256(made), size: made.length, how });
      }
    }
  }
  return variants;
}
