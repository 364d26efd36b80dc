import { type Bundle, type ComparedFile, readExcerpts } from "@colophon/sdk";
import type { ChosenFiles } from "../../lib/files/ChosenFiles.ts";

/** Adds what files of the right length would be as the parts of files that a bundle shows. */
export function withExcerpts(
  bundle: Bundle,
  files: readonly ComparedFile[],
  chosen: ChosenFiles | undefined,
): Promise<ComparedFile[]> {
  const byPath = new Map(chosen?.files.map(({ path, file }) => [path, file]));
  return Promise.all(
    files.map(async (compared) => {
      const file = byPath.get(compared.path);
      if (!file) return compared;
      return { ...compared, excerpts: await readExcerpts(bundle, { size: file.size, read: () => piecesOf(file) }) };
    }),
  );
}

/** Not every browser can iterate over a stream. */
async function* piecesOf(file: File): AsyncGenerator<Uint8Array> {
  const reader = file.stream().getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    yield value;
  }
}
