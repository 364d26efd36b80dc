import { describe, expect, it } from "vitest";
import { createDigester, hashStream } from "./digest.ts";

/** `count` pieces of a megabyte, made when they are asked for. */
function megabytes(count: number, atEach: (i: number) => void = () => {}): ReadableStream<Uint8Array> {
  let i = 0;
  return new ReadableStream({
    pull(controller) {
      if (i === count) return controller.close();
      atEach(i);
      controller.enqueue(new Uint8Array(2 ** 20).fill(i++));
    },
  });
}

describe("hashStream", () => {
  it("tells how far it is and forgets nothing", async () => {
    const seen: number[] = [];
    const digests = await hashStream(megabytes(3), { onProgress: (bytes) => seen.push(bytes / 2 ** 20) });
    expect(seen).toEqual([1, 2, 3]);
    expect(digests).toEqual(await hashStream(megabytes(3)));
    expect(digests.size).toBe(3 * 2 ** 20);
  });

  it("keeps its memory flat", async () => {
    // One piece again and again, so that nothing but the hashing could keep memory.
    const piece = new Uint8Array(2 ** 20);
    const repeated = (count: number) => {
      let left = count;
      return new ReadableStream<Uint8Array>({
        pull: (controller) => (left-- > 0 ? controller.enqueue(piece) : controller.close()),
      });
    };
    await hashStream(repeated(8));
    const before = process.memoryUsage().rss;
    expect((await hashStream(repeated(96))).size).toBe(96 * 2 ** 20);
    expect(process.memoryUsage().rss - before).toBeLessThan(32 * 2 ** 20);
  });

  it("stops when it is cancelled, and the digester starts anew", async () => {
    const digester = await createDigester();
    const controller = new AbortController();
    const onProgress = () => controller.abort();
    await expect(hashStream(megabytes(5), { digester, onProgress, signal: controller.signal })).rejects.toMatchObject({
      name: "AbortError",
    });
    expect((await hashStream(megabytes(1), { digester })).size).toBe(2 ** 20);
  });

  it("W03 passes on the error of a file that can't be read to its end", async () => {
    const vanishing = megabytes(5, (i) => {
      if (i === 2) throw new DOMException("The file could not be read.", "NotReadableError");
    });
    await expect(hashStream(vanishing)).rejects.toMatchObject({ name: "NotReadableError" });
  });
});
