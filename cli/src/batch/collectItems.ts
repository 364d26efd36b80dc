import { randomSalt } from "@colophon/sdk";
import { createProgress } from "../createProgress.ts";
import { hashFiles } from "../hashFiles.ts";
import { listFiles } from "../listFiles.ts";
import { UsageError } from "../UsageError.ts";
import type { BatchFolder } from "./batchFolder.ts";
import { readList } from "./readList.ts";

export type CollectItemsParameters = { batch: BatchFolder; files: readonly string[]; list: string | undefined };

/** Lists every item of a batch, going on where an earlier run ended. */
export async function collectItems({ batch, files, list }: CollectItemsParameters): Promise<void> {
  const out = await batch.append();
  try {
    const names: string[] = [];
    for await (const { name } of batch.items()) names.push(name);
    if (list !== undefined) {
      let position = 0;
      const progress = createProgress("Reading the list", 0);
      for await (const { name, sha256 } of readList(list)) {
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
    const found = await listFiles(files);
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
