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
