import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import type { Hex } from "viem";
import { UsageError } from "../UsageError.ts";

const emptyFile = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

function plainName(name: string): string {
  return name.replace(/\\([\\nr])/g, (_, letter: string) => ({ "\\": "\\", n: "\n", r: "\r" })[letter] ?? letter);
}

function parseLine(line: string): { name: string; digest: string } | undefined {
  const gnu = /^(\\?)([0-9a-fA-F]{64})(?: [ *](.+))?$/.exec(line);
  if (gnu) {
    const [, escaped, digest = "", name = digest.toLowerCase()] = gnu;
    return { name: escaped ? plainName(name) : name, digest };
  }
  const bsd = /^SHA256 \((.+)\) = ([0-9a-fA-F]{64})$/.exec(line);
  if (bsd) return { name: bsd[1] as string, digest: bsd[2] as string };
  const bare = /^0x([0-9a-fA-F]{64})$/.exec(line);
  return bare ? { name: (bare[1] as string).toLowerCase(), digest: bare[1] as string } : undefined;
}

/** The entries of a list of SHA-256 digests, one at a time: as sha256sum prints it, plain or with --tag, or bare. */
export async function* readList(path: string): AsyncGenerator<{ name: string; sha256: Hex }> {
  const input = path === "-" ? process.stdin : createReadStream(path);
  let number = 0;
  try {
    for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
      number++;
      if (line.trim() === "") continue;
      const entry = parseLine(line);
      if (!entry) {
        throw new UsageError(
          `Line ${number} of ${path} is not a SHA-256 digest, alone or as sha256sum prints it: “${line.slice(0, 80)}”.`,
        );
      }
      const digest = entry.digest.toLowerCase();
      if (digest === emptyFile || /^0+$/.test(digest)) {
        throw new UsageError(
          `Line ${number} of ${path} is the digest of ${digest === emptyFile ? "the empty file" : "nothing"}, which identifies nothing. Leave it out.`,
        );
      }
      yield { name: entry.name, sha256: `0x${digest}` };
    }
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`The list ${path} can't be read. ${error instanceof Error ? error.message : error}`);
  }
}
