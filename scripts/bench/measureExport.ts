import { readFileSync } from "node:fs";

export type MeasureExportParameters = { indexUrl: string; pid: number | undefined; query: string };

/** A statement as CSV: its rows, how long it takes, and what memory the index's process grows by. */
export async function measureExport({ indexUrl, pid, query }: MeasureExportParameters) {
  const memory = () => {
    const status = pid === undefined ? "" : readFileSync(`/proc/${pid}/status`, "utf8");
    return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024;
  };
  const before = memory();
  let most = before;
  const timer = setInterval(() => {
    most = Math.max(most, memory());
  }, 50);
  try {
    const start = performance.now();
    const response = await fetch(`${indexUrl}/v1/statements/royalties?${query}`);
    let [rows, bytes] = [0, 0];
    for await (const piece of response.body as unknown as AsyncIterable<Uint8Array>) {
      bytes += piece.length;
      for (const byte of piece) if (byte === 10) rows++;
    }
    if (!response.ok) throw new Error(`The statement failed with ${response.status}.`);
    const seconds = (performance.now() - start) / 1000;
    return { rows, bytes, seconds, perSecond: rows / seconds, memoryBefore: before, memoryMost: most };
  } finally {
    clearInterval(timer);
  }
}
