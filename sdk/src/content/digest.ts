import { createBLAKE3, createSHA256 } from "hash-wasm";
import type { Hex } from "viem";
import { hashingUnavailable } from "./hashingErrors.ts";

export type Digests = {
  /** In bytes. */
  size: number;
  sha256: Hex;
  blake3: Hex;
};

/** Hashes one file after another, each in pieces of any size, with memory that doesn't grow. */
export type Digester = {
  update: (bytes: Uint8Array) => void;
  /** The digests of everything since the digester was made or last finished; it then starts anew. */
  finish: () => Digests;
};

const knownDigests: Digests = {
  size: 2100,
  sha256: "0x23d862c7d3736eceedff50048396beec3ab3458a2d299ff569020256087953b3",
  blake3: "0xf579688439a79043a5c6005c88874549656bb2d868c93cf01ca658727be70232",
};

let selfTest: Promise<void> | undefined;

async function createUnchecked(): Promise<Digester> {
  const [sha256, blake3] = await Promise.all([createSHA256(), createBLAKE3()]);
  let size = 0;
  return {
    update(bytes) {
      sha256.update(bytes);
      blake3.update(bytes);
      size += bytes.length;
    },
    finish() {
      const digests: Digests = { size, sha256: `0x${sha256.digest()}`, blake3: `0x${blake3.digest()}` };
      sha256.init();
      blake3.init();
      size = 0;
      return digests;
    },
  };
}

/** The numbers 0 to 250 over and over, in three pieces, twice: across block borders, and starting anew. */
async function testDigester(): Promise<void> {
  const digester = await createUnchecked();
  const bytes = Uint8Array.from({ length: knownDigests.size }, (_, i) => i % 251);
  for (let round = 0; round < 2; round++) {
    for (const [from, to] of [
      [0, 1],
      [1, 1090],
      [1090, 2100],
    ])
      digester.update(bytes.subarray(from, to));
    const { size, sha256, blake3 } = digester.finish();
    if (size !== knownDigests.size || sha256 !== knownDigests.sha256 || blake3 !== knownDigests.blake3) {
      throw new Error(
        `The known answer is ${knownDigests.sha256} and ${knownDigests.blake3}, not ${sha256} and ${blake3}.`,
      );
    }
  }
}

/** A digester for SHA-256 and BLAKE3, after checking once that both give the right answer on this machine. */
export async function createDigester(): Promise<Digester> {
  try {
    selfTest ??= testDigester();
    await selfTest;
    return await createUnchecked();
  } catch (cause) {
    throw hashingUnavailable(cause);
  }
}

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
