/** Joins small pieces of text into larger ones: fewer writes, and memory stays flat. */
export async function* inChunks(pieces: AsyncIterable<string>, size = 65_536): AsyncGenerator<string, void> {
  let chunk = "";
  for await (const piece of pieces) {
    chunk += piece;
    if (chunk.length < size) continue;
    yield chunk;
    chunk = "";
  }
  if (chunk !== "") yield chunk;
}
