import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import { emptyDigest, randomSalt } from "@colophon/sdk";
import { type Hex, zeroHash } from "viem";
import { UsageError } from "../Command.ts";
import { listWork } from "../files.ts";
import { hashFiles } from "../hashing.ts";
import { digestIn } from "../named.ts";
import { createProgressBar } from "../terminal.ts";
import type { BatchFolder } from "./batchFolder.ts";

type CollectItemsParameters = { batch: BatchFolder; files: readonly string[]; list: string | undefined };

/** Lists every item of a batch, going on where an earlier run ended. */
export async function collectItems({ batch, files, list }: CollectItemsParameters): Promise<void> {
  const out = await batch.append();
  try {
    const names: string[] = [];
    for await (const { name } of batch.items()) names.push(name);
    if (list !== undefined) {
      let position = 0;
      const progress = createProgressBar("Reading the list", 0);
      for await (const { name, sha256 } of readDigests(list)) {
        const known = names[position++];
        if (known === undefined) await out.add({ name, sha256, salt: randomSalt(), blinding: randomSalt() });
        else if (known !== name) {
          throw new UsageError(
            `${list} has changed since this batch was begun: its item ${position} was “${known}” and is “${name}” now. Begin another batch.`,
          );
        }
      }
      progress.end();
      return;
    }
    const known = new Set(names);
    const { files: found } = await listWork(files);
    const twice = found.find(({ path }, i) => i > 0 && found[i - 1]?.path === path);
    if (twice) throw new UsageError(`Two of the files are called “${twice.path}”. Name the folder above them.`);
    const pending: Promise<void>[] = [];
    await hashFiles(
      found.filter(({ path, size }) => size > 0 && !known.has(path)),
      ({ path, size, sha256, blake3 }) => {
        pending.push(out.add({ name: path, size, sha256, blake3, entrySalt: randomSalt(), salt: randomSalt() }));
      },
    );
    await Promise.all(pending);
  } finally {
    await out.close();
  }
}

function plainName(name: string): string {
  return name.replace(/\\([\\nr])/g, (_, letter: string) => ({ "\\": "\\", n: "\n", r: "\r" })[letter] ?? letter);
}

function parseLine(line: string): { name: string; digest: string } | undefined {
  const gnu = /^(\\?)([0-9a-fA-F]{64})(?: [ *](.+))?$/.exec(line);
  if (gnu) {
    const [, escaped, digest = "", name = digest.toLowerCase()] = gnu;
    return { name: escaped ? plainName(name) : name, digest };
  }
  const bsd = /^SHA(?:2-)?256 ?\((.+)\) ?= ([0-9a-fA-F]{64})$/.exec(line);
  if (bsd) return { name: bsd[1] as string, digest: bsd[2] as string };
  // Without a name, in whatever spelling: the digest is the name.
  const digest = /\s/.test(line.trim()) ? undefined : digestIn(line)?.slice(2);
  return digest === undefined ? undefined : { name: digest, digest };
}

/** The entries of a list of SHA-256 digests, one at a time: as sha256sum prints it, plain or with --tag, or bare; what begins with # is a remark. */
export async function* readDigests(path: string): AsyncGenerator<{ name: string; sha256: Hex }> {
  const input = path === "-" ? process.stdin : createReadStream(path);
  let number = 0;
  try {
    for await (const read of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
      number++;
      // Editors on Windows begin a file with a byte order mark.
      const line = number === 1 ? read.replace(/^\ufeff/, "") : read;
      if (line.trim() === "" || line.startsWith("#")) continue;
      const entry = parseLine(line);
      if (!entry) {
        throw new UsageError(
          `Line ${number} of ${path} is not a SHA-256 digest, alone or as sha256sum prints it: “${line.slice(0, 80)}”.`,
        );
      }
      const sha256: Hex = `0x${entry.digest.toLowerCase()}`;
      if (sha256 === emptyDigest || sha256 === zeroHash) {
        throw new UsageError(
          `Line ${number} of ${path} is the digest of ${sha256 === emptyDigest ? "the empty file" : "nothing"}, which identifies nothing. Leave it out.`,
        );
      }
      yield { name: entry.name, sha256 };
    }
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`The list ${path} can't be read. ${error instanceof Error ? error.message : error}`);
  }
}
