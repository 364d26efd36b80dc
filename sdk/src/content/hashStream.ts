import { createDigester, type Digester, type Digests } from "./createDigester.ts";

export type HashStreamOptions = {
  /** To be used again for many files; made when missing. */
  digester?: Digester;
  /** Called after each piece with the bytes read so far. */
  onProgress?: (bytes: number) => void;
  signal?: AbortSignal;
};

/** The digests of everything in a stream, such as `file.stream()`, reading one piece at a time. */
export async function hashStream(
  stream: ReadableStream<Uint8Array>,
  { digester, onProgress, signal }: HashStreamOptions = {},
): Promise<Digests> {
  const hashing = digester ?? (await createDigester());
  const reader = stream.getReader();
  let read = 0;
  try {
    for (;;) {
      signal?.throwIfAborted();
      const { done, value } = await reader.read();
      if (done) return hashing.finish();
      hashing.update(value);
      read += value.length;
      onProgress?.(read);
    }
  } catch (error) {
    hashing.finish();
    await reader.cancel(error).catch(() => undefined);
    throw error;
  }
}
