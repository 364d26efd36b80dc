import { ColophonError } from "../model/errors.ts";
import { visibleLine } from "../model/words.ts";

/** A ZIP archive that cannot be read, or holds more than is read here. */
export class ArchiveError extends ColophonError {
  override name = "ArchiveError";
}

/** A file for an archive: its name, and its text in UTF-8. */
export type ZipText = { name: string; content: string };

/** A file that stands in an archive; its bytes are unpacked when they are asked for. */
export type ZipEntry = {
  /** A path with slashes that stays inside of any folder that it is unpacked to. */
  name: string;
  /** In bytes, as the archive says; unpacking holds it to that. */
  size: number;
  /** Throws an ArchiveError if it is damaged, or unfolds to another length than it says. */
  unpack: () => Promise<Blob>;
};

/** More entries, or more bytes in one or in all of them, are no archive of ours. */
const most = { entries: 20_000, bytes: 512 * 1024 * 1024, allBytes: 1024 * 1024 * 1024 };

const [endMark, entryMark, localMark] = [0x06054b50, 0x02014b50, 0x04034b50];

const [endLength, localLength, rowLength] = [22, 30, 46];

/** How far before its end an archive may have its table, for a comment behind it. */
const tail = 65_535 + endLength;

const encoder = new TextEncoder();

/**
 * Several small files as one ZIP archive, stored without compression and without their times: the same files give the
 * same archive, and it tells nothing of the machine that made it.
 */
export function zipOf(entries: readonly ZipText[]): Uint8Array<ArrayBuffer> {
  const parts: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let offset = 0;
  for (const { name, content } of entries) {
    const path = encoder.encode(name);
    const data = encoder.encode(content);
    // Version 2.0, names in UTF-8, stored, 1 January 1980.
    const common = [
      ...[20, 0x0800, 0, 0, 0x21].flatMap(short),
      ...[crc32(data), data.length, data.length].flatMap(long),
      ...[path.length, 0].flatMap(short),
    ];
    const header = Uint8Array.from([...long(localMark), ...common]);
    directory.push(
      Uint8Array.from([
        ...long(entryMark),
        ...short(20),
        ...common,
        ...[0, 0, 0].flatMap(short),
        ...[0, offset].flatMap(long),
      ]),
      path,
    );
    parts.push(header, path, data);
    offset += header.length + path.length + data.length;
  }
  const size = directory.reduce((sum, part) => sum + part.length, 0);
  const end = Uint8Array.from([
    ...long(endMark),
    ...[0, 0, entries.length, entries.length].flatMap(short),
    ...[size, offset].flatMap(long),
    ...short(0),
  ]);
  const result = new Uint8Array(offset + size + end.length);
  let at = 0;
  for (const part of [...parts, ...directory, end]) {
    result.set(part, at);
    at += part.length;
  }
  return result;
}

function short(value: number): number[] {
  return [value & 0xff, (value >>> 8) & 0xff];
}

function long(value: number): number[] {
  return [...short(value), ...short(value >>> 16)];
}

function crc32(bytes: Uint8Array): number {
  let sum = ~0;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit++) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
  }
  return ~sum >>> 0;
}

const bytesOf = async (archive: Blob, from: number, to: number) =>
  new DataView(await archive.slice(from, to).arrayBuffer());

/** Whether bytes begin as a ZIP archive does. A few of the first are enough. */
export async function isZip(file: Blob): Promise<boolean> {
  if (file.size < endLength) return false;
  return [localMark, endMark].includes((await bytesOf(file, 0, 4)).getUint32(0, true));
}

const damaged = () =>
  new ArchiveError("This archive is damaged. Unpack it with another program, and choose its files.");

const shown = (name: string) => `“${visibleLine(name.slice(0, 80))}”`;

/** Whether a name leads out of the folder that an archive is unpacked to, or means something to a file system. */
function isUnsafe(name: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is refused
  return /^[/\\]|^[A-Za-z]:|\\|[\u0000-\u001f]/.test(name) || name.split("/").some((part) => /^\.{1,2}$/.test(part));
}

type Row = { name: string; flags: number; method: number; packed: number; size: number; offset: number };

/**
 * The files in a ZIP archive of anybody, by the table at its end, without unpacking any. Undefined if it has no such
 * table, so is no archive. Throws an ArchiveError for one that is damaged, locked or too large, that has two files in the
 * same bytes or by the same name, or a name that leads out of its folder.
 *
 * @param archive The archive, of which only the table is read.
 */
