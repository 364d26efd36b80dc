import { hkdf } from "@noble/hashes/hkdf.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { createSHA256 } from "hash-wasm";
import { type Hex, stringToBytes } from "viem";
import { type PieceCipher, pieceCipher } from "../core/platform.ts";
import { grouped } from "../model/numbers.ts";
import { headerEnd, newHeader, openHeader, VaultError } from "./keys.ts";

/**
 * Files as age (age-encryption.org/v1) encrypts them: a header that holds the file's key for each recipient, and the bytes in
 * pieces of 64 KiB, each of which is authenticated. The `age` program reads what this writes, and the other way round.
 */

/** SHA-256 of one stream of bytes. What `update` returns is waited for, so that another thread can keep its pace. */
export type Hasher = { update: (bytes: Uint8Array) => unknown; digest: () => Hex | Promise<Hex> };

/** What computes: a platform may have something faster than WebAssembly and scripts. */
export type VaultTools = {
  cipher: (key: Uint8Array) => Promise<PieceCipher>;
  /** One for the file itself, and one for the encrypted file. */
  hasher: (of: "plain" | "cipher") => Promise<Hasher>;
};

/** What browsers and Node have. */
export const platformTools: VaultTools = {
  cipher: pieceCipher,
  async hasher() {
    const hasher = await createSHA256();
    return { update: (bytes) => hasher.update(bytes), digest: () => `0x${hasher.digest()}` };
  },
};

/** How large something is in bytes, and its SHA-256. */
export type Sized = { size: number; sha256: Hex };

const pieceBytes = 64 * 1024;
const tagBytes = 16;
const nonceBytes = 16;

/** So many pieces are sealed or opened at a time: 4 MiB. */
const batch = 64;

/** How large a file of so many bytes is once it is encrypted, without its header. */
export function sealedSize(size: number): number {
  return nonceBytes + size + tagBytes * Math.max(1, Math.ceil(size / pieceBytes));
}

const payloadKey = (fileKey: Uint8Array, nonce: Uint8Array) =>
  hkdf(sha256, fileKey, nonce, stringToBytes("payload"), 32);

/** The number of a piece in 11 bytes, and whether it is the last. */
function nonceOf(piece: number, last: boolean): Uint8Array {
  const nonce = new Uint8Array(12);
  new DataView(nonce.buffer).setBigUint64(3, BigInt(piece));
  nonce[11] = last ? 1 : 0;
  return nonce;
}

type Source = AsyncIterable<Uint8Array>;

/** A stream in blocks of `size` bytes; only the last may be shorter, and is empty only if nothing else came. */
async function* blocksOf(source: Source, size: number): AsyncGenerator<{ bytes: Uint8Array; last: boolean }> {
  let block = new Uint8Array(size);
  let filled = 0;
  for await (const piece of source) {
    for (let at = 0; at < piece.length; ) {
      if (filled === size) {
        yield { bytes: block, last: false };
        block = new Uint8Array(size);
        filled = 0;
      }
      const count = Math.min(size - filled, piece.length - at);
      block.set(piece.subarray(at, at + count), filled);
      filled += count;
      at += count;
    }
  }
  yield { bytes: block.subarray(0, filled), last: true };
}

