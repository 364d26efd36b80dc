import { describe, expect, it } from "vitest";
import { createReadAhead, smallLength } from "./hashingWorker.ts";

type Fake = { file: Blob; name: string };

/** Files that a browser answers for late; `asked` says for which it was asked, in order. */
function files(count: number, size = 10) {
  const asked: string[] = [];
  const answers = new Map<string, (buffer: ArrayBuffer) => void>();
  const queue = Array.from({ length: count }, (_, i): Fake => {
    const name = `${i}.jpg`;
    const arrayBuffer = () => {
      asked.push(name);
      return new Promise<ArrayBuffer>((resolve) => answers.set(name, resolve));
    };
    return { name, file: { size, arrayBuffer, slice: () => new Blob(["x"]) } as unknown as Blob };
  });
  return { asked, queue, answer: (name: string) => answers.get(name)?.(new ArrayBuffer(size)) };
}

describe("createReadAhead", () => {
  it("asks for many small files before the first one came", async () => {
    const { queue, asked, answer } = files(300);
    const ahead = createReadAhead(queue);
    const first = queue.shift() as Fake;
    const taken = ahead.take(first);
    expect(asked).toHaveLength(16);
    answer("0.jpg");
    expect((await taken).byteLength).toBe(10);
    void ahead.take(queue.shift() as Fake);
    expect(asked).toHaveLength(17);
  });

  it("holds no more bytes than a few large ones have, and never reads a large one whole ahead", () => {
    const { queue, asked } = files(300, smallLength);
    void createReadAhead(queue).take(queue.shift() as Fake);
    expect(asked).toHaveLength(8);
    const large = files(3, smallLength + 1);
    createReadAhead(large.queue).ahead();
    expect(large.asked).toEqual([]);
  });

  it("hands out no bytes of a file that has changed since, and throws when its turn has come", async () => {
    const gone = new DOMException("gone", "NotFoundError");
    const slice = () => ({ arrayBuffer: () => Promise.reject(gone) });
    const queue = [0, 1].map(() => ({
      file: { size: 1, slice, arrayBuffer: async () => new ArrayBuffer(1) } as unknown as Blob,
    }));
    const ahead = createReadAhead(queue);
    ahead.ahead();
    await expect(ahead.take(queue.shift() as { file: Blob })).rejects.toBe(gone);
    await expect(ahead.take(queue.shift() as { file: Blob })).rejects.toBe(gone);
  });
});
