import { ColophonError } from "@colophon/sdk";
import type { ChosenFile, ChosenFiles } from "./chosenFiles.ts";

/** A ZIP archive that cannot be read, or holds more than is read here. */
export class ArchiveError extends ColophonError {
  override name = "ArchiveError";
}

type Entry = { name: string; method: number; packed: number; size: number; offset: number };

/** More entries, or more bytes in one or in all of them, are no archive of ours. */
const most = { entries: 20_000, bytes: 64 * 1024 * 1024, allBytes: 1024 * 1024 * 1024 };

const [endMark, entryMark, localMark] = [0x06054b50, 0x02014b50, 0x04034b50];

const endLength = 22;

/** How far before its end an archive may have its table, for a comment behind it. */
const tail = 65_535 + endLength;

/** What stands in a ZIP archive, by the table at its end. Undefined if it is none. */
async function entriesOf(archive: Blob): Promise<Entry[] | undefined> {
  const from = Math.max(0, archive.size - tail);
  const bytes = new Uint8Array(await archive.slice(from).arrayBuffer());
  const end = new DataView(bytes.buffer);
  let at = bytes.length - endLength;
  while (at >= 0 && end.getUint32(at, true) !== endMark) at--;
  if (at < 0) return undefined;
  const count = end.getUint16(at + 10, true);
  const [length, start] = [end.getUint32(at + 12, true), end.getUint32(at + 16, true)];
  if (count === 0xffff || start === 0xffffffff || start + length > archive.size) {
    throw new ArchiveError("This archive is too large, or was cut off. Unpack it, and choose its files.");
  }
  const table = new DataView(await archive.slice(start, start + length).arrayBuffer());
  const decoder = new TextDecoder();
  const entries: Entry[] = [];
  for (let next = 0; entries.length < count && next + 46 <= length; ) {
    if (table.getUint32(next, true) !== entryMark) throw damaged();
    const [nameLength, extra, comment] = [28, 30, 32].map((field) => table.getUint16(next + field, true)) as [
      number,
      number,
      number,
    ];
    if (next + 46 + nameLength > length) throw damaged();
    entries.push({
      name: decoder.decode(new Uint8Array(table.buffer, next + 46, nameLength)),
      method: table.getUint16(next + 10, true),
      packed: table.getUint32(next + 20, true),
      size: table.getUint32(next + 24, true),
      offset: table.getUint32(next + 42, true),
    });
    next += 46 + nameLength + extra + comment;
  }
  if (entries.length !== count) throw damaged();
  return entries.filter(({ name }) => !name.endsWith("/"));
}

const damaged = () =>
  new ArchiveError("This archive is damaged. Unpack it with another program, and choose its files.");

async function unpack(archive: Blob, { name, method, packed, size, offset }: Entry): Promise<File> {
  if (size > most.bytes)
    throw new ArchiveError(`“${name.slice(0, 80)}” in this archive is too large to be read out of it.`);
  const head = new DataView(await archive.slice(offset, offset + 30).arrayBuffer());
  if (head.byteLength < 30 || head.getUint32(0, true) !== localMark) throw damaged();
  const from = offset + 30 + head.getUint16(26, true) + head.getUint16(28, true);
  const data = archive.slice(from, from + packed);
  if (method === 0) return new File([data], name);
  if (method !== 8)
    throw new ArchiveError("This archive is packed in a way, or locked, that is not read here. Unpack it first.");
  const bytes: Uint8Array<ArrayBuffer>[] = [];
  let length = 0;
  try {
    const reader = data.stream().pipeThrough(new DecompressionStream("deflate-raw")).getReader();
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      length += part.value.length;
      // What it says of its size may be a lie: a few bytes can unfold to a whole disk.
      if (length > size) throw damaged();
      bytes.push(part.value as Uint8Array<ArrayBuffer>);
    }
  } catch (cause) {
    throw cause instanceof ArchiveError ? cause : damaged();
  }
  if (length !== size) throw damaged();
  return new File(bytes, name);
}

const ours = /\.colophon(?:-bundle)?\.json$/i;

/** Whether a file is a ZIP archive, by its first bytes. */
async function isArchive({ path, file }: ChosenFile): Promise<boolean> {
  if (!/\.zip$/i.test(path) || file.size < endLength) return false;
  const head = new DataView(await file.slice(0, 4).arrayBuffer());
  return [localMark, endMark].includes(head.getUint32(0, true));
}

/**
 * Opens the archives that this site made, or that hold what it made: openings and bundles. Any other archive stays one
 * file: it may be the work itself. Throws an ArchiveError for one of ours that cannot be read.
 */
export async function openArchives(chosen: ChosenFiles): Promise<ChosenFiles> {
  const files: ChosenFile[] = [];
  let bytes = 0;
  for (const each of chosen.files) {
    const entries = (await isArchive(each)) ? await entriesOf(each.file) : undefined;
    if (!entries?.some(({ name }) => ours.test(name))) {
      files.push(each);
      continue;
    }
    bytes += entries.reduce((sum, { size }) => sum + size, 0);
    if (entries.length > most.entries || bytes > most.allBytes) {
      throw new ArchiveError(
        "This archive holds more than is read here at once. Unpack it, and choose fewer of its files.",
      );
    }
    for (const entry of entries) files.push({ path: entry.name, file: await unpack(each.file, entry) });
  }
  return { ...chosen, files };
}
