import { FileUnreadableError } from "./FileUnreadableError.ts";

/** A file's bytes from the beginning. Not every browser can iterate over a stream. Throws a FileUnreadableError. */
export async function* piecesOf(file: File): AsyncGenerator<Uint8Array> {
  try {
    const reader = file.stream().getReader();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } catch (error) {
    throw error instanceof DOMException ? new FileUnreadableError(file.name, error.name) : error;
  }
}