export async function readZip(archive: Blob): Promise<ZipEntry[] | undefined> {
  const end = await bytesOf(archive, Math.max(0, archive.size - tail), archive.size);
  let at = end.byteLength - endLength;
  while (at >= 0 && end.getUint32(at, true) !== endMark) at--;
  if (at < 0) return undefined;
  const count = end.getUint16(at + 10, true);
  const [length, start] = [end.getUint32(at + 12, true), end.getUint32(at + 16, true)];
  if (count === 0xffff || start === 0xffffffff || start + length > archive.size) {
    throw new ArchiveError("This archive is too large, or was cut off. Unpack it, and choose its files.");
  }
  const table = await bytesOf(archive, start, start + length);
  const decoder = new TextDecoder();
  const rows: Row[] = [];
  for (let next = 0; rows.length < count; ) {
    if (next + rowLength > length || table.getUint32(next, true) !== entryMark) throw damaged();
    const name = table.getUint16(next + 28, true);
    const after = table.getUint16(next + 30, true) + table.getUint16(next + 32, true);
    if (next + rowLength + name > length) throw damaged();
    rows.push({
      name: decoder.decode(new Uint8Array(table.buffer, next + rowLength, name)),
      flags: table.getUint16(next + 8, true),
      method: table.getUint16(next + 10, true),
      packed: table.getUint32(next + 20, true),
      size: table.getUint32(next + 24, true),
      offset: table.getUint32(next + 42, true),
    });
    next += rowLength + name + after;
  }
  const files = rows.filter(({ name }) => !name.endsWith("/"));
  refuseMisleading(files, start);
  return files.map((row) => ({ name: row.name, size: row.size, unpack: () => unpack(archive, row) }));
}

/** Refuses what no archive has that was made to be read. */
function refuseMisleading(files: readonly Row[], tableAt: number): void {
  if (files.length > most.entries || files.reduce((sum, { size }) => sum + size, 0) > most.allBytes) {
    throw new ArchiveError(
      "This archive holds more than is read here at once. Unpack it, and choose fewer of its files.",
    );
  }
  const names = new Set<string>();
  for (const { name } of files) {
    if (isUnsafe(name)) {
      throw new ArchiveError(
        `This archive has a file named ${shown(name)}, which leads out of its folder. Do not unpack it; ask whoever gave it to you.`,
      );
    }
    if (names.has(name)) {
      throw new ArchiveError(
        `This archive has two files named ${shown(name)}, and programs differ in which they show. Ask for it again.`,
      );
    }
    names.add(name);
  }
  // Many files that are the same few bytes unfold to whatever size they like.
  let free = 0;
  for (const { name, offset, packed } of files.toSorted((a, b) => a.offset - b.offset)) {
    if (offset < free || offset + localLength + packed > tableAt) {
      throw new ArchiveError(
        `This archive says that ${shown(name)} stands where something else does. Ask for it again.`,
      );
    }
    free = offset + localLength + packed;
  }
}

async function unpack(archive: Blob, { name, flags, method, packed, size, offset }: Row): Promise<Blob> {
  if (size > most.bytes) throw new ArchiveError(`${shown(name)} in this archive is too large to be read out of it.`);
  if ((flags & 1) === 1 || (method !== 0 && method !== 8)) {
    throw new ArchiveError("This archive is packed in a way, or locked, that is not read here. Unpack it first.");
  }
  const head = await bytesOf(archive, offset, offset + localLength);
  if (head.byteLength < localLength || head.getUint32(0, true) !== localMark) throw damaged();
  const from = offset + localLength + head.getUint16(26, true) + head.getUint16(28, true);
  const data = archive.slice(from, from + packed);
  if (method === 0) {
    if (data.size !== size) throw damaged();
    return data;
  }
  const bytes: Uint8Array<ArrayBuffer>[] = [];
  let length = 0;
  try {
    const reader = data.stream().pipeThrough(new DecompressionStream("deflate-raw")).getReader();
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      length += part.value.length;
      // What it says of its size may be a lie: a few bytes can unfold to a whole disk.
      if (length > size) break;
      bytes.push(part.value.slice());
    }
    if (length > size) await reader.cancel();
  } catch {
    throw damaged();
  }
  if (length !== size) throw damaged();
  return new Blob(bytes);
}
