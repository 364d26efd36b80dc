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

/** The name of an archive of many bundles without names: which batch it is of. */
export function namelessArchiveName(stamped: string): string {
  return `bundles-${shortDigest(stamped)}-without-names.colophon.zip`;
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
