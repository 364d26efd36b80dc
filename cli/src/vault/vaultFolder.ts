import { createCipheriv, createDecipheriv, createHash } from "node:crypto";
import { once } from "node:events";
import { createReadStream } from "node:fs";
import { mkdir, open, readdir, readFile, rename, rm, stat } from "node:fs/promises";
import { basename, join } from "node:path";
import { PassThrough, Readable } from "node:stream";
import { ColophonError } from "@colophon/sdk";
import {
  checkVaultKey,
  decryptFile,
  encryptFile,
  lockKey,
  parseVaultRecord,
  platformTools,
  type Sized,
  unlockKey,
  type VaultFile,
  type VaultRecord,
  type VaultTools,
  vaultDigestOf,
  vaultDocumentOf,
} from "@colophon/sdk/vault";
import { UsageError } from "../Command.ts";
import { replaceFile, secret, writeNewFile } from "../files.ts";
import { createProgressBar } from "../terminal.ts";

const tagBytes = 16;
const cipher = "chacha20-poly1305";

/** Node's own cipher and SHA-256 use the processor's instructions for them, several times faster than scripts. */
const nodeTools: VaultTools = {
  async cipher(key) {
    const other = await platformTools.cipher(key);
    const own = {
      async seal(nonce: Uint8Array, plain: Uint8Array) {
        const sealing = createCipheriv(cipher, key, nonce, { authTagLength: tagBytes });
        return new Uint8Array(Buffer.concat([sealing.update(plain), sealing.final(), sealing.getAuthTag()]));
      },
      async open(nonce: Uint8Array, sealed: Uint8Array) {
        const opening = createDecipheriv(cipher, key, nonce, { authTagLength: tagBytes });
        opening.setAuthTag(sealed.subarray(sealed.length - tagBytes));
        return new Uint8Array(
          Buffer.concat([opening.update(sealed.subarray(0, sealed.length - tagBytes)), opening.final()]),
        );
      },
    };
    // What is faster must still be the same.
    const [nonce, sample] = [new Uint8Array(12).fill(7), new Uint8Array(100).fill(1)];
    const [mine, theirs] = await Promise.all([own.seal(nonce, sample), other.seal(nonce, sample)]);
    return Buffer.from(mine).equals(theirs) ? own : other;
  },
  async hasher() {
    const hash = createHash("sha256");
    return { update: (bytes) => hash.update(bytes), digest: () => `0x${hash.digest("hex")}` };
  },
};

const pieceBytes = 4 * 1024 * 1024;

/** A file in large pieces. */
const piecesOf = (path: string) => createReadStream(path, { highWaterMark: pieceBytes });

/** A bar that is told where something stands, not how much was added. */
function progressOf(what: string, total: number) {
  const bar = createProgressBar(what, total);
  let before = 0;
  return {
    at(bytes: number) {
      bar.add(bytes - before);
      before = bytes;
    },
    end: bar.end,
  };
}

/**
 * Writes a new file beside its name, and gives it the name once all of it is there and right: nobody takes a part for the
 * whole.
 */
async function writeWhole<Result>(
  path: string,
  mode: number,
  write: (put: (bytes: Uint8Array) => Promise<unknown>) => Promise<Result>,
): Promise<Result> {
  if (await stat(path).catch(() => undefined)) {
    throw new UsageError(`${path} exists already and is not overwritten. Choose another name, or move it away.`);
  }
  const part = `${path}.part`;
  await rm(part, { force: true });
  const handle = await open(part, "wx", mode).catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(`${path} can't be written (${error.code}).`);
  });
  try {
    const result = await write((bytes) => handle.writeFile(bytes));
    await handle.sync();
    await handle.close();
    await rename(part, path);
    return result;
  } catch (error) {
    await handle.close();
    await rm(part, { force: true });
    throw error;
  }
}

