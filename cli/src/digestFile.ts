import { open } from "node:fs/promises";
import { type Digester, type Digests, FileChangedError } from "@colophon/sdk";

const pieceBytes = 4 * 1024 * 1024;

/**
 * The digests of a file, read piece by piece with memory that doesn't grow. Throws a FileChangedError if it changed
 * meanwhile. `onRead` gets the number of bytes of each piece.
 */
export async function digestFile(
  location: string,
  path: string,
  digester: Digester,
  onRead: (bytes: number) => void,
): Promise<Digests> {
  const handle = await open(location);
  try {
    const before = await handle.stat();
    const buffer = new Uint8Array(Math.min(pieceBytes, Math.max(1, before.size)));
    for (;;) {
      const { bytesRead } = await handle.read(buffer, 0, buffer.length);
      if (bytesRead === 0) break;
      digester.update(buffer.subarray(0, bytesRead));
      onRead(bytesRead);
    }
    const digests = digester.finish();
    const after = await handle.stat();
    if (digests.size !== before.size || after.size !== before.size || after.mtimeMs !== before.mtimeMs) {
      throw new FileChangedError(path, before.size, after.size);
    }
    return digests;
  } catch (error) {
    digester.finish();
    throw error;
  } finally {
    await handle.close();
  }
}
