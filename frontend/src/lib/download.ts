/** Hands bytes that were made in the page to the person as a download. Nothing is sent anywhere. */
export function downloadFile(name: string, content: BlobPart, type = "application/json"): void {
  const url = URL.createObjectURL(new Blob([content], { type }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  // The browser reads the address after this task; a minute is plenty.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

/** A name that file systems take, with the ending that says what it is: "essay.txt" keeps its name before it. */
export function safeFileName(name: string, otherwise: string, ending: string): string {
  const safe = name
    // biome-ignore lint/suspicious/noControlCharactersInRegex: no file system wants them
    .replace(/[\u0000-\u001f<>:"/\\|?*]/g, "_")
    // Names that are hidden, lost or forbidden on one system or another.
    .replace(/^[.\s]+|[.\s]+$/g, "")
    .replace(/^(?:con|prn|aux|nul|com\d|lpt\d)(?=$|\.)/i, "_$&")
    .slice(0, 120)
    .toWellFormed();
  return `${safe || otherwise}${ending}`;
}

/** The beginning of a digest, by which a person tells two files of one kind apart. It tells nothing that they keep secret. */
export function shortDigest(digest: string): string {
  return digest.replace(/^0x/, "").slice(0, 8);
}

/** The name of an archive of many: which batch it is of, and whether names of files stand in it. */
export function archiveName(kind: "openings" | "bundles", stamped: string, { named = true } = {}): string {
  return `${kind}-${shortDigest(stamped)}${named ? "" : "-without-names"}.colophon.zip`;
}

/** File names for one archive: two files of different folders may have the same name, so later ones get a number. */
export function uniqueFileNames(names: readonly string[]): string[] {
  const taken = new Set<string>();
  return names.map((name) => {
    const [stem, ending] = splitEnding(name);
    let unique = name;
    for (let count = 2; taken.has(unique); count += 1) unique = `${stem}-${count}${ending}`;
    taken.add(unique);
    return unique;
  });
}

/** "poem.txt.colophon-bundle.json" ends with ".colophon-bundle.json". */
function splitEnding(name: string): [string, string] {
  const at = name.lastIndexOf(".colophon");
  return at < 0 ? [name, ""] : [name.slice(0, at), name.slice(at)];
}

const encoder = new TextEncoder();

type ZipEntry = { name: string; content: string };

/** Several small files as one ZIP archive, stored without compression, so that one download brings them all. */
export function zipOf(entries: readonly ZipEntry[]): Uint8Array<ArrayBuffer> {
  const parts: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let offset = 0;
  for (const { name, content } of entries) {
    const path = encoder.encode(name);
    const data = encoder.encode(content);
    const sum = crc32(data);
    // Version 2.0, names in UTF-8, stored, 1 January 1980: the same input gives the same archive.
    const common = [
      ...short(20),
      ...short(0x0800),
      ...short(0),
      ...short(0),
      ...short(0x21),
      ...long(sum),
      ...long(data.length),
      ...long(data.length),
      ...short(path.length),
      ...short(0),
    ];
    const header = Uint8Array.from([...long(0x04034b50), ...common]);
    directory.push(
      Uint8Array.from([
        ...long(0x02014b50),
        ...short(20),
        ...common,
        ...short(0),
        ...short(0),
        ...short(0),
        ...long(0),
        ...long(offset),
      ]),
      path,
    );
    parts.push(header, path, data);
    offset += header.length + path.length + data.length;
  }
  const size = directory.reduce((sum, part) => sum + part.length, 0);
  const end = Uint8Array.from([
    ...long(0x06054b50),
    ...short(0),
    ...short(0),
    ...short(entries.length),
    ...short(entries.length),
    ...long(size),
    ...long(offset),
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
  return [value & 0xff, (value >>> 8) & 0xff, (value >>> 16) & 0xff, (value >>> 24) & 0xff];
}

function crc32(bytes: Uint8Array): number {
  let sum = ~0;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit++) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
  }
  return ~sum >>> 0;
}
