import { type Hex, sha256 } from "viem";
import type { DemoWork } from "./DemoWork.ts";
import { makeFiles } from "./makeFiles.ts";

/** What every file of the catalogue is, made anew: its size in bytes and its SHA-256. */
export async function digestsOf(works: readonly DemoWork[]): Promise<Record<string, { size: number; sha256: Hex }>> {
  const digests: Record<string, { size: number; sha256: Hex }> = {};
  for (const work of works) {
    const { files, cover, preview } = await makeFiles(work);
    const named = [
      ...files.map(({ path, bytes }) => ({ name: `${work.slug}/${path}`, bytes })),
      ...(cover ? [{ name: `public/${work.slug}-${cover.path}`, bytes: cover.bytes }] : []),
      { name: `public/${work.slug}-${preview.path}`, bytes: preview.bytes },
    ];
    for (const { name, bytes } of named) digests[name] = { size: bytes.length, sha256: sha256(bytes) };
  }
  return digests;
}