/** Works on one block while the next is being read. */
async function* ahead<Block, Value>(blocks: AsyncIterable<Block>, work: (block: Block) => Promise<Value>) {
  let before: Promise<Value> | undefined;
  for await (const block of blocks) {
    const now = work(block);
    // Whoever waits for the one before hears of its failure; this one's is heard of when its turn comes.
    now.catch(() => {});
    if (before) yield await before;
    before = now;
  }
  if (before) yield await before;
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const [only] = parts;
  if (parts.length === 1 && only) return only;
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

type Block = { bytes: Uint8Array; last: boolean };

/** The same work on each piece of a block, all of them at a time. */
async function eachPiece(
  { bytes, last, first }: Block & { first: number },
  size: number,
  work: (piece: Uint8Array, number: number, last: boolean) => Promise<Uint8Array>,
): Promise<Uint8Array> {
  const count = Math.max(1, Math.ceil(bytes.length / size));
  const pieces = Array.from({ length: count }, (_, i) =>
    work(bytes.subarray(i * size, (i + 1) * size), first + i, last && i === count - 1),
  );
  return joined(await Promise.all(pieces));
}

async function* numbered(blocks: AsyncIterable<Block>) {
  let first = 0;
  for await (const block of blocks) {
    yield { ...block, first };
    first += batch;
  }
}

export type EncryptFileParameters = {
  source: Source;
  /** Who can open it: age recipients. */
  recipients: readonly string[];
  /** Gets the encrypted bytes in their order. */
  write: (bytes: Uint8Array) => Promise<unknown> | undefined;
  /** Called with the bytes read so far. */
  onProgress?: (bytes: number) => void;
  tools?: VaultTools;
};

/**
 * Encrypts a stream to age recipients, with memory that does not grow. Returns what was read, and what was written.
 * Throws a VaultError for a recipient that is none.
 */
export async function encryptFile(parameters: EncryptFileParameters): Promise<{ plain: Sized; cipher: Sized }> {
  const { source, recipients, write, onProgress, tools = platformTools } = parameters;
  const { header, fileKey } = await newHeader(recipients);
  const nonce = crypto.getRandomValues(new Uint8Array(nonceBytes));
  const cipher = await tools.cipher(payloadKey(fileKey, nonce));
  const [plainHash, cipherHash] = await Promise.all([tools.hasher("plain"), tools.hasher("cipher")]);
  const sizes = { plain: 0, cipher: 0 };
  const put = async (bytes: Uint8Array) => {
    const written = write(bytes);
    await cipherHash.update(bytes);
    sizes.cipher += bytes.length;
    await written;
  };
  await put(joined([header, nonce]));
  const sealed = ahead(numbered(blocksOf(source, batch * pieceBytes)), async (block) => {
    const work = eachPiece(block, pieceBytes, (piece, number, last) => cipher.seal(nonceOf(number, last), piece));
    await plainHash.update(block.bytes);
    sizes.plain += block.bytes.length;
    onProgress?.(sizes.plain);
    return work;
  });
  for await (const bytes of sealed) await put(bytes);
  return {
    plain: { size: sizes.plain, sha256: await plainHash.digest() },
    cipher: { size: sizes.cipher, sha256: await cipherHash.digest() },
  };
}

export type DecryptFileParameters = {
  source: Source;
  /** Secret keys of age; one of them is enough. */
  keys: readonly string[];
  /**
   * Gets the bytes in their order, before it is known whether the rest is whole: keep them aside until the promise is
   * fulfilled.
   */
  write: (bytes: Uint8Array) => Promise<unknown> | undefined;
  /** How many bytes the encrypted file should have, if that is known: what is missing is then told exactly. */
  size?: number | undefined;
  /** Called with the encrypted bytes read so far. */
  onProgress?: (bytes: number) => void;
  tools?: VaultTools;
};

/**
 * Opens a stream that age encrypted, with memory that does not grow. Returns the size and the SHA-256 of what was in it.
 * Throws a VaultError that says where it is cut or changed, or that no key is for it; never returns for a part.
 */
export async function decryptFile(parameters: DecryptFileParameters): Promise<Sized> {
  const { source, keys, write, size, onProgress, tools = platformTools } = parameters;
  let read = 0;
  const counted = (async function* () {
    for await (const bytes of source) {
      read += bytes.length;
      onProgress?.(read);
      yield bytes;
    }
  })();
  const { header, rest } = await readHeader(counted, size);
  const fileKey = await openHeader(header, keys);
  const body = await takeBytes(rest, nonceBytes);
  if (body.taken.length < nonceBytes) throw cutAt(read, size);
  const cipher = await tools.cipher(payloadKey(fileKey, body.taken));
  const hasher = await tools.hasher("plain");
  const before = header.length + nonceBytes;
  const sealedPiece = pieceBytes + tagBytes;
  const open = async (sealed: Uint8Array, number: number, last: boolean) => {
    const at = before + number * sealedPiece;
    if (sealed.length < tagBytes) {
      const end = at + sealed.length;
      throw size === undefined || read < size ? cutAt(end, size) : changedAt(at, end, false);
    }
    try {
      const plain = await cipher.open(nonceOf(number, last), sealed);
      if (last && plain.length === 0 && number > 0) throw cutAt(at, size);
      return plain;
    } catch (cause) {
      if (cause instanceof VaultError) throw cause;
      const whole = last && sealed.length === sealedPiece;
      // A piece that opens as one in the middle shows that the end is missing.
      const middle =
        whole &&
        (await cipher.open(nonceOf(number, false), sealed).then(
          () => true,
          () => false,
        ));
      if (middle || (last && size !== undefined && read < size)) throw cutAt(at + sealed.length, size);
      throw changedAt(at, at + sealed.length, last && !whole);
    }
  };
  const opened = ahead(numbered(blocksOf(body.rest, batch * sealedPiece)), (block) =>
    eachPiece(block, sealedPiece, open),
  );
  let total = 0;
  for await (const bytes of opened) {
    const written = write(bytes);
    await hasher.update(bytes);
    total += bytes.length;
    await written;
  }
  return { size: total, sha256: await hasher.digest() };
}

function cutAt(at: number, size: number | undefined): VaultError {
  const of = size === undefined ? "" : ` of ${grouped(size)}`;
  return new VaultError(
    "cut",
    `The encrypted file is cut at byte ${grouped(at)}${of}. Nothing of it was kept. Get the whole file, and open it again.`,
  );
}

function changedAt(from: number, to: number, perhapsCut: boolean): VaultError {
  const cut = perhapsCut ? ", or the file is cut there" : "";
  return new VaultError(
    "changed",
    `The encrypted file was changed between bytes ${grouped(from)} and ${grouped(to)}${cut}. Nothing of it was kept. Get it again from where it is stored.`,
  );
}

/** Some bytes of a stream, and what comes after them. */
async function takeBytes(source: Source, count: number): Promise<{ taken: Uint8Array; rest: Source }> {
  return split(source, (bytes) => (bytes.length >= count ? count : undefined), Number.POSITIVE_INFINITY);
}

/** Reads until `endOf` knows where to divide what has come; all of it is taken if it never does. */
async function split(source: Source, endOf: (bytes: Uint8Array) => number | undefined, most: number) {
  const reader = source[Symbol.asyncIterator]();
  let bytes = new Uint8Array(0);
  let end: number | undefined;
  while (end === undefined && bytes.length <= most) {
    const { done, value } = await reader.next();
    if (done) break;
    bytes = new Uint8Array(joined([bytes, value]));
    end = endOf(bytes);
  }
  const rest = (async function* () {
    if (end !== undefined && end < bytes.length) yield bytes.subarray(end);
    for (;;) {
      const { done, value } = await reader.next();
      if (done) return;
      yield value;
    }
  })();
  return { taken: bytes.subarray(0, end ?? bytes.length), rest, whole: end !== undefined };
}

const intro = "age-encryption.org/v1\n";

/** A header has a few hundred bytes for each recipient. */
const mostHeader = 1024 * 1024;

async function readHeader(source: Source, size: number | undefined) {
  const { taken, rest, whole } = await split(source, headerEnd, mostHeader);
  if (whole) return { header: taken, rest };
  const begun = new TextDecoder("latin1").decode(taken.subarray(0, intro.length));
  if (taken.length > 0 && intro.startsWith(begun) && taken.length <= mostHeader) throw cutAt(taken.length, size);
  throw new VaultError(
    "not age",
    "This is not a file that age encrypted: it does not begin with “age-encryption.org/v1”. Choose the encrypted file.",
  );
}
