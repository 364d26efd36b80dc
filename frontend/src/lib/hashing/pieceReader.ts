export type Piece = { buffer: ArrayBuffer; length: number };

export type PieceReader = {
  /** The next piece, in the given buffer if there is one; undefined at the end. */
  read(buffer: ArrayBuffer | undefined): Promise<Piece | undefined>;
};

/** Reads a file piece by piece into buffers that are used again, so that its size does not matter. */
export function createPieceReader(file: Blob, length: number): PieceReader {
  const stream = file.stream() as ReadableStream<Uint8Array<ArrayBuffer>>;
  let byob: ReadableStreamBYOBReader | undefined;
  try {
    byob = stream.getReader({ mode: "byob" });
  } catch {
    // A browser whose files are not byte streams: it brings its own buffers.
  }
  if (byob) {
    const reader = byob as ReadableStreamBYOBReader & {
      read<View extends ArrayBufferView>(view: View, options: { min: number }): Promise<ReadableStreamReadResult<View>>;
    };
    let ended = false;
    return {
      async read(buffer) {
        if (ended) return undefined;
        const view = new Uint8Array(buffer ?? new ArrayBuffer(length));
        const { done, value } = await reader.read(view, { min: view.length });
        // The last piece is shorter, and comes together with the end or before it, depending on the browser.
        ended = done;
        return value && value.length > 0 ? { buffer: value.buffer, length: value.length } : this.read(value?.buffer);
      },
    };
  }
  const reader = stream.getReader();
  return {
    async read() {
      const { done, value } = await reader.read();
      if (done) return undefined;
      const whole = value.byteOffset === 0 && value.byteLength === value.buffer.byteLength;
      return { buffer: whole ? value.buffer : value.slice().buffer, length: value.length };
    },
  };
}
