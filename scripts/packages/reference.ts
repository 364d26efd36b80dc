import { readFile } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { write } from "./stage.ts";

type Exported = { name: string; declared: string; words: string };

/** What a compiled module exports of its own or passes on, each with its declaration and the words above it. */
async function exportsOf(file: string): Promise<Exported[]> {
  const text = await readFile(file, "utf8");
  const own = [
    ...text.matchAll(
      /(\/\*\*(?:(?!\*\/)[\s\S])*\*\/\n)?^export (?:declare )?(?:function|const|class|type|interface) (\w+)/gm,
    ),
  ];
  const found = own.map((match) => ({
    name: match[2] ?? "",
    words: wordsOf(match[1]),
    declared: declarationAt(text, (match.index ?? 0) + (match[1]?.length ?? 0)),
  }));
  const passed = [...text.matchAll(/^export (?:type )?\{([^}]*)\} from "(\.[^"]+)\.js"/gm)];
  for (const [, list = "", path = ""] of passed) {
    const names = list.split(",").map(
      (name) =>
        name
          .trim()
          .replace(/^type /, "")
          .split(" as ")[0] ?? "",
    );
    const there = await exportsOf(join(dirname(file), `${path}.d.ts`));
    found.push(...there.filter(({ name }) => names.includes(name)));
  }
  return found;
}

/** The words of a comment, without its stars. */
const wordsOf = (comment = "") =>
  comment
    .replaceAll(/^\/\*\*|\*\/$|^ *\* ?/gm, "")
    .trim()
    .replaceAll(/^@(\w+) ?/gm, "\n**$1** ")
    .trim();

/** A declaration from its first letter to its end, where all that was opened is closed; long tables are cut. */
function declarationAt(text: string, start: number): string {
  let depth = 0;
  for (let at = start; at < text.length; at++) {
    const letter = text[at] ?? "";
    if ("{([".includes(letter)) depth++;
    if ("})]".includes(letter)) depth--;
    const ends =
      depth === 0 &&
      (letter === ";" || (letter === "}" && /^export (?:declare )?(?:class|interface)/.test(text.slice(start, at))));
    if (!ends) continue;
    const declared = text.slice(start, at + 1).replace(/^export (?:declare )?/, "");
    return declared.length > 1500 ? `${declared.slice(0, 400).trimEnd()}\n  …` : declared;
  }
  return "";
}

/**
 * Writes API.md of a package: every function, type and constant of its entries, with the words above it in the source.
 *
 * @param entries Each entry's name, such as "@colophon/sdk/read", and the file with its declarations, from the stage.
 * @returns How many there are.
 */
export async function writeReference(stage: string, entries: Record<string, string>): Promise<number> {
  const parts: string[] = [];
  let count = 0;
  for (const [entry, file] of Object.entries(entries)) {
    const found = (await exportsOf(join(stage, file))).toSorted((a, b) => (a.name < b.name ? -1 : 1));
    count += found.length;
    const items = found.map(
      ({ name, words, declared }) => `### ${name}\n\n${words}\n\n\`\`\`ts\n${declared}\n\`\`\`\n`,
    );
    parts.push(`## \`${entry}\`\n\n${items.join("\n")}`);
  }
  const [first = ""] = Object.values(entries);
  const head = `# API\n\nWritten from the declarations in \`${relative(".", dirname(first))}\` by scripts/pack.ts.\n\n`;
  await write(stage, "API.md", `${head}${parts.join("\n")}`);
  return count;
}
