import { type Hex, sha256, stringToBytes } from "viem";
import type { ComparedFile } from "../content/compareFiles.ts";
import { hashSpans } from "../content/hashSpans.ts";
import { rangeRoot } from "../content/rangeRoot.ts";
import { rangeSpans } from "../content/rangeSpans.ts";

/** A text of 5,000 bytes, and the 2,048 of them from 1,024 on: what it takes to disclose and to compare them. */
export async function makeExcerpt() {
  const text = Array.from({ length: 500 }, (_, i) => `line ${String(i).padStart(4, "0")}\n`).join("");
  const bytes = stringToBytes(text);
  const range = { from: 1024, to: 3072, size: bytes.length };
  const spans = rangeSpans(range);
  const nodes = (await hashSpans([bytes], { spans, bytes: range.size })) as Hex[];
  const blake3 = rangeRoot(range, nodes) as Hex;
  const shown = bytes.subarray(range.from, range.to);
  const file: ComparedFile = {
    path: "excerpt",
    size: shown.length,
    sha256: sha256(shown),
    // Of the excerpt alone; nothing is compared with it.
    blake3: `0x${"00".repeat(32)}`,
    excerpts: [{ from: range.from, fileSize: range.size, nodes: nodes.filter((_, i) => spans[i]?.inside) }],
  };
  return { text, shown, blake3, nodes, range, file };
}