/** Encrypts a file into another. */
export async function encryptTo(source: string, target: string, recipients: readonly string[]) {
  const progress = progressOf(`Encrypting ${basename(source)}`, (await stat(source)).size);
  try {
    return await writeWhole(target, 0o644, (write) =>
      encryptFile({ source: piecesOf(source), recipients, write, onProgress: progress.at, tools: nodeTools }),
    );
  } finally {
    progress.end();
  }
}

/** Encrypts bytes in memory into a file. */
export function encryptBytesTo(bytes: Uint8Array, target: string, recipients: readonly string[]) {
  return writeWhole(target, 0o644, (write) =>
    encryptFile({ source: Readable.from([bytes]), recipients, write, tools: nodeTools }),
  );
}

type OpeningParameters = { keys: readonly string[]; size?: number; check: (opened: Sized) => void | Promise<void> };

/** What an encrypted file holds, in memory, once `check` has seen it. */
export async function openedBytes(source: string, { keys, size, check }: OpeningParameters): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  const write = async (part: Uint8Array) => parts.push(part.slice());
  await check(await decryptFile({ source: piecesOf(source), keys, write, size, tools: nodeTools }));
  return new Uint8Array(Buffer.concat(parts));
}

/** Encrypts what is in an encrypted file to others, without ever writing it to the disk in the open. */
export async function recryptTo(
  source: string,
  target: string,
  { keys, size, check, recipients }: OpeningParameters & { recipients: readonly string[] },
) {
  return writeWhole(target, 0o644, async (put) => {
    const between = new PassThrough({ highWaterMark: pieceBytes });
    const write = async (part: Uint8Array) => {
      if (!between.write(part.slice())) await once(between, "drain");
    };
    const opening = decryptFile({ source: piecesOf(source), keys, write, size, tools: nodeTools })
      .then(check)
      .then(() => between.end())
      .catch((error: Error) => {
        between.destroy(error);
        throw error;
      });
    const [sealed] = await Promise.all([
      encryptFile({ source: between, recipients, write: put, tools: nodeTools }),
      opening,
    ]);
    return sealed;
  });
}

/** Opens an encrypted file into another; `check` sees what came out before it gets its name. */
export async function decryptTo(
  source: string,
  target: string,
  { keys, size, check }: OpeningParameters,
): Promise<Sized> {
  const progress = progressOf(`Opening ${basename(source)}`, (await stat(source)).size);
  try {
    return await writeWhole(target, secret.mode, async (write) => {
      const pieces = piecesOf(source);
      const opened = await decryptFile({
        source: pieces,
        keys,
        write,
        size,
        onProgress: progress.at,
        tools: nodeTools,
      });
      await check(opened);
      return opened;
    });
  } finally {
    progress.end();
  }
}

/** The SHA-256 of a file. */
export async function digestOfFile(path: string): Promise<Sized> {
  const hasher = await nodeTools.hasher("cipher");
  let size = 0;
  for await (const piece of piecesOf(path)) {
    hasher.update(piece);
    size += piece.length;
  }
  return { size, sha256: await hasher.digest() };
}

/**
 * Fetches an encrypted file from the first of its addresses that has it. Throws a UsageError with what each of them
 * answered if none has: an address is nobody's word, so only the right bytes are kept.
 */
export async function fetchTo(addresses: readonly string[], target: string, wanted: Sized): Promise<void> {
  const problems: string[] = [];
  for (const address of addresses) {
    try {
      await fetchOne(address, target, wanted);
      return;
    } catch (error) {
      if (error instanceof UsageError) throw error;
      problems.push(`${address}: ${error instanceof Error ? error.message : error}`);
    }
  }
  const tried = problems.length === 0 ? "The record names no address of it." : problems.join(" ");
  throw new ColophonError(`The encrypted file can't be had. ${tried} Ask the creator to send it by hand.`);
}

