import { describe, expect, it } from "vitest";
import { createPieceReader } from "./hashingWorker.ts";

const bytes = Uint8Array.from({ length: 1000 }, (_, index) => index % 256);

function fileOf(stream: () => ReadableStream<Uint8Array>): Blob {
  return { stream } as Blob;
}

async function readAll(file: Blob, length: number) {
  const reader = createPieceReader(file, length);
  const lengths: number[] = [];
  const all: number[] = [];
  let buffer: ArrayBuffer | undefined;
  for (let piece = await reader.read(buffer); piece; piece = await reader.read(buffer)) {
    lengths.push(piece.length);
    all.push(...new Uint8Array(piece.buffer, 0, piece.length));
    buffer = piece.buffer;
  }
  return { lengths, all: Uint8Array.from(all) };
}

describe("createPieceReader", () => {
  it("reads every byte, in pieces no longer than asked for", async () => {
    const file = new Blob([bytes]);
    const { all, lengths } = await readAll(file, 128);
    expect(all).toEqual(bytes);
    expect(Math.max(...lengths)).toBeLessThanOrEqual(128);
  });

  it("reads every byte where files are not byte streams, also from parts of larger buffers", async () => {
    const file = fileOf(
      () =>
        new ReadableStream({
          start(controller) {
            controller.enqueue(bytes.subarray(0, 300));
            controller.enqueue(bytes.subarray(300));
            controller.close();
          },
        }),
    );
    expect((await readAll(file, 128)).all).toEqual(bytes);
  });

  it("passes on that a file cannot be read", async () => {
    const file = fileOf(
      () =>
        new ReadableStream({
          start(controller) {
            controller.error(new DOMException("gone", "NotFoundError"));
          },
        }),
    );
    await expect(readAll(file, 128)).rejects.toMatchObject({ name: "NotFoundError" });
  });
});