async function fetchOne(address: string, target: string, wanted: Sized): Promise<void> {
  const response = await fetch(address, { redirect: "error", signal: AbortSignal.timeout(3_600_000) });
  const { body } = response;
  if (!response.ok || body === null) throw new Error(`it answers ${response.status}.`);
  const progress = progressOf(`Fetching ${basename(target)}`, wanted.size);
  const hasher = await nodeTools.hasher("cipher");
  let size = 0;
  try {
    await writeWhole(target, 0o644, async (write) => {
      for await (const piece of body) {
        size += piece.length;
        if (size > wanted.size) throw new Error(`it sends more than the ${wanted.size} bytes that are on record.`);
        hasher.update(piece);
        progress.at(size);
        await write(piece);
      }
      if (size < wanted.size) throw new Error(`what it sends is cut at byte ${size} of ${wanted.size}.`);
      if ((await hasher.digest()) !== wanted.sha256) throw new Error("it sends other bytes than are on record.");
    });
  } finally {
    progress.end();
  }
}

const recordName = "record.json";
const keyName = "key.age";

/** The files of a work that are encrypted, on the disk of who gives them to licensees. */
export type Vault = {
  path: string;
  record: VaultRecord;
  /** Its key, locked for its owner. */
  locked: string;
  /** Where an encrypted file of the record is. */
  locationOf: (file: VaultFile) => string;
};

/** A name in the folder for the file at a place of the record. */
export const storedName = (position: number, path: string) => `${position + 1}-${basename(path)}.age`;

export async function makeVaultFolder(path: string): Promise<{ locationOf: (at: number, name: string) => string }> {
  await mkdir(path, { recursive: true });
  if ((await readdir(path)).length > 0) {
    throw new UsageError(`The folder ${path} is not empty. Choose a new one for the encrypted files.`);
  }
  return { locationOf: (at, name) => join(path, storedName(at, name)) };
}

/** Writes what belongs to the encrypted files: their record, and their key, which only the owners can unlock. */
export async function finishVault(path: string, record: VaultRecord, key: string, owners: readonly string[]) {
  await writeNewFile(join(path, keyName), await lockKey(key, owners), secret);
  await replaceFile(join(path, recordName), vaultDocumentOf(record));
}

/** A folder that vault encrypt made. */
async function readVault(path: string): Promise<Vault> {
  const read = (name: string) =>
    readFile(join(path, name), "utf8").catch(() => {
      throw new UsageError(`${path} has no ${name}. Name the folder that colophon vault encrypt made.`);
    });
  const record = parseVaultRecord(await read(recordName));
  const locked = await read(keyName);
  const positions = new Map(record.files.map((file, at) => [file.cipher.sha256, storedName(at, file.path)]));
  const locationOf = ({ cipher: { sha256 } }: VaultFile) => join(path, positions.get(sha256) ?? sha256.slice(2));
  return { path, record, locked, locationOf };
}

/** Two folders are never two answers to one question: a work has one record here. */
export async function readVaults(paths: readonly string[]): Promise<Map<bigint, Vault>> {
  const vaults = new Map<bigint, Vault>();
  for (const path of paths) {
    const vault = await readVault(path);
    const other = vaults.get(vault.record.work);
    if (other) throw new UsageError(`${other.path} and ${path} are of the same work. Name the later one only.`);
    vaults.set(vault.record.work, vault);
  }
  return vaults;
}

/** The key of a vault, unlocked by its owner's, after checking that it is the one that the record names. */
export async function keyOfVault({ path, record, locked }: Vault, keys: readonly string[]): Promise<string> {
  try {
    const key = await unlockKey(locked, keys);
    await checkVaultKey(record, key);
    return key;
  } catch (cause) {
    throw new ColophonError(`Your key does not unlock ${join(path, keyName)}. Name the key that it was locked for.`, {
      cause,
    });
  }
}

/** What else can be said where a folder is told of. */
export const vaultFacts = ({ record }: Pick<Vault, "record">) => ({
  record: vaultDigestOf(record),
  work: record.work,
  contentRoot: record.contentRoot,
  recipient: record.recipient,
  files: record.files.map(({ path, size, sha256, cipher: sealed }) => ({ path, size, sha256, encrypted: sealed })),
});
